"""What goes out beside the contract about single documents and codes: what came close, our own billing faults, unmapped codes."""

from __future__ import annotations

from pipelines.catalog.codes import ALL_SUBTYPES, BILLING_FAULTS, CANDIDATE_REASONS, DISPUTE_TYPES
from pipelines.catalog.schema import Column, Kind, Personal, Role, optional, published

T, I, M, D = Kind.TEXT, Kind.INTEGER, Kind.MONEY, Kind.DATE  # noqa: E741
SUM = Kind.TOTAL

MATCH_CANDIDATES = published(
    "match_candidates", Role.EVENTS,
    "One row per payment and document (or set of documents) that came close tonight, and why it was taken or left.", "candidate_id",
    Column("candidate_id", T, "Hash of payment, line, reference, method and documents"),
    Column("company_code", T, "Our company"),
    optional("payment_id", T, "Payment; null for advice that needs no money"),
    optional("remittance_id", T, "Advice that was read"),
    optional("remittance_line_number", I, "Line of the advice"),
    Column("payer_id", T, "Payer; empty where nobody knows"),
    Column("currency", T, "ISO 4217 code"),
    optional("reference", T, "What was read, as the payer wrote it, or how much of it (`beyond_limit`); null where the amount alone was tried", personal=Personal.SENTENCE),
    optional("invoice_number", T, "Document; null where nothing was found, or several together came close"),
    optional("invoice_numbers", T, "All documents of the candidate, parted by spaces"),
    Column("document_count", I, "How many documents they are"),
    optional("method", T, "How the reference, or the amount, leads there; null where it leads nowhere", personal=Personal.NONE),
    Column("wanted_amount", M, "Money of the line, or of the payment"),
    optional("candidate_amount", SUM, "What the document owed, or the documents come to"),
    Column("reason", T, "Posted, or why it was left", allowed=CANDIDATE_REASONS),
)  # fmt: skip
BILLING_EXCEPTIONS = published(
    "billing_exceptions", Role.EVENTS, "One row per document that came tonight, or changed, and fault of its bill.",
    "company_code invoice_number fault",
    Column("company_code", T, "Our company"),
    Column("invoice_number", T, "Document"),
    Column("payer_id", T, "Who owes it"),
    Column("currency", T, "ISO 4217 code"),
    Column("fault", T, "What is wrong with the bill", allowed=BILLING_FAULTS),
    Column("amount", SUM, "Money at risk: what is billed too much, negative where too little; with its tax"),
    Column("billed_amount", SUM, "What the wrong part bills"),
    Column("right_amount", SUM, "What it should"),
    Column("line_count", I, "Lines that are wrong; 0 where it is the document as a whole"),
    Column("explanation", T, "One sentence: lines, numbers, what they are compared with", personal=Personal.SENTENCE),
)  # fmt: skip
UNKNOWN_REASON_CODES = published(
    "unknown_reason_codes", Role.SNAPSHOT, "One row per payer and reason code that nobody has mapped.",
    "payer_id reason_code",
    Column("payer_id", T, "Payer"),
    optional("payer_name", T, "Its name", personal=Personal.PAYER_NAME),
    Column("reason_code", T, "The payer's own code"),
    Column("use_count", I, "Differences that came with it"),
    Column("turned_out", T, "What they turned out to be, and how many of each", personal=Personal.NONE),
    optional("likely_type", T, "Type of most that papers or arithmetic explained", DISPUTE_TYPES),
    optional("likely_subtype", T, "Subtype of most", ALL_SUBTYPES),
    Column("likely_count", I, "How many those are"),
    optional("reason_text", T, "Words that came with it", personal=Personal.MEMO),
    Column("last_seen_date", D, "Night of the last change"),
)  # fmt: skip
