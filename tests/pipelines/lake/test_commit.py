"""What a commit shows, keeps, replaces and refuses."""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.catalog import Column, Kind, Role, Table
from pipelines.lake import KEPT, DamagedLakeError, Lake, RowsError, Snapshot
from pipelines.lake.commit import IncompleteNightError
from tests.pipelines.lake.making_nights import (
    FIRST,
    LAST,
    NEXT,
    days_after,
    made_rows,
    staged_night,
    versions,
)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def pin(lake: Lake) -> Snapshot:
    snapshot = lake.pin()
    assert snapshot is not None
    return snapshot


def contents(lake: Lake) -> dict[tuple[str, date], str]:
    snapshot = pin(lake)
    parts = {(name, night): path for name in KEPT for night, path in snapshot.partitions(name).items()}
    return {part: hashlib.sha256(path.read_bytes()).hexdigest() for part, path in parts.items()}


def test_an_empty_lake_has_no_nights_and_no_state(lake: Lake) -> None:
    assert (lake.nights(), lake.pin()) == ([], None)


def test_staged_is_not_shown_until_it_is_committed(lake: Lake) -> None:
    night, staging = staged_night(lake, FIRST, 1)
    assert lake.nights() == []
    lake.commit([(night, staging)])
    assert lake.nights() == [FIRST]
    assert not staging.folder.exists()


def test_every_table_has_one_file_a_night_with_its_columns_in_order(lake: Lake) -> None:
    empty = {name: table.empty() for name, table in KEPT.items()}
    commit = lake.commit([staged_night(lake, FIRST, 1), staged_night(lake, NEXT, 2, tables=empty)])
    for name, table in KEPT.items():
        assert list(pin(lake).partitions(name)) == [FIRST, NEXT]
        for path in pin(lake).files(name):
            assert pq.read_schema(path).equals(table.arrow_schema)
            assert path.name == f"part-{commit.generation}.parquet"
            assert path.parent.name in {f"business_date={FIRST}", f"business_date={NEXT}"}


def test_below_a_table_lies_nothing_but_one_file_a_night_and_no_link(lake: Lake) -> None:
    staging = lake.stage(FIRST, "run-1")
    staging.write("candidate_pairs", pa.table({"pair": [1]}))
    lake.commit([staged_night(lake, FIRST, 1)])
    below = [path for name in KEPT for path in (lake.root / name).resolve().rglob("*")]
    assert len(below) == 2 * len(KEPT)
    assert not any(path.is_symlink() for path in below)
    assert {path.name for path in lake.root.iterdir() if not path.name.startswith("_")} == set(KEPT)


def test_duckdb_polars_and_arrow_read_the_folder_as_one_data_set(lake: Lake) -> None:
    lake.commit([staged_night(lake, FIRST, 1), staged_night(lake, NEXT, 2)])
    folder = lake.table_folder("worklist")
    query = f"SELECT business_date, count(*) FROM read_parquet('{folder}/**/*.parquet') GROUP BY 1 ORDER BY 1"
    assert duckdb.connect().sql(query).fetchall() == [(FIRST, 3), (NEXT, 3)]
    assert pl.scan_parquet(folder, hive_partitioning=True).collect().height == 6
    assert pq.read_table(folder)["business_date"].unique().to_pylist() == [str(FIRST), str(NEXT)]


def test_a_night_run_again_replaces_itself_and_nothing_else(lake: Lake) -> None:
    lake.commit([staged_night(lake, night, 1) for night in (FIRST, NEXT, LAST)])
    before = contents(lake)
    lake.commit([staged_night(lake, NEXT, 2)])
    after = contents(lake)
    assert {part for part in before if before[part] != after[part]} == {(name, NEXT) for name in KEPT}


