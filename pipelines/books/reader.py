"""Reads what earlier nights left: the live rows of the last night, and older rows by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.sql import engine
from pipelines.tables import BOOKS


@dataclass(frozen=True)
class Books:
    """Book files of the nights before tonight, ascending by night: `files[book][-1]` is last night's."""

    files: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)

    def read_book(self, name: str) -> pa.Table:
        """The live rows of the last night; empty before the first night."""
        files = self.files.get(name, ())
        if not files:
            return BOOKS[name].empty()
        table = pq.read_table(files[-1], schema=BOOKS[name].arrow_schema, partitioning=None)
        return table.filter(table.column("is_live"))

    def fetch_book(self, name: str, keys: pa.Table) -> pa.Table:
        """The newest version of the rows that are live no more and match `keys` on all its columns."""
        files = self.files.get(name, ())
        if not files or not keys.num_rows:
            return BOOKS[name].empty()
        on = " AND ".join(f"b.{column} IS NOT DISTINCT FROM k.{column}" for column in keys.column_names)
        identity = ", ".join(BOOKS[name].key)
        with engine({"keys": keys}) as connection:
            connection.execute("SET VARIABLE files = $1", [[str(file) for file in files]])
            return connection.sql(
                f"""
                SELECT b.* EXCLUDE (filename) FROM read_parquet(getvariable('files'), filename = true, hive_partitioning = false) AS b
                WHERE NOT b.is_live AND EXISTS (SELECT 1 FROM keys AS k WHERE {on})
                QUALIFY row_number() OVER (
                    PARTITION BY {identity} ORDER BY list_position(getvariable('files'), filename) DESC
                ) = 1
                """
            ).to_arrow_table()
