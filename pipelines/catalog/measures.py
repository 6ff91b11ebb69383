"""The measures of a night, each declared once: one fact over another, with the formula in words.

The declaration feeds the SQL of `pipelines.worklist` (`night_facts.sql` gives the facts, `kpis.sql` divides), the column's
comment and the page of tables. What does **not** belong here: measures that need more than last night's open items,
tonight's tables and what the books hold at hand.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import pyarrow as pa


@dataclass(frozen=True)
class Measure:
    """`kpi` = sum of `numerator` ÷ sum of `denominator` (none: the sum itself), by currency or over all.

    Only counts are summed over currencies. A fact without a dispute type or owner has no row in that scope. A numerator
    that is no fact is a quantile (`cycle_times.sql`).
    """

    kpi: str
    numerator: str
    denominator: str | None
    by_currency: bool
    formula: str


MEASURE_SCHEMA = pa.schema(
    [(field.name, pa.bool_() if field.name == "by_currency" else pa.string()) for field in fields(Measure)]
)
"""Columns of the measures as a table for SQL."""


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
    _money("open_dispute_amount", "open", "open amount of the disputes, money that we hold apart"),
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
        "open deductions ÷ average daily new ones (postings of ours to put right are none): open amount × days ÷ money withheld by disputes opened "
        "in those days; days = settled_memory_nights, or since the first dispute at hand where that is less",
    ),
    _ratio(
        "cycle_days", "closed_days", "closed_count",
        "days from opening to closing of the disputes closed tonight ÷ their number",
        by_currency=False,
    ),
    _ratio(
        "cycle_days_median", "median of closed_days", "closed_count",
        "half of the disputes closed tonight took at most so many days; the denominator is their number, there is no numerator",
        by_currency=False,
    ),
    _ratio(
        "cycle_days_p90", "ninth decile of closed_days", "closed_count",
        "nine of ten disputes closed tonight took at most so many days; the denominator is their number, there is no numerator",
        by_currency=False,
    ),
    _count("reopened_dispute_count", "reopened_count", "disputes that came back tonight", by_currency=True),
    _count("overdue_dispute_count", "overdue_count", "open disputes past their due date", by_currency=True),
    _count("window_missed_count", "window_missed_count", "open disputes whose window has closed", by_currency=True),
    _money("expected_recovery_amount", "expected", "what working the open disputes should bring, where that is above 0"),
    _ratio(
        "auto_match_rate_by_line", "matched_line_count", "line_count",
        "tonight's pieces of payments put on documents or claims by us ÷ all pieces, a rest without a document counting as one",
        by_currency=False,
    ),
    _ratio(
        "auto_match_precision", "auto_kept", "auto_applied",
        "1 − money that tonight's corrections took off documents again ÷ money at hand that we, not the ERP, had put there; "
        "returns by the bank are no mistakes",
    ),
    _ratio(
        "recovery_rate", "denied_repaid", "denied",
        "repaid ÷ denied: of disputes at hand in which the payer was found wrong (repaid, lost, denied), what came back",
    ),
    _ratio(
        "win_rate", "won_count", "decided_count",
        "won ÷ decided: disputes at hand that were recovered ÷ those closed with somebody in the right",
        by_currency=False,
    ),
    _ratio(
        "invalid_rate", "denied", "deducted",
        "judged invalid ÷ deducted: money withheld by disputes at hand in which the payer was found wrong ÷ by all at hand",
    ),
    _ratio("write_off_rate", "given_up", "deducted", "written off ÷ deducted, of the disputes at hand"),
    _ratio(
        "days_sales_outstanding", "receivable_by_days", "sold",
        "receivables ÷ credit sales × days: open and disputed money after the night × days ÷ gross of the invoices that came in "
        "those days; days = settled_memory_nights, or since the first invoice at hand where that is less",
    ),
    _ratio(
        "best_possible_days_sales_outstanding", "current_by_days", "sold",
        "receivables that are not yet due ÷ credit sales × days, as above",
    ),
    _ratio(
        "average_days_delinquent", "overdue_by_days", "sold",
        "days sales outstanding − best possible: receivables past their due date ÷ credit sales × days, as above",
    ),
    _ratio(
        "collection_effectiveness", "collected", "collectible",
        "(opening receivables + sales − closing receivables) ÷ (opening receivables + sales − closing receivables not yet due), "
        "from last night to tonight",
    ),
)  # fmt: skip
