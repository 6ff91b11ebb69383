"""Which columns a published column comes from: what the extracts, or tables published before it, give to it.

Which tables a table is made from is read off the queries (`pipelines.models.graph`); what happens to a column in them is not.

A column of the same name in one of a table's `MADE_OF` is a source by itself; `DERIVED` says the others, as words. What does
**not** belong here: how a column is made (the step that owns it). Tests hold every name against the declarations.
"""

from __future__ import annotations

from pipelines.catalog import EXTRACTS, PUBLISHED

MADE_OF = {
    "allocations": "payments invoices remittances",
    "unapplied_payments": "payments",
    "match_candidates": "payments remittances invoices",
    "open_items": "invoices",
    "variances": "invoices payments remittances",
    "billing_exceptions": "invoices",
    "worklist": "variances",
    "root_causes": "variances",
    "evidence_requests": "worklist",
    "customer_statements": "worklist",
    "payer_behaviour": "invoices payments",
    "dispute_history": "dispute_activity",
    "quarantine": "",
    "kpis": "",
    "unknown_reason_codes": "remittances",
}
"""The tables whose columns keep their names."""

_CASH = "payments.amount remittances.paid_amount cash_applications.applied_amount"
_SETTLED = "invoices.gross_amount allocations.amount allocations.discount_amount"
_CAUSES = "invoice_lines.net_amount shipments.quantity_received price_agreements.unit_price"

DERIVED: dict[str, dict[str, str]] = {
    "allocations": {
        "amount": _CASH,
        "discount_amount": "remittances.discount_amount cash_applications.discount_amount invoices.discount_percent",
        "remittance_line_number": "remittances.line_number",
    },
    "unapplied_payments": {"amount": "payments.amount allocations.amount"},
    "match_candidates": {
        "remittance_line_number": "remittances.line_number",
        "reference": "remittances.invoice_reference remittances.po_reference payments.memo",
        "wanted_amount": "payments.amount remittances.paid_amount",
        "candidate_amount": "invoices.gross_amount",
    },
    "open_items": {
        "allocated_amount": "allocations.amount",
        "discount_amount": "allocations.discount_amount",
        "credited_amount": "invoices.gross_amount",
        "written_off_amount": "variances.amount dispute_activity.amount",
        "disputed_amount": "variances.amount",
        "open_amount": f"{_SETTLED} variances.amount dispute_activity.amount",
    },
    "variances": {
        "remittance_line_number": "remittances.line_number",
        "amount": f"{_SETTLED} remittances.deduction_amount",
        "dispute_type": f"{_CAUSES} remittances.reason_code reason_codes.dispute_type",
        "dispute_subtype": f"{_CAUSES} remittances.reason_code reason_codes.dispute_subtype",
        "evidence": f"{_CAUSES} remittances.reason_code remittances.reason_text",
    },
    "billing_exceptions": {
        "amount": "invoices.gross_amount invoice_lines.net_amount",
        "billed_amount": "invoices.gross_amount invoice_lines.net_amount",
        "right_amount": "invoice_lines.quantity price_agreements.unit_price invoice_lines.tax_percent",
    },
    "worklist": {
        "dispute_id": "variances.variance_id",
        "payer_name": "payers.name",
        "original_amount": "variances.amount",
        "open_amount": "variances.amount allocations.amount invoices.gross_amount dispute_activity.amount",
        "credited_amount": "invoices.gross_amount",
        "repaid_amount": "allocations.amount",
        "written_off_amount": "dispute_activity.amount",
        "withdrawn_amount": "variances.amount",
        "granted_amount": "dispute_activity.resolution dispute_activity.amount",
        "expected_recovery": "variances.amount dispute_activity.resolution",
        "stated_type": "reason_codes.dispute_type",
        "is_contested": "variances.dispute_type reason_codes.dispute_type",
        "explanation": "variances.evidence",
        "status": "dispute_activity.status dispute_activity.resolution",
        "owner": "dispute_activity.actor payers.collector",
        "last_activity_at": "dispute_activity.at",
    },
    "root_causes": {
        "cause_kind": "variances.dispute_subtype variances.evidence",
        "original_amount": "variances.amount",
        "open_amount": "worklist.open_amount",
        "open_count": "worklist.dispute_id",
        "what": "variances.evidence",
    },
    "evidence_requests": {"evidence_needed": "worklist.dispute_subtype worklist.evidence"},
    "customer_statements": {
        "dropped_amount": "worklist.written_off_amount worklist.withdrawn_amount",
        "state": "worklist.status",
        "contact": "worklist.owner",
    },
    "payer_behaviour": {
        "payer_name": "payers.name",
        "invoiced_amount": "invoices.gross_amount",
        "days_late": "invoices.due_date payments.value_date",
        "deducted_amount": "variances.amount",
        "deduction_rate": "variances.amount invoices.gross_amount",
        "typical_codes": "remittances.reason_code",
        "reference_style": "allocations.method",
    },
    "dispute_history": {
        "from_status": "dispute_activity.status",
        "to_status": "dispute_activity.status",
        "amount": "variances.amount dispute_activity.amount",
    },
    "kpis": {
        "value": "kpis.numerator kpis.denominator",
        "numerator": "payments.amount allocations.amount worklist.open_amount invoices.gross_amount",
        "denominator": "payments.amount allocations.amount worklist.open_amount invoices.gross_amount",
    },
    "unknown_reason_codes": {
        "payer_name": "payers.name",
        "turned_out": "variances.dispute_subtype",
        "likely_type": "variances.dispute_type",
        "likely_subtype": "variances.dispute_subtype",
    },
}


def sources_of(table: str, column: str) -> tuple[tuple[str, str], ...]:
    """The columns that a published column comes from, each with its table."""
    said = DERIVED.get(table, {}).get(column)
    if said is not None:
        return tuple(_split(source) for source in said.split())
    named = MADE_OF.get(table, "").split()
    return tuple((source, column) for source in named if column in {**EXTRACTS, **PUBLISHED}[source].names)


def _split(source: str) -> tuple[str, str]:
    table, _, column = source.partition(".")
    return table, column
