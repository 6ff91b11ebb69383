"""Which payments and advice put money on documents tonight, and how: wholly, by what is left of them, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike, together
from tests.models.running import column, columns, run_model

PAYMENT = {
    "company_code": "C", "known_payer_id": "P", "group_id": "G", "currency": "USD", "amount": 10000, "is_new": "no",
    "unapplied_amount": 0, "unapplied_reason": "-", "value_date": "2026-02-01",
}  # fmt: skip


def payments(text: str, **given: Any) -> str:
    return alike(text, **(PAYMENT | given))


def mode(rows: list[dict[str, Any]], payment: str = "Z1") -> str:
    [found] = [row["mode"] for row in rows if row["payment_id"] == payment]
    return found


@pytest.mark.parametrize(
    ("payment", "found"),
    [
        pytest.param({"is_new": "yes"}, "full", id="new: wholly"),
        pytest.param({"is_new": "yes", "amount": 0}, "reversal", id="of nothing: as one that goes back"),
        pytest.param({"is_new": "yes", "amount": -1}, "reversal", id="negative: as one that goes back"),
        pytest.param(
            {"unapplied_amount": 1, "unapplied_reason": "no_reference"},
            "retry",
            id="with a rest: by its rest",
        ),
        pytest.param(
            {"unapplied_amount": 1, "unapplied_reason": "overpayment"}, "idle", id="overpaid: not at all"
        ),
        pytest.param(
            {"unapplied_amount": 0, "unapplied_reason": "no_reference"}, "idle", id="placed: not at all"
        ),
    ],
)
def test_a_payment_counts(payment: dict[str, Any], found: str):
    assert mode(run_model("receipts", night_payments=payments("payment_id\nZ1", **payment))) == found


@pytest.mark.parametrize(
    ("returns", "found"),
    [
        pytest.param("C  R1  -10000  USD", "returned", id="that took all of it"),
        pytest.param("C  R1  -9999   USD", "full", id="that left a cent"),
        pytest.param("C  R1  -10000  EUR", "full", id="in another currency"),
        pytest.param("D  R1  -10000  USD", "full", id="of another company"),
        pytest.param("C  R1  10000   USD", "full", id="that is none, but money"),
        pytest.param(
            "C  R1  -6000   USD\nC  R2  -4000  USD", "returned", id="and another, together all of it"
        ),
        pytest.param(
            "C  R1  -10000  USD\nC  R2  5000  USD", "returned", id="that took all, beside money for it"
        ),
    ],
)
def test_a_payment_is_returned_by_a_payment(returns: str, found: str):
    back = payments(f"company_code  payment_id  amount  currency\n{returns}", reverses_payment_id="Z1")
    rows = run_model("receipts", night_payments=together(payments("payment_id\nZ1", is_new="yes"), back))
    assert mode(rows) == found


ADVICE = {
    "remittance_id": "R1", "payer_id": "P", "group_id": "G", "currency": "USD", "tied_company_code": "C",
    "tied_payment_id": "Z1", "is_used": "yes", "is_new": "no", "is_newly_tied": "no", "is_presumed": "no",
    "paid_amount": 100,
}  # fmt: skip


def moneyless(text: str, **given: Any) -> list[dict[str, Any]]:
    given = {"tied_company_code": "-", "tied_payment_id": "-", "is_used": "no"} | given
    return run_model("receipts", night_advice=alike(text, **(ADVICE | given)))


@pytest.mark.parametrize(
    ("lines", "given", "count"),
    [
        pytest.param("1  500\n2  -500", {}, 1, id="whose lines come to nothing"),
        pytest.param("1  500\n2  -499", {}, 0, id="not where they come to a cent"),
        pytest.param("1  500\n2  -500", {"is_used": "yes"}, 0, id="not once it is used"),
        pytest.param("1  500\n2  -500", {"tied_payment_id": "Z1"}, 0, id="not where it belongs to a payment"),
    ],
)
def test_advice_needs_no_money(lines: str, given: dict[str, Any], count: int):
    assert len(moneyless(f"line_number  paid_amount\n{lines}", **given)) == count


def test_one_unused_line_makes_advice_without_money_a_source():
    assert len(moneyless("line_number  paid_amount  is_used\n1  500  yes\n2  -500  no")) == 1


def test_advice_without_money_is_of_its_payer_and_its_earliest_day():
    [found] = moneyless("""
        line_number  paid_amount  remittance_date  arrived_date  company_code
        1            500          2026-02-03       2026-02-04    -
        2            -500         2026-02-02       2026-02-05    C""")
    names = (
        "company_code",
        "payer_id",
        "remittance_id",
        "amount",
        "mode",
        "is_moneyless",
        "has_advice",
        "has_postings",
    )
    assert columns([found], *names) == [("C", "P", "R1", 0, "full", True, True, False)]
    assert (found["value_date"].day, found["arrived_date"].day, found["source_key"]) == (
        2,
        4,
        "advice P R1\n",
    )


def test_each_advice_of_each_payer_comes_to_nothing_by_itself():
    rows = moneyless("""
        remittance_id  payer_id  paid_amount
        R1             P         500
        R2             P         -500
        R1             Q         -500
        R2             Q         500""")
    assert rows == []


def test_sources_are_numbered_by_day_company_and_payment_those_without_money_last():
    rows = run_model(
        "receipts",
        night_payments=payments("""
            company_code  payment_id  value_date
            D             Z1          2026-02-01
            C             Z3          2026-02-01
            C             Z2          2026-02-01
            B             Z9          2026-02-02"""),
        night_advice=alike("""
            remittance_id  payer_id  paid_amount  remittance_date  company_code
            R3             P         0            2026-01-01       C
            R2             P         0            2026-01-01       C
            R1             Q         0            2026-01-01       C
            R0             Q         0            2026-01-01       D""", is_used="no"),
    )  # fmt: skip
    keys = [
        row["source_key"].strip().replace("\n", "/")
        for row in sorted(rows, key=lambda row: row["receipt_no"])
    ]
    assert keys == [
        "C/Z2",
        "C/Z3",
        "D/Z1",
        "B/Z9",
        "advice P R2",
        "advice P R3",
        "advice Q R1",
        "advice Q R0",
    ]
    assert sorted(column(rows, "receipt_no")) == [1, 2, 3, 4, 5, 6, 7, 8]
