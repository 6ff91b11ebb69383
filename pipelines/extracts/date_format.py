"""Which date formats a mapping may name: directives that DuckDB's `strptime` knows, with harmless characters between."""

from __future__ import annotations

import re

DIRECTIVES = "aAbBcdfgGhHIjmMnpSTuUVwWxXyYzZ%"
UNPADDED = "djmyHIMS"
"""Directives that may have a minus before the letter: `%-d` is the day without a zero before it."""

_FORMAT = re.compile(rf"(?:%[{DIRECTIVES}]|%-[{UNPADDED}]|[\w .,:/()+-])+")


def is_date_format(text: object) -> bool:
    """Return whether a text is such a format: quotes, control characters and unknown directives are none."""
    return isinstance(text, str) and _FORMAT.fullmatch(text) is not None
