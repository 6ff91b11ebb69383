"""Scratch folders end with their process; those of a killed process are removed by the next run, those of live ones stay."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipelines.errors import Refused
from pipelines.lake import Lake
from pipelines.scratch import make_scratch_folder, remove_dead_scratch_folders, remove_scratch_folder

SPILLING = """
import os, sys
os.environ["TIEOUT_MEMORY_LIMIT"] = "100MB"
from pipelines.sql import engine
with engine() as connection:
    connection.execute("CREATE TEMP TABLE large AS SELECT range, hash(range) AS hash FROM range(6000000)")
    os.write(1, b"spilled\\n")
    sys.stdin.read()
"""


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    monkeypatch.setenv("PYTHONPATH", os.getcwd())
    return tmp_path / "scratch"


def test_what_a_killed_process_spilled_is_removed_by_the_next_holder_of_the_lock(
    scratch: Path, tmp_path: Path
):
    mine = make_scratch_folder()
    (scratch / "tieout-scratch-of-somebody.txt").touch()
    command = [sys.executable, "-c", SPILLING]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as spilling:
        assert spilling.stdout and spilling.stdout.readline() == "spilled\n"
        [spilled] = set(scratch.glob("tieout-scratch-*/")) - {
            mine,
            scratch / "tieout-scratch-of-somebody.txt",
        }
        assert any(spilled.iterdir())
        with Lake(tmp_path / "lake").lock("run-1"):
            assert spilled.exists(), "its process is alive"
        spilling.kill()
    with Lake(tmp_path / "lake").lock("run-2"):
        assert sorted(scratch.iterdir()) == sorted([mine, scratch / "tieout-scratch-of-somebody.txt"])
    remove_scratch_folder(mine)


def test_a_folder_of_this_process_ends_once(scratch: Path):
    folder = make_scratch_folder()
    assert remove_dead_scratch_folders() == []
    remove_scratch_folder(folder)
    remove_scratch_folder(folder)
    assert list(scratch.iterdir()) == []


def test_a_folder_of_a_process_that_died_before_it_held_the_lock_goes_after_an_hour(scratch: Path):
    young, old = scratch / "tieout-unlocked-a", scratch / "tieout-unlocked-b"
    for folder in (young, old):
        folder.mkdir()
    os.utime(old, (0, 0))
    remove_dead_scratch_folders()
    assert list(scratch.iterdir()) == [young]


def test_a_temporary_folder_that_the_engine_cannot_reach_is_refused_before_anything_is_made(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
):
    (scratch / "a\\b").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch / "a\\b"))
    with pytest.raises(Refused, match=r"without a backslash.*set TMPDIR to another folder; nothing was run"):
        make_scratch_folder()
    assert list((scratch / "a\\b").iterdir()) == []
