"""Runs one model alone, on a few rows given as text, as an accountant would write them down.

    chosen = run_model("line_choices", line_candidates='''
        line_no  document_no  tier  agrees
        1        10           1     no
        1        11           8     yes''')

A table that is not given is empty (one of the catalog has the catalog's rows), a column that is not given is null, and
so is a cell that says `-`; `''` is an empty text, and `\\n` in a cell a line break. What does **not** belong here: what a
model should answer (the tests beside this file).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from functools import cache
from itertools import count
from typing import Any

import duckdb
import pyarrow as pa

from pipelines.catalog.subtypes import subtype_tables
from pipelines.macros import TOPICS, script
from pipelines.models import models
from pipelines.models.parameters import PARAMETERS
from pipelines.models.reading import reads_of
from pipelines.policy import load_policy

NIGHT = date(2026, 3, 2)
VARIABLES = {
    "night": "DATE '2026-03-02'",
    "grace_days": "5",
    "tolerance": "DECIMAL '1.00'",
    "reference_limit": "100",
    "usual_documents": "5",
    "usual_share": "DECIMAL '0.9'",
    "least_pack": "2",
    "bucket_count": "2",
    "snapshot_nights": "90",
    "evidence_memory": "120",
    "mark_memory": "400",
    "settled_memory_nights": "90",
    "half_nights": "45",
    "default_owner": "'clerk'",
    "policy_version": "'policy'",
    "reporting_currency": "'USD'",
    "dispute_due_days": "14",
    "window_closes_soon_days": "7",
    "repeat_offender_count": "3",
    "repeat_offender_days": "90",
    "write_off_audit_percent": "DECIMAL '5'",
    "learning_weight": "20",
    "answer_days": "5",
    "statement_days": "30",
    "evidence_scale": str(asdict(load_policy().evidence_scale)),
}
"""What steps set, with the values of most tests; SQL literals, for a type decides what an expression gives."""

CATALOG = subtype_tables()
"""Tables that have the same rows on every night; where a test gives rows, it has those alone."""

Row = dict[str, Any]


def run_model(name: str, variables: dict[str, str] | None = None, /, **given: str) -> list[Row]:
    """Return the rows of a model, made from these rows of the tables that it reads, in the order in which they come.

    Args:
        name: Name of the model.
        variables: Values of `VARIABLES` that differ, as SQL literals.
        given: Rows by table: a line of column names, then a line each; cells are two spaces or more apart.

    Raises:
        LookupError: The model reads no such table, or the table has no such column.
    """
    model = models()[name]
    if unread := given.keys() - model.reads:
        raise LookupError(
            f"{name} does not read {', '.join(sorted(unread))}; it reads {', '.join(sorted(model.reads))}"
        )
    for read in sorted(model.reads):
        columns_of(read)
    with _connection(variables or {}) as connection:
        for table, text in given.items():
            if table in CATALOG:
                connection.execute(f"DELETE FROM memory.empty.{table}")
            _insert(connection, table, text)
        found = connection.execute(model.text if variables else f"EXECUTE {_prepare(model.text)}")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@cache
def _prepare(query: str) -> str:
    """Return the name of the query's plan, which holds the values of `VARIABLES`: planning costs more than few rows do."""
    name = f"plan_{next(_PLANS)}"
    shared_connection().execute(f"PREPARE {name} AS {query}")
    return name


_PLANS = count()


def column(rows: list[Row], name: str) -> list[Any]:
    """Return the values of one column."""
    return [row[name] for row in rows]


def columns(rows: list[Row], *names: str) -> list[tuple[Any, ...]]:
    """Return the values of some columns, row by row."""
    return [tuple(row[name] for name in names) for row in rows]


def altered(text: str, **cells: object) -> str:
    """Return the rows of a text with these cells in each of them, in place of theirs or after them."""
    names, *rows = [
        [cell.strip() for cell in line.split("  ") if cell.strip()] for line in text.strip().splitlines()
    ]
    written = {name: "-" if cell is None else str(cell) for name, cell in cells.items()}
    changed = [dict(zip(names, row, strict=True)) | written for row in rows]
    header = dict.fromkeys([*names, *cells])
    return "\n".join("  ".join(row) for row in (header, *(row.values() for row in changed)))


@cache
def columns_of(name: str) -> tuple[str, ...]:
    """Return the columns of a model or parameter, after making empty tables of it and of all that it reads."""
    if name in models():
        query: str | pa.Schema = models()[name].text
    elif name in PARAMETERS:
        query = PARAMETERS[name]
    else:
        raise LookupError(f"no model makes {name}, and it is not among PARAMETERS")
    database = _database()
    if isinstance(query, str):
        for read in reads_of(query).tables:
            columns_of(read)
        database.execute(f"CREATE TABLE empty.{name} AS FROM ({query}) LIMIT 0")
    else:
        database.register("parameter", CATALOG.get(name, query.empty_table()))
        database.execute(f"CREATE TABLE empty.{name} AS FROM parameter")
        database.unregister("parameter")
    return tuple(column for column, *_ in database.execute(f"DESCRIBE empty.{name}").fetchall())


@cache
def _database() -> duckdb.DuckDBPyConnection:
    database = duckdb.connect(config={"threads": "1"})
    for topic in TOPICS:
        database.execute(script(topic))
    database.execute("CREATE SCHEMA empty; SET search_path = 'memory.empty,memory.main'")
    _set_variables(database, VARIABLES)
    return database


@contextmanager
def _connection(variables: dict[str, str]) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a transaction whose rows vanish with it: a table or a connection for each test takes longer than the test."""
    connection = shared_connection()
    _set_variables(connection, variables)
    connection.execute("BEGIN")
    try:
        yield connection
    finally:
        connection.execute("ROLLBACK")
        _set_variables(connection, {name: VARIABLES.get(name, "NULL") for name in variables})


@cache
def shared_connection() -> duckdb.DuckDBPyConnection:
    """Return the connection that all models are run on."""
    connection = _database().cursor()
    connection.execute("PRAGMA disable_optimizer")  # of few rows, it takes longer than the query
    connection.execute("SET search_path = 'memory.empty,memory.main'")
    _set_variables(connection, VARIABLES)
    return connection


def _set_variables(connection: duckdb.DuckDBPyConnection, variables: dict[str, str]) -> None:
    for name, value in variables.items():
        connection.execute(f"SET VARIABLE {name} = {value}")


def _insert(connection: duckdb.DuckDBPyConnection, table: str, text: str) -> None:
    lines = [line.split("  ") for line in text.strip().splitlines()]
    filled = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    if not filled:
        return
    names, *rows = filled
    if unknown := set(names) - set(columns_of(table)):
        raise LookupError(
            f"{table} has no column {', '.join(sorted(unknown))}; it has {', '.join(columns_of(table))}"
        )
    for row in rows:
        if len(row) != len(names):
            raise LookupError(f"{table}: {len(row)} cells under {len(names)} columns: {row}")
    if rows:
        quoted = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join(["(" + ", ".join("?" * len(names)) + ")"] * len(rows))
        cells = [_value(cell) for row in rows for cell in row]
        connection.execute(f"INSERT INTO memory.empty.{table} ({quoted}) VALUES {marks}", cells)


def _value(cell: str) -> str | None:
    return {"-": None, "''": "", '""': "", "yes": "true", "no": "false"}.get(cell, cell.replace("\\n", "\n"))
