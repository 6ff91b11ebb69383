"""The PostgreSQL schema: replaced in one transaction, of which readers see nothing but the end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pyarrow as pa
import pytest
from psycopg import sql

from pipelines import interruption
from pipelines.catalog import PUBLISHED
from pipelines.lake import Lake
from pipelines.publish import PublishError, catch_up, lagging
from pipelines.publish.postgres_session import session
from tests.pipelines.lake.making_nights import FIRST, LAST, NEXT, days_after, made_rows, staged_night

SCHEMA = "tieout"


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "lake")
    lake.commit([staged_night(lake, FIRST, 1), staged_night(lake, NEXT, 2)])
    return lake


@pytest.fixture
def reader(database_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(SCHEMA)))
        connection.execute("SET search_path TO tieout")
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        yield connection


def test_it_holds_the_rows_of_the_lake(lake: Lake, database_url: str, reader: psycopg.Connection) -> None:
    assert f"PostgreSQL schema {SCHEMA}" in catch_up(lake, database_url)
    snapshot = lake.pin()
    assert snapshot is not None
    for name, table in PUBLISHED.items():
        columns = sql.SQL(", ").join(map(sql.Identifier, table.names))
        query = sql.SQL("SELECT {} FROM {} WHERE business_date = %s ORDER BY {}").format(
            columns, sql.Identifier(name), sql.Identifier(table.key[0])
        )
        found = [dict(zip(table.names, row, strict=True)) for row in reader.execute(query, [NEXT])]
        expected = snapshot.read(name, NEXT).to_pylist()
        for row in expected:  # JSON knows one kind of number
            row.update(
                {"evidence": [{**e, "amount": 0.125} for e in row["evidence"]]} if "evidence" in row else {}
            )
        assert found == expected


def test_types_are_exact_and_columns_say_what_they_are(
    lake: Lake, database_url: str, reader: psycopg.Connection
) -> None:
    catch_up(lake, database_url)
    query = "SELECT data_type, numeric_precision, numeric_scale FROM information_schema.columns WHERE "
    column = "table_schema = 'tieout' AND table_name = 'worklist' AND column_name = 'open_amount'"
    assert reader.execute(query + column).fetchall() == [("numeric", 18, 3)]
    comment = reader.execute("SELECT col_description('worklist'::regclass, 2)").fetchone()
    assert comment == (PUBLISHED["worklist"].columns[0].description,)


def test_only_nights_that_differ_are_replaced(
    lake: Lake, database_url: str, reader: psycopg.Connection
) -> None:
    catch_up(lake, database_url)
    where = "SELECT business_date, min(xmin::text), min(variance_id) FROM variances GROUP BY 1 ORDER BY 1"
    before = reader.execute(where).fetchall()
    lake.commit([staged_night(lake, NEXT, 3), staged_night(lake, LAST, 4)])
    catch_up(lake, database_url)
    first, second, third = reader.execute(where).fetchall()
    assert first == before[0]
    assert (second[2], third[2]) == ("v3.0", "v4.0")
    assert reader.execute("SELECT DISTINCT business_date FROM worklist").fetchall() == [(LAST,)]


def test_it_is_made_when_it_lags_and_only_then(
    lake: Lake, database_url: str, reader: psycopg.Connection
) -> None:
    catch_up(lake, database_url)
    assert catch_up(lake, database_url) == []


def test_a_transaction_that_began_before_goes_on_seeing_the_old_state(
    lake: Lake, database_url: str, reader: psycopg.Connection
) -> None:
    catch_up(lake, database_url)
    with reader.transaction():
        assert reader.execute("SELECT min(dispute_id) FROM worklist").fetchone() == ("v2.0",)
        lake.commit([staged_night(lake, LAST, 5)])
        catch_up(lake, database_url)
        assert reader.execute("SELECT min(amount) FROM unapplied_payments").fetchone() == (2,)
        assert reader.execute("SELECT max(business_date) FROM allocations").fetchone() == (NEXT,)
    assert reader.execute("SELECT min(dispute_id) FROM worklist").fetchone() == ("v5.0",)


def test_readers_see_one_state_while_nights_are_published(
    lake: Lake, database_url: str, reader: psycopg.Connection
) -> None:
    catch_up(lake, database_url)

    def publish_nights() -> None:
        for version in range(3, 10):
            lake.commit([staged_night(lake, days_after(FIRST, version), version)])
            catch_up(lake, database_url)

    publishing = threading.Thread(target=publish_nights)
    publishing.start()
    seen = set()
    while publishing.is_alive():
        with reader.transaction():
            one = reader.execute("SELECT DISTINCT split_part(dispute_id, '.', 1) FROM worklist").fetchall()
            other = reader.execute("SELECT DISTINCT split_part(payment_id, '.', 1) FROM unapplied_payments")
            assert one == other.fetchall() and len(one) == 1
        seen.add(one[0])
    assert len(seen) > 1


def test_texts_arrive_as_they_are_with_a_symbol_for_nul(
    lake: Lake, database_url: str, reader: psycopg.Connection
) -> None:
    texts = ['a "b", c', "line\nbreak\r\n", "\\.", "", "\\N", "ü ,\t;", "INV1", "INV\x001", "INV1\x00"]
    rows = made_rows(PUBLISHED["quarantine"], 1, len(texts))
    position = rows.schema.get_field_index("row")
    lake.commit(
        [
            staged_night(
                lake, LAST, 1, tables={"quarantine": rows.set_column(position, "row", pa.array(texts))}
            )
        ]
    )
    catch_up(lake, database_url)
    query = 'SELECT "row" FROM quarantine WHERE business_date = %s ORDER BY row_number'
    assert [row for (row,) in reader.execute(query, [LAST])] == [*texts[:-2], "INV␀1", "INV1␀"]


def test_peoples_grants_and_views_stay(lake: Lake, database_url: str, reader: psycopg.Connection) -> None:
    catch_up(lake, database_url)
    reader.execute("CREATE VIEW mine AS SELECT count(*) AS disputes FROM worklist WHERE payer_id = 'v5.0'")
    lake.commit([staged_night(lake, LAST, 5)])
    catch_up(lake, database_url)
    assert reader.execute("SELECT disputes FROM mine").fetchone() == (1,)


def test_a_table_that_is_not_as_declared_is_made_anew_with_all_its_nights(
    lake: Lake, database_url: str, reader: psycopg.Connection
) -> None:
    catch_up(lake, database_url)
    reader.execute("ALTER TABLE variances DROP COLUMN payer_id")
    catch_up(lake, database_url)
    assert reader.execute("SELECT count(payer_id) FROM variances").fetchone() == (6,)


def test_what_fails_on_the_way_leaves_the_old_state_and_the_next_start_catches_up(
    lake: Lake, database_url: str, reader: psycopg.Connection
) -> None:
    catch_up(lake, database_url)
    reader.execute("ALTER TABLE worklist ADD CHECK (dispute_id < 'v5')")
    lake.commit([staged_night(lake, LAST, 5)])
    with pytest.raises(PublishError, match=r"(?s)PostgreSQL schema tieout: .*; the lake holds the night"):
        catch_up(lake, database_url)
    assert reader.execute("SELECT max(business_date) FROM allocations").fetchone() == (NEXT,)
    reader.execute("ALTER TABLE worklist DROP CONSTRAINT worklist_dispute_id_check")
    assert catch_up(lake, database_url) == [f"PostgreSQL schema {SCHEMA}"]
    assert reader.execute("SELECT max(business_date) FROM worklist").fetchone() == (LAST,)


def test_written_anew_the_room_of_replaced_rows_is_freed(
    lake: Lake, database_url: str, reader: psycopg.Connection
) -> None:
    catch_up(lake, database_url, is_anew=True)
    vacuumed = "SELECT count(*) FROM pg_stat_user_tables WHERE schemaname = %s AND last_vacuum IS NOT NULL"
    assert reader.execute(vacuumed, [SCHEMA]).fetchall() == [(len(PUBLISHED),)]


def test_a_database_that_is_away_is_said_and_the_duckdb_file_is_made(lake: Lake, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="PostgreSQL schema tieout"):
        catch_up(lake, f"postgresql://tieout@/postgres?host={tmp_path}")
    assert lake.duckdb_file.exists()


def test_a_lock_that_somebody_holds_is_waited_for_and_named(
    lake: Lake, database_url: str, reader: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIEOUT_DATABASE_LOCK_SECONDS", "0.6")
    catch_up(lake, database_url)
    lake.commit([staged_night(lake, LAST, 5)])
    with psycopg.connect(database_url, application_name="report") as other:
        other.execute("LOCK TABLE tieout.worklist IN SHARE MODE")
        held = rf"held by process {other.info.backend_pid} \(user tieout, application report, in a transaction since 20"
        with pytest.raises(
            PublishError, match=rf"^not up to date: PostgreSQL .* within 0\.6 s .*{held}.*holds the night$"
        ):
            catch_up(lake, database_url)
        assert reader.execute("SELECT max(business_date) FROM allocations").fetchone() == (NEXT,)
        with lake.lock("another-run"):
            pass
    assert catch_up(lake, database_url) == [f"PostgreSQL schema {SCHEMA}"]


def test_whether_the_copy_is_up_to_date_is_not_waited_for_either(
    lake: Lake, database_url: str, reader: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up(lake, database_url)
    monkeypatch.setenv("TIEOUT_DATABASE_URL", database_url)
    monkeypatch.setenv("TIEOUT_DATABASE_LOCK_SECONDS", "0.2")
    assert lagging(lake) == []
    with reader.transaction():
        reader.execute("LOCK TABLE tieout.publications IN ACCESS EXCLUSIVE MODE")
        assert lagging(lake) == ["PostgreSQL"]


def test_a_run_that_is_to_stop_waits_for_no_lock(
    lake: Lake, database_url: str, reader: psycopg.Connection
) -> None:
    catch_up(lake, database_url)
    lake.commit([staged_night(lake, LAST, 5)])
    has_ended = threading.Event()
    with reader.transaction():
        reader.execute("LOCK TABLE tieout.worklist IN SHARE MODE")
        threading.Timer(0.3, interruption.stop, [has_ended.wait, 20]).start()
        try:
            with pytest.raises(interruption.Interrupted):
                catch_up(lake, database_url)
        finally:
            has_ended.set()


def test_a_session_of_this_copy_waits_for_nothing_for_ever(database_url: str) -> None:
    with session(database_url) as connection:
        settings = (
            "lock_timeout",
            "statement_timeout",
            "idle_in_transaction_session_timeout",
            "application_name",
        )
        found = [connection.execute(f"SHOW {name}").fetchone() for name in settings]
    assert found == [("1min",), ("4h",), ("10min",), ("tieout",)]
