"""Parses values by the contract: an exact value, or `Invalid`; money and dates are never guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from pipelines.money import EXPONENTS
from tests.fuzz.contract import EXTRACTS, LARGEST_AMOUNT, Column
from tests.fuzz.records import NOT_TEXT, Number

DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")
WHOLE = re.compile(r"[+-]?[0-9]+")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MIDNIGHT = "T00:00:00"
TRUTH = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
PLAIN_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
PLAIN = {
    **dict.fromkeys(("money", "percent", "quantity", "price"), PLAIN_DECIMAL),
    **dict.fromkeys(("text", "currency", "boolean"), re.compile(r"[\s\S]*")),
    "date": ISO_DATE,
    "time": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})"),
    "integer": re.compile(r"[1-9][0-9]*"),
}
"""Notations that every reader accepts, by type."""
PLACES = {"percent": 4, "quantity": 3, "price": 4}


class Invalid(Exception):
    """The named column breaks the contract: its row must be quarantined."""


def typed_row(extract: str, values: dict[str, Any]) -> tuple[Any, ...]:
    """Return the row's values in the order of the contract's columns; raise `Invalid` for the first that is none."""
    columns = EXTRACTS[extract].columns
    places = 3
    if "currency" in columns:
        places = EXPONENTS.get(str(values.get("currency")).strip(), 3)
    return tuple(_typed(column, values.get(name), places) for name, column in columns.items())


def _typed(column: Column, value: Any, places: int) -> Any:
    if value is not None and not isinstance(value, str):
        raise Invalid(column.name)
    text = (value or "").strip()
    if not text:
        # A value of blanks beyond ASCII may be a text or nothing; the row may land or not.
        if column.is_nullable or (value or "").strip(" \t\r\n"):
            return None
        raise Invalid(column.name)
    if NOT_TEXT.search(text) or (column.choices and text not in column.choices):
        raise Invalid(column.name)
    try:
        return _parse(column.type, text, places, isinstance(value, Number))
    except (ValueError, InvalidOperation, OverflowError):
        raise Invalid(column.name) from None


def _parse(kind: str, text: str, places: int, is_number: bool) -> Any:
    if kind == "text":
        return with_plain_line_ends(text)
    if kind == "currency":
        return text if text in EXPONENTS else _fail()
    if kind == "date":
        return (
            date.fromisoformat(text.removesuffix(MIDNIGHT))
            if ISO_DATE.fullmatch(text.removesuffix(MIDNIGHT))
            else _fail()
        )
    if kind == "time":
        at = _time(text)
        return at.astimezone(UTC) if at.tzinfo else _fail()
    if kind == "boolean":
        return TRUTH[text.lower()] if text.lower() in TRUTH else _fail()
    if kind == "integer":
        return (
            int(text)
            if WHOLE.fullmatch(text) and len(text) < 40 and -(2**63) <= int(text) < 2**63
            else _fail()
        )
    return _decimal(text, PLACES.get(kind, places), is_number, is_money=kind == "money")


def _time(text: str) -> datetime:
    """Read a time; ISO 8601 calls the end of a day 24:00."""
    if "T24:00" in text:
        return datetime.fromisoformat(text.replace("T24:00", "T00:00")) + timedelta(days=1)
    return datetime.fromisoformat(text)


def _decimal(text: str, places: int, is_number: bool, is_money: bool) -> Decimal:
    """Parse an exact number; digits are compared and counted, since arithmetic rounds to the context's precision."""
    number = Decimal(text) if is_number or DECIMAL.fullmatch(text) else _fail()
    if not number.is_finite() or (number and number.adjusted() > 40):
        _fail()
    _, digits, exponent = number.as_tuple()
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    if number and -exponent - zeros > places:
        _fail()
    return number if not is_money or -LARGEST_AMOUNT <= number <= LARGEST_AMOUNT else _fail()


def _fail() -> Any:
    raise ValueError


def is_plainly_written(extract: str, values: dict[str, Any]) -> bool:
    """True if every reader agrees on each value: no exponents, odd blanks, or unusual dates and times."""
    columns = EXTRACTS[extract].columns
    texts = {name: value for name, value in values.items() if isinstance(value, str) and value.strip(" ")}
    return all(
        text.strip() == text.strip(" ")
        and (name not in columns or PLAIN[columns[name].type].fullmatch(text.strip()))
        for name, text in texts.items()
    )


def landed_row(extract: str, row: dict[str, Any]) -> tuple[Any, ...]:
    """Return a landed row as `typed_row` does: money in units of its currency, texts without the blanks around."""
    exponent = EXPONENTS.get(row.get("currency") or "", 0)
    return tuple(
        _landed(column, row.get(name), exponent) for name, column in EXTRACTS[extract].columns.items()
    )


def _landed(column: Column, value: Any, exponent: int) -> Any:
    if column.type == "money" and isinstance(value, int):
        return Decimal(value).scaleb(-exponent)
    return (with_plain_line_ends(value.strip()) or None) if isinstance(value, str) else value


def with_plain_line_ends(text: str) -> str:
    """Return the text as readers that normalise line ends give it."""
    return text.replace("\r\n", "\n")
