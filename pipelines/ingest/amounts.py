"""An amount as its source writes it → the plain decimal of the contract, as text; null where it is none.

Every sign convention, mark and grouping lives here. What does **not** belong here: how many digits a currency has.
"""

from __future__ import annotations

import re

from pipelines.catalog import Column, Kind
from pipelines.ingest.columns import SIGN
from pipelines.ingest.mapping import Dialect
from pipelines.sql_text import literal, literals

PLAIN = r"[+-]?(\d+(\.\d*)?|\.\d+)"
_SPACES = "chr(160) || chr(8239) || chr(8201) || chr(8217)"
_NEGATIVE = {
    "minus": "starts_with({}, '-')",
    "inverted": "NOT starts_with({}, '-')",
    "trailing_minus": "contains({}, '-')",
    "parentheses": "starts_with({0}, '(') OR starts_with({0}, '-')",
    "credits_positive": "contains(upper({}), 'D')",
    "debits_positive": "contains(upper({}), 'C')",
}


def plain_amount(column: Column, dialect: Dialect) -> str:
    """A SQL expression over the column's trimmed text."""
    text = f'"{column.name}"'
    if _is_plain(dialect):
        return f"CASE WHEN regexp_full_match({text}, {literal(PLAIN)}) THEN {text} END"
    spaced = f"translate({text}, {_SPACES}, '   ''')"
    is_money = column.kind in (Kind.MINOR, Kind.MONEY)
    pattern = _pattern(dialect, dialect.sign if is_money else "minus")
    digits = f"regexp_replace({spaced}, {literal(f'[^0-9{re.escape(dialect.decimal_mark)}]')}, '', 'g')"
    number = f"replace({digits}, {literal(dialect.decimal_mark)}, '.')"
    negative = _NEGATIVE[dialect.sign if is_money else "minus"].format(spaced)
    signed = f"CASE WHEN ({negative}) <> ({_is_turned(dialect, is_money)}) THEN '-' ELSE '' END || {number}"
    return f"CASE WHEN regexp_full_match({spaced}, {literal(pattern)}) THEN {signed} END"


def _is_plain(dialect: Dialect) -> bool:
    return (dialect.decimal_mark, dialect.thousands_mark, dialect.sign, dialect.sign_column) == (
        ".",
        "",
        "minus",
        None,
    )


def _is_turned(dialect: Dialect, is_money: bool) -> str:
    """Whether the row's sign column says that its amounts are negative."""
    if not dialect.sign_column or not is_money:
        return "false"
    return f'coalesce("{SIGN}" IN ({literals(dialect.negative_values)}), false)'


def _pattern(dialect: Dialect, sign: str) -> str:
    point, mark = re.escape(dialect.decimal_mark), re.escape(dialect.thousands_mark)
    whole = rf"(?:\d{{1,3}}(?:{mark}\d{{3}})+|\d+)" if mark else r"\d+"
    number = rf"(?:{whole}(?:{point}\d*)?|{point}\d+)"
    if sign in ("credits_positive", "debits_positive"):
        # The mark is asked for, on one side: without it nobody knows which way the money went.
        return rf"(?i)(?:{number} ?(?:CR|DR|C|D)|(?:CR|DR|C|D) ?{number})"
    if sign == "trailing_minus":
        return rf"(?:[+-]?{number}|{number} ?[+-])"
    if sign == "parentheses":
        return rf"(?:[+-]?{number}|\( ?{number} ?\))"
    return rf"[+-]?{number}"
