"""Section 4 of the data contract, sentence by sentence: each story is one that a controller can check by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.contract.conftest import all_stories
from tests.contract.story import Story, day
from tests.contract.view import Tables, View
from tests.models.watching import Watch


def exact(expected: Any) -> Any:
    """Expected numbers as decimals, wherever they stand."""
    match expected:
        case bool() | str() | None:
            return expected
        case int() | float():
            return Decimal(str(expected))
        case dict():
            return {key: exact(value) for key, value in expected.items()}
        case list() | tuple():
            return type(expected)(exact(value) for value in expected)
    return expected


@pytest.mark.parametrize("story", all_stories(), ids=lambda story: story.name)
def test_the_story_ends_as_the_contract_says(story: Story, contract_tables: Tables) -> None:
    for night, expectations in story.then.items():
        view = View(story, contract_tables, night)
        for what, expected in expectations.items():
            assert view.look(what) == exact(expected), f"{what} after night {night}"


@pytest.mark.parametrize("story", all_stories(), ids=lambda story: story.name)
def test_every_cent_of_the_story_is_kept(story: Story, contract_tables: Tables) -> None:
    """The identities of the contract, reckoned anew from the published tables after every night."""
    last = max(contract_tables)
    for night in (n for n in range(1, 6) if day(n) <= last):
        view = View(story, contract_tables, night)
        for row in view._snapshot("open_items"):
            parts = ("allocated", "discount", "credited", "written_off", "disputed", "open")
            assert row["gross_amount"] == sum(row[f"{part}_amount"] for part in parts), row
        for row in view._snapshot("worklist"):
            parts = ("open", "credited", "repaid", "written_off", "withdrawn")
            assert row["original_amount"] == sum(row[f"{part}_amount"] for part in parts), row
        put = {name: Decimal(0) for name in view.letter.values()}
        for row in view._events("allocations"):
            if row["payment_id"]:
                put[view._name(row["payment_id"])] += row["amount"]
        rests = {name: amount for name, (amount, _) in view.unapplied().items()}
        for name, amount in _payments(story, night).items():
            assert amount == put[name] + rests.get(name, 0), f"{name} after night {night}"


def _payments(story: Story, night: int) -> dict[str, Decimal]:
    """Each payment's amount, as it was last sent."""
    rows = (row for came in range(1, night + 1) for row in story.nights.get(came, ()))
    return {row["payment_id"]: row["amount"] for extract, row in rows if extract == "payments"}


def test_every_key_of_every_model_is_unique_and_filled(contract_nights: tuple[Tables, Watch]) -> None:
    _, watch = contract_nights
    assert watch.broken == {}
    assert sum(count > 0 for count in watch.rows.values()) > 250, "keys of tables without rows prove nothing"
