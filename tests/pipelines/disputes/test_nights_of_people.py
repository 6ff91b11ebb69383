"""Whole nights with people in them: what they decide lies on the document too, and no night turns it round."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.policy import load_policy
from tests.contract.story import advice, credit_memo, day, invoice, line, payment
from tests.nights import NightRunner, Rows

COLUMNS = ("gross", "allocated", "discount", "credited", "written_off", "disputed", "open")


def acted(night: int, dispute: str, kind: str, number: int = 1, **others: Any) -> tuple[str, dict[str, Any]]:
    at = datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(days=night)
    row = {"activity_id": f"A{number}", "dispute_id": dispute, "at": at, "actor": "ann", "kind": kind}
    return "dispute_activity", row | others


class Books:
    """Nights of one payer "C1"; money of documents as decimals."""

    def __init__(self, folder: Path, memory: int = 60) -> None:
        self.runner = NightRunner(folder, replace(load_policy(), settled_memory_nights=memory))

    def night(self, number: int, *rows: tuple[str, dict[str, Any]]) -> None:
        landed: Rows = {}
        for extract, row in rows:
            own = dict(row)
            if extract in ("invoices", "payments", "remittances"):
                own = {"payer_id": "C1", "currency": "USD"} | own
                own = {
                    name: int(value * 100) if isinstance(value, Decimal) else value
                    for name, value in own.items()
                }
            landed.setdefault(extract, []).append(own)
        self.tables = self.runner.run(day(number), landed)
        assert self.tables["quarantine"].to_pylist() == []

    def case(self) -> dict[str, Any]:
        (row,) = (r for r in self.tables["book_variances"].to_pylist() if r["original_amount"])
        return row

    def document(self) -> dict[str, Decimal]:
        """The open item's ledger, zeroes left out; empty where there is none."""
        rows = self.tables["open_items"].to_pylist()
        return {name: row[f"{name}_amount"] for row in rows for name in COLUMNS if row[f"{name}_amount"]}


@pytest.fixture(scope="module")
def two_nights(tmp_path_factory: pytest.TempPathFactory) -> Books:
    """100 billed, 90 paid, 10 withheld under claim CL-7."""
    books = Books(tmp_path_factory.mktemp("two_nights"), memory=2)
    books.night(1, invoice("A", 100))
    books.night(2, payment("P", 90, on=2), *advice("P", line("A", 90, deduction=10, claim="CL-7"), on=2))
    assert books.document() == {"gross": 100, "allocated": 90, "disputed": 10}
    return books


@pytest.fixture
def disputed(two_nights: Books, tmp_path: Path) -> Books:
    """A copy of the two nights, to go on from."""
    books = copy(two_nights)
    books.runner = two_nights.runner.copy(tmp_path)
    return books


def test_a_write_off_and_its_return_lie_on_the_document_even_from_the_archive(disputed: Books) -> None:
    dispute = disputed.case()["variance_id"]
    disputed.night(3, acted(3, dispute, "resolved", resolution="written_off"))
    assert disputed.document() == {"gross": 100, "allocated": 90, "written_off": 10}
    for night in range(4, 9):
        disputed.night(night)
    assert disputed.tables["book_variances"].num_rows == 0
    disputed.night(9, acted(9, dispute, "status_changed", 2, status="reopened", amount=Decimal(4)))
    assert disputed.document() == {"gross": 100, "allocated": 90, "written_off": 6, "disputed": 4}
    assert (disputed.case()["variance_id"], disputed.case()["status"]) == (dispute, "reopened")
    (row,) = disputed.tables["book_cases"].to_pylist()
    assert (row["decision"], row["reopened_count"]) == ("written_off", 1)


def test_a_night_never_turns_round_what_people_said(disputed: Books) -> None:
    """Denied on the third night; a late credit memo of 3, an empty night and a claim's new words leave it at that."""
    dispute = disputed.case()["variance_id"]
    disputed.night(
        3, acted(3, dispute, "resolved", resolution="denied"), acted(3, dispute, "assigned", 2, text="bob")
    )
    disputed.night(4)
    disputed.night(5, credit_memo("M", -3, "A"))
    disputed.night(6, *advice("P", line("A", 90, deduction=10, claim="CL-7", words="short delivery"), on=6))
    case = disputed.case()
    assert (case["variance_id"], case["status"], case["owner"]) == (dispute, "with_customer", "bob")
    assert (case["open_amount"], case["credited_amount"]) == (700, 300)


def test_a_case_keeps_its_id_through_a_restated_document_and_a_new_type(disputed: Books) -> None:
    dispute, was = disputed.case()["variance_id"], disputed.case()["dispute_subtype"]
    means = {
        "payer_id": "C1",
        "reason_code": "SH",
        "dispute_type": "short_ship",
        "dispute_subtype": "quantity",
    }
    told = advice("P", line("A", 90, deduction=10, claim="CL-7", code="SH"), on=3)
    disputed.night(3, ("reason_codes", means), *told)
    disputed.night(4, invoice("A", 110))
    case = disputed.case()
    assert (case["variance_id"], case["dispute_subtype"], case["original_amount"]) == (
        dispute,
        "quantity",
        1000,
    )
    assert was != "quantity"
    assert disputed.document() == {"gross": 110, "allocated": 90, "disputed": 10, "open": 10}


def test_a_case_that_comes_back_reopens_with_all_that_people_did(disputed: Books) -> None:
    """Billed 90 by a correction, which was a mistake: 100 again, and the payer still withholds 10."""
    dispute = disputed.case()["variance_id"]
    disputed.night(3, acted(3, dispute, "call"))
    disputed.night(4, invoice("A", 90))
    assert (disputed.case()["status"], disputed.case()["withdrawn_amount"]) == ("resolved", 1000)
    disputed.night(
        5, invoice("A", 100), *advice("P", line("A", 90, deduction=10, claim="CL-7", words="short"), on=5)
    )
    case, (row,) = disputed.case(), disputed.tables["book_cases"].to_pylist()
    assert (case["variance_id"], case["status"], case["open_amount"]) == (dispute, "reopened", 1000)
    assert (row["attempt_count"], row["reopened_count"], row["closed_date"]) == (1, 1, None)
