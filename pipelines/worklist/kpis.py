"""Takes the measures of a night from its tables.

What does **not** belong here: what a measure is (`pipelines.catalog.measures`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

import pyarrow as pa

from pipelines.catalog import PUBLISHED
from pipelines.catalog.measures import MEASURE_SCHEMA, MEASURES
from pipelines.catalog.subtypes import subtype_tables
from pipelines.models import open_session
from pipelines.policy import Policy
from pipelines.policy.variables import set_variables
from pipelines.sql import Rows

TABLES = (
    "allocations", "unapplied_payments", "open_items", "dispute_history", "worklist", "book_payments", "book_documents",
    "book_applications", "book_variances", "book_cases", "book_payers",
)  # fmt: skip
"""What a night is measured by: published tables of tonight, and books after it."""


def measure_night(
    tables: Mapping[str, Rows],
    policy: Policy,
    night: date,
    open_items_before: pa.Table | None = None,
) -> pa.Table:
    """One row per measure, scope and currency of the night; `tables` holds those named in `TABLES`, and
    `open_items_before` are last night's."""
    before = PUBLISHED["open_items"].empty() if open_items_before is None else open_items_before
    given = {name: tables[name] for name in TABLES}
    beside = {"open_items_before": before, "measures": _declared(), **subtype_tables()}
    with open_session({**given, **beside}, ("methods",)) as models:
        set_variables(models.connection, policy, night)
        declared = PUBLISHED["kpis"]
        rows = models.read("kpis", declared.select_list()).order(", ".join(declared.key))
        return rows.to_arrow_table().cast(declared.arrow_schema)


def _declared() -> pa.Table:
    return pa.Table.from_pylist([asdict(measure) for measure in MEASURES], schema=MEASURE_SCHEMA)
