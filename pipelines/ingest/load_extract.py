"""One extract of a night: all its files read, counted against control files, and its versions chosen.

What does **not** belong here: the other extracts, and what the rows mean.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import duckdb
import pyarrow as pa

from pipelines.catalog import BOOKS, EXTRACTS, PUBLISHED
from pipelines.connections import Connection, is_engine_fault
from pipelines.databases import is_careful
from pipelines.errors import RefusedNight
from pipelines.forgetting.masks import NO_MASKS, Masks
from pipelines.ingest.controls import add_exactly, check_control
from pipelines.ingest.landing_zone import Folder, LandedFile, sha256_of
from pipelines.ingest.readers import rows_query
from pipelines.ingest.rejected_rows import fault_query
from pipelines.ingest.text_lines import is_damage, unreadable
from pipelines.ingest.values import typed_query
from pipelines.ingest.versions import choose_versions
from pipelines.sql import ROWS_AT_ONCE, Lay, query

PACKAGE = "pipelines.ingest"
PROVENANCE = pa.schema(
    [
        ("source_file", pa.string()),
        ("source_row", pa.int64()),
        ("raw_row", pa.string()),
        ("folder_date", pa.date32()),
    ]
)
FILES = pa.schema([field for field in BOOKS["book_files"].arrow_schema if field.name != "is_live"])
Listing = Mapping[Folder, list[LandedFile]]
Counts = Mapping[str, tuple[int, Decimal]]


@dataclass(frozen=True)
class Landing:
    """What came in: a table per extract (empty ones too), the rejected rows, and the files that were read."""

    tables: dict[str, pa.Table]
    quarantine: pa.Table
    files: pa.Table


def land_extract(
    connection: Connection,
    extract: str,
    listing: Listing,
    lay: Lay,
    largest: int,
    masks: Masks = NO_MASKS,
) -> Landing:
    """Land one extract, of files of at most `largest` bytes; its tables in the engine replace those of the one before.

    Forgotten payers are masked here, before any row of theirs is written.
    """
    mine = {folder: [file for file in files if file.extract == extract] for folder, files in listing.items()}
    files = [file for listed in mine.values() for file in listed]
    if not files:
        _check_controls(extract, mine, {})
        none = lay(extract, _schema(extract).empty_table().to_reader())
        return Landing({extract: none}, PUBLISHED["quarantine"].empty(), FILES.empty_table())
    _create_tables(connection, extract)
    states = [_load_file(connection, file, largest) for file in files]
    counts = _count(connection)
    _check_controls(extract, mine, counts)
    has_versions = choose_versions(connection, extract)
    masks.learn(connection, EXTRACTS[extract], "FROM standing_rows")
    refused = connection.sql(query(PACKAGE, "rejected"), params={"extract": extract}).to_arrow_table()
    rejected = masks.applied(connection, PUBLISHED["quarantine"], refused)
    return Landing(
        {extract: lay(extract, _standing(connection, extract, has_versions, masks))},
        rejected.cast(PUBLISHED["quarantine"].arrow_schema),
        _file_table(files, states, counts),
    )


def _create_tables(connection: Connection, extract: str) -> None:
    columns = ", ".join(f'"{c.name}" {c.sql_type}' for c in EXTRACTS[extract].columns)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE typed (source_file VARCHAR, folder_date DATE, source_row BIGINT, raw_row VARCHAR, "
        f"{columns}, control_amount DECIMAL(18, 3), is_sound BOOLEAN); "
        "CREATE OR REPLACE TEMP TABLE row_faults "
        "(source_file VARCHAR, source_row BIGINT, reason VARCHAR, wide_amount VARCHAR)"
    )


def _load_file(connection: Connection, file: LandedFile, largest: int) -> tuple[int, int, str]:
    """Read one file into `typed`; its size, time and hash, which must be the same afterwards."""
    try:
        before, sha256 = file.path.stat(), sha256_of(file.path)
        _insert_rows(connection, file, rows_query(connection, file, largest))
        after = file.path.stat()
    except (OSError, MemoryError, UnicodeError, csv.Error, duckdb.Error) as error:
        # A fault of the engine is the file's only where it stays when the work is repeated carefully.
        if not is_damage(error) or (is_engine_fault(error) and not is_careful()):
            raise
        raise unreadable(file, error) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise RefusedNight(
            f"{file.title}: changed while it was read; expected a finished file; have it written under another name "
            "(.part) and renamed when it is whole, then run the night again; nothing was written"
        )
    return before.st_size, before.st_mtime_ns, sha256


def _insert_rows(connection: Connection, file: LandedFile, rows: str) -> None:
    name = {"file": file.file}
    typed = typed_query(file.source, rows)
    connection.execute(
        f"INSERT INTO typed SELECT $file, $day, * FROM ({typed})", {**name, "day": file.folder.day}
    )
    unsound = "SELECT source_row FROM typed WHERE NOT is_sound AND source_file = $file"
    if connection.execute(f"{unsound} LIMIT 1", name).fetchall():
        faults = fault_query(file.source, f"SELECT * FROM ({rows}) SEMI JOIN ({unsound}) USING (source_row)")
        connection.execute(f"INSERT INTO row_faults SELECT $file, * FROM ({faults})", name)
    connection.execute("DROP TABLE IF EXISTS text_lines; DROP TABLE IF EXISTS records")


def _check_controls(extract: str, mine: Listing, counts: Counts) -> None:
    for folder, files in mine.items():
        read = [counts[file.file] for file in files if file.file in counts]
        check_control(folder, extract, sum(rows for rows, _ in read), add_exactly(money for _, money in read))


def _count(connection: Connection) -> Counts:
    found = connection.execute(query(PACKAGE, "file_counts")).fetchall()
    return {
        file: (rows, add_exactly((amount, upper * 10**18, lower, fraction)))
        for file, rows, amount, upper, lower, fraction in found
    }


def _standing(connection: Connection, extract: str, has_versions: bool, masks: Masks) -> pa.RecordBatchReader:
    """In the order of the key. Where one version of each came they mostly lie so; a sort carries every column along."""
    names, keys = (
        ", ".join(f'"{name}"' for name in named) for named in (_schema(extract).names, EXTRACTS[extract].key)
    )
    is_ordered = not masks and not has_versions and _lies_in_order(connection, keys)
    masked = masks.masked(
        connection, EXTRACTS[extract], f"SELECT {names} FROM standing_rows", PROVENANCE.names
    )
    rows = connection.sql(f"{masked}{'' if is_ordered else ' ORDER BY ' + keys}")
    return rows.to_arrow_reader(ROWS_AT_ONCE).cast(_schema(extract))


def _lies_in_order(connection: Connection, keys: str) -> bool:
    follows = f"SELECT row({keys}) AS key, lag(key) OVER () AS before FROM standing_rows"
    asked = f"SELECT coalesce(bool_and(coalesce(key >= before, before IS NULL)), true) FROM ({follows})"
    return bool(connection.execute(asked).fetchall()[0][0])


def _schema(extract: str) -> pa.Schema:
    return pa.schema([*EXTRACTS[extract].arrow_schema, *PROVENANCE])


def _file_table(files: list[LandedFile], states: list[tuple[int, int, str]], counts: Counts) -> pa.Table:
    rows = [
        (file.file, file.extract, file.folder.day, *state, counts[file.file][0] if file.file in counts else 0)
        for file, state in zip(files, states, strict=True)
    ]
    return pa.table([pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), FILES, strict=True)],
                    schema=FILES)  # fmt: skip
