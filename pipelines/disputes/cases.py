"""Runs the queries of a night's cases: people's activity is judged, statuses move, every change is history.

What does **not** belong here: rules. Each is in its `.sql` file; which change may happen in `lifecycle`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from pipelines.arrow.ordering import sort_rows, with_row_number
from pipelines.catalog import BOOKS, PUBLISHED, Table
from pipelines.disputes.lifecycle import state_changes
from pipelines.models import Session, open_session
from pipelines.policy import Policy
from pipelines.policy.tables import currency_terms, rule_table
from pipelines.policy.variables import set_variables

WRITTEN = ("book_variances", "book_activities", "book_cases", "book_outcomes")
KNOWN = ("known_activities", "known_cases", "known_outcomes")
"""What earlier nights left of cases: the books of the same names, as far as tonight touches them."""
MOVEMENTS = pa.schema(
    [("variance_id", pa.string()), ("event", pa.string()), ("amount", pa.int64()), ("text", pa.string())]
)
"""What the engine did tonight: `amount` in minor units, signed as the ledger column moved."""

QUARANTINE, VARIANCES = PUBLISHED["quarantine"], BOOKS["book_variances"]


def decisions(
    activities: pa.Table, variances: pa.Table, known_activities: pa.Table | None = None
) -> pa.Table:
    """One row per dispute whose money people's decisions move: variance_id, amount, kind `written_off`.

    `variances` carry the ledger after everything else that the engine did tonight. The engine books these
    amounts (negative where a decision is corrected or taken back) and hands them to `work_cases` among its
    movements. Impossible decisions move nothing here and are quarantined by `work_cases`.
    """
    known = {} if known_activities is None else {"known_activities": known_activities}
    with open_session(_tables(variances, MOVEMENTS.empty_table(), activities, known)) as models:
        return models.read("decided_amounts").order("variance_id").to_arrow_table()


def work_cases(
    variances: pa.Table,
    movements: pa.Table,
    activities: pa.Table,
    policy: Policy,
    night: date,
    known: Mapping[str, pa.Table] | None = None,
    payers: pa.Table | None = None,
) -> dict[str, pa.Table]:
    """The cases after the night: the books named in `WRITTEN`, `dispute_history` and `quarantine`.

    `variances`: every one in play tonight and every one that tonight's activities name, its money final,
    decisions included. `known`: the tables named in `KNOWN`; those left out are empty. `payers`: `book_payers`.
    """
    tables = _tables(variances, movements, activities, known or {}) | {
        "book_payers": BOOKS["book_payers"].empty() if payers is None else payers,
        "currency_terms": currency_terms(policy),
        "owner_rules": rule_table("owner_rules", policy.owner_rules),
    }
    with open_session(tables, ("disputes",)) as models:
        set_variables(models.connection, policy, night)
        models.make_shared((*WRITTEN, "dated_variances", "dispute_history", "rejected_activities"))
        books = {name: _read(models, BOOKS[name]) for name in WRITTEN if name != VARIANCES.name}
        return {
            VARIANCES.name: _dated(models, tables["case_variances"]),
            **books,
            "dispute_history": _read(models, PUBLISHED["dispute_history"]),
            "quarantine": _read(models, QUARANTINE, "rejected_activities"),
        }


def _tables(
    variances: pa.Table, movements: pa.Table, activities: pa.Table, known: Mapping[str, pa.Table]
) -> dict[str, pa.Table]:
    nothing = {name: BOOKS[name.replace("known_", "book_")].empty() for name in KNOWN}
    return {
        "case_variances": with_row_number(sort_rows(variances, VARIANCES.key)),
        "case_movements": movements,
        "activities": activities,
        "state_changes": state_changes(),
        **nothing,
        **known,
    }


def _dated(models: Session, variances: pa.Table) -> pa.Table:
    """The variances with tonight's dates, status and owner in place of the old ones; no other column is touched."""
    dated = sort_rows(models.read("dated_variances").to_arrow_table(), ("place",))
    columns = [(dated if name in dated.column_names else variances)[name] for name in VARIANCES.names]
    return pa.table(columns, names=list(VARIANCES.names)).cast(VARIANCES.arrow_schema)


def _read(models: Session, table: Table, name: str | None = None) -> pa.Table:
    """Return the rows of a model in the columns and types of a table, in the order of its key."""
    read = models.read(name or table.name, table.select_list())
    return sort_rows(read.to_arrow_table().cast(table.arrow_schema), table.key)
