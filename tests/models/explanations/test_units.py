"""Amounts that are some units of one line of a document, or of two or three lines."""

from __future__ import annotations

import pytest

from tests.models.explanations.asking import explained, withheld
from tests.models.running import Row, column, columns, run_model

HEAD = """
    document_id  line_number  item    quantity3  unit_price  price4  tax4    tax_percent  unit6      taxed_unit6  taxed_amount  divisor  millionths  is_charge  item_missing3
    """  # noqa: E501
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


SETS_HEAD = """
    document_id  line_number  quantity3  price4   unit6      millionths  divisor  tax4  is_charge
    """
FIVE_AND_THREE = """
    7            1            3000       300000   30000000   10000       100000   0     no
    7            2            5000       1000000  100000000  10000       100000   0     no"""


def sets(*amounts: int, lines: str, **same: object) -> list[tuple[object, ...]]:
    rows = run_model(
        "unit_sets",
        withheld=withheld(*amounts, **{"line_count": 2, **same}),
        document_lines=SETS_HEAD + lines.strip(),
    )
    found = columns(
        rows,
        "shortfall_id",
        "tax4",
        "one_number",
        "one_count",
        "two_number",
        "two_count",
        "last_number",
        "last_count",
    )
    return sorted(found, key=str)


def test_two_lines_reach_an_amount_by_units_of_each() -> None:
    # 230 = 1 × 30 + 2 × 100; 590 = 3 × 30 + 5 × 100; 690 would take six of five, 300 none of the cheaper line.
    assert sets(23000, 23001, 59000, 69000, 30000, lines=FIVE_AND_THREE) == [
        (23000, -1, 1, 1, None, None, 2, 2),
        (59000, -1, 1, 3, None, None, 2, 5),
    ]  # fmt: skip


def test_units_are_all_with_tax_or_all_without() -> None:
    lines = FIVE_AND_THREE.replace("100000   0  ", "100000   200000  ")
    assert sets(23000, 27600, lines=lines) == [
        (23000, -1, 1, 1, None, None, 2, 2), (27600, 200000, 1, 1, None, None, 2, 2),
    ]  # fmt: skip
    mixed = lines.replace("200000", "0", 1)
    assert sets(27600, lines=mixed) == []


@pytest.mark.parametrize(
    ("same", "found"),
    [
        ({"said_type": "short_ship"}, 1),
        ({"said_type": "pricing"}, 0),
        ({"line_count": 1}, 0),
        ({"line_count": 8}, 1),
        ({"line_count": 9}, 0),
    ],
)
def test_units_of_several_lines_are_tried_on_few_lines_and_where_no_other_cause_is_said(
    same: dict[str, object], found: int
) -> None:
    assert len(sets(23000, lines=FIVE_AND_THREE, **same)) == found


def test_units_of_very_large_amounts_are_not_tried() -> None:
    # 999,999,999 = 1 × 0.01 less than 10 million: 1 × 999,999,998 and 1 × 1.
    lines = """
    7  1  1000  100          10000            10000  100000  0  no
    7  2  1000  99999999800  9999999980000    10000  100000  0  no
    7  3  1000  99999999900  9999999990000    10000  100000  0  no"""
    assert column([{"n": row[0]} for row in sets(999999999, 1000000000, lines=lines, line_count=3)], "n") == [
        999999999
    ]


@pytest.mark.parametrize(
    ("cheap", "same", "found"),
    [
        ("4000", {}, 1),
        ("5000", {}, 0),
        ("5000", {"said_type": "short_ship"}, 1),
        ("4000", {"roundness": 2}, 0),
        ("31000", {"said_type": "short_ship"}, 1),
        ("32000", {"said_type": "short_ship"}, 0),
    ],
    ids=[
        "one in 62",
        "one in 50, unsaid",
        "one in 50, said",
        "a round amount",
        "one in eight, said",
        "beyond it",
    ],
)
def test_units_are_tried_where_few_random_amounts_would_fit(
    cheap: str, same: dict[str, object], found: int
) -> None:
    # Units of the cheaper line, 1.00 each, over 2.50 of the dearer one.
    lines = f"""
    7  1  {cheap}    10000  1000000  10000  100000  0  no
    7  2  400000  25000  2500000  10000  100000  0  no"""
    found_sets = sets(100000 - 250 * 60 + 100, lines=lines, **same)
    assert bool(found_sets) == bool(found)


def test_at_most_forty_units_of_the_cheaper_line_are_tried() -> None:
    lines = """
    7  1  {}  100  10000  10000  100000  0  no
    7  2  3000  1000000  100000000  10000  100000  0  no"""
    assert len(sets(10001, lines=lines.format(40000))) == 1
    assert sets(10001, lines=lines.format(41000)) == []


