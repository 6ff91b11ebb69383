"""What is cleared away, and what stays for readers."""

from __future__ import annotations

import json
import os
import shutil
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from pipelines.lake import Lake, lock, prune
from tests.pipelines.lake.making_nights import FIRST, NEXT, copy_lake, staged_night

LONG_AGO = 3600


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    lake = Lake(tmp_path_factory.mktemp("whole") / "lake")
    for version in range(4):
        lake.commit([staged_night(lake, FIRST, version)])
    shutil.rmtree(generations(lake)[0])  # without nights: every lake begins with one
    return lake


@pytest.fixture
def lake(whole: Lake, tmp_path: Path) -> Lake:
    return copy_lake(whole, tmp_path / "lake")


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


def kill_holder(lake: Lake, run_id: str) -> None:
    """Stage a night by a run that holds the lock, and kill it."""
    staged_night(lake, NEXT, 1, run_id)
    child = os.fork()
    if child == 0:
        with lake.lock(run_id):
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


def test_what_a_killed_holder_of_the_lock_left_goes_at_once_and_what_was_staged_by_hand_stays(
    lake: Lake,
) -> None:
    by_hand = staged_night(lake, NEXT, 1, "by-hand")[1]
    kill_holder(lake, "run-a")
    for name in ("_current.next", "_tieout.duckdb.next", "_tieout.duckdb.next.wal"):
        (lake.root / name).touch()
    with lake.lock("run-b"):
        assert [folder.name for folder in (lake.root / "_staging").glob("*/*")] == [by_hand.run_id]
        assert not list(lake.root.glob("*.next*"))
    assert (lake.root / "_lock").read_text() == ""


def test_a_holder_killed_while_it_removes_what_another_left_is_followed_by_one_that_removes_both(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_holder(lake, "run-a")
    with monkeypatch.context() as patch:
        patch.setattr(lock, "remove_left_over", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        kill_holder(lake, "run-b")
    assert len(list((lake.root / "_staging").glob("*/*"))) == 2
    with lake.lock("run-c"):
        assert list((lake.root / "_staging").glob("*")) == []


def test_a_run_that_holds_the_lock_again_keeps_what_it_staged(lake: Lake) -> None:
    """As Dagster does it where it retries a step in another process."""
    staged_night(lake, NEXT, 1, "run-a")
    (lake.root / "_lock").write_text(
        json.dumps({"run_id": "run-a", "pid": 1, "since": "2026-03-02T22:30:00+00:00"})
    )
    with lake.lock("run-a"):
        assert lake.stage(NEXT, "run-a").names()


@pytest.mark.parametrize("content", ["", "{", "[]", '"run"', '{"run_id": 5, "after": 7}'])
def test_a_lock_file_of_any_content_keeps_no_run_from_starting(lake: Lake, content: str) -> None:
    (lake.root / "_lock").write_text(content)
    with lake.lock("run-a"):
        assert "run-a" in str(lake.holder())


def test_foreign_files_are_left_alone_and_keep_nothing_from_being_cleared(lake: Lake) -> None:
    staging = staged_night(lake, NEXT, 1, "run-dead")[1].folder
    for folder in (lake.root, lake.root / "_snapshots", lake.root / "_staging", staging.parent):
        (folder / ".DS_Store").touch()
        (folder / "lost+found").mkdir()
    (lake.root / "_data_docs.abc").mkdir()
    gone = lake.prune("run-own", keep_for=timedelta(0), keep_staging_for=timedelta(0))
    assert f"{NEXT}/run-dead" in gone and "_data_docs.abc" in gone and not staging.exists()
    assert lake.leftovers() == ["1 older generations"]
    for folder in (lake.root, lake.root / "_snapshots", lake.root / "_staging"):
        assert (folder / ".DS_Store").exists() and (folder / "lost+found").exists()
