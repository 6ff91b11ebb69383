"""SIGTERM, SIGINT and SIGHUP end a run with a line, an alert and the lake as it was, in seconds, also while a query runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Timer

import pytest

from assets.nightly.stopping import run_stoppable
from assets.settings import PROJECT
from pipelines import interruption
from pipelines.arrow.parallel import side_by_side
from pipelines.interruption import Interrupted
from pipelines.lake import Lake
from pipelines.recovery import ignore, recover
from pipelines.scratch import remove_dead_scratch_folders
from pipelines.sql import engine
from tests.assets.landing import MONDAY
from tests.assets.stopping import HOURS
from tests.assets.test_command import run

NOT_PUBLISHED = f"night {MONDAY} was not published; the lake is as it was before that night; run again"


def test_signals_end_a_run_at_any_instant(
    zone: Path, lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "scratch").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "TMPDIR": str(tmp_path / "scratch")}
    command = [sys.executable, "-m", "tests.assets.stopping", str(lake)]
    played = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert played.returncode == 0, played.stderr
    scenes = {
        name: (int(code), float(seconds))
        for name, code, seconds in map(str.split, played.stdout.splitlines())
    }
    codes = {name: code for name, (code, _) in scenes.items()}
    assert all(seconds < 10 for _, seconds in scenes.values()), scenes

    def alert(scene: str) -> str:
        sent = Path(f"{lake}.{scene}.alert").read_text()
        assert sent in Path(f"{lake}.{scene}.log").read_text()
        return sent

    assert (codes.pop("query"), alert("query")) == (143, f"stopped by SIGTERM: {NOT_PUBLISHED}")
    assert (codes.pop("deaf"), alert("deaf")) == (129, f"stopped by SIGHUP: {NOT_PUBLISHED}")
    assert codes.pop("twice") == 130 and scenes["twice"][1] < 1 and not Path(f"{lake}.twice.alert").exists()
    assert codes.pop("copy") == 130
    assert alert("copy") == (
        f"stopped by SIGINT: night {MONDAY} is published and the lake holds it; copies that may not be up to date: DuckDB "
        f"file {lake}/tieout.duckdb; the next run brings them up to date first"
    )
    assert set(codes.values()) <= {129, 130, 143} and len(codes) == 4
    assert {alert(scene).split(":")[0][:12] for scene in codes} == {"stopped by S"}

    assert [str(night) for night in Lake(lake).nights()] == [MONDAY]
    monkeypatch.setattr(tempfile, "tempdir", environment["TMPDIR"])
    assert run(MONDAY, MONDAY) == 0
    assert (lake / "tieout.duckdb").exists()
    assert list((lake / "_staging").iterdir()) == [] == remove_dead_scratch_folders()


def kill_self(number: signal.Signals) -> int:
    os.kill(os.getpid(), number)
    time.sleep(0.1)
    return 5


def test_a_signal_that_the_caller_ignores_stays_ignored_and_work_that_ends_first_keeps_its_exit_code():
    """As `nohup` and the background of a shell script do it."""
    reported: list[object] = []
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert run_stoppable(lambda: kill_self(signal.SIGHUP), lambda *told: reported.append(told)) == 5
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
    assert reported == []


def test_what_the_work_raises_comes_out_and_the_handlers_of_before_are_back():
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyError):
        run_stoppable(lambda: {}["x"], lambda *_: None)
    assert signal.getsignal(signal.SIGTERM) is before


def after(seconds: float) -> Event:
    """Asks the work of this process to stop a moment later, until the event is set."""
    has_ended = Event()
    Timer(seconds, interruption.stop, [has_ended.wait, 20]).start()
    return has_ended


def test_a_query_that_was_stopped_is_no_fault_of_the_engine_and_not_repeated():
    tries: list[int] = []

    def count_for_hours() -> None:
        tries.append(1)
        with engine() as connection:
            connection.sql(HOURS).to_arrow_table()

    has_ended = after(0.3)
    try:
        with pytest.raises(Interrupted):
            recover(count_for_hours, lambda: "the work", ignore)
        with pytest.raises(Interrupted), engine():
            pass
    finally:
        has_ended.set()
    assert len(tries) == 1


def test_a_wait_for_the_next_try_ends_at_once():
    has_ended = after(0.1)
    try:
        with pytest.raises(Interrupted):
            interruption.sleep(60)
    finally:
        has_ended.set()


def test_an_interrupt_of_the_main_thread_ends_the_queries_of_the_others():
    """As Dagster raises it when it ends a run: in the thread that waits for those at work."""

    class Ended(BaseException):
        pass

    def count_for_hours(_: int) -> None:
        with engine() as connection:
            connection.execute(HOURS).fetchall()

    def items():
        yield 1
        Event().wait(0.3)
        raise Ended

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(lambda: list(side_by_side(count_for_hours, items())))
        with pytest.raises(Ended):
            waiting.result(timeout=20)
    with engine() as connection:
        assert connection.execute("SELECT 1").fetchall() == [(1,)]


def test_no_commit_begins_once_the_end_of_the_process_is_settled():
    with interruption.committing():
        assert not interruption.forbid_commit()
    assert interruption.forbid_commit()
    interruption._COMMIT.release()
