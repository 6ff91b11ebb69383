"""The family of errors that people read, each with its exit code. Any other exception is a fault of ours: 1.

A message reads: table and day: what; expected, found; the fix; what was left untouched.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.visible_text import visible


class TieoutError(Exception):
    """Something went wrong that a person can understand and act on."""

    exit_code = 1

    def __init__(self, message: str) -> None:
        super().__init__(visible(message))


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
