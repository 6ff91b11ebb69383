"""Makes the engine fail as DuckDB does: a statement raises an internal error, and its database refuses all later ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Any

import duckdb
import pytest

from assets.night_run import NightRun
from pipelines.connections import Connection
from pipelines.databases import Database, is_careful
from pipelines.publish import duckdb_file

INTERNAL = "INTERNAL Error: put in by the test"
FATAL = "FATAL Error: Failed: database has been invalidated because of a previous fatal error"


class Engine:
    """Counts the statements of each step, and breaks those that `fails` chooses by step, number and text."""

    def __init__(self, fails: Callable[[str, int, str], bool]) -> None:
        self.counts: dict[str, int] = {}
        self.broken: list[str] = []
        self.step = "none"
        self._fails = fails
        self._invalid: list[Database] = []
        self._lock = Lock()

    def check(self, database: Database, statement: str | duckdb.Statement) -> None:
        """Raise what DuckDB raises, if the statement is to fail or an earlier one has failed in its database."""
        text = statement if isinstance(statement, str) else statement.query
        with self._lock:
            if any(database is each for each in self._invalid):
                raise duckdb.FatalException(FATAL)
            number = self.counts.get(self.step, 0)
            if not is_careful():
                self.counts[self.step] = number + 1
            if self._fails(self.step, number, text):
                self.broken.append(self.step)
                self._invalid.append(database)
                raise duckdb.InternalException(INTERNAL)

    def install(self, patch: pytest.MonkeyPatch) -> Engine:
        """Watch every connection that is opened while the patch lasts."""
        connect, attempt, write = Database._connect, NightRun.attempt, duckdb_file.write

        def connect_watched(database: Database) -> Connection:
            connection = connect(database)
            connection._connection = WatchedCursor(connection._connection, database, self)  # type: ignore[assignment]
            return connection

        def attempt_step(run: NightRun, night: date, step: str, work: Callable[[], Any]) -> Any:
            self.step = step
            try:
                return attempt(run, night, step, work)
            finally:
                self.step = "none"

        def write_copy(*arguments: Any) -> None:
            self.step = "copies"
            try:
                write(*arguments)
            finally:
                self.step = "none"

        patch.setattr(Database, "_connect", connect_watched)
        patch.setattr(duckdb_file, "write", write_copy)
        patch.setattr(NightRun, "attempt", attempt_step)
        return self


class WatchedCursor:
    """A DuckDB connection that asks the engine before each statement whether it fails."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, database: Database, engine: Engine) -> None:
        self._cursor, self._database, self._engine = cursor, database, engine

    def execute(self, statement: str | duckdb.Statement, *arguments: Any) -> duckdb.DuckDBPyConnection:
        self._engine.check(self._database, statement)
        return self._cursor.execute(statement, *arguments)

    def sql(self, statement: str, **named: Any) -> duckdb.DuckDBPyRelation:
        self._engine.check(self._database, statement)
        return self._cursor.sql(statement, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)
