"""Run by `test_kills`: commit two nights together, over and over, and be killed with -9 at random instants of the commits.

Each round is a fork that knows nothing of the one before; no lock, clean-up or handler outlives it. What it commits was
written once and is linked into the staging, so that nearly all of its time is that of commits.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from select import select

from pipelines.lake import Lake, Staging
from tests.pipelines.lake.making_nights import LAST, NEXT, only_tables, staged_night

FEW = frozenset({"allocations", "open_items", "worklist", "book_documents"})
"""Tables of a small lake, whose commit takes milliseconds."""
VERSIONS = 5
MOST_COMMITS = 3
"""That a round lets pass before the one in which it is killed."""


def written_versions(place: Path) -> list[Staging]:
    return [
        staged_night(Lake(place), LAST, version, f"version-{version}")[1]
        for version in range(1, VERSIONS + 1)
    ]


def linked(lake: Lake, night: date, run_id: str, version: Staging) -> tuple[date, Staging]:
    staging = lake.stage(night, run_id)
    staging.folder.mkdir(parents=True, exist_ok=True)
    for file in version.folder.iterdir():
        os.link(file, staging.folder / file.name)
    return night, staging


def commit(lake: Lake, run_id: str, version: Staging, started: int) -> None:
    with lake.lock(run_id):
        nights = [linked(lake, night, run_id, version) for night in (NEXT, LAST)]
        os.write(started, b"c")
        lake.commit(nights)
        lake.prune(run_id, keep_for=timedelta(seconds=2))


def commit_for_ever(lake: Lake, round_number: int, versions: Iterator[Staging], started: int) -> None:
    for number, version in enumerate(versions):
        commit(lake, f"run-{round_number}-{number}", version, started)


def main(root: str, place: str, seed: int) -> None:
    """Go on until standard input ends; print how many kills left a state that was not shown yet, and how many there were."""
    lake, chance = Lake(Path(root)), random.Random(seed)
    versions = cycle(written_versions(Path(place)))
    started = time.monotonic()
    commit(lake, "run-first", next(versions), os.open(os.devnull, os.O_WRONLY))
    one_commit = time.monotonic() - started
    kills = hits = 0
    while not select([sys.stdin], [], [], 0)[0]:
        next(versions)
        hits += kill_one(lake, kills, versions, chance, one_commit)
        kills += 1
    print(hits, kills)


def kill_one(
    lake: Lake, number: int, versions: Iterator[Staging], chance: random.Random, one_commit: float
) -> bool:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        commit_for_ever(lake, number, versions, writing)
    os.close(writing)
    for _ in range(chance.randint(1, MOST_COMMITS)):
        os.read(reading, 1)
    time.sleep(chance.uniform(0, one_commit))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)
    shown = (lake.root / "_current").resolve().name
    unseen = any(folder.name > shown for folder in (lake.root / "_snapshots").iterdir())
    return unseen or any((lake.root / "_building").iterdir())


if __name__ == "__main__":
    with only_tables(FEW):
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
