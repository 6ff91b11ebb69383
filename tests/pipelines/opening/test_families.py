"""Payers and their parents: one family has one group, whatever the master data looks like."""

from __future__ import annotations

import pytest

from pipelines.state.opening import Books, open_books
from tests.nights import landed_tables
from tests.pipelines.opening.paying import FIRST, payer

FAMILIES = {
    "alone": ({"A": None}, {"A": "A"}),
    "parents and grandparents": (
        {"A": None, "B": "A", "C": "B", "D": None},
        {"A": "A", "B": "A", "C": "A", "D": "D"},
    ),
    "its own parent": ({"B": "B", "A": "B"}, {"A": "B", "B": "B"}),
    "a circle": ({"C": "B", "B": "D", "D": "C"}, {"B": "B", "C": "B", "D": "B"}),
    "below a circle": ({"A": "C", "C": "D", "D": "C"}, {"A": "C", "C": "C", "D": "C"}),
    "a parent that is not in the master data": ({"A": "Z", "B": "Z"}, {"A": "Z", "B": "Z"}),
    "deeper than anybody": (
        {f"P{n:02d}": f"P{n + 1:02d}" if n < 40 else None for n in range(41)},
        {f"P{n:02d}": "P40" for n in range(41)},
    ),
}


@pytest.mark.parametrize(("parents", "groups"), FAMILIES.values(), ids=FAMILIES)
def test_a_family_is_one_group(parents: dict[str, str | None], groups: dict[str, str]):
    rows = [payer(name, parent=parent)[1] for name, parent in parents.items()]
    working = open_books(landed_tables({"payers": rows}), Books(), FIRST)
    assert {row["payer_id"]: row["group_id"] for row in working["night_payers"].to_pylist()} == groups
