"""Faults of the machine in words: what is short, and what to do. Any other unforeseen fault is one of ours."""

from __future__ import annotations

import errno

import duckdb

from assets.patience import causes

UNTOUCHED = "then run the night again; the lake is as it was"
SAID = {
    errno.ENOSPC: f"no space is left on the disk; free some (`tieout prune` clears old states of the lake), {UNTOUCHED}",
    errno.EDQUOT: f"the disk quota is used up; free some (`tieout prune` clears old states of the lake), {UNTOUCHED}",
    errno.EACCES: f"permission is denied; give the run's user the right to read and write there, {UNTOUCHED}",
    errno.EPERM: f"permission is denied; give the run's user the right to read and write there, {UNTOUCHED}",
    errno.EROFS: f"the file system can only be read; mount it for writing, {UNTOUCHED}",
    errno.EMFILE: f"too many files are open; raise `ulimit -n`, {UNTOUCHED}",
}
IN_WORDS = {"No space left on device": errno.ENOSPC, "Permission denied": errno.EACCES}
"""What libraries that know no numbers write."""
MEMORY = f"memory is short; raise TIEOUT_MEMORY_LIMIT where the machine has more, or lower TIEOUT_THREADS, {UNTOUCHED}"


def explain(error: BaseException) -> str | None:
    """A sentence for a fault of the machine; None for any other."""
    for each in causes(error):
        if isinstance(each, MemoryError | duckdb.OutOfMemoryException):
            return MEMORY
        number = _number(each)
        if number in SAID:
            where = f"{each.filename}: " if isinstance(each, OSError) and each.filename else ""
            return f"{where}{SAID[number]}"
    return None


def _number(error: BaseException) -> int | None:
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno
    if isinstance(error, OSError | duckdb.Error):
        return next((number for words, number in IN_WORDS.items() if words in str(error)), None)
    return None
