"""A night in which thousands of amounts are the largest there are: 1,000,000,000,000 each, in dinars with three decimals, in
pounds and in yen.

9,300 dinars of that size are more minor units than a BIGINT holds; each payer below brings another sum of theirs.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from assets.reporting import _money
from checks.gate import run_gate
from pipelines.catalog import PUBLISHED, Kind
from pipelines.ingest.versions import UNITS
from pipelines.money import EXPONENTS, LARGEST_AMOUNT, LARGEST_TOTAL, to_decimal
from pipelines.policy import load_policy
from pipelines.worklist import describe_payers, measure_night
from tests.checks.gated_tables import gate_of
from tests.nights import NightRunner, Rows, landed_tables

DAY = date(2026, 3, 2)
MANY = 9_300
Row = dict[str, Any]


def largest(currency: str) -> int:
    return int(LARGEST_AMOUNT * 10 ** EXPONENTS[currency])


DINARS = largest("KWD")


def document(number: str, payer: str, currency: str = "KWD", **changes: Any) -> Row:
    return {
        "company_code": "C1", "invoice_number": number, "document_type": "invoice", "payer_id": payer, "currency": currency,
        "issue_date": DAY - timedelta(days=3), "due_date": DAY + timedelta(days=30),
        "gross_amount": largest(currency), **changes,
    }  # fmt: skip


def payment(number: str, payer: str, amount: int, currency: str = "KWD", **changes: Any) -> Row:
    return {
        "company_code": "C1", "payment_id": number, "payer_id": payer, "value_date": DAY, "amount": amount,
        "currency": currency, "bank_reference": number, **changes,
    }  # fmt: skip


def line(advice: str, number: int, payer: str, paid: int, **changes: Any) -> Row:
    return {
        "remittance_id": advice, "line_number": number, "payer_id": payer, "remittance_date": DAY, "currency": "KWD",
        "paid_amount": paid, **changes,
    }  # fmt: skip


def open_accounts() -> Rows:
    """Nothing is paid but one pound, dinar and yen less than one of thousands of documents."""
    return {
        "invoices": [document(f"{c}{i}", f"OPEN-{c}", c) for c in ("KWD", "GBP", "JPY") for i in range(MANY)],
        "payments": [payment(f"PAY-{c}", f"OPEN-{c}", largest(c) - 1, c) for c in ("KWD", "GBP", "JPY")],
    }


def withheld() -> Rows:
    """One unit is paid on each of thousands of invoices, all else is deducted for the same reason."""
    numbers = [f"SHORT{i}" for i in range(MANY)]
    return {
        "invoices": [document(number, "SHORT") for number in numbers],
        "payments": [payment(f"P-{number}", "SHORT", 1) for number in numbers],
        "remittances": [
            line(f"A-{number}", 1, "SHORT", 1, deduction_amount=DINARS - 1, bank_reference=f"P-{number}",
                 invoice_reference=number, reason_text="short delivery", claim_number=f"CL-{number}")
            for number in numbers
        ],
    }  # fmt: skip


def returned_again_and_again() -> Rows:
    """One payment, and thousands of returns that each take it back whole."""
    return {
        "invoices": [document("RETURN1", "RETURN")],
        "payments": [
            payment("P-RETURN", "RETURN", DINARS, memo="RETURN1"),
            *(payment(f"R-{i}", "RETURN", -DINARS, reverses_payment_id="P-RETURN") for i in range(MANY)),
        ],
    }


def one_order() -> Rows:
    """A memo names an order of thousands of invoices."""
    return {
        "invoices": [document(f"ORDER{i}", "ORDER", po_number="PO770077") for i in range(MANY)],
        "payments": [payment("P-ORDER", "ORDER", DINARS, memo="PO770077")],
    }


def paid_thousands_of_times() -> Rows:
    """Thousands of payments say that they pay one invoice, and deduct as much again from it."""
    return {
        "invoices": [document("TWICE1", "TWICE")],
        "payments": [payment(f"P-TWICE{i}", "TWICE", DINARS) for i in range(MANY)],
        "remittances": [
            line(f"A-TWICE{i}", 1, "TWICE", DINARS, deduction_amount=DINARS, discount_amount=DINARS,
                 bank_reference=f"P-TWICE{i}", invoice_reference="TWICE1")
            for i in range(MANY)
        ],
    }  # fmt: skip


def taken_off_one_document() -> Rows:
    """The advice of thousands of payments takes what it pays off one and the same invoice."""
    return {
        "invoices": [document(f"OFF{i}", "OFF") for i in range(MANY)] + [document("TAKEN", "OFF")],
        "payments": [payment(f"P-OFF{i}", "OFF", 1) for i in range(MANY)],
        "remittances": [
            row
            for i in range(MANY)
            for row in (
                line(f"A-OFF{i}", 1, "OFF", DINARS, bank_reference=f"P-OFF{i}", invoice_reference=f"OFF{i}"),
                line(f"A-OFF{i}", 2, "OFF", 1 - DINARS, bank_reference=f"P-OFF{i}", invoice_reference="TAKEN"),
            )
        ],
    }  # fmt: skip


def named_in_memos() -> Rows:
    """The memos of thousands of payments name one credit memo, on which nothing is cut as paid too much."""
    return {
        "invoices": [
            document("CREDIT770077", "CREDIT", document_type="credit_memo", gross_amount=-DINARS),
            document("NAMED880088", "NAMED"),
        ],
        "payments": [
            *(payment(f"P-CRE{i}", "CREDIT", DINARS, memo="CREDIT770077") for i in range(MANY)),
            *(payment(f"P-NAM{i}", "NAMED", DINARS, memo="NAMED880088") for i in range(2)),
        ],
    }


def packs() -> Rows:
    """A line of 1,000,000,000 pieces at a thousandth of the agreed price: more than the tests of our own bills compare."""
    goods = {
        "company_code": "C1",
        "invoice_number": "PACK1",
        "net_amount": Decimal(LARGEST_AMOUNT),
        "tax_percent": Decimal(20),
    }
    return {
        "invoices": [document("PACK1", "PACK")],
        "invoice_lines": [
            {**goods, "line_number": 1, "sku": "PIN", "quantity": Decimal(10**9), "unit_price": Decimal(1_000)}
        ],
        "price_agreements": [
            {"payer_id": "PACK", "sku": "PIN", "unit_price": Decimal(10**6), "currency": "KWD", "valid_from": DAY}
            | {"valid_from": date(2025, 1, 1)}
        ],
        "shipments": [
            {"delivery_number": "D1", "company_code": "C1", "invoice_number": "PACK1", "sku": "PIN", "ship_date": DAY,
             "quantity_shipped": Decimal(LARGEST_AMOUNT)}
        ],
    }  # fmt: skip


SCENES = (
    open_accounts, withheld, returned_again_and_again, one_order, paid_thousands_of_times, taken_off_one_document,
    named_in_memos, packs,
)  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> Rows:
    """All scenes in one night, each with payers of its own."""
    found: dict[str, list[Row]] = defaultdict(list)
    for scene in SCENES:
        for extract, some in scene().items():
            found[extract] += some
    return found


@pytest.fixture(scope="module")
def night(rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    policy = load_policy()
    tables = NightRunner(tmp_path_factory.mktemp("night"), policy).run(DAY, rows)
    kpis = measure_night(tables, policy, DAY)
    return {**tables, "kpis": kpis, "payer_behaviour": describe_payers(tables, policy, DAY)}


def in_units(rows: list[Row], column: str) -> dict[str, Decimal]:
    """The exact sum of what came in, by currency."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row["currency"]] += to_decimal(row[column], row["currency"])
    return sums


