"""Nights of a few payers, documents and payments without a payer, and who is found to have paid."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pipelines.state.opening import Books, open_books
from tests.nights import NightRunner, Rows, landed_tables

FIRST = date(2026, 3, 2)
Row = dict[str, Any]


def payer(payer_id: str, name: str | None = None, parent: str | None = None) -> tuple[str, Row]:
    return "payers", {"payer_id": payer_id, "name": name or payer_id, "parent_payer_id": parent}


def invoice(number: str, payer_id: str, gross: int = 10_000, **more: Any) -> tuple[str, Row]:
    return "invoices", {
        "company_code": "C1", "invoice_number": number, "document_type": "invoice", "payer_id": payer_id,
        "issue_date": FIRST, "due_date": FIRST + timedelta(days=30), "currency": "EUR", "gross_amount": gross, **more,
    }  # fmt: skip


def payment(payment_id: str, amount: int = 10_000, **more: Any) -> tuple[str, Row]:
    return "payments", {
        "company_code": "C1", "payment_id": payment_id, "value_date": FIRST, "amount": amount, "currency": "EUR", **more,
    }  # fmt: skip


def advice(remittance_id: str, *lines: tuple[str | None, int], **more: Any) -> list[tuple[str, Row]]:
    """One line per (reference, paid)."""
    return [
        ("remittances", {
            "remittance_id": remittance_id, "line_number": number, "remittance_date": FIRST, "currency": "EUR",
            "invoice_reference": reference, "paid_amount": paid, **more,
        })
        for number, (reference, paid) in enumerate(lines, start=1)
    ]  # fmt: skip


def posting(payment_id: str, number: str, applied: int) -> tuple[str, Row]:
    return "cash_applications", {
        "company_code": "C1", "payment_id": payment_id, "invoice_number": number, "applied_amount": applied,
        "posting_date": FIRST,
    }  # fmt: skip


def run(folder: Path, *nights: Iterable[tuple[str, Row]]) -> NightRunner:
    """Run the nights one after the other; each is what comes in."""
    runner = NightRunner(folder)
    for number, came in enumerate(nights):
        runner.run(FIRST + timedelta(days=number), by_extract(came))
    return runner


def by_extract(came: Iterable[tuple[str, Row]]) -> Rows:
    """The rows that come in, by extract."""
    rows: Rows = {}
    for extract, row in came:
        rows.setdefault(extract, []).append(row)
    return rows


def found(came: Iterable[tuple[str, Row]]) -> dict[str, tuple[str | None, str | None]]:
    """As `who_paid`, of a first night of which no more than its books are opened."""
    working = open_books(landed_tables(by_extract(came)), Books(), FIRST)
    return {
        row["payment_id"]: (row["known_payer_id"], row["payer_source"])
        for row in working["night_payments"].to_pylist()
    }


def books(runner: NightRunner, table: str = "book_payments") -> dict[str, Row]:
    """The rows of a book after the last night, by payment."""
    return {row["payment_id"]: row for row in runner.tables[max(runner.tables)][table].to_pylist()}


def who_paid(runner: NightRunner) -> dict[str, tuple[str | None, str | None]]:
    """Per payment: the payer, and what has named it."""
    return {name: (row["known_payer_id"], row["payer_source"]) for name, row in books(runner).items()}
