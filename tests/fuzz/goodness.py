"""Recognises rows that must land: those of the sample, with other plain texts or amounts."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.fuzz.base import DAY, EARLY, base_sheet
from tests.fuzz.contract import EXTRACTS, Column
from tests.fuzz.typed import typed_row

LONGEST_TEXT = 1_000
PAIRED_VALUES = ("invoice_terms", "dispute_activity")
"""Extracts in which one optional value requires or replaces another."""


@cache
def base_rows(extract: str) -> frozenset[tuple[Any, ...]]:
    """Return the unmutated rows of both days."""
    sheets = [base_sheet(extract, day) for day in (EARLY, DAY)]
    return frozenset(
        typed_row(extract, dict(zip(sheet.columns, row, strict=True)))
        for sheet in sheets
        for row in sheet.rows
    )


def is_surely_good(extract: str, typed: tuple[Any, ...]) -> bool:
    """True for a row that equals a base row except for plain texts, the amount, and omitted optional values."""
    columns = list(EXTRACTS[extract].columns.values())
    return any(
        all(_is_harmless(extract, *change) for change in zip(columns, base, typed, strict=True))
        for base in base_rows(extract)
    )


def _is_harmless(extract: str, column: Column, old: Any, new: Any) -> bool:
    if old == new:
        return True
    if new is None:
        return extract not in PAIRED_VALUES
    if old is None:
        return False
    if column.type == "text" and not column.choices:
        return new.isprintable() and len(new) <= LONGEST_TEXT
    return column.name == EXTRACTS[extract].amount and old * new > 0
