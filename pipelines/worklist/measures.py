"""The measures of a night: each declared once, as one fact over another, with its formula in words.

The declaration feeds the SQL: `night_facts.sql` gives the facts, `kpis.sql` divides. What does **not** belong here: measures
that need more than tonight's tables and the variances that are still at hand.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Protocol

import pyarrow as pa

from pipelines.sql import build, engine
from pipelines.tables import PUBLISHED

TABLES = (
    "allocations", "unapplied_payments", "dispute_history", "worklist", "book_payments", "book_documents",
    "book_variances",
)  # fmt: skip
"""What a night is measured by: four published tables of tonight, and three books after it."""

QUERIES = ("night_facts", "scoped_facts", "kpis")


@dataclass(frozen=True)
class Measure:
    """`kpi` = sum of `numerator` ÷ sum of `denominator` (none: the sum itself), per currency or over all of them.

    Only counts are summed over currencies; a fact without a dispute type has no row in scope `type`.
    """

    kpi: str
    numerator: str
    denominator: str | None
    by_currency: bool
    formula: str


COUNTED, IN_CURRENCY = False, True
MEASURES = (
    Measure("payments_received_count", "received_count", None, COUNTED, "payments that came tonight, refunds apart"),
    Measure("payments_received_amount", "received", None, IN_CURRENCY, "their money"),
    Measure(
        "auto_match_rate_by_payment", "matched_count", "received_count", COUNTED,
        "tonight's payments of which nothing is unapplied and no piece is an ERP posting ÷ tonight's payments",
    ),
    Measure(
        "auto_match_rate_by_value", "matched", "received", IN_CURRENCY,
        "tonight's money put on documents or claims without an ERP posting ÷ money of tonight's payments",
    ),
    Measure(
        "first_pass_rate", "first_pass_count", "received_count", COUNTED,
        "tonight's payments of which nothing is unapplied and every piece was found in the first tier ÷ tonight's payments",
    ),
    Measure("unapplied_count", "unapplied_count", None, COUNTED, "payments with money on no document after the night"),
    Measure("unapplied_amount", "unapplied", None, IN_CURRENCY, "their money without a document"),
    Measure("open_dispute_count", "open_count", None, IN_CURRENCY, "open disputes, money that we hold included"),
    Measure("open_dispute_amount", "open", None, IN_CURRENCY, "open amount of the disputes that withhold money"),
    Measure("held_amount", "held", None, IN_CURRENCY, "open amount of the disputes that paid too much, as a positive"),
    Measure("new_dispute_count", "opened_count", None, IN_CURRENCY, "disputes opened tonight"),
    Measure("new_dispute_amount", "opened", None, IN_CURRENCY, "money withheld by disputes opened tonight"),
    Measure("credited_amount", "credited", None, IN_CURRENCY, "withheld money closed tonight by credit memos"),
    Measure("repaid_amount", "repaid", None, IN_CURRENCY, "withheld money closed tonight by payments"),
    Measure("written_off_amount", "written_off", None, IN_CURRENCY, "withheld money closed tonight by people's decisions"),
    Measure("withdrawn_amount", "withdrawn", None, IN_CURRENCY, "withheld money whose finding went away tonight"),
    Measure(
        "deduction_rate", "opened", "invoiced", IN_CURRENCY,
        "money withheld by disputes opened tonight ÷ gross of the invoices that came tonight",
    ),
    Measure("unexplained_share", "open_unexplained", "open", IN_CURRENCY, "unexplained open amount ÷ open amount"),
    Measure("contested_share", "open_contested", "open", IN_CURRENCY, "contested open amount ÷ open amount"),
    Measure(
        "days_deductions_outstanding", "open_by_days", "opened_recently", IN_CURRENCY,
        "open amount ÷ average daily new deductions: open amount × days ÷ money withheld by disputes opened in those days; "
        "days = settled_memory_nights, or since the first dispute at hand was opened where that is less",
    ),
    Measure(
        "cycle_days", "closed_days", "closed_count", COUNTED,
        "days from opening to closing, summed over the disputes closed tonight ÷ their number",
    ),
)  # fmt: skip


class MeasurePolicy(Protocol):
    """The values of the policy that measures need."""

    @property
    def settled_memory_nights(self) -> int: ...


def measure_night(
    tables: Mapping[str, pa.Table],
    policy: MeasurePolicy,
    night: date,
    posting_methods: Collection[str],
    first_tier_methods: Collection[str],
) -> pa.Table:
    """One row per measure, scope and currency of the night; `tables` holds those named in `TABLES`.

    The methods are those of `allocations` that stand for an ERP posting, and those of the first tier of matching.
    """
    with engine({**{name: tables[name] for name in TABLES}, "measures": _declared()}) as connection:
        connection.execute("SET VARIABLE night = $1", [night])
        connection.execute("SET VARIABLE settled_memory_nights = $1", [policy.settled_memory_nights])
        connection.execute("SET VARIABLE posting_methods = $1::VARCHAR[]", [sorted(posting_methods)])
        connection.execute("SET VARIABLE first_tier_methods = $1::VARCHAR[]", [sorted(first_tier_methods)])
        build(connection, __package__, QUERIES)
        declared = PUBLISHED["kpis"]
        order = ", ".join(declared.key)
        rows = connection.sql(f"SELECT {declared.select_list()} FROM kpis ORDER BY {order}").to_arrow_table()
        return rows.cast(declared.arrow_schema)


def _declared() -> pa.Table:
    columns = [field.name for field in fields(Measure)]
    schema = pa.schema([(name, pa.bool_() if name == "by_currency" else pa.string()) for name in columns])
    return pa.Table.from_pylist([asdict(measure) for measure in MEASURES], schema=schema)
