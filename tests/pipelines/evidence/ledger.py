"""One invoice that every case of these tests is about, and the way to ask why a payment of it is short.

INV-1 to P1, 2026-01-05, order PO-7, delivery D-9, terms 2 % until 2026-01-15:

    line 1   24 × KETTLE at 30.85   740.40   20 % tax
    line 2   10 × TRAY   at 25.96   259.60   20 % tax
    freight                          17.50
    tax                             200.00
    total                          1217.50 USD
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipelines.evidence import explain
from pipelines.evidence.inputs import INPUTS
from pipelines.money import EXPONENTS
from pipelines.policy import load_policy

Row = dict[str, Any]
SCALE = load_policy().evidence_scale
MONEY = (
    "gross_amount", "tax_amount", "freight_amount", "net_amount", "amount", "bank_charge", "whole_amount",
    "granted_discount", "free_from",
)  # fmt: skip

INVOICE: Row = {
    "company_code": "C1", "invoice_number": "INV-1", "document_type": "invoice", "payer_id": "P1", "currency": "USD",
    "issue_date": date(2026, 1, 5), "due_date": date(2026, 2, 4), "gross_amount": "1217.50", "tax_amount": "200.00",
    "freight_amount": "17.50", "discount_percent": Decimal(2), "discount_date": date(2026, 1, 15),
    "po_number": "PO-7", "delivery_number": "D-9",
}  # fmt: skip
SHORTFALL: Row = {
    "shortfall_id": 1, "company_code": "C1", "invoice_number": "INV-1", "payer_id": "P1", "currency": "USD",
    "slot": "deduction", "is_stated": True, "payment_id": "PAY-1", "value_date": date(2026, 2, 4), "is_repeat": False,
}  # fmt: skip


def line(number: int, sku: str, quantity: str, price: str, net: str, tax: str = "20") -> Row:
    return {
        "company_code": "C1", "invoice_number": "INV-1", "line_number": number, "sku": sku, "net_amount": net,
        "quantity": Decimal(quantity), "unit_price": Decimal(price), "tax_percent": Decimal(tax),
    }  # fmt: skip


LINES = (line(1, "KETTLE", "24", "30.85", "740.40"), line(2, "TRAY", "10", "25.96", "259.60"))


def received(sku: str, shipped: str, received: str | None, proof: str | None = "POD-5") -> Row:
    return {
        "company_code": "C1", "delivery_number": "D-9", "invoice_number": "INV-1", "sku": sku,
        "quantity_shipped": Decimal(shipped), "quantity_received": Decimal(received) if received else None,
        "pod_reference": proof,
    }  # fmt: skip


def agreed(sku: str, price: str, since: date = date(2025, 10, 1), until: date | None = None) -> Row:
    return {
        "payer_id": "P1", "sku": sku, "unit_price": Decimal(price), "currency": "USD",
        "valid_from": since, "valid_to": until,
    }  # fmt: skip


def memo(amount: str, **changes: Any) -> Row:
    return {
        **INVOICE, "invoice_number": "CM-3", "document_type": "credit_memo", "gross_amount": amount,
        "issue_date": date(2026, 1, 20), "po_number": None, "delivery_number": None, **changes,
    }  # fmt: skip


def earlier(amount: str, **changes: Any) -> Row:
    return {
        "variance_id": "V-1", "company_code": "C1", "invoice_number": "INV-1", "payer_id": "P1", "currency": "USD",
        "amount": amount, "slot": "deduction", "outcome": "dispute", "payment_id": "PAY-0", "repaid_amount": 0,
        "withdrawn_amount": 0, "credited_amount": 0, **changes,
    }  # fmt: skip


def last_paid(sku: str, price: str) -> Row:
    return {
        "company_code": "C1", "invoice_number": "INV-1", "sku": sku, "last_price": Decimal(price),
        "last_number": "INV-0", "last_date": date(2025, 12, 5),
    }  # fmt: skip


def usual_rate(rate4: int, sku: str | None = None) -> Row:
    """Twelve documents of P1 are taxed at this rate, in ten-thousandths of a percent."""
    return {"payer_id": "P1", "sku": sku, "rate4": rate4, "document_count": 12}


def look_alike(number: str, **same: bool) -> Row:
    return {
        "company_code": "C1", "invoice_number": "INV-1", "other_number": number, "other_date": date(2025, 12, 22),
        "is_same_lines": False, "is_same_total": False, **same,
    }  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What Tieout says about one shortfall."""

    cause: str
    sentence: str
    confidence: float
    is_contested: bool
    is_documented: bool
    explanation_count: int
    explained_count: int
    evidence: list[Row]

    @property
    def hypotheses(self) -> list[str]:
        return [row["hypothesis"] for row in self.evidence]


