"""Gaps of advice that are explained in one way, and how its lines are read then."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

GAP = "receipt_no  gap\n7  100"
CORRECTION = "receipt_no  line_no  gap  copy  copies  mend  right_amount  explains\n7  1  100  1  1  not_netted  800  100"


def mend(corrections: str, gaps: str = GAP, proofs: str = "") -> list[tuple[object, ...]]:
    rows = run_model("advice_corrections", advice_gaps=gaps, line_corrections=corrections, gap_proofs=proofs)
    return sorted(columns(rows, "receipt_no", "gap", "ways", "mend", "lines", "right_amounts"))


UNEXPLAINED = [(7, 100, 0, None, None, None)]
EXPLAINED = [(7, 100, 1, "not_netted", [1], [800])]
TWO_WAYS = [(7, 100, 2, None, None, None)]


@pytest.mark.parametrize(
    ("corrections", "found"),
    [
        pytest.param("receipt_no", UNEXPLAINED, id="no way to be wrong"),
        pytest.param(CORRECTION, EXPLAINED, id="one line explains it"),
        pytest.param(altered(CORRECTION, explains=99), UNEXPLAINED, id="one line explains less"),
        pytest.param(altered(CORRECTION, copies=2), UNEXPLAINED, id="a line, but for its last copy"),
        pytest.param(altered(CORRECTION, copy=2, copies=2), EXPLAINED, id="the last copy of a line"),
        pytest.param(altered(CORRECTION, right_amount=None), [(7, 100, 1, "not_netted", [1], [None])], id="left out"),
        pytest.param(
            CORRECTION + "\n7  2  100  1  1  wrong_amount  50  100", TWO_WAYS, id="either of two lines"
        ),
        pytest.param(
            CORRECTION + "\n7  1  100  1  1  wrong_amount  700  100", TWO_WAYS, id="a line in two ways"
        ),
        pytest.param(
            CORRECTION + "\n7  1  100  1  1  wrong_amount  800  100", EXPLAINED, id="a way twice"
        ),
    ],
)  # fmt: skip
def test_a_gap_is_mended_where_one_line_explains_it_in_one_way(corrections, found):
    assert mend(corrections) == found


HABIT = """
    receipt_no  line_no  gap  copy  copies  mend         right_amount  explains
    7          3        100  1     1       not_netted   700           40
    7          2        100  1     1       not_netted   800           60"""


@pytest.mark.parametrize(
    ("corrections", "found"),
    [
        pytest.param(HABIT, [(7, 100, 1, "not_netted", [2, 3], [800, 700])], id="all lines of one kind"),
        pytest.param(
            altered(HABIT, copies=2),
            [(7, 100, 1, "not_netted", [2, 3], [800, 700])],
            id="the whole advice, again",
        ),
        pytest.param(HABIT.replace("  60", "  61"), UNEXPLAINED, id="they explain something else"),
        pytest.param(altered(HABIT, mend="wrong_amount"), UNEXPLAINED, id="two wrong amounts are no habit"),
        pytest.param(
            HABIT.replace("not_netted   8", "deduction_not_netted  8"), UNEXPLAINED, id="lines of two kinds"
        ),
        pytest.param(HABIT.replace("7          3", "8          3"), UNEXPLAINED, id="lines of two payments"),
    ],
)
def test_a_gap_is_mended_where_all_lines_of_one_kind_explain_it(corrections, found):
    assert [row for row in mend(corrections) if row[0] == 7] == found


def test_papers_are_a_way_too():
    proof = "receipt_no  line_no  right_amount\n7  4  600"
    assert mend("receipt_no", proofs=proof) == [(7, 100, 1, "withheld_unsaid", [4], [600])]
    assert mend(CORRECTION, proofs=proof) == TWO_WAYS


def test_each_advice_has_ways_of_its_own():
    two = CORRECTION + "\n8  2  50  1  1  paid_already  -  50"
    found = mend(two, GAP + "\n8  50")
    assert found == [(7, 100, 1, "not_netted", [1], [800]), (8, 50, 1, "paid_already", [2], [None])]


READING = """
    line_no  receipt_no  document_no  paid_amount  cash_amount  discount_amount  deduction_amount  moved_discount  status
    1        7          10           900          900          20               30                30              matched"""
MEND = "receipt_no  ways  mend  lines  right_amounts\n7  1  not_netted  [1]  [850]"
NAMES = (
    "paid_amount", "cash_amount", "status", "document_no", "discount_amount", "deduction_amount", "moved_discount", "mend",
    "mended_amount",
)  # fmt: skip
AS_READ = (900, 900, "matched", 10, 20, 30, 30, None, None)


@pytest.mark.parametrize(
    ("mends", "found"),
    [
        pytest.param(
            {}, (850, 850, "matched", 10, 20, 30, 30, "not_netted", 850), id="it should pay something else"
        ),
        pytest.param(
            {"right_amounts": "[NULL]"},
            (0, 0, "left_out", None, 0, 0, 0, "not_netted", 0),
            id="it does not belong there",
        ),
        pytest.param({"lines": "[2]"}, AS_READ, id="another line is wrong"),
        pytest.param({"receipt_no": 8}, AS_READ, id="another advice is wrong"),
        pytest.param({"ways": 2}, AS_READ, id="there are two ways"),
        pytest.param(
            {"ways": 0, "lines": None, "right_amounts": None, "mend": None}, AS_READ, id="there is no way"
        ),
    ],
)
def test_a_line_counts_as_it_should_read_where_the_money_says_that_it_is_wrong(mends, found):
    rows = run_model("line_outcomes", line_readings=READING, advice_corrections=altered(MEND, **mends))
    assert columns(rows, *NAMES) == [found]


def test_each_line_of_a_mended_advice_has_its_own_amount():
    lines = READING + "\n    2  7  11  500  500  0  10  0  matched\n    3  7  -  5  5  0  0  0  not_found"
    mends = altered(MEND, lines="[2, 1]", right_amounts="[490, 850]")
    rows = run_model("line_outcomes", line_readings=lines, advice_corrections=mends)
    found = sorted(columns(rows, "line_no", "paid_amount", "status"))
    assert found == [(1, 850, "matched"), (2, 490, "matched"), (3, 5, "not_found")]


SHORT = """
    line_no  receipt_no  document_no  paid_amount  discount_amount  deduction_amount  is_credit  is_split  is_part
    1        7          10           900          0                0                 no         no        no"""
NO_WAY = "receipt_no  ways  gap\n7  0  100"


@pytest.mark.parametrize(
    ("line", "mends", "due", "amount"),
    [
        pytest.param({}, {}, 900, 100, id="a document said to be paid in full"),
        pytest.param({}, {}, 850, 100, id="in full, though less is open"),
        pytest.param({"paid_amount": 850}, {}, 850, 100, id="all that is open"),
        pytest.param({"paid_amount": 850}, {}, 900, None, id="a part of it"),
        pytest.param(
            {"paid_amount": 880, "discount_amount": 20}, {}, 900, 100, id="in full with the discount"
        ),
        pytest.param({"deduction_amount": 20}, {}, 900, None, id="a deduction is stated"),
        pytest.param({}, {"gap": 899}, 900, 899, id="the gap leaves a cent"),
        pytest.param({}, {"gap": 900}, 900, None, id="the gap leaves nothing"),
        pytest.param({}, {"gap": -100}, 900, None, id="the money is more than the advice"),
        pytest.param({}, {"gap": 0}, 900, None, id="there is no gap"),
        pytest.param({}, {"ways": 1}, 900, None, id="a line is to blame"),
        pytest.param({"is_credit": "yes"}, {}, 900, None, id="a credit memo"),
        pytest.param({"is_split": "yes"}, {}, 900, None, id="one of several documents of a line"),
        pytest.param({"is_part": "yes"}, {}, 900, None, id="a payment in part"),
    ],
)
def test_what_would_be_withheld_did_the_gap_lie_on_a_line(line, mends, due, amount):
    rows = run_model(
        "gap_shortfalls", line_readings=altered(SHORT, **line), advice_corrections=altered(NO_WAY, **mends),
        documents_in_play="document_no  effective_gross\n10  900", opening_balances=f"document_no  due\n10  {due}",
    )  # fmt: skip
    paid = line.get("paid_amount", 900)
    found = columns(rows, "shortfall_id", "receipt_no", "line_no", "document_no", "right_amount", "amount")
    assert found == ([(1, 7, 1, 10, paid - amount, amount)] if amount else [])


def test_shortfalls_are_numbered_by_advice_and_line():
    lines = (
        SHORT.replace("1        7", "3        8")
        + "\n    2  8  10  900  0  0  no  no  no\n    9  7  10  900  0  0  no  no  no"
    )
    rows = run_model(
        "gap_shortfalls", line_readings=lines, advice_corrections=NO_WAY + "\n8  0  100",
        documents_in_play="document_no  effective_gross\n10  900", opening_balances="document_no  due\n10  900",
    )  # fmt: skip
    assert sorted(columns(rows, "shortfall_id", "line_no")) == [(1, 9), (2, 2), (3, 3)]


@pytest.mark.parametrize(
    ("verdict", "proven"),
    [
        pytest.param({}, True, id="papers, in one way"),
        pytest.param({"is_documented": "no"}, False, id="no papers"),
        pytest.param({"explained_count": 2}, False, id="in two ways"),
        pytest.param({"explained_count": 0}, False, id="in no way"),
        pytest.param({"shortfall_id": 2}, False, id="of another line"),
    ],
)
def test_papers_prove_a_gap(verdict, proven):
    rows = run_model(
        "proven_gaps",
        gap_shortfalls="shortfall_id  receipt_no  line_no  right_amount\n1  7  3  800",
        gap_verdicts=altered("shortfall_id  is_documented  explained_count\n1  yes  1", **verdict),
    )
    assert columns(rows, "receipt_no", "line_no", "right_amount") == [(7, 3, 800)] * proven
