"""What postings put on documents, less what was sent back of their payment."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike
from tests.models.running import columns, run_model

SOURCES = """
    source_no  company_code  payment_id  mode  has_advice
    1          C             Z1          full  {advice}
    2          C             Z2          full  no
    3          C             Z3          idle  no"""
ITEMS = "document_no  company_code  invoice_number\n10  C  I1\n11  C  I2\n12  D  I1\n13  C  I3"
POSTED = "company_code  payment_id  invoice_number  applied_amount  discount_amount"
LINE = {
    "source_no": 1, "document_no": 10, "line_no": 1, "tier": 1, "cash_amount": 0, "advised_amount": 0, "stated_discount": 0,
    "paid_amount": 0, "is_posted": "no", "is_part": "no", "is_mended": "no",
}  # fmt: skip
MEMO = "source_no  document_no  cash_amount  tier  is_part"
AMOUNT = "source_no  document_no  cash_amount"


def pieces(advice: str = "yes", money: str = "1  0\n2  0\n3  0", **given: str) -> list[dict[str, Any]]:
    return run_model(
        "pieces",
        sources=SOURCES.format(advice=advice),
        items=ITEMS,
        advice_money=f"source_no  money\n{money}",
        **given,
    )


def cash(rows: list[dict[str, Any]]) -> list[tuple[int, int, int]]:
    return sorted(columns(rows, "source_no", "document_no", "cash"))


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
