"""What a lake of many nights costs a run before and after its work: `python -m tests.bench.lake 200`.

Tables hold a few rows each, so that what is measured grows with the number of files: to pin, to check every file against
the manifest, to hand out the books, and to commit one more night.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from pipelines.catalog import BOOKS
from pipelines.lake import Lake, Snapshot, Staging
from tests.pipelines.lake.making_nights import FIRST, days_after, staged_night

REPEATS = 5


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(Path(folder) / "lake")
        _, written = staged_night(Lake(Path(folder) / "rows"), FIRST, 1, "rows")
        lake.commit([_linked(lake, night, written) for night in _nights(0, count)])
        for name, work in _steps(lake, written, count):
            seconds = [_time(work) for _ in range(REPEATS)]
            print(f"{name:<12} {statistics.median(seconds):6.3f} s (median of {REPEATS})")


def _nights(start: int, end: int) -> list[date]:
    return [days_after(FIRST, days) for days in range(start, end)]


def _linked(lake: Lake, night: date, written: Staging) -> tuple[date, Staging]:
    staging = lake.stage(night, "run-1")
    staging.folder.mkdir(parents=True)
    for file in written.folder.iterdir():
        os.link(file, staging.folder / file.name)
    return night, staging


def _steps(lake: Lake, written: Staging, count: int) -> Iterator[tuple[str, Callable[[], object]]]:
    later = iter(_nights(count, count + REPEATS))
    yield "pin", lambda: _pin(lake).nights()
    yield "check files", lambda: _pin(lake).verification.check_all()
    yield "hand out", lambda: _hand_out(_pin(lake), days_after(FIRST, count))
    yield "commit", lambda: lake.commit([_linked(lake, next(later), written)])


def _hand_out(snapshot: Snapshot, night: date) -> None:
    for name in BOOKS:
        snapshot.older_files(name, night)


def _pin(lake: Lake) -> Snapshot:
    snapshot = lake.pin()
    assert snapshot is not None
    return snapshot


def _time(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main(int(sys.argv[1]))
