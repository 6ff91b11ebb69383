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
        "exact": 0.56, "separators": 0.09, "prefix": 0.09, "leading_zeros": 0.07, "last_digits": 0.07,
        "po": 0.06, "delivery": 0.06,
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
    claim_only: float = 0.030  # of advised payments
    deduction_twice: float = 0.080  # of stated deductions
    repaid: float = 0.060  # of disputed deductions
    credited_later: float = 0.060  # of disputed deductions: a memo in full a few nights later

    separate_line: float = 0.220  # of stated deductions: on a negative line of their own
    silent: float = 0.140  # of shortfalls of advised payments: nothing stated
    coded: float = 0.700  # of stated deductions of payers that have a code table
    unknown_code: float = 0.080  # of uncoded stated deductions: a code nobody has mapped
    has_code_table: float = 0.650  # of payers
    with_tax: float = 0.800  # of goods deductions: the payer deducts the tax with the goods

    memo_netted: float = 0.550  # of credit memos
    memo_settles: float = (
        0.900  # of memos whose invoice is still unpaid and that are not netted: deducted instead
    )
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