def published(rows: pa.Table, key: str, column: str, **conditions: Any) -> dict[str, Decimal]:
    chosen = [
        row for row in rows.to_pylist() if all(row[name] == value for name, value in conditions.items())
    ]
    return {row[key]: row[column] for row in chosen}


def test_the_gate_opens(night: dict[str, pa.Table]) -> None:
    tables, before = gate_of({name: night[name] for name in gate_of({})[0] if name in night})
    assert [str(finding) for finding in run_gate(tables, before) if finding.row_count] == []


def test_received_and_invoiced_money_is_exact(rows: Rows, night: dict[str, pa.Table]) -> None:
    received = [row for row in rows["payments"] if row["amount"] > 0]
    found = published(night["kpis"], "currency", "numerator", scope="all", kpi="payments_received_amount")
    assert found == in_units(received, "amount")
    invoiced = published(night["payer_behaviour"], "payer_id", "invoiced_amount")
    for currency in ("KWD", "GBP", "JPY"):
        assert invoiced[f"OPEN-{currency}"] == MANY * Decimal(LARGEST_AMOUNT)


def test_withheld_money_is_exact(night: dict[str, pa.Table]) -> None:
    withheld = MANY * to_decimal(DINARS - 1, "KWD")
    found = published(night["kpis"], "kpi", "numerator", scope="payer", scope_id="SHORT", currency="KWD")
    assert (found["open_dispute_amount"], found["new_dispute_amount"]) == (withheld, withheld)
    assert published(night["payer_behaviour"], "payer_id", "deducted_amount")["SHORT"] == withheld
    causes = published(night["root_causes"], "payer_id", "open_amount")
    assert causes["SHORT"] == withheld


