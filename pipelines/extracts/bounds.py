"""How much one file may hold: refused by name before it fills memory or disk.

What does **not** belong here: bounds of a value (`values`) and how a kind of file is read.
"""

from __future__ import annotations

from pipelines.errors import Refused
from pipelines.extracts.zone import LandedFile

LONGEST_LINE = 1 << 16
"""Characters of a line, or of a record of several lines: a hundred times a long one. The engine holds 2,048 of them at a
time; a row that is longer is rejected."""
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
