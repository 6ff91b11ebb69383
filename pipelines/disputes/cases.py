"""Runs the queries of a night's cases: people's activity is judged, statuses move, every change is history.

What does **not** belong here: rules. Each is in its `.sql` file; which change may happen in `lifecycle`.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

import duckdb
import pyarrow as pa

from pipelines.disputes.lifecycle import state_changes
from pipelines.sql import build, engine
from pipelines.tables import BOOKS, PUBLISHED, Table

JUDGING = ("cases", "ordered_activities", "judged_activities", "rejected_activities")
ENDING = (
    "ended_cases", "linked_cases", "events", "dispute_history", "book_variances", "book_activities", "book_cases",
)  # fmt: skip
WRITTEN = ("book_variances", "book_activities", "book_cases")
MOVEMENTS = pa.schema(
    [("variance_id", pa.string()), ("event", pa.string()), ("amount", pa.int64()), ("text", pa.string())]
)
"""What the engine did tonight: `amount` in minor units, signed as the ledger column moved."""

QUARANTINE = PUBLISHED["quarantine"]


class CasePolicy(Protocol):
    """The values of the policy that cases need."""

    @property
    def settled_memory_nights(self) -> int: ...


def decisions(
    activities: pa.Table, variances: pa.Table, known_activities: pa.Table | None = None
) -> pa.Table:
    """One row per dispute whose money people's decisions move: variance_id, amount, kind `written_off`.

    `variances` carry the ledger after everything else that the engine did tonight. The engine books these
    amounts (negative where a decision is corrected) and hands them to `work_cases` among its movements.
    Impossible decisions move nothing here and are quarantined by `work_cases`.
    """
    tables = _tables(variances, MOVEMENTS.empty_table(), activities, known_activities)
    with engine(tables) as connection:
        build(connection, __package__, (*JUDGING, "decided_amounts"))
        return connection.sql("SELECT * FROM decided_amounts ORDER BY variance_id").to_arrow_table()


def work_cases(
    variances: pa.Table,
    movements: pa.Table,
    activities: pa.Table,
    policy: CasePolicy,
    night: date,
    known_activities: pa.Table | None = None,
    known_cases: pa.Table | None = None,
) -> dict[str, pa.Table]:
    """The cases after the night: `book_variances`, `book_activities`, `book_cases`, `dispute_history`, `quarantine`.

    `variances`: every one in play tonight and every one that tonight's activities name, its money final,
    decisions included.
    `known_activities`: rows of `book_activities` with the ids of tonight's activities, from earlier nights.
    `known_cases`: rows of `book_cases` of last night for the `variances`.
    """
    tables = _tables(variances, movements, activities, known_activities)
    tables["known_cases"] = BOOKS["book_cases"].empty() if known_cases is None else known_cases
    with engine(tables) as connection:
        connection.execute("SET VARIABLE night = $1::DATE", [night])
        connection.execute("SET VARIABLE settled_memory_nights = $1::INTEGER", [policy.settled_memory_nights])
        build(connection, __package__, (*JUDGING, *ENDING))
        books = {name: _read(connection, BOOKS[name]) for name in WRITTEN}
        return {
            **books,
            "dispute_history": _read(connection, PUBLISHED["dispute_history"]),
            "quarantine": _read(connection, QUARANTINE, "rejected_activities"),
        }


def _tables(
    variances: pa.Table, movements: pa.Table, activities: pa.Table, known: pa.Table | None
) -> dict[str, pa.Table]:
    return {
        "variances": variances,
        "movements": movements,
        "activities": activities,
        "known_activities": BOOKS["book_activities"].empty() if known is None else known,
        "state_changes": state_changes(),
    }


def _read(connection: duckdb.DuckDBPyConnection, table: Table, name: str | None = None) -> pa.Table:
    """The rows of a query in the declared columns and types, in the order of the key."""
    order = ", ".join(f'"{column}"' for column in table.key)
    rows = connection.sql(f"SELECT {table.select_list()} FROM {name or table.name} ORDER BY {order}")
    return rows.to_arrow_table().cast(table.arrow_schema)
