"""What goes out: the eight tables of the contract, and further ones of our own.

A single amount is decimal(18, 3), a sum over documents decimal(38, 3); `business_date` is in the path only.
"""

from __future__ import annotations

from pipelines.catalog.codes import (
    ACTIONS,
    ALL_SUBTYPES,
    DISPUTE_TYPES,
    OUTCOMES,
    STATUSES,
    UNAPPLIED_REASONS,
)
from pipelines.catalog.measures import MEASURES
from pipelines.catalog.published_cases import (
    CUSTOMER_STATEMENTS,
    EVIDENCE_REQUESTS,
    PAYER_BEHAVIOUR,
    ROOT_CAUSES,
)
from pipelines.catalog.published_findings import BILLING_EXCEPTIONS, MATCH_CANDIDATES, UNKNOWN_REASON_CODES
from pipelines.catalog.schema import Column, Kind, Personal, Role, Table, optional, published

T, I, M, S = Kind.TEXT, Kind.INTEGER, Kind.MONEY, Kind.SCORE  # noqa: E741
SUM = Kind.TOTAL
D, TS, B = Kind.DATE, Kind.TIMESTAMP, Kind.BOOLEAN

ALLOCATIONS = published(
    "allocations", Role.EVENTS, "One row per piece of a payment put on a document.", "allocation_id",
    Column("allocation_id", T, "Hash of what the piece is: stays the same when the night is run again"),
    Column("company_code", T, "Our company"),
    optional("payment_id", T, "Payment; null for advice that needs no money"),
    optional("invoice_number", T, "Document; null for a claim that names no document of ours, or money sent back"),
    Column("payer_id", T, "Payer of the document, else of the payment; empty where nobody knows"),
    Column("currency", T, "ISO 4217 code"),
    Column("amount", M, "Cash put on the document; negative where it is taken back"),
    Column("discount_amount", M, "Earned discount granted with it"),
    Column("method", T, "How it was found: the tier, or the kind of correction", personal=Personal.NONE),
    Column("confidence", S, "How sure it is, 0 to 1"),
    optional("remittance_id", T, "Advice"),
    optional("remittance_line_number", I, "Line of the advice"),
    optional("claim_number", T, "Claim that a negative piece without a document stands for"),
)  # fmt: skip
UNAPPLIED_PAYMENTS = published(
    "unapplied_payments", Role.SNAPSHOT, "One row per payment, or rest of one, with no sure document.",
    "company_code payment_id",
    Column("company_code", T, "Our company"),
    Column("payment_id", T, "Payment"),
    optional("payer_id", T, "Payer, where known"),
    Column("currency", T, "ISO 4217 code"),
    Column("amount", M, "Money without a document"),
    Column("reason", T, "Why", allowed=UNAPPLIED_REASONS),
    Column("candidates", I, "How many documents came close"),
    Column("value_date", D, "Day the money counts"),
)  # fmt: skip
OPEN_ITEMS = published(
    "open_items", Role.SNAPSHOT, "One row per document with an open or a disputed amount.",
    "company_code invoice_number",
    Column("company_code", T, "Our company"),
    Column("invoice_number", T, "Document"),
    Column("document_type", T, "Invoice, credit memo or debit memo", personal=Personal.NONE),
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
VARIANCES = published(
    "variances", Role.EVENTS, "One row per difference found, written again when it changes.", "variance_id",
    Column("variance_id", T, "Hash of company, document or claim, payment or advice, slot and rank"),
    Column("company_code", T, "Our company"),
    optional("invoice_number", T, "Document; null for a claim that names no document of ours"),
    optional("payment_id", T, "Payment that withheld it"),
    optional("remittance_id", T, "Advice that states it"),
    optional("remittance_line_number", I, "Line of the advice"),
    optional("claim_number", T, "The payer's claim"),
    Column("payer_id", T, "Payer"),
    Column("currency", T, "ISO 4217 code"),
    Column("amount", M, "The difference as found: positive withheld, negative paid too much"),
    Column("outcome", T, "What became of it", allowed=OUTCOMES),
    optional("dispute_type", T, "Type, where it is or was a dispute", DISPUTE_TYPES),
    optional("dispute_subtype", T, "Subtype", ALL_SUBTYPES),
    Column("confidence", S, "How sure the type is, 0 to 1"),
    Column("explanation_count", I, "How many explanations fit"),
    Column("evidence", Kind.EVIDENCE, "Every explanation that fits: hypothesis, amount explained, what it rests on", personal=Personal.SENTENCE),
)  # fmt: skip
WORKLIST = published(
    "worklist", Role.SNAPSHOT, "One row per open dispute.", "dispute_id",
    Column("priority", I, "1 is worked first"),
    Column("dispute_id", T, "The id of the variance that opened it"),
    Column("company_code", T, "Our company"),
    optional("invoice_number", T, "Document"),
    optional("payment_id", T, "Payment"),
    optional("claim_number", T, "The payer's claim"),
    Column("payer_id", T, "Payer"),
    optional("payer_name", T, "Its name", personal=Personal.PAYER_NAME),
    Column("currency", T, "ISO 4217 code"),
    Column("original_amount", M, "What was withheld; negative where too much was paid"),
    Column("open_amount", M, "What is left: original - credited - repaid - written off - withdrawn"),
    Column("credited_amount", M, "Closed by credit memos"),
    Column("repaid_amount", M, "Closed by money"),
    Column("written_off_amount", M, "Closed by a person's write-off"),
    Column("withdrawn_amount", M, "Closed because what was found went away"),
    Column("dispute_type", T, "Type by our own reckoning", allowed=DISPUTE_TYPES),
    Column("dispute_subtype", T, "Subtype", allowed=ALL_SUBTYPES),
    optional("stated_type", T, "Type by the payer's own code", DISPUTE_TYPES),
    Column("is_contested", B, "Stated and derived types disagree"),
    Column("confidence", S, "How sure the type is, 0 to 1"),
    Column("explanation", T, "One sentence that a person can send on", personal=Personal.SENTENCE),
    Column("evidence", Kind.EVIDENCE, "Every explanation that fits", personal=Personal.SENTENCE),
    Column("recommended_action", T, "What to do", allowed=ACTIONS),
    Column("is_audit_sample", B, "Within the limits of a write-off, but drawn to be looked into all the same"),
    Column("expected_recovery", M, "What working it should bring: open × payer wrong × recovered - cost to work; may be negative"),
    Column("invalid_probability", S, "How sure it is that the payer is wrong, by resolved cases; once people judged it, the share they did not grant"),
    Column("invalid_cases", I, "How many resolved cases of its subtype, evidence and age that rests on"),
    Column("recovery_probability", S, "How sure it is that a wrong payer pays"),
    Column("recovery_cases", I, "How many resolved cases that rests on"),
    Column("payer_cases", I, "How many resolved cases of this payer bend both"),
    Column("priority_tier", I, "1 window closes soon, 2 can be worked, 3 not open yet, 4 window passed, 5 write-off candidate"),
    Column("priority_reason", T, "Why it stands where it stands, in one line", personal=Personal.SENTENCE),
    Column("status", T, "Where the case stands", allowed=STATUSES),
    Column("owner", T, "Who works it", personal=Personal.NAME),
    optional("validity", T, "What people decided about the payer's reason", ("valid", "partly", "invalid")),
    optional("granted_amount", M, "What of the open amount people have granted, and no credit memo has settled yet; null: nobody judged"),
    Column("attempt_count", I, "E-mails and calls so far"),
    Column("reopened_count", I, "How often it came back"),
    optional("link", T, "How it belongs to another dispute", ("merged_into", "split_from")),
    optional("linked_dispute_id", T, "That other dispute"),
    Column("opened_date", D, "The night it was first a dispute"),
    Column("age_days", I, "Days since then"),
    Column("due_date", D, "Day by which it should be worked"),
    optional("window_opens", D, "First day the payer takes disputes"),
    optional("window_closes", D, "Last day the payer takes disputes"),
    optional("last_activity_at", TS, "When somebody last did something"),
    optional("root_cause_id", T, "One cause, many disputes"),
    Column("policy_version", T, "Hash of the policy that judged it tonight", personal=Personal.NONE),
)  # fmt: skip
DISPUTE_HISTORY = published(
    "dispute_history", Role.EVENTS, "One row per change of a dispute.", "dispute_id event_number",
    Column("dispute_id", T, "Dispute"),
    Column("event_number", I, "Order of the night's changes of this dispute"),
    Column("event", T, "opened, grown, credited, repaid, written_off, withdrawn, reclassified, reopened, closed, …", personal=Personal.NONE),
    optional("from_status", T, "Status before", personal=Personal.NONE),
    optional("to_status", T, "Status after", personal=Personal.NONE),
    optional("amount", M, "Money of the change, in the dispute's currency"),
    optional("actor", T, "Who, where a person did it", personal=Personal.NAME),
    optional("text", T, "What happened, in words", personal=Personal.NOTE),
)  # fmt: skip
QUARANTINE = published(
    "quarantine", Role.EVENTS, "One row per rejected input row.", "extract file row_number",
    Column("extract", T, "Extract", personal=Personal.NONE),
    Column("file", T, "File, relative to the landing zone", personal=Personal.NONE),
    Column("row_number", I, "Line of the file, or row of a Parquet file, counted from 1"),
    Column("reason", T, "Why, with what was expected and found", personal=Personal.SENTENCE),
    Column("row", T, "The raw row as text", personal=Personal.MEMO),
)  # fmt: skip
KPIS = published(
    "kpis", Role.EVENTS, "One row per measure, scope and currency.", "scope scope_id currency kpi",
    Column("scope", T, "Of whom", allowed=("all", "payer", "type", "owner")),
    Column("scope_id", T, "Which payer, type or owner; empty for all"),
    optional("currency", T, "ISO 4217 code, where the measure is money"),
    Column("kpi", T, "Name of the measure. " + ". ".join(f"{measure.kpi}: {measure.formula}" for measure in MEASURES), personal=Personal.NONE),
    Column("value", S, "The measure"),
    optional("numerator", SUM, "Its numerator, exact"),
    optional("denominator", SUM, "Its denominator, exact"),
)  # fmt: skip

PUBLISHED: dict[str, Table] = {
    table.name: table
    for table in (
        ALLOCATIONS, UNAPPLIED_PAYMENTS, MATCH_CANDIDATES, OPEN_ITEMS, VARIANCES, WORKLIST, ROOT_CAUSES,
        EVIDENCE_REQUESTS, CUSTOMER_STATEMENTS, PAYER_BEHAVIOUR, DISPUTE_HISTORY, QUARANTINE, KPIS, BILLING_EXCEPTIONS, UNKNOWN_REASON_CODES,
    )
}  # fmt: skip
