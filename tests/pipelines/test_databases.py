"""Databases of the process: shared until a fault of the engine invalidates one, private where work is careful."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.connections import EngineFaultError
from pipelines.databases import careful_settings, careful_work
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
