"""Tests of the oracle: it accepts a correct landing and names each kind of tampering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa
import pytest

from pipelines.ingest import Landing, land
from pipelines.policy import load_policy
from tests.fuzz.base import NIGHT, base_sheet
from tests.fuzz.oracle import judge_landing
from tests.fuzz.placing import Placed, place_files
from tests.fuzz.reading import read_file
from tests.fuzz.zone import Zone

BROKEN = "1000,PAY1,,,2026-02-30,1.00,GBP,,,,\n"


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Placed], Landing]:
    """Land the sample's payments and one with an invalid date."""
    sheet = base_sheet("payments")
    zone = Zone({sheet.path: sheet.render() + BROKEN.encode()})
    folder = tmp_path_factory.mktemp("oracle")
    zone.write(folder)
    return list(place_files(zone)), land(folder, None, NIGHT, load_policy())


def _payments(landing: Landing, table: pa.Table) -> Landing:
    return replace(landing, tables={**landing.tables, "payments": table})


def _changed(landing: Landing, column: str, value: object) -> Landing:
    """Give the second payment another value."""
    table = landing.tables["payments"]
    values = table.column(column).to_pylist()
    values[1] = value
    place = table.column_names.index(column)
    return _payments(
        landing, table.set_column(place, column, pa.array(values, table.schema.field(place).type))
    )


def _rejected(landing: Landing, row_number: int, reason: str) -> Landing:
    """Move a landed row into quarantine."""
    kept = landing.tables["payments"].filter(pa.compute.field("source_row") != row_number)
    rows = landing.tables["payments"].filter(pa.compute.field("source_row") == row_number).to_pylist()
    moved = {
        "extract": "payments",
        "file": rows[0]["source_file"],
        "row_number": row_number,
        "reason": reason,
        "row": rows[0]["raw_row"],
    }
    quarantine = pa.concat_tables(
        [landing.quarantine, pa.Table.from_pylist([moved], landing.quarantine.schema)]
    )
    return replace(_payments(landing, kept), quarantine=quarantine)


def _twice(landing: Landing) -> Landing:
    table = landing.tables["payments"]
    return _payments(landing, pa.concat_tables([table, table.slice(3, 1)]))


WRONG: dict[str, Callable[[Landing], Landing]] = {
    "lost row": lambda landing: _payments(landing, landing.tables["payments"].slice(1)),
    "changed value": lambda landing: _changed(landing, "amount", 1),
    "invented row": lambda landing: _changed(landing, "source_row", 999),
    "two landed rows from one line": _twice,
    "valid row rejected": lambda landing: _rejected(landing, 4, "memo: expected another one"),
    "conflict without another version": lambda landing: _rejected(
        landing, 4, "conflicting_versions: found several"
    ),
    "quarantine shows another row": lambda landing: replace(
        landing, quarantine=landing.quarantine.set_column(4, "row", pa.array(["1000,PAY2"]))
    ),
    "row count differs from the rows present": lambda landing: replace(
        landing, files=landing.files.set_column(6, "row_count", pa.array([7], pa.int64()))
    ),
    "listed files differ from the files present": lambda landing: replace(
        landing, files=landing.files.slice(0, 0)
    ),
}


def test_a_right_landing_is_right(right: tuple[list[Placed], Landing]) -> None:
    placed, landing = right
    assert landing.quarantine.num_rows == 1
    assert list(judge_landing(placed, landing)) == []


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_landing_is_named(right: tuple[list[Placed], Landing], kind: str) -> None:
    placed, landing = right
    assert kind in {found for found, _ in judge_landing(placed, WRONG[kind](landing))}


HEADER = "company_code,payment_id,value_date,amount,currency"


@pytest.mark.parametrize(
    ("text", "shape", "lines"),
    [
        pytest.param(f"{HEADER}\n1,2,3,4,5\n", "right", [2], id="plain"),
        pytest.param(f"\ufeff{HEADER}\r\n\r\n1,2,3,4,5\r\n", "right", [3], id="Windows"),
        pytest.param(f'{HEADER}\n1,"a\n""b"", c",3,4,5\n6,7,8,9,0', "right", [2, 4], id="lines in quotes"),
        pytest.param(f"{HEADER},colour\n", "wrong", [], id="another column"),
        pytest.param(f'{HEADER}\n1,"2,3,4,5\n6,7,8,9,0\n', "doubtful", None, id="a quote left open"),
        pytest.param(f'{HEADER}\n1,5" pipe,3,4,5\n', "doubtful", None, id="a quote inside"),
        pytest.param("", "wrong", None, id="nothing"),
    ],
)
def test_the_reader_of_separated_files(text: str, shape: str, lines: list[int] | None) -> None:
    reading = read_file("payments", "csv", text.encode())
    found = None if reading.records is None else [record.line for record in reading.records]
    assert (reading.shape, found) == (shape, lines)
