"""SQL lives in `.sql` files, one query a file; this module finds and runs them. It knows no table and no rule."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files as resources
from pathlib import Path
from threading import Lock
from typing import TypeAlias

import duckdb
import pyarrow as pa
from pyarrow.dataset import Dataset

from pipelines.money import MACROS

ROWS_AT_ONCE = 122_880
"""In one piece of rows that come one piece after the other: what a thread takes at a time."""

Rows: TypeAlias = pa.Table | Dataset | Path
"""Rows at hand, several files of them, or the one Parquet file that holds them."""

Lay = Callable[[str, pa.RecordBatchReader], pa.Table]
"""Where the rows of a named table go as they come: the table as it lies there."""


def at_hand(name: str, rows: pa.RecordBatchReader) -> pa.Table:
    """Nowhere: the whole table stays in memory."""
    return rows.read_all()


ROWS_OF_A_SECOND_THREAD = 100_000
"""Below so many rows, handing work to a second thread costs more than it brings (a sixth of a small night)."""


BYTES_OF_A_ROW = 20
"""About what a row takes in a packed file."""


@contextmanager
def engine(
    tables: Mapping[str, Rows] | None = None,
    macros: Iterable[str] = (),
    files: Iterable[str | Path] = (),
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of one's own, with the given tables and macros (those of money always); its temporary tables
    end with it. `files` are those that queries will read, for their size only.

    `TIEOUT_MEMORY_LIMIT` (default 2GB; three fifths are for queries, the rest for tables on their way between them) and
    `TIEOUT_THREADS` (default 2) bound it; results do not depend on either.
    """
    limit, threads = share_of_queries(os.environ.get("TIEOUT_MEMORY_LIMIT", "2GB")), thread_count()
    row_count = sum(_rows_in(table) for table in (tables or {}).values())
    row_count += sum(os.path.getsize(file) for file in files) // BYTES_OF_A_ROW
    if row_count < ROWS_OF_A_SECOND_THREAD:
        threads = 1
    with _OPENING:
        database = _usable_database(limit, threads)
    connection = database.connection.cursor()
    try:
        connection.execute("SET TimeZone = 'UTC'")
        database.define(connection, (MACROS, *macros))
        for name, rows in (tables or {}).items():
            _name(connection, name, rows)
        yield connection
    finally:
        connection.close()


def share_of_queries(size: str) -> str:
    """'2GB' → '1.2GB', '80%' → '48.0%'; what is no such size stays as it is."""
    found = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([A-Za-z]+|%)\s*", size)
    return f"{float(found[1]) * 0.6}{found[2]}" if found else size


_THREADS: ContextVar[int | None] = ContextVar("threads", default=None)


def thread_count() -> int:
    """`TIEOUT_THREADS`, or what `use_threads` says."""
    return _THREADS.get() or int(os.environ.get("TIEOUT_THREADS", "2"))


def use_threads(count: int) -> None:
    """So many for the work of the thread that calls this."""
    _THREADS.set(count)


def _rows_in(rows: Rows) -> int:
    if isinstance(rows, Path):
        return rows.stat().st_size // BYTES_OF_A_ROW
    return int(rows.count_rows()) if isinstance(rows, Dataset) else int(rows.num_rows)


def _name(connection: duckdb.DuckDBPyConnection, name: str, rows: Rows) -> None:
    if isinstance(rows, Path):
        file = str(rows).replace("'", "''")
        connection.execute(
            f"CREATE TEMP VIEW {name} AS FROM read_parquet('{file}', hive_partitioning = false)"
        )
    else:
        connection.register(name, rows)


@dataclass(frozen=True)
class _Database:
    connection: duckdb.DuckDBPyConnection
    defined: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)

    def define(self, connection: duckdb.DuckDBPyConnection, macros: Iterable[str]) -> None:
        """Macros, which all connections share, once."""
        with self.lock:
            for script in macros:
                if script not in self.defined:
                    connection.execute(script)
                    self.defined.add(script)


_OPENING = Lock()
"""Of two threads that ask for a database at the same time, one makes it."""


def _usable_database(memory_limit: str, threads: int) -> _Database:
    """Replace the database if an internal error has made it unusable: it stays so for the rest of the process."""
    try:
        _database(memory_limit, threads).connection.execute("SELECT 1")
    except duckdb.Error:
        _database.cache_clear()
    return _database(memory_limit, threads)


@cache
def _database(memory_limit: str, threads: int) -> _Database:
    """One database in memory per process and setting, since opening one costs more than a small query."""
    spill = tempfile.mkdtemp(prefix="tieout-spill-")
    atexit.register(shutil.rmtree, spill, ignore_errors=True)
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory_limit,
        "threads": threads,
        "temp_directory": spill,
    }
    return _Database(duckdb.connect(":memory:", config=config))


@cache
def query(package: str, name: str) -> str:
    """The text of `<package>/<name>.sql`; its first comment line states the grain."""
    return resources(package).joinpath(f"{name}.sql").read_text(encoding="utf-8")


@cache
def _statement(package: str, name: str) -> duckdb.Statement:
    """Read once a process: reading takes a tenth of what a small query costs."""
    [statement] = duckdb.extract_statements(f"CREATE OR REPLACE TEMP TABLE {name} AS {query(package, name)}")
    return statement


def build(connection: duckdb.DuckDBPyConnection, package: str, names: Iterable[str]) -> None:
    """Run the named queries in order, each into a temporary table of the query's own name."""
    for name in names:
        try:
            connection.execute(_statement(package, name))
        except duckdb.Error as error:
            error.add_note(f"in {package}: {name}.sql")
            raise
