"""Describes how each payer behaves, so that credit and collections can act.

What does **not** belong here: measures of a night (`pipelines.worklist.kpis`) and the ranking of disputes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from pipelines.catalog import BOOKS, PUBLISHED
from pipelines.models import open_session
from pipelines.policy import Policy
from pipelines.sql import Rows

READ = ("book_documents", "book_variances", "book_applications", "book_outcomes", "book_payers")


def describe_payers(books: Mapping[str, Rows], policy: Policy, night: date) -> pa.Table:
    """One row per payer and currency; `books`: those named in `READ`, after the night. What is left out is empty."""
    declared = PUBLISHED["payer_behaviour"]
    tables = {name: books.get(name, BOOKS[name].empty()) for name in READ}
    with open_session(tables) as models:
        models.connection.execute("SET VARIABLE night = $1", [night])
        models.connection.execute(
            "SET VARIABLE half_nights = $1", [max(policy.settled_memory_nights // 2, 1)]
        )
        rows = models.read("payer_behaviour", declared.select_list()).order(", ".join(declared.key))
        return rows.to_arrow_table().cast(declared.arrow_schema)
