"""Builds the worklist: the policy becomes small tables in each currency's own units, then SQL does the rest.

What does **not** belong here: rules. What to do is in `recommendations.sql`, the order in `worklist.sql`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

import pyarrow as pa

from pipelines.money import EXPONENTS
from pipelines.sql import build, engine
from pipelines.tables import PUBLISHED

WINDOW_CLOSES_SOON_DAYS = 14
"""A case whose window ends within so many days comes first: time for one letter and its answer."""

DOCUMENTED_CONFIDENCE = 0.8
"""A type is documented when papers show it, and nothing else fits so well that this sureness is missed."""

QUERIES = (
    "recommendations",
    "open_disputes",
    "case_windows",
    "root_causes",
    "valued_disputes",
    "ranked_disputes",
    "worklist",
)
TERMS = pa.schema(
    [
        ("currency", pa.string()),
        ("rate", pa.decimal128(18, 8)),
        ("working_cost", pa.int64()),
        ("write_off_limit", pa.int64()),
    ]
)
SHARES = pa.schema([("dispute_type", pa.string()), ("recovered_share", pa.decimal128(9, 6))])
WINDOWS = pa.schema(
    [
        ("payer_id", pa.string()),
        ("dispute_type", pa.string()),
        ("opens_after_days", pa.int64()),
        ("closes_after_days", pa.int64()),
    ]
)


class CaseWindow(Protocol):
    """When a payer takes disputes of a type, in days after opening; None = every payer or type, no end."""

    @property
    def payer_id(self) -> str | None: ...
    @property
    def dispute_type(self) -> str | None: ...
    @property
    def opens_after_days(self) -> int: ...
    @property
    def closes_after_days(self) -> int | None: ...


class WorklistPolicy(Protocol):
    """The values of the policy that the worklist needs; limit and cost are in the reporting currency."""

    @property
    def rates(self) -> Mapping[str, Decimal]: ...
    @property
    def dispute_due_days(self) -> int: ...
    @property
    def windows(self) -> Sequence[CaseWindow]: ...
    @property
    def write_off_recommend_limit(self) -> Decimal: ...
    @property
    def recovery_probabilities(self) -> Mapping[str, Decimal]: ...
    @property
    def working_cost(self) -> Decimal: ...
    @property
    def default_owner(self) -> str: ...


def build_worklist(variances: pa.Table, payers: pa.Table, policy: WorklistPolicy, night: date) -> pa.Table:
    """One row per open dispute; `variances` are `book_variances` after the cases, `payers` `book_payers`."""
    tables = {"variances": variances, "payers": payers, **_policy_tables(policy)}
    with engine(tables) as connection:
        settings = {
            "night": night,
            "dispute_due_days": policy.dispute_due_days,
            "default_owner": policy.default_owner,
            "documented_confidence": DOCUMENTED_CONFIDENCE,
            "closes_soon_days": WINDOW_CLOSES_SOON_DAYS,
        }
        for name, value in settings.items():
            connection.execute(f"SET VARIABLE {name} = $1", [value])
        build(connection, __package__, QUERIES)
        declared = PUBLISHED["worklist"]
        rows = connection.sql(
            f"SELECT {declared.select_list()} FROM worklist ORDER BY priority"
        ).to_arrow_table()
        return rows.cast(declared.arrow_schema)


def _policy_tables(policy: WorklistPolicy) -> dict[str, pa.Table]:
    terms = [
        {
            "currency": currency,
            "rate": rate.quantize(Decimal("1e-8")),
            "working_cost": _minor(policy.working_cost / rate, currency),
            "write_off_limit": _minor(policy.write_off_recommend_limit / rate, currency),
        }
        for currency, rate in sorted(policy.rates.items())
    ]
    shares = [
        {"dispute_type": dispute_type, "recovered_share": share.quantize(Decimal("1e-6"))}
        for dispute_type, share in sorted(policy.recovery_probabilities.items())
    ]
    windows = [{name: getattr(window, name) for name in WINDOWS.names} for window in policy.windows]
    return {
        "currency_terms": pa.Table.from_pylist(terms, schema=TERMS),
        "recovered_shares": pa.Table.from_pylist(shares, schema=SHARES),
        "dispute_windows": pa.Table.from_pylist(windows, schema=WINDOWS),
    }


def _minor(amount: Decimal, currency: str) -> int:
    return int(amount.scaleb(EXPONENTS[currency]).quantize(Decimal(1), ROUND_HALF_UP))
