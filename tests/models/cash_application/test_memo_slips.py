"""Words of a memo that are a slip for the number of a document."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

SOURCE = """
    receipt_no  company_code  group_id  currency  value_date
    7          C1            G         USD       2026-03-02"""

TOTALS = """
    receipt_no  money  due  net_due  due_again  unread_words  unread_word
    7          900    400  400      400        1             RX4712"""
OWED = """
    document_no  company_code  group_id  currency  due  discount_left  discount_date
    10           C1            G         USD       500  0              2026-02-28
    11           C1            G         USD       300  30             2026-02-28"""
ITEM = """
    document_no  effective_gross  normal_key  digit_key  all_digits
    10           500              RX4711      4711       204711
    11           300              ZZ9999      9999       9999"""


def slips(totals: str = TOTALS, **given: str) -> list[tuple[object, ...]]:
    tables = {"receipts": SOURCE, "amounts_due": OWED, "documents_in_play": ITEM}
    rows = run_model("memo_slips", memo_totals=totals, **tables | given)
    return columns(rows, "receipt_no", "word", "replaced_no", "document_no", "tier")


SLIP = [(7, "RX4712", None, 10, 8)]


@pytest.mark.parametrize(
    ("totals", "given", "found"),
    [
        pytest.param({}, {}, SLIP, id="a document near it has what the money lacks"),
        pytest.param({"money": 901}, {}, [], id="no document has what the money lacks"),
        pytest.param({"unread_words": 2}, {}, [], id="two words name nothing"),
        pytest.param({"unread_words": 0}, {}, [], id="every word names something"),
        pytest.param({"unread_word": "RX4822"}, {}, [], id="the number is not near it"),
        pytest.param({"unread_word": "04711"}, {}, [(7, "04711", None, 10, 6)], id="the number ends with it"),
        pytest.param({"unread_word": "4711"}, {}, [(7, "4711", None, 10, 6)], id="the number ends with its four digits"),
        pytest.param({"unread_word": "711"}, {}, [], id="the number ends with its three digits"),
        pytest.param({"unread_word": "5711"}, {}, [], id="the number ends otherwise"),
        pytest.param({}, {"documents_in_play": altered(ITEM, effective_gross=-500)}, [], id="a credit memo"),
        pytest.param({}, {"documents_in_play": altered(ITEM, effective_gross=0)}, [], id="a cancelled document"),
        pytest.param({}, {"documents_in_play": altered(ITEM, effective_gross=1)}, SLIP, id="a document of a cent"),
        pytest.param({}, {"amounts_due": altered(OWED, group_id="H")}, [], id="another family"),
        pytest.param({}, {"amounts_due": altered(OWED, company_code="C2")}, [], id="another company"),
        pytest.param({}, {"amounts_due": altered(OWED, currency="EUR")}, [], id="another currency"),
        pytest.param({}, {"memo_found": "receipt_no  document_no  word\n7  10  RX1"}, [], id="another word names it"),
        pytest.param({}, {"memo_found": "receipt_no  document_no  word\n8  10  RX1"}, SLIP, id="another memo names it"),
        pytest.param({}, {"memo_guesses": "receipt_no  document_no\n7  10"}, [], id="another word may end it"),
        pytest.param({}, {"memo_guesses": "receipt_no  document_no\n8  10"}, SLIP, id="another payment's word may end it"),
        pytest.param(
            {}, {"amounts_due": altered(OWED, due=500), "documents_in_play": ITEM.replace("ZZ9999", "RX4713")}, [], id="two are near it"
        ),
    ],
)  # fmt: skip
def test_a_word_that_names_nothing_is_a_slip_where_one_document_near_it_makes_the_sum(totals, given, found):
    assert slips(altered(TOTALS, **totals), **given) == found


def test_an_order_that_is_near_counts_too():
    items = altered(ITEM, po_number="PO 55012", delivery_number="DN 66012")
    assert slips(
        altered(TOTALS, unread_word="5.5E+04"), documents_in_play=items.replace("ZZ9999", "ZZ99")
    ) == [(7, "5.5E+04", None, 10, 13)]
    assert slips(
        altered(TOTALS, unread_word="6.6E+04"), documents_in_play=items.replace("ZZ9999", "ZZ99")
    ) == [(7, "6.6E+04", None, 10, 13)]


@pytest.mark.parametrize(
    ("net_due", "paid_on", "discount", "found"),
    [
        pytest.param(420, "2026-03-05", 20, SLIP, id="the document less its discount"),
        pytest.param(420, "2026-03-06", 20, [], id="a discount that is not earned"),
        pytest.param(421, "2026-03-05", 20, [], id="a cent less"),
        pytest.param(400, "2026-03-05", 0, SLIP, id="no discount"),
    ],
)
def test_a_slip_may_make_the_sum_less_the_discount(net_due, paid_on, discount, found):
    totals = altered(TOTALS, due=None if discount else 400, net_due=net_due)
    owed = OWED.replace("500  0 ", f"500  {discount} ")
    assert slips(totals, amounts_due=owed, receipts=altered(SOURCE, value_date=paid_on)) == found


def test_a_discount_is_no_other_familys():
    totals, owed = altered(TOTALS, due=None, net_due=420), OWED.replace("500  0 ", "500  20")
    for cells in ({"group_id": "H"}, {"company_code": "C2"}, {"currency": "EUR"}):
        assert slips(totals, amounts_due=altered(owed, **cells)) == []


READ = altered(TOTALS, due=700, net_due=670, due_again=700, unread_words=0, unread_word=None)
NAMED = "receipt_no  word  document_no  tier\n7  RX4712  11  2"


@pytest.mark.parametrize(
    ("totals", "given", "found"),
    [
        pytest.param({}, {}, [(7, "RX4712", 11, 10, 8)], id="a number near it has what the money lacks"),
        pytest.param({"unread_words": 1}, {}, [], id="another word names nothing"),
        pytest.param({"due": 700, "due_again": 900}, {}, [], id="the money pays what is named once more"),
        pytest.param({"net_due": 900}, {}, [], id="the money is what is named, less the discount"),
        pytest.param({}, {"memo_found": NAMED.replace("11  2", "11  4")}, [], id="an order is no slip"),
        pytest.param(
            {},
            {"memo_found": NAMED.replace("11  2", "11  1")},
            [(7, "RX4712", 11, 10, 8)],
            id="an exact number",
        ),
        pytest.param(
            {}, {"memo_found": NAMED.replace("11  2", "11  3")}, [(7, "RX4712", 11, 10, 8)], id="its digits"
        ),
        pytest.param(
            {},
            {"memo_found": NAMED.replace("11  2", "11  10")},
            [(7, "RX4712", 11, 10, 8)],
            id="a look-alike",
        ),
        pytest.param({}, {"memo_found": NAMED + "\n7  RX4712  12  2"}, [], id="the word names two documents"),
        pytest.param(
            {}, {"memo_paid": "receipt_no  document_no\n7  11"}, [], id="the payment has paid that one"
        ),
        pytest.param(
            {},
            {"memo_paid": "receipt_no  document_no\n8  11"},
            [(7, "RX4712", 11, 10, 8)],
            id="another payment has",
        ),
        pytest.param(
            {}, {"memo_found": NAMED + "\n7  B  12  2"}, [(7, "RX4712", 11, 10, 8)], id="a word names another"
        ),
        pytest.param({}, {"memo_found": NAMED.replace("RX4712", "04711 ")}, [], id="the number only ends so"),
    ],
)
def test_a_number_of_another_amount_is_a_slip_where_one_near_it_makes_the_sum(totals, given, found):
    assert slips(altered(READ, **totals), **{"memo_found": NAMED} | given) == found


def test_a_slip_for_a_right_number_may_make_the_sum_less_the_discounts():
    owed = OWED.replace("500  0 ", "500  20")
    for net_due, money, found in ((670, 880, True), (670, 881, False)):
        totals = altered(READ, money=money, due=9000, net_due=net_due)
        assert slips(totals, memo_found=NAMED, amounts_due=owed) == [(7, "RX4712", 11, 10, 8)] * found


def test_money_that_is_what_is_named_holds_no_slip():
    other = OWED.replace("300  30", "500  0 ")
    totals = altered(READ, money=900, due=900, net_due=900, due_again=900)
    assert slips(totals, memo_found=NAMED, amounts_due=other) == []


def test_a_document_that_makes_the_sum_with_its_discount_and_without_is_one_document():
    assert slips(altered(TOTALS, net_due=420), amounts_due=OWED.replace("500  0 ", "500  20")) == SLIP
