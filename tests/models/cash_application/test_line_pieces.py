"""What a payment really brings for each line of its advice."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

SETTINGS = "tolerance\n1.00"
SOURCES = "receipt_no  company_code  payment_id  currency\n7  C1  P-1  USD"
ITEMS = "document_no  invoice_number\n10  INV-10\n11  INV-11\n12  INV-12"
HEAD = "line_no  receipt_no  document_no  cash_amount\n"
TWO_LINES = HEAD + "1  7  10  700\n2  7  11  400"


def pieces(lines: str, money: int, has_postings: str = "no", **given: str) -> list[int]:
    """Return what each line brings, in order of the lines."""
    rows = run_model(
        "line_pieces",
        **{
            "line_outcomes": lines,
            "advice_money": f"receipt_no  money  has_postings\n7  {money}  {has_postings}",
            "receipts": SOURCES,
            "documents_in_play": ITEMS,
            "settings": SETTINGS,
        }
        | given,
    )
    return [cash for _, _, cash in sorted(columns(rows, "line_no", "document_no", "cash_amount"))]


@pytest.mark.parametrize(
    ("lines", "money", "found"),
    [
        pytest.param(TWO_LINES, 1100, [700, 400], id="the money that the lines come to"),
        pytest.param(TWO_LINES, 1000, [600, 400], id="less: the largest line lacks it"),
        pytest.param(TWO_LINES, 300, [0, 300], id="much less: the smallest line comes first"),
        pytest.param(
            HEAD + "1  7  10  500\n2  7  11  500",
            900,
            [500, 400],
            id="less for two equal lines: the later lacks it",
        ),
        pytest.param(
            HEAD + "1  7  11  500\n1  7  10  500", 900, [500, 400], id="less for one line on two documents"
        ),
        pytest.param(TWO_LINES, 1101, [701, 400], id="a cent more: on the largest line"),
        pytest.param(TWO_LINES, 1200, [800, 400], id="as much more as is tolerated"),
        pytest.param(TWO_LINES, 1201, [700, 400], id="more than is tolerated"),
        pytest.param(
            HEAD + "1  7  10  500\n2  7  11  500",
            1001,
            [500, 501],
            id="a cent more for equal lines: on the later",
        ),
        pytest.param(
            HEAD + "1  7  10  500\n1  7  11  500",
            1001,
            [500, 501],
            id="a cent more for one line on two documents",
        ),
        pytest.param(TWO_LINES + "\n3  7  12  -100", 1000, [700, 400, -100], id="a line that takes"),
        pytest.param(
            TWO_LINES + "\n3  7  12  -100", 900, [600, 400, -100], id="a line that takes, and less money"
        ),
        pytest.param(
            TWO_LINES + "\n3  7  12  -100", 1050, [750, 400, -100], id="a line that takes, and more money"
        ),
        pytest.param(TWO_LINES + "\n3  7  12  0", 1000, [600, 400, 0], id="a line without money"),
        pytest.param(HEAD + "1  7  10  -50\n2  7  11  -60", -100, [-50, -60], id="lines that only take"),
    ],
)
def test_money_goes_to_the_lines_from_the_smallest_up(lines, money, found):
    assert pieces(lines, money) == found


def test_what_is_tolerated_is_reckoned_in_the_payments_currency():
    yen, lines = altered(SOURCES, currency="JPY"), altered(TWO_LINES, currency="JPY")
    assert pieces(lines, 1101, receipts=yen) == [701, 400]
    assert pieces(lines, 1102, receipts=yen) == [700, 400]


def test_each_payment_has_a_purse_of_its_own():
    lines = TWO_LINES + "\n3  8  10  600\n4  8  11  -50"
    tables = {
        "advice_money": "receipt_no  money  has_postings\n7  1000  no\n8  560  no",
        "receipts": SOURCES + "\n8  C1  P-2  USD",
    }
    assert pieces(lines, 0, **tables) == [600, 400, 610, -50]


def test_advice_that_is_refused_brings_nothing():
    assert pieces(TWO_LINES, 1100, refused_receipts="receipt_no\n7") == []
    assert pieces(TWO_LINES, 1100, refused_receipts="receipt_no\n8") == [700, 400]


POSTED = "company_code  payment_id  invoice_number  applied_amount\nC1  P-1  INV-10  600"
DUE = "document_no  due\n10  0\n11  500"


@pytest.mark.parametrize(
    ("money", "posting", "due", "found"),
    [
        pytest.param(400, {}, DUE, [0, 400], id="a posted line brings no more, the other its own"),
        pytest.param(390, {}, DUE, [0, 390], id="the rest is short of the other line"),
        pytest.param(501, {}, DUE, [100, 400], id="the rest is more than what both say"),
        pytest.param(
            600,
            {},
            DUE.replace("10  0", "10  650"),
            [50, 400],
            id="what the document owes is not paid too much",
        ),
        pytest.param(
            1150,
            {"applied_amount": -50},
            DUE.replace("10  0", "10  -90"),
            [700, 400],
            id="a posting that takes",
        ),
        pytest.param(600, {"applied_amount": 700}, DUE, [0, 400], id="the posting is all that the line says"),
        pytest.param(
            600, {"company_code": "C2"}, DUE, [200, 400], id="a posting of another company's payment"
        ),
        pytest.param(600, {"payment_id": "P-2"}, DUE, [200, 400], id="a posting of another payment"),
        pytest.param(600, {"invoice_number": "INV-12"}, DUE, [200, 400], id="a posting on another document"),
    ],
)
def test_what_a_posted_line_says_beyond_its_posting_is_paid_where_money_is_left(money, posting, due, found):
    postings = altered(POSTED, **posting)
    assert pieces(TWO_LINES, money, night_postings=postings, opening_balances=due) == found


def test_money_beyond_postings_goes_to_the_smallest_of_the_posted_lines_first():
    lines, both = (
        HEAD + "1  7  10  700\n2  7  11  700\n3  7  12  650",
        POSTED + "\nC1  P-1  INV-11  600\nC1  P-1  INV-12  600",
    )
    assert pieces(lines, 160, night_postings=both) == [100, 10, 50]


def test_each_payment_has_money_beyond_postings_of_its_own():
    lines, both = (
        HEAD + "1  7  10  700\n2  8  10  700\n3  8  11  10",
        altered(POSTED, applied_amount=500) + "\nC1  P-2  INV-10  500",
    )
    tables = {
        "advice_money": "receipt_no  money  has_postings\n7  200  yes\n8  210  yes",
        "receipts": SOURCES + "\n8  C1  P-2  USD",
    }
    assert pieces(lines, 0, night_postings=both, **tables) == [200, 200, 10]


def test_a_posting_beyond_the_payments_money_holds_what_another_line_takes_off():
    lines = HEAD + "1  7  10  -100\n2  7  11  50"
    assert pieces(lines, -50, night_postings=POSTED) == [-100, 50]
    assert pieces(lines, 50, night_postings=POSTED) == [0, 50]
    assert pieces(lines, 0, night_postings=POSTED) == [0, 0]
    assert pieces(lines, -50, night_postings=altered(POSTED, applied_amount=-100)) == [0, 0]
    assert pieces(lines, -50, night_postings=altered(POSTED, applied_amount=0)) == [0, 0]
    assert pieces(HEAD + "1  7  10  0\n2  7  11  50", -50, night_postings=POSTED) == [0, 0]


def test_where_money_was_posted_elsewhere_a_document_paid_twice_is_wholly_too_much():
    due = "document_no  due\n10  0\n11  500"
    assert pieces(TWO_LINES, 900, "yes", opening_balances=due) == [700, 200]
    assert pieces(TWO_LINES, 900, "no", opening_balances=due) == [500, 400]
    assert pieces(TWO_LINES, 900, "yes", opening_balances=due.replace("10  0", "10  1")) == [500, 400]


@pytest.mark.parametrize(("money", "found"), [(450, [50, 400]), (500, [100, 400])])
def test_a_tolerated_rest_that_a_posted_line_takes_is_not_taken_again(money, found):
    assert pieces(TWO_LINES, money, night_postings=POSTED, opening_balances=DUE) == found


def test_a_line_that_is_wholly_too_much_takes_no_rest_that_another_line_needs():
    assert pieces(TWO_LINES, 800, "yes", opening_balances="document_no  due\n10  0\n11  500") == [700, 100]


def test_a_tolerated_rest_is_on_the_largest_line_that_is_not_posted():
    lines = HEAD + "1  7  10  700\n2  7  11  400\n3  7  12  300"
    assert pieces(lines, 750, night_postings=altered(POSTED, applied_amount=700)) == [0, 450, 300]


def test_a_line_keeps_what_it_states():
    line = """
        line_no  receipt_no  document_no  cash_amount  discount_amount  moved_discount  mend        status   tier
        1        7          10           700          20               5               not_netted  matched  3"""
    money = "receipt_no  money  has_postings\n7  600  no"
    tables = {"advice_money": money, "receipts": SOURCES, "documents_in_play": ITEMS, "settings": SETTINGS}
    names = (
        "advised_amount",
        "cash_amount",
        "stated_discount",
        "is_discount_moved",
        "is_corrected",
        "is_posted",
    )
    rows = run_model("line_pieces", line_outcomes=line, **tables)
    assert columns(rows, *names) == [(700, 600, 25, True, True, False)]
    rows = run_model("line_pieces", line_outcomes=altered(line, moved_discount=0, mend=None), **tables)
    assert columns(rows, *names) == [(700, 600, 20, False, False, False)]
