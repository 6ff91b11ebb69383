"""One run at a time, and no lock outlives its run."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.errors import RefusedNight
from pipelines.lake import Lake, LakeLockedError

HOLD = """
import sys, time, pathlib
from pipelines.lake import Lake
with Lake(pathlib.Path(sys.argv[1])).lock("run-first"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path):
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_run_is_refused_with_the_first_ones_id(tmp_path: Path, holder: subprocess.Popen) -> None:
    message = rf"run-second is refused.*run run-first \(process {holder.pid}"
    with pytest.raises(LakeLockedError, match=message), Lake(tmp_path).lock("run-second"):
        pass
    assert LakeLockedError.exit_code == 2 and issubclass(LakeLockedError, RefusedNight)


def test_a_killed_run_holds_nothing(tmp_path: Path, holder: subprocess.Popen) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with Lake(tmp_path).lock("run-second"):
        assert "run-second" in (tmp_path / "_lock").read_text()


def test_the_same_run_may_hold_it_again_and_another_run_of_the_process_not(tmp_path: Path) -> None:
    with Lake(tmp_path).lock("run-1"):
        with Lake(tmp_path).lock("run-1"):
            pass
        with pytest.raises(LakeLockedError, match="run-1"), Lake(tmp_path).lock("run-2"):
            pass
    with Lake(tmp_path).lock("run-2"):
        pass
