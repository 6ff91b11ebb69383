"""All tables of the worklist's step: the worklist and what is built beside it, behaviour of payers, measures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from pipelines.policy import Policy
from pipelines.sql import Rows
from pipelines.worklist import behaviour, build, kpis

WRITTEN = (*build.BUILT, "payer_behaviour", "kpis")
"""The published tables that are made."""
READ = tuple(sorted({*build.READ, *behaviour.READ, *kpis.TABLES} - {"worklist"}))
"""The tables of tonight that they are made from."""


def list_work(
    tables: Mapping[str, Rows], open_items_before: pa.Table, policy: Policy, night: date
) -> dict[str, pa.Table]:
    """Return the tables named in `WRITTEN`, as they are published.

    Args:
        tables: Those named in `READ`, after the night's cases; `book_variances` at hand.
        open_items_before: `open_items` of the night before.
        policy: The policy.
        night: The night.
    """
    built = build.build_worklist(tables, policy, night)
    measured = kpis.measure_night({**tables, **built}, policy, night, open_items_before)
    return {**built, "payer_behaviour": behaviour.describe_payers(tables, policy, night), "kpis": measured}
