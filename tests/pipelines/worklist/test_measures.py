"""The measures of a night on a few payments and disputes that can be reckoned by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from pipelines.catalog import ALL, PUBLISHED
from pipelines.catalog.measures import MEASURES
from pipelines.worklist import measure_night
from pipelines.worklist.kpis import TABLES
from tests.casebook import NIGHT, case, minor, rows_of

POLICY = SimpleNamespace(settled_memory_nights=60, default_owner="desk")


def payment(
    payment_id: str, amount: str, unapplied: str = "0", currency: str = "GBP", **others: Any
) -> dict[str, Any]:
    return {
        "company_code": "1000", "payment_id": payment_id, "payer_id": "C1", "currency": currency,
        "amount": minor(amount, currency), "unapplied_amount": minor(unapplied, currency), "arrived_date": NIGHT,
    } | others  # fmt: skip


def piece(
    payment_id: str, amount: str, method: str = "advice_exact", currency: str = "GBP"
) -> dict[str, Any]:
    return {
        "company_code": "1000", "payment_id": payment_id, "currency": currency, "amount": Decimal(amount),
        "method": method,
    }  # fmt: skip


def open_case(dispute_id: str, amount: str, dispute_type: str, subtype: str, **others: Any) -> dict[str, Any]:
    return {
        "dispute_id": dispute_id, "payer_id": "C1", "currency": "GBP", "open_amount": Decimal(amount),
        "dispute_type": dispute_type, "dispute_subtype": subtype, "is_contested": False, "owner": "mia",
        "due_date": date(2026, 3, 9), "window_closes": NIGHT, "expected_recovery": Decimal(amount) / 2,
    } | others  # fmt: skip


def open_item(number: str, amount: str, due: date) -> dict[str, Any]:
    return {
        "invoice_number": number, "payer_id": "C1", "currency": "GBP", "open_amount": Decimal(amount),
        "disputed_amount": Decimal(0), "due_date": due,
    }  # fmt: skip


def put(number: str, amount: str, **others: Any) -> dict[str, Any]:
    return {
        "company_code": "1000", "payment_id": "P1", "invoice_number": number, "amount": minor(amount), "is_posted": False,
    } | others  # fmt: skip


BEFORE = [open_item("3", "700.00", date(2026, 3, 9))]
ROWS: dict[str, list[dict[str, Any]]] = {
    "book_payments": [
        payment("P1", "100.00"),
        payment("P2", "200.00"),
        payment("P3", "300.00", unapplied="60.00"),
        payment("P4", "400.00"),
        payment("P5", "5000", currency="JPY"),
        payment("refund", "-10.00", reverses_payment_id="P0"),
        payment("yesterday", "900.00", arrived_date=date(2026, 3, 9)),
    ],
    "allocations": [
        piece("P1", "120.00"), piece("P1", "-20.00"), piece("P2", "200.00", "digits"), piece("P3", "240.00"),
        piece("P4", "400.00", "posting"), piece("P5", "5000", currency="JPY"),
        piece("earlier", "-20.00", "correction_digits"), piece("earlier", "20.00", "correction_digits"),
    ],
    "unapplied_payments": [
        {"company_code": "1000", "payment_id": "P3", "payer_id": "C1", "currency": "GBP", "amount": Decimal(60)}
    ],
    "book_documents": [
        {
            "company_code": "1000", "invoice_number": number, "payer_id": "C1", "document_type": kind, "currency": "GBP",
            "gross_amount": 100000, "arrived_date": arrived,
        }
        for number, kind, arrived in (
            ("1", "invoice", NIGHT), ("M", "credit_memo", NIGHT), ("2", "invoice", date(2026, 3, 1))
        )
    ],
    "dispute_history": [
        {"dispute_id": "D4", "event": "repaid", "amount": Decimal(30)}, {"dispute_id": "D4", "event": "closed"},
        *({"dispute_id": dispute, "event": "closed"} for dispute in ("D5", "D6")),
        {"dispute_id": "D2", "event": "reopened", "to_status": "reopened"},
    ],
    "book_cases": [
        {"dispute_id": "D4", "outcome": "recovered", "closed_date": NIGHT},
        {"dispute_id": "D5", "outcome": "lost", "closed_date": NIGHT, "rule_owner": "bob"},
        {"dispute_id": "D6", "outcome": "valid", "closed_date": NIGHT},
        {"dispute_id": "D2", "validity": "invalid"},
        {"dispute_id": "D7", "link": "merged_into", "linked_dispute_id": "D6"},
    ],
    "book_payers": [{"payer_id": "C1", "collector": "mia"}],
    "open_items": [open_item("1", "500.00", date(2026, 3, 31)), open_item("2", "300.00", date(2026, 3, 9))],
    "book_applications": [put("1", "900.00"), put("2", "80.00"), put("1", "50.00", is_posted=True)],
    "worklist": [
        open_case("D1", "40.00", "short_ship", "quantity", is_contested=True),
        open_case("D2", "60.00", "other", "unexplained"),
        open_case("D3", "-25.00", "other", "overpayment"),
        open_case("D7", "500.00", "billing_error", "misapplied_cash", expected_recovery=Decimal(0)),
    ],
    "book_variances": [
        case("D1", "40.00", opened=NIGHT),
        case("D2", "60.00", dispute_type="other", dispute_subtype="unexplained", opened=date(2026, 3, 1)),
        case("D3", "-25.00", dispute_type="other", dispute_subtype="overpayment", opened=date(2026, 3, 5)),
        case("D4", "30.00", "0", repaid="30.00", opened=date(2026, 3, 6), status="resolved"),
        case("D5", "70.00", "0", written_off="50.00", repaid="20.00", opened=date(2026, 3, 8), status="resolved"),
        case("D6", "10.00", "0", credited="10.00", opened=date(2026, 2, 18), status="resolved", owner="zoe"),
        # A posting of ours to put right: open, but nobody deducted it. Merged into D6, so it is zoe's.
        case(
            "D7", "500.00", dispute_type="billing_error", dispute_subtype="misapplied_cash", slot="misapplied", opened=NIGHT
        ),
        case("tolerated", "0.04", "0", outcome="tolerance", opened=None, status=None),
    ],
}  # fmt: skip


def measured() -> dict[tuple[str, str, str | None, str], tuple[Decimal | None, Decimal | None, float]]:
    tables = {name: rows_of(ALL[name], *ROWS.get(name, [])) for name in TABLES}
    before = rows_of(ALL["open_items"], *BEFORE)
    rows = measure_night(tables, POLICY, NIGHT, before)
    assert rows.schema == PUBLISHED["kpis"].arrow_schema
    return {
        (row["scope"], row["scope_id"], row["currency"], row["kpi"]): (
            row["numerator"], row["denominator"], round(row["value"], 6),
        )
        for row in rows.to_pylist()
    }  # fmt: skip


@pytest.fixture(scope="module")
def kpis() -> dict[tuple[str, str, str | None, str], tuple[Decimal | None, Decimal | None, float]]:
    return measured()


@pytest.mark.parametrize(
    ("currency", "kpi", "numerator", "denominator", "value"),
    [
        (None, "payments_received_count", 5, None, 5),
        ("GBP", "payments_received_amount", 1000, None, 1000),
        ("JPY", "payments_received_amount", 5000, None, 5000),
        (None, "auto_match_rate_by_payment", 3, 5, 0.6),
        ("GBP", "auto_match_rate_by_value", 540, 1000, 0.54),
        ("JPY", "auto_match_rate_by_value", 5000, 5000, 1),
        (None, "first_pass_rate", 2, 5, 0.4),
        (None, "unapplied_count", 1, None, 1),
        ("GBP", "unapplied_amount", 60, None, 60),
        ("GBP", "open_dispute_count", 4, None, 4),
        ("GBP", "open_dispute_amount", 600, None, 600),
        ("GBP", "held_amount", 25, None, 25),
        ("GBP", "new_dispute_count", 2, None, 2),
        ("GBP", "new_dispute_amount", 40, None, 40),
        ("GBP", "repaid_amount", 30, None, 30),
        ("GBP", "deduction_rate", 40, 1000, 0.04),
        ("GBP", "unexplained_share", 60, 600, 0.1),
        ("GBP", "contested_share", 40, 600, 0.066667),
        # 21 days since the first dispute at hand, of 18 February.
        ("GBP", "days_deductions_outstanding", 100 * 21, 40 + 60 + 30 + 70 + 10, 10),
        (None, "cycle_days", 4 + 2 + 20, 3, 8.666667),
        (None, "cycle_days_median", None, 3, 4),
        (None, "cycle_days_p90", None, 3, 20),
        ("GBP", "reopened_dispute_count", 1, None, 1),
        ("GBP", "overdue_dispute_count", 4, None, 4),
        ("GBP", "expected_recovery_amount", 50, None, 50),
        # P1, P2, P3 and its rest, P4 posted, P5, and a correction: six of ours among eight.
        (None, "auto_match_rate_by_line", 5, 7, 0.714286),
        ("GBP", "auto_match_precision", 980, 1000, 0.98),
        # Wrong: D4 (30, repaid), D5 (70, of it 20 repaid) and D2 (60, denied, nothing yet).
        ("GBP", "recovery_rate", 50, 160, 0.3125),
        (None, "win_rate", 1, 3, 0.333333),
        ("GBP", "invalid_rate", 160, 210, 0.761905),
        ("GBP", "write_off_rate", 50, 210, 0.238095),
        # 800 open, 300 of it overdue; 2000 sold in the 10 days since 1 March.
        ("GBP", "days_sales_outstanding", 8000, 2000, 4),
        ("GBP", "best_possible_days_sales_outstanding", 5000, 2000, 2.5),
        ("GBP", "average_days_delinquent", 3000, 2000, 1.5),
        # Opening 700, sold 1000, closing 800, of it not due 500.
        ("GBP", "collection_effectiveness", 900, 1200, 0.75),
    ],
)
def test_measures_of_the_whole_night(
    kpis, currency: str | None, kpi: str, numerator: int, denominator: int | None, value: float
) -> None:
    assert kpis["all", "", currency, kpi] == (numerator, denominator, value)


@pytest.mark.parametrize(
    ("scope", "scope_id", "kpi", "value"),
    [
        ("payer", "C1", "open_dispute_amount", 600),
        ("payer", "C1", "deduction_rate", 0.04),
        ("type", "short_ship", "open_dispute_amount", 40),
        ("type", "other", "unexplained_share", 1),
        ("type", "other", "held_amount", 25),
        ("owner", "mia", "open_dispute_amount", 600),
        ("owner", "zoe", "new_dispute_count", 1),
        ("owner", "bob", "write_off_rate", round(50 / 70, 6)),
    ],
)
def test_measures_by_payer_and_by_type(kpis, scope: str, scope_id: str, kpi: str, value: float) -> None:
    assert kpis[scope, scope_id, "GBP", kpi][2] == value


def test_a_type_has_no_measure_of_payments_or_sales(kpis) -> None:
    by_type = {kpi for scope, _, _, kpi in kpis if scope == "type"}
    assert by_type.isdisjoint({"payments_received_count", "auto_match_rate_by_value", "deduction_rate"})


def test_a_night_without_anything_has_no_measures_and_every_name_is_declared_once(kpis) -> None:
    tables = {name: ALL[name].empty() for name in TABLES}
    assert measure_night(tables, POLICY, NIGHT).num_rows == 0
    names = [measure.kpi for measure in MEASURES]
    assert len(names) == len(set(names))
    assert {kpi for *_, kpi in kpis} <= set(names)
