"""The measures of a night on a few payments and disputes that can be reckoned by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from pipelines.tables import ALL, PUBLISHED
from pipelines.worklist import MEASURES, measure_night
from tests.casebook import NIGHT, case, minor, rows_of

POLICY = SimpleNamespace(settled_memory_nights=60)


def payment(
    payment_id: str, amount: str, unapplied: str = "0", currency: str = "GBP", **others: Any
) -> dict[str, Any]:
    return {
        "company_code": "1000", "payment_id": payment_id, "payer_id": "C1", "currency": currency,
        "amount": minor(amount, currency), "unapplied_amount": minor(unapplied, currency), "arrived_date": NIGHT,
    } | others  # fmt: skip


def piece(payment_id: str, amount: str, method: str = "exact", currency: str = "GBP") -> dict[str, Any]:
    return {
        "company_code": "1000", "payment_id": payment_id, "currency": currency, "amount": Decimal(amount),
        "method": method,
    }  # fmt: skip


def open_case(dispute_id: str, amount: str, dispute_type: str, subtype: str, **others: Any) -> dict[str, Any]:
    return {
        "dispute_id": dispute_id, "payer_id": "C1", "currency": "GBP", "open_amount": Decimal(amount),
        "dispute_type": dispute_type, "dispute_subtype": subtype, "is_contested": False,
    } | others  # fmt: skip


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
    ],
    "unapplied_payments": [
        {"company_code": "1000", "payment_id": "P3", "payer_id": "C1", "currency": "GBP", "amount": Decimal(60)}
    ],
    "book_documents": [
        {"payer_id": "C1", "document_type": kind, "currency": "GBP", "gross_amount": 100000, "arrived_date": arrived}
        for kind, arrived in (("invoice", NIGHT), ("credit_memo", NIGHT), ("invoice", date(2026, 3, 9)))
    ],
    "dispute_history": [
        {"dispute_id": "D4", "event": "repaid", "amount": Decimal(30)}, {"dispute_id": "D4", "event": "closed"},
    ],
    "worklist": [
        open_case("D1", "40.00", "short_ship", "quantity", is_contested=True),
        open_case("D2", "60.00", "other", "unexplained"),
        open_case("D3", "-25.00", "other", "overpayment"),
    ],
    "book_variances": [
        case("D1", "40.00", opened=NIGHT),
        case("D2", "60.00", dispute_type="other", dispute_subtype="unexplained", opened=date(2026, 3, 1)),
        case("D3", "-25.00", dispute_type="other", dispute_subtype="overpayment", opened=date(2026, 3, 5)),
        case("D4", "30.00", "0", repaid="30.00", opened=date(2026, 3, 6), status="resolved"),
        case("tolerated", "0.04", "0", outcome="tolerance", opened=None, status=None),
    ],
}  # fmt: skip


def measured() -> dict[tuple[str, str, str | None, str], tuple[Decimal | None, Decimal | None, float]]:
    tables = {name: rows_of(ALL[name], *rows) for name, rows in ROWS.items()}
    rows = measure_night(tables, POLICY, NIGHT, posting_methods={"posting"}, first_tier_methods={"exact"})
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
        ("GBP", "open_dispute_count", 3, None, 3),
        ("GBP", "open_dispute_amount", 100, None, 100),
        ("GBP", "held_amount", 25, None, 25),
        ("GBP", "new_dispute_count", 1, None, 1),
        ("GBP", "new_dispute_amount", 40, None, 40),
        ("GBP", "repaid_amount", 30, None, 30),
        ("GBP", "deduction_rate", 40, 1000, 0.04),
        ("GBP", "unexplained_share", 60, 100, 0.6),
        ("GBP", "contested_share", 40, 100, 0.4),
        ("GBP", "days_deductions_outstanding", 100 * 10, 40 + 60 + 30, 7.692308),
        (None, "cycle_days", 4, 1, 4),
    ],
)
def test_measures_of_the_whole_night(
    kpis, currency: str | None, kpi: str, numerator: int, denominator: int | None, value: float
) -> None:
    assert kpis["all", "", currency, kpi] == (numerator, denominator, value)


@pytest.mark.parametrize(
    ("scope", "scope_id", "kpi", "value"),
    [
        ("payer", "C1", "open_dispute_amount", 100),
        ("payer", "C1", "deduction_rate", 0.04),
        ("type", "short_ship", "open_dispute_amount", 40),
        ("type", "other", "unexplained_share", 1),
        ("type", "other", "held_amount", 25),
    ],
)
def test_measures_by_payer_and_by_type(kpis, scope: str, scope_id: str, kpi: str, value: float) -> None:
    assert kpis[scope, scope_id, "GBP", kpi][2] == value


def test_a_type_has_no_measure_of_payments_or_sales(kpis) -> None:
    by_type = {kpi for scope, _, _, kpi in kpis if scope == "type"}
    assert by_type.isdisjoint({"payments_received_count", "auto_match_rate_by_value", "deduction_rate"})


def test_a_night_without_anything_has_no_measures_and_every_name_is_declared_once(kpis) -> None:
    tables = {name: ALL[name].empty() for name in ROWS}
    assert measure_night(tables, POLICY, NIGHT, (), ()).num_rows == 0
    names = [measure.kpi for measure in MEASURES]
    assert len(names) == len(set(names))
    assert {kpi for *_, kpi in kpis} <= set(names)
