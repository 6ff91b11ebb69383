"""Stores the rows of a model as a table; of one that cannot have rows, only the columns, without planning its query.

A small night spends nearly all of its time planning queries, most of which have nothing to do. What columns
such a query would give is remembered for the process: a process makes many nights and many parts of each.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.connections import Connection
from pipelines.models.emptiness import IsEmpty
from pipelines.models.registry import Model
from pipelines.sql import Rows
from pipelines.sql_text import identifier

_COLUMNS: dict[tuple[Hashable, str], str] = {}
"""By shape of the session and query: the columns of a table without rows, as `CREATE TABLE` has them."""


def materialise(connection: Connection, model: Model, is_empty: IsEmpty, shape: Hashable) -> bool:
    """Create a model's table in the first schema of the search path, and return whether it has no rows.

    Args:
        connection: Where its inputs are found.
        model: The model.
        is_empty: Whether an input has no rows.
        shape: What the columns of the inputs depend on, beside the queries.
    """
    has_nothing_to_do = model.parsed.is_empty(is_empty)
    columns = _COLUMNS.get((shape, model.text)) if has_nothing_to_do else None
    if columns:
        connection.execute(_statement(f"CREATE TABLE {model.name} ({columns})"))
        return True
    [(count,)] = connection.execute(_statement(f"CREATE TABLE {model.name} AS {model.text}")).fetchall()
    if has_nothing_to_do:
        described = connection.execute(f"DESCRIBE {model.name}").fetchall()
        _COLUMNS[shape, model.text] = ", ".join(f"{identifier(name)} {kind}" for name, kind, *_ in described)
    return not count


def shape_of(tables: Mapping[str, Rows]) -> Hashable:
    """Return what the columns of given tables are."""
    return frozenset((name, _schema(rows)) for name, rows in tables.items())


def has_rows(rows: Rows) -> bool:
    """Return whether a given table has rows."""
    if isinstance(rows, Path):
        return bool(pq.read_metadata(rows).num_rows)
    return bool(rows.num_rows if isinstance(rows, pa.Table) else rows.count_rows())


def _schema(rows: Rows) -> pa.Schema:
    return pq.read_schema(rows) if isinstance(rows, Path) else rows.schema


@cache
def _statement(text: str) -> duckdb.Statement:
    """Parse once a process: parsing takes a tenth of what a small query costs."""
    [statement] = duckdb.extract_statements(text)
    return statement
