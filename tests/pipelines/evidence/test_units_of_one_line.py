"""Short by units of one line that no delivery speaks of: weak, and weaker the coarser the prices."""

import pytest

from tests.pipelines.evidence.ledger import LINES, line, received, why


@pytest.mark.parametrize(
    ("amount", "claim"),
    [
        pytest.param("92.55", "3 of 24 × KETTLE at 30.85", id="3 units"),
        pytest.param("111.06", "3 of 24 × KETTLE at 30.85 plus 20 % tax", id="3 units with tax"),
        pytest.param("25.96", "1 of 10 × TRAY at 25.96", id="1 unit"),
    ],
)
def test_units_without_a_proof(amount, claim):
    answer = why(amount)
    assert answer.cause == "short_ship/quantity"
    assert answer.sentence == (
        f"Deduction {amount} USD on INV-1: it equals {claim}, but no proof of delivery of ours shows "
        "this; please send yours."
    )
    assert not answer.is_documented and 0.6 < answer.confidence < 0.98


def test_a_whole_line_without_a_proof():
    answer = why("259.60")
    assert answer.cause == "short_ship/missing_line"
    assert "the whole of line 2, 10 × TRAY at 25.96" in answer.sentence


def test_what_was_received_was_rather_sent_back():
    answer = why("92.55", shipments=(received("KETTLE", "24", "24"), received("TRAY", "10", "10")))
    assert answer.cause == "short_ship/damaged_or_returned"
    assert "all of which the delivery shows as received" in answer.sentence


def test_coarse_prices_prove_nothing():
    """Twenty lines at whole half units fit nearly every round amount: a coincidence, kept as a hypothesis."""
    lines = tuple(line(n, f"CUP-{n}", "48", f"{n}.50", f"{48 * n + 24}.00") for n in range(1, 21))
    answer = why("27.00", lines=lines)
    assert answer.cause == "other/unexplained"
    assert answer.explanation_count > 3


def test_a_flat_fee_is_no_shortage():
    lines = (line(1, "CUP", "100", "2.50", "250.00"), LINES[1])
    assert why("50.00", lines=lines).cause == "other/unexplained"
