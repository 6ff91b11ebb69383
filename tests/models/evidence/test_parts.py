"""Parts of a document that papers speak for, and sets of two or three of them."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import withheld
from tests.models.running import Row, column, columns, run_model

DOCUMENT = """
    document_id  currency  freight_amount  tax_amount  terms_discount  discount_percent
    7            USD       {}"""
HEAD = """
    document_id  line_number  item    quantity3  price4  unit_price  missing3  agreed4  agreed_price  agreed_from  net_amount  extension  tax4    divisor  proof  is_charge
    """


def parts(*lines: str, document: str = "-  -  -  -") -> list[Row]:
    return run_model(
        "document_parts", document_lines=HEAD + "\n".join(lines), examined_documents=DOCUMENT.format(document)
    )


def test_what_a_delivery_shows_missing_is_a_part() -> None:
    rows = parts(
        "7  1  CUP  10000  50000  5  3000   -  -  -  5000  5000  200000  100000  POD-5  no",
        "7  2  JUG  2000   50000  5  2000   -  -  -  1000  1000  0       100000  POD-5  no",
        "7  3  POT  2000   50000  5  0      -  -  -  1000  1000  0       100000  POD-5  no",
    )
    assert columns(rows, "dispute_type", "dispute_subtype", "untaxed", "taxed", "claim") == [
        ("short_ship", "missing_line", 1000, 1000, "2 of 2 × JUG at 5.00 not received according to POD-5"),
        ("short_ship", "quantity", 1500, 1800, "3 of 10 × CUP at 5.00 not received according to POD-5"),
    ]


def test_what_is_above_the_agreed_price_is_a_part_for_what_was_received() -> None:
    rows = parts(
        "7  1  CUP  10000  50000  5  -     45000  4.50  2026-01-01  5000  5000  200000  100000  -      no",
        "7  2  JUG  10000  50000  5  3000  45000  4.50  2026-01-01  5000  5000  0       100000  POD-5  no",
        "7  3  POT  3000   50000  5  3000  45000  4.50  2026-01-01  1500  1500  0       100000  POD-5  no",
        "7  4  PAN  1000   50000  5  -     50000  5.00  2026-01-01  500   500   0       100000  -      no",
        "7  5  TIN  1000   60000  6  -     20000  2.00  2026-01-01  600   600   0       100000  -      no",
    )
    assert [
        row[1:] for row in columns(rows, "dispute_type", "untaxed", "taxed", "claim") if row[0] == "pricing"
    ] == [
        (500, 600, "10 × CUP billed at 5.00 instead of 4.50 agreed from 2026-01-01"),
        (350, 350, "7 × JUG billed at 5.00 instead of 4.50 agreed from 2026-01-01"),
    ]


def test_what_a_line_bills_beyond_its_own_arithmetic_is_a_part() -> None:
    rows = parts(
        "7  1  CUP  10000  50000  5  -  -  -  -  5002  5000  200000  100000  -  no",
        "7  2  JUG  10000  50000  5  -  -  -  -  5001  5000  200000  100000  -  no",
    )
    assert columns(rows, "cause", "untaxed", "claim") == [
        ("billing_error/arithmetic", 2, "line 1 (CUP) bills 50.02, but 10 × 5.00 is 50.00")
    ]


def test_charges_tax_and_terms_are_parts() -> None:
    charge = "7  3  POST  1000  70000  7  -  -  -  -  700  700  200000  100000  -  {}"
    found = parts(charge.format("yes"), document="1750  2000  240  2")
    rows = sorted(found, key=lambda row: row["part_number"])
    assert columns(rows, "part_number", "cause", "untaxed", "taxed", "claim") == [
        (1, "billing_error/freight", 700, 840, "the charge on line 3 (POST)"),
        (2, "billing_error/freight", 1750, 1750, "the freight of the document"),
        (3, "billing_error/tax", 2000, 2000, "all the tax of the document"),
        (4, "other/unearned_discount", 240, 240, "the terms' 2 % discount"),
    ]
    assert columns(rows, "part_count", "type_count") == [(4, 3), (4, 3), (4, 3), (4, 1)]
    assert parts(charge.format("no"), document="0  0  0  0") == []
    assert parts(charge.format("yes").replace("700  700", "0  0")) == []


def test_short_lines_are_one_cause_and_what_rounds_to_nothing_is_no_part() -> None:
    rows = parts(
        "7  1  CUP  10000  50000  5  3000  -  -  -  5000  5000  0  100000  POD-5  no",
        "7  2  JUG  2000   50000  5  2000  -  -  -  1000  1000  0  100000  POD-5  no",
        "7  3  TAG  2000   1      0.0001  1000  -  -  -  0  0  0  100000  POD-5  no",
    )
    assert columns(rows, "cause", "part_count", "type_count") == [("short_ship", 2, 2), ("short_ship", 2, 2)]


PARTS_HEAD = "document_id  part_number  dispute_type  dispute_subtype  cause  untaxed  taxed  tax4  claim  part_count  type_count\n"
SHORT = "7  1  short_ship     quantity        short_ship             1000  1200  200000  short   3  1\n"
PRICE = "7  2  pricing        contract_price  pricing                500   600   200000  price   3  1\n"
FREIGHT = (
    "7  3  billing_error  freight         billing_error/freight  175   175   0       freight 3  1\n".replace(
        "freight 3", "freight  3"
    )
)
THREE = SHORT + PRICE + FREIGHT


def combined(*amounts: int, rows: str = THREE, **same: object) -> list[Row]:
    found = run_model(
        "combined_parts", examined_shortfalls=withheld(*amounts, **same), document_parts=PARTS_HEAD + rows
    )
    return sorted(found, key=lambda row: (row["shortfall_id"], row["set_number"]))


def claims(rows: list[Row]) -> list[tuple[int, bool, str]]:
    return [
        (row["shortfall_id"], row["is_taxed"], " + ".join(p["claim"] for p in row["parts"])) for row in rows
    ]


def test_two_or_three_parts_come_to_an_amount_all_with_or_all_without_tax() -> None:
    rows = combined(1500, 1800, 1675, 1975, 1700, 1000, 675, 775)
    assert claims(rows) == [
        (675, False, "price + freight"),
        (775, True, "price + freight"),
        (1500, False, "short + price"),
        (1675, False, "short + price + freight"),
        (1800, True, "short + price"),
        (1975, True, "short + price + freight"),
    ]
    # Three pairs and one triple, with and without tax.
    assert set(columns(rows, "tried_count", "set_count", "set_number")) == {(8, 1, 1)}
    assert column(rows, "cause_count") == [2, 2, 2, 3, 2, 3]


def test_tax_may_be_rounded_on_each_part_or_on_their_sum() -> None:
    assert column(combined(1499, 1501, 1799, 1801, 1798, 1802), "shortfall_id") == [1799, 1801]
    assert column(combined(1974, 1976, 1977), "shortfall_id") == [1974, 1976]


def test_without_any_tax_there_is_one_side() -> None:
    untaxed = THREE.replace("1200  200000", "1000  0").replace("600   200000", "500   0")
    assert column(combined(1500, 1501, rows=untaxed), "is_taxed") == [False]


def test_tax_is_no_part_beside_goods_with_their_tax() -> None:
    tax = THREE.replace(
        "freight         billing_error/freight  175   175", "tax             billing_error/tax      200   200"
    )
    assert claims(combined(1200, 1400, rows=tax)) == [(1200, False, "short + freight")]


@pytest.mark.parametrize(("granted", "found"), [("0", 1), ("-", 1), ("1", 0)])
def test_a_discount_that_was_granted_is_no_part(granted: str, found: int) -> None:
    terms = THREE.replace("billing_error  freight  ", "other  unearned_discount  ")
    assert len(combined(1175, rows=terms, granted_discount=granted)) == found


def test_a_part_that_is_the_whole_amount_is_in_no_set() -> None:
    zero = SHORT + PRICE.replace("500   600", "1     1")
    assert column(combined(1000, 1001, rows=zero), "shortfall_id") == [1001]


@pytest.mark.parametrize(
    ("count", "sizes"), [(1, []), (2, [2]), (12, [2, 3]), (13, [2]), (24, [2]), (25, [])]
)
def test_sets_are_tried_of_few_parts_only(count: int, sizes: list[int]) -> None:
    rows = "".join(
        f"7  {n}  short_ship  quantity  short_ship  {2**n}  {2**n}  0  p{n}  {count}  {count}\n"
        for n in range(1, min(count, 3) + 1)
    )
    found = combined(6, 14, rows=rows)
    assert [len(row["parts"]) for row in found] == sizes
    tried = {2: {2: 2, 12: 572, 13: 156, 24: 552}, 3: {12: 572}}
    assert column(found, "tried_count") == [tried[size][count] for size in sizes]


def test_sets_are_numbered_without_tax_first_and_then_by_their_parts() -> None:
    rows = "".join(f"7  {n}  short_ship  quantity  short_ship  {v}  {v}  {t}  p{n}  4  4\n"
                   for n, v, t in ((1, 400, 0), (2, 300, 200000), (3, 200, 0), (4, 100, 0)))  # fmt: skip
    found = combined(500, rows=rows)
    assert claims(found) == [
        (500, False, "p1 + p4"), (500, False, "p2 + p3"), (500, True, "p1 + p4"), (500, True, "p2 + p3"),
    ]  # fmt: skip
    assert columns(found, "set_number", "set_count") == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_smallest_parts_count() -> None:
    rows = parts(
        "7  1  CUP  10000  1000000  100  1  -       -      -           100000  100000  0  100000  POD-5  no",
        "7  2  JUG  1      1000000  100  -  900000  90.00  2026-01-01  10      10      0  100000  -      no",
        "7  3  POST  1000  100      0.01  -  -  -  -  1  1  0  100000  -  yes",
        document="1  1  1  0.5",
    )
    assert sorted(columns(rows, "cause", "untaxed")) == [
        ("billing_error/freight", 1), ("billing_error/freight", 1), ("billing_error/tax", 1), ("other/unearned_discount", 1),
        ("pricing", 1), ("short_ship", 10),
    ]  # fmt: skip


def test_parts_are_numbered_by_type_first() -> None:
    rows = parts(
        "7  1  CUP  10000  50000  5  3000  45000  4.50  2026-01-01  5000  5000  0  100000  POD-5  no",
        document="-  2000  -  -",
    )
    found = sorted(columns(rows, "part_number", "dispute_type", "dispute_subtype"))
    assert found == [
        (1, "billing_error", "tax"),
        (2, "pricing", "contract_price"),
        (3, "short_ship", "quantity"),
    ]


def test_of_sets_from_the_same_part_the_earlier_one_is_numbered_first() -> None:
    rows = "".join(
        f"7  {n}  short_ship  quantity  short_ship  {v}  {v}  0  p{n}  3  3\n"
        for n, v in ((3, 100), (2, 100), (1, 400))
    )
    assert claims(combined(500, rows=rows)) == [(500, False, "p1 + p2"), (500, False, "p1 + p3")]
