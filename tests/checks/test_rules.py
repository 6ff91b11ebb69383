"""The rules of one table's rows: for each a table that holds it and one that breaks it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from checks.gate import GATED, run_gate
from checks.rules import SIGNS, rules_of
from tests.checks.gated_tables import gate_of

OPEN_ITEM: dict[str, Any] = {
    "company_code": "1000", "invoice_number": "1", "document_type": "invoice", "payer_id": "C1", "currency": "GBP",
    "gross_amount": Decimal("100.000"), "allocated_amount": Decimal("60.000"), "discount_amount": Decimal("0.000"),
    "credited_amount": Decimal("0.000"), "written_off_amount": Decimal("0.000"),
    "disputed_amount": Decimal("0.000"), "open_amount": Decimal("40.000"), "due_date": date(2026, 3, 31),
}  # fmt: skip
UNAPPLIED: dict[str, Any] = {
    "company_code": "1000", "payment_id": "P1", "payer_id": None, "currency": "JPY", "amount": Decimal("500.000"),
    "reason": "no_reference", "candidates": 0, "value_date": date(2026, 3, 2),
}  # fmt: skip
ALLOCATION: dict[str, Any] = {
    "allocation_id": "a", "company_code": "1000", "payment_id": "P1", "invoice_number": "1", "payer_id": "C1",
    "currency": "GBP", "amount": Decimal("60.000"), "discount_amount": Decimal("0.000"), "method": "posting",
    "confidence": 1.0,
}  # fmt: skip
VARIANCE: dict[str, Any] = {
    "variance_id": "v", "company_code": "1000", "payer_id": "C1", "currency": "GBP", "amount": Decimal("10.000"),
    "outcome": "dispute", "dispute_type": "pricing", "dispute_subtype": "percent", "confidence": 0.9,
    "explanation_count": 1, "evidence": [],
}  # fmt: skip
DISPUTE: dict[str, Any] = {
    "priority": 1, "dispute_id": "v", "company_code": "1000", "payer_id": "C1", "currency": "GBP",
    "original_amount": Decimal("10.000"), "open_amount": Decimal("10.000"), "credited_amount": Decimal("0.000"),
    "repaid_amount": Decimal("0.000"), "written_off_amount": Decimal("0.000"), "withdrawn_amount": Decimal("0.000"),
    "dispute_type": "pricing", "dispute_subtype": "percent", "is_contested": False, "confidence": 0.9,
    "explanation": "Deduction 10.00 GBP", "evidence": [], "recommended_action": "collect",
    "expected_recovery": Decimal("4.000"), "status": "new", "owner": "Ann", "opened_date": date(2026, 3, 2),
    "age_days": 0, "due_date": date(2026, 3, 16), "is_audit_sample": False, "invalid_probability": 0.5,
    "invalid_cases": 0, "recovery_probability": 0.5, "recovery_cases": 0, "payer_cases": 0, "priority_tier": 2,
    "priority_reason": "4.00 GBP", "attempt_count": 0, "reopened_count": 0, "policy_version": "a",
}  # fmt: skip
QUARANTINED: dict[str, Any] = {
    "extract": "payments", "file": "payments/2026-03-02/a.csv", "row_number": 2, "reason": "amount: no number", "row": "",
}  # fmt: skip
EXCEPTION: dict[str, Any] = {
    "company_code": "1000", "invoice_number": "INV-1", "payer_id": "C1", "currency": "USD", "fault": "footing",
    "amount": Decimal("36.410"), "billed_amount": Decimal("1236.410"), "right_amount": Decimal("1200.000"), "line_count": 0,
    "explanation": "INV-1 bills 36.41 USD too much.",
}  # fmt: skip
UNKNOWN_CODE: dict[str, Any] = {
    "payer_id": "C1", "reason_code": "X7", "use_count": 3, "turned_out": "short_ship/quantity 3",
    "likely_type": "short_ship", "likely_subtype": "quantity", "likely_count": 3, "last_seen_date": date(2026, 3, 2),
}  # fmt: skip
GOOD = {
    "open_items": OPEN_ITEM, "unapplied_payments": UNAPPLIED, "allocations": ALLOCATION, "variances": VARIANCE,
    "worklist": DISPUTE, "quarantine": QUARANTINED, "billing_exceptions": EXCEPTION,
    "unknown_reason_codes": UNKNOWN_CODE,
}  # fmt: skip


def broken_rules(table: str, *rows: dict[str, Any]) -> set[str]:
    """The rules of the table that these rows break; identities apart."""
    given = pa.Table.from_pylist(
        [dict.fromkeys(GATED[table].names) | row for row in rows], GATED[table].arrow_schema
    )
    names = {rule.name for rule in rules_of(GATED[table])}
    found = run_gate(*gate_of({table: given}))
    return {f.rule.name for f in found if f.row_count and f.rule.table == table and f.rule.name in names}


@pytest.mark.parametrize("table", GOOD)
def test_good_rows_pass(table):
    assert broken_rules(table, GOOD[table]) == set()


@pytest.mark.parametrize(
    ("table", "change", "rule"),
    [
        ("open_items", {"payer_id": None}, "values_are_filled"),
        ("unapplied_payments", {"reason": "unknown"}, "values_are_allowed"),
        ("unapplied_payments", {"amount": Decimal("500.500")}, "money_fits_its_currency"),
        ("unapplied_payments", {"amount": Decimal("0.000")}, "amount_is_not_zero"),
        ("unapplied_payments", {"candidates": -1}, "candidates_are_counted"),
        ("allocations", {"confidence": 1.5}, "confidence_is_a_share"),
        ("allocations", {"amount": Decimal("0.000")}, "says_something"),
        ("open_items", {"document_type": "credit_memo"}, "gross_has_its_sign"),
        ("open_items", {"disputed_amount": Decimal("-1.000")}, "disputed_is_positive"),
        ("variances", {"confidence": -0.1}, "confidence_is_a_share"),
        ("variances", {"amount": Decimal("0.000")}, "amount_is_not_zero"),
        ("variances", {"dispute_subtype": None}, "dispute_has_a_type"),
        ("variances", {"dispute_subtype": "freight"}, "subtype_fits_type"),
        ("worklist", {"confidence": 2.0}, "confidence_is_a_share"),
        ("worklist", {"dispute_subtype": "freight"}, "subtype_fits_type"),
        ("worklist", {"open_amount": Decimal("-10.000")}, "open_has_the_sign_of_original"),
        ("worklist", {"open_amount": Decimal("11.000")}, "open_is_at_most_original"),
        ("worklist", {"explanation": " "}, "explanation_says_something"),
        ("worklist", {"age_days": -1}, "age_is_not_negative"),
        ("worklist", {"priority": 0}, "priority_is_from_one"),
        ("worklist", {"invalid_probability": 1.5}, "probabilities_are_shares"),
        ("quarantine", {"reason": ""}, "reason_says_something"),
        ("billing_exceptions", {"right_amount": Decimal("1.000")}, "something_is_at_risk"),
        ("billing_exceptions", {"explanation": ""}, "explanation_says_something"),
        ("unknown_reason_codes", {"likely_count": 4}, "counts_are_counted"),
        ("unknown_reason_codes", {"likely_type": None}, "likely_has_its_count"),
    ],
)
def test_a_bad_row_breaks_its_rule(table, change, rule):
    assert rule in broken_rules(table, GOOD[table] | change)


def test_every_sign_rule_has_its_bad_row():
    """So that a rule added without a test is noticed."""
    mark = next(m for m in test_a_bad_row_breaks_its_rule.pytestmark if m.name == "parametrize")
    tested = {(table, rule) for table, _, rule in mark.args[1]}
    assert {(table, rule) for table, rules in SIGNS.items() for rule in rules} <= tested


def test_a_key_that_stands_twice_is_found():
    assert broken_rules("open_items", OPEN_ITEM, OPEN_ITEM) == {"key_is_unique"}


def test_keys_that_are_null_are_compared_like_others():
    kpi = {"scope": "all", "scope_id": "", "currency": None, "kpi": "unapplied_count", "value": 1.0}
    assert broken_rules("kpis", kpi, kpi) == {"key_is_unique"}


def test_a_finding_shows_its_first_rows():
    rows = pa.Table.from_pylist([UNAPPLIED | {"reason": "x"}], GATED["unapplied_payments"].arrow_schema)
    found = run_gate(*gate_of({"unapplied_payments": rows}))
    finding = next(f for f in found if f.row_count and f.rule.name == "values_are_allowed")
    assert (finding.row_count, finding.first_rows[0]["payment_id"]) == (1, "P1")
    assert str(finding).startswith(
        "unapplied_payments: values_are_allowed: expected no row that breaks it, found 1"
    )
