"""Parquet: typed columns, made text exactly, so that all kinds of files take one way to values.

Binary floating point is refused: 0.1 in it is not 0.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.catalog import EXTRACTS, Kind
from pipelines.connections import Connection
from pipelines.duckdb_paths import parquet_scan, path_literal
from pipelines.errors import RefusedNight
from pipelines.ingest.bounds import check_size
from pipelines.ingest.columns import match_columns
from pipelines.ingest.landing_zone import LandedFile
from pipelines.ingest.mapping import Dialect
from pipelines.ingest.sql_fragments import select_columns
from pipelines.ingest.text_lines import unreadable
from pipelines.sql_text import identifier, literal

EXACT = ("VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP", "DECIMAL", "ENUM", "TINYINT", "SMALLINT", "INTEGER", "BIGINT",
         "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "NULL", '"NULL"')  # fmt: skip


def parquet_folders(files: Iterable[Path]) -> set[Path]:
    """Return the folders of the Parquet files: the engine itself opens those, and no other file of an extract."""
    return {file.resolve().parent for file in files if file.suffix == ".parquet"}


def read_parquet(connection: Connection, file: LandedFile, largest: int) -> str:
    """The rows of a Parquet file as a query."""
    _check_footer(file, largest)
    scan = parquet_scan([file.path], file_row_number=True)
    names = _names(connection, file)
    described = connection.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {scan}").fetchall()
    matched = match_columns(file, names)
    types = {name: str(row[1]) for name, row in zip(names, described, strict=True)}
    known_as = {name: str(row[0]) for name, row in zip(names, described, strict=True)}
    _check_types(file, {name: (column, types[column]) for name, column in matched.items()})
    texts = {name: _text(identifier(name), types[column], file) for name, column in matched.items()}
    ours = "".join(f"{identifier(known_as[c])} AS {identifier(name)}, " for name, c in matched.items())
    raw = ", ".join(f"{literal(column)}: {identifier(column)}" for column in known_as.values())
    shape = f"file_row_number + 1 AS source_row, to_json({{{raw}}})::VARCHAR AS raw_row, NULL::VARCHAR AS shape_fault"
    return f"{select_columns(file.source, texts)} FROM (SELECT {ours}{shape} FROM {scan})"


def _names(connection: Connection, file: LandedFile) -> list[str]:
    """Return the names of the columns as the file has them: DuckDB renames one that differs from another in case at most."""
    schema = f"SELECT name, num_children FROM parquet_schema({path_literal(file.path)})"
    names, nested = [], 0  # the schema lists the root, then each column followed by the fields nested in it
    for name, children in connection.execute(schema).fetchall()[1:]:
        if nested:
            nested -= 1
        else:
            names.append(str(name))
        nested += children or 0
    return names


def _check_footer(file: LandedFile, largest: int) -> None:
    """Refuse a file whose footer contradicts itself, or that is a small file of a great many equal rows: none of its bytes
    would be read twice, but all of its rows be written."""
    try:
        footer = pq.read_metadata(file.path)
        groups = [footer.row_group(number) for number in range(footer.num_row_groups)]
    except (OSError, MemoryError, UnicodeError, pa.ArrowException) as error:
        raise unreadable(file, error) from error
    rows = sum(group.num_rows for group in groups)
    if rows != footer.num_rows or any(group.num_rows < 0 for group in groups):
        raise unreadable(file, ValueError(f"its footer says {footer.num_rows} rows, its row groups {rows}"))
    check_size(file, max(rows * footer.num_columns, sum(group.total_byte_size for group in groups)), largest)


def _check_types(file: LandedFile, columns: dict[str, tuple[str, str]]) -> None:
    kinds = {column.name: column.kind for column in EXTRACTS[file.extract].columns}
    wrong = [
        f"{column} is {found}"
        for name, (column, found) in columns.items()
        if not found.startswith(EXACT) or found.endswith("[]")
        or (kinds.get(name) is Kind.TIMESTAMP and found.startswith("TIMESTAMP") and "ZONE" not in found)
    ]  # fmt: skip
    if wrong:
        raise RefusedNight(
            f"{file.title}: column types that are not exact ({'; '.join(wrong)}); expected decimals, whole numbers, "
            "dates, times with a zone, booleans or text, never binary floating point; have it written with decimals; "
            "nothing was written"
        )


def _text(value: str, found: str, file: LandedFile) -> str:
    """A typed column in the words of the source's dialect."""
    dialect = file.source.dialect
    if found.startswith(("DATE", "TIMESTAMP")) and "ZONE" not in found:
        return _date_text(value, dialect)
    if found.startswith("DECIMAL"):
        return f"replace(CAST({value} AS VARCHAR), '.', {literal(dialect.decimal_mark)})"
    return f"CAST({value} AS VARCHAR)"


def _date_text(value: str, dialect: Dialect) -> str:
    """A day by the dialect; a time of day other than midnight stays, and is no date. So does a day that no calendar has."""
    day = f"strftime({value}, {literal(dialect.date_format)})"
    text = f"CASE WHEN {value} = date_trunc('day', {value}) THEN {day} END"
    return f"coalesce(TRY({text}), CAST({value} AS VARCHAR))"
