"""What came close to lines of advice, and why it was taken or left."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike
from tests.models.running import columns, run_model

CANDIDATE = {"line_no": 1, "document_no": 10, "tier": 1, "due": 100, "agrees": "no"}
CHOICE = "line_no  document_no  choices"
TARGET = "line_no  document_no\n1  10"


def trace(candidates: str = "due\n100", **given: str) -> list[tuple[Any, ...]]:
    rows = run_model(
        "line_trace",
        advice_lines="line_no  receipt_no\n1  5\n2  5\n3  6",
        line_candidates=alike(candidates, **CANDIDATE),
        **given,
    )
    return sorted(columns(rows, "line_no", "document_no", "tier", "candidate_amount", "reason"), key=str)


def reasons(*args: str, **given: str) -> dict[int, str]:
    return {row[1]: row[4] for row in trace(*args, **given)}


SETTLED = "receipt_no  document_no  applied  excess\n5  10  "


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        pytest.param({}, "posted", id="was posted"),
        pytest.param({"refused_receipts": "receipt_no  reason\n5  conflict"}, "advice_refused",
            id="was left where the advice is refused"),
        pytest.param({"refused_receipts": "receipt_no  reason\n6  conflict"}, "posted",
            id="was posted, whatever other advice is"),
        pytest.param({"capped_allocations": SETTLED + "0  7"}, "paid_already", id="was paid already where all is too much"),
        pytest.param({"capped_allocations": SETTLED + "1  7"}, "posted", id="was posted where only some is too much"),
        pytest.param({"capped_allocations": SETTLED + "0  0"}, "posted", id="was posted though nothing came for it"),
        pytest.param({"capped_allocations": "receipt_no  document_no  applied  excess\n6  10  0  7"}, "posted",
            id="was posted, whatever another payment puts there"),
    ],
)  # fmt: skip
def test_the_document_of_a_line(given: dict[str, str], reason: str):
    assert trace(line_targets=TARGET, **given) == [(1, 10, 1, 100, reason)]


@pytest.mark.parametrize(
    ("tier", "choices", "reason"),
    [(4, 2, "other_sum"), (5, 2, "other_sum"), (11, 2, "other_sum"), (14, 2, "other_sum"),
    (1, 2, "several_fit"), (7, 3, "several_fit"),
     (1, 1, "other_sum"), (11, 1, "other_sum")],
)  # fmt: skip
def test_a_choice_that_was_not_taken(tier: int, choices: int, reason: str):
    assert reasons(f"tier\n{tier}", line_choices=f"{CHOICE}\n1  10  {choices}") == {10: reason}


def test_a_candidate_that_was_no_choice():
    candidates = "document_no  due  agrees\n10  100  yes\n11  100  no\n12  100  yes\n13  0  no"
    chosen = f"{CHOICE}\n1  10  1"
    assert reasons(candidates, line_choices=chosen, line_targets=TARGET) == {
        10: "posted", 11: "other_amount", 12: "closer_one", 13: "paid_already",
    }  # fmt: skip
    candidates = candidates.replace("10  100  yes", "10  100  no")
    assert reasons(candidates, line_choices=chosen, line_targets=TARGET)[11] == "closer_one"
    assert reasons("document_no  agrees\n11  no\n12  yes")[11] == "closer_one"


def test_a_document_is_shown_once_a_line_at_its_closest_tier():
    rows = trace(
        "tier  due  agrees  document_no\n3  70  no  10\n2  90  no  10\n2  80  yes  10\n1  5  no  11",
        line_choices=f"{CHOICE}\n1  10  1",
    )
    assert rows == [(1, 10, 2, 80, "other_sum"), (1, 11, 1, 5, "other_amount")]


def test_lines_are_traced_one_by_one():
    candidates = "line_no  document_no  agrees\n1  10  yes\n2  11  no"
    assert reasons(candidates, line_choices=f"{CHOICE}\n1  10  1", line_targets=TARGET) == {
        10: "posted",
        11: "closer_one",
    }


def test_twelve_candidates_of_a_line_are_shown_the_taken_first_then_choices_then_the_closest():
    rows = "\n".join(
        f"{number}  {tier}" for number, tier in ((40, 9), (41, 8), *((number, 1) for number in range(20, 33)))
    )
    chosen = f"{CHOICE}\n1  41  1"
    found = trace(
        f"document_no  tier\n{rows}", line_choices=chosen, line_targets="line_no  document_no\n1  40"
    )
    assert sorted(row[1] for row in found) == [*range(20, 30), 40, 41]
    tiers = "\n".join(f"{number}  {50 - number}" for number in range(20, 33))
    assert sorted(row[1] for row in trace(f"document_no  tier\n{tiers}")) == [*range(21, 33)]


@pytest.mark.parametrize(
    ("outcome", "given", "shown"),
    [
        pytest.param("not_found  300", {}, True, id="is shown"),
        pytest.param("not_found  0", {}, False, id="not where it pays nothing"),
        pytest.param("claim  300", {}, False, id="not where it is a claim"),
        pytest.param(
            "not_found  300",
            {"long_references": "line_no\n3"},
            False,
            id="not where it was not read to its end",
        ),
        pytest.param(
            "not_found  300", {"long_references": "line_no\n2"}, True, id="whatever other lines are"
        ),
    ],
)
def test_a_line_that_leads_nowhere(outcome: str, given: dict[str, str], shown: bool):
    rows = trace(
        line_outcomes=f"receipt_no  line_no  status  paid_amount\n6  3  {outcome}\n5  1  not_found  5",
        **given,
    )
    assert [row for row in rows if row[0] == 3] == [(3, None, None, None, "nothing_found")] * shown
    assert [row for row in rows if row[0] == 1] == [(1, 10, 1, 100, "closer_one")]


def test_a_line_that_only_its_amount_places_is_posted():
    rows = trace(line_amounts="line_no  document_no\n3  12", opening_balances="document_no  due\n12  300")
    assert rows[-1] == (3, 12, 15, 300, "posted")
