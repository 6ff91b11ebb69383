"""The measures of a night, each declared once: one fact over another, with the formula in words.

The declaration feeds the SQL: `night_facts.sql` gives the facts, `kpis.sql` divides. What does **not** belong
here: measures that need more than tonight's tables and the variances that are still at hand.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """`kpi` = sum of `numerator` ÷ sum of `denominator` (none: the sum itself), by currency or over all.

    Only counts are summed over currencies. A fact without a dispute type has no row in scope `type`.
    """

    kpi: str
    numerator: str
    denominator: str | None
    by_currency: bool
    formula: str


def _count(kpi: str, fact: str, formula: str, by_currency: bool = False) -> Measure:
    return Measure(kpi, fact, None, by_currency, formula)


def _money(kpi: str, fact: str, formula: str) -> Measure:
    return Measure(kpi, fact, None, True, formula)


def _ratio(kpi: str, numerator: str, denominator: str, formula: str, by_currency: bool = True) -> Measure:
    return Measure(kpi, numerator, denominator, by_currency, formula)


MEASURES = (
    _count("payments_received_count", "received_count", "tonight's payments, refunds apart"),
    _money("payments_received_amount", "received", "money of tonight's payments, refunds apart"),
    _ratio(
        "auto_match_rate_by_payment", "matched_count", "received_count",
        "tonight's payments with nothing unapplied and no ERP posting ÷ tonight's payments",
        by_currency=False,
    ),
    _ratio(
        "auto_match_rate_by_value", "matched", "received",
        "money of tonight's payments put on documents or claims by us, not by the ERP ÷ their money",
    ),
    _ratio(
        "first_pass_rate", "first_pass_count", "received_count",
        "tonight's payments with nothing unapplied and all found in the first tier ÷ tonight's payments",
        by_currency=False,
    ),
    _count("unapplied_count", "unapplied_count", "payments with money on no document after the night"),
    _money("unapplied_amount", "unapplied", "money on no document after the night"),
    _count("open_dispute_count", "open_count", "open disputes, held money included", by_currency=True),
    _money("open_dispute_amount", "open", "open amount of the disputes that withhold money"),
    _money("held_amount", "held", "open amount of the disputes that paid too much, as a positive"),
    _count("new_dispute_count", "opened_count", "disputes opened tonight", by_currency=True),
    _money("new_dispute_amount", "opened", "money withheld by disputes opened tonight"),
    _money("credited_amount", "credited", "withheld money closed tonight by credit memos"),
    _money("repaid_amount", "repaid", "withheld money closed tonight by payments"),
    _money("written_off_amount", "written_off", "withheld money closed tonight by people's decisions"),
    _money("withdrawn_amount", "withdrawn", "withheld money whose finding went away tonight"),
    _ratio(
        "deduction_rate", "opened", "invoiced",
        "money withheld by disputes opened tonight ÷ gross of the invoices that came tonight",
    ),
    _ratio("unexplained_share", "open_unexplained", "open", "unexplained open amount ÷ open amount"),
    _ratio("contested_share", "open_contested", "open", "contested open amount ÷ open amount"),
    _ratio(
        "days_deductions_outstanding", "open_by_days", "opened_recently",
        "open amount ÷ average daily new deductions: open amount × days ÷ money withheld by disputes opened "
        "in those days; days = settled_memory_nights, or since the first dispute at hand where that is less",
    ),
    _ratio(
        "cycle_days", "closed_days", "closed_count",
        "days from opening to closing of the disputes closed tonight ÷ their number",
        by_currency=False,
    ),
)  # fmt: skip
