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

# Codes inside a night, which are not published; each with what it means.
SLOTS = {
    "deduction": "money withheld, stated or unsaid",
    "discount": "a discount taken beyond what was earned",
    "earned_discount": "a discount that was earned",
    "document": "a credit memo's own rest",
    "overpayment": "money paid beyond what was owed",
    "misapplied": "a posting that disagrees with the advice",
}
"""What a variance is about, as far as its identity goes."""
RECEIPT_MODES = {
    "full": "all of it is matched anew tonight",
    "retry": "only its unapplied rest is matched",
    "idle": "nothing of it is new: it stays as it is",
    "returned": "it was taken back as a whole",
    "reversal": "it takes another one back, or pays money out",
}
"""What tonight does with a payment, or with an advice that needs no money."""
LINE_STATUSES = {
    "matched": "its document is known",
    "claim": "it takes money for a claim that names no document of ours",
    "ambiguous": "it may mean several documents",
    "not_found": "it means no document that we know",
    "left_out": "its advice comes to the money without it",
}
"""What a line of advice means."""
CASE_REQUESTS = {
    "merged": "the case goes on in another one",
    "split": "the case goes on in several",
}
"""What people ask for as a status that no case has."""
CASE_OUTCOMES = {
    "recovered": "money came back, at least as much as was written off",
    "lost": "less money came back than was written off",
    "valid": "the payer was right: it was credited",
}
"""How a case came out, for what later cases learn from it."""
