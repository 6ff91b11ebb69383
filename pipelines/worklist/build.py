"""Builds the worklist: the policy becomes small tables, then SQL does the rest.

What does **not** belong here: rules. What to do about a cause stands in `pipelines.catalog.subtypes`, the order
of the list in `ranked_disputes.sql`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.arrow.ordering import sort_rows, take_rows, with_row_number
from pipelines.catalog import BOOKS, PUBLISHED, Table
from pipelines.catalog.subtypes import subtype_tables
from pipelines.models import Session, open_session
from pipelines.policy import Policy
from pipelines.policy.tables import currency_terms, rule_table, share_table
from pipelines.policy.variables import set_variables
from pipelines.sql import Rows

BUILT = {
    "worklist": "listed_disputes",
    "root_causes": "root_causes",
    "evidence_requests": "evidence_requests",
    "customer_statements": "customer_statements",
}
"""The published tables, each with the model of its rows. The wide ones are streamed from their queries, never stored."""

READ = ("book_variances", "book_payers", "book_cases", "book_outcomes", "book_documents", "book_shipments")
"""The books that the worklist is built from, as they are after the night's cases."""


def build_worklist(books: Mapping[str, Rows], policy: Policy, night: date) -> dict[str, pa.Table]:
    """The tables named in `BUILT`. `books`: those named in `READ`, variances at hand; of those left out nothing is known."""
    tables = {name: books.get(name, BOOKS[name].empty()) for name in READ}
    variances = with_row_number(sort_rows(tables["book_variances"], BOOKS["book_variances"].key))
    with _opened({**tables, "book_variances": variances}, policy, night) as models:
        models.make_shared(BUILT.values())
        listed = _as_listed(variances)
        return {name: _read(models, model, PUBLISHED[name], listed) for name, model in BUILT.items()}


def _as_listed(variances: pa.Table) -> pa.Table:
    """What is published of a variance as it stands."""
    evidence = variances["evidence"]
    known = pc.coalesce(evidence, pa.scalar([], evidence.type)) if evidence.null_count else evidence
    rows = variances.set_column(variances.column_names.index("evidence"), "evidence", known)
    return rows.rename_columns({"variance_id": "dispute_id"})


def _read(models: Session, name: str, declared: Table, listed: pa.Table) -> pa.Table:
    """In the order of the key, in which the lake keeps it. What its query leaves out is taken from the variance at `place`:
    it is wide, and no join need carry it."""
    own = set(models.read(name).columns)
    others = [name for name in declared.names if name not in own]
    place = ", place" if others else ""
    read = models.read(name, f"{declared.select_list(own)}{place}").to_arrow_table()
    read = sort_rows(read, [name if name in own else "place" for name in declared.key])
    beside = take_rows(listed.select(others), read["place"]) if others else read
    columns = [beside[name] if name in others else read[name] for name in declared.names]
    return pa.table(columns, names=list(declared.names)).cast(declared.arrow_schema)


@contextmanager
def _opened(tables: Mapping[str, Rows], policy: Policy, night: date) -> Iterator[Session]:
    with open_session(
        {**tables, **_policy_tables(policy), **subtype_tables()}, ("disputes", "learning")
    ) as models:
        set_variables(models.connection, policy, night)
        models.connection.execute("SET VARIABLE policy_version = $1", [policy.version])
        yield models


def _policy_tables(policy: Policy) -> dict[str, pa.Table]:
    return {
        "currency_terms": currency_terms(policy),
        "invalid_shares": share_table(policy.invalid_probabilities),
        "recovered_shares": share_table(policy.recovery_probabilities),
        "windows": rule_table("windows", policy.windows),
        "due_rules": rule_table("due_rules", policy.due_rules),
        "write_off_limits": rule_table("write_off_limits", policy.write_off_limits),
    }
