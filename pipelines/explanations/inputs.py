"""What the rules read: the shortfalls of a night and the books beside them, as Arrow schemas."""

from __future__ import annotations

import pyarrow as pa

from pipelines.tables import BOOKS

SHORTFALLS = pa.schema(
    [
        ("shortfall_id", pa.int64()),
        ("company_code", pa.string()),
        ("invoice_number", pa.string()),
        ("payer_id", pa.string()),
        ("currency", pa.string()),
        ("amount", pa.int64()),
        ("slot", pa.string()),
        ("is_stated", pa.bool_()),
        ("claim_number", pa.string()),
        ("reason_code", pa.string()),
        ("reason_text", pa.string()),
        ("stated_type", pa.string()),
        ("stated_subtype", pa.string()),
        ("payment_id", pa.string()),
        ("value_date", pa.date32()),
        ("paid_amount", pa.int64()),
        ("is_repeat", pa.bool_()),
        ("bank_charge", pa.int64()),
    ]
)
"""One row per shortfall: money withheld (positive) or paid too much (negative), in minor units of its
currency.
"""

INPUTS: dict[str, pa.Schema] = {
    "shortfalls": SHORTFALLS,
    "documents": BOOKS["book_documents"].arrow_schema,
    "lines": BOOKS["book_lines"].arrow_schema,
    "shipments": BOOKS["book_shipments"].arrow_schema,
    "price_agreements": BOOKS["book_price_agreements"].arrow_schema,
    "used_credits": BOOKS["book_documents"].arrow_schema,
    "earlier_variances": BOOKS["book_variances"].arrow_schema,
}
"""Name of each table that `run` expects on its connection, and its columns; more columns do no harm."""
