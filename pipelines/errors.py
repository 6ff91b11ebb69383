"""The family of errors that people read, each with its exit code. Any other exception is a fault of ours: 1.

A message reads: table and day: what; expected, found; the fix; what was left untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def printable(text: str) -> str:
    """Escape what no terminal and no table can show: control characters other than line ends, and the bytes of a file name
    that are not UTF-8, which Python keeps as surrogates."""
    return _UNPRINTABLE.sub(lambda found: _escape(ord(found[0])), text)


def _escape(code: int) -> str:
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\x{code:02x}"


class TieoutError(Exception):
    """Something went wrong that a person can understand and act on."""

    exit_code = 1

    def __init__(self, message: str) -> None:
        super().__init__(printable(message))


class RefusedNight(TieoutError):
    """A night, or a whole run, is refused for what came in or how it was asked for; nothing was written."""

    exit_code = 2


Refused = RefusedNight
"""The same, where it is not one night that is refused (a policy file, an option)."""


def causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and those it comes from, the nearest first, each once: one raised again is its own cause."""
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or each.__context__