def test_charges_parts_of_units_and_lines_dearer_than_the_amount_are_left_out() -> None:
    for changed in (("0     no", "0     yes"), ("3000 ", "999  "), ("30000000 ", "9999    ")):
        assert sets(23000, lines=FIVE_AND_THREE.replace(*changed, 1)) == []
    dear = FIVE_AND_THREE + "\n    7  3  1000  9990000  999000000  10000  100000  0  no"
    assert len(sets(23000, lines=dear, line_count=3)) == 1


THREE = """
    7            1            2000       70000    7000000    10000       100000   0     no
    7            2            2000       110000   11000000   10000       100000   0     no
    7            3            5000       10000000  1000000000  10000     100000   0     no"""


def test_three_lines_are_tried_where_the_payer_speaks_of_a_shortage() -> None:
    # 2 × 1000 + 1 × 7 + 2 × 11 = 2029.
    said = sets(202900, lines=THREE, line_count=3, said_type="short_ship")
    assert said == [(202900, -1, 1, 1, 2, 2, 3, 2)]
    assert sets(202900, lines=THREE, line_count=3) == []


def test_all_pairs_of_lines_together_are_bounded_and_so_are_the_units_of_three() -> None:
    # Each cheaper line by itself fits one amount in 100; together two in 100 are too many where nothing is said.
    lines = """
    7  1  1000  10000  1000000    10000  100000  0  no
    7  2  1000  20000  2000000    10000  100000  0  no
    7  3  9000  1000000  100000000  10000  100000  0  no"""
    assert len(sets(10100, lines=lines, line_count=3)) == 1
    # 10 × 10 units of the cheaper lines are tried, 11 × 10 are not.
    many = """
    7  1  {}  100    10000  10000  100000  0  no
    7  2  10000  1500   150000  10000  100000  0  no
    7  3  5000  10000000  1000000000  10000  100000  0  no"""
    said = {"line_count": 3, "said_type": "short_ship"}
    assert len(sets(100016, lines=many.format(10000), **said)) == 1
    assert sets(100016, lines=many.format(11000), **said) == []


def several(ways: str, **same: object) -> list[Row]:
    lines = """
        document_id  line_number  item    quantity3  unit_price  item_missing3
        7            1            KETTLE  3000       30          -
        7            2            TRAY    5000       100         {}
        7            3            LAMP    2000       11          -"""
    given = {**{"said_type": "short_ship"}, **same}
    missing = given.pop("missing", "-")
    sets_head = "shortfall_id  document_id  tax4  density_sum  one_number  one_count  two_number  two_count  last_number  last_count\n"
    return explained(
        "units_of_several_lines",
        withheld(23000, **given),
        unit_sets=sets_head + ways,
        document_lines=lines.format(missing),
    )


ONE_WAY = "23000  7  -1  15625  1  1  -  -  2  2"


def test_units_of_two_lines_are_named_in_the_order_of_the_document() -> None:
    [row] = several(ONE_WAY)
    assert row == {
        "shortfall_id": 23000,
        "dispute_type": "short_ship",
        "dispute_subtype": "quantity",
        "hypothesis": "short_ship/quantity",
        "amount_explained": 23000,
        "strength": 6.0,
        "is_documented": False,
        "basis": "arithmetic: 1 of 3 × KETTLE at 30.00, 2 of 5 × TRAY at 100.00",
        "sentence": "it equals 1 of 3 × KETTLE at 30.00, 2 of 5 × TRAY at 100.00,"
        " but no proof of delivery of ours shows this; please send yours",
    }


def test_every_way_to_reach_the_amount_is_said_with_its_tax() -> None:
    rows = several("23000  7  200000  15625  1  1  3  2  2  1\n" + ONE_WAY)
    assert column(rows, "basis") == [
        "arithmetic: 1 of 3 × KETTLE at 30.00, 1 of 5 × TRAY at 100.00, 2 of 2 × LAMP at 11.00, with tax",
        "arithmetic: 1 of 3 × KETTLE at 30.00, 2 of 5 × TRAY at 100.00",
    ]


def test_units_of_several_lines_weigh_less_unsaid_and_on_round_amounts() -> None:
    assert column(several(ONE_WAY, said_type="-"), "strength") == [4.0]
    assert column(several(ONE_WAY, roundness=4), "strength") == [4.0]
    assert column(several(ONE_WAY, said_type="-", roundness=250), "strength") == [0.0]


def test_units_of_a_line_that_was_received_make_a_return() -> None:
    [row] = several(ONE_WAY, missing="0")
    assert (row["dispute_subtype"], row["hypothesis"]) == (
        "damaged_or_returned",
        "short_ship/damaged_or_returned",
    )
    assert row["sentence"].endswith(
        ", which the delivery shows as received; please send the papers of the return"
    )
    assert column(several(ONE_WAY, missing="1000"), "dispute_subtype") == ["quantity"]


def test_whole_lines_are_another_rules() -> None:
    assert several("23000  7  -1  15625  1  3  -  -  2  5") == []
    assert len(several("23000  7  -1  15625  1  3  -  -  2  4")) == 1
