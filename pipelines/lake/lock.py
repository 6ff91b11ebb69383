"""One run at a time: a lock that the kernel frees when its process ends, however it ends.

The file names the run that holds it: for messages, and for the next holder, which removes what a run left that died before
it could empty the file. A file left by a dead run locks nothing.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipelines.errors import RefusedNight
from pipelines.lake import paths
from pipelines.lake.access import access
from pipelines.lake.left_over import remove_left_over

_HELD: dict[Path, str] = {}


class LakeLockedError(RefusedNight):
    """Another run holds the lake."""


@contextmanager
def hold(root: Path, run_id: str) -> Iterator[None]:
    """Hold the lake for a run. The same run of the same process may hold it again inside: a commit."""
    lake = root.resolve()
    if _HELD.get(lake) == run_id:
        yield
        return
    with access(lake):
        descriptor = os.open(lake / paths.LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _acquire(descriptor, lake, run_id)
            _take_over(descriptor, lake, run_id)
            _HELD[lake] = run_id
            try:
                yield
            finally:
                del _HELD[lake]
                os.ftruncate(descriptor, 0)
        finally:
            os.close(descriptor)


def _acquire(descriptor: int, lake: Path, run_id: str) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise LakeLockedError(
            f"lake {lake}: run {run_id} is refused; expected no other run, found {_holder(descriptor)}; "
            "wait until it ends, or end it; nothing was written"
        ) from None


def _take_over(descriptor: int, lake: Path, run_id: str) -> None:
    """Write the run's name, and remove what dead holders left; should this run die meanwhile, the next one removes it."""
    dead_runs = _dead_runs(descriptor) - {run_id}
    _write_holder(descriptor, run_id, dead_runs)
    remove_left_over(lake, dead_runs)
    _write_holder(descriptor, run_id, set())


def _write_holder(descriptor: int, run_id: str, dead_runs: set[str]) -> None:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    holder = {"run_id": run_id, "pid": os.getpid(), "since": since, "after": sorted(dead_runs)}
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(holder).encode(), 0)


def _dead_runs(descriptor: int) -> set[str]:
    """Return the runs that the file names, whose lock the kernel has freed; a run that ended by itself empties it."""
    try:
        holder = json.loads(os.pread(descriptor, 1_000_000, 0))
        return {holder["run_id"], *holder.get("after", ())}
    except (ValueError, TypeError, KeyError, AttributeError):
        return set()


def said_holder(root: Path) -> str | None:
    """Who says that it holds the lake, and is alive. The lock itself is not touched: a run that starts now finds it free."""
    try:
        holder = json.loads((root / paths.LOCK).read_text())
    except (OSError, ValueError):
        return None
    return _described(holder) if _is_alive(holder["pid"]) else None


def _described(holder: dict[str, object]) -> str:
    return f"run {holder['run_id']} (process {holder['pid']}, since {holder['since']})"


def _holder(descriptor: int) -> str:
    """Who holds it. Until a run has written its name, the file is empty or names a dead one."""
    for _ in range(50):
        content = os.pread(descriptor, 4096, 0)
        if content.endswith(b"}"):
            holder = json.loads(content)
            if _is_alive(holder["pid"]):
                return _described(holder)
        time.sleep(0.01)
    return "a run of another machine" if content else "a run that did not write its name"


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
