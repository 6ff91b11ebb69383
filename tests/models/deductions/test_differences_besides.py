"""Overpayments and claims of bundles that a night's matching leaves, what is tolerated, and the order of differences."""

import pytest

from tests.models.deductions.finding import UNSAID, found, settled
from tests.models.running import column, columns, run_model


def test_what_is_paid_too_much_is_a_negative_difference():
    settlements = """
        receipt_no  document_no  excess  is_repeat  applied  remittance_id  remittance_line_number  line_no
        1          10           900     yes        0        R1             2                       5
        2          11           0       no         4000     R2             3                       6"""
    rows = found(capped_allocations=settlements)
    names = (
        "receipt_no",
        "document_no",
        "slot",
        "amount",
        "is_stated",
        "is_part",
        "is_repeat",
        "remittance_id",
        "line_no",
    )
    assert columns(rows, *names) == [(1, 10, "overpayment", -900, False, False, True, "R1", 5)]


def test_money_that_a_restatement_or_an_end_of_use_sets_free_is_held_as_an_overpayment():
    rows = found(
        restated_money="document_no  receipt_no  amount\n10  1  300",
        overpayments_used="""
            variance_id  receipt_no  document_no  amount
            -            2          11           -200
            V1           2          11           -150""",
    )
    assert sorted(columns(rows, "receipt_no", "document_no", "slot", "amount", "is_stated")) == [
        (1, 10, "overpayment", -300, False),
        (2, 11, "overpayment", -200, False),
    ]
    assert column(rows, "is_part") == [False, False]


def test_what_a_bundle_lacks_on_no_document_is_a_claim_of_its_payment():
    rows = found(
        memo_pieces="""
        receipt_no  document_no  is_part  cash_amount
        1          -            no       -500
        1          10           no       4000"""
    )
    assert columns(rows, "receipt_no", "document_no", "claim_key", "slot", "amount", "is_stated") == [
        (1, None, "bundle", "deduction", 500, False)
    ]
    assert (rows[0]["reason_text"].strip(), rows[0]["is_part"]) == ("less damages", False)


@pytest.mark.parametrize(
    ("unsaid", "holdable", "is_tolerable"),
    [
        pytest.param(100, 100, True, id="just the tolerance"),
        pytest.param(101, 500, False, id="a cent beyond it"),
        pytest.param(-100, 0, True, id="as little too much"),
        pytest.param(-101, 0, False, id="a cent more than that"),
        pytest.param(60, 59, False, id="settled in part under another variance of the document"),
    ],
)
def test_what_is_within_tolerance(unsaid: int, holdable: int, is_tolerable: bool):
    rows = found(
        unstated_shortages=f"document_no  discount_beyond  misapplied  unsaid\n10  0  0  {unsaid}",
        document_settlements=f"document_no  granted  holdable\n10  0  {holdable}\n11  0  9999",
        capped_allocations=settled("1  10  5  1  yes  no  0  4000  no  0  0  0"),
    )
    assert columns(rows, "is_tolerable") == [(is_tolerable,)]


def test_a_small_overpayment_or_stated_deduction_is_never_within_tolerance():
    rows = found(
        restated_money="document_no  receipt_no  amount\n10  1  1",
        deductions="line_no  receipt_no  document_no  claim_key  amount\n7  1  10  -  1",
    )
    assert columns(rows, "is_tolerable") == [(False,), (False,)]


def test_a_small_rest_of_a_bundle_is_within_tolerance_though_no_document_holds_it():
    rows = found(memo_pieces="receipt_no  document_no  is_part  cash_amount\n1  -  no  -100")
    assert columns(rows, "is_tolerable") == [(True,)]


def test_a_payment_in_part_and_what_was_cut_are_kept_with_the_rest():
    rows = found(
        unstated_shortages=UNSAID,
        capped_allocations="""
            receipt_no  document_no  line_no  turn  is_settling  is_credit  discount  applied  is_part  cut_amount
            1          10           5        1     yes          no         0         2000     yes      7
            2          10           6        2     yes          no         0         2000     no       8""",
    )
    assert columns(rows, "is_part", "cut_amount") == [(True, 15)]


def test_differences_are_numbered_in_one_order_whatever_the_order_of_rows():
    rows = found(
        deductions="""
            line_no  receipt_no  document_no  claim_key  claim_number  amount
            1        2          10           ''         A             500
            2        1          11           ''         B             100
            3        1          -            K2         A             900
            4        1          -            K1         A             900
            5        1          10           ''         B             300
            9        1          10           ''         A             300
            8        1          10           ''         A             300
            6        1          10           ''         Z             400""",
        unstated_shortages="document_no  discount_beyond  misapplied  unsaid\n10  30  0  900",
        capped_allocations=settled("1  10  7  1  yes  no  30  4000  no  0  0  0"),
        restated_money="document_no  receipt_no  amount\n10  1  80",
    )
    rows.sort(key=lambda row: row["difference_no"])
    assert [row["difference_no"] for row in rows] == list(range(1, 12))
    on_document_10 = [6, 8, 9, 5, 7, 7, None]
    assert column(rows, "line_no") == [*on_document_10, 2, 4, 3, 1]
    assert column(rows, "slot")[3:7] == ["deduction", "deduction", "discount", "overpayment"], (
        "stated ones before the unsaid"
    )


def test_a_deduction_of_several_causes_is_found_in_its_parts():
    rows = run_model(
        "split_differences",
        whole_differences="""
            difference_no  document_no  slot       amount
            1         10           deduction  900
            2         11           deduction  500
            3         12           deduction  300""",
        difference_splits="""
            shortfall_id  part_number  amount  part_types
            3             1            200     [pricing, short_ship]
            2             2            100     [pricing]
            2             1            400     [pricing]
            3             2            100     [pricing, short_ship]""",
    )
    assert sorted(columns(rows, "difference_no", "document_no", "amount", "whole_amount", "part_types")) == [
        (1, 10, 900, None, None),
        (4, 11, 400, 500, ["pricing"]),
        (5, 11, 100, 500, ["pricing"]),
        (6, 12, 200, 300, ["pricing", "short_ship"]),
        (7, 12, 100, 300, ["pricing", "short_ship"]),
    ]
