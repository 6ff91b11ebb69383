"""What is left of a payment after tonight, and why."""

import pytest

from tests.models.running import Row, run_model

NAMES = "company_code  payment_id  amount  unapplied_reason  candidates"
PAYMENT = "1000  P1  1000  -  4"


def settled(payment: str = PAYMENT, mode: str = "full", **given: str) -> Row:
    [row] = run_model(
        "settled_payments",
        night_payments=f"{NAMES}\n{payment}",
        receipts=f"receipt_no  company_code  payment_id  mode\n1  1000  P1  {mode}\n2  2000  P1  full\n3  1000  P2  full",
        **given,
    )
    return row


@pytest.mark.parametrize(
    ("given", "rest"),
    [
        pytest.param({}, 1_000, id="nothing is placed"),
        pytest.param(
            {"prior_allocations": "receipt_no  amount\n1  300\n2  50\n-  70"},
            700,
            id="placed on earlier nights",
        ),
        pytest.param(
            {"allocation_changes": "receipt_no  amount\n1  300\n1  -100\n2  50"}, 800, id="placed tonight"
        ),
        pytest.param(
            {
                "prior_allocations": "receipt_no  amount\n1  300",
                "allocation_changes": "receipt_no  amount\n1  700",
            },
            0,
            id="placed whole on both",
        ),
        pytest.param(
            {"allocation_changes": "receipt_no  amount\n1  -300"}, 1_300, id="with a claim taken off it"
        ),
    ],
)
def test_what_is_left_of_a_payment(given: dict, rest: int):
    row = settled(**given)
    assert (row["unapplied_amount"], row["unapplied_reason"] is None) == (rest, rest == 0)


WORDS = "receipt_no  word  is_idle"
LINES = "receipt_no  line_no  status  paid_amount  candidates"
REASONS = {
    "overpayment": {"capped_allocations": "receipt_no  excess  held_cash\n1  5  0"},
    "conflict": {"refused_receipts": "receipt_no  reason  candidates\n1  conflict  0"},
    "ambiguous": {"line_outcomes": f"{LINES}\n1  7  ambiguous  500  3"},
    "currency": {"crossed_receipts": "receipt_no\n1"},
    "too_many_to_combine": {
        "line_outcomes": f"{LINES}\n1  7  not_found  500  0",
        "long_references": "line_no\n7",
    },
    "not_found": {"line_outcomes": f"{LINES}\n1  7  not_found  500  0"},
    "no_reference": {},
}
"""What gives a payment each of these reasons; an earlier one comes before a later one."""


@pytest.mark.parametrize("reason", REASONS)
def test_why_a_payment_has_a_rest(reason: str):
    assert settled(**REASONS[reason])["unapplied_reason"] == reason


def test_a_payment_without_a_rest_has_no_reason():
    assert (
        settled(allocation_changes="receipt_no  amount\n1  1000", **REASONS["overpayment"])[
            "unapplied_reason"
        ]
        is None
    )


@pytest.mark.parametrize(("first", "second"), [
    ("overpayment", "conflict"), ("overpayment", "ambiguous"), ("overpayment", "not_found"), ("conflict", "ambiguous"),
    ("conflict", "currency"), ("ambiguous", "currency"), ("currency", "too_many_to_combine"), ("currency", "not_found"),
])  # fmt: skip
def test_of_two_reasons_the_first_counts(first: str, second: str):
    assert settled(**(REASONS[second] | REASONS[first]))["unapplied_reason"] == first


