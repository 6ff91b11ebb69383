"""What is short or paid too much after the matching, what became of it, and the ledger of every dispute.

What does not belong here: the causes themselves (`pipelines.explanations`) and the work on cases (`pipelines.disputes`).
"""

FINDINGS = ("shares", "deductions", "rests", "found")
SETTLED = (
    "repayments", "earlier_ranks", "matched_variances", "openable", "open_credits", "credit_keys",
    "creditable", "credit_pairs", "settled_by_credit",
)  # fmt: skip
SPLITTING = ("split_found", "part_shortfalls")
EVIDENCE = (
    "documents", "lines", "shipments", "price_agreements", "used_credits", "earlier_variances", "look_alikes",
    "last_prices", "habits", "held_money",
)  # fmt: skip
LEDGERS = (
    "outcomes", "judged", "lacking", "misapplied_closed", "credited", "identified", "wanted_rows", "moved_returns",
    "held_returned", "settled_variances",
)  # fmt: skip
