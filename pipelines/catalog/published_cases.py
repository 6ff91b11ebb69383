"""What goes out beside the contract about disputes: their causes, what is missing, what payers hear and how they behave."""

from __future__ import annotations

from pipelines.catalog.codes import CAUSE_KINDS, STATEMENT_STATES
from pipelines.catalog.schema import Column, Kind, Personal, Role, optional, published

T, I, M, S, D = Kind.TEXT, Kind.INTEGER, Kind.MONEY, Kind.SCORE, Kind.DATE  # noqa: E741
SUM = Kind.TOTAL

ROOT_CAUSES = published(
    "root_causes", Role.SNAPSHOT, "One row per cause that several disputes share, while one of them is open.", "root_cause_id",
    Column("root_cause_id", T, "As on the worklist"),
    Column("cause_kind", T, "price, carrier, ship_to, tax, freight, billing, or habit: the same deduction again and again", allowed=CAUSE_KINDS),
    Column("company_code", T, "Our company"),
    optional("payer_id", T, "Payer; null where several share it"),
    Column("payer_count", I, "How many payers"),
    Column("currency", T, "ISO 4217 code"),
    Column("dispute_count", I, "Disputes at hand, closed ones included"),
    Column("open_count", I, "Open ones"),
    Column("original_amount", SUM, "What was withheld in all"),
    Column("open_amount", SUM, "What of it is open"),
    Column("since_date", D, "When the first of them was opened"),
    Column("last_date", D, "When the last of them was opened"),
    Column("what", T, "What it is, in one line", personal=Personal.SENTENCE),
    Column("fix", T, "The one thing that would end it", personal=Personal.NONE),
)  # fmt: skip
EVIDENCE_REQUESTS = published(
    "evidence_requests", Role.SNAPSHOT, "One row per open dispute and paper that it lacks.", "dispute_id evidence_needed asked_from",
    Column("dispute_id", T, "Dispute"),
    Column("evidence_needed", T, "What is missing", personal=Personal.NONE),
    Column("asked_from", T, "Who has it", allowed=("payer", "carrier", "sales", "cash_application")),
    Column("company_code", T, "Our company"),
    Column("payer_id", T, "Payer"),
    optional("payer_name", T, "Its name", personal=Personal.PAYER_NAME),
    optional("invoice_number", T, "Document"),
    optional("claim_number", T, "The payer's claim"),
    Column("currency", T, "ISO 4217 code"),
    Column("open_amount", M, "What is open of the dispute"),
    Column("request", T, "One sentence that a person can send on", personal=Personal.SENTENCE),
    Column("owner", T, "Who works the dispute", personal=Personal.NAME),
    Column("missing_since_date", D, "Night the dispute was opened"),
    Column("answer_by_date", D, "By when"),
)  # fmt: skip
CUSTOMER_STATEMENTS = published(
    "customer_statements", Role.SNAPSHOT, "One row per dispute of a payer, open or settled not long ago, in words for the payer.",
    "payer_id dispute_id",
    Column("payer_id", T, "Payer"),
    Column("dispute_id", T, "Dispute"),
    Column("company_code", T, "Our company"),
    optional("payer_name", T, "Its name", personal=Personal.PAYER_NAME),
    optional("invoice_number", T, "Document"),
    optional("claim_number", T, "The payer's claim"),
    optional("payment_id", T, "Payment"),
    Column("currency", T, "ISO 4217 code"),
    Column("original_amount", M, "What was withheld; negative where too much was paid"),
    Column("open_amount", M, "What is open of it"),
    Column("credited_amount", M, "Settled by credit memos"),
    Column("repaid_amount", M, "Settled by money"),
    Column("dropped_amount", M, "What we no longer ask for: written off or withdrawn"),
    Column("opened_date", D, "When we found it"),
    optional("closed_date", D, "When it was settled"),
    Column("state", T, "How it stands for the payer", allowed=STATEMENT_STATES),
    Column("explanation", T, "What it is about", personal=Personal.SENTENCE),
    optional("request", T, "What we need from the payer", personal=Personal.SENTENCE),
    optional("answer_by_date", D, "By when"),
    optional("contact", T, "Who works it with us; null once it is settled", personal=Personal.NAME),
)  # fmt: skip
PAYER_BEHAVIOUR = published(
    "payer_behaviour", Role.SNAPSHOT, "One row per payer and currency: how it pays, deducts and refers.", "payer_id currency",
    Column("payer_id", T, "Payer"),
    Column("currency", T, "ISO 4217 code"),
    optional("payer_name", T, "Its name", personal=Personal.PAYER_NAME),
    Column("invoice_count", I, "Invoices that came within settled_memory_nights"),
    Column("invoiced_amount", SUM, "Their gross"),
    Column("paid_count", I, "Those of them on which money has come"),
    optional("days_late", S, "Days from due date to first money, on average; negative is early"),
    optional("late_share", S, "Share of the paid ones that were paid after their due date"),
    Column("deduction_count", I, "Disputes opened in those nights"),
    Column("deducted_amount", SUM, "What they withheld"),
    optional("deduction_rate", S, "deducted_amount ÷ invoiced_amount"),
    optional("deduction_trend", T, "The newer half of those nights against the older: a quarter more is rising, a fifth less falling; null until both are seen whole", ("rising", "steady", "falling")),
    Column("judged_count", I, "Disputes that ever closed with somebody in the right, over all currencies"),
    optional("invalid_rate", S, "Share of them in which the payer was wrong"),
    optional("typical_codes", T, "Its three commonest reason codes, with how often they came", personal=Personal.NONE),
    optional("reference_style", T, "How most of its payments were found: source and tier", personal=Personal.NONE),
    optional("reference_share", S, "Share of its pieces that were found so"),
)  # fmt: skip
