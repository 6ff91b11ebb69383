"""What one night leaves to the next: the books. Money is integer minor units of the row's currency.

Every book is a keyed store: a night writes all rows that are live after it, and those that changed and are live no more.
So the live rows of the last night are one partition, and an old row is the newest version of its key in any partition.
"""

from __future__ import annotations

from dataclasses import replace

from pipelines.catalog import extracts as incoming
from pipelines.catalog.codes import EVIDENCE_SOURCES
from pipelines.catalog.schema import Column, Kind, Personal, Role, Table, optional

T, I, M, D, B = Kind.TEXT, Kind.INTEGER, Kind.MINOR, Kind.DATE, Kind.BOOLEAN  # noqa: E741

IS_LIVE = Column("is_live", B, "Carried to the next night; otherwise fetched by key when wanted")


def _book(name: str, grain: str, key: str, *columns: Column) -> Table:
    return Table(name, Role.BOOK, grain, tuple(key.split()), (*columns, IS_LIVE))


def _inside(table: Table) -> tuple[Column, ...]:
    """The columns of an extract as they are kept inside: all money in minor units."""
    return tuple(replace(c, kind=Kind.MINOR) if c.kind is Kind.MONEY else c for c in table.columns)


DOCUMENTS = _book(
    "book_documents", "One row per document, with its ledger.", "company_code invoice_number",
    *_inside(incoming.INVOICES),
    Column("allocated_amount", M, "Cash put on it by all payments"),
    Column("discount_granted_amount", M, "Earned discount granted"),
    Column("credited_amount", M, "Settled by credit memos; negative on the memo"),
    Column("written_off_amount", M, "Tolerated or written off"),
    Column("disputed_amount", M, "Open amount of its positive disputes other than misapplied cash"),
    optional("first_paid_date", D, "Earliest value date of money on it"),
    Column("normal_key", T, "Number in capitals, letters and digits only"),
    Column("digit_key", T, "Digits of the number without leading zeros"),
    optional("lines_key", T, "Hash of its lines: items, quantities and prices"),
    optional("twin_invoice_number", T, "Earlier document of the same payer, delivery or order, and lines"),
    Column("arrived_date", D, "Night it first came"),
    Column("settled_date", D, "Night it was last touched"),
)  # fmt: skip
LINES = _book(
    "book_lines", "One row per line of a document.", "company_code invoice_number line_number",
    *_inside(incoming.INVOICE_LINES),
)  # fmt: skip
PAYMENTS = _book(
    "book_payments", "One row per payment, with its rest.", "company_code payment_id",
    *_inside(incoming.PAYMENTS),
    optional("known_payer_id", T, "Who paid: by the bank, or by the evidence in payer_source"),
    optional("payer_source", T, "What named the payer: bank, advice, posting, advice_references, memo_references, account, name, similar_name, reversed_payment", personal=Personal.NONE),
    optional("named_payer_id", T, "Whom the name on the payment says, where stronger evidence says another family"),
    Column("unapplied_amount", M, "Money without a document"),
    optional("unapplied_reason", T, "Why", personal=Personal.NONE),
    Column("candidates", I, "How many documents came close"),
    Column("arrived_date", D, "Night it first came"),
)  # fmt: skip
ADVICE = _book(
    "book_advice", "One row per line of a remittance advice, or share of it that one of several payments brings, with the payment.",
    "payer_id remittance_id line_number share_number",
    *_inside(incoming.REMITTANCES),
    Column("share_number", I, "1, or where several payments share a line, the share's number; amounts are the share's"),
    optional("tied_company_code", T, "Company of the payment"),
    optional("tied_payment_id", T, "Payment that the advice belongs to"),
    Column("is_used", B, "The line has had its effect"),
    optional("mended_amount", M, "What the line is taken to pay, where the money says that it is wrong; 0: it is left out"),
    optional("mend", T, "What is wrong with it: given_twice, deducted_twice, paid_already, deduction_not_netted, discount_not_netted, not_netted, wrong_amount, withheld_unsaid", personal=Personal.NONE),
    Column("arrived_date", D, "Night it came"),
)  # fmt: skip
POSTINGS = _book(
    "book_postings", "One row per payment and document that the ERP has posted.",
    "company_code payment_id invoice_number",
    *_inside(incoming.CASH_APPLICATIONS),
)  # fmt: skip
APPLICATIONS = _book(
    "book_applications", "One row per payment, document and claim: what the payment has put there so far.",
    "company_code payment_id invoice_number claim_key",
    Column("company_code", T, "Our company"),
    optional("payment_id", T, "Payment; null for advice that needs no money"),
    optional("invoice_number", T, "Document; null for a claim without one, or money sent back"),
    Column("claim_key", T, "What tells rows without a payment or document apart; else empty"),
    Column("amount", M, "Cash"),
    Column("discount_amount", M, "Earned discount granted with it"),
    Column("is_posted", B, "The ERP has posted it"),
    Column("method", T, "How it was found", personal=Personal.NONE),
    Column("value_date", D, "Value date of the payment"),
    Column("applied_date", D, "Night of the last change"),
)  # fmt: skip
VARIANCES = _book(
    "book_variances", "One row per variance, with the ledger of the dispute it opened.", "variance_id",
    Column("variance_id", T, "Hash of company, document or claim, payment or advice, slot and rank"),
    Column("company_code", T, "Our company"),
    optional("invoice_number", T, "Document"),
    optional("payment_id", T, "Payment"),
    optional("remittance_id", T, "Advice"),
    optional("remittance_line_number", I, "Line of the advice"),
    optional("claim_number", T, "The payer's claim"),
    Column("slot", T, "deduction, discount, overpayment, misapplied or document", personal=Personal.NONE),
    Column("rank", I, "Rank among those of the slot when first seen"),
    Column("payer_id", T, "Payer"),
    Column("currency", T, "ISO 4217 code"),
    Column("amount", M, "The difference as found"),
    Column("outcome", T, "What became of it", personal=Personal.NONE),
    optional("dispute_type", T, "Type", personal=Personal.NONE),
    optional("dispute_subtype", T, "Subtype", personal=Personal.NONE),
    Column("confidence", Kind.SCORE, "How sure the type is"),
    Column("explanation_count", I, "How many explanations fit"),
    Column("evidence", Kind.EVIDENCE, "Every explanation that fits", personal=Personal.SENTENCE),
    optional("explanation", T, "One sentence that a person can send on", personal=Personal.SENTENCE),
    optional("evidence_source", T, "What the leading explanation rests on", EVIDENCE_SOURCES, personal=Personal.NONE),
    Column("is_stated", B, "The payer's advice states it"),
    optional("reason_code", T, "The payer's own code"),
    optional("reason_text", T, "The payer's own words", personal=Personal.MEMO),
    optional("stated_type", T, "Type by the payer's own code", personal=Personal.NONE),
    optional("stated_subtype", T, "Subtype by the payer's own code", personal=Personal.NONE),
    Column("is_contested", B, "Stated and derived types disagree"),
    Column("original_amount", M, "Dispute: what was withheld; 0 where it never was a dispute"),
    Column("open_amount", M, "Dispute: what is left"),
    Column("credited_amount", M, "Dispute: closed by credit memos"),
    Column("repaid_amount", M, "Dispute: closed by money"),
    Column("written_off_amount", M, "Dispute: closed by a person's write-off"),
    Column("withdrawn_amount", M, "Dispute: closed because what was found went away"),
    optional("opened_date", D, "Night it was first a dispute"),
    optional("status", T, "Where the case stands", personal=Personal.NONE),
    optional("owner", T, "Who works it", personal=Personal.NAME),
    optional("last_activity_at", Kind.TIMESTAMP, "When somebody last did something"),
    Column("changed_date", D, "Night of the last change"),
)  # fmt: skip
CODED_VARIANCES = _book(
    "book_coded_variances", "One row per variance whose code meant nothing when it came.", "variance_id",
    Column("variance_id", T, "Variance"),
    Column("payer_id", T, "Payer"),
    Column("reason_code", T, "The payer's own code"),
    optional("reason_text", T, "The payer's own words", personal=Personal.MEMO),
    Column("outcome", T, "What became of it", personal=Personal.NONE),
    optional("dispute_type", T, "Type that was found", personal=Personal.NONE),
    optional("dispute_subtype", T, "Subtype that was found", personal=Personal.NONE),
    Column("seen_date", D, "Night of its last change"),
)  # fmt: skip
ACTIVITIES = _book(
    "book_activities", "One row per accepted activity; an archive, never live: fetched when sent again.",
    "activity_id",
    *_inside(incoming.DISPUTE_ACTIVITY),
    Column("closed_amount", M, "Money that the activity has closed as written off"),
)  # fmt: skip
CASES = _book(
    "book_cases", "One row per dispute: what people decided and did, and which other dispute it belongs to.", "dispute_id",
    Column("dispute_id", T, "Dispute"),
    optional("decision", T, "The last decision of a person", personal=Personal.NONE),
    optional("decided_by", T, "Who decided so", personal=Personal.NAME),
    optional("validity", T, "What that says of the payer's reason: valid, partly or invalid", personal=Personal.NONE),
    optional("granted_amount", I, "What the payer is right about by that, with what was credited before; minor units"),
    Column("attempt_count", I, "E-mails and calls to the payer"),
    Column("reopened_count", I, "How often it came back"),
    optional("document_at", Kind.TIMESTAMP, "When a paper about it last came"),
    optional("closed_date", D, "Night it closed; null while it is open"),
    optional("link", T, "merged_into or split_from another dispute", personal=Personal.NONE),
    optional("linked_dispute_id", T, "That other dispute"),
    optional("rule_owner", T, "Who owns it by a rule of the policy, while nobody was given it", personal=Personal.NAME),
    optional("outcome", T, "How it came out, once closed: valid, recovered or lost; null where that tells nothing", personal=Personal.NONE),
    optional("outcome_payer_id", T, "Payer under which the outcome is counted"),
    optional("outcome_type", T, "Type likewise", personal=Personal.NONE),
    optional("outcome_subtype", T, "Subtype likewise", personal=Personal.NONE),
    optional("outcome_evidence", T, "Kind of evidence likewise", personal=Personal.NONE),
    optional("outcome_age_band", I, "First day of the band of its age likewise"),
)  # fmt: skip
OUTCOMES = _book(
    "book_outcomes", "One row per payer, type, subtype, evidence and age at the end: how resolved cases came out.",
    "payer_id dispute_type dispute_subtype evidence_kind age_band",
    Column("payer_id", T, "Payer"),
    Column("dispute_type", T, "Type", personal=Personal.NONE),
    Column("dispute_subtype", T, "Subtype", personal=Personal.NONE),
    Column("evidence_kind", T, "contested, documented, doubtful, stated, arithmetic or none", personal=Personal.NONE),
    Column("age_band", I, "Age at the end: first day of its band"),
    Column("valid_count", I, "Cases where the payer was right"),
    Column("recovered_count", I, "Cases where the payer was wrong, and paid"),
    Column("lost_count", I, "Cases where the payer was wrong, and did not pay"),
)  # fmt: skip
SHIPMENTS = _book(
    "book_shipments", "One row per delivery, document and item.",
    "company_code delivery_number invoice_number sku",
    *_inside(incoming.SHIPMENTS),
    Column("arrived_date", D, "Night it came"),
)  # fmt: skip
PRICE_AGREEMENTS = _book(
    "book_price_agreements", "One row per payer, item, currency and first day of an agreed price.",
    "payer_id sku currency valid_from",
    *_inside(incoming.PRICE_AGREEMENTS),
)  # fmt: skip
PAYERS = _book("book_payers", "One row per payer.", "payer_id", *_inside(incoming.PAYERS))
PAYER_MARKS = _book(
    "book_payer_marks", "One row per kind of mark, mark and payer: what payments bore whose payer was proven.",
    "mark_kind mark payer_id",
    Column("mark_kind", T, "name or account", allowed=("name", "account")),
    Column("mark", T, "Name in capitals without legal form and accents, or account in letters and digits", personal=Personal.MARK),
    Column("payer_id", T, "Who paid"),
    Column("seen_date", D, "Value date of the last such payment"),
)  # fmt: skip
REASON_CODES = _book(
    "book_reason_codes", "One row per payer (null = every payer) and reason code.", "payer_id reason_code",
    *_inside(incoming.REASON_CODES),
)  # fmt: skip
FILES = _book(
    "book_files", "One row per file that a night has read.", "file",
    Column("file", T, "File, relative to the landing zone", personal=Personal.NONE),
    Column("extract", T, "Extract", personal=Personal.NONE),
    Column("folder_date", D, "Date of its folder"),
    Column("size", I, "Bytes"),
    Column("modified_ns", I, "Time of the last change, nanoseconds since 1970"),
    Column("sha256", T, "Hash of its content", personal=Personal.NONE),
    Column("row_count", I, "Rows read, rejected ones included"),
)  # fmt: skip

MASTER_DATA = ("reason_codes", "price_agreements")
"""Extracts of master data: every row stays live, and each part of a night has all of them. A new one is declared as an extract
and a book, and named here."""

BOOKS: dict[str, Table] = {
    table.name: table
    for table in (
        DOCUMENTS, LINES, PAYMENTS, ADVICE, POSTINGS, APPLICATIONS, VARIANCES, CODED_VARIANCES, ACTIVITIES, CASES,
        OUTCOMES, SHIPMENTS, PRICE_AGREEMENTS, PAYERS, PAYER_MARKS, REASON_CODES, FILES,
    )
}  # fmt: skip
