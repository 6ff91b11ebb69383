"""What is long out of the live books is back in play, whole, when tonight names it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipelines.policy import load_policy
from tests.contract.story import Row, Story, advice, credit_memo, day, invoice, line, payment, posting
from tests.contract.view import View
from tests.nights import NightRunner
from tests.properties.side_by_side import night_rows

FORGETFUL = replace(load_policy(), settled_memory_nights=2, repeat_offender_days=1, statement_days=1)
LATE = 8
SHORT = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-1"))]


def after(folder: Path, nights: Mapping[int, Sequence[Row]]) -> View:
    """What stands after the late night."""
    story = Story("", nights, {}, number=100)
    runner = NightRunner(folder, FORGETFUL)
    for night in range(1, LATE + 1):
        runner.run(day(night), night_rows([story], night))
    return View(story, runner.tables, LATE)


def test_a_posting_long_after_the_return_changes_nothing(tmp_path: Path) -> None:
    returned = payment("X", -90, on=2, reverses_payment_id="P")
    view = after(tmp_path, {1: SHORT, 2: [returned], LATE: [posting("P", "A", 80, on=LATE)]})
    assert (view.rows(), view.open(), view.unapplied()) == (0, {"A": 100}, {})


def test_a_lower_gross_long_after_the_payment_moves_its_money_back(tmp_path: Path) -> None:
    paid = [
        invoice("A", 100),
        invoice("B", 50),
        payment("P", 150),
        *advice("P", line("A", 100), line("B", 50)),
    ]
    view = after(tmp_path, {1: paid, LATE: [invoice("A", 80)]})
    assert view.allocated() == {"P>A": 80, "P>B": 50}
    assert (view.unapplied(), view.disputes(), view.open()) == ({"P": (20, "overpayment")}, {"P>A": -20}, {})


def test_a_document_cancelled_long_after_its_credit_gives_the_credit_back(tmp_path: Path) -> None:
    cancelled = invoice("A", 100, is_cancelled=True)
    view = after(tmp_path, {1: SHORT, 2: [credit_memo("M", -10, "A")], LATE: [cancelled]})
    assert (view.open(), view.unapplied()) == ({"M": -10}, {"P": (90, "overpayment")})


def test_advice_is_at_hand_as_long_as_its_payment_has_a_rest(tmp_path: Path) -> None:
    rest = [
        invoice("A", 100),
        invoice("B", 90),
        payment("P", 100),
        *advice("P", line("A", 90, deduction=10, claim="CL-1")),
    ]
    view = after(tmp_path, {1: rest, LATE: [posting("P", "B", 90, on=LATE)]})
    assert view.disputed() == {"A": 10}
    assert view.variances() == [("P", "A", 10, "dispute"), ("P", "A", 80, "dispute")]
