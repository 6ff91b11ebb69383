"""The extracts as the data contract declares them: columns, types, keys, and which rows replace each other together."""

from __future__ import annotations

from dataclasses import dataclass, field

KINDS = ("csv", "csv.gz", "tsv", "tsv.gz", "jsonl", "jsonl.gz", "parquet")
"""Endings of the files that are read, without the dot."""
UNFINISHED = (".tmp", ".part", ".filepart")
"""Endings of files that are still being written."""
TYPES = ("text", "date", "currency", "money", "percent", "quantity", "price", "integer", "boolean", "time")
LARGEST_AMOUNT = 10**12
SUBTYPES = {
    "short_ship": "quantity|missing_line|damaged_or_returned",
    "pricing": "contract_price|percent",
    "billing_error": "tax|freight|arithmetic|misapplied_cash",
    "duplicate": "invoice|payment|deduction|already_credited",
    "other": "unearned_discount|promotion|compliance|post_audit|bank_charges|withholding_tax|overpayment|unexplained",
    "no_dispute": "partial_payment|money_back|evidence_missing",
}
"""Dispute types and their subtypes; the last one as the shipped reason codes have it."""


@dataclass(frozen=True)
class Column:
    """A column: one of `TYPES`, or a text out of `choices`."""

    name: str
    type: str
    is_nullable: bool
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Extract:
    """An extract; all rows that agree on `group` are one version, of which the latest day wins."""

    columns: dict[str, Column]
    key: tuple[str, ...]
    group: tuple[str, ...]
    amount: str = ""
    """The column that a control file sums."""
    required: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        names = tuple(name for name, column in self.columns.items() if not column.is_nullable)
        object.__setattr__(self, "required", names)

    def of_type(self, *types: str) -> list[str]:
        return [name for name, column in self.columns.items() if column.type in types]


def _extract(spec: str, key: str, group: str = "", amount: str = "") -> Extract:
    """Read `name type` pairs, `?` for nullable, choices parted by a bar."""
    columns = {}
    for part in spec.split(" · "):
        name, kind = part.split()
        is_nullable, kind = kind.endswith("?"), kind.removesuffix("?")
        choices = tuple(kind.split("|")) if kind not in TYPES else ()
        columns[name] = Column(name, "text" if choices else kind, is_nullable, choices)
    keys = tuple(key.split())
    return Extract(columns, keys, tuple(group.split()) or keys, amount)


EXTRACTS = {
    "invoices": _extract(
        "company_code text · invoice_number text · document_type invoice|credit_memo|debit_memo · payer_id text · "
        "ship_to_id text? · issue_date date · due_date date · currency currency · gross_amount money · tax_amount money? · "
        "freight_amount money? · discount_percent percent? · discount_date date? · po_number text? · "
        "delivery_number text? · "
        "original_invoice_number text? · is_cancelled boolean?",
        key="company_code invoice_number", amount="gross_amount",
    ),
    "invoice_lines": _extract(
        "company_code text · invoice_number text · line_number integer · sku text? · description text? · "
        "quantity quantity? · "
        "uom text? · unit_price price? · net_amount money · tax_percent percent?",
        key="company_code invoice_number line_number", group="company_code invoice_number", amount="net_amount",
    ),
    "payments": _extract(
        "company_code text · payment_id text · payer_id text? · payer_name text? · value_date date · amount money · "
        "currency currency · method text? · bank_reference text? · memo text? · reverses_payment_id text? · "
        "payer_account text?",
        key="company_code payment_id", amount="amount",
    ),
    "cash_applications": _extract(
        "company_code text · payment_id text · invoice_number text · applied_amount money · discount_amount money? · "
        "posting_date date · payment_amount money?",
        key="company_code payment_id invoice_number", amount="applied_amount",
    ),
    "invoice_terms": _extract(
        "company_code text · invoice_number text · term_number integer · kind instalment|retention|discount · "
        "due_date date · "
        "amount money? · percent percent?",
        key="company_code invoice_number term_number", group="company_code invoice_number",
    ),
    "ledger_balances": _extract(
        "company_code text · account text · currency currency · balance_date date · balance money",
        key="company_code account currency balance_date",
    ),
    "remittances": _extract(
        "remittance_id text · line_number integer · company_code text? · payer_id text? · bank_reference text? · "
        "remittance_date date · currency currency · invoice_reference text? · po_reference text? · invoice_amount money? · "
        "discount_amount money? · deduction_amount money? · paid_amount money · claim_number text? · reason_code text? · "
        "reason_text text?",
        key="payer_id remittance_id line_number", group="payer_id remittance_id", amount="paid_amount",
    ),
    "shipments": _extract(
        "company_code text · delivery_number text · invoice_number text? · sku text · quantity_shipped quantity · "
        "quantity_received quantity? · received_date date? · pod_reference text? · carrier_code text?",
        key="company_code delivery_number invoice_number sku",
    ),
    "price_agreements": _extract(
        "payer_id text · sku text · unit_price price · currency currency · valid_from date · valid_to date?",
        key="payer_id sku currency valid_from",
    ),
    "payers": _extract(
        "payer_id text · name text · parent_payer_id text? · country text? · collector text?", key="payer_id"
    ),
    "reason_codes": _extract(
        f"payer_id text? · reason_code text · dispute_type {'|'.join(SUBTYPES)} · "
        f"dispute_subtype {'|'.join(sorted(set('|'.join(SUBTYPES.values()).split('|'))))} · description text?",
        key="payer_id reason_code",
    ),
    "dispute_activity": _extract(
        "activity_id text · dispute_id text · at time · actor text · "
        "kind assigned|note|email_in|email_out|call|document|status_changed|resolved · status text? · "
        "resolution credit_granted|denied|written_off|lost? · amount money? · text text?",
        key="activity_id", amount="",
    ),
}  # fmt: skip