def test_an_ambiguous_line_says_more_than_one_that_is_not_found():
    assert (
        settled(line_outcomes=f"{LINES}\n1  7  not_found  500  0\n1  8  ambiguous  500  2")[
            "unapplied_reason"
        ]
        == "ambiguous"
    )


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        pytest.param({"capped_allocations": "receipt_no  excess  held_cash\n1  0  -5"}, "overpayment",
                     id="an overpayment held again"),
        pytest.param({"capped_allocations": "receipt_no  excess  held_cash\n1  0  5\n2  5  0"}, "no_reference",
                     id="one that is used, and another payment's"),
        pytest.param({"restated_money": "receipt_no  amount\n1  5"}, "overpayment",
                     id="money that a lower gross moved back"),
        pytest.param({"restated_money": "receipt_no  amount\n2  5"}, "no_reference", id="money of another payment"),
        pytest.param({"refused_receipts": "receipt_no  reason  candidates\n1  -  0"}, "no_reference",
                     id="advice refused without a reason"),
        pytest.param({"line_outcomes": f"{LINES}\n1  7  not_found  0  0"}, "no_reference",
                     id="a line that pays nothing"),
        pytest.param({"line_outcomes": f"{LINES}\n1  7  matched  500  0\n1  8  not_found  5  0"}, "not_found",
                     id="one line of several not found"),
        pytest.param({"line_outcomes": f"{LINES}\n1  7  matched  500  0\n1  8  not_found  5  0",
                      "long_references": "line_no\n7"}, "not_found",
                     id="a long reference that was found"),
        pytest.param({"line_outcomes": f"{LINES}\n1  7  not_found  500  0\n1  8  not_found  5  0",
                      "long_references": "line_no\n7"}, "too_many_to_combine",
                     id="a long one beside a short one"),
        pytest.param({"unlinked_advice": "receipt_no  is_same_currency\n1  yes"}, "ambiguous",
                     id="advice that several payments may mean"),
        pytest.param({"unlinked_advice": "receipt_no  is_same_currency\n1  no"}, "currency",
                     id="advice in another currency"),
        pytest.param({"long_memos": "receipt_no\n1", "memo_words": f"{WORDS}\n1  4711  no"}, "too_many_to_combine",
                     id="a memo that is not read to its end"),
        pytest.param({"memo_words": f"{WORDS}\n1  4711  no"}, "not_found", id="a memo whose number means nothing"),
        pytest.param({"memo_words": f"{WORDS}\n1  2026  yes"}, "no_reference",
                     id="a memo whose number means no document"),
        pytest.param({"memo_words": f"{WORDS}\n1  4711  no",
                      "amount_choices": "receipt_no  reason  explanations\n1  ambiguous  2"}, "not_found",
                     id="a number before an amount"),
        pytest.param({"amount_choices": "receipt_no  reason  explanations\n1  ambiguous  2"}, "ambiguous",
                     id="an amount that several sets come to"),
    ],
)  # fmt: skip
def test_details_of_reasons(given: dict, reason: str):
    assert settled(**given)["unapplied_reason"] == reason


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        pytest.param("reversal", "not_found", id="a return of nothing that we know"),
        pytest.param("idle", "kept", id="a payment that tonight does not touch"),
        pytest.param("returned", "kept", id="a payment that is returned"),
        pytest.param("retry", "not_found", id="a payment that is tried again"),
        pytest.param("full", "not_found", id="a payment that is reckoned anew"),
    ],
)
def test_reasons_by_what_the_night_does_with_a_payment(mode: str, reason: str):
    row = settled("1000  P1  1000  kept  4", mode, memo_words=f"{WORDS}\n1  4711  no")
    assert row["unapplied_reason"] == reason


def test_a_payment_that_is_not_touched_and_had_no_reason_names_nothing():
    assert settled(mode="idle")["unapplied_reason"] == "no_reference"


@pytest.mark.parametrize(
    ("mode", "given", "candidates"),
    [
        pytest.param("full", {"refused_receipts": "receipt_no  reason  candidates\n1  conflict  3"}, 3,
                     id="ways to correct its advice"),
        pytest.param("full", {"refused_receipts": "receipt_no  reason  candidates\n1  conflict  0"} | REASONS["ambiguous"], 3,
                     id="documents that a line may mean"),
        pytest.param("full", {"line_outcomes": f"{LINES}\n1  7  ambiguous  500  2\n1  8  ambiguous  500  3"}, 3,
                     id="of several lines the most"),
        pytest.param("full", REASONS["not_found"], 0, id="none"),
        pytest.param("full", {"amount_choices": "receipt_no  reason  explanations\n1  ambiguous  2"}, 2,
                     id="sets that come to its amount"),
        pytest.param("idle", {}, 4, id="as before where nothing is done"),
        pytest.param("retry", {}, 0, id="anew where it is tried again"),
    ],
)  # fmt: skip
def test_how_many_candidates_a_rest_has(mode: str, given: dict, candidates: int):
    assert settled(mode=mode, **given)["candidates"] == candidates
