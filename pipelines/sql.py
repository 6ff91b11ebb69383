"""SQL lives in `.sql` files, one query a file; this module finds and runs them. It knows no table and no rule."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files as resources
from pathlib import Path
from typing import TypeAlias

import duckdb
import pyarrow as pa
from pyarrow.dataset import Dataset

from pipelines.connections import Connection
from pipelines.databases import open_database, thread_count
from pipelines.duckdb_paths import parquet_scan
from pipelines.macros import script

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
    folders: Iterable[str | Path] = (),
) -> Iterator[Connection]:
    """Open a connection with the given tables and macros (those of `money` always); its temporary tables end with it.

    `TIEOUT_MEMORY_LIMIT`, `TIEOUT_THREADS` and `TIEOUT_ENGINE_SETTINGS` configure it; results do not depend on them.

    Args:
        tables: Name → rows that queries read.
        macros: Topics of `pipelines.macros`, each after those whose macros it calls.
        files: Files that queries will read, for their size only.
        folders: Folders in which queries may read and write files; besides those of `tables` that are files, the engine
            reaches no other.

    Raises:
        EngineFaultError: The engine failed by a fault of its own; its database is not used again.
    """
    given = tables or {}
    reached = (*folders, *(rows.parent for rows in given.values() if isinstance(rows, Path)))
    row_count = sum(_rows_in(table) for table in given.values())
    row_count += sum(os.path.getsize(file) for file in files) // BYTES_OF_A_ROW
    with (
        open_database(1 if row_count < ROWS_OF_A_SECOND_THREAD else thread_count(), reached) as database,
        database.connected() as connection,
    ):
        database.define(connection, map(script, ("money", *macros)))
        for name, rows in given.items():
            _name(connection, name, rows)
        yield connection


def _rows_in(rows: Rows) -> int:
    if isinstance(rows, Path):
        return rows.stat().st_size // BYTES_OF_A_ROW
    return int(rows.count_rows()) if isinstance(rows, Dataset) else int(rows.num_rows)


def _name(connection: Connection, name: str, rows: Rows) -> None:
    if isinstance(rows, Path):
        connection.execute(f"CREATE TEMP VIEW {name} AS FROM {parquet_scan([rows])}")
    else:
        connection.register(name, rows)


@cache
def query(package: str, name: str) -> str:
    """The text of `<package>/<name>.sql`; its first comment line states the grain."""
    return resources(package).joinpath(f"{name}.sql").read_text(encoding="utf-8")


@cache
def _statement(package: str, name: str) -> duckdb.Statement:
    """Read once a process: reading takes a tenth of what a small query costs."""
    [statement] = duckdb.extract_statements(f"CREATE OR REPLACE TEMP TABLE {name} AS {query(package, name)}")
    return statement


def build(connection: Connection, package: str, names: Iterable[str]) -> None:
    """Run the named queries in order, each into a temporary table of the query's own name."""
    for name in names:
        try:
            connection.execute(_statement(package, name))
        except duckdb.Error as error:
            error.add_note(f"in {package}: {name}.sql")
            raise
