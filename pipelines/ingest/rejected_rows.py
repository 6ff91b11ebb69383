"""What is wrong with a row, in words; worked out for rejected rows only, since the words cost more than the values.

What does **not** belong here: whether a value is sound; that is `values`.
"""

from __future__ import annotations

from pipelines.catalog import EXTRACTS, LARGEST, Column, Kind
from pipelines.ingest.mapping import Dialect, Source
from pipelines.ingest.rules import RULES
from pipelines.ingest.values import (
    BOUNDED,
    SCALES,
    control_amount,
    control_column,
    is_sound,
    is_within,
    places_of,
    read_value,
    valued_query,
)
from pipelines.sql_text import literal

_WORDS = {
    Kind.TEXT: "text", Kind.INTEGER: "a whole number", Kind.DATE: "a date", Kind.BOOLEAN: "true or false",
    Kind.TIMESTAMP: "a time with its zone", Kind.MINOR: "an amount", Kind.MONEY: "an amount",
    Kind.QUANTITY: "a number", Kind.PRICE: "a price", Kind.PERCENT: "a number",
}  # fmt: skip


def fault_query(source: Source, rows: str) -> str:
    """Rejected rows of text → one row each with source_row, reason (all that is wrong, as one text) and wide_amount: the
    text of an amount that `control_amount` does not hold."""
    faults = [_fault(column, source.dialect) for column in EXTRACTS[source.extract].columns]
    faults += [
        f"CASE WHEN {broken} THEN {literal(said)} END" for broken, said in RULES.get(source.extract, ())
    ]
    return f"""
SELECT source_row, coalesce(shape_fault, concat_ws('; ', {", ".join(faults)})) AS reason, {_wide(source)} AS wide_amount
FROM ({valued_query(source, rows)})"""


def _wide(source: Source) -> str:
    column = control_column(source)
    return f'CASE WHEN {control_amount(column)} IS NULL THEN "plain {column.name}" END' if column else "NULL"


def _fault(column: Column, dialect: Dialect) -> str:
    """What is wrong with one column of a row, as a sentence; null where nothing is."""
    text, name = f'"{column.name}"', column.name
    expected, found = _expected(column, dialect), f"', found ' || left({text}, 80)"
    nothing = "NULL" if column.nullable else literal(f"{name}: expected {expected}, found nothing")
    checks = [
        # First the common case: what follows is worked out for no other row.
        f"WHEN {is_sound(column)} THEN NULL",
        f"WHEN {text} IS NULL THEN {nothing}",
        f"""WHEN "plain {name}" IS NULL THEN {literal(f"{name}: expected {expected}")} || {found}""",
    ]
    checks += [
        f"WHEN {condition} THEN {literal(f'{name}: expected ')} || {said} || {found}"
        for condition, said in _limits(column)
    ]
    return f"CASE {' '.join(checks)} END"


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
        places = "'at most ' || exponent || ' decimal places in ' || currency"
        return [(f"{places_of(plain)} > exponent", places), *_bounds(column)]
    if column.kind in SCALES:
        scale = SCALES[column.kind]
        return [
            (f"{places_of(plain)} > {scale}", literal(f"at most {scale} decimal places")),
            *_bounds(column),
        ]
    if column.kind in BOUNDED:
        return [(f"{read_value(column)} IS NULL", literal(_WORDS[column.kind])), *_bounds(column)]
    return [(value, literal(_WORDS[column.kind]))] if column.kind is not Kind.TEXT else []


def _bounds(column: Column) -> list[tuple[str, str]]:
    if column.kind in LARGEST:
        expected = literal(f"an absolute value of at most {LARGEST[column.kind]:,}")
    else:
        days = "getvariable('earliest_date') || ' to ' || getvariable('latest_date')"
        expected = f"{literal(_WORDS[column.kind] + ' from ')} || {days}"
    return [(f"({is_within(column)}) IS NOT TRUE", expected)]
