"""What is cleared away, and what stays for readers."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from pipelines.lake import Lake, prune
from tests.pipelines.lake.making_nights import FIRST, NEXT, staged_night

LONG_AGO = 3600


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "lake")
    for version in range(4):
        lake.commit([staged_night(lake, FIRST, version)])
    shutil.rmtree(generations(lake)[0])  # without nights: every lake begins with one
    return lake


def generations(lake: Lake) -> list[Path]:
    return sorted((lake.root / "_snapshots").iterdir())


def grow_old(folder: Path) -> None:
    os.utime(folder, (folder.stat().st_atime, folder.stat().st_mtime - LONG_AGO))


def test_young_generations_stay_for_those_who_pinned_them(lake: Lake) -> None:
    assert lake.prune() == []
    assert len(generations(lake)) == 4


def test_old_generations_go_but_the_one_before_stays(lake: Lake) -> None:
    first, second, third, current = generations(lake)
    for folder in (first, second, third, current):
        grow_old(folder)
    assert lake.prune() == [first.name, second.name]
    assert generations(lake) == [third, current]


def test_it_counts_when_a_generation_was_replaced_not_when_it_was_made(lake: Lake) -> None:
    first, second, _, _ = generations(lake)
    for folder in (first, second):
        grow_old(folder)
    assert lake.prune() == [first.name]


def test_a_back_fill_does_not_keep_every_generation(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prune, "KEEP_AT_MOST", 3)
    first, *later = generations(lake)
    assert lake.prune() == [first.name]
    assert generations(lake) == later


def test_what_dead_runs_staged_goes_after_a_day_and_ones_own_stays(lake: Lake) -> None:
    own, dead = lake.stage(NEXT, "run-own"), lake.stage(NEXT, "run-dead")
    for staging in (own, dead):
        staged_night(lake, NEXT, 9, staging.run_id)
    lake.prune("run-own")
    assert dead.folder.exists()
    for staging in (own, dead):
        os.utime(staging.folder, (0, 0))
    lake.prune("run-own", keep_staging_for=timedelta(days=1))
    assert (own.folder.exists(), dead.folder.exists()) == (True, False)
