"""Amounts that are some units of two or three lines of a document."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import explained, withheld
from tests.models.running import Row, column, columns, run_model

SETS_HEAD = """
    document_id  line_number  quantity3  price4   unit6      millionths  divisor  tax4  is_charge
    """
FIVE_AND_THREE = """
    7            1            3000       300000   30000000   10000       100000   0     no
    7            2            5000       1000000  100000000  10000       100000   0     no"""


def sets(*amounts: int, lines: str, **same: object) -> list[tuple[object, ...]]:
    rows = run_model(
        "unit_sets",
        examined_shortfalls=withheld(*amounts, **{"line_count": 2, **same}),
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
        "evidence_source": "arithmetic",
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


def test_one_line_that_was_received_makes_a_return_of_all_in_the_order_of_the_document() -> None:
    rows = run_model(
        "rules__units_of_several_lines",
        examined_shortfalls=withheld(23000, said_type="short_ship"),
        unit_sets=f"""
            shortfall_id  document_id  tax4  density_sum  one_number  one_count  two_number  two_count  last_number  last_count
            {ONE_WAY}""",
        document_lines="""
            document_id  line_number  item    quantity3  unit_price  item_missing3
            7            2            TRAY    5000       100         1000
            7            1            KETTLE  3000       30          0""",
    )
    assert columns(rows, "dispute_subtype", "basis") == [
        ("damaged_or_returned", "arithmetic: 1 of 3 × KETTLE at 30.00, 2 of 5 × TRAY at 100.00")
    ]
