"""SQL lives in `.sql` files, one query a file; this module finds and runs them. It knows no table and no rule."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from pipelines.money import MACROS


@contextmanager
def engine(tables: Mapping[str, pa.Table] | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB of our own, in memory, with the money macros and the given Arrow tables, spilling to a folder of its own.

    `TIEOUT_MEMORY_LIMIT` (default 2GB) and `TIEOUT_THREADS` (default 2) bound it; results do not depend on either.
    """
    with TemporaryDirectory(prefix="tieout-spill-") as spill:
        connection = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": os.environ.get("TIEOUT_MEMORY_LIMIT", "2GB"),
                "threads": int(os.environ.get("TIEOUT_THREADS", "2")),
                "temp_directory": spill,
            },
        )
        try:
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute(MACROS)
            for name, table in (tables or {}).items():
                connection.register(name, table)
            yield connection
        finally:
            connection.close()


@cache
def query(package: str, name: str) -> str:
    """The text of `<package>/<name>.sql`; its first comment line states the grain."""
    return files(package).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def build(connection: duckdb.DuckDBPyConnection, package: str, names: Iterable[str]) -> None:
    """Run the named queries in order, each into a temporary table of the query's own name."""
    for name in names:
        try:
            connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query(package, name)}")
        except duckdb.Error as error:
            error.add_note(f"in {package}: {name}.sql")
            raise
