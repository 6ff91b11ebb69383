"""What goes out: the eight tables of the contract, and further ones of our own.

Money is decimal(18, 3); `business_date` is in the path only.
"""

from __future__ import annotations

from pipelines.tables.declaration import Column, Kind, Role, Table
from pipelines.tables.measures import MEASURES

T, I, M, S = Kind.TEXT, Kind.INTEGER, Kind.MONEY, Kind.SCORE  # noqa: E741
D, TS, B = Kind.DATE, Kind.TIMESTAMP, Kind.BOOLEAN

OUTCOMES = (
    "dispute", "earned_discount", "tolerance", "settled_by_credit", "partial_payment", "withdrawn",
)  # fmt: skip
SUBTYPES: dict[str, tuple[str, ...]] = {
    "short_ship": ("quantity", "missing_line", "damaged_or_returned"),
    "pricing": ("contract_price", "percent"),
    "billing_error": ("tax", "freight", "arithmetic", "misapplied_cash"),
    "duplicate": ("invoice", "payment", "deduction", "already_credited"),
    "other": (
        "unearned_discount", "promotion", "compliance", "post_audit", "bank_charges", "withholding_tax",
        "overpayment", "unexplained",
    ),
}  # fmt: skip
ALL_SUBTYPES = tuple(subtype for subtypes in SUBTYPES.values() for subtype in subtypes)
STATUSES = (
    "new", "needs_evidence", "validated", "pending_approval", "with_customer", "resolved", "reopened",
)  # fmt: skip
CAUSE_KINDS = ("price", "carrier", "ship_to", "tax", "freight", "billing", "habit")
ACTIONS = ("issue_credit", "collect", "write_off", "refund_or_hold", "investigate")
BILLING_FAULTS = (
    "agreed_price", "extension", "footing", "freight_terms", "price_below_agreement", "tax_rate", "tax_total",
    "unit_of_measure",
)  # fmt: skip
UNAPPLIED_REASONS = (
    "no_reference", "ambiguous", "not_found", "overpayment", "conflict", "currency", "too_many_to_combine",
)  # fmt: skip


def _optional(name: str, kind: Kind, description: str, allowed: tuple[str, ...] = ()) -> Column:
    return Column(name, kind, description, nullable=True, allowed=allowed)


def _table(name: str, role: Role, grain: str, key: str, *columns: Column) -> Table:
    return Table(name, role, grain, tuple(key.split()), columns)


