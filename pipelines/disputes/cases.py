"""Runs the queries of a night's cases: people's activity is judged, statuses move, every change is history.

What does **not** belong here: rules. Each is in its `.sql` file; which change may happen in `lifecycle`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

import pyarrow as pa

from pipelines.connections import Connection
from pipelines.disputes.evidence import MACROS as EVIDENCE_MACROS
from pipelines.disputes.lifecycle import state_changes
from pipelines.ordering import in_order, in_place
from pipelines.policy_rules import OwnerRule
from pipelines.policy_tables import MACROS as POLICY_MACROS
from pipelines.policy_tables import Priced, currency_terms, rule_table
from pipelines.sql import build, engine, query
from pipelines.tables import BOOKS, PUBLISHED, Table

JUDGING = ("cases", "ordered_activities", "judged_activities", "rejected_activities")
ENDING = (
    "ended_cases", "linked_cases", "owner_pools", "assigned_owners", "events", "dispute_history", "dated_variances",
    "book_activities", "decided_cases", "case_outcomes", "book_cases", "book_outcomes",
)  # fmt: skip
WRITTEN = ("book_variances", "book_activities", "book_cases", "book_outcomes")
KNOWN = ("known_activities", "known_cases", "known_outcomes")
"""What earlier nights left of cases: the books of the same names, as far as tonight touches them."""
MOVEMENTS = pa.schema(
    [("variance_id", pa.string()), ("event", pa.string()), ("amount", pa.int64()), ("text", pa.string())]
)
"""What the engine did tonight: `amount` in minor units, signed as the ledger column moved."""

QUARANTINE, VARIANCES = PUBLISHED["quarantine"], BOOKS["book_variances"]


class CasePolicy(Priced, Protocol):
    """The values of the policy that cases need."""

    @property
    def settled_memory_nights(self) -> int: ...
    @property
    def owner_rules(self) -> Sequence[OwnerRule]: ...


def decisions(
    activities: pa.Table, variances: pa.Table, known_activities: pa.Table | None = None
) -> pa.Table:
    """One row per dispute whose money people's decisions move: variance_id, amount, kind `written_off`.

    `variances` carry the ledger after everything else that the engine did tonight. The engine books these
    amounts (negative where a decision is corrected or taken back) and hands them to `work_cases` among its
    movements. Impossible decisions move nothing here and are quarantined by `work_cases`.
    """
    known = {} if known_activities is None else {"known_activities": known_activities}
    with engine(_tables(variances, MOVEMENTS.empty_table(), activities, known)) as connection:
        build(connection, __package__, (*JUDGING, "decided_amounts"))
        return connection.sql("SELECT * FROM decided_amounts ORDER BY variance_id").to_arrow_table()


def work_cases(
    variances: pa.Table,
    movements: pa.Table,
    activities: pa.Table,
    policy: CasePolicy,
    night: date,
    known: Mapping[str, pa.Table] | None = None,
    payers: pa.Table | None = None,
) -> dict[str, pa.Table]:
    """The cases after the night: the books named in `WRITTEN`, `dispute_history` and `quarantine`.

    `variances`: every one in play tonight and every one that tonight's activities name, its money final,
    decisions included. `known`: the tables named in `KNOWN`; those left out are empty. `payers`: `book_payers`.
    """
    tables = _tables(variances, movements, activities, known or {}) | {
        "payers": BOOKS["book_payers"].empty() if payers is None else payers,
        "currency_terms": currency_terms(policy),
        "owner_rules": rule_table("owner_rules", policy.owner_rules),
    }
    with engine(tables, (POLICY_MACROS, EVIDENCE_MACROS)) as connection:
        connection.execute("SET VARIABLE night = $1::DATE", [night])
        connection.execute("SET VARIABLE settled_memory_nights = $1::INTEGER", [policy.settled_memory_nights])
        build(connection, __package__, (*JUDGING, *ENDING))
        books = {name: _read(connection, BOOKS[name]) for name in WRITTEN if name != VARIANCES.name}
        return {
            VARIANCES.name: _dated(connection, tables["variances"]),
            **books,
            "dispute_history": _read(connection, PUBLISHED["dispute_history"]),
            "quarantine": _read(connection, QUARANTINE, "rejected_activities"),
        }


def _tables(
    variances: pa.Table, movements: pa.Table, activities: pa.Table, known: Mapping[str, pa.Table]
) -> dict[str, pa.Table]:
    nothing = {name: BOOKS[name.replace("known_", "book_")].empty() for name in KNOWN}
    return {
        "variances": in_place(in_order(variances, VARIANCES.key)),
        "movements": movements,
        "activities": activities,
        "state_changes": state_changes(),
        **nothing,
        **known,
    }


def _dated(connection: Connection, variances: pa.Table) -> pa.Table:
    """The variances with tonight's dates, status and owner in place of the old ones; no other column is touched."""
    dated = in_order(connection.sql("FROM dated_variances").to_arrow_table(), ("place",))
    columns = [(dated if name in dated.column_names else variances)[name] for name in VARIANCES.names]
    return pa.table(columns, names=list(VARIANCES.names)).cast(VARIANCES.arrow_schema)


def _read(connection: Connection, table: Table, name: str | None = None) -> pa.Table:
    """The rows of a query in the declared columns and types, in the order of the key. What is no table yet is wide, and
    read straight from its query."""
    name = name or table.name
    rows = name if name in (*JUDGING, *ENDING) else f"({query(__package__, name)})"
    read = connection.sql(f"SELECT {table.select_list()} FROM {rows}")
    return in_order(read.to_arrow_table().cast(table.arrow_schema), table.key)
