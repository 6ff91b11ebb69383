"""Faults of the machine in words: what is short, and what to do. Any other unforeseen fault is one of ours."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import duckdb

from pipelines.connections import EngineFaultError
from pipelines.errors import causes

if TYPE_CHECKING:
    from dagster._utils.error import SerializableErrorInfo

ENGINE = (
    "try again with other values in TIEOUT_ENGINE_SETTINGS (such as disabled_optimizers=join_order), or with another "
    "release of DuckDB, and report this message; the lake is unchanged"
)
UNTOUCHED = "then run the night again; the lake is as it was"
SAID = {
    errno.ENOSPC: f"no space is left on the disk; free some (`tieout prune` clears old states of the lake), {UNTOUCHED}",
    errno.EDQUOT: f"the disk quota is used up; free some (`tieout prune` clears old states of the lake), {UNTOUCHED}",
    errno.EACCES: f"permission is denied; give the run's user the right to read and write there, {UNTOUCHED}",
    errno.EPERM: f"permission is denied; give the run's user the right to read and write there, {UNTOUCHED}",
    errno.EROFS: f"the file system can only be read; mount it for writing, {UNTOUCHED}",
    errno.EMFILE: f"too many files are open; raise `ulimit -n`, {UNTOUCHED}",
}
IN_WORDS = {os.strerror(number): number for number in SAID}
"""What libraries that know no numbers write, and what is left of an error in Dagster's records."""
INTERRUPTS = ("KeyboardInterrupt", "Interrupted", "DagsterExecutionInterruptedError")
STOPPED = (
    "stopped from outside, by a signal or by Dagster: the lake holds the night before or the whole new one; "
    "`tieout status` says which; run again"
)
MEMORY = f"memory is short; raise TIEOUT_MEMORY_LIMIT where the machine has more, or lower TIEOUT_THREADS, {UNTOUCHED}"


def explain(error: BaseException) -> str | None:
    """A sentence for a fault of the machine; None for any other."""
    for each in causes(error):
        if isinstance(each, MemoryError | duckdb.OutOfMemoryException):
            return MEMORY
        if isinstance(each, EngineFaultError):
            return f"DuckDB {duckdb.__version__} failed by a fault of its own: {each}; {ENGINE}"
        number = _number(each)
        if number in SAID:
            where = f"{each.filename}: " if isinstance(each, OSError) and each.filename else ""
            return f"{where}{SAID[number]}"
    return None


def explain_record(error: SerializableErrorInfo) -> str:
    """What a night's error says, of which only Dagster's record is left: as the command would say it."""
    chain = [error]
    while chain[-1].cause:
        chain.append(chain[-1].cause)
    told = [each.message.strip().partition(": ") for each in chain]
    if any((each.cls_name or "") in INTERRUPTS for each in chain):
        return STOPPED
    refused = next((said for raised, _, said in told if raised.startswith("pipelines.")), None)
    return refused or _explain_last(chain[-1].cls_name or "", told[-1][2])


def _explain_last(kind: str, said: str) -> str:
    if kind in ("MemoryError", "OutOfMemoryException"):
        return MEMORY
    number = _number_in(said)
    return f"{said}: {SAID[number]}" if number else f"a fault of ours: {kind}: {said}"


def _number_in(said: str) -> int | None:
    return next((number for words, number in IN_WORDS.items() if words in said), None)


def _number(error: BaseException) -> int | None:
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno
    if isinstance(error, OSError | duckdb.Error):
        return _number_in(str(error))
    return None
