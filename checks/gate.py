"""The gate: everything that must hold before a night is shown, as findings; a finding is rows, not an exception.

What does **not** belong here: Dagster (`checks.asset_checks`) and what a rule says (`checks.rules`, `checks/identities`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from checks.rules import Rule, rules_of, source_of
from pipelines.catalog import ALL, Role, Table
from pipelines.connections import Connection
from pipelines.sql import Rows, engine, query

GATED = {name: table for name, table in ALL.items() if table.role is not Role.EXTRACT}
IDENTITIES = {
    "payment_money_is_conserved": "unapplied_payments",
    "advice_without_money_sums_to_zero": "allocations",
    "document_money_is_conserved": "open_items",
    "document_takes_its_allocations": "book_documents",
    "document_shows_its_books": "open_items",
    "document_carries_its_disputes": "open_items",
    "dispute_money_is_conserved": "book_variances",
    "worklist_is_every_open_dispute": "worklist",
}
"""What always holds between tables: the query in `checks/identities`, and the table that people look at when it fails."""
SHOWN_ROWS = 10


@dataclass(frozen=True)
class Finding:
    """What one rule found: how many rows break it, and the first of them."""

    rule: Rule
    row_count: int
    first_rows: tuple[dict[str, Any], ...] = ()

    @property
    def said(self) -> str:
        return f"{self.rule.table}: {self.rule.name}: expected no row that breaks it, found {self.row_count}"

    def __str__(self) -> str:
        return self.said + (f"; the first: {self.first_rows[0]}" if self.first_rows else "")


def run_gate(
    tables: Mapping[str, Rows], before: Mapping[str, Rows], folders: Iterable[Path] = ()
) -> list[Finding]:
    """One finding per rule, passed ones with no rows. Identities hold between all tables, so all of `GATED` are wanted;
    with fewer only the rules of their rows are judged. `before`: the earlier rows that identities compare with. Files
    among the tables are in `folders`, or the engine opens a database for their own.
    """
    named = {f"{name}_before": rows for name, rows in before.items()}
    with engine({**tables, **named}, folders=folders) as connection:
        findings = [
            finding
            for name, rows in tables.items()
            for finding in _judge_rows(connection, GATED[name], is_empty=not _count(rows))
        ]
        between = identities() if set(tables) == set(GATED) else ()
        return findings + [_judge(connection, rule) for rule in between]


def grain_of(identity: str) -> str:
    """What one row that breaks an identity is: the first line of its query."""
    return query("checks.identities", identity).splitlines()[0].removeprefix("-- ")


def identities() -> Iterator[Rule]:
    for name, table_name in IDENTITIES.items():
        yield Rule(table_name, name, query("checks.identities", name))


def _count(rows: Rows) -> int:
    return int(pq.read_metadata(rows).num_rows if isinstance(rows, Path) else rows.num_rows)


def _judge_rows(connection: Connection, table: Table, is_empty: bool) -> list[Finding]:
    """One query for all rules of a table, for each costs its planning; the rows are fetched only where one is broken."""
    rules = rules_of(table)
    if is_empty:
        return [Finding(rule, 0) for rule in rules]
    counts = ", ".join(rule.count for rule in rules)
    broken = connection.execute(f"SELECT {counts} FROM {source_of(table)}").fetchall()[0]
    return [
        _judge(connection, rule) if count else Finding(rule, 0)
        for rule, count in zip(rules, broken, strict=True)
    ]


def _judge(connection: Connection, rule: Rule) -> Finding:
    breaking = connection.sql(rule.sql).to_arrow_table()
    return Finding(rule, breaking.num_rows, tuple(breaking.slice(0, SHOWN_ROWS).to_pylist()))
