"""Payments, documents and lines of advice around money that was paid too much earlier."""

from __future__ import annotations

from typing import Any

from tests.models.running import columns, run_model

LINE = {
    "line_no": 1,
    "receipt_no": 1,
    "document_no": 10,
    "status": "matched",
    "is_credit": "no",
    "is_discount_moved": "no",
}
DISPUTE = {
    "variance_id": "V1", "document_no": 10, "receipt_no": 2, "slot": "overpayment", "open_amount": -300,
    "receipt_mode": "idle",
    "opened_date": "2026-02-01",
}  # fmt: skip
SOURCES = "receipt_no  mode\n1  full\n2  idle\n3  idle\n4  full"
ITEMS = "document_no  company_code  invoice_number  is_credit\n10  C  I1  no\n11  C  I2  no\n12  C  M1  yes"
OWING = "document_no  due  disputed\n10  {due}  {disputed}\n11  {due}  {disputed}\n12  0  0"


def used(due: int = 0, disputed: int = 0, **given: str) -> list[tuple[Any, ...]]:
    rows = run_model(
        "overpayments_used",
        receipts=SOURCES,
        documents_in_play=ITEMS,
        opening_balances=OWING.format(due=due, disputed=disputed),
        **given,
    )
    return sorted(columns(rows, "variance_id", "receipt_no", "document_no", "amount"), key=str)
