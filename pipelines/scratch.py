"""Scratch folders in the system's temporary folder: each ends with its process, or is removed by a later one.

A process holds a lock on its folders, which the kernel frees however the process ends. What does **not** belong here: files
inside the lake (`pipelines.lake`).
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipelines.errors import Refused

PREFIX = "tieout-scratch-"
UNLOCKED_PREFIX = "tieout-unlocked-"
"""Of a folder until its process holds the lock: so one that has the other prefix and no lock is dead."""
UNLOCKED_SECONDS = 3600

_held: dict[Path, int] = {}
"""Folders of this process and the descriptors that hold their locks."""


def make_scratch_folder() -> Path:
    """Return a new folder of this process.

    Raises:
        Refused: The path of the temporary folder contains a backslash, which DuckDB takes for a slash however it is quoted.
    """
    _refuse_backslash(tempfile.gettempdir())
    unlocked = Path(tempfile.mkdtemp(prefix=UNLOCKED_PREFIX))
    descriptor = os.open(unlocked, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    folder = unlocked.with_name(unlocked.name.replace(UNLOCKED_PREFIX, PREFIX, 1))
    unlocked.rename(folder)
    _held[folder] = descriptor
    return folder


def _refuse_backslash(place: str) -> None:
    if "\\" in place:
        raise Refused(
            f"temporary folder {place}: expected a path without a backslash, which DuckDB takes for a slash, found one; "
            "set TMPDIR to another folder; nothing was run"
        )


def remove_scratch_folder(folder: Path) -> None:
    """Remove a folder of this process; removing it again does nothing."""
    descriptor = _held.pop(folder, None)
    if descriptor is not None:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Yield a new folder, which ends with the block."""
    folder = make_scratch_folder()
    try:
        yield folder
    finally:
        remove_scratch_folder(folder)


def remove_dead_scratch_folders() -> list[str]:
    """Remove the folders whose processes have died; return their names. Those of other users are left alone."""
    places = Path(tempfile.gettempdir())
    gone = [folder for folder in places.glob(f"{PREFIX}*") if _remove_dead(folder)]
    for folder in places.glob(f"{UNLOCKED_PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > UNLOCKED_SECONDS:
                folder.rmdir()
    return [folder.name for folder in gone]


def _remove_dead(folder: Path) -> bool:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return not folder.exists()


@atexit.register
def _remove_all() -> None:
    for folder in list(_held):
        remove_scratch_folder(folder)
