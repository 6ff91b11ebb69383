"""Run by `test_kills`: commit two nights together, over and over, and be killed with -9 at random instants.

Each round is a fork that knows nothing of the one before; no lock, clean-up or handler outlives it. It lasts up to
three times as long as one undisturbed commit, so that the kills fall into every part of it on any machine.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from pipelines.lake import Lake
from tests.pipelines.lake.making_nights import LAST, NEXT, staged_night


def commit_versions(lake: Lake, versions: Iterable[int]) -> None:
    for version in versions:
        run_id = f"run-{version}"
        with lake.lock(run_id):
            lake.commit([staged_night(lake, night, version, run_id) for night in (NEXT, LAST)])
            lake.prune(run_id, keep_for=timedelta(seconds=2))


def fork_commits(lake: Lake, versions: Iterable[int]) -> int:
    child = os.fork()
    if child == 0:
        commit_versions(lake, versions)
        os._exit(0)
    return child


def main(root: str, seconds: int, seed: int) -> None:
    lake, chance, end = Lake(Path(root)), random.Random(seed), time.monotonic() + seconds
    start = time.monotonic()
    os.waitpid(fork_commits(lake, [1]), 0)
    one_commit = time.monotonic() - start
    kills = 0
    while time.monotonic() < end:
        kills += 1
        child = fork_commits(lake, range(kills * 100, kills * 100 + 100))
        time.sleep(chance.uniform(0, 3 * one_commit))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    print(kills)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