ALLOCATIONS = _table(
    "allocations", Role.EVENTS, "One row per piece of a payment put on a document.", "allocation_id",
    Column("allocation_id", T, "Hash of what the piece is: stays the same when the night is run again"),
    Column("company_code", T, "Our company"),
    _optional("payment_id", T, "Payment; null for advice that needs no money"),
    _optional("invoice_number", T, "Document; null for a claim that names no document of ours, or money sent back"),
    Column("payer_id", T, "Payer of the document, else of the payment; empty where nobody knows"),
    Column("currency", T, "ISO 4217 code"),
    Column("amount", M, "Cash put on the document; negative where it is taken back"),
    Column("discount_amount", M, "Earned discount granted with it"),
    Column("method", T, "How it was found: the tier, or the kind of correction"),
    Column("confidence", S, "How sure it is, 0 to 1"),
    _optional("remittance_id", T, "Advice"),
    _optional("remittance_line_number", I, "Line of the advice"),
    _optional("claim_number", T, "Claim that a negative piece without a document stands for"),
)  # fmt: skip
UNAPPLIED_PAYMENTS = _table(
    "unapplied_payments", Role.SNAPSHOT, "One row per payment, or rest of one, with no sure document.",
    "company_code payment_id",
    Column("company_code", T, "Our company"),
    Column("payment_id", T, "Payment"),
    _optional("payer_id", T, "Payer, where known"),
    Column("currency", T, "ISO 4217 code"),
    Column("amount", M, "Money without a document"),
    Column("reason", T, "Why", allowed=UNAPPLIED_REASONS),
    Column("candidates", I, "How many documents came close"),
    Column("value_date", D, "Day the money counts"),
)  # fmt: skip
CANDIDATE_REASONS = (
    "posted", "paid_already", "advice_refused", "other_amount", "other_sum", "closer_one", "several_fit", "claimed_twice",
    "repeating_amounts", "may_be_chance", "nothing_found",
)  # fmt: skip
MATCH_CANDIDATES = _table(
    "match_candidates", Role.EVENTS,
    "One row per payment and document (or set of documents) that came close tonight, and why it was taken or left.", "candidate_id",
    Column("candidate_id", T, "Hash of payment, line, reference, method and documents"),
    Column("company_code", T, "Our company"),
    _optional("payment_id", T, "Payment; null for advice that needs no money"),
    _optional("remittance_id", T, "Advice that was read"),
    _optional("remittance_line_number", I, "Line of the advice"),
    Column("payer_id", T, "Payer; empty where nobody knows"),
    Column("currency", T, "ISO 4217 code"),
    _optional("reference", T, "What was read, as the payer wrote it; null where the amount alone was tried"),
    _optional("invoice_number", T, "Document; null where nothing was found, or several together came close"),
    _optional("invoice_numbers", T, "All documents of the candidate, parted by spaces"),
    Column("document_count", I, "How many documents they are"),
    _optional("method", T, "How the reference, or the amount, leads there; null where it leads nowhere"),
    Column("wanted_amount", M, "Money of the line, or of the payment"),
    _optional("candidate_amount", M, "What the document owed, or the documents come to"),
    Column("reason", T, "Posted, or why it was left", allowed=CANDIDATE_REASONS),
)  # fmt: skip
OPEN_ITEMS = _table(
    "open_items", Role.SNAPSHOT, "One row per document with an open or a disputed amount.",
    "company_code invoice_number",
    Column("company_code", T, "Our company"),
    Column("invoice_number", T, "Document"),
    Column("document_type", T, "Invoice, credit memo or debit memo"),
    Column("payer_id", T, "Who owes it"),
    Column("currency", T, "ISO 4217 code"),
    Column("gross_amount", M, "Total of the document; 0 once it is cancelled"),
    Column("allocated_amount", M, "Cash put on it by all payments"),
    Column("discount_amount", M, "Earned discount granted"),
    Column("credited_amount", M, "Settled by credit memos; negative on the memo"),
    Column("written_off_amount", M, "Tolerated or written off"),
    Column("disputed_amount", M, "Open amount of its positive disputes other than misapplied cash"),
    Column("open_amount", M, "gross - allocated - discount - credited - written off - disputed"),
    Column("due_date", D, "Date it is due"),
)  # fmt: skip
VARIANCES = _table(
    "variances", Role.EVENTS, "One row per difference found, written again when it changes.", "variance_id",
    Column("variance_id", T, "Hash of company, document or claim, payment or advice, slot and rank"),
    Column("company_code", T, "Our company"),
    _optional("invoice_number", T, "Document; null for a claim that names no document of ours"),
    _optional("payment_id", T, "Payment that withheld it"),
    _optional("remittance_id", T, "Advice that states it"),
    _optional("remittance_line_number", I, "Line of the advice"),
    _optional("claim_number", T, "The payer's claim"),
    Column("payer_id", T, "Payer"),
    Column("currency", T, "ISO 4217 code"),
    Column("amount", M, "The difference as found: positive withheld, negative paid too much"),
    Column("outcome", T, "What became of it", allowed=OUTCOMES),
    _optional("dispute_type", T, "Type, where it is or was a dispute", tuple(SUBTYPES)),
    _optional("dispute_subtype", T, "Subtype", ALL_SUBTYPES),
    Column("confidence", S, "How sure the type is, 0 to 1"),
    Column("explanation_count", I, "How many explanations fit"),
    Column("evidence", Kind.EVIDENCE, "Every explanation that fits: hypothesis, amount explained, what it rests on"),
)  # fmt: skip
WORKLIST = _table(
    "worklist", Role.SNAPSHOT, "One row per open dispute.", "dispute_id",
    Column("priority", I, "1 is worked first"),
    Column("dispute_id", T, "The id of the variance that opened it"),
    Column("company_code", T, "Our company"),
    _optional("invoice_number", T, "Document"),
    _optional("payment_id", T, "Payment"),
    _optional("claim_number", T, "The payer's claim"),
    Column("payer_id", T, "Payer"),
    _optional("payer_name", T, "Its name"),
    Column("currency", T, "ISO 4217 code"),
    Column("original_amount", M, "What was withheld; negative where too much was paid"),
    Column("open_amount", M, "What is left: original - credited - repaid - written off - withdrawn"),
    Column("credited_amount", M, "Closed by credit memos"),
    Column("repaid_amount", M, "Closed by money"),
    Column("written_off_amount", M, "Closed by a person's write-off"),
    Column("withdrawn_amount", M, "Closed because what was found went away"),
    Column("dispute_type", T, "Type by our own reckoning", allowed=tuple(SUBTYPES)),
    Column("dispute_subtype", T, "Subtype", allowed=ALL_SUBTYPES),
    _optional("stated_type", T, "Type by the payer's own code", tuple(SUBTYPES)),
    Column("is_contested", B, "Stated and derived types disagree"),
    Column("confidence", S, "How sure the type is, 0 to 1"),
    Column("explanation", T, "One sentence that a person can send on"),
    Column("evidence", Kind.EVIDENCE, "Every explanation that fits"),
    Column("recommended_action", T, "What to do", allowed=ACTIONS),
    Column("is_audit_sample", B, "Within the limits of a write-off, but drawn to be looked into all the same"),
    Column("expected_recovery", M, "What working it should bring: open × payer wrong × recovered - cost to work; may be negative"),
    Column("invalid_probability", S, "How sure it is that the payer is wrong, by resolved cases"),
    Column("invalid_cases", I, "How many resolved cases of its subtype, evidence and age that rests on"),
    Column("recovery_probability", S, "How sure it is that a wrong payer pays"),
    Column("recovery_cases", I, "How many resolved cases that rests on"),
    Column("payer_cases", I, "How many resolved cases of this payer bend both"),
    Column("priority_tier", I, "1 window closes soon, 2 can be worked, 3 not open yet, 4 window passed, 5 write-off candidate"),
    Column("priority_reason", T, "Why it stands where it stands, in one line"),
    Column("status", T, "Where the case stands", allowed=STATUSES),
    Column("owner", T, "Who works it"),
    _optional("validity", T, "What people decided about the payer's reason", ("valid", "partly", "invalid")),
    Column("attempt_count", I, "E-mails and calls so far"),
    Column("reopened_count", I, "How often it came back"),
    _optional("link", T, "How it belongs to another dispute", ("merged_into", "split_from")),
    _optional("linked_dispute_id", T, "That other dispute"),
    Column("opened_date", D, "The night it was first a dispute"),
    Column("age_days", I, "Days since then"),
    Column("due_date", D, "Day by which it should be worked"),
    _optional("window_opens", D, "First day the payer takes disputes"),
    _optional("window_closes", D, "Last day the payer takes disputes"),
    _optional("last_activity_at", TS, "When somebody last did something"),
    _optional("root_cause_id", T, "One cause, many disputes"),
    Column("policy_version", T, "Hash of the policy that judged it tonight"),
)  # fmt: skip
ROOT_CAUSES = _table(
    "root_causes", Role.SNAPSHOT, "One row per cause that several disputes share, while one of them is open.", "root_cause_id",
    Column("root_cause_id", T, "As on the worklist"),
    Column("cause_kind", T, "price, carrier, ship_to, tax, freight, billing, or habit: the same deduction again and again", allowed=CAUSE_KINDS),
    Column("company_code", T, "Our company"),
    _optional("payer_id", T, "Payer; null where several share it"),
    Column("payer_count", I, "How many payers"),
    Column("currency", T, "ISO 4217 code"),
    Column("dispute_count", I, "Disputes at hand, closed ones included"),
    Column("open_count", I, "Open ones"),
    Column("original_amount", M, "What was withheld in all"),
    Column("open_amount", M, "What of it is open"),
    Column("since_date", D, "When the first of them was opened"),
    Column("last_date", D, "When the last of them was opened"),
    Column("what", T, "What it is, in one line"),
    Column("fix", T, "The one thing that would end it"),
)  # fmt: skip
EVIDENCE_REQUESTS = _table(
    "evidence_requests", Role.SNAPSHOT, "One row per open dispute and paper that it lacks.", "dispute_id evidence_needed asked_from",
    Column("dispute_id", T, "Dispute"),
    Column("evidence_needed", T, "What is missing"),
    Column("asked_from", T, "Who has it", allowed=("payer", "carrier", "sales", "cash_application")),
    Column("company_code", T, "Our company"),
    Column("payer_id", T, "Payer"),
    _optional("payer_name", T, "Its name"),
    _optional("invoice_number", T, "Document"),
    _optional("claim_number", T, "The payer's claim"),
    Column("currency", T, "ISO 4217 code"),
    Column("open_amount", M, "What is open of the dispute"),
    Column("request", T, "One sentence that a person can send on"),
    Column("owner", T, "Who works the dispute"),
    Column("missing_since_date", D, "Night the dispute was opened"),
    Column("answer_by_date", D, "By when"),
)  # fmt: skip
CUSTOMER_STATEMENTS = _table(
    "customer_statements", Role.SNAPSHOT, "One row per dispute of a payer, open or settled not long ago, in words for the payer.",
    "payer_id dispute_id",
    Column("payer_id", T, "Payer"),
    Column("dispute_id", T, "Dispute"),
    Column("company_code", T, "Our company"),
    _optional("payer_name", T, "Its name"),
    _optional("invoice_number", T, "Document"),
    _optional("claim_number", T, "The payer's claim"),
    _optional("payment_id", T, "Payment"),
    Column("currency", T, "ISO 4217 code"),
    Column("original_amount", M, "What was withheld; negative where too much was paid"),
    Column("open_amount", M, "What is open of it"),
    Column("credited_amount", M, "Settled by credit memos"),
    Column("repaid_amount", M, "Settled by money"),
    Column("dropped_amount", M, "What we no longer ask for: written off or withdrawn"),
    Column("opened_date", D, "When we found it"),
    _optional("closed_date", D, "When it was settled"),
    Column("state", T, "How it stands for the payer", allowed=("under_review", "accepted", "not_accepted", "held_for_you", "settled")),
    Column("explanation", T, "What it is about"),
    _optional("request", T, "What we need from the payer"),
    _optional("answer_by_date", D, "By when"),
    _optional("contact", T, "Who works it with us; null once it is settled"),
)  # fmt: skip
PAYER_BEHAVIOUR = _table(
    "payer_behaviour", Role.SNAPSHOT, "One row per payer and currency: how it pays, deducts and refers.", "payer_id currency",
    Column("payer_id", T, "Payer"),
    Column("currency", T, "ISO 4217 code"),
    _optional("payer_name", T, "Its name"),
    Column("invoice_count", I, "Invoices that came within settled_memory_nights"),
    Column("invoiced_amount", M, "Their gross"),
    Column("paid_count", I, "Those of them on which money has come"),
    _optional("days_late", S, "Days from due date to first money, on average; negative is early"),
    _optional("late_share", S, "Share of the paid ones that were paid after their due date"),
    Column("deduction_count", I, "Disputes opened in those nights"),
    Column("deducted_amount", M, "What they withheld"),
    _optional("deduction_rate", S, "deducted_amount ÷ invoiced_amount"),
    _optional("deduction_trend", T, "The newer half of those nights against the older: a quarter more is rising, a fifth less falling", ("rising", "steady", "falling")),
    Column("judged_count", I, "Disputes that ever closed with somebody in the right, over all currencies"),
    _optional("invalid_rate", S, "Share of them in which the payer was wrong"),
    _optional("typical_codes", T, "Its three commonest reason codes, with how often they came"),
    _optional("reference_style", T, "How most of its payments were found: source and tier"),
    _optional("reference_share", S, "Share of its pieces that were found so"),
)  # fmt: skip
DISPUTE_HISTORY = _table(
    "dispute_history", Role.EVENTS, "One row per change of a dispute.", "dispute_id event_number",
    Column("dispute_id", T, "Dispute"),
    Column("event_number", I, "Order of the night's changes of this dispute"),
    Column("event", T, "opened, grown, credited, repaid, written_off, withdrawn, reclassified, reopened, closed, …"),
    _optional("from_status", T, "Status before"),
    _optional("to_status", T, "Status after"),
    _optional("amount", M, "Money of the change, in the dispute's currency"),
    _optional("actor", T, "Who, where a person did it"),
    _optional("text", T, "What happened, in words"),
)  # fmt: skip
QUARANTINE = _table(
    "quarantine", Role.EVENTS, "One row per rejected input row.", "extract file row_number",
    Column("extract", T, "Extract"),
    Column("file", T, "File, relative to the landing zone"),
    Column("row_number", I, "Line of the file, or row of a Parquet file, counted from 1"),
    Column("reason", T, "Why, with what was expected and found"),
    Column("row", T, "The raw row as text"),
)  # fmt: skip
KPIS = _table(
    "kpis", Role.EVENTS, "One row per measure, scope and currency.", "scope scope_id currency kpi",
    Column("scope", T, "Of whom", allowed=("all", "payer", "type", "owner")),
    Column("scope_id", T, "Which payer, type or owner; empty for all"),
    _optional("currency", T, "ISO 4217 code, where the measure is money"),
    Column("kpi", T, "Name of the measure. " + ". ".join(f"{measure.kpi}: {measure.formula}" for measure in MEASURES)),
    Column("value", S, "The measure"),
    _optional("numerator", M, "Its numerator, exact"),
    _optional("denominator", M, "Its denominator, exact"),
)  # fmt: skip
BILLING_EXCEPTIONS = _table(
    "billing_exceptions", Role.EVENTS, "One row per document that came tonight, or changed, and fault of its bill.",
    "company_code invoice_number fault",
    Column("company_code", T, "Our company"),
    Column("invoice_number", T, "Document"),
    Column("payer_id", T, "Who owes it"),
    Column("currency", T, "ISO 4217 code"),
    Column("fault", T, "What is wrong with the bill", allowed=BILLING_FAULTS),
    Column("amount", M, "Money at risk: what is billed too much, negative where too little; with its tax"),
    Column("billed_amount", M, "What the wrong part bills"),
    Column("right_amount", M, "What it should"),
    Column("line_count", I, "Lines that are wrong; 0 where it is the document as a whole"),
    Column("explanation", T, "One sentence: lines, numbers, what they are compared with"),
)  # fmt: skip
UNKNOWN_REASON_CODES = _table(
    "unknown_reason_codes", Role.SNAPSHOT, "One row per payer and reason code that nobody has mapped.",
    "payer_id reason_code",
    Column("payer_id", T, "Payer"),
    _optional("payer_name", T, "Its name"),
    Column("reason_code", T, "The payer's own code"),
    Column("use_count", I, "Differences that came with it"),
    Column("turned_out", T, "What they turned out to be, and how many of each"),
    _optional("likely_type", T, "Type of most that papers or arithmetic explained", tuple(SUBTYPES)),
    _optional("likely_subtype", T, "Subtype of most", ALL_SUBTYPES),
    Column("likely_count", I, "How many those are"),
    _optional("reason_text", T, "Words that came with it"),
    Column("last_seen_date", D, "Night of the last change"),
)  # fmt: skip

PUBLISHED: dict[str, Table] = {
    table.name: table
    for table in (
        ALLOCATIONS, UNAPPLIED_PAYMENTS, MATCH_CANDIDATES, OPEN_ITEMS, VARIANCES, WORKLIST, ROOT_CAUSES,
        EVIDENCE_REQUESTS, CUSTOMER_STATEMENTS, PAYER_BEHAVIOUR, DISPUTE_HISTORY, QUARANTINE, KPIS, BILLING_EXCEPTIONS, UNKNOWN_REASON_CODES,
    )
}  # fmt: skip
