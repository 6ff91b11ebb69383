"""Databases of the process: shared until a fault of the engine invalidates one, private where work is careful."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import pipelines
from pipelines.connections import EngineFaultError
from pipelines.databases import _DATABASES, MOST_UNUSED, careful_settings, careful_work
from pipelines.errors import Refused
from pipelines.recovery import EngineFailedError, ignore, recover
from pipelines.sql import engine


def setting(name: str) -> str:
    with engine() as connection:
        return connection.execute(f"SELECT current_setting('{name}')").fetchall()[0][0]


def optimizers_off() -> set[str]:
    """DuckDB lists them in an order of its own."""
    return set(setting("disabled_optimizers").split(","))


def fail(text: str = "INTERNAL Error: by the test", kind: type[Exception] = duckdb.InternalException) -> None:
    with engine() as connection:
        connection.execute("SELECT 'the failed query'")
        raise kind(text)


def shared_database() -> int:
    with engine() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS marks AS SELECT 1 AS mark")
        return connection.execute("SELECT count(*) FROM marks").fetchall()[0][0]


def test_engine_settings_reach_every_query(monkeypatch):
    monkeypatch.setenv("TIEOUT_ENGINE_SETTINGS", "disabled_optimizers = join_order; threads=1;")
    assert (setting("disabled_optimizers"), setting("threads")) == ("join_order", 1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param("threads", "expected name=value pairs", id="without a value"),
        pytest.param(
            "no_such_setting=1", "refuses them .*no_such_setting", id="one that DuckDB does not have"
        ),
        pytest.param("threads=many", "refuses them .*many", id="a value that it does not take"),
        pytest.param(
            "disabled_optimizers=none_such", "refuses them .*none_such", id="an optimizer that there is not"
        ),
    ],
)
def test_wrong_engine_settings_are_refused_by_name(monkeypatch, given, said):
    monkeypatch.setenv("TIEOUT_ENGINE_SETTINGS", given)
    with pytest.raises(Refused, match=said):
        setting("threads")


def test_careful_work_has_a_private_database_on_one_thread_with_fewer_optimizer_steps():
    assert shared_database() == 1
    with careful_work():
        assert setting("threads") == 1
        assert (
            optimizers_off()
            == set(careful_settings()["disabled_optimizers"].split(","))
            > {"join_elimination"}
        )
        with engine() as connection:
            assert connection.sql("SELECT 1 FROM duckdb_tables() WHERE table_name = 'marks'").fetchall() == []
    assert optimizers_off() == {""}


@pytest.mark.parametrize(
    ("error", "text"),
    [
        pytest.param(duckdb.InternalException, "INTERNAL Error: x", id="of the query itself"),
        pytest.param(duckdb.FatalException, "FATAL Error: x", id="of a query after it"),
        pytest.param(OSError, "INTERNAL Error: x", id="through an Arrow stream, which knows no classes"),
    ],
)
def test_an_engine_fault_names_its_query_and_its_database_is_replaced(error, text):
    shared_database()
    with pytest.raises(EngineFaultError, match=r"the failed query.*Error: x"):
        fail(text, error)
    with engine() as connection:
        assert connection.sql("SELECT 1 FROM duckdb_tables() WHERE table_name = 'marks'").fetchall() == []


@pytest.mark.parametrize(
    "error", [duckdb.ConversionException, duckdb.OutOfMemoryException, OSError, ValueError]
)
def test_other_errors_stay_as_they_are_and_keep_the_database(error):
    shared_database()
    with pytest.raises(error, match="INTERNAL is only a word here"):
        fail("INTERNAL is only a word here", error)
    with engine() as connection:
        assert connection.sql("SELECT mark FROM marks").fetchall() == [(1,)]


def test_another_connection_of_an_invalid_database_may_end_its_work():
    """DuckDB refuses to close a database while one of its connections is busy."""
    with engine() as beside:
        with pytest.raises(EngineFaultError):
            fail()
        assert beside.execute("SELECT 1").fetchall() == [(1,)]


def test_work_is_repeated_once_and_carefully():
    seen: list[bool] = []

    def work() -> int:
        seen.append(len(optimizers_off()) > 1)
        return len(seen) if len(seen) == 2 else fail()

    told: list[str] = []
    assert recover(work, lambda: "the work", lambda fault: told.append(str(fault))) == 2
    assert seen == [False, True]
    assert len(told) == 1 and "the work: DuckDB" in told[0] and "SELECT 'the failed query'" in told[0]


def test_careful_work_is_not_repeated_again_inside_other_careful_work():
    seen: list[int] = []

    def part() -> None:
        seen.append(1)
        fail()

    with pytest.raises(EngineFailedError, match="part 1: DuckDB"):
        recover(lambda: recover(part, lambda: "part 1", ignore), lambda: "the step", ignore)
    assert len(seen) == 2


@pytest.fixture
def own(tmp_path):
    """A folder of the night, and a file of the machine beside it."""
    (tmp_path / "own").mkdir()
    for path in (tmp_path / "own" / "in.parquet", tmp_path / "other.parquet"):
        pq.write_table(pa.table({"a": [1]}), path)
    (tmp_path / "own" / "link.parquet").symlink_to(tmp_path / "other.parquet")
    return tmp_path / "own"


@pytest.mark.parametrize("is_careful", [False, True])
@pytest.mark.parametrize(
    "statement",
    [
        "FROM read_text('{own}/../other.parquet')",
        "FROM '{own}/link.parquet'",
        "FROM read_csv('/etc/passwd')",
        "COPY (SELECT 1) TO '{own}/../written.csv'",
        "ATTACH '{own}/../written.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SET autoinstall_known_extensions = true",
        "SET threads = 2",
    ],
)
def test_no_statement_leaves_the_folders_of_its_database(own, statement, is_careful):
    with careful_work() if is_careful else nullcontext(), engine(folders=[own]) as connection:
        assert connection.execute(f"FROM '{own}/in.parquet'").fetchall() == [(1,)]
        with pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException)):
            connection.execute(statement.format(own=own)).fetchall()
    assert sorted(path.name for path in own.parent.iterdir()) == ["other.parquet", "own"]


def test_without_folders_no_file_is_reached(own):
    with engine() as connection, pytest.raises(duckdb.PermissionException):
        connection.execute(f"FROM '{own}/in.parquet'")


def test_what_is_written_in_a_folder_and_attached_in_memory_goes_on_working(own):
    with engine(folders=[own]) as connection:
        connection.execute(f"COPY (SELECT 2 AS a) TO '{own}/out.parquet'")
        connection.execute(
            f"ATTACH '{own}/file.duckdb' AS file; CREATE TABLE file.t AS SELECT 3 AS a; DETACH file"
        )
        connection.execute("ATTACH ':memory:' AS beside; DETACH beside")
        assert connection.execute("SELECT current_setting('TimeZone')").fetchall() == [("UTC",)]


def test_a_query_that_needs_more_memory_spills(monkeypatch):
    monkeypatch.setenv("TIEOUT_MEMORY_LIMIT", "100MB")
    with engine() as connection:
        sorted_rows = "SELECT md5(CAST(range AS VARCHAR)) AS m FROM range(2_000_000) ORDER BY m"
        connection.execute(f"CREATE TEMP TABLE spilled AS {sorted_rows}")
        [(size,)] = connection.execute("SELECT sum(size) FROM duckdb_temporary_files()").fetchall()
    assert size > 0


def test_engine_settings_change_no_meaning(monkeypatch):
    monkeypatch.setenv("TIEOUT_ENGINE_SETTINGS", "Default_Collation=nocase; integer_division=true")
    with pytest.raises(
        Refused, match="default_collation, integer_division cannot be set: it changes the meaning"
    ):
        setting("threads")


@pytest.mark.parametrize(
    "name",
    [
        "enable_external_access",
        "Allowed_Directories",
        "autoinstall_known_extensions",
        "allow_unsigned_extensions",
    ],
)
def test_engine_settings_open_no_file_and_no_extension(monkeypatch, name):
    monkeypatch.setenv("TIEOUT_ENGINE_SETTINGS", f"threads=1; {name}=true")
    with pytest.raises(Refused, match=f"TIEOUT_ENGINE_SETTINGS: {name.lower()} cannot be set"):
        setting("threads")


def test_a_process_keeps_few_databases_of_folders_that_nobody_uses(tmp_path):
    for number in range(3 * MOST_UNUSED):
        with engine(folders=[tmp_path / str(number)]) as connection:
            assert connection.execute("SELECT 1").fetchall() == [(1,)]
    assert sum(bool(folders) for _, folders in _DATABASES) <= MOST_UNUSED


def test_only_one_module_opens_databases():
    rooms = (Path(pipelines.__file__).parents[1] / room for room in ("pipelines", "assets", "checks"))
    opening = [
        path.name for room in rooms for path in room.rglob("*.py") if "duckdb.connect" in path.read_text()
    ]
    assert opening == ["databases.py"]
