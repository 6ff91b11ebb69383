"""The DuckDB file: what it holds, and what a reader sees who has the old one open."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.catalog import PUBLISHED
from pipelines.lake import KEPT, Lake
from pipelines.publish import PublishError, catch_up, duckdb_file, lagging, selection
from tests.pipelines.lake.making_nights import FIRST, LAST, NEXT, copy_lake, made_rows, staged_night

READ_TWICE = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
query = "SELECT min(dispute_id), max(business_date) FROM worklist"
print(*connection.sql(query).fetchall()[0], flush=True)
sys.stdin.readline()
print(*connection.sql(query).fetchall()[0], flush=True)
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Two nights; tests have copies."""
    lake = Lake(tmp_path_factory.mktemp("whole") / "lake")
    lake.commit([staged_night(lake, FIRST, 1), staged_night(lake, NEXT, 2)])
    return lake


@pytest.fixture
def lake(whole: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    monkeypatch.delenv("TIEOUT_DATABASE_URL", raising=False)
    folder = tmp_path / "currency=EUR" / "business_date=1999-01-01" / "lake of 'quotes' [and] st*rs"
    return copy_lake(whole, folder)


def ask(lake: Lake, query: str) -> list[tuple]:
    with duckdb.connect() as connection:
        path = str(lake.duckdb_file).replace("'", "''")
        connection.execute(f"ATTACH '{path}' AS published (READ_ONLY); USE published")
        return connection.sql(query).fetchall()


@pytest.mark.parametrize("name", ["back\\slash", 'a[1]*? #50%25 "it\'s"\nb=\\?x=1'])
def test_below_a_folder_of_any_name(whole: Lake, tmp_path: Path, name: str) -> None:
    lake = copy_lake(whole, tmp_path / name / "lake")
    catch_up(lake)
    lake.commit([staged_night(lake, LAST, 3)])
    assert [len(catch_up(lake)), lagging(lake), catch_up(lake)] == [1, [], []]
    shutil.copyfile(lake.duckdb_file, Lake(tmp_path).duckdb_file)  # for DuckDB itself misreads such a path
    nights = "SELECT business_date, min(currency), count(*) FROM allocations GROUP BY 1 ORDER BY 1"
    assert ask(Lake(tmp_path), nights) == [(FIRST, "v1.0", 3), (NEXT, "v2.0", 3), (LAST, "v3.0", 3)]


def test_an_empty_lake_publishes_nothing(tmp_path: Path) -> None:
    assert catch_up(Lake(tmp_path)) == []
    assert list(tmp_path.iterdir()) == []


def test_it_holds_the_last_night_of_snapshots_and_every_night_of_events(lake: Lake) -> None:
    catch_up(lake)
    nights = "SELECT business_date, count(*) FROM {} GROUP BY 1 ORDER BY 1"
    for name in ("worklist", "open_items", "unapplied_payments"):
        assert ask(lake, nights.format(name)) == [(NEXT, 3)]
    for name in ("allocations", "variances", "dispute_history", "quarantine", "kpis"):
        assert ask(lake, nights.format(name)) == [(FIRST, 3), (NEXT, 3)]


def test_events_are_bounded(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "EVENT_NIGHTS", 1)
    catch_up(lake)
    assert ask(lake, "SELECT DISTINCT business_date FROM allocations") == [(NEXT,)]


def test_its_rows_are_those_of_the_lake(lake: Lake) -> None:
    catch_up(lake)
    snapshot = lake.pin()
    assert snapshot is not None
    for name, table in PUBLISHED.items():
        expected = snapshot.read(name, NEXT).select(list(table.names)).to_pylist()
        columns = ", ".join(f'"{column}"' for column in table.names)
        found = ask(lake, f"SELECT {columns} FROM {name} WHERE business_date = '{NEXT}' ORDER BY ALL")
        assert [dict(zip(table.names, row, strict=True)) for row in found] == expected


def test_every_column_says_what_it_is(lake: Lake) -> None:
    catch_up(lake)
    query = "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'worklist' AND comment IS NOT NULL"
    assert dict(ask(lake, query)) == {c.name: c.description for c in PUBLISHED["worklist"].columns}
    assert ask(lake, "SELECT comment FROM duckdb_tables() WHERE table_name = 'worklist'") == [
        (PUBLISHED["worklist"].grain,)
    ]


def test_it_is_made_when_it_lags_and_only_then(lake: Lake) -> None:
    assert catch_up(lake) == [f"DuckDB file {lake.duckdb_file}"]
    assert catch_up(lake) == []
    lake.commit([staged_night(lake, FIRST, 3)])
    assert len(catch_up(lake)) == 1
    assert ask(lake, "SELECT min(dispute_id) FROM dispute_history WHERE business_date = '2026-03-02'") == [
        ("v3.0",)
    ]


def everything(lake: Lake) -> dict[str, list[tuple]]:
    return {name: ask(lake, f"SELECT * FROM {name} ORDER BY ALL") for name in (*PUBLISHED, "publications")}


def test_brought_up_night_by_night_it_is_as_if_written_anew(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "EVENT_NIGHTS", 2)
    catch_up(lake)
    lake.commit([staged_night(lake, NEXT, 3), staged_night(lake, LAST, 4)])
    catch_up(lake)
    brought_up = everything(lake)
    lake.duckdb_file.unlink()
    catch_up(lake)
    assert brought_up == everything(lake)


def test_a_night_that_it_holds_is_not_read_again(lake: Lake) -> None:
    catch_up(lake)
    before = lake.pin()
    lake.commit([staged_night(lake, LAST, 4)])
    before.path("allocations", FIRST).unlink()  # whoever reads that now fails
    catch_up(lake)
    nights = "SELECT business_date, count(*) FROM allocations GROUP BY 1 ORDER BY 1"
    assert ask(lake, nights) == [(FIRST, 3), (NEXT, 3), (LAST, 3)]


def test_one_that_cannot_be_brought_up_is_written_anew_the_next_time(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up(lake)
    lake.commit([staged_night(lake, LAST, 4)])
    with monkeypatch.context() as patch, pytest.raises(PublishError):
        patch.setattr(duckdb_file, "_bring_up", _damaged)
        catch_up(lake)
    with monkeypatch.context() as patch:
        patch.setattr(duckdb_file, "holds", lambda _: pytest.fail("its own word was taken"))
        duckdb_file.write(lake.duckdb_file, lake.pin(), selection.select(lake.pin()))
    assert ask(lake, "SELECT max(business_date) FROM allocations") == [(LAST,)]


def _damaged(*_: object) -> None:
    raise duckdb.IOException("a block that cannot be read")


def test_written_anew_it_holds_no_byte_of_what_was_deleted(lake: Lake) -> None:
    catch_up(lake)
    with duckdb.connect(lake.duckdb_file) as connection:
        connection.execute("CREATE TABLE left_behind AS SELECT 'a name of somebody' AS name")
    duckdb_file._stamp_of(lake.duckdb_file).write_text(duckdb_file._state(lake.duckdb_file))
    assert len(catch_up(lake, is_anew=True)) == 1
    assert b"a name of somebody" not in lake.duckdb_file.read_bytes()


def test_a_reader_with_the_old_one_open_goes_on_and_does_not_block(lake: Lake) -> None:
    catch_up(lake)
    with subprocess.Popen(
        [sys.executable, "-c", READ_TWICE, str(lake.duckdb_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdout is not None
        before = reader.stdout.readline()
        lake.commit([staged_night(lake, LAST, 5)])
        catch_up(lake)
        rest, _ = reader.communicate("\n")
    assert before == rest == f"v2.0 {NEXT}\n"
    assert ask(lake, "SELECT min(dispute_id), max(business_date) FROM worklist") == [("v5.0", LAST)]


@pytest.mark.parametrize("change", ["a log beside it", "rows that are gone"])
def test_somebody_who_writes_into_it_spoils_nothing(lake: Lake, change: str) -> None:
    catch_up(lake)
    if change == "a log beside it":
        lake.duckdb_file.with_name("tieout.duckdb.wal").write_bytes(b"left by somebody")
    else:
        with duckdb.connect(lake.duckdb_file) as connection:
            connection.execute("DELETE FROM allocations")
    lake.commit([staged_night(lake, NEXT, 5)])
    catch_up(lake)
    assert ask(lake, "SELECT min(dispute_id) FROM worklist") == [("v5.0",)]
    assert ask(lake, "SELECT count(*) FROM allocations") == [(6,)]
    assert {path.name for path in lake.root.glob("*duckdb*")} == {"tieout.duckdb", "_tieout.duckdb.state"}


def test_a_night_without_rows_is_published_too(lake: Lake) -> None:
    empty = {name: table.empty() for name, table in KEPT.items()}
    lake.commit([staged_night(lake, LAST, 5, tables=empty)])
    catch_up(lake)
    assert ask(lake, "SELECT count(*) FROM worklist") == [(0,)]


def test_a_copy_that_cannot_be_made_is_said_and_the_old_one_stays(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up(lake)
    lake.commit([staged_night(lake, NEXT, 5)])
    monkeypatch.setattr(duckdb_file, "_STORAGE", "v0.0.0")
    with pytest.raises(PublishError, match=r"DuckDB file .*; the lake holds the night"):
        catch_up(lake)
    assert ask(lake, "SELECT min(dispute_id) FROM worklist") == [("v2.0",)]


def test_rows_of_a_made_night_are_not_all_alike() -> None:
    assert len(set(made_rows(PUBLISHED["worklist"], 1)["dispute_id"].to_pylist())) == 3
