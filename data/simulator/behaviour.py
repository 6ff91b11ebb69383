"""How payers behave: every behaviour with its rate. The defaults make the committed sample.

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
        "dropped": 0.02,
    }  # fmt: skip


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
    shared_claim: float = 0.010  # of advised payments: one claim over several invoices
    two_deductions: float = 0.050  # of invoices with a stated deduction on goods or price
    deduction_twice: float = 0.080  # of stated deductions
    other_code: float = 0.400  # of deductions taken twice: the second time under another code and claim
    repaid: float = 0.060  # of disputed deductions
    credited_later: float = 0.060  # of disputed deductions: a memo a few nights later
    in_part: float = 0.250  # of repayments and later memos: half of it
    returned_payment: float = 0.010  # of payments: the bank takes the money back
    refunded: float = 0.300  # of what was paid too much: we send it back
    restated_before: float = 0.010  # of invoices paid in full: freight added before the payment
    restated_lower: float = 0.004  # of invoices paid in full: freight waived after the payment
    restated_higher: float = 0.004  # of invoices paid in full: freight raised after the payment
    cancelled: float = 0.050  # of unpaid invoices
    twin_cancelled: float = 0.250  # of invoices billed twice: the second one, after the payment
    zero_sum: float = (
        0.030  # of unpaid invoices: taken back whole, and netted by an advice that needs no money
    )

    separate_line: float = 0.220  # of stated deductions: on a negative line of their own
    silent: float = 0.140  # of shortfalls of advised payments: nothing stated
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
    cut_memo: float = 0.10  # of memo payments in full: the bank keeps 35 characters
    recurring: float = 0.05  # of synthetic payers: every invoice comes to the same amount
    payer_unknown: float = 0.10  # of payments: the bank does not know the payer
    posted: float = 0.30  # of payments: the ERP posts them a night later
    misapplied: float = 0.02  # of posted payments: on another invoice of the payer
    has_shipment: float = 0.15  # of invoices without a shortage: proof of delivery in full
    companies: tuple[str, ...] = ("1000",)
    currencies: tuple[str, ...] = ("GBP",)

    @classmethod
    def quiet(cls, **changes: Any) -> Behaviour:
        """Nothing unusual happens, but for what the caller asks."""
        keep = {"has_code_table", "coded", "with_tax", "keeps_habit"}
        zero = {f.name: 0.0 for f in fields(cls) if f.type == "float" and f.name not in keep}
        plain: dict[str, Any] = {"advice": {"advised": 1.0}, "references": {"exact": 1.0}}
        return replace(cls(**{**zero, **plain}), **changes)

    def scaled(self, factor: float) -> Behaviour:
        """The same mixture of shortfalls, more or less often."""
        return replace(self, **{name: getattr(self, name) * factor for name in LINE_SHORTFALLS})

    def line_rates(self) -> dict[str, float]:
        return {name: getattr(self, name) for name in LINE_SHORTFALLS}
