"""Advice that does not come to its payment's money, and the lines that may be wrong."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

SOURCE = "receipt_no  amount  mode  unapplied_amount  is_moneyless  has_postings\n7  1000  full  0  no  no"
LINES = "line_no  receipt_no  paid_amount\n1  7  700\n2  7  400"


@pytest.mark.parametrize(
    ("source", "gap"),
    [
        pytest.param({}, [100], id="the advice says more"),
        pytest.param({"amount": 1200}, [-100], id="the advice says less"),
        pytest.param({"amount": 1100}, [], id="the advice comes to the money"),
        pytest.param({"is_moneyless": "yes", "amount": 0}, [], id="advice that needs no money"),
        pytest.param({"has_postings": "yes"}, [], id="the ERP has posted the payment"),
        pytest.param(
            {"mode": "retry", "unapplied_amount": 1000}, [100], id="tried again, and all of it is unapplied"
        ),
        pytest.param(
            {"mode": "retry", "unapplied_amount": 999}, [], id="tried again, and a part of it is applied"
        ),
    ],
)
def test_advice_has_a_gap_where_it_does_not_come_to_its_money(source, gap):
    rows = run_model("advice_gaps", receipts=altered(SOURCE, **source), advice_lines=LINES)
    assert columns(rows, "receipt_no", "gap") == [(7, amount) for amount in gap]


READING = """
    line_no  receipt_no  document_no  invoice_reference  claim_number  paid_amount  discount_amount  deduction_amount  is_split  is_credit  is_part
    1        7          10           A                  -             900          0                0                 no        no         no"""
ITEM = "document_no  effective_gross  terms_discount  discount_date\n10  900  20  2026-02-28"
MENDS = (
    "given_twice", "deducted_twice", "paid_already", "deduction_not_netted", "discount_not_netted", "not_netted",
    "wrong_amount",
)  # fmt: skip


def corrections(
    readings: str, *mends: str, gap: int = 77, due: int = 900, granted: int = 0, **given: str
) -> list[tuple]:
    """Return line, what it should pay and what that explains, of these ways of being wrong."""
    tables = {
        "line_readings": readings,
        "advice_gaps": f"receipt_no  gap\n7  {gap}",
        "receipts": "receipt_no  value_date\n7  2026-03-02",
        "documents_in_play": ITEM,
        "opening_balances": f"document_no  due  granted\n10  {due}  {granted}",
    }
    rows = run_model("line_corrections", **tables | given)
    assert all((row["receipt_no"], row["gap"]) == (7, gap) for row in rows)
    return sorted(
        columns([row for row in rows if row["mend"] in mends], "line_no", "right_amount", "explains")
    )


def test_a_line_that_is_right_may_be_wrong_in_no_way():
    assert corrections(READING, *MENDS) == []
    assert corrections(altered(READING, paid_amount=0), *MENDS) == []
    assert corrections(altered(READING, is_split="yes"), *MENDS, due=0) == []


@pytest.mark.parametrize(
    ("second", "found"),
    [
        pytest.param({}, [(2, None, 900)], id="the very same"),
        pytest.param({"receipt_no": 8}, [], id="in another advice"),
        pytest.param({"document_no": 11}, [], id="on another document"),
        pytest.param({"invoice_reference": "B"}, [], id="with another reference"),
        pytest.param({"claim_number": "CL-1"}, [], id="with another claim"),
        pytest.param({"paid_amount": 901}, [], id="with another amount"),
        pytest.param({"discount_amount": 1}, [], id="with another discount"),
        pytest.param({"deduction_amount": 1}, [], id="with another deduction"),
    ],
)
def test_a_line_given_twice_counts_once(second, found):
    both = READING + "\n" + altered(READING, line_no=2, **second).splitlines()[1]
    assert corrections(both, "given_twice") == found
    nothing = altered(both, paid_amount=0)
    assert corrections(nothing, "given_twice") == []


def test_of_lines_given_several_times_the_last_is_the_last_copy():
    three = "\n".join([READING, *(altered(READING, line_no=number).splitlines()[1] for number in (3, 2))])
    rows = run_model(
        "line_corrections",
        line_readings=three,
        advice_gaps="receipt_no  gap\n7  9",
        receipts="receipt_no\n7",
        documents_in_play=ITEM,
    )
    assert sorted(columns(rows, "line_no", "copy", "copies")) == [(2, 2, 3), (3, 3, 3)]


TAKEN_TWICE = """
    line_no  receipt_no  document_no  paid_amount  discount_amount  deduction_amount  is_split  is_credit  is_part
    1        7          10           800          0                100               no        no         no
    2        7          10           -100         0                0                 no        no         no"""


@pytest.mark.parametrize(
    ("readings", "found"),
    [
        pytest.param(TAKEN_TWICE, [(2, None, -100)], id="on the invoice's line and on its own"),
        pytest.param(TAKEN_TWICE.replace("-100", "-101"), [], id="another amount"),
        pytest.param(
            TAKEN_TWICE.replace("2        7          10", "2        7          11"),
            [],
            id="on another document",
        ),
        pytest.param(altered(TAKEN_TWICE, document_no=None), [], id="on no document"),
        pytest.param(altered(TAKEN_TWICE, is_credit="yes"), [], id="on a credit memo"),
        pytest.param(TAKEN_TWICE.replace("800 ", "-800"), [], id="beside another negative line"),
        pytest.param(
            TAKEN_TWICE.replace("800 ", "0   "), [(2, None, -100)], id="beside a line that pays nothing"
        ),
    ],
)
def test_a_deduction_stated_twice_counts_once(readings, found):
    assert corrections(readings, "deducted_twice") == found


@pytest.mark.parametrize(
    ("reading", "due", "found"),
    [
        pytest.param({}, 0, [(1, None, 900)], id="nothing is open"),
        pytest.param({}, 1, [], id="a cent is open"),
        pytest.param({"paid_amount": -900}, 0, [], id="a line that takes"),
        pytest.param({"paid_amount": 0}, 0, [], id="a line that pays nothing"),
        pytest.param({"is_credit": "yes"}, 0, [], id="a credit memo"),
    ],
)
def test_a_line_may_pay_what_is_paid_already(reading, due, found):
    assert corrections(altered(READING, **reading), "paid_already", due=due) == found


def test_a_line_without_a_document_pays_nothing_already():
    with_nothing = {"documents_in_play": "document_no\n-", "opening_balances": "document_no  due\n-  0"}
    assert corrections(altered(READING, document_no=None), *MENDS, **with_nothing) == []


@pytest.mark.parametrize(
    ("taken", "found"),
    [
        pytest.param(
            (20, 30),
            [("deduction_not_netted", 870, 30), ("discount_not_netted", 880, 20), ("not_netted", 850, 50)],
            id="both",
        ),
        pytest.param((20, 0), [("discount_not_netted", 880, 20)], id="a discount"),
        pytest.param((0, 30), [("deduction_not_netted", 870, 30)], id="a deduction"),
    ],
)  # fmt: skip
def test_a_line_may_pay_the_whole_although_it_takes_something_off(taken, found):
    reading = altered(READING, discount_amount=taken[0], deduction_amount=taken[1])
    names = ("deduction_not_netted", "discount_not_netted", "not_netted")
    rows = [(name, right, explains) for name in names for _, right, explains in corrections(reading, name)]
    assert rows == found


@pytest.mark.parametrize(
    ("reading", "due", "gross"),
    [
        pytest.param({}, 900, True, id="it pays the gross"),
        pytest.param({"paid_amount": 800}, 800, True, id="it pays what is open"),
        pytest.param({"paid_amount": 800}, 900, False, id="it pays something else"),
        pytest.param(
            {"paid_amount": 800, "invoice_amount": 800}, 900, True, id="it pays the amount that it states"
        ),
        pytest.param({"is_credit": "yes"}, 900, False, id="a credit memo"),
        pytest.param({"paid_amount": -900}, -900, False, id="a line that takes"),
        pytest.param({"paid_amount": 0}, 0, False, id="a line that pays nothing"),
        pytest.param({"document_no": None, "invoice_amount": 900}, 900, False, id="no document"),
    ],
)
def test_only_a_line_that_pays_an_invoice_in_full_fails_to_net(reading, due, gross):
    taking = altered(READING, **{"discount_amount": 20, "deduction_amount": 30} | reading)
    names = ("deduction_not_netted", "discount_not_netted", "not_netted")
    assert len(corrections(taking, *names, due=due)) == 3 * gross


@pytest.mark.parametrize(
    ("reading", "gap", "given", "right"),
    [
        pytest.param({"paid_amount": 950}, 50, {}, 900, id="the document owes what the money leaves"),
        pytest.param({"paid_amount": 950}, 51, {}, None, id="it owes something else"),
        pytest.param({"paid_amount": 850}, -50, {}, 900, id="the line says too little"),
        pytest.param({"paid_amount": 930, "deduction_amount": 20}, 50, {}, 880, id="less the deduction"),
        pytest.param({"paid_amount": 930, "discount_amount": 20}, 50, {}, 880, id="less the discount"),
        pytest.param({"paid_amount": 930}, 50, {}, 880, id="less the discount that is earned, unsaid"),
        pytest.param({"paid_amount": 940}, 50, {"granted": 10}, 890, id="less what is left of it"),
        pytest.param(
            {"paid_amount": 929, "discount_amount": 1}, 50, {}, None, id="not where a discount is stated"
        ),
        pytest.param({"paid_amount": 950, "is_part": "yes"}, 50, {}, None, id="a payment in part"),
        pytest.param({"paid_amount": 50}, 50, {"due": 0}, None, id="nothing is open"),
        pytest.param({"paid_amount": 0}, -900, {}, None, id="a line that pays nothing"),
        pytest.param({"paid_amount": -50}, 50, {"due": -100}, None, id="a line that takes from an invoice"),
        pytest.param(
            {"paid_amount": 50, "deduction_amount": 900}, 50, {}, None, id="nothing would be left to pay"
        ),
        pytest.param(
            {"paid_amount": -50, "is_credit": "yes"}, 50, {"due": -100}, -100, id="a credit memo that is open"
        ),
        pytest.param(
            {"paid_amount": -50, "is_credit": "yes"}, 50, {"due": -99}, None, id="a memo of another rest"
        ),
        pytest.param(
            {"paid_amount": -50, "is_credit": "yes"}, -50, {"due": 0}, None, id="a memo that is used up"
        ),
        pytest.param({"paid_amount": 950, "document_no": None}, 50, {}, None, id="no document"),
    ],
)
def test_a_line_has_a_wrong_amount_where_its_document_owes_what_the_money_leaves(reading, gap, given, right):
    found = corrections(altered(READING, **reading), "wrong_amount", gap=gap, **given)
    assert found == ([(1, right, gap)] if right is not None else [])


def test_a_discount_is_earned_until_its_last_day():
    late, wrong = "receipt_no  value_date\n7  2026-03-06", altered(READING, paid_amount=930)
    assert corrections(wrong, "wrong_amount", gap=50, receipts=late) == []


def test_an_amount_is_not_wrong_where_other_lines_pay_the_document_too():
    wrong = altered(READING, paid_amount=950)
    assert corrections(wrong + "\n    2  7  10  B  -  40  0  0  no  no  no", "wrong_amount", gap=50) == []
    assert corrections(wrong + "\n    2  8  10  B  -  40  0  0  no  no  no", "wrong_amount", gap=50) == [
        (1, 900, 50)
    ]
    assert corrections(wrong + "\n    2  7  11  B  -  40  0  0  no  no  no", "wrong_amount", gap=50) == [
        (1, 900, 50)
    ]
    assert corrections(wrong + "\n    2  7  10  B  -  0  0  0  no  no  no", "wrong_amount", gap=50) == [
        (1, 900, 50)
    ]
    credit = altered(READING, paid_amount=-50, is_credit="yes")
    twice = credit + "\n    2  7  10  A  -  -50  0  0  no  yes  no"
    assert corrections(twice, "wrong_amount", gap=50, due=-100) == []
