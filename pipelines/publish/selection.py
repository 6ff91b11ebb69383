"""Which nights of which tables are published, and who wrote them: what a copy holds is compared with that."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from pipelines.catalog import PUBLISHED, Column, Kind, Role, Table
from pipelines.lake import Snapshot

EVENT_NIGHTS = 400

Nights = dict[date, str]
"""Night → the generation of the lake that wrote it. Where it is the same, so are the rows."""

Selection = dict[str, Nights]
"""The nights of each table."""

PUBLICATIONS = Table(
    "publications",
    Role.SNAPSHOT,
    "One row per table and night that this copy holds.",
    ("table_name", "business_date"),
    (
        Column("table_name", Kind.TEXT, "Table"),
        Column("business_date", Kind.DATE, "Night"),
        Column("generation", Kind.TEXT, "State of the lake that wrote these rows"),
    ),
)


def select(snapshot: Snapshot) -> Selection:
    return {name: _select_nights(table, snapshot.writers(name)) for name, table in PUBLISHED.items()}


def _select_nights(table: Table, writers: Nights) -> Nights:
    kept = 1 if table.role is Role.SNAPSHOT else EVENT_NIGHTS
    return dict(list(writers.items())[-kept:])


def to_rows(selection: Selection) -> pa.Table:
    rows = [(name, night, by) for name, nights in selection.items() for night, by in nights.items()]
    columns = zip(*rows, strict=True) if rows else ([], [], [])
    return pa.table([list(column) for column in columns], schema=PUBLICATIONS.arrow_schema)


def from_rows(rows: list[tuple[str, date, str]]) -> Selection:
    found: Selection = {name: {} for name in PUBLISHED}
    for name, night, generation in sorted(rows):
        found.setdefault(name, {})[night] = generation
    return found
