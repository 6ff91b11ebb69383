"""The family of errors that people read, each with its exit code. Any other exception is a fault of ours: 1.

A message reads: table and day: what; expected, found; the fix; what was left untouched.
"""

from __future__ import annotations


class TieoutError(Exception):
    """Something went wrong that a person can understand and act on."""

    exit_code = 1


class RefusedNight(TieoutError):
    """A night, or a whole run, is refused for what came in or how it was asked for; nothing was written."""

    exit_code = 2


Refused = RefusedNight
"""The same, where it is not one night that is refused (a policy file, an option)."""
