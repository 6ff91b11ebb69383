"""What dead runs left in a lake: removed by the next run that holds the lock, which knows that no other is alive.

What does **not** belong here: generations (`pipelines.lake.commit`, `pipelines.lake.prune`), and what was staged by hand,
without the lock, which stays for a day (`pipelines.lake.prune`).
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from pipelines.lake import paths
from pipelines.scratch import remove_dead_scratch_folders

UNFINISHED = ("*.next", "*.next.wal")
"""Links and files beside those that they were to replace."""


def remove_left_over(lake: Path, dead_runs: Collection[str]) -> None:
    """Remove unfinished files, what the given runs staged, and the scratch folders of dead processes.

    A file that cannot be removed keeps no run from starting.
    """
    for pattern in UNFINISHED:
        for path in lake.glob(pattern):
            with suppress(OSError):
                path.unlink()
    for staged in (lake / paths.STAGING).glob("*/*"):
        if staged.name in dead_runs:
            shutil.rmtree(staged, ignore_errors=True)
            with suppress(OSError):
                staged.parent.rmdir()  # unless another run has staged that night, too
    remove_dead_scratch_folders()
