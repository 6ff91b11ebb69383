"""One function per kind of value in the policy file: gives the typed value back or says what was expected and found.

What does **not** belong here: which setting holds which kind (`pipelines.policy`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from pipelines.money import EXPONENTS, LARGEST_AMOUNT

T = TypeVar("T")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONDAY_TO_FRIDAY = frozenset(range(5))
LARGEST_COUNT = 1_000_000
"""Of days, nights, cases or documents. The arithmetic of dates and weights is exact up to here."""
RATES = (Decimal("0.00000001"), Decimal(999_999))
"""The least and the largest rate: what the table of rates holds without rounding to 0."""
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
"""Bounds of the calendar's own bounds: with LARGEST_COUNT days added, every date is one of Python and of DuckDB."""


class Mistake(ValueError):
    """A value that is not what was expected, and its place below the setting: names and, in lists, numbers from 0."""

    def __init__(self, reason: str, place: tuple[str | int, ...] = ()) -> None:
        super().__init__(reason)
        self.place = place

    def below(self, name: str | int) -> Mistake:
        return Mistake(str(self), (name, *self.place))


def unexpected(expected: str, found: object) -> Mistake:
    shown = "nothing" if found is None else str(found) if isinstance(found, Decimal) else repr(found)
    return Mistake(f"expected {expected}, found {shown}")


def _at(place: str | int, rule: Callable[[object], T], value: object) -> T:
    try:
        return rule(value)
    except Mistake as mistake:
        raise mistake.below(place) from None


def count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise unexpected("a whole number of at least 0", value)
    if value > LARGEST_COUNT:
        raise unexpected(f"a whole number of at most {LARGEST_COUNT}", value)
    return value


def count_or_none(value: object) -> int:
    """Left out is 0."""
    return 0 if value is None else count(value)


def positive_count(value: object) -> int:
    if count(value) == 0:
        raise unexpected("a whole number of at least 1", value)
    return count(value)


def amount(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise unexpected("a number of at least 0", value)
    if not Decimal(value).is_finite() or value < 0:
        raise unexpected("a number of at least 0", value)
    if value > LARGEST_AMOUNT:
        raise unexpected(f"a number of at most {LARGEST_AMOUNT}", value)
    return Decimal(value)


def rate(value: object) -> Decimal:
    if amount(value) == 0:
        raise unexpected("a number above 0", value)
    if not RATES[0] <= amount(value) <= RATES[1]:
        raise unexpected(f"a number from {RATES[0]:f} to {RATES[1]}", value)
    return amount(value)


def share(value: object) -> Decimal:
    if amount(value) > 1:
        raise unexpected("a share between 0 and 1", value)
    return amount(value)


def percent(value: object) -> Decimal:
    if amount(value) > 100:
        raise unexpected("a percentage between 0 and 100", value)
    return amount(value)


def text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise unexpected("a text", value)
    return value


def one_of(allowed: Collection[str]) -> Callable[[object], str]:
    def check(value: object) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise unexpected(f"one of {', '.join(sorted(allowed))}", value)
        return value

    return check


def currency(value: object) -> str:
    if not isinstance(value, str) or value not in EXPONENTS:
        raise unexpected("an ISO 4217 currency such as 'EUR'", value)
    return value


def day(value: object) -> date:
    if type(value) is not date:
        raise unexpected("a date such as 2026-03-02", value)
    return value


def calendar_day(value: object) -> date:
    if not EARLIEST <= day(value) <= LATEST:
        raise unexpected(f"a date from {EARLIEST} to {LATEST}", value)
    return day(value)


def optional(item: Callable[[object], T]) -> Callable[[object], T | None]:
    return lambda value: None if value is None else item(value)


def list_of(item: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    def check(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise unexpected("a list", value)
        return tuple(_at(number, item, element) for number, element in enumerate(value))

    return check


def table_of(name: Callable[[object], str], item: Callable[[object], T]) -> Callable[[object], dict[str, T]]:
    def check(value: object) -> dict[str, T]:
        if not isinstance(value, dict):
            raise unexpected("a table of names and values", value)
        return {_at(key, name, key): _at(key, item, content) for key, content in value.items()}

    return check


def record_of(rules: dict[str, Callable[[object], Any]]) -> Callable[[object], dict[str, Any]]:
    """A table with these names and no others; a name that is missing is given to its rule as None."""

    def check(value: object) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise unexpected(f"a table with {', '.join(rules)}", value)
        for name in sorted(set(value) - set(rules)):
            raise unexpected(f"one of {', '.join(rules)}", name).below(name)
        return {name: _at(name, rule, value.get(name)) for name, rule in rules.items()}

    return check


def weekdays(value: object) -> frozenset[int]:
    if value == "weekdays":
        return MONDAY_TO_FRIDAY
    return frozenset(WEEKDAYS.index(name) for name in list_of(one_of(WEEKDAYS))(value))
