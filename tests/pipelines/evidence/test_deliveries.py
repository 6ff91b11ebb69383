"""Short by what the proof of delivery shows as not received."""

import pytest

from tests.pipelines.evidence.ledger import LINES, line, received, why

KETTLES_SHORT = (received("KETTLE", "24", "20"), received("TRAY", "10", "10"))
BOTH_SHORT = (received("KETTLE", "24", "20"), received("TRAY", "10", "7"))


@pytest.mark.parametrize(
    ("amount", "shipments", "cause", "claim"),
    [
        pytest.param(
            "123.40", KETTLES_SHORT, "short_ship/quantity",
            "4 of 24 × KETTLE at 30.85 not received according to POD-5", id="4 of 24 short, without tax",
        ),
        pytest.param(
            "148.08", KETTLES_SHORT, "short_ship/quantity",
            "4 of 24 × KETTLE at 30.85 plus 20 % tax not received according to POD-5", id="4 of 24 short, with tax",
        ),
        pytest.param(
            "259.60", (received("KETTLE", "24", "24"), received("TRAY", "10", "0")), "short_ship/missing_line",
            "10 of 10 × TRAY at 25.96 not received according to POD-5", id="a whole line",
        ),
        pytest.param(
            "201.28", BOTH_SHORT, "short_ship/quantity",
            "4 of 24 × KETTLE at 30.85, 3 of 10 × TRAY at 25.96 not received according to POD-5", id="two lines",
        ),
        pytest.param(
            "241.54", BOTH_SHORT, "short_ship/quantity",
            "4 of 24 × KETTLE at 30.85, 3 of 10 × TRAY at 25.96 plus tax not received according to POD-5",
            id="two lines with tax",
        ),
    ],
)  # fmt: skip
def test_short_by_the_delivery(amount, shipments, cause, claim):
    answer = why(amount, shipments=shipments)
    assert (answer.cause, answer.sentence) == (cause, f"Deduction {amount} USD on INV-1: {claim}.")
    assert answer.is_documented and answer.explained_count == 1 and answer.confidence > 0.95


def test_without_a_reference_the_delivery_is_the_proof():
    answer = why("123.40", shipments=(received("KETTLE", "24", "20", proof=None),))
    assert answer.sentence.endswith("not received according to delivery D-9.")


def test_a_delivery_without_a_count_proves_nothing():
    assert not why("123.40", shipments=(received("KETTLE", "24", None),)).is_documented


def test_an_item_billed_twice_is_short_on_its_last_line():
    lines = (line(1, "KETTLE", "14", "30.85", "431.90"), LINES[1], line(3, "KETTLE", "10", "30.00", "300.00"))
    answer = why("120.00", lines=lines, shipments=(received("KETTLE", "24", "20"),))
    assert "4 of 10 × KETTLE (line 3) at 30.00" in answer.sentence


def test_another_amount_than_the_missing_units_is_not_proven():
    answer = why("61.70", shipments=(received("KETTLE", "24", "20"),))
    assert (answer.cause, answer.is_documented) == ("short_ship/quantity", False)


def test_quantities_and_prices_with_decimals():
    lines = (line(1, "WIRE", "12.5", "3.4567", "43.21"), LINES[1])
    answer = why("8.64", lines=lines, shipments=(received("WIRE", "12.5", "10"),))
    assert "2.5 of 12.5 × WIRE at 3.4567 not received" in answer.sentence
