"""Builds rows of cases for tests from money as people write it: `case("D1", "50.00", open="20.00")`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipelines.catalog import BOOKS, EXTRACTS, Table
from pipelines.disputes.cases import MOVEMENTS
from pipelines.money import EXPONENTS

NIGHT = date(2026, 3, 10)
DELIVERED_SHORT = {
    "hypothesis": "short_ship/quantity",
    "amount": Decimal("9.000"),
    "basis": "arithmetic and proof of delivery POD-1: 8 of 10 × A received",
}
LANDED = pa.schema(
    [
        *EXTRACTS["dispute_activity"].arrow_schema,
        pa.field("source_file", pa.string()),
        pa.field("source_row", pa.int64()),
        pa.field("raw_row", pa.string()),
        pa.field("folder_date", pa.date32()),
    ]
)


def minor(amount: str, currency: str = "GBP") -> int:
    return int(Decimal(amount).scaleb(EXPONENTS[currency]))


def rows_of(table: Table, *rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist([dict.fromkeys(table.names) | row for row in rows], schema=table.arrow_schema)


def case(
    variance_id: str,
    original: str = "0",
    open: str | None = None,
    *,
    currency: str = "GBP",
    credited: str = "0",
    repaid: str = "0",
    written_off: str = "0",
    withdrawn: str = "0",
    opened: date | None = date(2026, 3, 2),
    status: str | None = "new",
    **others: Any,
) -> dict[str, Any]:
    """A variance that is a dispute; opened=None and status=None are a dispute found tonight."""
    row: dict[str, Any] = {
        "variance_id": variance_id, "company_code": "1000", "invoice_number": f"INV-{variance_id}",
        "payment_id": "P1",
        "slot": "deduction", "rank": 1, "payer_id": "C1", "currency": currency,
        "amount": minor(original, currency), "outcome": "dispute",
        "dispute_type": "short_ship", "dispute_subtype": "quantity", "confidence": 0.9,
        "explanation_count": 1, "evidence": [DELIVERED_SHORT], "evidence_source": "paper", "explanation": "2 units short.",
        "is_stated": True, "is_contested": False,
        "original_amount": minor(original, currency),
        "open_amount": minor(original if open is None else open, currency),
        "credited_amount": minor(credited, currency), "repaid_amount": minor(repaid, currency),
        "written_off_amount": minor(written_off, currency), "withdrawn_amount": minor(withdrawn, currency),
        "opened_date": opened, "status": status, "changed_date": opened or NIGHT, "is_live": True,
    }  # fmt: skip
    return row | others


def variances(*rows: dict[str, Any]) -> pa.Table:
    return rows_of(BOOKS["book_variances"], *rows)


def movements(*rows: tuple[str, str, str]) -> pa.Table:
    """(dispute, event, amount in GBP) each."""
    return pa.Table.from_pylist(
        [
            {"variance_id": dispute, "event": event, "amount": minor(amount), "text": None}
            for dispute, event, amount in rows
        ],
        schema=MOVEMENTS,
    )


def acted(dispute: str, kind: str, at: str = "09:00", activity: str = "A1", **others: Any) -> dict[str, Any]:
    hour, minute = map(int, at.split(":"))
    amount = others.pop("amount", None)
    return {
        "activity_id": activity, "dispute_id": dispute, "at": datetime(2026, 3, 10, hour, minute, tzinfo=UTC),
        "actor": "ann", "kind": kind, "amount": None if amount is None else Decimal(amount),
        "source_file": "dispute_activity/2026-03-10/part-0.csv", "source_row": int(activity[1:]),
        "raw_row": f"{activity},{dispute},{kind}", "folder_date": NIGHT,
    } | others  # fmt: skip


def activities(*rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist([dict.fromkeys(LANDED.names) | row for row in rows], schema=LANDED)
