"""The identities between tables, as small ledgers: invoice 1 over 100.00 GBP, payment P1 over 60.00 GBP."""

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from checks.gate import GATED, IDENTITIES, run_gate
from tests.checks.gated_tables import gate_of
from tests.checks.test_rules import ALLOCATION, DISPUTE, OPEN_ITEM, UNAPPLIED

PAYMENT: dict[str, Any] = {
    "company_code": "1000", "payment_id": "P1", "amount": 6000, "currency": "GBP", "unapplied_amount": 0,
    "candidates": 0, "value_date": date(2026, 3, 2), "arrived_date": date(2026, 3, 2), "is_live": True,
}  # fmt: skip
DOCUMENT: dict[str, Any] = {
    "company_code": "1000", "invoice_number": "1", "document_type": "invoice", "payer_id": "C1", "currency": "GBP",
    "gross_amount": 10000, "allocated_amount": 6000, "discount_granted_amount": 0, "credited_amount": 0,
    "written_off_amount": 0, "disputed_amount": 0, "arrived_date": date(2026, 3, 2), "is_live": True,
}  # fmt: skip
VARIANCE: dict[str, Any] = {
    "variance_id": "v", "currency": "GBP", "original_amount": 1000, "open_amount": 1000, "credited_amount": 0,
    "repaid_amount": 0, "written_off_amount": 0, "withdrawn_amount": 0, "is_live": True,
}  # fmt: skip
REST = UNAPPLIED | {"currency": "GBP", "amount": Decimal("10.000")}
DISPUTED = OPEN_ITEM | {"disputed_amount": Decimal("10.000"), "open_amount": Decimal("30.000")}
ON_INVOICE = DISPUTE | {"invoice_number": "1"}

Rows = dict[str, list[dict[str, Any]]]


def broken_identities(rows: Rows, before: Rows | None = None) -> set[str]:
    """Which identities these tables break; rules of single tables apart."""

    def tables(given: Rows) -> dict[str, pa.Table]:
        return {
            name: pa.Table.from_pylist(
                [dict.fromkeys(GATED[name].names) | row for row in listed], GATED[name].arrow_schema
            )
            for name, listed in given.items()
        }

    found = run_gate(*gate_of(tables(rows), tables(before or {})))
    return {finding.rule.name for finding in found if finding.row_count and finding.rule.name in IDENTITIES}


PAID = {
    "book_payments": [PAYMENT],
    "book_documents": [DOCUMENT],
    "allocations": [ALLOCATION],
    "open_items": [OPEN_ITEM],
}
NEGATIVE = ALLOCATION | {"allocation_id": "b", "invoice_number": None, "amount": Decimal("-10.000")}


@pytest.mark.parametrize(
    ("rows", "before"),
    [
        pytest.param({}, {}, id="an empty night"),
        pytest.param(PAID, {}, id="60 paid on 100"),
        pytest.param(
            {**PAID, "book_payments": [PAYMENT | {"amount": 7000}], "unapplied_payments": [REST]}, {},
            id="10 of 70 unapplied",
        ),
        pytest.param(
            {"book_payments": [PAYMENT], "book_documents": [DOCUMENT], "open_items": [OPEN_ITEM]},
            {"book_payments": [PAYMENT], "book_documents": [DOCUMENT]},
            id="the night after: nothing moves",
        ),
        pytest.param(
            {**PAID, "open_items": [DISPUTED], "book_documents": [DOCUMENT | {"disputed_amount": 1000}],
             "book_variances": [VARIANCE], "worklist": [ON_INVOICE]},
            {}, id="10 of the 40 open are disputed",
        ),
        pytest.param({"book_documents": [DOCUMENT | {"gross_amount": 6000}], "allocations": [ALLOCATION],
                      "book_payments": [PAYMENT]}, {}, id="paid in full: no open item any more"),
    ],
)  # fmt: skip
def test_ledgers_that_add_up(rows, before):
    assert broken_identities(rows, before) == set()


@pytest.mark.parametrize(
    ("rows", "before", "broken"),
    [
        pytest.param(
            {**PAID, "book_payments": [PAYMENT | {"amount": 7000}]}, {},
            "payment_money_is_conserved", id="10 of 70 are nowhere",
        ),
        pytest.param(
            {"book_payments": [PAYMENT], "unapplied_payments": [REST]}, {"book_payments": [PAYMENT]},
            "payment_money_is_conserved", id="unapplied from nothing",
        ),
        pytest.param(
            {}, {"unapplied_payments": [REST]}, "payment_money_is_conserved", id="unapplied money gone overnight"
        ),
        pytest.param(
            {"allocations": [NEGATIVE | {"payment_id": None}]}, {},
            "advice_without_money_sums_to_zero", id="advice without money takes 10",
        ),
        pytest.param(
            {**PAID, "open_items": [OPEN_ITEM | {"open_amount": Decimal("39.990")}]}, {},
            "document_money_is_conserved", id="a cent is missing",
        ),
        pytest.param(
            {**PAID, "allocations": [ALLOCATION, ALLOCATION | {"allocation_id": "c"}]}, {},
            "document_takes_its_allocations", id="allocated twice, booked once",
        ),
        pytest.param(
            {**PAID, "open_items": []}, {}, "document_shows_its_books", id="40 open, and no open item"
        ),
        pytest.param(
            {**PAID, "open_items": [DISPUTED]}, {}, "document_shows_its_books", id="disputed, but not in the books"
        ),
        pytest.param(
            {**PAID, "open_items": [DISPUTED], "book_documents": [DOCUMENT | {"disputed_amount": 1000}]}, {},
            "document_carries_its_disputes", id="disputed without a dispute",
        ),
        pytest.param(
            {"book_variances": [VARIANCE | {"credited_amount": 100}], "worklist": [DISPUTE]}, {},
            "dispute_money_is_conserved", id="credited, and still all open",
        ),
        pytest.param({"book_variances": [VARIANCE]}, {}, "worklist_is_every_open_dispute", id="open, not listed"),
        pytest.param({"worklist": [DISPUTE]}, {}, "worklist_is_every_open_dispute", id="listed, not in the books"),
        pytest.param(
            {"book_variances": [VARIANCE], "worklist": [DISPUTE | {"open_amount": Decimal("9.000")}]}, {},
            "worklist_is_every_open_dispute", id="listed with other money",
        ),
    ],
)  # fmt: skip
def test_ledgers_that_do_not_add_up(rows, before, broken):
    assert broken in broken_identities(rows, before)


def test_misapplied_cash_is_no_disputed_amount():
    misapplied = ON_INVOICE | {"dispute_type": "billing_error", "dispute_subtype": "misapplied_cash"}
    assert broken_identities({**PAID, "book_variances": [VARIANCE], "worklist": [misapplied]}) == set()


def test_every_identity_is_broken_by_some_ledger():
    mark = next(m for m in test_ledgers_that_do_not_add_up.pytestmark if m.name == "parametrize")
    assert {case.values[2] for case in mark.args[1]} == set(IDENTITIES)