def tables_of(
    amount: str,
    *,
    invoice: Row | None = None,
    lines: tuple[Row, ...] = LINES,
    shipments: tuple[Row, ...] = (),
    agreements: tuple[Row, ...] = (),
    credits: tuple[Row, ...] = (),
    earlier_variances: tuple[Row, ...] = (),
    look_alikes: tuple[Row, ...] = (),
    last_prices: tuple[Row, ...] = (),
    repeat_deductions: tuple[Row, ...] = (),
    held_money: tuple[Row, ...] = (),
    usual_rates: tuple[Row, ...] = (),
    usual_freight: tuple[Row, ...] = (),
    code: tuple[str, str, str | None] | None = None,
    others: tuple[Row, ...] = (),
    **shortfall: Any,
) -> dict[str, pa.Table]:
    """INV-1 (changed by `invoice`) short by `amount`; `code` = the payer's code, its type and its subtype."""
    stated = dict(zip(("reason_code", "stated_type", "stated_subtype"), code or (), strict=False))
    asked = {**SHORTFALL, **stated, **shortfall, "amount": amount}
    return fill(
        {
            "shortfalls": (asked, *({**SHORTFALL, **other} for other in others)),
            "documents": ({**INVOICE, **(invoice or {})},),
            "lines": lines,
            "shipments": shipments,
            "price_agreements": agreements,
            "used_credits": credits,
            "earlier_variances": earlier_variances,
            "look_alikes": look_alikes,
            "last_prices": last_prices,
            "repeat_deductions": repeat_deductions,
            "held_money": held_money,
            "usual_rates": usual_rates,
            "usual_freight": usual_freight,
        }
    )


def why(amount: str, **case: Any) -> Answer:
    """Why INV-1 is short by `amount`; what a case may say more: `tables_of`."""
    verdicts = explain(tables_of(amount, **case), SCALE)["verdicts"].to_pylist()
    row = next(v for v in verdicts if v["shortfall_id"] == SHORTFALL["shortfall_id"])
    return Answer(
        cause=f"{row['dispute_type']}/{row['dispute_subtype']}",
        sentence=row["explanation"],
        **{name: row[name] for name in Answer.__dataclass_fields__ if name in row},
    )


def fill(tables: dict[str, tuple[Row, ...]]) -> dict[str, pa.Table]:
    """Tables of rows with money as text, in the row's currency or else the invoice's."""
    currency = tables["documents"][0]["currency"]
    return {name: _table(name, rows, currency) for name, rows in tables.items()}


def _table(name: str, rows: tuple[Row, ...], currency: str) -> pa.Table:
    schema = INPUTS[name]
    complete = [
        {n: _inside(n, row.get(n), row.get("currency", currency)) for n in schema.names} for row in rows
    ]
    return pa.Table.from_pylist(complete, schema=schema)


def _inside(name: str, value: Any, currency: str) -> Any:
    if name in MONEY and isinstance(value, str):
        return int(Decimal(value).scaleb(EXPONENTS[currency]))
    return value
