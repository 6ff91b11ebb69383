"""Deductions that are two or three parts of a document, and how they are split."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import explained, withheld
from tests.models.running import Row, column, columns, run_model

SETS_HEAD = (
    "shortfall_id  amount  figure_chance  is_taxed  part_sum  cause_count  type_count  tried_count  parts\n"
)


def part(amount: int, kind: str, claim: str) -> str:
    dispute_type, _, subtype = kind.partition("/")
    cause = kind if dispute_type in ("billing_error", "other") else dispute_type
    names = f"'cause': '{cause}', 'dispute_type': '{dispute_type}', 'dispute_subtype': '{subtype}'"
    return f"{{'part': {amount}, {names}, 'claim': '{claim}'}}"


def a_set(*found: str, taxed: str = "no", causes: int = 2, part_sum: int = 1500, types: int = 2) -> str:
    return f"{SETS_HEAD}1500  1500  15625  {taxed}  {part_sum}  {causes}  {types}  2  [{', '.join(found)}]"


SHORT_PART, PRICE_PART = (
    part(500, "short_ship/quantity", "3 × CUP"),
    part(1000, "pricing/contract_price", "the price"),
)


def test_a_deduction_of_two_causes_is_led_by_its_largest_part() -> None:
    [row] = explained("composite", withheld(1500), combined_parts=a_set(SHORT_PART, PRICE_PART))
    claim = "5.00 for 3 × CUP, and 10.00 for the price"
    assert row == {
        "shortfall_id": 1500,
        "dispute_type": "pricing",
        "dispute_subtype": "contract_price",
        "hypothesis": "short_ship/quantity + pricing/contract_price",
        "amount_explained": 1500,
        "strength": 13.0,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": f"arithmetic and documents: {claim}",
        "sentence": claim,
    }
    [taxed] = explained(
        "composite", withheld(1500), combined_parts=a_set(SHORT_PART, PRICE_PART, taxed="yes")
    )
    assert taxed["sentence"] == f"{claim}, each with tax"
    assert (
        explained("composite", withheld(1500), combined_parts=a_set(SHORT_PART, PRICE_PART, causes=1)) == []
    )


def test_some_lines_of_one_cause_are_proven_together() -> None:
    whole = part(1000, "short_ship/missing_line", "2 × JUG")
    [row] = run_model(
        "rules__several_lines_proven", combined_parts=a_set(SHORT_PART, whole, causes=1, types=3)
    )
    assert row == {
        "shortfall_id": 1500,
        "dispute_type": "short_ship",
        # Not all of them are missing wholly.
        "dispute_subtype": "quantity",
        "hypothesis": "short_ship/quantity",
        "amount_explained": 1500,
        "strength": 13.0,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": "arithmetic and documents: 3 × CUP, and 2 × JUG",
        "sentence": "3 × CUP, and 2 × JUG",
    }
    wholly = a_set(whole, whole, causes=1, types=3, taxed="yes")
    [row] = run_model("rules__several_lines_proven", combined_parts=wholly)
    assert (row["dispute_subtype"], row["sentence"]) == (
        "missing_line",
        "2 × JUG, and 2 × JUG, each with tax",
    )


@pytest.mark.parametrize(
    ("causes", "types"), [(2, 3), (1, 2)], ids=["of two causes", "all the lines of the cause"]
)
def test_other_sets_are_other_rules(causes: int, types: int) -> None:
    given = a_set(SHORT_PART, SHORT_PART, causes=causes, types=types)
    assert run_model("rules__several_lines_proven", combined_parts=given) == []


def splits(sets: str, leading: str = "composite", others: str = "") -> list[Row]:
    return run_model(
        "proven_splits",
        combined_parts=sets,
        ranked_explanations=f"shortfall_id  position  rule\n1500  1  {leading}\n1500  2  composite",
        explanations=f"shortfall_id  rule  is_documented\n1500  composite  yes\n{others}",
    )


def test_a_deduction_is_split_by_cause_the_largest_part_first() -> None:
    rows = splits(
        a_set(SHORT_PART, PRICE_PART, part(700, "short_ship/missing_line", "2 × JUG"), part_sum=2200)
    )
    found = columns(rows, "part_number", "amount", "part_types")
    # Both short lines are one cause; the largest part takes what the sum lacks of the amount.
    assert sorted(found) == [(1, 1200 - 700, ["pricing", "short_ship"]), (2, 1000, ["pricing", "short_ship"])]


def test_the_largest_part_takes_the_cent_that_rounding_leaves() -> None:
    rows = splits(a_set(SHORT_PART, PRICE_PART, part_sum=1499))
    assert sorted(columns(rows, "part_number", "amount")) == [(1, 1001), (2, 500)]
    even = part(1000, "short_ship/quantity", "2 × CUP")
    assert sorted(columns(splits(a_set(even, PRICE_PART, part_sum=1499)), "part_number", "amount")) == [
        (1, 1001),
        (2, 1000),
    ]


@pytest.mark.parametrize(
    ("leading", "others", "causes"),
    [("tax", "", 2), ("composite", "1500  tax  yes", 2), ("composite", "", 1)],
    ids=["another rule leads", "another paper explains it", "one cause"],
)
def test_a_deduction_that_papers_explain_otherwise_is_not_split(
    leading: str, others: str, causes: int
) -> None:
    assert splits(a_set(SHORT_PART, PRICE_PART, causes=causes), leading, others) == []


def test_a_guess_beside_the_papers_keeps_no_deduction_whole() -> None:
    assert len(splits(a_set(SHORT_PART, PRICE_PART), others="1500  percent  no")) == 2


def test_of_parts_that_are_as_large_the_first_by_name_takes_the_cent() -> None:
    even = [part(500, "short_ship/quantity", "3 × CUP"), part(500, "pricing/contract_price", "the price")]
    for pair in (even, even[::-1]):
        rows = sorted(splits(a_set(*pair, part_sum=1499)), key=lambda row: row["part_number"])
        assert column(rows, "amount") == [501, 500]
