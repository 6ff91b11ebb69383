"""Amounts that are a percentage of a document, a flat fee, or a discount of its terms."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import explained, withheld
from tests.models.running import Row, column, columns

# Goods of 640.00: one random amount in 640 is a percentage of them, one in 64 for every base that is so small.
DOCUMENT = {"goods_amount": 6400, "gross_amount": 6400, "line_count": 1, "lines_tax_amount": 0}


def percents(*amounts: int, lines: str = "", **same: object) -> list[Row]:
    return explained("percent", withheld(*amounts, **{**DOCUMENT, **same}), document_lines=lines)


def test_a_whole_percentage_of_the_goods_is_an_allowance() -> None:
    [row] = percents(256)
    assert row == {
        "shortfall_id": 256,
        "dispute_type": "pricing",
        "dispute_subtype": "percent",
        "hypothesis": "pricing/percent",
        "amount_explained": 256,
        "strength": 6.0,
        "is_documented": False,
        "evidence_source": "arithmetic",
        "basis": "arithmetic: 4 % of the goods, 64.00",
        "sentence": "it equals 4 % of the goods, 64.00 USD; please send the agreement",
    }


def test_half_percentages_up_to_fifteen_are_tried() -> None:
    rows = percents(31, 32, 33, 64, 96, 928, 960, 992, 1024)
    assert columns(rows, "shortfall_id", "basis") == [
        (32, "arithmetic: 0.5 % of the goods, 64.00"),
        (64, "arithmetic: 1 % of the goods, 64.00"),
        (96, "arithmetic: 1.5 % of the goods, 64.00"),
        (928, "arithmetic: 14.5 % of the goods, 64.00"),
        (960, "arithmetic: 15 % of the goods, 64.00"),
    ]


@pytest.mark.parametrize(
    ("same", "fits"),
    [
        pytest.param({"paid_amount": 256}, False, id="half of what was open is paid"),
        pytest.param({"paid_amount": 257}, False, id="half, the odd cent included"),
        pytest.param({"paid_amount": 258}, True, id="more than half"),
        pytest.param({"paid_amount": 0}, True, id="nothing is paid"),
        pytest.param({"paid_amount": 256, "is_stated": True}, True, id="the payer states a deduction"),
        pytest.param({"paid_amount": 256, "said_type": "pricing"}, True, id="the payer says why"),
    ],
)
def test_a_percentage_of_the_whole_explains_no_payment_in_part(same: dict, fits: bool) -> None:
    assert bool(percents(256, **{"is_stated": False, **same})) is fits


@pytest.mark.parametrize(
    ("amount", "same", "strength"),
    [
        (256, {}, 6.0),
        (256, {"roundness": 4}, 4.0),
        (96, {}, 3.0),
        (96, {"said_subtype": "percent"}, 5.0),
        (96, {"said_subtype": "promotion"}, 5.0),
        (320, {"line_count": 2}, 8.3),
        (160, {"line_count": 2}, 6.0),
        (320, {}, 6.0),
        (160, {}, 3.0),
        (96, {"line_count": 2, "roundness": 250}, 0.0),
    ],
    ids=[
        "a whole one", "of a round amount", "a half one", "a half one, said to be an allowance", "said to be a promotion",
        "a multiple of five, of several lines", "2.5 of several lines", "a multiple of five, of one line", "2.5 of one line",
        "it weighs nothing at least",
    ],
)  # fmt: skip
def test_usual_percentages_weigh_more(amount: int, same: dict[str, object], strength: float) -> None:
    assert column(percents(amount, **same), "strength") == [strength]


LINES = """
    document_id  line_number  item     net_amount  is_charge
    7            1            KETTLE   4000        no
    7            2            TRAY     2400        no
    7            3            POST     2000        yes
    7            4            GIFT     0           no"""


def test_a_percentage_of_one_line_of_several_is_rare() -> None:
    rows = percents(40, lines=LINES, line_count=2)
    assert columns(rows, "basis", "strength") == [("arithmetic: 1 % of line 1 (KETTLE), 40.00", 1.9)]
    assert column(percents(40, lines=LINES, line_count=2, said_subtype="percent"), "strength") == [3.9]
    assert column(percents(200, lines=LINES, line_count=2), "strength") == [1.9]
    assert percents(40, lines=LINES, line_count=1) == []
    assert column(percents(300, lines=LINES, line_count=2), "basis") == [
        "arithmetic: 12.5 % of line 2 (TRAY), 24.00",
        "arithmetic: 7.5 % of line 1 (KETTLE), 40.00",
    ]


def test_goods_with_tax_and_the_total_are_bases_of_their_own() -> None:
    same = {"goods_amount": 10000, "lines_tax_amount": 2000, "highest_tax_percent": 20, "gross_amount": 12500}
    rows = percents(400, 480, 500, **same)
    assert columns(rows, "shortfall_id", "basis") == [
        (400, "arithmetic: 4 % of the goods, 100.00"),
        (480, "arithmetic: 4 % of the goods with tax, 120.00"),
        (500, "arithmetic: 4 % of the total, 125.00"),
        (500, "arithmetic: 5 % of the goods, 100.00"),
    ]


@pytest.mark.parametrize(
    ("same", "found"),
    [({"gross_amount": 12500}, 1), ({"gross_amount": 10000}, 0), ({"gross_amount": 12000}, 0),
     ({"gross_amount": 12300, "tax_amount": 2300}, 0), ({"gross_amount": 12000, "tax_amount": 2300}, 1)],
    ids=["with freight", "the goods alone", "the goods and their tax", "the goods and the tax of its head", "neither"],
)  # fmt: skip
def test_the_total_counts_where_it_is_more_than_goods_and_tax(same: dict[str, int], found: int) -> None:
    rows = percents(same["gross_amount"] // 100, goods_amount=10000, lines_tax_amount=2000, **{
        "gross_amount": same["gross_amount"], "tax_amount": same.get("tax_amount", "-")})  # fmt: skip
    assert len([row for row in rows if "the total" in row["basis"]]) == found


def test_a_percentage_of_goods_and_of_their_tax_may_be_rounded_each() -> None:
    same = {"goods_amount": 350, "highest_tax_percent": 10, "gross_amount": 350}
    # 5 % of 3.50 is 0.18 (0.175), with 10 % tax 0.20; 5 % of 3.85 is 0.19.
    found = columns(percents(19, 20, **same), "shortfall_id", "basis")
    assert (19, "arithmetic: 5 % of the goods with tax, 3.85") in found
    assert (20, "arithmetic: 5 % of the goods with tax, 3.85") in found


@pytest.mark.parametrize(
    ("same", "cause"),
    [
        ({}, "pricing/percent"),
        ({"said_subtype": "promotion", "said_type": "other"}, "other/promotion"),
        ({"discount_percent": 2}, "other/unearned_discount"),
        ({"discount_percent": 2, "said_type": "pricing"}, "pricing/percent"),
        ({"discount_percent": 2, "gross_amount": 6500}, "pricing/percent"),
        ({"discount_percent": 0}, "pricing/percent"),
    ],
    ids=[
        "unsaid",
        "a promotion",
        "beyond the terms of the total",
        "something is said",
        "not of the total",
        "no terms",
    ],
)
def test_a_percentage_is_a_promotion_or_a_discount_beyond_the_terms(
    same: dict[str, object], cause: str
) -> None:
    [row] = percents(192, **same)
    assert (f"{row['dispute_type']}/{row['dispute_subtype']}", row["hypothesis"]) == (cause, cause)
    assert ("USD, beside the discount of the terms; please" in row["sentence"]) == (
        cause == "other/unearned_discount"
    )


def test_more_than_three_percent_is_no_discount_and_the_rate_of_the_terms_is_another_rules() -> None:
    rows = percents(128, 192, 224, discount_percent=2)
    assert columns(rows, "shortfall_id", "dispute_subtype") == [(192, "unearned_discount"), (224, "percent")]


@pytest.mark.parametrize(
    ("amount", "basis"),
    [
        (50, "1 % of the goods, 50"),
        (500, "10 % of the goods, 50"),
        (1000, "20 % of the goods, 50"),
        (2000, "40 % of the goods, 50"),
    ],
)
def test_tax_withheld_at_source_is_one_to_forty_percent(amount: int, basis: str) -> None:
    same = {"said_subtype": "withholding_tax", "goods_amount": 5000, "gross_amount": 5000}
    rows = explained("withholding_tax", withheld(25, amount, 2025, **same))
    assert columns(rows, "basis", "sentence") == [
        (f"arithmetic: {basis.split(',')[0]}",
         f"tax of {basis.split(' of ')[0]} on the goods, 50.00 USD, withheld at source; please send the certificate")
    ]  # fmt: skip


def test_tax_withheld_at_source_is_of_the_goods_or_the_total_and_only_where_it_is_said() -> None:
    same = {"goods_amount": 5000, "gross_amount": 6000}
    rows = explained("withholding_tax", withheld(600, 601, said_subtype="withholding_tax", **same))
    assert rows[0] | {"sentence": ""} == {
        "shortfall_id": 600,
        "dispute_type": "other",
        "dispute_subtype": "withholding_tax",
        "hypothesis": "other/withholding_tax",
        "amount_explained": 600,
        "strength": 3.0,
        "is_documented": False,
        "evidence_source": "arithmetic",
        "basis": "arithmetic: 10 % of the total",
        "sentence": "",
    }
    assert column(rows, "basis") == ["arithmetic: 10 % of the total", "arithmetic: 12 % of the goods"]
    assert explained("withholding_tax", withheld(600, said_subtype="tax", **same)) == []
    none = {"goods_amount": 0, "gross_amount": "-", "said_subtype": "withholding_tax"}
    assert explained("withholding_tax", withheld(600, **none)) == []


def test_a_flat_fee_is_very_round_and_below_half_the_document() -> None:
    given = withheld(5000, roundness=250, gross_amount=10001)
    [row] = explained("round_fee", given)
    assert (row["hypothesis"], row["strength"], row["is_documented"]) == ("other/compliance", 3.0, False)
    assert (row["dispute_type"], row["dispute_subtype"], row["amount_explained"]) == (
        "other",
        "compliance",
        5000,
    )
    for other in (
        {"roundness": 250, "gross_amount": 10000},
        {"roundness": 20, "gross_amount": 10001},
        {"roundness": 250, "gross_amount": 10001, "said_type": "pricing"},
    ):
        assert explained("round_fee", withheld(5000, **other)) == []
    assert len(explained("round_fee", withheld(5000, roundness=250))) == 1


def test_bases_that_bear_nothing_or_are_out_of_reach_make_no_fit_likelier() -> None:
    # The goods with tax at 0 % would be the goods again, and a base of which the amount is more than 15 % is not tried.
    assert column(percents(256, highest_tax_percent=0), "basis") == ["arithmetic: 4 % of the goods, 64.00"]
    assert column(percents(256, gross_amount=1000), "strength") == [6.0]
    assert percents(0, 256, goods_amount=0, gross_amount=0) == []


def test_a_document_without_lines_has_its_total_alone() -> None:
    none = {"goods_amount": "-", "lines_tax_amount": "-", "line_count": "-"}
    assert column(percents(256, **none), "basis") == ["arithmetic: 4 % of the total, 64.00"]
