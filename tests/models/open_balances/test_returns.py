"""What a return takes off which documents: the unapplied rest first, then the latest rows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.running import columns, run_model

PAYMENTS = """
    receipt_no  company_code  payment_id  reverses_payment_id
    1          C             Z1          -
    2          C             R1          Z1
    3          C             R2          Z1
    4          D             R1          Z1
    7          C             Z7          -
    8          C             R8          Z7"""
PRIOR = "receipt_no  document_no  claim_key  amount  discount_amount  applied_date  invoice_number  method"
TWO = f"""
    {PRIOR}
    1  10  ''  6000  200  2026-02-01  I10  advice_exact
    1  11  ''  4000  0    2026-02-02  I11  advice_exact"""
BACK = "receipt_no  original_no  amount  unapplied_before  earlier_amount  before  is_whole  refunded_before"


def taken_back(returns: str, prior_allocations: str = TWO) -> list[tuple[Any, ...]]:
    rows = run_model(
        "reversal_rows",
        reversals=f"{BACK}\n{returns}",
        prior_allocations=prior_allocations,
        receipts=PAYMENTS,
    )
    names = ("receipt_no", "document_no", "claim_key", "amount", "discount_amount", "is_all_of_it", "method")
    return sorted(columns(rows, *names), key=str)


def test_a_payment_that_comes_back_whole_takes_all_with_it_discounts_too():
    assert taken_back("2  1  10000  0  0  0  yes  0") == [
        (2, 10, "", -6000, -200, True, "reversal"),
        (2, 11, "", -4000, 0, True, "reversal"),
    ]


@pytest.mark.parametrize(
    ("amount", "found"),
    [
        pytest.param(3999, [(11, -3999, 0, False)], id="the latest row first"),
        pytest.param(4000, [(11, -4000, 0, True)], id="the latest row wholly"),
        pytest.param(
            9999,
            [(10, -5999, 0, False), (11, -4000, 0, True)],
            id="then the one before, without its discount",
        ),
        pytest.param(
            10000, [(10, -6000, -200, True), (11, -4000, 0, True)], id="and its discount once it is all gone"
        ),
    ],
)
def test_a_part_of_a_payment_takes_back(amount: int, found: list[tuple[int, int, int, bool]]):
    rows = taken_back(f"2  1  {amount}  0  0  0  no  0")
    assert [(row[1], row[3], row[4], row[5]) for row in rows] == found


@pytest.mark.parametrize(
    ("second", "found"),
    [
        pytest.param("3000", [(10, -1000), (11, -2000)], id="goes on where the first ended"),
        pytest.param("2000", [(11, -2000)], id="may end where a row ends"),
        pytest.param("1999", [(11, -1999)], id="may end within a row"),
    ],
)
def test_the_second_part_of_one_night(second: str, found: list[tuple[int, int]]):
    rows = taken_back(f"2  1  2000  0  0  0  no  0\n3  1  {second}  0  0  2000  no  0")
    assert [(row[1], row[3]) for row in rows if row[0] == 3] == found
    assert [(row[1], row[3], row[5]) for row in rows if row[0] == 2] == [(11, -2000, False)]


def test_the_part_that_makes_a_return_whole_takes_all_that_is_left():
    rows = taken_back("2  1  7000  0  0  0  no  0\n3  1  3000  0  0  7000  yes  0")
    assert [row[:6] for row in rows] == [
        (2, 10, "", -3000, 0, False), (2, 11, "", -4000, 0, True), (3, 10, "", -3000, -200, True),
    ]  # fmt: skip


def test_a_part_that_ends_with_a_row_takes_its_discount_and_the_rest_does_not_again():
    prior = TWO.replace("4000  0 ", "4000  80 ")
    rows = taken_back("2  1  4000  0  0  0  no  0\n3  1  6000  0  0  4000  yes  0", prior)
    assert [(row[0], row[1], row[3], row[4]) for row in rows] == [(2, 11, -4000, -80), (3, 10, -6000, -200)]


@pytest.mark.parametrize(
    ("prior", "first"),
    [
        pytest.param(
            "1  10  ''  50  0  2026-02-01  I1  x\n1  11  ''  50  0  2026-02-02  I0  x",
            11,
            id="the latest day",
        ),
        pytest.param(
            "1  10  ''  50  0  2026-02-01  I1  x\n1  11  ''  50  0  2026-02-01  I0  x",
            10,
            id="of one day the last number",
        ),
    ],
)
def test_a_part_takes_back_first(prior: str, first: int):
    assert [row[1] for row in taken_back("2  1  50  0  0  0  no  0", f"{PRIOR}\n{prior}")] == [first]


def test_of_one_document_the_last_claim_is_taken_back_first():
    prior = f"{PRIOR}\n1  10  A  50  0  2026-02-01  I1  x\n1  10  B  50  0  2026-02-01  I1  x"
    assert [row[2] for row in taken_back("2  1  50  0  0  0  no  0", prior)] == ["B"]


@pytest.mark.parametrize(
    ("back", "found"),
    [
        pytest.param("2  1  1000  1500  0  0  no  0", [(1, None, 1000), (2, None, -1000)], id="all of it from the rest"),
        pytest.param("2  1  2000  1500  0  0  no  0", [(1, None, 1500), (2, 11, -500), (2, None, -1500)],
            id="the rest, then a row"),
        pytest.param("2  1  1000  1500  0  1000  no  0", [(1, None, 500), (2, 11, -500), (2, None, -500)],
            id="what others of tonight left of the rest"),
        pytest.param("2  1  1000  1500  0  1700  no  0", [(2, 11, -1000)],
            id="a row, where others of tonight took the rest"),
        pytest.param("2  1  900   1500  0  0  yes  0", [(1, None, 1500), (2, 10, -6000), (2, 11, -4000), (2, None, -1500)],
            id="all of the rest where it is whole"),
    ],
)  # fmt: skip
def test_the_unapplied_rest_goes_back_first(back: str, found: list[tuple[int, int | None, int]]):
    assert sorted(((row[0], row[1], row[3]) for row in taken_back(back)), key=str) == sorted(found, key=str)


def test_where_others_took_the_rest_and_a_part_of_a_row_the_next_goes_on_behind():
    [row] = taken_back("3  1  1000  1500  0  5500  no  0")
    assert row[:4] == (3, 10, "", -1000)


def test_what_earlier_returns_took_is_not_taken_again():
    prior = f"{TWO}\n    2  11  ''  -3000  0  2026-02-20  I11  reversal\n    2  10  ''  0  -200  2026-02-20  I10  reversal"
    rows = taken_back("3  1  7000  0  3000  0  yes  0", prior)
    assert [(row[0], row[1], row[3], row[4]) for row in rows] == [(3, 10, -6000, 0), (3, 11, -1000, 0)]


def test_a_row_that_came_back_is_the_latest():
    prior = f"{TWO}\n    2  10  ''  -3000  -200  2026-02-20  I10  reversal"
    assert [(row[1], row[3]) for row in taken_back("3  1  1000  0  3000  0  no  0", prior)] == [(10, -1000)]


def test_a_row_that_is_gone_is_not_taken_back_but_a_discount_alone_is():
    prior = f"{TWO}\n    2  11  ''  -4000  0  2026-02-20  I11  reversal\n    2  10  ''  -6000  0  2026-02-20  I10  reversal"
    rows = taken_back("3  1  1  0  9999  0  yes  0", prior)
    assert [(row[1], row[3], row[4]) for row in rows] == [(10, 0, -200)]


def test_a_return_that_is_sent_again_takes_the_difference():
    prior = f"{TWO}\n    2  11  ''  -3000  0  2026-02-20  I11  reversal\n    2  -  ''  -700  0  2026-02-20  -  refund"
    rows = taken_back("2  1  3500  700  0  0  no  700", prior)
    assert [(row[0], row[1], row[3], row[6]) for row in rows] == [(2, 11, 200, "reversal")]


def test_a_claim_without_a_document_comes_back_and_a_deduction_is_put_back():
    prior = f"{PRIOR}\n1  -  C9  -500  0  2026-02-01  -  x\n1  10  ''  6000  0  2026-02-01  I10  x"
    assert [row[:4] for row in taken_back("2  1  5500  0  0  0  yes  0", prior)] == [
        (2, 10, "", -6000), (2, None, "C9", 500),
    ]  # fmt: skip
    assert [row[:4] for row in taken_back("2  1  5500  0  0  0  no  0", prior)] == [(2, 10, "", -5500)]


def test_a_deduction_does_not_come_back_with_a_part():
    prior = f"{PRIOR}\n1  11  ''  -500  0  2026-02-02  I11  x\n1  10  ''  6000  0  2026-02-01  I10  x"
    assert [row[:4] for row in taken_back("2  1  5500  0  0  0  no  0", prior)] == [(2, 10, "", -5500)]


def test_a_return_takes_nothing_of_other_payments():
    prior = (
        TWO + "\n    4  11  ''  -4000  0  2026-02-20  I11  reversal\n    3  12  ''  5  0  2026-02-20  I12  x"
    )
    rows = taken_back("2  1  10000  0  0  0  yes  0", prior)
    assert [(row[1], row[3]) for row in rows] == [(10, -6000), (11, -4000), (12, -5)]
