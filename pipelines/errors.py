"""The one family of errors that the command turns into exit code 2. Faults of ours are any other exception.

A message reads: table and day: what; expected, found; the fix; what was left untouched.
"""

from __future__ import annotations


class Refused(Exception):
    """A night, or a whole run, is refused because of what came in or how it was asked for; nothing was written."""
