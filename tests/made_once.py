"""Makes a folder once for all workers of a test run; whoever comes second finds it, or waits until it is made."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder of a name that `make` has filled. Tests read it, or change copies of it."""
    own = folders.getbasetemp()
    place = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, done = place / f"once-{name}", place / f"once-{name}.done"
    with open(place / f"once-{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder.mkdir()  # fails where an earlier attempt has: what it has left is not to be used
            make(folder)
            done.touch()
    return folder