def test_money_that_no_document_can_hold_stays_unapplied(night: dict[str, pa.Table]) -> None:
    found = night["unapplied_payments"].to_pylist()
    reasons = {
        (row["payment_id"][:5], row["reason"])
        for row in found
        if row["payment_id"][:5] in ("P-TWI", "P-OFF", "P-CRE", "P-NAM")
    }
    assert reasons == {
        *((name, "conflict") for name in ("P-TWI", "P-OFF", "P-CRE")),
        ("P-NAM", "overpayment"),
    }
    for name in ("P-TWICE", "P-CRE"):
        money = sum(row["amount"] for row in found if row["payment_id"].startswith(name))
        assert money == MANY * Decimal(LARGEST_AMOUNT)


def test_a_line_beyond_what_is_compared_is_no_finding(night: dict[str, pa.Table]) -> None:
    found = [
        row["fault"] for row in night["billing_exceptions"].to_pylist() if row["invoice_number"] == "PACK1"
    ]
    assert "unit_of_measure" not in found


def test_what_dagster_shows_does_not_wrap_around() -> None:
    dinars = pa.table({"currency": ["KWD"] * MANY, "gross_amount": [DINARS] * MANY})
    assert _money("invoices", dinars) == {"gross_amount KWD": MANY * float(LARGEST_AMOUNT)}


def test_sums_over_documents_are_wide(night: dict[str, pa.Table]) -> None:
    wide = {
        (name, c.name) for name, table in PUBLISHED.items() for c in table.columns if c.kind is Kind.TOTAL
    }
    assert {"kpis", "payer_behaviour", "root_causes"} <= {name for name, _ in wide}
    for name, column in wide:
        assert night[name].schema.field(column).type == pa.decimal128(38, 3)


def test_the_books_hold_ten_times_the_largest_total() -> None:
    """Reason of `LARGEST_TOTAL`: what belongs together is kept as one number."""
    assert LARGEST_TOTAL * 10 <= 10**15 and LARGEST_TOTAL * 90_000 < 2**63
    assert set(UNITS) == {"remittances", "invoice_lines"}


def test_postings_on_one_document_have_a_largest_total(tmp_path: Path) -> None:
    """100 postings of 1,000,000,000,000 pounds on one document are taken, the 101st makes all of them too much."""

    def posted(number: str, count: int) -> Rows:
        return {
            "invoices": [document(number, number, "GBP")],
            "payments": [payment(f"P-{number}-{i}", number, largest("GBP"), "GBP") for i in range(count)],
            "cash_applications": [
                {"company_code": "C1", "payment_id": f"P-{number}-{i}", "invoice_number": number, "posting_date": DAY,
                 "applied_amount": Decimal(LARGEST_AMOUNT)}
                for i in range(count)
            ],
        }  # fmt: skip

    within, beyond = posted("WITHIN", 100), posted("BEYOND", 101)
    both = {extract: within[extract] + beyond[extract] for extract in within}
    working = NightRunner(tmp_path).open(DAY, landed_tables(both))
    refused = working["books_quarantine"].to_pylist()
    assert {row["reason"] for row in refused} == {
        "applied_amount, discount_amount: postings on the document: expected at most 100000000000000 in all, found "
        "101000000000000.000"
    }
    assert len(refused) == 101 and all("BEYOND" in row["row"] for row in refused)
