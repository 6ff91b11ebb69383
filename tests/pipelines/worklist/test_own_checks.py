"""Tax or freight withheld: a credit is recommended where our own check shows that it was billed wrongly, and not because
the sums agree. Payer P1 was billed nine times before, 259.60 of goods at the usual rate; INV-1 is the tenth bill."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.nights import NightRunner, Rows

FIRST, SECOND = date(2026, 3, 2), date(2026, 3, 3)


def bill(number: str, tax_percent: int, freight: int) -> Rows:
    """Ten trays at 25.96, taxed at this rate, with this freight in pence."""
    tax = 25960 * tax_percent // 100
    head = {
        "company_code": "C1", "invoice_number": number, "document_type": "invoice", "payer_id": "P1", "currency": "USD",
        "issue_date": FIRST, "due_date": date(2026, 4, 1), "gross_amount": 25960 + tax + freight, "tax_amount": tax,
        "freight_amount": freight,
    }  # fmt: skip
    line = {
        "company_code": "C1", "invoice_number": number, "line_number": 1, "sku": "TRAY", "quantity": Decimal(10),
        "unit_price": Decimal("25.96"), "net_amount": Decimal("259.60"), "tax_percent": Decimal(tax_percent),
    }  # fmt: skip
    return {"invoices": [head], "invoice_lines": [line]}


def short_payment(paid: int, deducted: int) -> Rows:
    """INV-1 is paid short, and the advice gives no reason."""
    money: dict[str, Any] = {"currency": "USD", "payer_id": "P1"}
    payment = {
        "company_code": "C1",
        "payment_id": "PAY-1",
        "value_date": SECOND,
        "amount": paid,
        "bank_reference": "T-1",
    }
    advice = {
        "remittance_id": "R-1", "line_number": 1, "bank_reference": "T-1", "remittance_date": SECOND,
        "invoice_reference": "INV-1", "deduction_amount": deducted, "paid_amount": paid,
    }  # fmt: skip
    return {"payments": [money | payment], "remittances": [money | advice]}


def together(*parts: Rows) -> Rows:
    return {name: [row for part in parts for row in part.get(name, [])] for part in parts for name in part}


@pytest.mark.parametrize(
    ("usual", "billed", "paid", "deducted", "cause", "action"),
    [
        pytest.param((0, 0), (20, 0), 25960, 5192, "tax", "issue_credit", id="taxed, but exempt so far"),
        pytest.param((5, 0), (20, 0), 27258, 3894, "tax", "issue_credit", id="20 % billed, 5 % usual, 15 % withheld"),
        pytest.param((20, 0), (20, 0), 25960, 5192, "tax", "investigate", id="taxed as ever, all the tax withheld"),
        pytest.param((5, 0), (20, 0), 25960, 5192, "tax", "investigate", id="5 % are owed, yet all the tax withheld"),
        pytest.param((20, 0), (20, 1537), 31152, 1537, "freight", "issue_credit", id="freight, but never so far"),
        pytest.param((20, 1537), (20, 1537), 31152, 1537, "freight", "investigate", id="freight as ever, withheld"),
    ],
)  # fmt: skip
def test_a_credit_for_tax_or_freight_needs_more_than_its_sum(
    tmp_path: Path,
    usual: tuple[int, int],
    billed: tuple[int, int],
    paid: int,
    deducted: int,
    cause: str,
    action: str,
) -> None:
    runner = NightRunner(tmp_path)
    payer: Rows = {"payers": [{"payer_id": "P1", "name": "Payer"}]}
    runner.run(FIRST, together(payer, *(bill(f"INV-0{number}", *usual) for number in range(9))))
    tables = runner.run(SECOND, together(bill("INV-1", *billed), short_payment(paid, deducted)))
    (row,) = tables["worklist"].to_pylist()
    assert (row["dispute_subtype"], row["recommended_action"]) == (cause, action)
