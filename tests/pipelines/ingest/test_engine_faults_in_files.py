"""A fault of the engine on a file is the file's only where it stays: the file is read once more before it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import Refused
from pipelines.ingest import Landing
from pipelines.recovery import EngineFault, recover
from tests.engine_faults import INTERNAL, Engine
from tests.pipelines.ingest.landing_zone import Zone, column
from tests.pipelines.ingest.test_kinds_of_files import ROWS, as_parquet

FILE = "invoices/2026-03-02/a.parquet"
STATEMENTS = [
    pytest.param("FROM parquet_schema(", id="names of the columns"),
    pytest.param("DESCRIBE", id="types of the columns"),
    pytest.param("INSERT INTO typed", id="rows"),
]


@pytest.fixture
def landed(zone: Zone) -> Zone:
    as_parquet(zone.write(FILE, b""), ROWS)
    return zone


def land_recovered(zone: Zone, faults: list[EngineFault]) -> Landing:
    return recover(zone.land, lambda: "step landed", faults.append)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_file_on_which_the_engine_fails_once_is_read(
    landed: Zone, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, faults = [statement], list[EngineFault]()
    Engine(lambda step, number, text: bool(waiting) and waiting[0] in text and bool(waiting.pop())).install(
        monkeypatch
    )
    landing = land_recovered(landed, faults)
    assert column(landing.tables["invoices"], "invoice_number") == [row["invoice_number"] for row in ROWS]
    assert [fault.error for fault in faults] == [INTERNAL]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_file_on_which_the_engine_fails_twice_is_refused_by_name(
    landed: Zone, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Engine(lambda step, number, text: statement in text).install(monkeypatch)
    with pytest.raises(Refused, match=rf"{Path(FILE).name}: cannot be read \({INTERNAL}\)"):
        land_recovered(landed, [])
