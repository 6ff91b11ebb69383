"""Amounts that are one whole line of a document, or two or three of them."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import explained, withheld
from tests.models.running import Row, column, columns

LINES = """
    document_id  line_number  item    quantity3  unit_price  net_amount  taxed_amount  tax_percent  is_charge  item_missing3  missing3
    7            1            KETTLE  24000      30.85       74040       88848         20           no         -              -
    7            2            TRAY    10000      25.96       25960       25960         0            no         4000           4000
    7            3            LAMP    1000       90          9000        10800         20           no         1000           1000
    7            4            CUP     2000       5           1000        1200          20           no         0              0
    7            5            -       -          -           700         840           20           no         -              -
    7            6            POST    1000       15          1500        1800          20           yes        -              -
    7            7            GIFT    1000       -           0           0             20           no         -              -"""


def whole(*amounts: int, lines: str = LINES, line_count: int = 7, **same: object) -> list[Row]:
    return explained("whole_line", withheld(*amounts, line_count=line_count, **same), document_lines=lines)


def test_a_whole_line_is_named_with_or_without_its_tax() -> None:
    rows = whole(73999, 74040, 74041, 88847, 88848)
    assert column(rows, "shortfall_id") == [74040, 88848]
    assert rows[0] == {
        "shortfall_id": 74040,
        "dispute_type": "short_ship",
        "dispute_subtype": "missing_line",
        "hypothesis": "short_ship/missing_line",
        "amount_explained": 74040,
        # Seven lines, with and without tax: 14 chances in 64.
        "strength": 2.2,
        "is_documented": False,
        "evidence_source": "arithmetic",
        "basis": "arithmetic: the whole of line 1, 24 × KETTLE",
        "sentence": "it equals the whole of line 1, 24 × KETTLE at 30.85,"
        " but no proof of delivery of ours shows this; please send yours",
    }
    assert rows[1]["basis"] == "arithmetic: the whole of line 1, 24 × KETTLE plus 20 % tax"
    assert "24 × KETTLE at 30.85 plus 20 % tax, but no proof" in rows[1]["sentence"]


def test_a_line_that_the_delivery_shows_as_wholly_missing_is_another_rules() -> None:
    assert column(whole(9000, 25960), "shortfall_id") == [25960]


def test_a_line_that_was_wholly_received_was_sent_back() -> None:
    [row] = whole(1000)
    assert (row["dispute_subtype"], row["hypothesis"]) == (
        "damaged_or_returned",
        "short_ship/damaged_or_returned",
    )
    assert row["basis"] == "arithmetic: the whole of line 4, 2 × CUP; the delivery shows all of it received"
    assert row["sentence"].endswith(
        ", all of which the delivery shows as received; please send the papers of the return"
    )


def test_a_line_is_a_return_where_the_payer_says_so() -> None:
    assert column(whole(74040, said_subtype="damaged_or_returned"), "dispute_subtype") == [
        "damaged_or_returned"
    ]
    assert column(whole(74040, said_subtype="quantity"), "hypothesis") == ["short_ship/missing_line"]


def test_a_line_without_a_quantity_or_a_price_is_named_all_the_same() -> None:
    lines = LINES.replace("5            - ", "5            line 5")
    [row] = whole(700, lines=lines)
    assert row["basis"] == "arithmetic: the whole of line 5, line 5"
    assert row["sentence"].startswith("it equals the whole of line 5, line 5, but")


def test_a_charge_a_free_line_and_the_only_line_are_no_missing_lines() -> None:
    assert whole(1500, 0) == []
    assert whole(74040, line_count=1) == []
    assert len(whole(74040, line_count=2)) == 1


def goods(*amounts: int, lines: str, line_count: int = 4, **same: object) -> list[Row]:
    given = withheld(*amounts, line_count=line_count, **{"figure_chance": 2604, **same})
    head = """
        document_id  line_number  item  quantity3  net_amount  taxed_amount  is_charge  item_missing3  missing3
        """
    return explained("several_whole_lines", given, document_lines=head + lines.strip())


FOUR = """
    7  1  A  1000  1000  1200  no  -     -
    7  2  B  2000  2300  2760  no  -     -
    7  3  C  3000  4700  5640  no  -     -
    7  4  D  4000  9100  9100  no  -     -"""


def test_two_whole_lines_are_named_together() -> None:
    [row] = goods(3300, lines=FOUR)
    assert row == {
        "shortfall_id": 3300,
        "dispute_type": "short_ship",
        "dispute_subtype": "missing_line",
        "hypothesis": "short_ship/missing_line",
        "amount_explained": 3300,
        # 12 × 2604 is one chance in 32; two bits less where the payer does not speak of a shortage.
        "strength": 3.0,
        "is_documented": False,
        "evidence_source": "arithmetic",
        "basis": "arithmetic: the whole of lines 1 and 2, 1 × A and 2 × B",
        "sentence": "it equals the whole of lines 1 and 2, 1 × A and 2 × B,"
        " but no proof of delivery of ours shows this; please send yours",
    }
    [said] = goods(3300, lines=FOUR, said_type="short_ship")
    assert said["strength"] == 5.0


def test_two_or_three_of_more_lines_fit_with_or_without_all_their_tax() -> None:
    # 3300 and 3960 are lines 1 and 2; 8000 and 9600 are lines 1 to 3; 17100 is all four.
    rows = goods(3299, 3300, 3301, 3960, 3961, 8000, 9600, 9601, 17100, 18700, lines=FOUR)
    assert columns(rows, "shortfall_id", "basis") == [
        (3300, "arithmetic: the whole of lines 1 and 2, 1 × A and 2 × B"),
        (3960, "arithmetic: the whole of lines 1 and 2, 1 × A and 2 × B, with tax"),
        (8000, "arithmetic: the whole of lines 1, 2 and 3, 1 × A and 2 × B and 3 × C"),
        (9600, "arithmetic: the whole of lines 1, 2 and 3, 1 × A and 2 × B and 3 × C, with tax"),
    ]
    # Four lines make six sets of two and four of three, each with tax and without.
    assert column(rows, "strength") == pytest.approx([3.0, 3.0, 3.6, 3.6])


def test_all_lines_together_are_no_set() -> None:
    three = "\n".join(FOUR.splitlines()[:4])
    assert column(goods(3300, 8000, lines=three, line_count=3), "shortfall_id") == [3300]
    assert goods(3300, lines="\n".join(FOUR.splitlines()[:3]), line_count=2) == []


@pytest.mark.parametrize("line", [1, 2, 3])
def test_one_line_that_was_received_makes_a_return_of_them(line: int) -> None:
    lines = FOUR.splitlines()
    lines[line] = lines[line].replace("no  -     -", "no  0     0")
    [row] = goods(8000, lines="\n".join(lines))
    assert (row["dispute_subtype"], row["hypothesis"]) == (
        "damaged_or_returned",
        "short_ship/damaged_or_returned",
    )
    assert row["sentence"].endswith(
        ", which the delivery shows as received; please send the papers of the return"
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [("7  1  A  1000  1000  1200  no  500  500", 1), ("7  1  A  1000  1000  1200  no  1000  1000", 0),
     ("7  1  A  1000  1000  1200  yes  -  -", 0)],
    ids=["short in part", "wholly missing by the delivery", "a charge"],
)  # fmt: skip
def test_lines_that_a_delivery_shows_missing_and_charges_are_in_no_set(line: str, found: int) -> None:
    lines = FOUR.replace("7  1  A  1000  1000  1200  no  -     -", line)
    assert (
        len(goods(3300, lines=lines + "\n    7  5  E  1000  50000  60000  no  -  -", line_count=5)) == found
    )


def test_sets_are_tried_of_few_lines_only() -> None:
    def many(count: int) -> str:
        return "\n".join(f"7  {n}  I{n}  1000  {2**n}  {2**n}  no  -  -" for n in range(1, count + 1))

    pair, triple = 2 + 4, 2 + 4 + 8
    assert column(goods(pair, triple, lines=many(20), line_count=20), "shortfall_id") == [pair, triple]
    assert column(goods(pair, triple, lines=many(21), line_count=21), "shortfall_id") == [pair]
    assert column(goods(pair, lines=many(40), line_count=40), "shortfall_id") == [pair]
    assert goods(pair, lines=many(41), line_count=41) == []


def test_a_set_has_every_line_once_and_no_free_one() -> None:
    assert goods(2000, 4600, 8000 - 1000 + 4700, lines=FOUR) == []
    free = FOUR.replace("9100  9100", "0     0   ")
    assert column(goods(3300, 8000, lines=free), "shortfall_id") == [3300]
    assert goods(3300, lines=FOUR, line_count=2) == []
