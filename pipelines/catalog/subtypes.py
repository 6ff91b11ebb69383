"""The causes of disputes: each subtype one row with all that queries ask of it.

Queries join the tables `subtypes` and `needed_evidence`, and call the macros of topic `subtypes`: `cause_text(type, subtype)` and
`causes_said(words)`. A new cause is a row here and a rule in `pipelines/evidence/rules/`. What does **not** belong here: how a
cause is found (the rules) and how likely payers are wrong about it (the policy).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pyarrow as pa

from pipelines.sql_text import literal


class Paper(NamedTuple):
    """A document that settles a cause.

    Attributes:
        name: Its name in `evidence_requests.evidence_needed`.
        asked_from: Who has it: the payer, a carrier, our sales people or cash application.
        wording: The words to ask in, after "Please".
    """

    name: str
    asked_from: str
    wording: str


class Subtype(NamedTuple):
    """A cause of disputes.

    Attributes:
        dispute_type: The type that it belongs to (contract, section 2).
        name: Its published name.
        phrase: What it is called in sentences to the payer.
        documented_action: What is recommended once papers show it.
        otherwise_action: What is recommended while only arithmetic or the payer's word points to it.
        is_ours: Whether the fault is our own, so that a credit is owed however the payer's code names it.
        papers: The documents that settle it.
        is_posting_error: Whether a posting of ours is wrong, and no money is withheld.
        is_always_asked: Whether they are needed even where papers of ours show it.
        root_cause: The kind of root cause that its disputes share, if they share one; others share a payer's habit.
        is_root_cause_documented: Whether they share it only where papers show it.
        words: A regular expression of the words, in small letters, by which payers name it.
        other_words: Words beside which those mean something else.
    """

    dispute_type: str
    name: str
    phrase: str
    documented_action: str
    otherwise_action: str
    is_ours: bool
    papers: tuple[Paper, ...]
    is_posting_error: bool = False
    is_always_asked: bool = False
    root_cause: str | None = None
    is_root_cause_documented: bool = False
    words: str = ""
    other_words: str = ""


_PROOF_OF_DELIVERY = Paper("proof_of_delivery", "carrier", "send the signed proof of delivery")
_INSTRUCTION = Paper("instruction", "payer", "say whether to refund it, or which document it pays")

TYPES = {
    "short_ship": "a shortage",
    "pricing": "a price difference",
    "billing_error": "an error of our bill",
    "duplicate": "a duplicate",
    "other": "other",
}
"""Types by name, with what they are called in sentences where no subtype is known."""

SUBTYPES = (
    Subtype(
        "short_ship", "quantity", "short quantity", "issue_credit", "investigate", True,
        papers=(
            _PROOF_OF_DELIVERY,
            Paper("receiving_record", "payer", "send your receiving record with the quantities counted"),
        ),
        words=r"\b(short(age|ages|ed|s)?\b|short.?(ship|deliver|receiv|qty|quant)|qty (diff|disc|var)|quantity|"
              r"under.?deliver|fehlmenge|manquant)",
        other_words="short.?pa(y|id)",
    ),
    Subtype(
        "short_ship", "missing_line", "a missing line", "issue_credit", "investigate", True,
        papers=(
            _PROOF_OF_DELIVERY,
            Paper("receiving_record", "payer", "send your receiving record with the items missing"),
        ),
        words=r"\b(line|item|carton|pallet)s? (is |was |were )?(missing|not (received|delivered))|missing (line|item)",
    ),
    Subtype(
        "short_ship", "damaged_or_returned", "goods damaged or returned", "issue_credit", "investigate", True,
        papers=(Paper("return_note", "payer", "send the return note or the record of the damage"),),
        words=r"\b(damag|broken|bruch|defect|spoil|return|refus|rejected|wrong (item|goods|product)|beschädigt|retour)",
    ),
    Subtype(
        "pricing", "contract_price", "a price difference", "issue_credit", "investigate", True,
        papers=(
            Paper("price_agreement", "payer", "send the price agreement that you rely on"),
            Paper("price_confirmation", "sales", "confirm the price that was agreed"),
        ),
        root_cause="price", is_root_cause_documented=True,
        words=r"\b(contract|agreed|agreement|list|catalog(ue)?|po|unit) (price|cost)|\bpric(e|ing)\b|"
              r"overcharg|cost (diff|disc|var)|preis",
    ),
    Subtype(
        "pricing", "percent", "an allowance", "investigate", "investigate", False,
        papers=(Paper("agreement", "payer", "send the agreement on this percentage"),),
        words=r"\b(allowance|nachlass|remise)",
        other_words=r"\b(promo|advertis|market|volume|display|slotting|freight)",
    ),
    Subtype(
        "billing_error", "tax", "tax", "issue_credit", "investigate", True,
        papers=(Paper("exemption_certificate", "payer", "send your tax exemption certificate"),),
        root_cause="tax",
        words=r"\b(vat|sales tax|tax)\b|\b(mwst|tva)\b",
        other_words=r"with.?h(e|o)ld|\b(wht|tds)\b",
    ),
    Subtype(
        "billing_error", "freight", "freight", "issue_credit", "investigate", True,
        papers=(Paper("freight_terms", "sales", "confirm the freight terms that were agreed"),),
        root_cause="freight",
        words=r"\b(freight|carriage|postage|shipping (charge|cost|fee)|delivery (charge|cost|fee)|fracht)",
        other_words=r"\b(late|early|missed)\b",
    ),
    Subtype(
        "billing_error", "arithmetic", "an error of our bill", "issue_credit", "investigate", True,
        papers=(Paper("calculation", "payer", "say which figure of the document is wrong"),),
        root_cause="billing", is_root_cause_documented=True,
        words=r"\b(extension|footing|arithmetic|calculation|addition|miscalculat|rechenfehler)|(total|sum) (is )?wrong",
    ),
    Subtype(
        "billing_error", "misapplied_cash", "a payment applied elsewhere", "investigate", "investigate", True,
        papers=(Paper("posting_check", "cash_application", "compare the posting with the advice"),),
        is_posting_error=True, is_always_asked=True,
    ),
    Subtype(
        "duplicate", "invoice", "billed twice", "issue_credit", "investigate", True,
        papers=(Paper("other_document", "payer", "name the document by which you paid the same delivery"),),
        words=r"\b(duplicate|double|twice).*(invoice|bill)|(invoice|bill)(d|ed)? (twice|double)|duplicate inv",
    ),
    Subtype(
        "duplicate", "payment", "paid twice", "refund_or_hold", "refund_or_hold", True,
        papers=(_INSTRUCTION,), is_always_asked=True,
    ),
    Subtype(
        "duplicate", "deduction", "deducted twice", "collect", "investigate", False,
        papers=(Paper("reason", "payer", "say why it is taken again"),),
    ),
    Subtype(
        "duplicate", "already_credited", "already credited", "collect", "investigate", False,
        papers=(Paper("reason", "payer", "say why it is taken, although it was credited"),),
    ),
    Subtype(
        "other", "unearned_discount", "a discount", "collect", "investigate", False,
        papers=(Paper("terms", "payer", "send the terms that grant this discount"),),
        words=r"\b(discount|skonto|escompte|prompt pay)",
    ),
    Subtype(
        "other", "promotion", "a promotion", "investigate", "investigate", False,
        papers=(
            Paper("promotion_agreement", "payer", "send the promotion agreement and its period"),
            Paper("promotion_approval", "sales", "confirm that the promotion was agreed"),
        ),
        words=r"\b(promo|promotion|rebate|co.?op|advertis|display|slotting|volume bonus|bonus|markdown)",
    ),
    Subtype(
        "other", "compliance", "a compliance charge", "investigate", "investigate", False,
        papers=(Paper("violation_notice", "payer", "send the notice of the violation"),),
        words=r"\b(complian|late (delivery|shipment)|otif|asn|routing guide|label(l)?ing|chargeback|penalty|fine)\b",
    ),
    Subtype(
        "other", "post_audit", "a finding of an audit", "investigate", "investigate", False,
        papers=(Paper("audit_report", "payer", "send the audit report with the documents it names"),),
        words=r"\b(post.?audit|audit|prior (year|period))",
    ),
    Subtype(
        "other", "bank_charges", "bank charges", "investigate", "investigate", False,
        papers=(Paper("bank_advice", "payer", "send the advice of your bank on its charges"),),
        words=r"\b(bank|wire|transfer|remittance|lifting) (charge|fee|cost)|bankspesen|"
              r"frais bancaires|gastos bancarios|\bchgs\b",
    ),
    Subtype(
        "other", "withholding_tax", "withholding tax", "investigate", "investigate", False,
        papers=(Paper("tax_certificate", "payer", "send the certificate of the tax withheld"),),
        is_always_asked=True,
        words=r"with.?h(e|o)ld|\b(wht|tds)\b|quellensteuer|retenci",
    ),
    Subtype(
        "other", "overpayment", "overpayment", "refund_or_hold", "refund_or_hold", True,
        papers=(_INSTRUCTION,), is_always_asked=True,
    ),
    Subtype(
        "other", "unexplained", "unexplained", "investigate", "investigate", False,
        papers=(Paper("reason", "payer", "state the reason and the document it is about"),),
    ),
)  # fmt: skip
"""All subtypes, in the order of the contract."""

SUBTYPE_TABLE = pa.schema([
    ("dispute_type", pa.string()), ("dispute_subtype", pa.string()), ("documented_action", pa.string()), ("otherwise_action", pa.string()),
    ("is_ours", pa.bool_()), ("is_posting_error", pa.bool_()), ("root_cause", pa.string()), ("is_root_cause_documented", pa.bool_()),
])  # fmt: skip
"""One row per subtype."""
PAPER_TABLE = pa.schema([
    ("dispute_subtype", pa.string()), ("evidence_needed", pa.string()), ("asked_from", pa.string()),
    ("wording", pa.string()), ("is_always_needed", pa.bool_()),
])  # fmt: skip
"""One row per subtype and document that settles it."""


def subtype_tables() -> dict[str, pa.Table]:
    """Return the tables `subtypes` (one row per subtype) and `needed_evidence` (one row per subtype and document that settles
    it)."""
    subtypes = [
        (
            each.dispute_type, each.name, each.documented_action, each.otherwise_action, each.is_ours, each.is_posting_error,
            each.root_cause, each.is_root_cause_documented,
        )
        for each in SUBTYPES
    ]  # fmt: skip
    papers = [(each.name, *paper, each.is_always_asked) for each in SUBTYPES for paper in each.papers]
    return {"subtypes": _table(subtypes, SUBTYPE_TABLE), "needed_evidence": _table(papers, PAPER_TABLE)}


def _table(rows: Iterable[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema=schema)


def subtype_macros() -> str:
    """Return the script of the macros `cause_text` and `causes_said`."""
    phrases = {**TYPES, **{each.name: each.phrase for each in SUBTYPES}}
    whens = " ".join(f"WHEN {literal(name)} THEN {literal(phrase)}" for name, phrase in phrases.items())
    said = ", ".join(
        f"CASE WHEN {_says(each)} THEN {literal(each.name)} END" for each in SUBTYPES if each.words
    )
    return (
        f"CREATE OR REPLACE MACRO cause_text(dispute_type, dispute_subtype) AS "
        f"CASE coalesce(dispute_subtype, dispute_type) {whens} END;\n"
        f"CREATE OR REPLACE MACRO causes_said(words) AS [{said}];"
    )


def _says(subtype: Subtype) -> str:
    says = f"regexp_matches(words, {literal(subtype.words)})"
    if not subtype.other_words:
        return says
    return f"{says} AND NOT regexp_matches(words, {literal(subtype.other_words)})"
