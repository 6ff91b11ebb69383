"""Tries inputs in a separate process, so that a hang or a crash is a failure like any other."""

from __future__ import annotations

import faulthandler
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType

from tests.fuzz.inputs import make_input
from tests.fuzz.night import make_lake, outside_dagster, try_night
from tests.fuzz.rows import Failure
from tests.fuzz.trial import try_input

NIGHT_EVERY = 40
"""Every 40th input also runs a night."""
SECONDS, NIGHT_SECONDS = 30, 180
"""Time limits for an input, without and with a night: about ten times the usual duration."""
LOG = "traces.log"
TIMEOUT = "Timeout ("
"""Start of the watchdog's traceback."""
THREAD = "Thread 0x"
"""Start of each of its threads; the main thread is last."""
FRAME = re.compile(r'/(\w+\.py)", line \d+ in (\w+)')


@dataclass(frozen=True)
class Task:
    """An input, and how much of it is tried."""

    seed: int
    number: int
    has_night: bool = False
    inspects_all: bool = True
    seconds: float = SECONDS


class Fuzzer:
    """Tries inputs in a worker process, which is restarted after an input has ended it."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None

    def __enter__(self) -> Fuzzer:
        self._folder = Path(tempfile.mkdtemp(prefix="tieout-fuzz-"))
        (self._folder / LOG).touch()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._process is not None:
            self._end(self._process)
        shutil.rmtree(self._folder, ignore_errors=True)

    def failures(self, task: Task) -> list[Failure]:
        """Return the distinct failures of an input."""
        process = self._process or self._start()
        try:
            self._line.send(task)
            return self._line.recv()
        except (EOFError, ConnectionError):
            return [self._end(process)]

    def _start(self) -> BaseProcess:
        context = get_context("spawn")
        self._line, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._folder), daemon=True)
        process.start()
        theirs.close()
        self._process = process
        return process

    def _end(self, process: BaseProcess) -> Failure:
        """End the process if it still runs; return the failure that its end means."""
        self._line.close()
        process.join(10)
        exit_code = process.exitcode
        process.kill()
        process.join()
        self._process = None
        log = (self._folder / LOG).read_text()
        where = ", ".join(
            f"{file}: {function}" for file, function in FRAME.findall(log.rsplit(THREAD, 1)[-1])[:4]
        )
        return (
            ("out of time", where) if TIMEOUT in log else ("process died", f"exit code {exit_code}, {where}")
        )


def run_campaign(
    seed: int, numbers: Sequence[int], minutes: float | None
) -> Iterator[tuple[int, list[Failure]]]:
    """Yield the number and failures of every input, until all are tried or the time is up."""
    end = time.monotonic() + 60 * minutes if minutes else None
    with Fuzzer() as fuzzer:
        for number in numbers:
            if end and time.monotonic() > end:
                return
            has_night = number % NIGHT_EVERY == 0
            seconds = NIGHT_SECONDS if has_night else SECONDS
            yield number, fuzzer.failures(Task(seed, number, has_night, seconds=seconds))


def save_zone(seed: int, number: int, folder: Path) -> Path:
    """Write the input's landing zone below `folder`, in place of an earlier one; return where."""
    zone = folder / f"seed-{seed}-input-{number}"
    shutil.rmtree(zone, ignore_errors=True)
    zone.mkdir(parents=True)
    make_input(seed, number).zone.write(zone)
    return zone


def _work(line: Connection, folder: Path) -> None:
    """Answer tasks until the connection closes. A watchdog ends the process if one takes too long, even inside a query."""
    with (folder / LOG).open("w") as traces, outside_dagster():
        faulthandler.enable(traces)
        while True:
            try:
                task = line.recv()
            except EOFError:
                return
            if task.has_night and not (folder / "made").exists():
                make_lake(folder / "made")
            faulthandler.dump_traceback_later(task.seconds, exit=True, file=traces)
            found = _try(task, folder)
            faulthandler.cancel_dump_traceback_later()
            line.send(found)


def _try(task: Task, folder: Path) -> list[Failure]:
    mutated, site = make_input(task.seed, task.number), folder / f"{task.seed}-{task.number}"
    try:
        trial = try_input(mutated, site / "zone", task.inspects_all)
        nights = try_night(mutated, folder / "made", site / "night", trial.landing) if task.has_night else []
        return list(dict.fromkeys([*trial.failures, *nights]))
    finally:
        shutil.rmtree(site, ignore_errors=True)
