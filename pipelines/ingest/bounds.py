"""How much one file may hold: refused by name before it fills memory or disk.

What does **not** belong here: bounds of a value (`values`) and how a kind of file is read.
"""

from __future__ import annotations

from pipelines.errors import Refused
from pipelines.ingest.landing_zone import LandedFile

LONG_LINE = 1 << 16
"""Characters of a header, or of a record of several lines, at most: a hundred times a long one. The engine holds 2,048
records at a time."""
LONGEST_LINE = 1 << 22
"""Characters of a line at most: four times the longest memo that anybody has seen."""
MOST_LONG_TEXT = 1 << 26
"""Characters that lines longer than `LONG_LINE` have together in a file at most; the row of a further one is rejected."""
MOST_SEPARATORS = 10_000
"""Separators of a line beyond those of the header."""
GIGABYTE = 10**9
MOST_UNPACKED = 200
"""Times its size that a file beyond a gigabyte may unpack to. Ledgers pack to a tenth; only a file made to fill disks
packs to less than a two-hundredth."""


def check_size(file: LandedFile, unpacked: int, largest: int) -> None:
    """Refuse a file that has unpacked to so many bytes, or would.

    Raises:
        Refused: beyond `largest`, or beyond a gigabyte and `MOST_UNPACKED` times its size on disk.
    """
    if unpacked > largest:
        raise Refused(
            f"{file.title}: too large; expected at most {largest // GIGABYTE} GB unpacked (largest_file_gigabytes of the "
            "policy), found more; have it sent as several files, or raise the bound; nothing was written"
        )
    if unpacked > max(GIGABYTE, MOST_UNPACKED * file.path.stat().st_size):
        raise Refused(
            f"{file.title}: unpacks to more than {MOST_UNPACKED} times its size; expected a file of rows, found "
            f"{file.path.stat().st_size:,} bytes that unpack to more than {GIGABYTE // 10**9} GB; have it sent again, not "
            "packed; nothing was written"
        )
