"""Many inputs in a process of their own, so that one that hangs or kills it is a failure like any other."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.fuzz.inputs import make_input
from tests.fuzz.night import make_lake, outside_dagster, try_night
from tests.fuzz.oracle import Failure
from tests.fuzz.trial import SECONDS, try_input

NIGHT_EVERY = 40
"""Of so many inputs one goes through a whole night."""
PATIENCE = 4 * SECONDS + 60
"""Seconds after which the process itself is ended: it cannot even be interrupted, or its night does not end."""


@dataclass
class Trials:
    """Tries inputs in `folder`; the lake of the night before is made when the first night is tried."""

    folder: Path
    made: Path | None = None

    def failures(self, seed: int, number: int, with_night: bool, inspects_all: bool = True) -> list[Failure]:
        """Return all that is not as it must be, each finding once."""
        mutated, site = make_input(seed, number), self.folder / f"{seed}-{number}"
        try:
            trial = try_input(mutated, site / "zone", inspects_all=inspects_all)
            found = list(trial.failures)
            if with_night:
                self.made = self.made or make_lake(self.folder / "made")
                found += try_night(mutated, self.made, site / "night", trial.landing)
            return list(dict.fromkeys(found))
        finally:
            shutil.rmtree(site, ignore_errors=True)


def save_zone(seed: int, number: int, folder: Path) -> Path:
    """Write the input's landing zone below `folder`, in place of an earlier one; return where."""
    zone = folder / f"seed-{seed}-input-{number}"
    shutil.rmtree(zone, ignore_errors=True)
    zone.mkdir(parents=True)
    make_input(seed, number).zone.write(zone)
    return zone


def run_campaign(
    seed: int, numbers: Sequence[int], minutes: float | None
) -> Iterator[tuple[int, list[Failure]]]:
    """Yield every input's number and failures, until all are tried or the time is over."""
    end = time.monotonic() + 60 * minutes if minutes else None
    worker = None
    try:
        for number in numbers:
            if end and time.monotonic() > end:
                return
            worker = worker or _Worker()
            found = worker.ask(seed, number)
            if found is None:
                found, worker = [worker.end()], None
            yield number, found
    finally:
        if worker:
            worker.end()


class _Worker:
    """A process that tries inputs, and the line to it."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, seed: int, number: int) -> list[Failure] | None:
        """Return the input's failures; None where no answer came."""
        self._line.send((seed, number))
        try:
            return self._line.recv() if self._line.poll(PATIENCE) else None
        except EOFError:
            return None

    def end(self) -> Failure:
        """End the process; return what its silence meant."""
        self._process.join(1)
        exit_code = self._process.exitcode
        self._process.kill()
        self._process.join()
        self._line.close()
        return (
            ("out of time", f"no answer in {PATIENCE} s")
            if exit_code is None
            else ("the process died", f"exit code {exit_code}")
        )


def _work(line: Connection) -> None:
    with tempfile.TemporaryDirectory(prefix="tieout-fuzz-") as folder, outside_dagster():
        trials = Trials(Path(folder))
        while True:
            try:
                seed, number = line.recv()
            except EOFError:
                return
            line.send(trials.failures(seed, number, with_night=number % NIGHT_EVERY == 0))
