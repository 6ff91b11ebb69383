"""Run by `test_stopping`: makes a night in forks of one process, which has everything loaded, and sends them signals.

A line per scene on standard output: the scene, exit code, seconds from the last signal to the end. What a run prints and
its alert goes to `<lake>.<scene>.log` and `<lake>.<scene>.alert`.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import duckdb

from assets.cli import main
from assets.nightly import stopping
from pipelines.connections import Connection
from tests.assets.landing import MONDAY
from tests.assets.loaded import load_everything

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
SEED, INSTANTS = 20260302, 4
STATEMENTS = 200
"""Fewer than a night of the zone has."""
HOURS = "SELECT count(*) FROM range(10000000) one, range(10000000) other WHERE one.range * other.range = 7"
"""A query that takes hours on all threads."""


class Scenes:
    def __init__(self, lake: Path) -> None:
        self._lake = lake

    def place(self, scene: str, kind: str) -> Path:
        return Path(f"{self._lake}.{scene}.{kind}")

    def start(self, scene: str, prepare: Callable[[], None] = lambda: None) -> int:
        child = os.fork()
        if child:
            return child
        for each in SIGNALS:
            signal.signal(each, signal.SIG_DFL)
        log = os.open(self.place(scene, "log"), os.O_WRONLY | os.O_CREAT)
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.environ["TIEOUT_ALERT_COMMAND"] = f"cat > '{self.place(scene, 'alert')}'"
        prepare()
        os._exit(main(["run", "--from", MONDAY, "--to", MONDAY, "--lake", str(self._lake)]))

    def end(self, scene: str, child: int, *signals: signal.Signals) -> None:
        """Send the signals, the later ones a while apart, and print how the run ends; one without has sent its own."""
        started = 0.0
        for position, each in enumerate(signals):
            time.sleep(1.2 * position)
            started = time.time()
            os.kill(child, each)
        _, status = os.waitpid(child, 0)
        seconds = time.time() - max(started, self.place(scene, "begun").stat().st_mtime)
        print(scene, os.waitstatus_to_exitcode(status), round(seconds, 2), flush=True)

    def in_a_statement(self, scene: str, text: str, *signals: signal.Signals) -> None:
        """Send the signals while a query of hours runs in place of the first statement that contains the text."""
        execute = Connection.execute

        def run_for_hours(connection: Connection, statement: str | duckdb.Statement, *more: object) -> object:
            if text in (statement if isinstance(statement, str) else statement.query):
                self.place(scene, "begun").touch()
                execute(connection, HOURS).fetchall()
            return execute(connection, statement, *more)

        self._meanwhile(scene, lambda: setattr(Connection, "execute", run_for_hours), *signals)

    def in_deaf_work(self, scene: str, *signals: signal.Signals) -> None:
        """Send the signals while a step does what nothing interrupts."""

        def sleep(*_: object, **__: object) -> None:
            self.place(scene, "begun").touch()
            time.sleep(60)

        def prepare() -> None:
            import_module("assets.cases").make_cases = sleep
            stopping.GRACE_SECONDS = 2

        self._meanwhile(scene, prepare, *signals)

    def anywhere(self) -> None:
        """Send a signal after random statements of a night, each to a run of its own."""
        chance = random.Random(SEED)
        for number in range(INSTANTS):
            self.after_statements(f"instant-{number}", chance.randrange(STATEMENTS), chance.choice(SIGNALS))

    def after_statements(self, scene: str, count: int, sent: signal.Signals) -> None:
        """Let a run send the signal to itself after so many statements."""
        execute, remaining = Connection.execute, iter(range(count))

        def run_and_count(connection: Connection, *statement: object) -> object:
            if next(remaining, None) is None and not self.place(scene, "begun").exists():
                self.place(scene, "begun").touch()
                os.kill(os.getpid(), sent)
            return execute(connection, *statement)

        self.end(scene, self.start(scene, lambda: setattr(Connection, "execute", run_and_count)))

    def _meanwhile(self, scene: str, prepare: Callable[[], None], *signals: signal.Signals) -> None:
        child = self.start(scene, prepare)
        while not self.place(scene, "begun").exists() and not os.waitpid(child, os.WNOHANG)[0]:
            time.sleep(0.02)
        time.sleep(0.3)
        self.end(scene, child, *signals)


def play(scenes: Scenes) -> None:
    scenes.in_a_statement("query", "TABLE documents_in_play AS", signal.SIGTERM)
    scenes.anywhere()
    scenes.in_deaf_work("deaf", signal.SIGHUP)
    scenes.in_deaf_work("twice", signal.SIGTERM, signal.SIGINT)
    scenes.in_a_statement("copy", "TEMP VIEW source AS FROM publications", signal.SIGINT)


if __name__ == "__main__":
    load_everything()
    play(Scenes(Path(sys.argv[1])))
