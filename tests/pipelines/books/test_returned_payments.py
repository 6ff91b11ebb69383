"""A payment that came back stays so, when it is long out of the live books."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipelines.policy import load_policy
from tests.contract.story import Story, advice, day, invoice, line, payment, posting
from tests.contract.view import View
from tests.nights import NightRunner
from tests.properties.side_by_side import night_rows

FORGETFUL = replace(load_policy(), settled_memory_nights=2, repeat_offender_days=1, statement_days=1)
RETURNED = {
    1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10))],
    2: [payment("X", -90, on=2, reverses_payment_id="P")],
}


def test_a_posting_long_after_the_return_changes_nothing(tmp_path: Path) -> None:
    story = Story("", {**RETURNED, 8: [posting("P", "A", 80, on=8)]}, {}, number=100)
    runner = NightRunner(tmp_path, FORGETFUL)
    for night in range(1, 9):
        runner.run(day(night), night_rows([story], night))
    view = View(story, runner.tables, 8)
    assert (view.rows(), view.open(), view.unapplied()) == (0, {"A": 100}, {})
