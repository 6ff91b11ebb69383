"""A run killed at any step leaves nothing that people see and nothing to clean up: the same command again is the way on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pipelines.lake import Lake
from tests.assets.landing import MONDAY
from tests.assets.test_command import run

STEPS = ("landed.land", "books.open_books", "settlements.settle_night", "cases.work_cases", "worklist.build_worklist",
         "night_run.NightRun.count_rows", "night_run.NightRun.catch_up")  # fmt: skip
KILLED = """
import os, signal, sys
from importlib import import_module
module, _, name = sys.argv[1].partition(".")
owner = import_module(f"assets.{module}")
*path, last = name.split(".")
for part in path:
    owner = getattr(owner, part)
setattr(owner, last, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
from assets.cli import main
main(["run", "--from", sys.argv[2], "--to", sys.argv[2]])
"""


def test_a_run_killed_at_any_step_is_run_again(zone: Path, lake: Path):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    for step in STEPS:
        command = [sys.executable, "-c", KILLED, step, MONDAY]
        assert subprocess.run(command, env=environment, capture_output=True).returncode == -9, step
        published = [str(night) for night in Lake(lake).nights()]
        # The swap comes before the copies: killed between the two, the night is there and the copies lag.
        assert published == ([MONDAY] if step == STEPS[-1] else []), step
    assert run(MONDAY, MONDAY) == 0
    assert [str(night) for night in Lake(lake).nights()] == [MONDAY]
    assert (lake / "tieout.duckdb").exists()
