"""The one place where text becomes typed values: nothing is inferred, nothing rounded, and every fault is named.

Money becomes integer minor units of the row's currency; a digit too many is a fault of the row.
What does **not** belong here: where a text comes from, and rules that need two columns (`rules`).
"""

from __future__ import annotations

from pipelines.extracts.amounts import plain_amount
from pipelines.extracts.columns import SIGN
from pipelines.extracts.mapping import Dialect, Source
from pipelines.extracts.rules import rule_faults
from pipelines.extracts.select_list import literal
from pipelines.money import EXPONENTS
from pipelines.tables import EXTRACTS, Column, Kind, Table

SCALES = {Kind.MONEY: 3, Kind.QUANTITY: 3, Kind.PRICE: 4, Kind.PERCENT: 4}
AMOUNTS = ("gross_amount", "net_amount", "amount", "applied_amount", "paid_amount")
"""The columns that a control file sums: an extract has at most one of them."""

_TIME = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}(:?\d{2})?)"
_WORDS = {
    Kind.TEXT: "text", Kind.INTEGER: "a whole number", Kind.DATE: "a date", Kind.BOOLEAN: "true or false",
    Kind.TIMESTAMP: "a time with its zone", Kind.MINOR: "an amount", Kind.MONEY: "an amount",
    Kind.QUANTITY: "a number", Kind.PRICE: "a price", Kind.PERCENT: "a number",
}  # fmt: skip


def typed_query(source: Source, rows: str) -> str:
    """Rows of text → one row each with source_row, raw_row, typed columns, control_amount and reason (null: sound)."""
    table, dialect = EXTRACTS[source.extract], source.dialect
    texts = ", ".join(f'{_trimmed(c.name)} AS "{c.name}"' for c in table.columns)
    sign = f', {_trimmed(SIGN)} AS "{SIGN}"' if dialect.sign_column else ""
    plain = ", ".join(f'{_plain(c, dialect)} AS "plain {c.name}"' for c in table.columns)
    values = ", ".join(f'{_value(c)} AS "value {c.name}"' for c in table.columns)
    typed = ", ".join(f'"value {c.name}" AS "{c.name}"' for c in table.columns)
    faults = ", ".join([_fault(c, dialect) for c in table.columns] + rule_faults(source.extract))
    return f"""
SELECT source_row, raw_row, {typed}, {_control_amount(source)} AS control_amount,
    coalesce(shape_fault, nullif(concat_ws('; ', {faults}), '')) AS reason
FROM (SELECT *, {values} FROM (SELECT *, {plain} FROM (
    SELECT source_row, raw_row, shape_fault, {texts}{sign} FROM ({rows})
)){_currency_join(table)})"""


def _trimmed(name: str) -> str:
    """Without blanks around it, and null where nothing is left; the trim is slow, and few texts need it."""
    text = f'"{name}"'
    blanks = "' ' || chr(9) || chr(10) || chr(13) || chr(160)"
    outside = literal(r"^[\s\x{a0}]|[\s\x{a0}]$|^$")
    return (
        f"CASE WHEN regexp_matches({text}, {outside}) THEN nullif(trim({text}, {blanks}), '') ELSE {text} END"
    )


def _currency_join(table: Table) -> str:
    """Brings `exponent` and `minor_units` (of 1) of the row's currency; null for one that is none."""
    if "currency" not in table.names:
        return ""
    codes = ", ".join(f"({literal(code)}, {places}, {10**places})" for code, places in EXPONENTS.items())
    known = f"(VALUES {codes}) AS known (code, exponent, minor_units)"
    return f' LEFT JOIN {known} ON code = "plain currency"'


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
        minor = (
            f"CAST(CAST({_decimal(plain)} AS DECIMAL(22, 3)) * CAST(minor_units AS DECIMAL(4, 0)) AS BIGINT)"
        )
        return f"CASE WHEN {_places(plain)} <= coalesce(exponent, 3) THEN {minor} END"
    if column.kind in SCALES:
        return f"CASE WHEN {_places(plain)} <= {SCALES[column.kind]} THEN TRY_CAST({plain} AS {column.sql_type}) END"
    if column.kind is Kind.BOOLEAN:
        return f"lower({plain}) IN ('true', '1', 'yes')"
    return plain if column.kind is Kind.TEXT else f"TRY_CAST({plain} AS {column.sql_type})"


def _decimal(plain: str) -> str:
    return f"TRY_CAST({plain} AS DECIMAL(18, 3))"


def _places(plain: str) -> str:
    """Decimal places that say something: 12.340 has two."""
    return f"length(rtrim(split_part({plain}, '.', 2), '0'))"


def _fault(column: Column, dialect: Dialect) -> str:
    """What is wrong with one column of a row, as a sentence; null where nothing is."""
    text, name = f'"{column.name}"', column.name
    expected, found = _expected(column, dialect), f"', found ' || left({text}, 80)"
    nothing = "NULL" if column.nullable else f"'{name}: expected {expected}, found nothing'"
    checks = [
        # First the common case: what follows is worked out for no other row.
        f"WHEN {_is_sound(column)} THEN NULL",
        f"WHEN {text} IS NULL THEN {nothing}",
        f"""WHEN "plain {name}" IS NULL THEN {literal(f"{name}: expected {expected}")} || {found}""",
    ]
    checks += [
        f"WHEN {condition} THEN {literal(f'{name}: expected ')} || {said} || {found}"
        for condition, said in _limits(column)
    ]
    return f"CASE {' '.join(checks)} END"


def _is_sound(column: Column) -> str:
    value = f'"value {column.name}"'
    if column.name == "currency":
        return "exponent IS NOT NULL"
    if column.allowed:
        return f"{value} IN ({', '.join(map(literal, column.allowed))})"
    return f"{value} IS NOT NULL"


def _expected(column: Column, dialect: Dialect) -> str:
    if column.kind is Kind.DATE and dialect.date_format != Dialect.date_format:
        return f"a date as {dialect.date_format}"
    return _WORDS[column.kind] + (" as YYYY-MM-DD" if column.kind is Kind.DATE else "")


def _limits(column: Column) -> list[tuple[str, str]]:
    """Conditions under which a text of the right kind is still no value, each with what was expected."""
    plain, value = f'"plain {column.name}"', f'"value {column.name}" IS NULL'
    if column.name == "currency":
        return [("exponent IS NULL", "'an ISO 4217 code'")]
    if column.allowed:
        return [("true", literal(f"one of {', '.join(column.allowed)}"))]
    if column.kind is Kind.MINOR:
        return [
            (f"{_places(plain)} > exponent", "'at most ' || exponent || ' decimal places in ' || currency"),
            (f"{_decimal(plain)} IS NULL", "'at most 15 digits before the decimal mark'"),
        ]
    if column.kind in SCALES:
        digits = 5 if column.kind is Kind.PERCENT else 18 - SCALES[column.kind]
        return [
            (f"{_places(plain)} > {SCALES[column.kind]}", f"'at most {SCALES[column.kind]} decimal places'"),
            (value, f"'at most {digits} digits before the decimal mark'"),
        ]
    return [(value, literal(_WORDS[column.kind]))] if column.kind is not Kind.TEXT else []


def _control_amount(source: Source) -> str:
    """What a control file counts, also of rows that are rejected; 0 where no amount can be read."""
    name = next((name for name in AMOUNTS if name in EXTRACTS[source.extract].names), None)
    return f'coalesce(TRY_CAST("plain {name}" AS DECIMAL(38, 9)), 0)' if name else "CAST(0 AS DECIMAL(38, 9))"
