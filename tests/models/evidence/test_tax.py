"""Amounts that are the tax of a document, or tax at another rate, and what our own checks say of them."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import explained, withheld
from tests.models.running import Row, column, columns, run_model

TAXED = {"tax_amount": 2000, "lines_tax_amount": 1999, "highest_tax_percent": 20, "goods_amount": 10000}


def test_all_the_tax_of_the_document_is_asked_about() -> None:
    [row] = explained("tax", withheld(1999, 2000, 2001, **TAXED))
    assert row == {
        "shortfall_id": 2000,
        "dispute_type": "billing_error",
        "dispute_subtype": "tax",
        "hypothesis": "billing_error/tax",
        "amount_explained": 2000,
        "strength": 11.0,
        "is_documented": True,
        "evidence_source": "arithmetic",
        "basis": "arithmetic: all the tax of the document",
        "sentence": "it equals all the tax of the document, 20 % on 100.00 USD; please state why no tax applies",
    }


def test_the_tax_is_that_of_the_head_or_else_that_of_the_lines() -> None:
    assert column(explained("tax", withheld(1999, 2000, **{**TAXED, "tax_amount": "-"})), "shortfall_id") == [
        1999
    ]
    [row] = explained("tax", withheld(2000, tax_amount=2000))
    assert (
        row["sentence"] == "it equals all the tax of the document, 20.00 USD; please state why no tax applies"
    )


@pytest.mark.parametrize(("beyond", "found"), [(2000, 0), (2001, 0), (1999, 0), (2002, 1), (1998, 1)])
def test_tax_that_our_own_check_finds_too_high_is_another_rules(beyond: int, found: int) -> None:
    other = "document_id  beyond\n7  {}\n8  2000"
    assert len(explained("tax", withheld(2000, **TAXED), unusual_rates=other.format(beyond))) == found


RATES = """
    payer_id  sku     rate4   document_count
    P1        KETTLE  70000   9
    P1        -       200000  12
    P2        TRAY    0       30"""


def unusual(lines: str, rates: str = RATES) -> list[tuple[object, ...]]:
    rows = run_model(
        "unusual_rates",
        document_lines="document_id  sku  net_amount  tax4  is_charge  has_rate\n" + lines,
        examined_documents="document_id  payer_id\n7  P1\n8  P2",
        usual_rates=rates,
    )
    return sorted(columns(rows, "document_id", "tax4", "rate4", "beyond", "unusual_count", "document_count"))


def test_a_line_is_compared_with_the_usual_rate_of_its_item_and_else_of_all_items() -> None:
    lines = """7  KETTLE  10000  200000  no  yes
               7  LAMP    10000  250000  no  yes
               7  -       5000   250000  no  yes
               8  TRAY    1000   70000   no  yes
               8  LAMP    1000   70000   no  yes"""
    assert unusual(lines) == [
        (7, 200000, 70000, 1300, 1, 9), (7, 250000, 200000, 750, 2, 12), (8, 70000, 0, 70, 1, 30),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["7  LAMP  100  200000  no  yes", "7  LAMP  100  100000  no  yes", "7  LAMP  100  250000  yes  yes", "7  LAMP  100  250000  no  no"],
    ids=["the usual rate", "a lower rate", "a charge", "no rate"],
)  # fmt: skip
def test_only_goods_taxed_above_the_usual_rate_are_unusual(line: str) -> None:
    assert unusual(line) == []


UNUSUAL = """
    document_id  tax4    rate4   beyond  unusual_count  document_count
    7            200000  70000   1300    1              9
    7            250000  200000  1302    2              12
    7            190000  200000  500     1              12
    7            190000  180000  500     1              12
    8            200000  70000   900     1              9"""


def test_tax_beyond_the_usual_rate_is_our_own_error() -> None:
    rows = explained("unusual_tax", withheld(900, 1298, 1299, 1300, 1302, 1303, 1304), unusual_rates=UNUSUAL)
    assert column(rows, "shortfall_id") == [1299, 1300, 1302, 1303]
    assert rows[1] == {
        "shortfall_id": 1300,
        "dispute_type": "billing_error",
        "dispute_subtype": "tax",
        "hypothesis": "billing_error/tax",
        "amount_explained": 1300,
        "strength": 13.0,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": "our own check: 1 line is taxed at 20 %, 9 documents of the payer at 7 %",
        "sentence": "tax at 20 % was billed instead of the usual 7 %",
    }
    assert rows[2]["basis"] == "our own check: 2 lines are taxed at 25 %, 12 documents of the payer at 20 %"


def test_of_two_rates_that_fit_the_nearer_then_the_lower_one_is_named() -> None:
    rows = explained("unusual_tax", withheld(500, 1301), unusual_rates=UNUSUAL)
    assert columns(rows, "shortfall_id", "sentence") == [
        (500, "tax at 19 % was billed instead of the usual 18 %"),
        (1301, "tax at 20 % was billed instead of the usual 7 %"),
    ]
    nearer = UNUSUAL.replace("1300 ", "1302 ").replace("1302    2", "1301    2")
    assert column(explained("unusual_tax", withheld(1301), unusual_rates=nearer), "sentence") == [
        "tax at 25 % was billed instead of the usual 20 %"
    ]


# Tax of 14.40 at 9 % on 160.00: 9000000 / 1440 is one random amount in 160.
LINES = """
    document_id  line_number  item    net_amount  taxed_amount  tax4
    7            1            KETTLE  10000       12000         200000
    7            2            TRAY    5000        5350          70000
    7            3            GIFT    1000        1000          0"""
GOODS = {"line_count": 3, "goods_amount": 16000, "highest_tax_percent": 20, "lines_tax_amount": 2350}


def rates(*amounts: int, lines: str = LINES, **same: object) -> list[Row]:
    return explained("tax_rate", withheld(*amounts, **{**GOODS, **same}), document_lines=lines)


def test_the_tax_of_a_line_and_the_difference_to_another_rate_are_tried() -> None:
    rows = rates(350, 1000, 1300, 1400, 1450, 1500, 2000)
    assert columns(rows, "shortfall_id", "basis") == [
        (350, "arithmetic: the tax of 7 % on line 2 (TRAY)"),
        (1000, "arithmetic: the difference between 20 % and 10 % tax on line 1 (KETTLE)"),
        (1300, "arithmetic: the difference between 20 % and 7 % tax on line 1 (KETTLE)"),
        (1400, "arithmetic: the difference between 20 % and 6 % tax on line 1 (KETTLE)"),
        (1450, "arithmetic: the difference between 20 % and 5.5 % tax on line 1 (KETTLE)"),
        (1500, "arithmetic: the difference between 20 % and 5 % tax on line 1 (KETTLE)"),
        (2000, "arithmetic: the tax of 20 % on line 1 (KETTLE)"),
    ]
    assert rows[0]["sentence"].endswith(", 50.00 USD; please state why no tax applies")
    assert rows[1]["sentence"] == (
        "it equals the difference between 20 % and 10 % tax on line 1 (KETTLE), 100.00 USD; please state why that rate applies"
    )


@pytest.mark.parametrize(("other", "found"), [
    (0, 1), (1, 0), (4, 0), (5, 1), (5.5, 1), (6, 1), (6.5, 0), (7, 1), (8, 1), (9, 1), (10, 1), (11, 0), (12, 1), (13, 0)
])  # fmt: skip
def test_zero_and_reduced_rates_in_use_are_tried(other: float, found: int) -> None:
    assert len(rates(int(2000 - 100 * other), line_count=3, lines_tax_amount=0)) == found


def test_the_goods_are_a_base_but_for_all_their_tax() -> None:
    same = {"line_count": 1, "goods_amount": 10000, "lines_tax_amount": 2000}
    assert column(rates(1300, 2000, **same), "basis") == [
        "arithmetic: the difference between 20 % and 7 % tax on the goods"
    ]
    assert rates(1300, **{**same, "goods_amount": 0}) == []
    assert rates(1300, **{**same, "lines_tax_amount": 0}) == []


def test_an_amount_beyond_the_tax_of_its_base_or_off_by_a_cent_is_none() -> None:
    assert rates(349, 351, 1299, 1301, 2001) == []


# Tax of 5.76: at the nine rates in use it is one random amount in 64.
CUP = """
    document_id  line_number  item  net_amount  taxed_amount  tax4
    7            1            CUP   2880        3456          200000"""


@pytest.mark.parametrize(
    ("amount", "same", "strength"),
    [
        (576, {}, 4.0),
        (576, {"said_subtype": "tax"}, 6.0),
        (288, {}, 2.0),
        (288, {"said_subtype": "tax"}, 6.0),
        (576, {"said_subtype": "tax", "roundness": 4}, 4.0),
        (288, {"roundness": 250}, 0.0),
    ],
    ids=[
        "all the tax",
        "all of it, said",
        "a difference",
        "a difference, said",
        "a round amount",
        "it weighs nothing at least",
    ],
)
def test_rates_are_weak_without_the_payers_word(
    amount: int, same: dict[str, object], strength: float
) -> None:
    lines = {"line_count": 2, "goods_amount": 0, "lines_tax_amount": 0}
    assert column(rates(amount, lines=CUP, **{**lines, **same}), "strength") == [strength]


def test_lines_that_bear_so_much_tax_make_a_fit_by_chance_likelier() -> None:
    lines = {"line_count": 2, "goods_amount": 0, "lines_tax_amount": 0, "said_subtype": "tax"}
    more = CUP + "\n    7            2            JUG   {}        {}          200000"
    assert column(rates(576, lines=more.format(2880, 3456), **lines), "strength") == [5.0, 5.0]
    assert column(rates(576, lines=more.format(2870, 3444), **lines), "strength") == [6.0]


def test_lines_of_an_item_and_of_all_items_at_the_same_rates_are_summed() -> None:
    usual = "payer_id  sku  rate4  document_count\nP1  KETTLE  200000  9\nP1  -  200000  12"
    assert unusual("7  KETTLE  100  250000  no  yes\n7  LAMP  100  250000  no  yes", usual) == [
        (7, 250000, 200000, 10, 2, 12)
    ]


def test_untaxed_lines_and_documents_have_no_rate() -> None:
    untaxed = CUP.replace("3456          200000", "2880          0")
    assert rates(0, 576, lines=untaxed, line_count=2, goods_amount=2880, lines_tax_amount=0) == []
    assert rates(576, lines=CUP, line_count=1, goods_amount=0, lines_tax_amount=0) == []
