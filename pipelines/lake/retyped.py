"""Published files that earlier releases wrote with other types or fewer columns than are declared today.

Tools that read a table's folder as a whole, such as Polars, refuse files of several types. A commit therefore writes such
files again, all at once. What does **not** belong here: the books, which only this project reads
(`pipelines.lake.parquet_rows`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from pipelines.catalog import Role, Table
from pipelines.lake.parquet_rows import read_rows, write_rows


def outdated_files(table: Table, files: Sequence[str]) -> set[str]:
    """Return those of a table's files, nights ascending, whose schema is not the declared one.

    All files of a table are brought up to date in one commit, so the oldest and the newest say whether the others need
    to be looked at: reading every footer would cost each commit more than the rest of it.
    """
    if table.role is Role.BOOK or not any(_is_outdated(table, file) for file in {*files[:1], *files[-1:]}):
        return set()
    return {file for file in files if _is_outdated(table, file)}


def rewrite_file(table: Table, source: str, target: Path) -> None:
    """Write the rows of `source` as they are declared today; no value changes."""
    write_rows(target, read_rows(Path(source), table), table.key)


def _is_outdated(table: Table, file: str) -> bool:
    return not pq.read_schema(file).equals(table.arrow_schema)
