"""A lake that an earlier release began: files of narrower types, or fewer columns, are rewritten by the next commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from pipelines.lake import KEPT, Lake, Snapshot
from pipelines.lake.retyped import outdated_files
from tests.pipelines.lake.making_nights import (
    FIRST,
    LAST,
    NEXT,
    copy_lake,
    days_after,
    made_rows,
    make_format_1,
    staged_night,
    versions,
)

NARROW, WIDE = pa.decimal128(18, 3), pa.decimal128(38, 3)


def pin(lake: Lake) -> Snapshot:
    snapshot = lake.pin()
    assert snapshot is not None
    return snapshot


def write_narrow(path: Path, without: Sequence[str] = ()) -> None:
    """Write a file again as the release before did: every sum as decimal(18, 3), or without a column."""
    rows = pq.read_table(path, partitioning=None).drop_columns(list(without))
    narrow = [field.with_type(NARROW) if field.type == WIDE else field for field in rows.schema]
    path.unlink()  # other generations hold the same file by a hard link
    pq.write_table(rows.cast(pa.schema(narrow)), path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Two nights whose `kpis` and `worklist` are an earlier release's."""
    lake = Lake(tmp_path_factory.mktemp("whole") / "lake")
    lake.commit([staged_night(lake, FIRST, 1)])
    lake.commit([staged_night(lake, NEXT, 2)])
    snapshot = pin(lake)
    kpis, worklists = snapshot.files("kpis"), snapshot.files("worklist")
    make_format_1(lake)
    for path in kpis:
        write_narrow(path)
    for path in worklists:
        write_narrow(path, without=["root_cause_id"])
    return lake


@pytest.fixture
def lake(whole: Lake, tmp_path: Path) -> Lake:
    return copy_lake(whole, tmp_path / "lake")


def test_our_own_reading_takes_old_and_new_together(lake: Lake) -> None:
    rows = pin(lake).dataset("kpis", [FIRST, NEXT]).to_table()
    assert rows.schema.field("numerator").type == WIDE
    assert pin(lake).read("kpis", FIRST).schema.equals(KEPT["kpis"].arrow_schema)


def test_the_next_commit_writes_them_again_with_the_same_rows(lake: Lake) -> None:
    lake.commit([staged_night(lake, LAST, 3)])
    for name in ("kpis", "worklist"):
        files = pin(lake).partitions(name)
        assert [pq.read_schema(path).equals(KEPT[name].arrow_schema) for path in files.values()] == [True] * 3
    assert [versions(pin(lake).read("kpis", night)) for night in (FIRST, NEXT, LAST)] == [
        {"v1"},
        {"v2"},
        {"v3"},
    ]
    assert pin(lake).read("kpis", FIRST).equals(made_rows(KEPT["kpis"], 1))
    assert pin(lake).read("worklist", FIRST)["root_cause_id"].null_count == 3


def test_readers_of_whole_folders_see_one_type_and_exact_sums(lake: Lake) -> None:
    large = made_rows(KEPT["kpis"], 3)
    place = large.column_names.index("numerator")
    large = large.set_column(place, "numerator", pa.array([Decimal("1e16")] * 3, WIDE))
    lake.commit([staged_night(lake, LAST, 3, tables={"kpis": large})])
    folder = lake.table_folder("kpis")
    # Made rows hold the version and an eighth for each row before.
    total = 3 * Decimal("1e16") + Decimal("9.75")
    found = duckdb.sql(
        f"SELECT sum(numerator) FROM read_parquet('{folder}/*/*.parquet', hive_partitioning = true)"
    )
    assert found.fetchall() == [(total,)]
    assert pl.scan_parquet(folder).select(pl.col("numerator").sum()).collect().item() == total
    assert ds.dataset(folder, partitioning="hive").to_table()["numerator"].type == WIDE
    assert pd.read_parquet(folder)["numerator"].sum() == total


def test_it_is_done_once_and_leaves_every_other_file_alone(lake: Lake) -> None:
    before = {name: pin(lake).writers(name) for name in KEPT}
    lake.commit([staged_night(lake, LAST, 3)])
    after = {name: pin(lake).writers(name) for name in KEPT}
    changed = {name for name in KEPT for night in (FIRST, NEXT) if after[name][night] != before[name][night]}
    assert changed == {"kpis", "worklist"}
    lake.commit([staged_night(lake, days_after(LAST, 1), 4)])
    again = {name: pin(lake).writers(name) for name in KEPT}
    assert all(again[name][night] == after[name][night] for name in KEPT for night in (FIRST, NEXT, LAST))


def test_pinned_readers_keep_the_state_they_have(lake: Lake) -> None:
    pinned = pin(lake)
    lake.commit([staged_night(lake, LAST, 3)])
    assert pq.read_schema(pinned.partitions("kpis")[FIRST]).field("numerator").type == NARROW


@pytest.mark.parametrize("old", [[0], [3], [0, 1, 2, 3]])
def test_the_oldest_and_the_newest_file_are_looked_at(lake: Lake, old: list[int]) -> None:
    """A night run again by the release before leaves its types at the end, never in the middle alone."""
    nights: list[date] = [days_after(LAST, number) for number in range(4)]
    lake.commit([staged_night(lake, night, 5) for night in nights])
    files = [str(pin(lake).partitions("kpis")[night]) for night in nights]
    for number in old:
        write_narrow(Path(files[number]))
    assert outdated_files(KEPT["kpis"], files) == {files[number] for number in old}
    assert outdated_files(KEPT["book_cases"], files) == set()
