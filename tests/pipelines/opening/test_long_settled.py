"""What is long out of the live books is back in play, whole, when tonight names it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.policy import load_policy
from tests.contract.story import Row, Story, advice, credit_memo, day, invoice, line, payment, posting
from tests.contract.view import View
from tests.nights import NightRunner
from tests.properties.side_by_side import FIRST_NUMBER, night_rows

FORGETFUL = replace(load_policy(), settled_memory_nights=2, repeat_offender_days=1, statement_days=1)
LATE = 6
SHORT = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-1"))]
HISTORIES: dict[str, dict[int, list[Row]]] = {
    "returned, then posted": {
        1: SHORT,
        2: [payment("X", -90, on=2, reverses_payment_id="P")],
        LATE: [posting("P", "A", 80, on=LATE)],
    },
    "paid, then billed lower": {
        1: [
            invoice("A", 100),
            invoice("B", 50),
            payment("P", 150),
            *advice("P", line("A", 100), line("B", 50)),
        ],
        LATE: [invoice("A", 80)],
    },
    "credited, then cancelled": {
        1: SHORT,
        2: [credit_memo("M", -10, "A")],
        LATE: [invoice("A", 100, is_cancelled=True)],
    },
    "a rest, then posted": {
        1: [
            *(invoice("A", 100), invoice("B", 90), payment("P", 100)),
            *advice("P", line("A", 90, deduction=10, claim="CL-1")),
        ],
        LATE: [posting("P", "B", 90, on=LATE)],
    },
}


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> dict[str, View]:
    """What stands of each after the late night. They run side by side, each with a payer of its own."""
    stories = [
        Story(name, nights, {}, number=number)
        for number, (name, nights) in enumerate(HISTORIES.items(), start=FIRST_NUMBER)
    ]
    runner = NightRunner(tmp_path_factory.mktemp("nights"), FORGETFUL)
    for night in range(1, LATE + 1):
        runner.run(day(night), night_rows(stories, night))
    live = runner.tables[day(LATE - 1)]["book_payments"].column("payment_id").to_pylist()
    assert live == ["PAY103P"], (
        "all but the payment with a rest are out of the live books before the late night"
    )
    return {story.name: View(story, runner.tables, LATE) for story in stories}


def test_a_posting_long_after_the_return_changes_nothing(views: dict[str, View]) -> None:
    view = views["returned, then posted"]
    assert (view.rows(), view.open(), view.unapplied()) == (0, {"A": 100}, {})


def test_a_lower_gross_long_after_the_payment_moves_its_money_back(views: dict[str, View]) -> None:
    view = views["paid, then billed lower"]
    assert view.allocated() == {"P>A": 80, "P>B": 50}
    assert (view.unapplied(), view.disputes(), view.open()) == ({"P": (20, "overpayment")}, {"P>A": -20}, {})


def test_a_document_cancelled_long_after_its_credit_gives_the_credit_back(views: dict[str, View]) -> None:
    view = views["credited, then cancelled"]
    assert (view.open(), view.unapplied()) == ({"M": -10}, {"P": (90, "overpayment")})


def test_advice_is_at_hand_as_long_as_its_payment_has_a_rest(views: dict[str, View]) -> None:
    view = views["a rest, then posted"]
    assert view.disputed() == {"A": 10}
    assert view.variances() == [("P", "A", 10, "dispute"), ("P", "A", 80, "dispute")]
