"""Who paid what: every query of the way from the night's books to what each payment puts on each document.

What does not belong here: why a document is short (`pipelines.variances`, `pipelines.explanations`).
"""

CORRECTIONS = (
    "settings", "taken_credits", "standing_variances", "items", "sources", "prior", "variance_sources", "disputes",
    "reversals", "reversal_rows", "returned_variances", "sent_back", "carried",
    "restated", "restated_disputes", "restated_discounts", "placed_money", "restated_money",
    "restated_credits", "uncredited", "unwritten", "standing",
)  # fmt: skip
ADVICE = (
    "untied_advice", "advice_lines", "codes_in_use", "memo_tokens", "long_memos", "memo_words", "long_references",
    "reference_parts",
)  # fmt: skip
REFERENCES = (
    "item_keys", "number_keys", "plain_lines", "line_keys", "line_candidates", "line_choices", "line_amounts",
    "line_targets", "line_readings", "advice_gaps", "line_corrections",
)  # fmt: skip
ADVICE_SETTLEMENT = (
    "advice_mends", "line_outcomes", "advice_money", "refused_sources", "line_pieces", "stated_deductions",
)  # fmt: skip
MEMOS = (
    "taken", "owed", "memo_references", "memo_paid", "memo_readings", "memo_found", "memo_guesses", "memo_totals",
    "memo_slips", "memo_named", "memo_unread", "bundles", "bundle_shortfalls",
)  # fmt: skip
MEMO_SETTLEMENT = ("bundle_culprits", "memo_cash", "memo_pieces")
SETTLEMENT = ("crossed_sources", "overpayments_used", "pieces", "settlements")
