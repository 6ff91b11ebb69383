"""What postings put on documents, less what was sent back of their payment."""

from __future__ import annotations

import pytest

from tests.models.cash_application.putting_money import LINE, POSTED, cash, pieces
from tests.models.given import alike


@pytest.mark.parametrize(
    ("postings", "found"),
    [
        pytest.param(
            "C  Z1  I1  900  20\nC  Z1  I2  100  0", [(1, 10, 900), (1, 11, 100)], id="on its documents"
        ),
        pytest.param("C  Z3  I1  900  0", [], id="not of a payment that stands"),
        pytest.param("D  Z1  I1  900  0", [], id="not of another company"),
        pytest.param("C  Z1  I9  900  0", [], id="not on a document that is not in play"),
    ],
)
def test_a_posting_puts_its_cash(postings: str, found: list[tuple[int, int, int]]):
    assert cash(pieces(night_postings=f"{POSTED}\n{postings}")) == found


BOTH = f"{POSTED}\nC  Z1  I1  600  0\nC  Z1  I2  400  0\nC  Z2  I1  50  0"


@pytest.mark.parametrize(
    ("money", "found"),
    [
        pytest.param(0, [(1, 10, 600), (1, 11, 400)], id="nothing where all is posted"),
        pytest.param(70, [(1, 10, 600), (1, 11, 400)], id="nothing where money is left"),
        pytest.param(-100, [(1, 10, 600), (1, 11, 300)], id="of the last document"),
        pytest.param(-500, [(1, 10, 500), (1, 11, 0)], id="of the document before, too"),
        pytest.param(-1500, [(1, 10, 0), (1, 11, 0)], id="no more than is posted"),
    ],
)
def test_what_was_sent_back_of_a_payment_is_not_there_to_be_posted(
    money: int, found: list[tuple[int, int, int]]
):
    assert cash(pieces(money=f"1  {money}\n2  0", night_postings=BOTH)) == [*found, (2, 10, 50)]


def test_what_was_sent_back_is_cut_document_by_document():
    postings = f"{POSTED}\nC  Z1  I1  600  0\nC  Z1  I2  400  0\nC  Z1  I3  300  0"
    assert cash(pieces(money="1  -800", night_postings=postings)) == [(1, 10, 500), (1, 11, 0), (1, 13, 0)]


def test_what_lines_of_advice_take_off_is_there_to_be_posted():
    lines = alike("cash_amount\n-300\n200", **(LINE | {"document_no": "-"}))
    rows = cash(pieces(money="1  -500\n2  0", night_postings=BOTH, line_pieces=lines))
    assert rows == [(1, 10, 600), (1, 11, 200), (2, 10, 50)]


def test_a_negative_posting_is_not_cut():
    postings = f"{POSTED}\nC  Z1  I1  600  0\nC  Z1  I2  -400  0"
    assert cash(pieces(money="1  -100", night_postings=postings)) == [(1, 10, 500), (1, 11, -400)]
