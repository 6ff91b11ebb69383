"""Lays people's decisions over what the engine settled, and writes the books as the next night will find them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from pipelines.catalog import ALL, Table
from pipelines.catalog.books import MASTER_DATA
from pipelines.disputes import decisions
from pipelines.models import Session, open_session
from pipelines.policy import Policy
from pipelines.policy.variables import set_variables

OF_GROUPS = (
    "book_documents", "book_lines", "book_payments", "book_advice", "book_postings", "book_applications", "open_items",
    "unapplied_payments",
)  # fmt: skip
PAPERS = ("book_shipments", "book_payers", "book_payer_marks", *(f"book_{name}" for name in MASTER_DATA))
CLOSED = (*OF_GROUPS, *PAPERS)
EVIDENCE_NIGHTS = 120
"""How long evidence of a delivery stays at hand; older proof is fetched by key. Longer than payers' dispute windows wait."""

MARK_NIGHTS = 400
"""How long a name or an account stands for whom it last paid: as long as the longest snapshots, a year and a bit."""


def close_books(
    working: Mapping[str, pa.Table],
    settled: Mapping[str, pa.Table],
    activities: pa.Table,
    known_activities: pa.Table,
    policy: Policy,
    night: date,
) -> dict[str, pa.Table]:
    """The books of some payer groups after the night, their open items and unapplied payments; `movements` and
    `settled_variances` with people's write-offs in them. Books are in minor units, published tables in decimals.
    """
    decided = decisions(activities, settled["settled_variances"], known_activities)
    with open_session({**working, **settled, "decided": decided}) as models:
        set_variables(models.connection, policy, night)
        models.make_shared((*OF_GROUPS, "decided_variances", "decided_movements"))
        closed = {name: _read(models, ALL[name], name) for name in OF_GROUPS}
        closed["settled_variances"] = _read(models, ALL["book_variances"], "decided_variances")
        closed["movements"] = models.read("decided_movements").to_arrow_table()
        return closed


def close_papers(working: Mapping[str, pa.Table], night: date) -> dict[str, pa.Table]:
    """The books of master data, deliveries and payers' marks after the night, which belong to no payer group."""
    with open_session(working) as models:
        models.connection.execute("SET VARIABLE night = $1::DATE", [night])
        models.connection.execute("SET VARIABLE evidence_memory = $1::INTEGER", [EVIDENCE_NIGHTS])
        models.connection.execute("SET VARIABLE mark_memory = $1::INTEGER", [MARK_NIGHTS])
        models.define(
            **{f"book_{name}": f"SELECT *, TRUE AS is_live FROM night_{name}" for name in MASTER_DATA}
        )
        return {name: _read(models, ALL[name], name) for name in PAPERS}


def _read(models: Session, table: Table, name: str) -> pa.Table:
    return models.read(name, table.select_list()).to_arrow_table()
