"""Run by `test_kills`: commit two nights together, over and over, and be killed with -9 at random instants.

Each round is a fork that knows nothing of the one before; no lock, clean-up or handler outlives it.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path

from pipelines.lake import Lake
from tests.pipelines.lake.making_nights import LAST, NEXT, staged_night


def commit_for_ever(lake: Lake, round_number: int) -> None:
    for version in range(round_number * 1000, round_number * 1000 + 1000):
        run_id = f"run-{version}"
        with lake.lock(run_id):
            lake.commit([staged_night(lake, night, version, run_id) for night in (NEXT, LAST)])
            lake.prune(run_id, keep_for=timedelta(seconds=1))


def main(root: str, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    for round_number in range(1, rounds + 1):
        child = os.fork()
        if child == 0:
            commit_for_ever(Lake(Path(root)), round_number)
            os._exit(1)
        time.sleep(chance.uniform(0.05, 0.6))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
