"""What the rules read: the shortfalls of a night and the books beside them, as Arrow schemas."""

from __future__ import annotations

import pyarrow as pa

from pipelines.catalog import BOOKS

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
        ("whole_amount", pa.int64()),
        ("part_types", pa.list_(pa.string())),
        ("granted_discount", pa.int64()),
        ("named_documents", pa.int64()),
    ]
)
"""One row per shortfall: money withheld (positive) or paid too much (negative), in minor units of its
currency; a part of a deduction that was split knows the whole and the types of all parts. `granted_discount` is what was
earned on the document, or on all documents of a bundle; a bundle's claim knows how many documents its memo names.
"""

LOOK_ALIKES = pa.schema(
    [
        ("company_code", pa.string()),
        ("invoice_number", pa.string()),
        ("other_number", pa.string()),
        ("other_date", pa.date32()),
        ("is_same_lines", pa.bool_()),
        ("is_same_total", pa.bool_()),
        ("is_same_delivery", pa.bool_()),
        ("is_same_order", pa.bool_()),
    ]
)
"""One row per document withheld whole and earlier document that bills the same lines or total; an order or a
delivery that is not on both says nothing (null).
"""
LAST_PRICES = pa.schema(
    [
        ("company_code", pa.string()),
        ("invoice_number", pa.string()),
        ("sku", pa.string()),
        ("last_price", pa.decimal128(18, 4)),
        ("last_number", pa.string()),
        ("last_date", pa.date32()),
    ]
)
"""One row per short document and item: what its payer last paid for it, and on which document."""
REPEAT_DEDUCTIONS = pa.schema(
    [
        ("shortfall_id", pa.int64()),
        ("dispute_type", pa.string()),
        ("dispute_subtype", pa.string()),
        ("case_count", pa.int64()),
        ("last_number", pa.string()),
        ("last_date", pa.date32()),
    ]
)
"""One row per shortfall and cause for which its payer took the very amount before, elsewhere."""
USUAL_RATES = pa.schema(
    [
        ("payer_id", pa.string()),
        ("sku", pa.string()),
        ("rate4", pa.int64()),
        ("document_count", pa.int64()),
    ]
)
"""One row per payer and item (or all items: null) that is nearly always taxed at one rate, in ten-thousandths."""
USUAL_FREIGHT = pa.schema(
    [
        ("payer_id", pa.string()),
        ("currency", pa.string()),
        ("document_count", pa.int64()),
        ("free_from", pa.int64()),
    ]
)
"""One row per payer and currency that is usually billed no freight, on goods of so much or more."""
HELD_MONEY = pa.schema(
    [
        ("shortfall_id", pa.int64()),
        ("kind", pa.string()),
        ("number", pa.string()),
        ("held_date", pa.date32()),
    ]
)
"""One row per shortfall and credit memo or overpayment of just its amount that we still hold."""

INPUTS: dict[str, pa.Schema] = {
    "shortfalls": SHORTFALLS,
    "documents": BOOKS["book_documents"].arrow_schema,
    "lines": BOOKS["book_lines"].arrow_schema,
    "shipments": BOOKS["book_shipments"].arrow_schema,
    "price_agreements": BOOKS["book_price_agreements"].arrow_schema,
    "used_credits": BOOKS["book_documents"].arrow_schema,
    "earlier_variances": BOOKS["book_variances"].arrow_schema,
    "look_alikes": LOOK_ALIKES,
    "last_prices": LAST_PRICES,
    "repeat_deductions": REPEAT_DEDUCTIONS,
    "held_money": HELD_MONEY,
    "usual_rates": USUAL_RATES,
    "usual_freight": USUAL_FREIGHT,
}
"""Name of each table that `run` expects on its connection, and its columns; more columns do no harm."""
