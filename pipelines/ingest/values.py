"""The one place where text becomes typed values: nothing is inferred, nothing rounded, and every fault is named.

Money becomes integer minor units of the row's currency; a digit too many is a fault of the row.
What does **not** belong here: where a text comes from, and rules that need two columns (`rules`).
"""

from __future__ import annotations

from datetime import date

from pipelines.catalog import EXTRACTS, LARGEST, Column, Kind
from pipelines.connections import Connection
from pipelines.ingest.amounts import plain_amount
from pipelines.ingest.columns import SIGN
from pipelines.ingest.mapping import Dialect, Source
from pipelines.ingest.rules import RULES
from pipelines.money import EXPONENTS
from pipelines.sql_text import literal, literals

SCALES = {Kind.MONEY: 3, Kind.QUANTITY: 3, Kind.PRICE: 4, Kind.PERCENT: 4}
AMOUNTS = ("gross_amount", "net_amount", "amount", "applied_amount", "paid_amount")
"""The columns that a control file sums: an extract has at most one of them."""

BOUNDED = (Kind.DATE, Kind.TIMESTAMP)
"""Kinds whose values lie in the calendar of the policy."""

BLANKS = "' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160)"
"""What is taken off both ends of a value, as SQL: spaces, tabs, line ends and the no-break space."""

_TIME = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-](0\d|1[0-4])(:?[0-5]\d)?)"


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
SELECT source_row, raw_row, {typed}, {_counted(source)} AS control_amount, {" AND ".join(sound)} AS is_sound
FROM ({valued_query(source, rows)})"""


def valued_query(source: Source, rows: str) -> str:
    """Rows of text → the same with each column trimmed, then as the contract writes it, then as a value (null: none)."""
    columns, dialect = EXTRACTS[source.extract].columns, source.dialect
    names = [*(column.name for column in columns), *([SIGN] if dialect.sign_column else [])]
    texts = ", ".join(f'nullif(trim("{name}", {BLANKS}), \'\') AS "{name}"' for name in names)
    plain = ", ".join(f'{_plain(c, dialect)} AS "plain {c.name}"' for c in columns)
    values = ", ".join(f'{_value(c)} AS "value {c.name}"' for c in columns)
    # `exponent` and `minor_units` (of 1) of the row's currency; null for one that is none.
    join = "LEFT JOIN currencies ON code = currency" if "currency" in names else ""
    return f"""
SELECT *, {values} FROM (SELECT *, {plain} FROM (
    SELECT source_row, raw_row, shape_fault, {texts} FROM ({rows})
)) {join}"""


def prepare_values(connection: Connection, earliest: date, latest: date) -> None:
    """Create the temporary table `currencies`, and set the calendar, which the queries of this module read."""
    connection.execute("SET VARIABLE earliest_date = $1", [earliest])
    connection.execute("SET VARIABLE latest_date = $1", [latest])
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
    return f"CASE WHEN regexp_full_match({text}, {literal(pattern)}) THEN {text} END" if pattern else text


def _value(column: Column) -> str:
    plain, value = f'"plain {column.name}"', read_value(column)
    if column.kind is Kind.MINOR:
        minor = f"CAST(CAST({value} AS DECIMAL(22, 3)) * minor_units AS BIGINT)"
        return (
            f"CASE WHEN {places_of(plain)} <= coalesce(exponent, 3) AND {is_within(column)} THEN {minor} END"
        )
    if column.kind in SCALES:
        return (
            f"CASE WHEN {places_of(plain)} <= {SCALES[column.kind]} AND {is_within(column)} THEN {value} END"
        )
    return f"CASE WHEN {is_within(column)} THEN {value} END" if column.kind in BOUNDED else value


def read_value(column: Column) -> str:
    """The value that the plain text says, whatever its size; null where it says none."""
    plain = f'"plain {column.name}"'
    if column.kind is Kind.BOOLEAN:
        return f"lower({plain}) IN ('true', '1', 'yes')"
    sql_type = "DECIMAL(18, 3)" if column.kind is Kind.MINOR else column.sql_type
    return plain if column.kind is Kind.TEXT else f"TRY_CAST({plain} AS {sql_type})"


def is_within(column: Column) -> str:
    """A SQL condition, null for no value: a number within the limit of its kind, a date within the calendar."""
    if column.kind in LARGEST:
        return f"abs({read_value(column)}) <= {LARGEST[column.kind]}.0"
    end = "getvariable('latest_date') + 1"
    return f"{read_value(column)} >= getvariable('earliest_date') AND {read_value(column)} < {end}"


def places_of(plain: str) -> str:
    """Decimal places that say something: 12.340 has two."""
    return f"length(rtrim(split_part({plain}, '.', 2), '0'))"


def is_sound(column: Column) -> str:
    """A SQL condition, true or false: the column holds what it may hold."""
    text, value = f'"{column.name}"', f'"value {column.name}"'
    if column.name == "currency":
        return "exponent IS NOT NULL"
    sound = f"{value} IN ({literals(column.allowed)})" if column.allowed else f"{value} IS NOT NULL"
    if column.is_open_ended:
        sound = f"({sound} OR coalesce({read_value(column)} > getvariable('latest_date'), false))"
    return f"({text} IS NULL OR {sound})" if column.nullable else f"coalesce({sound}, false)"


def control_column(source: Source) -> Column | None:
    """The column that a control file sums; None for an extract without one."""
    return next((c for c in EXTRACTS[source.extract].columns if c.name in AMOUNTS), None)


def control_amount(column: Column) -> str:
    """What of it a decimal(18, 3) holds without rounding, also of rejected rows; null: no amount, or a wider one."""
    plain = f'"plain {column.name}"'
    return f"CASE WHEN {places_of(plain)} <= 3 THEN TRY_CAST({plain} AS DECIMAL(18, 3)) END"


def _counted(source: Source) -> str:
    column = control_column(source)
    return f"coalesce({control_amount(column)}, 0)" if column else "CAST(0 AS DECIMAL(18, 3))"
