"""Amounts that are the freight of a document or a charge on one of its lines."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import explained, withheld
from tests.models.running import Row, column, columns

FREIGHT = {
    "freight_amount": 1750,
    "highest_tax_percent": 20,
    "goods_amount": 10000,
    "document_payer_id": "P1",
}
CHARGES = """
    document_id  line_number  item  net_amount  tax4    is_charge
    7            3            POST  {}          200000  yes
    7            1            CUP   900         200000  no
    7            4            POST  0           200000  yes"""


def freight(*amounts: int, lines: str = "", usual: str = "", **same: object) -> list[Row]:
    given = withheld(*amounts, **{**FREIGHT, **same})
    return explained("freight", given, document_lines=lines, usual_freight=usual)


def test_the_freight_of_the_head_is_asked_about_with_or_without_tax() -> None:
    rows = freight(1749, 1750, 2100, 2101)
    assert rows[0] == {
        "shortfall_id": 1750,
        "dispute_type": "billing_error",
        "dispute_subtype": "freight",
        "hypothesis": "billing_error/freight",
        "amount_explained": 1750,
        "strength": 10.0,
        "is_documented": True,
        "evidence_source": "arithmetic",
        "basis": "arithmetic: the freight",
        "sentence": "it equals the freight of 17.50 USD; please state why it is not owed",
    }
    assert columns(rows[1:], "shortfall_id", "basis", "sentence") == [
        (
            2100,
            "arithmetic: the freight with tax",
            "it equals the freight of 17.50 USD plus tax; please state why it is not owed",
        )
    ]
    assert freight(0, freight_amount=0) == freight(0, freight_amount="-") == []
    assert column(freight(1750, 2100, highest_tax_percent="-"), "shortfall_id") == [1750]


def test_a_charge_may_be_a_line() -> None:
    rows = freight(0, 900, 1200, 1440, lines=CHARGES.format(1200), freight_amount="-")
    assert columns(rows, "shortfall_id", "basis") == [
        (1200, "arithmetic: the charge on line 3 (POST)"), (1440, "arithmetic: the charge on line 3 (POST) with tax"),
    ]  # fmt: skip


def test_freight_that_stands_on_the_document_twice_is_our_own_error() -> None:
    rows = freight(1750, lines=CHARGES.format(1750))
    assert columns(rows, "basis", "strength") == [
        ("arithmetic: the freight", 10.0), ("our own check: the charge on line 3 (POST), which bills the freight once more", 13.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("usual", "is_fault"),
    [
        ("P1  USD  12  10000", True),
        ("P1  USD  12  10001", False),
        ("P2  USD  12  0", False),
        ("P1  EUR  12  0", False),
    ],
    ids=["on such an order", "on larger orders", "another payer", "another currency"],
)
def test_freight_that_the_payer_usually_does_not_bear_is_our_own_error(usual: str, is_fault: bool) -> None:
    [row] = freight(1750, usual="payer_id  currency  document_count  free_from\n" + usual)
    if is_fault:
        assert row["basis"] == "our own check: the freight, which 12 documents of the payer do not have"
        assert (
            row["sentence"]
            == "it equals the freight of 17.50 USD, which 12 documents of the payer do not have"
        )
    assert row["strength"] == (13.0 if is_fault else 10.0)


def test_freight_of_one_cent_and_tax_of_a_half_percent_count() -> None:
    assert column(freight(1, freight_amount=1), "shortfall_id") == [1]
    assert column(freight(1759, highest_tax_percent=0.5), "shortfall_id") == [1759]
    assert freight(1750, freight_amount="-", highest_tax_percent="-", lines="") == []
