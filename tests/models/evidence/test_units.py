"""Amounts that are some units of one line of a document."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import explained, withheld
from tests.models.running import Row, column, columns

HEAD = """
    document_id  line_number  item    quantity3  unit_price  price4  tax4    tax_percent  unit6      taxed_unit6  taxed_amount  divisor  millionths  is_charge  item_missing3
    """
KETTLE = "7  1  KETTLE  24000  30.85  308500  200000  20  30850000  37020000  88848  100000  10000  no  -"
# 100 × 0.64: one random amount in 64 is a multiple of its price.
PEN = "7  1  PEN  100000  0.64  6400  0  0  640000  640000  6400  100000  10000  no  {missing}"


def units(*amounts: int, lines: str = KETTLE, **same: object) -> list[Row]:
    text = withheld(*amounts, **same).splitlines()
    given = [f"{text[0]}  amount6", *(f"{row}  {row.split()[0]}0000" for row in text[1:])]
    return explained("units_of_one_line", "\n".join(given), document_lines=HEAD + lines)


def test_some_units_of_a_line_are_a_weak_shortage() -> None:
    [row] = units(192, lines=PEN.format(missing="-"))
    assert row == {
        "shortfall_id": 192,
        "dispute_type": "short_ship",
        "dispute_subtype": "quantity",
        "hypothesis": "short_ship/quantity",
        "amount_explained": 192,
        "strength": 6.0,
        "is_documented": False,
        "evidence_source": "arithmetic",
        "basis": "arithmetic: 3 of 100 × PEN at 0.64",
        "sentence": "it equals 3 of 100 × PEN at 0.64, but no proof of delivery of ours shows this; please send yours",
    }


def test_units_are_whole_and_fewer_than_billed_with_or_without_tax() -> None:
    # One unit is 30.85, or 37.02 with tax; all 24 are 740.40, or 888.48.
    rows = units(1, 3085, 3086, 3702, 3703, 70955, 74040, 85146, 88848, 92550)
    assert columns(rows, "shortfall_id", "basis") == [
        (3085, "arithmetic: 1 of 24 × KETTLE at 30.85"),
        (3702, "arithmetic: 1 of 24 × KETTLE at 30.85 plus 20 % tax"),
        (70955, "arithmetic: 23 of 24 × KETTLE at 30.85"),
        (74040, "arithmetic: 20 of 24 × KETTLE at 30.85 plus 20 % tax"),
        (85146, "arithmetic: 23 of 24 × KETTLE at 30.85 plus 20 % tax"),
    ]


def test_tax_may_be_rounded_on_the_goods_or_once_at_the_end() -> None:
    # 1 × 0.145 with 7 % tax: 0.15 and 0.01 make 0.16; in one go it is 0.155, 0.16. 3: 0.44 + 0.03; in one go 0.47 (0.46545).
    nut = "7  1  NUT  100000  0.145  1450  70000  7  145000  155150  1552  100000  10000  no  -"
    rows = units(16, 31, 32, 47, 48, lines=nut)
    taxed = [row["shortfall_id"] for row in rows if "tax" in row["basis"]]
    assert taxed == [16, 31, 47]


@pytest.mark.parametrize(
    ("missing", "same", "subtype", "strength"),
    [
        ("-", {}, "quantity", 6.0),
        ("1000", {}, "quantity", 6.0),
        ("0", {}, "damaged_or_returned", 4.0),
        ("0", {"said_type": "short_ship"}, "damaged_or_returned", 6.0),
        ("-", {"said_type": "short_ship", "said_subtype": "damaged_or_returned"}, "damaged_or_returned", 6.0),
        ("-", {"roundness": 4}, "quantity", 4.0),
        ("0", {"roundness": 250}, "damaged_or_returned", 0.0),
    ],
    ids=["no delivery", "another number is missing", "all received", "received, and said to be short", "said to be returned",
         "a round amount", "it weighs nothing at least"],
)  # fmt: skip
def test_units_that_were_received_were_sent_back(
    missing: str, same: dict[str, object], subtype: str, strength: float
) -> None:
    [row] = units(192, lines=PEN.format(missing=missing), **same)
    assert (row["dispute_subtype"], row["hypothesis"]) == (subtype, f"short_ship/{subtype}")
    assert row["strength"] == strength
    is_received = missing == "0"
    assert ("; the delivery shows all of it received" in row["basis"]) == is_received
    assert (
        "all of which the delivery shows as received; please send the papers" in row["sentence"]
    ) == is_received


def test_what_the_delivery_shows_missing_is_another_rules() -> None:
    assert units(192, lines=PEN.format(missing="3000")) == []


def test_the_more_lines_in_reach_the_less_and_the_more_ways_the_more_a_fit_weighs() -> None:
    pen = PEN.format(missing="-")
    twin, dearer = (
        pen.replace("7  1  PEN", "7  2  CAP"),
        "7  2  CAP  100000  1.28  12800  0  0  1280000  1280000  12800  100000  10000  no  -",
    )
    assert column(units(192, lines=f"{pen}\n{twin}"), "strength") == [6.0, 6.0]
    assert column(units(192, lines=f"{pen}\n{dearer}"), "strength") == [5.4]
    assert column(units(192, lines=pen.replace("  0  0  ", "  70000  7  ")), "strength") == [5.0]


@pytest.mark.parametrize(
    "line",
    [
        "7  1  PEN  1000   0.64  6400  0  0  640000  640000  6400  100000  10000  no   -",
        "7  1  PEN  100000  -    -     0  0  640000  640000  6400  100000  10000  no   -",
        "7  1  PEN  100000  0.64  6400  0  0  640000  640000  6400  100000  10000  yes  -",
        "7  1  PEN  100000  0.64  6400  0  0  640000  640000  192   100000  10000  no   -",
    ],
    ids=["one unit", "no price", "a charge", "the amount is the whole line"],
)
def test_units_are_of_several_priced_ones_of_goods(line: str) -> None:
    assert units(192, lines=line) == []
