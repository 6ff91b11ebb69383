"""Causes that are neither goods nor prices: banks, postings, habits, and money that we hold."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import explained, withheld
from tests.models.running import column, columns, run_model


def test_what_a_bank_kept_is_the_difference_between_advice_and_money() -> None:
    [row] = explained("bank_charges", withheld(1499, 1500, 1501, bank_charge=1500, payment_id="PAY-1"))
    assert row == {
        "shortfall_id": 1500,
        "dispute_type": "other",
        "dispute_subtype": "bank_charges",
        "hypothesis": "other/bank_charges",
        "amount_explained": 1500,
        "strength": 8.0,
        "is_documented": False,
        "evidence_source": "paper",
        "basis": "the advice against the money received with payment PAY-1",
        "sentence": "payment PAY-1 arrived 15.00 USD below its advice: costs kept by a bank",
    }
    [unnamed] = explained("bank_charges", withheld(1500, bank_charge=1500))
    assert unnamed["basis"].endswith("payment (none)")
    assert unnamed["sentence"].startswith("payment (none) arrived")
    assert explained("bank_charges", withheld(1500)) == []


def test_rounding_is_half_a_minor_unit_for_each_line_and_the_tax() -> None:
    assert [len(explained("rounding", withheld(1, 2, 3, line_count=lines))) for lines in (0, 1, 2, 3, 4, 5)] == [
        0, 1, 1, 2, 2, 3,
    ]  # fmt: skip
    assert explained("rounding", withheld(1)) == []


def test_rounding_says_on_how_many_lines() -> None:
    [one], [two] = (explained("rounding", withheld(1, line_count=lines)) for lines in (1, 2))
    assert one == {
        "shortfall_id": 1,
        "dispute_type": "billing_error",
        "dispute_subtype": "arithmetic",
        "hypothesis": "billing_error/arithmetic",
        "amount_explained": 1,
        "strength": 8.0,
        "is_documented": False,
        "evidence_source": "arithmetic",
        "basis": "arithmetic: at most half a minor unit on each of 1 line and on the tax",
        "sentence": "it is no more than rounding one line and its tax differently makes",
    }
    assert two["basis"] == "arithmetic: at most half a minor unit on each of 2 lines and on the tax"
    assert two["sentence"] == "it is no more than rounding 2 lines and their tax differently makes"


HELD = """
    shortfall_id  kind         number  held_date
    500           credit memo  CM-9    2026-02-01
    500           overpayment  PAY-7   2026-01-31
    700           credit memo  CM-8    2026-02-02
    700           credit memo  CM-7    2026-02-02"""


def test_money_that_we_hold_is_asked_about_the_oldest_first() -> None:
    rows = explained("equals_held_money", withheld(500, 700, 900), held_money=HELD)
    assert rows[0] == {
        "shortfall_id": 500,
        "dispute_type": "other",
        "dispute_subtype": "unexplained",
        "hypothesis": "other/unexplained",
        "amount_explained": 500,
        "strength": 5.0,
        "is_documented": False,
        "evidence_source": "paper",
        "basis": "our books: what payment PAY-7 of 2026-01-31 paid too much is just this amount",
        "sentence": "it equals what payment PAY-7 of 2026-01-31 paid too much, but does not name it;"
        " please confirm that it is taken here",
    }
    assert rows[1]["basis"] == "our books: our unused credit memo CM-7 of 2026-02-02 is just this amount"
    assert len(rows) == 2


@pytest.mark.parametrize(("chance", "strength"), [(1953, 8.0), (7812, 6.0), (31250, 5.0)])
def test_held_money_weighs_by_its_chance_and_never_less_than_no_cause(chance: int, strength: float) -> None:
    rows = explained("equals_held_money", withheld(700, figure_chance=chance), held_money=HELD)
    assert column(rows, "strength") == [strength]


HABITS = """
    shortfall_id  dispute_type  dispute_subtype  case_count  last_number  last_date
    500           other         promotion        1           INV-4        2026-01-31
    500           pricing       percent          4           INV-5        2026-02-01
    700           pricing       percent          4           INV-5        2026-02-01"""


def test_a_payer_takes_the_same_amount_again_for_the_same_cause() -> None:
    rows = explained("habit", withheld(500), repeat_deductions=HABITS)
    assert rows[1] == {
        "shortfall_id": 500,
        "dispute_type": "other",
        "dispute_subtype": "promotion",
        "hypothesis": "other/promotion",
        "amount_explained": 500,
        "strength": 4.0,
        "is_documented": False,
        "evidence_source": "paper",
        "basis": "our books: the payer took the same amount once before for a promotion, last on INV-4, 2026-01-31",
        "sentence": "the same amount was taken once before for a promotion, last on INV-4",
    }
    assert rows[0]["sentence"] == "the same amount was taken 4 times before for an allowance, last on INV-5"
    # Of four cases: four bits more than one in 64 × 4 allows.
    assert rows[0]["strength"] == 4.0


@pytest.mark.parametrize(("chance", "strength"), [(1000, 6.0), (15625, 4.0), (62500, 2.0)])
def test_a_habit_weighs_by_its_cases_and_no_more_than_its_arithmetic(chance: int, strength: float) -> None:
    rows = explained("habit", withheld(700, figure_chance=chance), repeat_deductions=HABITS)
    assert column(rows, "strength") == [strength]


def test_money_posted_elsewhere_than_its_advice_says() -> None:
    rows = run_model("rules__misapplied_cash", shortfalls="""
        shortfall_id  slot        amount  currency  payment_id
        1             misapplied  1500    USD       PAY-1
        2             misapplied  -150    JPY       -
        3             deduction   1500    USD       PAY-1""")  # fmt: skip
    assert rows[0] == {
        "shortfall_id": 1,
        "dispute_type": "billing_error",
        "dispute_subtype": "misapplied_cash",
        "hypothesis": "billing_error/misapplied_cash",
        "amount_explained": 1500,
        "strength": 15.0,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": "the advice against the posting",
        "sentence": "15.00 USD less was posted of payment PAY-1 than its advice says",
    }
    assert column(rows[1:], "sentence") == ["150 JPY more was posted than its advice says"]


def test_money_paid_too_much_is_a_settlement_repeated_or_more_than_owed() -> None:
    rows = run_model("rules__paid_too_much", shortfalls="""
        shortfall_id  slot        amount  is_repeat  payment_id  value_date
        1             document    -1500   yes        PAY-1       2026-02-04
        2             document    -1500   no         -           -
        3             document    0       no         PAY-1       -
        4             misapplied  -1500   no         PAY-1       -""")  # fmt: skip
    assert rows[0] == {
        "shortfall_id": 1,
        "dispute_type": "duplicate",
        "dispute_subtype": "payment",
        "hypothesis": "duplicate/payment",
        "amount_explained": -1500,
        "strength": 15.0,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": "our books: the document was settled before",
        "sentence": "the document was already settled before payment PAY-1 of 2026-02-04",
    }
    assert columns(rows[1:], "dispute_type", "dispute_subtype", "hypothesis", "basis", "sentence") == [
        ("other", "overpayment", "other/overpayment", "our books: more paid than owed",
         "more was paid than owed with payment (none)")
    ]  # fmt: skip
