"""What must not change who is paid: the size of the coin, the year, idle words in a memo; and what must: a second invoice of
the same amount."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from data.simulator import Behaviour, simulate
from data.simulator.write import write
from pipelines.catalog import EXTRACTS, Kind
from pipelines.ingest import land
from pipelines.policy import load_policy
from tests.nights import NightRunner

Change = Callable[[str, pa.Table], pa.Table]
Piece = tuple[str, str, int, str]
FIRST, NIGHTS = date(2026, 3, 2), 4
TOLD = Behaviour.quiet(
    advice={"advised": 0.3, "bare": 0.2, "memo": 0.2, "nothing": 0.3},
    references={"exact": 0.5, "look_alike": 0.2, "swapped": 0.2, "last_digits": 0.1},
    keeps_habit=0.3, has_parent=0.2, untied_advice=0.1, takes_discount=0.0,
)  # fmt: skip
"""Nothing is short or within tolerance, and no discount is rounded: the policy says those in money, not in coins."""


@pytest.fixture(scope="module")
def zone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zone")
    write(simulate(23, invoices=900, nights=NIGHTS, payers=25, behaviour=TOLD), folder)
    return folder / "extracts"


@pytest.fixture(scope="module")
def once(zone: Path, tmp_path_factory: pytest.TempPathFactory) -> set[Piece]:
    return decide(zone, tmp_path_factory.mktemp("once"))


def decide(zone: Path, folder: Path, change: Change = lambda _, rows: rows, days: int = 0) -> set[Piece]:
    """Payment, document, minor units and method of everything put anywhere."""
    runner, policy, found = NightRunner(folder), load_policy(), set()
    for number in range(NIGHTS):
        night = FIRST + timedelta(days=number)
        landed = land(zone, night - timedelta(days=1) if number else None, night, policy).tables
        tables = runner.run_landed(
            night + timedelta(days=days), {name: change(name, rows) for name, rows in landed.items()}
        )
        found |= {
            (row["payment_id"], row["invoice_number"], int(row["amount"].scaleb(2)), row["method"])
            for row in tables["allocations"].to_pylist()
        }
    return found


def columns_of(extract: str, kind: Kind) -> list[str]:
    table = EXTRACTS.get(extract)
    return [column.name for column in table.columns if column.kind is kind] if table else []


def times(factor: int) -> Change:
    def change(extract: str, rows: pa.Table) -> pa.Table:
        for name in (*columns_of(extract, Kind.MINOR), *columns_of(extract, Kind.MONEY)):
            place = rows.schema.get_field_index(name)
            amounts = pc.multiply(rows.column(name), factor).cast(rows.schema.field(name).type)
            rows = rows.set_column(place, rows.schema.field(name), amounts)
        return rows

    return change


def later(days: int) -> Change:
    def change(extract: str, rows: pa.Table) -> pa.Table:
        for name in [*columns_of(extract, Kind.DATE), "folder_date"]:
            place = rows.schema.get_field_index(name)
            if place >= 0:
                moved = pc.add(rows.column(name).cast(pa.int32()), pa.scalar(days, pa.int32())).cast(
                    pa.date32()
                )
                rows = rows.set_column(place, rows.schema.field(name), moved)
        return rows

    return change


def test_the_zone_is_worth_comparing(once: set[Piece]) -> None:
    methods = [method for *_, method in once]
    for tier in ("advice_", "memo_", "amount_"):
        assert sum(method.startswith(tier) for method in methods) > 10


def test_every_amount_times_seven_and_a_year_of_weeks_later(
    zone: Path, once: set[Piece], tmp_path: Path
) -> None:
    seven, year = times(7), later(364)
    changed = decide(zone, tmp_path, lambda extract, rows: year(extract, seven(extract, rows)), days=364)
    assert {(payment, document, 7 * amount, method) for payment, document, amount, method in once} == changed


def gossiping(numbers: list[str]) -> Change:
    """Every memo also holds a check, an amount, an account, a day and a disputed document, all spelt like open invoices."""

    def change(extract: str, rows: pa.Table) -> pa.Table:
        if extract != "payments":
            return rows
        told = [
            f"{memo or ''} (CHK {numbers[n % len(numbers)]} ON 20260310 USD {int(numbers[-n]) / 100:.2f}"
            f" ACCT NO {numbers[n * 3 % len(numbers)]} ex 10 PCS)"
            + (f" excl. {numbers[n * 5 % len(numbers)]}" if memo else "")
            for n, memo in enumerate(rows.column("memo").to_pylist(), start=1)
        ]
        place = rows.schema.get_field_index("memo")
        return rows.set_column(place, rows.schema.field("memo"), pa.array(told, pa.string()))

    return change


def test_numbers_in_a_memo_that_are_no_references(zone: Path, once: set[Piece], tmp_path: Path) -> None:
    landed = land(zone, None, FIRST, load_policy()).tables["invoices"]
    numbers = [
        "".join(filter(str.isdigit, number)).lstrip("0")
        for number in landed.column("invoice_number").to_pylist()
    ]
    assert once == decide(zone, tmp_path, gossiping(numbers))


def test_a_second_invoice_of_each_amount_takes_amounts_their_proof(zone: Path, tmp_path: Path) -> None:
    def doubled(extract: str, rows: pa.Table) -> pa.Table:
        if extract != "invoices":
            return rows
        place = rows.schema.get_field_index("invoice_number")
        numbers = pc.binary_join_element_wise("TWIN", rows.column("invoice_number"), "")
        twins = rows.set_column(place, rows.schema.field("invoice_number"), numbers)
        return pa.concat_tables([rows, twins])

    assert not [piece for piece in decide(zone, tmp_path, doubled) if piece[3].startswith("amount_")]
