"""What comes in: the ten extracts of the contract, column for column. Their reading lives in `pipelines.ingest`.

Money is integer minor units where the row names its currency, and decimal where it does not (lines, postings and
activity take the currency of the document, payment or dispute that they belong to).
"""

from __future__ import annotations

from pipelines.catalog.codes import CODE_SUBTYPES, CODE_TYPES
from pipelines.catalog.schema import Column, Kind, Personal, Role, Table, optional

T, I, M, Q, P, D = Kind.TEXT, Kind.INTEGER, Kind.MINOR, Kind.QUANTITY, Kind.PRICE, Kind.DATE  # noqa: E741
PCT, TS, B = Kind.PERCENT, Kind.TIMESTAMP, Kind.BOOLEAN

DOCUMENT_TYPES = ("invoice", "credit_memo", "debit_memo")
ACTIVITY_KINDS = (
    "assigned", "note", "email_in", "email_out", "call", "document", "status_changed", "resolved",
)  # fmt: skip
RESOLUTIONS = ("credit_granted", "denied", "written_off", "lost")


def _extract(name: str, grain: str, key: str, *columns: Column) -> Table:
    return Table(name, Role.EXTRACT, grain, tuple(key.split()), columns)


INVOICES = _extract(
    "invoices", "One row per document: invoice, credit memo or debit memo.", "company_code invoice_number",
    Column("company_code", T, "Our company that billed"),
    Column("invoice_number", T, "Number of the document"),
    Column("document_type", T, "What the document is", allowed=DOCUMENT_TYPES),
    Column("payer_id", T, "Who owes it"),
    optional("ship_to_id", T, "Where the goods went"),
    Column("issue_date", D, "Date of the document"),
    Column("due_date", D, "Date it is due"),
    Column("currency", T, "ISO 4217 code"),
    Column("gross_amount", M, "Total including tax and freight; negative on a credit memo"),
    optional("tax_amount", M, "Tax in the total"),
    optional("freight_amount", M, "Freight in the total"),
    optional("discount_percent", PCT, "Discount of the terms, 2 = 2 %"),
    optional("discount_date", D, "Last day of the discount"),
    optional("po_number", T, "The payer's purchase order", personal=Personal.SENTENCE),
    optional("delivery_number", T, "Our delivery"),
    optional("original_invoice_number", T, "Document that a credit or debit memo corrects"),
    optional("is_cancelled", B, "A cancelled document counts as 0"),
)  # fmt: skip
INVOICE_LINES = _extract(
    "invoice_lines", "One row per line of a document.", "company_code invoice_number line_number",
    Column("company_code", T, "Our company that billed"),
    Column("invoice_number", T, "Number of the document"),
    Column("line_number", I, "Line of the document"),
    optional("sku", T, "Item"),
    optional("description", T, "Item in words", personal=Personal.SENTENCE),
    optional("quantity", Q, "Units billed"),
    optional("uom", T, "Unit of measure", personal=Personal.NONE),
    optional("unit_price", P, "Price of one unit, in the document's currency"),
    Column("net_amount", Kind.MONEY, "Line total without tax, in the document's currency"),
    optional("tax_percent", PCT, "Tax rate of the line"),
)  # fmt: skip
PAYMENTS = _extract(
    "payments", "One row per bank receipt.", "company_code payment_id",
    Column("company_code", T, "Our company that was paid"),
    Column("payment_id", T, "Receipt"),
    optional("payer_id", T, "Who paid, where the bank knows"),
    optional("payer_name", T, "Who paid, as the bank writes it", personal=Personal.BEARER),
    Column("value_date", D, "Day the money counts"),
    Column("amount", M, "Amount; negative where it reverses or refunds an earlier payment"),
    Column("currency", T, "ISO 4217 code"),
    optional("method", T, "ACH, WIR, CHK, …", personal=Personal.NONE),
    optional("bank_reference", T, "Check number or trace", personal=Personal.NONE),
    optional("memo", T, "Free text of the bank; may list references, may be cut off", personal=Personal.MEMO),
    optional("reverses_payment_id", T, "Payment that this one reverses or refunds"),
    optional("payer_account", T, "Account that the money came from, where the bank gives it", personal=Personal.NONE),
)  # fmt: skip
CASH_APPLICATIONS = _extract(
    "cash_applications", "One row per payment and document that the ERP has posted.",
    "company_code payment_id invoice_number",
    Column("company_code", T, "Our company"),
    Column("payment_id", T, "Payment"),
    Column("invoice_number", T, "Document"),
    Column("applied_amount", Kind.MONEY, "Cash applied, without the discount, in the payment's currency"),
    optional("discount_amount", Kind.MONEY, "Discount granted with it"),
    Column("posting_date", D, "Day of the posting"),
)  # fmt: skip
REMITTANCES = _extract(
    "remittances", "One row per line of a remittance advice.", "payer_id remittance_id line_number",
    Column("remittance_id", T, "Advice"),
    Column("line_number", I, "Line of the advice"),
    optional("company_code", T, "Our company, where the advice says"),
    optional("payer_id", T, "Who advises"),
    optional("bank_reference", T, "Ties the advice to a payment", personal=Personal.NONE),
    Column("remittance_date", D, "Date of the advice"),
    Column("currency", T, "ISO 4217 code"),
    optional("invoice_reference", T, "Document as the payer writes it", personal=Personal.SENTENCE),
    optional("po_reference", T, "Purchase order as the payer writes it", personal=Personal.SENTENCE),
    optional("invoice_amount", M, "Total of the document by the payer"),
    optional("discount_amount", M, "Discount taken"),
    optional("deduction_amount", M, "Deduction taken, positive"),
    Column("paid_amount", M, "Paid with this line; negative where it takes a deduction or nets a credit memo"),
    optional("claim_number", T, "The payer's claim"),
    optional("reason_code", T, "The payer's own code"),
    optional("reason_text", T, "The payer's own words", personal=Personal.MEMO),
)  # fmt: skip
SHIPMENTS = _extract(
    "shipments", "One row per delivery, document and item.", "company_code delivery_number invoice_number sku",
    Column("company_code", T, "Our company"),
    Column("delivery_number", T, "Our delivery"),
    optional("invoice_number", T, "Document that bills it"),
    Column("sku", T, "Item"),
    Column("quantity_shipped", Q, "Units shipped"),
    optional("quantity_received", Q, "Units the payer signed for"),
    optional("received_date", D, "Day of receipt"),
    optional("pod_reference", T, "Proof of delivery", personal=Personal.NONE),
    optional("carrier_code", T, "Who carried it: shortages of one carrier are one cause"),
)  # fmt: skip
PRICE_AGREEMENTS = _extract(
    "price_agreements", "One row per payer, item, currency and first day of an agreed price.",
    "payer_id sku currency valid_from",
    Column("payer_id", T, "Payer"),
    Column("sku", T, "Item"),
    Column("unit_price", P, "Agreed price of one unit"),
    Column("currency", T, "ISO 4217 code"),
    Column("valid_from", D, "First day"),
    Column("valid_to", D, "Last day; null, or after the calendar of the policy: no end", nullable=True, is_open_ended=True),
)  # fmt: skip
PAYERS = _extract(
    "payers", "One row per payer.", "payer_id",
    Column("payer_id", T, "Payer"),
    Column("name", T, "Name", personal=Personal.PAYER_NAME),
    optional("parent_payer_id", T, "Parent that pays for it"),
    optional("country", T, "Country", personal=Personal.NONE),
    optional("collector", T, "Who owns its disputes", personal=Personal.NAME),
)  # fmt: skip
REASON_CODES = _extract(
    "reason_codes", "One row per payer (null = every payer) and reason code.", "payer_id reason_code",
    optional("payer_id", T, "Payer; null for every payer"),
    Column("reason_code", T, "The payer's own code"),
    Column("dispute_type", T, "Our type; no_dispute where the code disputes nothing", allowed=CODE_TYPES),
    Column("dispute_subtype", T, "Our subtype", allowed=CODE_SUBTYPES),
    optional("description", T, "What the payer says it means", personal=Personal.SENTENCE),
)  # fmt: skip
DISPUTE_ACTIVITY = _extract(
    "dispute_activity", "One row per thing that a person did on a dispute.", "activity_id",
    Column("activity_id", T, "Activity"),
    Column("dispute_id", T, "Dispute"),
    Column("at", TS, "When"),
    Column("actor", T, "Who", personal=Personal.NAME),
    Column("kind", T, "What was done", allowed=ACTIVITY_KINDS),
    optional("status", T, "New status", personal=Personal.NONE),
    optional("resolution", T, "How it was decided", RESOLUTIONS),
    optional("amount", Kind.MONEY, "Amount decided, in the dispute's currency; null = all that is open"),
    optional("text", T, "Words", personal=Personal.NOTE),
)  # fmt: skip

EXTRACTS: dict[str, Table] = {
    table.name: table
    for table in (
        INVOICES, INVOICE_LINES, PAYMENTS, CASH_APPLICATIONS, REMITTANCES, SHIPMENTS, PRICE_AGREEMENTS,
        PAYERS, REASON_CODES, DISPUTE_ACTIVITY,
    )
}  # fmt: skip
