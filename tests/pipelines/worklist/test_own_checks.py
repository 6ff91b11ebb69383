"""Tax or freight withheld: a credit is recommended where our own check shows that it was billed wrongly, and not because
the sums agree. Each payer was billed nine times before, 259.60 of goods at its usual rate, and pays its tenth bill short."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from tests.nights import NightRunner, Rows

FIRST, SECOND = date(2026, 3, 2), date(2026, 3, 3)


class Case(NamedTuple):
    """Tax in per cent and freight in pence, as usual and on the tenth bill; what is paid and taken off; what comes of it."""

    usual: tuple[int, int]
    billed: tuple[int, int]
    paid: int
    deducted: int
    cause: str
    action: str


CASES = {
    "taxed, but exempt so far": Case((0, 0), (20, 0), 25960, 5192, "tax", "issue_credit"),
    "20 % billed, 5 % usual, 15 % withheld": Case((5, 0), (20, 0), 27258, 3894, "tax", "issue_credit"),
    "taxed as ever, all the tax withheld": Case((20, 0), (20, 0), 25960, 5192, "tax", "investigate"),
    "5 % are owed, yet all the tax withheld": Case((5, 0), (20, 0), 25960, 5192, "tax", "investigate"),
    "freight, but never so far": Case((20, 0), (20, 1537), 31152, 1537, "freight", "issue_credit"),
    "freight as ever, withheld": Case((20, 1537), (20, 1537), 31152, 1537, "freight", "investigate"),
}


def bill(payer: str, number: int, tax_percent: int, freight: int) -> Rows:
    """Ten trays at 25.96, taxed at this rate, with this freight in pence."""
    tax = 25960 * tax_percent // 100
    named = {"company_code": "C1", "invoice_number": f"{payer}-{number}"}
    head = {
        "document_type": "invoice", "payer_id": payer, "currency": "USD",
        "issue_date": FIRST, "due_date": date(2026, 4, 1), "gross_amount": 25960 + tax + freight, "tax_amount": tax,
        "freight_amount": freight,
    }  # fmt: skip
    line = {
        "line_number": 1, "sku": "TRAY", "quantity": Decimal(10),
        "unit_price": Decimal("25.96"), "net_amount": Decimal("259.60"), "tax_percent": Decimal(tax_percent),
    }  # fmt: skip
    return {"invoices": [named | head], "invoice_lines": [named | line]}


def short_payment(payer: str, paid: int, deducted: int) -> Rows:
    """The tenth bill is paid short, and the advice gives no reason."""
    money: dict[str, Any] = {"currency": "USD", "payer_id": payer, "bank_reference": f"TRANSFER-{payer}"}
    payment = {"company_code": "C1", "payment_id": f"PAY-{payer}", "value_date": SECOND, "amount": paid}
    advice = {
        "remittance_id": f"ADVICE-{payer}", "line_number": 1, "remittance_date": SECOND, "invoice_reference": f"{payer}-10",
        "deduction_amount": deducted, "paid_amount": paid,
    }  # fmt: skip
    return {"payments": [money | payment], "remittances": [money | advice]}


def together(*parts: Rows) -> Rows:
    return {name: [row for part in parts for row in part.get(name, [])] for part in parts for name in part}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """What each payer's dispute is called, and what is recommended."""
    runner = NightRunner(tmp_path_factory.mktemp("own-checks"))
    cases = {f"P{place}": case for place, case in enumerate(CASES.values(), start=1)}
    payers: Rows = {"payers": [{"payer_id": payer, "name": f"Payer {payer}"} for payer in cases]}
    before = (bill(payer, number, *case.usual) for payer, case in cases.items() for number in range(1, 10))
    runner.run(FIRST, together(payers, *before))
    news = (
        together(bill(payer, 10, *case.billed), short_payment(payer, case.paid, case.deducted))
        for payer, case in cases.items()
    )
    rows = runner.run(SECOND, together(*news))["worklist"].to_pylist()
    found = {row["payer_id"]: (row["dispute_subtype"], row["recommended_action"]) for row in rows}
    return {name: found[payer] for name, payer in zip(CASES, cases, strict=True)}


@pytest.mark.parametrize("name", CASES)
def test_a_credit_for_tax_or_freight_needs_more_than_its_sum(
    name: str, outcomes: dict[str, tuple[str, str]]
) -> None:
    assert outcomes[name] == (CASES[name].cause, CASES[name].action)
