"""Queries compare codes only with values that there are: a code that is mistyped would match nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from pipelines.catalog.codes import (
    CASE_OUTCOMES,
    CASE_REQUESTS,
    LINE_STATUSES,
    OUTCOMES,
    RECEIPT_MODES,
    SLOTS,
    STATUSES,
)
from pipelines.databases import parser
from pipelines.models import models

KNOWN = {
    "slot": {*SLOTS},
    "mode": {*RECEIPT_MODES},
    "receipt_mode": {*RECEIPT_MODES},
    "status": {*LINE_STATUSES, *STATUSES, *CASE_REQUESTS},
    "outcome": {*OUTCOMES, *CASE_OUTCOMES},
}


def compared(node: Any) -> Iterator[tuple[str, str]]:
    """Yield the columns below a node that are compared with texts, each with the text."""
    if isinstance(node, list):
        for each in node:
            yield from compared(each)
    elif isinstance(node, dict):
        sides = [node[side] for side in ("left", "right") if isinstance(node.get(side), dict)]
        sides += node.get("children", []) if str(node.get("type")).startswith(("COMPARE", "OPERATOR")) else []
        columns = [side["column_names"][-1] for side in sides if side.get("class") == "COLUMN_REF"]
        literals = [side["literal"] for side in sides if "literal" in side]
        texts = [literal["text"] for literal in literals if literal["kind"] == "STRING"]
        yield from ((column, text) for column in columns for text in texts)
        for each in node.values():
            yield from compared(each)


@cache
def comparisons() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {name: set() for name in KNOWN}
    for model in models().values():
        [(tree,)] = parser().execute("SELECT json_serialize_sql($1)", [model.text]).fetchall()
        for column, text in compared(json.loads(tree)):
            found.setdefault(column, set()).add(text)
    return found


@pytest.mark.parametrize("column", KNOWN)
def test_a_code_is_compared_with_values_that_there_are(column: str) -> None:
    found = comparisons()[column]
    assert found
    assert found <= KNOWN[column]
