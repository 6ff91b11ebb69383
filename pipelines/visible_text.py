"""Texts of others made safe to show: characters that would steer a terminal, a log or the eye become visible escapes.

Tables keep every text as it came; only what people and programs are shown goes through here. What does **not** belong
here: the marks of a page (`html.escape`) and of markdown (`assets.ui.markdown`).
"""

from __future__ import annotations

import re

_STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # control characters other than the line feed
    "\u202a-\u202e\u2066-\u2069"  # overrides and isolates that turn the direction of writing
    "\u2028\u2029"  # line and paragraph separators
    "\ud800-\udfff]"  # bytes of a file name that are not UTF-8, which Python keeps as surrogates
)


def visible(text: str) -> str:
    """Return a text of several lines with every steering character but the line feed as an escape such as `\\x1b`."""
    return _STEERING.sub(lambda found: _escape(ord(found[0])), text)


def visible_line(text: str) -> str:
    """Return the text as one line: line feeds are escaped, too."""
    return visible(text).replace("\n", "\\n")


def visible_json(text: str) -> str:
    """Return a JSON text in which such characters are escaped as JSON does it, so that every value stays the same."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _escape(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
