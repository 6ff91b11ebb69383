"""Parts of a document that papers speak for, and deductions that are two or three of them."""

from __future__ import annotations

import pytest

from tests.models.explanations.asking import explained, withheld
from tests.models.running import Row, column, columns, run_model

DOCUMENT = """
    document_id  currency  freight_amount  tax_amount  terms_discount  discount_percent
    7            USD       {}"""
HEAD = """
    document_id  line_number  item    quantity3  price4  unit_price  missing3  agreed4  agreed_price  agreed_from  net_amount  extension  tax4    divisor  proof  is_charge
    """  # noqa: E501


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
    found = run_model("combined_parts", withheld=withheld(*amounts, **same), document_parts=PARTS_HEAD + rows)
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


SETS_HEAD = (
    "shortfall_id  amount  figure_chance  is_taxed  part_sum  cause_count  type_count  tried_count  parts\n"
)


def part(amount: int, kind: str, claim: str) -> str:
    dispute_type, _, subtype = kind.partition("/")
    cause = kind if dispute_type in ("billing_error", "other") else dispute_type
    names = f"'cause': '{cause}', 'dispute_type': '{dispute_type}', 'dispute_subtype': '{subtype}'"
    return f"{{'part': {amount}, {names}, 'claim': '{claim}'}}"


def a_set(*found: str, taxed: str = "no", causes: int = 2, part_sum: int = 1500, types: int = 2) -> str:
    return f"{SETS_HEAD}1500  1500  15625  {taxed}  {part_sum}  {causes}  {types}  2  [{', '.join(found)}]"


SHORT_PART, PRICE_PART = (
    part(500, "short_ship/quantity", "3 × CUP"),
    part(1000, "pricing/contract_price", "the price"),
)


def test_a_deduction_of_two_causes_is_led_by_its_largest_part() -> None:
    [row] = explained("composite", withheld(1500), combined_parts=a_set(SHORT_PART, PRICE_PART))
    claim = "5.00 for 3 × CUP, and 10.00 for the price"
    assert row == {
        "shortfall_id": 1500,
        "dispute_type": "pricing",
        "dispute_subtype": "contract_price",
        "hypothesis": "short_ship/quantity + pricing/contract_price",
        "amount_explained": 1500,
        "strength": 13.0,
        "is_documented": True,
        "basis": f"arithmetic and documents: {claim}",
        "sentence": claim,
    }
    [taxed] = explained(
        "composite", withheld(1500), combined_parts=a_set(SHORT_PART, PRICE_PART, taxed="yes")
    )
    assert taxed["sentence"] == f"{claim}, each with tax"
    assert (
        explained("composite", withheld(1500), combined_parts=a_set(SHORT_PART, PRICE_PART, causes=1)) == []
    )


def test_some_lines_of_one_cause_are_proven_together() -> None:
    whole = part(1000, "short_ship/missing_line", "2 × JUG")
    [row] = run_model(
        "rules__several_lines_proven", combined_parts=a_set(SHORT_PART, whole, causes=1, types=3)
    )
    assert row == {
        "shortfall_id": 1500,
        "dispute_type": "short_ship",
        # Not all of them are missing wholly.
        "dispute_subtype": "quantity",
        "hypothesis": "short_ship/quantity",
        "amount_explained": 1500,
        "strength": 13.0,
        "is_documented": True,
        "basis": "arithmetic and documents: 3 × CUP, and 2 × JUG",
        "sentence": "3 × CUP, and 2 × JUG",
    }
    wholly = a_set(whole, whole, causes=1, types=3, taxed="yes")
    [row] = run_model("rules__several_lines_proven", combined_parts=wholly)
    assert (row["dispute_subtype"], row["sentence"]) == (
        "missing_line",
        "2 × JUG, and 2 × JUG, each with tax",
    )


@pytest.mark.parametrize(
    ("causes", "types"), [(2, 3), (1, 2)], ids=["of two causes", "all the lines of the cause"]
)
def test_other_sets_are_other_rules(causes: int, types: int) -> None:
    given = a_set(SHORT_PART, SHORT_PART, causes=causes, types=types)
    assert run_model("rules__several_lines_proven", combined_parts=given) == []


def splits(sets: str, leading: str = "composite", others: str = "") -> list[Row]:
    return run_model(
        "proven_splits",
        combined_parts=sets,
        ranked_explanations=f"shortfall_id  position  rule\n1500  1  {leading}\n1500  2  composite",
        explanations=f"shortfall_id  rule  is_documented\n1500  composite  yes\n{others}",
    )


def test_a_deduction_is_split_by_cause_the_largest_part_first() -> None:
    rows = splits(
        a_set(SHORT_PART, PRICE_PART, part(700, "short_ship/missing_line", "2 × JUG"), part_sum=2200)
    )
    found = columns(rows, "part_number", "amount", "part_types")
    # Both short lines are one cause; the largest part takes what the sum lacks of the amount.
    assert sorted(found) == [(1, 1200 - 700, ["pricing", "short_ship"]), (2, 1000, ["pricing", "short_ship"])]


def test_the_largest_part_takes_the_cent_that_rounding_leaves() -> None:
    rows = splits(a_set(SHORT_PART, PRICE_PART, part_sum=1499))
    assert sorted(columns(rows, "part_number", "amount")) == [(1, 1001), (2, 500)]
    even = part(1000, "short_ship/quantity", "2 × CUP")
    assert sorted(columns(splits(a_set(even, PRICE_PART, part_sum=1499)), "part_number", "amount")) == [
        (1, 1001),
        (2, 1000),
    ]


@pytest.mark.parametrize(
    ("leading", "others", "causes"),
    [("tax", "", 2), ("composite", "1500  tax  yes", 2), ("composite", "", 1)],
    ids=["another rule leads", "another paper explains it", "one cause"],
)
def test_a_deduction_that_papers_explain_otherwise_is_not_split(
    leading: str, others: str, causes: int
) -> None:
    assert splits(a_set(SHORT_PART, PRICE_PART, causes=causes), leading, others) == []


def test_a_guess_beside_the_papers_keeps_no_deduction_whole() -> None:
    assert len(splits(a_set(SHORT_PART, PRICE_PART), others="1500  percent  no")) == 2


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


def test_of_parts_that_are_as_large_the_first_by_name_takes_the_cent() -> None:
    even = [part(500, "short_ship/quantity", "3 × CUP"), part(500, "pricing/contract_price", "the price")]
    for pair in (even, even[::-1]):
        rows = sorted(splits(a_set(*pair, part_sum=1499)), key=lambda row: row["part_number"])
        assert column(rows, "amount") == [501, 500]
