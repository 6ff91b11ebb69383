"""Texts of others inside markdown: shown character by character, whatever markdown would make of them."""

from __future__ import annotations

import re

from pipelines.visible_text import visible

_MARKS = re.compile(r"[\\`*_\[\]<>|~&#!$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What begins or ends emphasis, code, links, pictures, HTML, entities, headings, formulas, table cells and addresses."""


def escaped(text: str) -> str:
    """Return a text as one line of markdown that shows just this text."""
    return _MARKS.sub(lambda found: f"\\{found[0]}", visible(" ".join(text.split())))
