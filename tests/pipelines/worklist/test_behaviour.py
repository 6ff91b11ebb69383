"""How a payer behaves, on documents and disputes that can be counted by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from pipelines.catalog import BOOKS, PUBLISHED
from pipelines.worklist import describe_payers
from tests.casebook import NIGHT, case, minor, rows_of, variances

POLICY = SimpleNamespace(settled_memory_nights=60)
RECENT, EARLIER, FORGOTTEN = date(2026, 3, 1), date(2026, 1, 20), date(2026, 1, 9)


def bill(
    number: str, gross: str, arrived: date = RECENT, paid: date | None = None, **others: Any
) -> dict[str, Any]:
    return {
        "company_code": "1000", "invoice_number": number, "payer_id": "C1", "document_type": "invoice", "currency": "GBP",
        "gross_amount": minor(gross), "arrived_date": arrived, "due_date": date(2026, 3, 5), "first_paid_date": paid,
    } | others  # fmt: skip


def described(
    documents: list[dict[str, Any]], *cases: dict[str, Any], **books: list[dict[str, Any]]
) -> dict[str, Any]:
    tables = {name: rows_of(BOOKS[name], *rows) for name, rows in books.items()}
    tables |= {
        "book_documents": rows_of(BOOKS["book_documents"], *documents),
        "book_variances": variances(*cases),
    }
    table = describe_payers(tables, POLICY, NIGHT)
    assert table.schema == PUBLISHED["payer_behaviour"].arrow_schema
    return next(row for row in table.to_pylist() if row["payer_id"] == "C1")


def test_days_late_are_from_due_date_to_first_money() -> None:
    row = described(
        [
            bill("1", "100.00", paid=date(2026, 3, 8)), bill("2", "100.00", paid=date(2026, 3, 4)),
            bill("3", "100.00"), bill("M", "-50.00", document_type="credit_memo", paid=date(2026, 3, 9)),
        ]
    )  # fmt: skip
    assert (row["invoice_count"], row["paid_count"], row["days_late"], row["late_share"]) == (3, 2, 1.0, 0.5)
    assert row["invoiced_amount"] == Decimal(300)


@pytest.mark.parametrize(
    ("earlier", "recent", "trend"),
    [
        ("10.00", "10.00", "steady"), ("10.00", "12.50", "steady"), ("10.00", "12.51", "rising"),
        ("10.00", "7.99", "falling"), ("0", "1.00", "rising"), ("0", "0", "steady"),
    ],
)  # fmt: skip
def test_deduction_rate_and_its_trend(earlier: str, recent: str, trend: str) -> None:
    deductions = [
        case("D1", earlier, opened=EARLIER),
        case("D2", recent, opened=RECENT),
        case("D3", "99.00", opened=FORGOTTEN),
    ]
    row = described(
        [bill("1", "100.00", EARLIER), bill("2", "100.00"), bill("3", "1.00", FORGOTTEN)], *deductions
    )
    assert row["deduction_trend"] == trend
    assert row["deducted_amount"] == Decimal(earlier) + Decimal(recent)
    assert (
        row["deduction_rate"] == pytest.approx(float(Decimal(earlier) + Decimal(recent)) / 200)
        or row["deduction_rate"] is None
    )


def test_without_an_older_half_there_is_no_trend() -> None:
    assert described([bill("1", "100.00")], case("D1", "5.00", opened=RECENT))["deduction_trend"] is None


def test_an_older_half_that_the_lake_saw_only_in_part_tells_no_trend() -> None:
    both = [case("D1", "5.00", opened=EARLIER), case("D2", "9.00", opened=RECENT)]
    bills = [bill("1", "100.00", EARLIER), bill("2", "100.00")]
    assert described(bills, *both)["deduction_trend"] is None
    assert described([*bills, bill("3", "1.00", date(2026, 1, 10))], *both)["deduction_trend"] == "rising"


def test_codes_outcomes_and_style_of_reference() -> None:
    codes = [
        case(f"D{n}", "5.00", opened=RECENT, reason_code=code)
        for n, code in enumerate(["22", "22", "T3", "A", "B", None])
    ]
    put = [
        ("advice_digits", False),
        ("correction_advice_digits", False),
        ("memo_exact", False),
        ("posting", True),
    ]
    row = described(
        [bill("1", "100.00")],
        *codes,
        book_outcomes=[{"payer_id": "C1", "valid_count": 1, "recovered_count": 2, "lost_count": 1}],
        book_applications=[
            {
                "company_code": "1000", "payment_id": f"P{n}", "invoice_number": "1", "amount": 1, "method": method,
                "is_posted": posted,
            }
            for n, (method, posted) in enumerate(put)
        ],
    )  # fmt: skip
    assert row["typical_codes"] == "22 × 2, A × 1, B × 1"
    assert (row["judged_count"], row["invalid_rate"]) == (4, 0.75)
    assert (row["reference_style"], round(row["reference_share"], 3)) == ("advice_digits", 0.667)
