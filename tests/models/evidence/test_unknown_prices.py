"""Amounts that fit a price nobody knows, and packs that are billed for pieces."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import explained, withheld
from tests.models.running import Row, column, columns

HEAD = """
    document_id  line_number  item    quantity3   price4  unit_price  taxed_amount  tax4    tax_percent  is_charge  agreed4
    """


def lower(*amounts: int, lines: str, **same: object) -> list[Row]:
    return explained("unknown_price", withheld(*amounts, **same), document_lines=HEAD + lines.strip())


SIXTY_FOUR = "7  1  KETTLE  64000  100000  10  64000  0  0  no  -"


def test_a_whole_cent_off_the_price_of_all_pieces_is_a_weak_price_difference() -> None:
    [row] = lower(192, lines=SIXTY_FOUR, said_type="pricing")
    assert row == {
        "shortfall_id": 192,
        "dispute_type": "pricing",
        "dispute_subtype": "contract_price",
        "hypothesis": "pricing/contract_price",
        "amount_explained": 192,
        "strength": 6.0,
        "is_documented": False,
        "evidence_source": "arithmetic",
        "basis": "arithmetic: 64 × 0.03 USD off the price of KETTLE (10.00); no price we know",
        "sentence": "it equals 64 × 0.03 USD off the price of KETTLE (10.00); please send the agreement for such a price",
    }


@pytest.mark.parametrize(
    ("same", "strength"),
    [({}, 4.0), ({"said_type": "short_ship"}, 4.0), ({"said_type": "pricing", "roundness": 4}, 4.0), ({"roundness": 20}, 0.0)],
    ids=["unsaid", "another type is said", "a round amount fits by chance", "it weighs nothing at least"],
)  # fmt: skip
def test_an_unknown_price_weighs_less_unsaid_and_on_round_amounts(
    same: dict[str, object], strength: float
) -> None:
    assert column(lower(192, lines=SIXTY_FOUR, **same), "strength") == [strength]


def test_every_line_that_fits_makes_a_fit_likelier() -> None:
    rows = lower(
        192, lines=SIXTY_FOUR + "\n7  2  TRAY  64000  100000  10  64000  0  0  no  -", said_type="pricing"
    )
    assert columns(rows, "strength") == [(5.0,), (5.0,)]


def test_the_difference_is_a_whole_number_of_cents_with_or_without_tax() -> None:
    rows = lower(1190, 1200, 1205, 1201, lines="7  1  KETTLE  10000  200000  20  24000  200000  20  no  -")
    assert columns(rows, "shortfall_id", "basis") == [
        (1190, "arithmetic: 10 × 1.19 USD off the price of KETTLE (20.00); no price we know"),
        (1200, "arithmetic: 10 × 1.00 USD off the price of KETTLE (20.00) plus 20 % tax; no price we know"),
        (1200, "arithmetic: 10 × 1.20 USD off the price of KETTLE (20.00); no price we know"),
    ]


def test_the_difference_is_a_quarter_of_the_line_at_most() -> None:
    line = "7  1  KETTLE  10000  200000  20  24000  200000  20  no  -"
    assert set(column(lower(6000, 6010, lines=line), "shortfall_id")) == {6000}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("7  1  KETTLE  2000   100000  10  2000  0  0  no   -", 1),
        ("7  1  KETTLE  1000   100000  10  2000  0  0  no   -", 0),
        ("7  1  KETTLE  2500   100000  10  2500  0  0  no   -", 0),
        ("7  1  KETTLE  2000   -       -   2000  0  0  no   -", 0),
        ("7  1  KETTLE  2000   100000  10  2000  0  0  yes  -", 0),
        ("7  1  KETTLE  2000   100000  10  2000  0  0  no   90000", 0),
        ("7  1  KETTLE  -      100000  10  2000  0  0  no   -", 0),
    ],
    ids=["two pieces", "one piece", "half a piece", "no price", "a charge", "an agreed price", "no quantity"],
)
def test_a_price_is_unknown_for_two_whole_pieces_of_goods_without_agreement(line: str, found: int) -> None:
    assert len(lower(500, lines=line)) == found


def test_a_difference_that_rounds_to_nothing_fits_nothing() -> None:
    assert lower(1, lines="7  1  NAIL  10000  10000  1  1200  200000  20  no  -") == []


UNIT_HEAD = """
    document_id  line_number  item  quantity3  unit_price  price4  net_amount  tax4  is_charge  agreed4  agreed_price  last4  last_price  last_number  billed3  shipped3  described_pack
    """
# 10 × 60.00 billed: one twelfth of it is 50.00.
AGREED = "7  1  CUP  10000  60  600000  60000  200000  no  50000  5  -      -  -      10000  -    -"


def packs(*amounts: int, line: str = AGREED, more: str = "", **same: object) -> list[Row]:
    return explained("unit_of_measure", withheld(*amounts, **same), document_lines=UNIT_HEAD + line + more)


def test_a_pack_billed_for_a_piece_names_the_agreed_price() -> None:
    [row] = packs(55000)
    assert row == {
        "shortfall_id": 55000,
        "dispute_type": "billing_error",
        "dispute_subtype": "arithmetic",
        "hypothesis": "billing_error/arithmetic",
        "amount_explained": 55000,
        "strength": 13.0,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": "unit of measure: line 1 (CUP) bills 10 × 60.00, 12 times the agreed price 5.00",
        "sentence": "unit of measure: line 1 (CUP) bills 10 × 60.00, 12 times the agreed price 5.00",
    }


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("7  1  CUP  10000  60  600000  60000  0  no  -  -  50000  5  INV-0  10000  -  -",
         "12 times the price last paid, 5.00 on INV-0"),
        ("7  1  CUP  12000  5  50000  60000  0  no  -  -  -  -  -  12000  1000  -", "12 times the shipped quantity 1"),
        ("7  1  CUP  10000  60  600000  60000  0  no  -  -  -  -  -  10000  -  12", "12 times what one of its pack of 12 would be"),
    ],
)  # fmt: skip
def test_a_pack_is_known_by_the_last_price_the_delivery_or_the_words_of_the_line(
    line: str, says: str
) -> None:
    [row] = packs(55000, line=line)
    assert row["basis"].endswith(f", {says}")
    assert (row["is_documented"], row["strength"]) == ((False, 3.0) if "would be" in says else (True, 13.0))


def test_a_pack_is_the_amount_exactly_or_with_tax_to_the_cent() -> None:
    assert column(packs(55000, 55001, 65998, 65999, 66000, 66001, 66002), "shortfall_id") == [
        55000,
        65999,
        66000,
        66001,
    ]
    assert packs(55001, 54999, line=AGREED.replace("200000", "0")) == []


def test_every_pack_that_is_tried_makes_a_fit_by_chance_likelier() -> None:
    rows = packs(55000, more="\n7  2  TRAY  1000  9  90000  900  0  no  30000  3  -  -  -  1000  -  12")
    assert column(rows, "strength") == [11.4]


@pytest.mark.parametrize(
    "line",
    [
        "7  1  CUP  10000  60  600000  60000  0  no   300000  30  -  -  -  10000  -  -",
        "7  1  CUP  10000  60  600000  60000  0  no   500001  50  -  -  -  10000  -  -",
        "7  1  CUP  10000  5   50000   5000   0  no   600000  60  -  -  -  10000  -  -",
        "7  1  CUP  10000  60  600000  60000  0  yes  50000   5   -  -  -  10000  -  -",
        "7  1  CUP  10000  60  600000  60000  0  no   -       -   -  -  -  10000  -  -",
    ],
    ids=[
        "twice the price",
        "no whole number of times",
        "cheaper than agreed",
        "a charge",
        "nothing is known",
    ],
)
def test_other_lines_bill_no_pack(line: str) -> None:
    assert packs(30000, 55000, 60000, -55000, line=line) == []


def test_an_unproven_pack_weighs_nothing_at_least() -> None:
    line = "7  1  CUP  10000  60  600000  60000  0  no  -  -  -  -  -  10000  -  12"
    assert column(packs(55000, line=line, figure_chance=500000), "strength") == [0.0]


def test_a_price_of_half_a_piece_is_not_tried() -> None:
    assert lower(2, lines="7  1  KETTLE  2500  100000  10  2500  0  0  no  -") == []
