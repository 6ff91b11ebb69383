"""Short by two or three lines at once: proven, whole, or by units that no paper speaks of."""

from datetime import date

import pytest

from pipelines.evidence import explain
from tests.pipelines.evidence.ledger import LINES, SCALE, agreed, earlier, line, received, tables_of, why

CUP = line(3, "CUP", "6", "41.13", "246.78")
PAN = line(4, "PAN", "5", "63.47", "317.35")


def test_two_of_three_lines_that_the_delivery_shows_short():
    # 4 × 30.85 + 2 × 41.13 = 123.40 + 82.26; the trays, short too, are not deducted.
    answer = why(
        "205.66",
        lines=(*LINES, CUP),
        shipments=(received("KETTLE", "24", "20"), received("TRAY", "10", "7"), received("CUP", "6", "4")),
    )
    assert (answer.cause, answer.is_documented) == ("short_ship/quantity", True)
    assert answer.sentence == (
        "Deduction 205.66 USD on INV-1: 4 of 24 × KETTLE at 30.85 not received according to POD-5, and "
        "2 of 6 × CUP at 41.13 not received according to POD-5."
    )


@pytest.mark.parametrize(
    ("amount", "claim"),
    [
        pytest.param("506.38", "lines 2 and 3, 10 × TRAY and 6 × CUP", id="two lines"),
        pytest.param("823.73", "lines 2, 3 and 4, 10 × TRAY and 6 × CUP and 5 × PAN", id="three lines"),
        pytest.param("607.66", "lines 2 and 3, 10 × TRAY and 6 × CUP, with tax", id="with tax"),
    ],
)
def test_whole_lines_without_a_proof(amount, claim):
    answer = why(amount, lines=(*LINES, CUP, PAN))
    assert answer.cause == "short_ship/missing_line"
    assert answer.sentence == (
        f"Deduction {amount} USD on INV-1: it equals the whole of {claim}, but no proof of delivery of ours "
        "shows this; please send yours."
    )


@pytest.mark.parametrize(
    ("amount", "claim"),
    [
        pytest.param("113.62", "2 of 24 × KETTLE at 30.85, 2 of 10 × TRAY at 25.96", id="two lines"),
        pytest.param("136.34", "2 of 24 × KETTLE at 30.85, 2 of 10 × TRAY at 25.96, with tax", id="with tax"),
    ],
)
def test_units_of_two_lines_without_a_proof_are_weak(amount, claim):
    answer = why(amount, code=("06", "short_ship", "quantity"))
    assert answer.cause == "short_ship/quantity" and not answer.is_documented
    assert f"it equals {claim}, but no proof of delivery" in answer.sentence


def test_units_of_three_lines_are_a_hypothesis():
    # 1 × 30.85 + 2 × 41.13 + 1 × 63.47
    answer = why(
        "176.58",
        code=("06", "short_ship", "quantity"),
        lines=(line(1, "KETTLE", "2", "30.85", "61.70"), CUP, PAN),
    )
    assert any(
        "1 of 2 × KETTLE at 30.85, 2 of 6 × CUP at 41.13, 1 of 5 × PAN" in row["basis"]
        for row in answer.evidence
    )


def test_units_of_coarse_prices_are_not_even_tried():
    lines = tuple(line(n, f"CUP-{n}", "48", f"{n}.50", f"{48 * n + 24}.00") for n in range(1, 8))
    assert not any(" × CUP-1 at 1.50, " in row["basis"] for row in why("33.00", lines=lines).evidence)


def test_short_on_one_line_and_above_the_price_on_another():
    # 4 × 30.85 = 123.40, and 10 × 0.96 = 9.60
    answer = why("133.00", shipments=(received("KETTLE", "24", "20"),), agreements=(agreed("TRAY", "25.00"),))
    assert (answer.cause, answer.is_documented) == ("short_ship/quantity", True)
    assert answer.hypotheses[0] == "pricing/contract_price + short_ship/quantity"
    assert answer.sentence == (
        "Deduction 133.00 USD on INV-1: 9.60 for 10 × TRAY billed at 25.96 instead of 25.00 agreed from 2025-10-01, and "
        "123.40 for 4 of 24 × KETTLE at 30.85 not received according to POD-5."
    )


def test_short_and_freight_with_tax():
    answer = why("165.58", shipments=(received("KETTLE", "24", "20"),))
    assert answer.hypotheses[0] == "billing_error/freight + short_ship/quantity"
    assert answer.evidence[0]["basis"].endswith("each with tax")


def test_the_last_price_holds_only_for_what_was_received():
    # 20 × 0.85, and 4 × 30.85
    answer = why(
        "140.40",
        shipments=(received("KETTLE", "24", "20"),),
        agreements=(agreed("KETTLE", "30.00", since=date(2026, 1, 1)),),
    )
    assert answer.hypotheses[0] == "pricing/contract_price + short_ship/quantity"
    assert "17.00 for 20 × KETTLE billed at 30.85 instead of 30.00" in answer.sentence


def test_papers_that_prove_both_split_the_deduction():
    tables = tables_of(
        "133.00", shipments=(received("KETTLE", "24", "20"),), agreements=(agreed("TRAY", "25.00"),)
    )
    parts = explain(tables, SCALE)["proven_splits"].to_pylist()
    assert [(row["part_number"], row["amount"]) for row in parts] == [(1, 12340), (2, 960)]
    assert parts[0]["part_types"] == ["pricing", "short_ship"]


def test_a_deduction_that_was_taken_before_is_not_split():
    tables = tables_of(
        "133.00",
        shipments=(received("KETTLE", "24", "20"),),
        agreements=(agreed("TRAY", "25.00"),),
        earlier_variances=(earlier("133.00"),),
    )
    assert explain(tables, SCALE)["proven_splits"].num_rows == 0


@pytest.mark.parametrize(
    ("granted", "parts"),
    [
        pytest.param("0.00", [], id="not granted: two ways"),
        pytest.param("26.00", [12340, 260], id="granted: it is no part of what is withheld beside it"),
    ],
)
def test_a_discount_that_was_granted_is_no_part_of_a_deduction(granted, parts):
    # 4 × 30.85 = 123.40 and 10 × 0.26 = 2.60; or the freight, 100.00, and the terms' discount, 26.00.
    tables = tables_of(
        "126.00",
        invoice={"freight_amount": "100.00", "gross_amount": "1300.00"},
        granted_discount=granted,
        shipments=(received("KETTLE", "24", "20"),),
        agreements=(agreed("TRAY", "25.70"),),
    )
    split = explain(tables, SCALE)["proven_splits"].sort_by("part_number")
    assert split["amount"].to_pylist() == parts


def test_two_ways_to_split_are_none():
    # The freight is as dear as the missing kettles.
    tables = tables_of(
        "133.00",
        invoice={"freight_amount": "123.40", "gross_amount": "1323.40"},
        shipments=(received("KETTLE", "24", "20"),),
        agreements=(agreed("TRAY", "25.00"),),
    )
    assert explain(tables, SCALE)["proven_splits"].num_rows == 0


def test_a_part_knows_its_whole_and_is_not_contested_by_its_sibling():
    answer = why(
        "9.60",
        whole_amount="133.00",
        part_types=["pricing", "short_ship"],
        code=("06", "short_ship", "quantity"),
        agreements=(agreed("TRAY", "25.00"),),
    )
    assert (answer.cause, answer.is_contested) == ("pricing/contract_price", False)
    assert answer.sentence == (
        "Deduction 9.60 USD of 133.00 on INV-1: 10 × TRAY billed at 25.96 instead of 25.00 agreed from 2025-10-01."
    )
