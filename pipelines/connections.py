"""A DuckDB connection that remembers its last statement, and the errors that the engine itself causes.

What does **not** belong here: databases and their settings (`pipelines.databases`), and repeating work
(`pipelines.recovery`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from threading import Lock
from typing import Any

import duckdb
import pyarrow as pa

from pipelines import interruption
from pipelines.errors import causes

_ENGINE_ERRORS = ("INTERNAL Error", "FATAL Error")
"""How messages of such errors begin where they arrive through an Arrow stream, which knows no classes of DuckDB's."""
_AFTERMATH = "because of a previous fatal error"
"""In what every later statement raises in the database of a failed one."""
_ROOMS = ("pipelines", "checks")
_SHOWN_CHARACTERS = 300


class EngineFaultError(Exception):
    """The engine failed by a fault of its own; the database that ran `query` is unusable.

    Attributes:
        query: The failed query, as `package/name.sql` or, where it comes from no file, the beginning of its text.
        error: DuckDB's message, in one line.
    """

    def __init__(self, query: str, error: str) -> None:
        super().__init__(f"query {query}: {error}")
        self.query = query
        self.error = error


class Connection:
    """Passes statements on to a DuckDB connection and remembers the last one, so that a fault can name it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._closing = Lock()
        self._statement: str | duckdb.Statement = ""
        self.is_broken = False
        """Whether a statement has met a fault of the engine, also one that its caller took for an error of a file."""

    def execute(
        self, statement: str | duckdb.Statement, parameters: object = None
    ) -> duckdb.DuckDBPyConnection:
        """Run a statement; fetch its rows from the returned connection.

        Raises:
            Interrupted: The work is to stop.
        """
        interruption.check()
        return self.clean_up(statement, parameters)

    def clean_up(
        self, statement: str | duckdb.Statement, parameters: object = None
    ) -> duckdb.DuckDBPyConnection:
        """Run a statement that has to run even where the work is to stop."""
        before, self._statement = self._statement, statement
        try:
            return self._connection.execute(statement, parameters)
        except duckdb.Error as error:
            self.is_broken |= is_engine_fault(error)
            if _AFTERMATH in str(error):
                self._statement = (
                    before  # an earlier statement is to blame, not the one that tidies up after it
                )
            raise

    def sql(self, statement: str, params: object = None) -> duckdb.DuckDBPyRelation:
        """Return a query as a relation, which runs when its rows are fetched."""
        interruption.check()
        self._statement = statement
        return self._connection.sql(statement, params=params)

    def register(self, name: str, rows: Any) -> Connection:
        """Make Arrow rows readable under a name; returns this connection."""
        self._connection.register(name, rows)
        return self

    def unregister(self, name: str) -> None:
        """Remove a name that `register` gave."""
        self._connection.unregister(name)

    def begin(self) -> None:
        """Begin a transaction."""
        self.execute("BEGIN")

    def commit(self) -> None:
        """Commit the transaction."""
        self.execute("COMMIT")

    def rollback(self) -> None:
        """Roll the transaction back."""
        self.clean_up("ROLLBACK")

    def close(self) -> None:
        """Close the connection and drop its temporary tables."""
        with self._closing:
            self._connection.close()

    def interrupt(self) -> None:
        """End the running statement from another thread; a connection that is being closed is left alone."""
        if self._closing.acquire(blocking=False):
            with suppress(duckdb.Error):
                self._connection.interrupt()
            self._closing.release()

    def fault(self, error: BaseException) -> EngineFaultError:
        """Return the error, or the first engine fault that it comes from, as a fault of the last statement."""
        statement = self._statement
        text = statement if isinstance(statement, str) else statement.query
        *_, first = (each for each in causes(error) if is_engine_fault(each))
        message = str(first).partition("Stack Trace:")[0]
        return EngineFaultError(_name_of(text), " ".join(message.split())[:_SHOWN_CHARACTERS])


def is_engine_fault(error: BaseException) -> bool:
    """Return whether the engine failed by a fault of its own, rather than for its input, memory or disk."""
    if isinstance(error, OSError | pa.ArrowException):
        return str(error).startswith(_ENGINE_ERRORS)
    return isinstance(error, duckdb.InternalException | duckdb.FatalException)


def _name_of(statement: str) -> str:
    """Return the longest `.sql` file that the statement contains, else the beginning of the statement."""
    found = [file for room in _ROOMS for file in _queries(resources(room))]
    texts = {str(file): file.read_text(encoding="utf-8") for file in found}
    contained = [name for name, text in texts.items() if text in statement]
    if not contained:
        return " ".join(statement.split())[:_SHOWN_CHARACTERS] or "none"
    return "/".join(max(contained, key=lambda name: len(texts[name])).split("/")[-3:])


def _queries(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _queries(entry)
        elif entry.name.endswith(".sql"):
            yield entry
