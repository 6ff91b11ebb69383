"""A run killed at any step leaves nothing that people see and nothing to clean up: the same command again is the way on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from functools import reduce
from importlib import import_module
from pathlib import Path

from assets.cli import main
from assets.settings import PROJECT
from pipelines.lake import Lake
from tests.assets.landing import MONDAY
from tests.assets.loaded import load_everything
from tests.assets.test_command import run

STEPS = ("landed.land", "books.open_state", "settlements.settle_night", "cases.make_cases", "worklist.list_work",
         "night_run.NightRun.count_rows", "night_run.NightRun.catch_up")  # fmt: skip


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def run_killed(step: str) -> int:
    """Make a night that dies at its step in a fork of this process, and return its exit code.

    The process has everything loaded and has opened no database, whose threads a fork would lack.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    module, _, path = step.partition(".")
    *owners, name = path.split(".")
    owner = reduce(getattr, owners, import_module(f"assets.{module}"))
    setattr(owner, name, die)
    os._exit(main(["run", "--from", MONDAY, "--to", MONDAY]))


def test_a_run_killed_at_any_step_is_run_again(zone: Path, lake: Path):
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-m", "tests.assets.test_kills", str(lake)]
    played = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert played.returncode == 0, played.stderr
    # The swap comes before the copies: killed between the two, the night is there and the copies lag.
    published = {step: [MONDAY] if step == STEPS[-1] else [] for step in STEPS}
    assert json.loads(played.stdout) == {step: [-9, published[step]] for step in STEPS}
    assert run(MONDAY, MONDAY) == 0
    assert [str(night) for night in Lake(lake).nights()] == [MONDAY]
    assert (lake / "tieout.duckdb").exists()


def play(lake: Lake) -> dict[str, tuple[int, list[str]]]:
    """Return the exit code of each killed run, and the nights that are published after it."""
    return {step: (run_killed(step), [str(night) for night in lake.nights()]) for step in STEPS}


if __name__ == "__main__":
    load_everything()
    print(json.dumps(play(Lake(Path(sys.argv[1])))))
