"""How payers behave: every behaviour with its rate. What the committed sample is made with, `sample` says.

A test asks for one situation at a time: `Behaviour.only(tax=1.0)`. What a behaviour does belongs to the modules beside this.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any

LINE_SHORTFALLS = (
    "short_with_proof", "short_without_proof", "missing_line", "damaged", "contract_price", "unknown_price",
    "percent", "tax", "freight", "arithmetic", "late_discount", "excess_discount", "promotion", "compliance",
    "withholding_tax", "bank_charges", "unexplained", "tolerance", "part_payment", "overpaid",
)  # fmt: skip
"""What may happen to one invoice when it is paid: at most one of these, each with a rate of its own."""


def _default_references() -> dict[str, float]:
    return {
        "exact": 0.46, "separators": 0.08, "prefix": 0.08, "leading_zeros": 0.06, "last_digits": 0.06, "po": 0.06,
        "delivery": 0.06, "bare_digits": 0.02, "lower_case": 0.02, "suffix": 0.02, "swapped": 0.03, "look_alike": 0.03,
        "dropped": 0.02, "company_prefix": 0.03, "excel": 0.01, "own_number": 0.01,
    }  # fmt: skip


def _default_families() -> dict[str, float]:
    return {
        "one": 0.22, "whole_account": 0.12, "past_due": 0.16, "due_run": 0.14, "run_less_one": 0.08, "pair": 0.08,
        "triple": 0.05, "one_po": 0.05, "one_store": 0.03, "one_due_date": 0.04, "arbitrary": 0.03,
    }  # fmt: skip


HARD = (
    "payer_unknown", "payer_unknown_untold", "misspelt_name", "has_alias", "child_pays", "has_parent", "recurring",
    "untied_advice", "late_advice", "early_advice", "missing_advice", "payerless_advice", "companyless_advice",
    "split_advice", "joint_advice", "line_left_out", "line_amount_wrong", "line_twice", "not_itemised", "joined_lines",
    "joined_memo", "cut_memo", "cut_memo_long", "other_document", "own_claim_number", "shared_po", "misapplied",
    "returned_payment", "billed_twice", "paid_twice", "deduction_twice",
)  # fmt: skip
"""What makes matching hard: `Behaviour.hard` doubles these."""


@dataclass(frozen=True)
class Behaviour:
    """Rates from 0 to 1. Shares of paid invoices unless the comment says otherwise."""

    short_with_proof: float = 0.030
    short_without_proof: float = 0.020
    missing_line: float = 0.012
    damaged: float = 0.012
    contract_price: float = 0.030
    unknown_price: float = 0.006
    percent: float = 0.010
    tax: float = 0.018
    freight: float = 0.020
    arithmetic: float = 0.008
    late_discount: float = 0.020
    excess_discount: float = 0.006
    promotion: float = 0.008
    compliance: float = 0.008
    withholding_tax: float = 0.005
    bank_charges: float = 0.006
    unexplained: float = 0.020
    tolerance: float = 0.015
    part_payment: float = 0.008
    overpaid: float = 0.005

    billed_twice: float = 0.012
    paid_twice: float = 0.006
    never_paid: float = 0.030
    claim_only: float = 0.030  # of advised payments: a claim that names no document
    two_causes: float = 0.100  # of shortages with proof: a price above the agreement in the same deduction
    systematic_price: float = 0.060  # of paying groups: one item billed above the agreement again and again
    shared_claim: float = 0.010  # of advised payments: one claim over several invoices
    two_deductions: float = 0.050  # of invoices with a stated deduction on goods or price
    deduction_twice: float = 0.080  # of stated deductions
    other_code: float = 0.400  # of deductions taken twice: the second time under another code and claim
    again_at_once: float = 0.150  # of deductions taken twice: on a further line of the same advice
    repaid: float = 0.060  # of disputed deductions
    own_claim_number: float = 0.250  # of repayments of numbered claims: they name the claim, not the invoice
    credited_later: float = 0.060  # of disputed deductions: a memo a few nights later
    in_part: float = 0.250  # of repayments and later memos: half of it
    returned_payment: float = 0.010  # of payments: the bank takes the money back
    paid_again: float = 0.600  # of returned payments in full: once more, a few days later
    refunded: float = 0.300  # of what was paid too much: we send it back
    restated_before: float = 0.010  # of invoices paid in full: freight added before the payment
    restated_lower: float = 0.004  # of invoices paid in full: freight waived after the payment
    restated_higher: float = 0.004  # of invoices paid in full: freight raised after the payment
    cancelled: float = 0.050  # of unpaid invoices
    twin_cancelled: float = 0.250  # of invoices billed twice: the second one, after the payment
    zero_sum: float = (
        0.030  # of unpaid invoices: taken back whole, and netted by an advice that needs no money
    )

    free_delivery: float = 0.200  # of synthetic paying groups: freight is never billed to them
    wrong_footing: float = 0.003  # of synthetic invoices: the total is not the sum of its parts
    wrong_extension: float = 0.003  # of synthetic invoices: a line is not quantity × price
    wrong_tax_rate: float = 0.003  # of synthetic invoices: tax at another rate than the payer's usual one
    wrong_freight: float = 0.030  # of synthetic invoices of such groups: it is
    wrong_price: float = 0.003  # of synthetic invoices: a line above the payer's agreement
    wrong_unit: float = 0.003  # of synthetic invoices: pieces at the price of a dozen

    separate_line: float = 0.220  # of stated deductions: on a negative line of their own
    silent: float = 0.140  # of shortfalls of advised payments: nothing stated
    numbered_claim: float = 0.400  # of deductions on the invoice's line: with a claim number
    worded: float = 0.400  # of stated deductions: with words
    discount_in_column: float = 0.600  # of late discounts: as a discount, not as a deduction
    coded: float = 0.700  # of stated deductions of payers that have a code table
    unknown_code: float = 0.080  # of uncoded stated deductions: a code nobody has mapped
    misleading_code: float = 0.030  # of coded deductions that papers prove: the code says something else
    has_code_table: float = 0.650  # of payers
    with_tax: float = 0.800  # of goods deductions: the payer deducts the tax with the goods

    memo_netted: float = 0.550  # of credit memos
    memo_settles: float = 0.900  # of other memos whose invoice is in the nights: deducted instead
    memo_used_and_deducted: float = 0.060  # of netted memos whose invoice is still unpaid
    memo_rate: float = 0.050  # of synthetic invoices: a line comes back

    has_parent: float = 0.200  # of payers
    takes_discount: float = 0.600  # of payers with terms
    pays_each: float = 0.300  # of payers: one payment per invoice
    advice: dict[str, float] = field(
        default_factory=lambda: {"advised": 0.68, "bare": 0.13, "memo": 0.14, "nothing": 0.05}
    )
    references: dict[str, float] = field(default_factory=_default_references)
    keeps_habit: float = 0.80  # of references: written the payer's usual way, otherwise exactly
    untied_advice: float = 0.06  # of advice: no bank reference
    late_advice: float = 0.06
    early_advice: float = 0.10
    missing_advice: float = 0.02  # of advised payments in full
    line_left_out: float = (
        0.01  # of advised payments in full of three invoices or more: the advice forgets one
    )
    line_amount_wrong: float = 0.008  # of advised payments in full: a line says another amount than was paid
    line_twice: float = 0.008  # of advised payments in full: the advice has a line twice
    not_itemised: float = (
        0.030  # of proven shortfalls of advised payments: the lines show it paid, the money is short
    )
    payerless_advice: float = 0.03  # of tied advice: without the payer's id
    companyless_advice: float = 0.03  # of tied advice: without our company
    split_advice: float = 0.02  # of tied advice of two lines or more: it comes as two
    joint_advice: float = 0.02  # of days with several payments of one payer: one advice for all
    joined_lines: float = (
        0.03  # of advised payments in full: several invoices on one line (1001/02/03, 1001-1003)
    )
    joined_memo: float = 0.12  # of memo payments in full: the same in the memo
    cut_memo: float = 0.10  # of memo payments in full: the bank keeps 35 characters
    cut_memo_long: float = 0.50  # of other memo payments in full over 140 characters: the bank keeps 140
    other_document: float = (
        0.010  # of lines in full: another number of the payer, if one is close by; one a payment
    )
    shared_po: float = 0.10  # of synthetic invoices: on the purchase order of the payer's invoice before
    recurring: float = 0.05  # of synthetic payers: every invoice comes to the same amount
    families: dict[str, float] = field(default_factory=_default_families)
    payer_unknown: float = 0.10  # of payments: the bank does not know the payer
    payer_unknown_untold: float = 0.10  # of payments of which nothing is told: the same
    misspelt_name: float = 0.20  # of payments whose payer the bank does not know: the name is not ours
    has_alias: float = 0.05  # of paying groups: the bank's name of the account is one that we have nowhere
    child_pays: float = 0.10  # of payments of groups with children: one of them pays for all
    posted: float = 0.30  # of payments: the ERP posts them a night later
    misapplied: float = 0.02  # of posted payments: on another invoice of the payer
    has_shipment: float = 0.15  # of invoices without a shortage: proof of delivery in full
    companies: tuple[str, ...] = ("1000",)
    currencies: tuple[str, ...] = ("GBP",)

    @classmethod
    def quiet(cls, **changes: Any) -> Behaviour:
        """Nothing unusual happens, but for what the caller asks."""
        keep = {
            "has_code_table", "coded", "with_tax", "keeps_habit", "numbered_claim", "worded", "discount_in_column",
        }  # fmt: skip
        zero = {f.name: 0.0 for f in fields(cls) if f.type == "float" and f.name not in keep}
        plain: dict[str, Any] = {"advice": {"advised": 1.0}, "references": {"exact": 1.0}}
        return replace(cls(**{**zero, **plain}), **changes)

    @classmethod
    def hard(cls, **changes: Any) -> Behaviour:
        """What makes matching hard is twice as frequent, and the zone has companies and currencies of every kind."""
        plain = cls()
        doubled: dict[str, Any] = {name: min(1.0, 2 * getattr(plain, name)) for name in HARD}
        doubled["advice"] = _doubled(plain.advice, "advised")
        doubled["references"] = _doubled(plain.references, "exact")
        doubled["companies"] = ("1000", "2000")
        doubled["currencies"] = ("GBP", "EUR", "GBP", "JPY", "GBP", "KWD")
        return replace(plain, **{**doubled, **changes})

    def scaled(self, factor: float) -> Behaviour:
        """The same mixture of shortfalls, more or less often."""
        return replace(self, **{name: getattr(self, name) * factor for name in LINE_SHORTFALLS})

    def line_rates(self) -> dict[str, float]:
        return {name: getattr(self, name) for name in LINE_SHORTFALLS}


def _doubled(shares: dict[str, float], plain: str) -> dict[str, float]:
    """Shares with all but the plain one doubled at its cost, as far as a tenth of the whole is left to it."""
    whole = sum(shares.values())
    others = {name: share for name, share in shares.items() if name != plain}
    factor = min(2.0, 0.9 * whole / sum(others.values()))
    doubled = {name: factor * share for name, share in others.items()}
    return {plain: whole - sum(doubled.values()), **doubled}
