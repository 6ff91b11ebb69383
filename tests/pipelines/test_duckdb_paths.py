"""Files and folders whose names DuckDB would take for patterns, partitions or parameters: each is read as what it is."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.duckdb_paths import database_place, parquet_scan
from pipelines.sql import engine
from pipelines.sql_text import literal

NAMES = (
    "a[1]",
    "a1",
    "a*",
    "ab",
    "a?",
    "**",
    "[!a]",
    "[^a]",
    "a[",
    "a[]]b",
    "{a,b}",
    "back\\[slash]",
    "it's",
    "n=1",
    "n=[2]",
)
"""Names that match one another as patterns."""


def write(path: Path, **columns: list[object]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), str(path))
    return path


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Name → a file of that name in a folder of that name, with two rows that say so."""
    folder = tmp_path_factory.mktemp("named")
    return {name: write(folder / name / f"{name}.parquet", name=[name, name], n=[7, 8]) for name in NAMES}


def test_each_file_is_read_alone_and_as_it_is(named: dict[str, Path]) -> None:
    with engine(folders=(path.parent for path in named.values())) as connection:
        for name, path in named.items():
            scan = parquet_scan([path], file_row_number=True)
            assert connection.sql(f"FROM {scan}").fetchall() == [(name, 7, 0), (name, 8, 1)], name


def test_several_files_are_read_in_their_order(named: dict[str, Path]) -> None:
    scan = parquet_scan(named.values(), union_by_name=True)
    with engine(folders=(path.parent for path in named.values())) as connection:
        rows = connection.sql(f"SELECT DISTINCT file_index, name FROM {scan} ORDER BY file_index").fetchall()
    assert rows == list(enumerate(NAMES))


def test_a_file_is_a_table_of_the_engine_whatever_its_name(named: dict[str, Path]) -> None:
    with engine(dict(zip(("star", "one"), (named["a*"], named["a[1]"]), strict=True))) as connection:
        assert connection.sql("SELECT DISTINCT s.name, o.name FROM star AS s, one AS o").fetchall() == [
            ("a*", "a[1]")
        ]


@pytest.mark.parametrize("folder", ["a[1]*?", "plain"])
def test_a_database_is_written_where_it_belongs(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "tieout.duckdb"
    path.parent.mkdir()
    with database_place(path) as place, duckdb.connect() as connection:
        connection.execute(f"ATTACH {literal(str(place))} AS written; CREATE TABLE written.one AS SELECT 1")
        connection.execute("DETACH written")
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH {literal(str(path))} AS found (READ_ONLY)")
        assert connection.sql("FROM found.one").fetchall() == [(1,)]
    assert [file.name for file in path.parent.iterdir()] == ["tieout.duckdb"]
