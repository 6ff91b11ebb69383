"""Codes that nobody has mapped: how often they came, and what their cases turned out to be, so that a person can map them.

What does **not** belong here: what a known code means (`code_meanings.sql`), and mapping by itself, which nothing does.
"""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from pipelines.catalog import BOOKS, PUBLISHED, Table
from pipelines.models import Session, open_session
from pipelines.policy import Policy
from pipelines.policy.variables import set_variables
from pipelines.reason_codes.shipped_codes import shipped_codes

BOOK, LIST = BOOKS["book_coded_variances"], PUBLISHED["unknown_reason_codes"]


def list_unknown_codes(
    before: pa.Table,
    variances: pa.Table,
    payers: pa.Table,
    reason_codes: pa.Table,
    policy: Policy,
    night: date,
) -> dict[str, pa.Table]:
    """`unknown_reason_codes` after the night, and the book behind it; `before` is that book of the night before.

    `variances`, `payers` and `reason_codes` are the books of tonight. A code mapped tonight is listed no more.
    """
    tables = {
        "known_coded_variances": before,
        "book_variances": variances,
        "payers": payers,
        "reason_codes": reason_codes,
    }
    with open_session({**tables, "shipped_codes": shipped_codes()}) as models:
        set_variables(models.connection, policy, night)
        models.define(asked_codes="FROM unmapped_codes")
        models.make(BOOK.name)
        return {table.name: _read(models, table) for table in (BOOK, LIST)}


def _read(models: Session, table: Table) -> pa.Table:
    rows = models.read(table.name, table.select_list()).order(", ".join(table.key))
    return rows.to_arrow_table().cast(table.arrow_schema)
