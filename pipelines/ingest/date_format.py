"""Which date formats a mapping may name: directives that DuckDB's `strptime` knows, with harmless characters between."""

from __future__ import annotations

import re

DIRECTIVES = "aAbBcdfgGhHIjmMnpSTuUVwWxXyYzZ%"
UNPADDED = "djmyHIMS"
"""Directives that may have a minus before the letter: `%-d` is the day without a zero before it."""

_FORMAT = re.compile(rf"(?:%[{DIRECTIVES}]|%-[{UNPADDED}]|[\w .,:/()+-])+")


_PARTS = (frozenset("YyGxc"), frozenset("mbBjVUWxc"), frozenset("djaAuwxc"))
"""Directives for the year, the part of the year and the day in it: without one of each a date would be guessed."""


def is_date_format(text: object) -> bool:
    """Return whether a text is such a format, of whole dates: quotes, control characters and unknown directives are none."""
    if not isinstance(text, str) or not _FORMAT.fullmatch(text):
        return False
    named = {found[-1] for found in re.findall("%-?.", text)}
    return all(named & letters for letters in _PARTS)
