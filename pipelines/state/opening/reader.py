"""Reads what earlier nights left: the live rows of the last night, and older rows by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.catalog import BOOKS
from pipelines.connections import Connection
from pipelines.duckdb_paths import parquet_scan


@dataclass(frozen=True)
class Books:
    """Book files of the nights before tonight, ascending by night: `files[book][-1]` is last night's, which holds what is
    live; older rows are in all of them, and some of these may be of several nights. All are in `folder`."""

    files: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    folder: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the engine finds them."""
        return (self.folder,) if self.folder else ()

    @property
    def last_files(self) -> list[Path]:
        """Those of last night."""
        return [files[-1] for files in self.files.values() if files]

    @property
    def last(self) -> dict[str, list[Path]]:
        """The file of last night of each book that has one."""
        return {name: list(files[-1:]) for name, files in self.files.items() if files}

    def read_book(self, name: str) -> pa.Table:
        """The live rows of the last night; empty before the first night."""
        files = self.files.get(name, ())
        if not files:
            return BOOKS[name].empty()
        table = pq.read_table(files[-1], schema=BOOKS[name].arrow_schema, partitioning=None)
        return table.filter(table.column("is_live"))

    def load_book(self, connection: Connection, name: str, into: str, is_wide: bool = False) -> None:
        """The same rows as a temporary view `into`, by the threads of the connection: read once, or where they lie each time
        they are asked for. `fetch_book` adds to them."""
        connection.register("declared", BOOKS[name].empty())
        connection.execute(f"CREATE TEMP TABLE {_rows_of(into)} AS FROM declared")
        connection.unregister("declared")
        view = f"CREATE TEMP VIEW {into} AS FROM {_rows_of(into)}"
        for file in self.files.get(name, ())[-1:]:
            live = f"FROM {parquet_scan([file])} WHERE is_live"
            if is_wide:
                view += f" UNION ALL BY NAME {live}"
            else:
                connection.execute(f"INSERT INTO {_rows_of(into)} BY NAME {live}")
        connection.execute(view)

    def fetch_book(self, connection: Connection, name: str, wanted: str, into: str) -> None:
        """Add to the loaded book `into` the rows that are live no more and whose newest version matches the keys in the
        table `wanted` on all its columns, unless it has a row of that key already.
        """
        files = self.files.get(name, ())
        keys = [row[0] for row in connection.execute(f"DESCRIBE {wanted}").fetchall()]
        if not files or connection.execute(f"SELECT count(*) FROM {wanted}").fetchall() == [(0,)]:
            return
        identity = BOOKS[name].key
        is_wanted = f"EXISTS (SELECT 1 FROM {wanted} AS k WHERE {_same('b', 'k', keys)})"
        # A version that others have replaced since may match where the newest does not.
        matching = f"SELECT {', '.join(identity)} FROM older AS b WHERE {is_wanted}"
        others = (
            ""
            if set(keys) <= set(identity)
            else f"SEMI JOIN ({matching}) AS m ON {_same('b', 'm', identity)}"
        )
        connection.execute(
            f"""
            INSERT INTO {_rows_of(into)} BY NAME
            WITH older AS (
                SELECT file_index, * FROM {parquet_scan(files, union_by_name=True)} WHERE NOT is_live
            ), newest AS (
                SELECT b.* FROM older AS b {others or "WHERE " + is_wanted}
                QUALIFY row_number() OVER (
                    PARTITION BY {", ".join(identity)} ORDER BY file_index DESC
                ) = 1
            )
            SELECT b.* EXCLUDE (file_index) FROM newest AS b
            WHERE {is_wanted} AND NOT EXISTS (SELECT 1 FROM {into} AS o WHERE {_same("b", "o", identity)})
            """
        )


def _rows_of(book: str) -> str:
    return f"{book}_rows"


def _same(one: str, other: str, columns: Iterable[str]) -> str:
    return " AND ".join(f"{one}.{column} IS NOT DISTINCT FROM {other}.{column}" for column in columns)
