"""Payments, documents, advice and memos that put money on documents."""

from __future__ import annotations

from typing import Any

from tests.models.running import columns, run_model

SOURCES = """
    receipt_no  company_code  payment_id  mode  has_advice
    1          C             Z1          full  {advice}
    2          C             Z2          full  no
    3          C             Z3          idle  no"""
ITEMS = "document_no  company_code  invoice_number\n10  C  I1\n11  C  I2\n12  D  I1\n13  C  I3"
POSTED = "company_code  payment_id  invoice_number  applied_amount  discount_amount"
LINE = {
    "receipt_no": 1, "document_no": 10, "line_no": 1, "tier": 1, "cash_amount": 0, "advised_amount": 0, "stated_discount": 0,
    "paid_amount": 0, "is_posted": "no", "is_part": "no", "is_corrected": "no",
}  # fmt: skip
MEMO = "receipt_no  document_no  cash_amount  tier  is_part"
AMOUNT = "receipt_no  document_no  cash_amount"


def pieces(advice: str = "yes", money: str = "1  0\n2  0\n3  0", **given: str) -> list[dict[str, Any]]:
    return run_model(
        "proposed_allocations",
        receipts=SOURCES.format(advice=advice),
        documents_in_play=ITEMS,
        advice_money=f"receipt_no  money\n{money}",
        **given,
    )


def cash(rows: list[dict[str, Any]]) -> list[tuple[int, int, int]]:
    return sorted(columns(rows, "receipt_no", "document_no", "cash"))
