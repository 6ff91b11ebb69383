"""The values that columns may take, each listed once."""

from __future__ import annotations

from pipelines.catalog.subtypes import SUBTYPES, TYPES

OUTCOMES = (
    "dispute", "earned_discount", "tolerance", "settled_by_credit", "partial_payment", "withdrawn",
)  # fmt: skip
DISPUTE_TYPES = tuple(TYPES)
SUBTYPES_BY_TYPE = {
    type_: tuple(each.name for each in SUBTYPES if each.dispute_type == type_) for type_ in TYPES
}
ALL_SUBTYPES = tuple(each.name for each in SUBTYPES)
NO_DISPUTE = ("money_back", "evidence_missing", "partial_payment")
"""What a payer's code may say beside a dispute."""
CODE_TYPES = (*DISPUTE_TYPES, "no_dispute")
CODE_SUBTYPES = (*ALL_SUBTYPES, *NO_DISPUTE)
STATUSES = (
    "new", "needs_evidence", "validated", "pending_approval", "with_customer", "resolved", "reopened",
)  # fmt: skip
EVIDENCE_SOURCES = ("paper", "arithmetic", "payer", "none")
"""What an explanation rests on: a document or record of ours, arithmetic alone, the payer's own word, or nothing that was tried."""
CAUSE_KINDS = ("price", "carrier", "ship_to", "tax", "freight", "billing", "habit")
ACTIONS = ("issue_credit", "collect", "write_off", "refund_or_hold", "investigate")
STATEMENT_STATES = ("under_review", "accepted", "accepted_in_part", "not_accepted", "held_for_you", "settled")
BILLING_FAULTS = (
    "agreed_price", "extension", "footing", "freight_terms", "price_below_agreement", "tax_rate", "tax_total",
    "unit_of_measure",
)  # fmt: skip
UNAPPLIED_REASONS = (
    "no_reference", "ambiguous", "not_found", "overpayment", "conflict", "currency", "too_many_to_combine",
)  # fmt: skip
CANDIDATE_REASONS = (
    "posted", "paid_already", "advice_refused", "other_amount", "other_sum", "closer_one", "several_fit", "claimed_twice",
    "set_aside", "repeating_amounts", "may_be_chance", "nothing_found", "beyond_limit",
)  # fmt: skip
