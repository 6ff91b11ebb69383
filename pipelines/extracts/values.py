"""The one place where text becomes typed values: nothing is inferred, nothing rounded, and every fault is named.

Money becomes integer minor units of the row's currency; a digit too many is a fault of the row.
What does **not** belong here: where a text comes from, and rules that need two columns (`rules`).
"""

from __future__ import annotations

import duckdb

from pipelines.extracts.amounts import plain_amount
from pipelines.extracts.columns import SIGN
from pipelines.extracts.mapping import Dialect, Source
from pipelines.extracts.rules import RULES
from pipelines.extracts.select_list import literal
from pipelines.money import EXPONENTS
from pipelines.tables import EXTRACTS, Column, Kind

SCALES = {Kind.MONEY: 3, Kind.QUANTITY: 3, Kind.PRICE: 4, Kind.PERCENT: 4}
AMOUNTS = ("gross_amount", "net_amount", "amount", "applied_amount", "paid_amount")
"""The columns that a control file sums: an extract has at most one of them."""

_TIME = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}(:?\d{2})?)"


def typed_query(source: Source, rows: str) -> str:
    """Rows of text → one row each with source_row, raw_row, the typed columns, control_amount and is_sound."""
    table = EXTRACTS[source.extract]
    typed = ", ".join(f'"value {c.name}" AS "{c.name}"' for c in table.columns)
    sound = [
        "shape_fault IS NULL",
        *(is_sound(c) for c in table.columns if not (c.nullable and c.kind is Kind.TEXT and not c.allowed)),
    ]
    sound += [f"({broken}) IS NOT TRUE" for broken, _ in RULES.get(source.extract, ())]
    return f"""
SELECT source_row, raw_row, {typed}, {_control_amount(source)} AS control_amount, {" AND ".join(sound)} AS is_sound
FROM ({valued_query(source, rows)})"""


def valued_query(source: Source, rows: str) -> str:
    """Rows of text → the same with each column trimmed, then as the contract writes it, then as a value (null: none)."""
    columns, dialect = EXTRACTS[source.extract].columns, source.dialect
    names = [*(column.name for column in columns), *([SIGN] if dialect.sign_column else [])]
    texts = ", ".join(f'nullif(trim("{name}"), \'\') AS "{name}"' for name in names)
    plain = ", ".join(f'{_plain(c, dialect)} AS "plain {c.name}"' for c in columns)
    values = ", ".join(f'{_value(c)} AS "value {c.name}"' for c in columns)
    # `exponent` and `minor_units` (of 1) of the row's currency; null for one that is none.
    join = "LEFT JOIN currencies ON code = currency" if "currency" in names else ""
    return f"""
SELECT *, {values} FROM (SELECT *, {plain} FROM (
    SELECT source_row, raw_row, shape_fault, {texts} FROM ({rows})
)) {join}"""


def create_currencies(connection: duckdb.DuckDBPyConnection) -> None:
    """The temporary table `currencies` that the queries of this module join."""
    rows = ", ".join(f"({literal(code)}, {places}, {10**places})" for code, places in EXPONENTS.items())
    connection.execute(
        "CREATE TEMP TABLE currencies (code VARCHAR, exponent INTEGER, minor_units DECIMAL(4, 0))"
    )
    connection.execute(f"INSERT INTO currencies VALUES {rows}")


def _plain(column: Column, dialect: Dialect) -> str:
    """The text as the contract writes it; null where it is not of that kind."""
    text = f'"{column.name}"'
    if column.kind is Kind.MINOR or column.kind in SCALES:
        return plain_amount(column, dialect)
    if column.kind is Kind.DATE:
        if dialect.date_format != Dialect.date_format:
            return f"strftime(try_strptime({text}, {literal(dialect.date_format)}), '%Y-%m-%d')"
        return rf"CASE WHEN regexp_full_match({text}, '\d{{4}}-\d{{2}}-\d{{2}}') THEN {text} END"
    patterns = {Kind.INTEGER: r"[+-]?\d+", Kind.TIMESTAMP: _TIME, Kind.BOOLEAN: "(?i)true|false|1|0|yes|no"}
    pattern = patterns.get(column.kind)
    return f"CASE WHEN regexp_full_match({text}, '{pattern}') THEN {text} END" if pattern else text


def _value(column: Column) -> str:
    plain = f'"plain {column.name}"'
    if column.kind is Kind.MINOR:
        minor = f"CAST(CAST({decimal_of(plain)} AS DECIMAL(22, 3)) * minor_units AS BIGINT)"
        return f"CASE WHEN {places_of(plain)} <= coalesce(exponent, 3) THEN {minor} END"
    if column.kind in SCALES:
        return f"CASE WHEN {places_of(plain)} <= {SCALES[column.kind]} THEN TRY_CAST({plain} AS {column.sql_type}) END"
    if column.kind is Kind.BOOLEAN:
        return f"lower({plain}) IN ('true', '1', 'yes')"
    return plain if column.kind is Kind.TEXT else f"TRY_CAST({plain} AS {column.sql_type})"


def decimal_of(plain: str) -> str:
    return f"TRY_CAST({plain} AS DECIMAL(18, 3))"


def places_of(plain: str) -> str:
    """Decimal places that say something: 12.340 has two."""
    return f"length(rtrim(split_part({plain}, '.', 2), '0'))"


def is_sound(column: Column) -> str:
    """A SQL condition, true or false: the column holds what it may hold."""
    text, value = f'"{column.name}"', f'"value {column.name}"'
    if column.name == "currency":
        return "exponent IS NOT NULL"
    sound = (
        f"{value} IN ({', '.join(map(literal, column.allowed))})"
        if column.allowed
        else f"{value} IS NOT NULL"
    )
    return f"({text} IS NULL OR {sound})" if column.nullable else f"coalesce({sound}, false)"


def _control_amount(source: Source) -> str:
    """What a control file counts, also of rows that are rejected; 0 where no amount can be read."""
    name = next((name for name in AMOUNTS if name in EXTRACTS[source.extract].names), None)
    return f'coalesce(TRY_CAST("plain {name}" AS DECIMAL(38, 9)), 0)' if name else "CAST(0 AS DECIMAL(38, 9))"
