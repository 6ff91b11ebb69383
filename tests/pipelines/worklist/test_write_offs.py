"""When a write-off is recommended: every limit that fits a case must allow it, payers that make a habit of it are excepted,
and a sample is looked into all the same. Nothing is ever written off by a night."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipelines.catalog import BOOKS
from pipelines.policy.rules import WriteOffLimit
from tests.casebook import case, rows_of
from tests.pipelines.worklist.listing import listed, typed

HUNDRED = rows_of(
    BOOKS["book_documents"],
    {"company_code": "1000", "invoice_number": "INV-D1", "gross_amount": 10000, "is_live": True},
)


def limit(
    amount: str | None = None, percent: str | None = None, age: int = 0, **scope: str | None
) -> WriteOffLimit:
    named = dict.fromkeys(("company_code", "payer_id", "dispute_type")) | scope
    return WriteOffLimit(
        **named,
        amount=Decimal(amount) if amount else None,
        percent=Decimal(percent) if percent else None,
        min_age_days=age,
    )


def is_recommended(dispute: dict[str, Any], *limits: WriteOffLimit, **changed: Any) -> bool:
    books = {"book_documents": HUNDRED}
    (row, *_) = (
        r for r in listed(dispute, books=books, write_off_limits=limits, **changed) if r["dispute_id"] == "D1"
    )
    return row["recommended_action"] == "write_off"


@pytest.mark.parametrize(
    ("amount", "limits", "expected"),
    [
        pytest.param("4.00", [limit("5")], True, id="within"),
        pytest.param("5.01", [limit("5")], False, id="above"),
        pytest.param("4.00", [limit("5"), limit("3", payer_id="C1")], False, id="the payer's is lower"),
        pytest.param(
            "4.00", [limit("5"), limit("9", payer_id="C1")], True, id="the payer's is higher: both hold"
        ),
        pytest.param("6.00", [limit("5"), limit("9", payer_id="C1")], False, id="a higher one lifts none"),
        pytest.param("4.00", [limit("5"), limit("3", payer_id="C2")], True, id="another payer's"),
        pytest.param("4.00", [limit("5"), limit("3", dispute_type="short_ship")], False, id="the type's"),
        pytest.param("4.00", [limit("5"), limit("3", company_code="1000")], False, id="the company's"),
        pytest.param("4.00", [limit("5", "4")], True, id="4 % of 100"),
        pytest.param("4.01", [limit("5", "4")], False, id="a penny more than 4 % of 100"),
        pytest.param("4.00", [limit("5", age=8)], True, id="old enough"),
        pytest.param("4.00", [limit("5", age=9)], False, id="too young"),
        pytest.param("4.00", [], False, id="no limit, no write-off"),
    ],
)
def test_the_most_restrictive_limit_counts(amount: str, limits: list[WriteOffLimit], expected: bool) -> None:
    assert is_recommended(case("D1", amount, opened=date(2026, 3, 2)), *limits) is expected


def test_a_limit_in_percent_allows_no_claim_without_a_document() -> None:
    assert not is_recommended(case("D1", "1.00", invoice_number=None), limit(percent="50"))


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([{}, {}], False, id="three small ones in 30 days"),
        pytest.param([{}], True, id="two"),
        pytest.param([{}, {"original": "5.01"}], True, id="the third is not small"),
        pytest.param([{}, {"opened": date(2026, 2, 8)}], True, id="the third is 30 days old"),
        pytest.param(
            [{}, {"open": "0", "status": "resolved", "repaid": "3.00"}], False, id="closed ones count"
        ),
        pytest.param([{}, {"payer_id": "C2"}], True, id="the third is another payer's"),
    ],
)
def test_a_payer_that_takes_small_amounts_again_and_again_is_excepted(
    others: list[dict[str, Any]], expected: bool
) -> None:
    rows = [case("D1", "4.00")]
    for number, other in enumerate(others, start=2):
        own = dict(other)
        rows.append(case(f"D{number}", own.pop("original", "3.00"), own.pop("open", None), **own))
    found = listed(*rows, repeat_offender_count=3, repeat_offender_days=30)
    (action,) = (row["recommended_action"] for row in found if row["dispute_id"] == "D1")
    assert (action == "write_off") is expected


def test_a_random_sample_is_looked_into_all_the_same_and_always_the_same_one() -> None:
    cases = [case(f"D{number}", "4.00", payer_id=f"P{number}") for number in range(1000)]
    audited = {
        row["dispute_id"]
        for row in listed(*cases, write_off_audit_percent=Decimal(5))
        if row["is_audit_sample"]
    }
    assert 30 <= len(audited) <= 70
    for row in listed(*cases[::-1], write_off_audit_percent=Decimal(5)):
        assert row["is_audit_sample"] is (row["dispute_id"] in audited)
        assert row["recommended_action"] == ("investigate" if row["is_audit_sample"] else "write_off")
    assert not any(
        row["is_audit_sample"]
        for row in listed(typed("quantity", "500.00"), write_off_audit_percent=Decimal(100))
    )
