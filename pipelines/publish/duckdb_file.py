"""The DuckDB file: a copy of it beside it is brought up to the lake, night by night, then put in its place.

That holds as long as nobody else has written into it and the tables are declared as they were; else it is written anew.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import duckdb

from pipelines.catalog import PUBLISHED, Table
from pipelines.connections import Connection, EngineFaultError
from pipelines.duckdb_paths import database_literal, database_place, parquet_scan
from pipelines.lake import Snapshot
from pipelines.lake.fsync import replaced_file
from pipelines.publish.selection import PUBLICATIONS, Nights, Selection, from_rows, to_rows
from pipelines.sql import engine
from pipelines.sql_text import identifier, literal

_STORAGE = "v1.5.0"  # the drivers of other tools lag behind the library
_SENTENCES, _PACKED = ("explanation", "priority_reason", "request"), " USING COMPRESSION zstd"
"""No two are alike, which DuckDB's own choice finds out at twice the cost, for twice the room."""


def holds(path: Path) -> Selection | None:
    """What the file holds; None where there is none, or somebody else has it open for writing."""
    try:
        with engine(folders=[path.parent]) as connection, _attached(connection, path, "READ_ONLY"):
            found = connection.sql("SELECT table_name, business_date, generation FROM published.publications")
            return from_rows(found.fetchall())
    except (duckdb.Error, EngineFaultError):
        return None


def write(path: Path, snapshot: Snapshot, selection: Selection) -> None:
    """Replace the file. A log that a killed run or somebody's own changes left would spoil the new one: it goes."""
    with replaced_file(path) as beside, database_place(beside) as place:
        held = _copied(path, place)
        wanted = _fresh(held, selection)
        folders = (path.parent, place.parent, snapshot.folder)
        with (
            engine(
                {"publications": to_rows(selection)}, files=_files(snapshot, wanted), folders=folders
            ) as connection,
            _attached(connection, place, f"STORAGE_VERSION '{_STORAGE}'"),
        ):
            connection.begin()  # one write to disk instead of one for every comment
            connection.execute("CREATE OR REPLACE TEMP VIEW source AS FROM publications")
            _copy(connection, PUBLICATIONS, PUBLICATIONS.select_list())
            for name, table in PUBLISHED.items():
                _view(connection, table, snapshot, list(wanted[name]))
                _bring_up(connection, table, held.get(name, {}), selection[name])
            connection.commit()
        _drop_log(path)
    _stamp_of(path).write_text(_state(path), encoding="utf-8")


def distrust(path: Path) -> None:
    """Have the file written from nothing the next time: one that is brought up keeps the bytes of deleted rows."""
    _stamp_of(path).unlink(missing_ok=True)


def _copied(path: Path, place: Path) -> Selection:
    """What `place` holds: the same as the file, or nothing where that is not as we left it. Until the file is replaced it
    counts as not so left: where a copy of it cannot be brought up, the next one is written anew."""
    _drop_log(place)
    stamp, log = _stamp_of(path), path.with_name(f"{path.name}.wal")
    is_ours = path.exists() and stamp.exists() and not log.exists() and stamp.read_text() == _state(path)
    stamp.unlink(missing_ok=True)
    held = holds(path) if is_ours else None
    if held:
        shutil.copyfile(path, place)
    return held or {}


def _stamp_of(path: Path) -> Path:
    return path.with_name(f"_{path.name}.state")


def _state(path: Path) -> str:
    """Changes when anybody writes into the file, and when a table is declared otherwise."""
    found, declared = path.stat(), hashlib.sha256(repr(PUBLISHED).encode()).hexdigest()
    return f"{found.st_size} {found.st_mtime_ns} {declared}"


def _fresh(held: Selection, selection: Selection) -> Selection:
    """The nights of each table that the file lacks, or holds of another state of the lake."""
    return {
        name: {night: by for night, by in nights.items() if held.get(name, {}).get(night) != by}
        for name, nights in selection.items()
    }


def _bring_up(connection: Connection, table: Table, held: Nights, wanted: Nights) -> None:
    """Stale nights go, the fresh ones of `source` come; a table that keeps no night is made anew."""
    stale = [night for night, by in held.items() if wanted.get(night) != by]
    columns = f"business_date, {table.select_list()}"
    if len(stale) == len(held):
        _copy(connection, table, columns)
        return
    if stale:
        connection.execute(f"DELETE FROM published.{table.name} WHERE business_date = ANY($1)", [stale])
    connection.execute(f"INSERT INTO published.{table.name} SELECT {columns} FROM source")


@contextmanager
def _attached(connection: Connection, path: Path, options: str) -> Iterator[None]:
    """Detached in any case: what is attached belongs to the database of the whole process, not to the connection."""
    connection.execute(f"ATTACH {database_literal(path)} AS published ({options})")
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):
            connection.rollback()
        raise
    finally:
        connection.clean_up("DETACH published")


def _files(snapshot: Snapshot, selection: Selection) -> list[str]:
    """The files of the nights chosen."""
    return [str(path) for name, nights in selection.items() for path in snapshot.locate(name, nights)]


def _view(connection: Connection, table: Table, snapshot: Snapshot, nights: list[date]) -> None:
    """`source`: the rows of the nights as declared, a column that a file lacks as null. DuckDB reads the files itself: by
    way of Arrow their pieces are small, which takes three times as long and packs half as well."""
    files = _files(snapshot, {table.name: dict.fromkeys(nights, "")})
    empty = ", ".join(f'CAST(NULL AS {c.sql_type}) AS "{c.name}"' for c in table.columns)
    rows = f"SELECT CAST(NULL AS DATE) AS business_date, {empty} WHERE FALSE"
    if nights:
        dates = ", ".join(f"DATE {literal(night.isoformat())}" for night in nights)
        night = f"[{dates}][CAST(file_index AS BIGINT) + 1] AS business_date"
        rows += f" UNION ALL BY NAME SELECT {night}, * FROM {parquet_scan(files, union_by_name=True)}"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW source AS {rows}")


def _copy(connection: Connection, table: Table, select_list: str) -> None:
    target = f"published.{table.name}"
    rows = f"SELECT {select_list} FROM source"
    told = connection.sql(f"DESCRIBE {rows}").fetchall()
    columns = ", ".join(
        f"{identifier(name)} {kind}{_PACKED if name in _SENTENCES else ''}" for name, kind, *_ in told
    )
    connection.execute(f"CREATE OR REPLACE TABLE {target} ({columns})")
    connection.execute(f"INSERT INTO {target} {rows}")
    connection.execute(f"COMMENT ON TABLE {target} IS {literal(table.grain)}")
    for column in table.columns:
        connection.execute(f'COMMENT ON COLUMN {target}."{column.name}" IS {literal(column.description)}')


def _drop_log(path: Path) -> None:
    path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
