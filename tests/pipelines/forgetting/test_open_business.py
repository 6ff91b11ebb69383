"""What keeps a payer from being forgotten, and what does not."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from pipelines.catalog import ALL
from pipelines.forgetting.open_business import OPEN
from pipelines.sql import engine, query

ROWS: dict[str, list[dict[str, Any]]] = {
    "book_payers": [{"payer_id": "C1", "name": "Hans Müller"}, {"payer_id": "C2", "name": "Other"}],
    "open_items": [
        {"payer_id": "C1", "company_code": "1000", "invoice_number": "OWED", "open_amount": 1, "disputed_amount": 0},
        {"payer_id": "C1", "company_code": "1000", "invoice_number": "PAID-TONIGHT", "open_amount": 0, "disputed_amount": 0},
        {"payer_id": "C2", "company_code": "1000", "invoice_number": "OTHERS", "open_amount": 1, "disputed_amount": 0},
    ],
    "unapplied_payments": [{"payer_id": "C1", "company_code": "1000", "payment_id": "P1"}],
    "book_payments": [
        {"company_code": "1000", "payment_id": "P2", "payer_name": "HANS MÜLLER", "unapplied_amount": 1, "is_live": True},
        {"company_code": "1000", "payment_id": "P3", "payer_name": "Hans Müller", "unapplied_amount": 0, "is_live": True},
        {"company_code": "1000", "payment_id": "P4", "payer_name": "Other", "unapplied_amount": 1, "is_live": True},
    ],
    "worklist": [{"payer_id": "C1", "dispute_id": "d1"}, {"payer_id": "C2", "dispute_id": "d2"}],
}  # fmt: skip


def test_what_is_open():
    tables = {
        name: pa.Table.from_pylist(
            [dict.fromkeys(ALL[name].names) | row for row in ROWS[name]], ALL[name].arrow_schema
        )
        for name in OPEN
    }
    with engine(tables, ("names",)) as connection:
        connection.execute("SET VARIABLE payer_id = 'C1'")
        found = connection.sql(query("pipelines.forgetting", "open_business")).fetchall()
    assert found == [
        ("open disputes", "d1"),
        ("open items", "1000/OWED"),
        ("unapplied payments", "1000/P1"),
        ("unapplied payments of nobody under its name", "1000/P2"),
    ]