def test_a_run_that_ends_while_another_waits_for_the_lock_is_not_undone(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake.commit([staged_night(lake, FIRST, 1)])
    night, other = staged_night(lake, LAST, 1, "run-2"), staged_night(lake, NEXT, 1, "run-3")
    hold = Lake.lock

    def hold_after_another(self: Lake, run_id: str) -> AbstractContextManager[None]:
        monkeypatch.setattr(Lake, "lock", hold)
        Lake(self.root).commit([other])
        return hold(self, run_id)

    monkeypatch.setattr(Lake, "lock", hold_after_another)
    lake.commit([night])
    assert lake.nights() == [FIRST, NEXT, LAST]


def test_the_same_rows_in_another_order_and_in_pieces_give_the_same_bytes(lake: Lake) -> None:
    lake.commit([staged_night(lake, FIRST, 1)])
    before = contents(lake)
    shuffled = {name: made_rows(table, 1).take([2, 0, 1]) for name, table in KEPT.items()}
    pieces = {name: pa.concat_tables([rows.slice(1), rows.slice(0, 1)]) for name, rows in shuffled.items()}
    lake.commit([staged_night(lake, FIRST, 1, tables=pieces)])
    assert contents(lake) == before


def test_a_pinned_reader_goes_on_reading_its_state(lake: Lake) -> None:
    lake.commit([staged_night(lake, FIRST, 1)])
    pinned = pin(lake)
    lake.commit([staged_night(lake, FIRST, 2)])
    lake.prune()
    assert versions(pinned.read("worklist", FIRST)) == {"v1"}
    assert versions(pin(lake).read("worklist", FIRST)) == {"v2"}


def test_snapshots_are_kept_for_so_many_nights_and_events_and_books_for_ever(lake: Lake) -> None:
    nights = [days_after(FIRST, days) for days in range(5)]
    lake.commit([staged_night(lake, night, 1) for night in nights], snapshot_nights=5)
    lake.commit([staged_night(lake, days_after(FIRST, 5), 1)], snapshot_nights=3)
    kept = {role: {len(pin(lake).files(t.name)) for t in KEPT.values() if t.role is role} for role in Role}
    assert (kept[Role.SNAPSHOT], kept[Role.EVENTS], kept[Role.BOOK]) == ({3}, {6}, {6})
    assert len(lake.nights()) == 6


def test_a_night_without_all_tables_is_not_committed(lake: Lake) -> None:
    staging = lake.stage(FIRST, "run-1")
    staging.write("worklist", made_rows(KEPT["worklist"], 1))
    with pytest.raises(IncompleteNightError, match=r"2026-03-02: not all tables.*missing allocations, "):
        lake.commit([(FIRST, staging)])
    assert lake.nights() == []


def test_a_lake_whose_state_was_removed_is_not_taken_for_an_empty_one(lake: Lake) -> None:
    lake.commit([staged_night(lake, FIRST, 1)])
    (lake.root / "_snapshots").rename(lake.root / "_elsewhere")
    with pytest.raises(DamagedLakeError, match=r"the lake is damaged: .*_current"):
        lake.nights()


@pytest.mark.parametrize(
    ("nights", "message"),
    [([], "expected nights"), ([FIRST, FIRST], "each once")],
    ids=["no night", "a night twice"],
)
def test_a_commit_names_each_night_once(lake: Lake, nights: list[date], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        lake.commit([(night, lake.stage(night, "run-1")) for night in nights])


def test_a_column_declared_later_reads_as_null_and_a_table_declared_later_is_empty(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake.commit([staged_night(lake, FIRST, 1)])
    promises = Table(
        "promises",
        Role.EVENTS,
        "One row per promise.",
        ("promise_id",),
        (Column("promise_id", Kind.TEXT, "Promise"),),
    )
    score = Column("score", Kind.MONEY, "Added later", nullable=True)
    monkeypatch.setitem(KEPT, "promises", promises)
    monkeypatch.setitem(
        KEPT, "worklist", replace(KEPT["worklist"], columns=(*KEPT["worklist"].columns, score))
    )
    lake.commit([staged_night(lake, NEXT, 2)])
    assert pin(lake).read("worklist", FIRST)["score"].null_count == 3
    assert pin(lake).dataset("worklist", [FIRST, NEXT]).to_table()["score"].null_count == 3
    assert [len(pin(lake).read("promises", night)) for night in (FIRST, NEXT)] == [0, 3]
    assert pq.read_table(lake.table_folder("promises")).num_rows == 3


def test_types_are_cast_where_nothing_is_lost(lake: Lake) -> None:
    declared = made_rows(KEPT["worklist"], 1)
    rows = pl.from_arrow(declared).to_arrow().add_column(0, "business_date", [[FIRST] * 3])
    _, staging = staged_night(lake, FIRST, 1, tables={"worklist": rows})
    assert staging.read("worklist").equals(declared)


@pytest.mark.parametrize(
    ("column", "values", "message"),
    [
        ("open_amount", [1.5, 2.5, 3.5], "not exact"),
        ("open_amount", [Decimal("1.2345")] * 3, "expected decimal128"),
        ("dispute_name", ["a", "b", "c"], "found .*dispute_name"),
    ],
    ids=["money as float", "too many digits", "a column too many"],
)
def test_rows_that_are_not_as_declared_are_refused(
    lake: Lake, column: str, values: list[object], message: str
) -> None:
    rows = made_rows(KEPT["worklist"], 1)
    others = rows.drop_columns([column]) if column in rows.column_names else rows
    with pytest.raises(RowsError, match=message):
        lake.stage(FIRST, "run-1").write("worklist", others.append_column(column, pa.array(values)))


def test_a_run_id_cannot_lead_out_of_the_staging(lake: Lake) -> None:
    with pytest.raises(ValueError, match="run id"):
        lake.stage(FIRST, "../../elsewhere")
