"""Returns in several parts, of payments with claims, deductions and refunds: which rows each part takes back."""

from __future__ import annotations

from typing import Any

from tests.models.running import columns, run_model

PAYMENTS = """
    receipt_no  company_code  payment_id  reverses_payment_id
    1          C             Z1          -
    2          C             R1          Z1
    3          C             R2          Z1
    4          C             R3          Z1
    7          C             Z7          -
    8          C             R8          Z7"""
PRIOR = "receipt_no  document_no  claim_key  amount  discount_amount  applied_date  invoice_number  method"
TWO = f"""
    {PRIOR}
    1  10  ''  6000  200  2026-02-01  I10  advice_exact
    1  11  ''  4000  80   2026-02-02  I11  advice_exact"""
BACK = "receipt_no  original_no  amount  unapplied_before  earlier_amount  before  is_whole  refunded_before"


def taken_back(returns: str, prior_allocations: str = TWO) -> list[dict[str, Any]]:
    rows = run_model(
        "reversal_rows",
        reversals=f"{BACK}\n{returns}",
        prior_allocations=prior_allocations,
        receipts=PAYMENTS,
    )
    return sorted(rows, key=lambda row: (row["receipt_no"], row["document_no"] or 0, row["claim_key"]))


def cash(*args: str) -> list[tuple[int, int | None, int]]:
    return columns(taken_back(*args), "receipt_no", "document_no", "amount")


WHAT = ("receipt_no", "document_no", "amount", "discount_amount", "is_all_of_it")


def test_three_parts_of_a_payment_with_three_rows():
    prior = "\n".join(
        [PRIOR, *(f"1  {number}  ''  1000  10  2026-02-{number}  I{number}  x" for number in (10, 11, 12))]
    )
    rows = taken_back(
        "2  1  1500  0  0  0  no  0\n3  1  700  0  0  1500  no  0\n4  1  800  0  0  2200  yes  0", prior
    )
    assert columns(rows, *WHAT) == [
        (2, 11, -500, 0, False), (2, 12, -1000, -10, True),
        (3, 10, -200, 0, False), (3, 11, -500, -10, True),
        (4, 10, -800, -10, True),
    ]  # fmt: skip


def test_a_row_that_went_with_the_first_part_does_not_go_again_with_the_second():
    rows = taken_back("2  1  4000  0  0  0  no  0\n3  1  1000  0  0  4000  no  0")
    assert columns(rows, *WHAT) == [(2, 11, -4000, -80, True), (3, 10, -1000, 0, False)]


def test_a_deduction_neither_shortens_what_a_part_takes_nor_gives_its_discount():
    deduction = f"{PRIOR}\n1  11  ''  6000  0  2026-02-02  I11  x\n1  12  ''  -500  -9"
    for day in ("2026-02-03", "2026-02-01"):
        rows = taken_back("2  1  6000  0  0  0  no  0", f"{deduction}  {day}  I12  x")
        assert columns(rows, *WHAT) == [(2, 11, -6000, 0, True)]


def test_the_rest_that_earlier_returns_took_is_no_row():
    prior = f"{TWO}\n    1  -  ''  700  0  2026-02-20  -  refund"
    assert cash("2  1  9300  0  700  0  yes  0", prior) == [(2, 10, -6000), (2, 11, -4000)]
    assert cash("2  1  100  0  700  0  no  0", prior) == [(2, 11, -100)]


def test_a_return_that_is_sent_again_takes_a_row_and_its_discount_once():
    prior = f"{TWO}\n    2  10  ''  -3000  -200  2026-02-20  I10  reversal"
    rows = taken_back("2  1  10000  0  0  0  yes  0", prior)
    assert columns(rows, *WHAT) == [(2, 10, -3000, 0, True), (2, 11, -4000, -80, True)]


def test_a_return_that_is_sent_again_with_less_gives_the_discount_back():
    gone = (
        "2  10  ''  -6000  -200  2026-02-20  I10  reversal",
        "2  11  ''  -4000  -80  2026-02-20  I11  reversal",
    )
    prior = "\n".join([TWO, *gone])
    rows = taken_back("2  1  4000  0  0  0  no  0", prior)
    assert columns(rows, *WHAT) == [(2, 10, 6000, 200, False)]


def test_two_payments_on_one_document_go_back_each_alone():
    prior = f"{PRIOR}\n1  10  ''  600  0  2026-02-01  I10  x\n7  10  ''  400  0  2026-02-02  I10  x"
    assert cash("2  1  600  0  0  0  yes  0\n8  7  300  0  0  0  no  0", prior) == [
        (2, 10, -600),
        (8, 10, -300),
    ]


def test_the_return_of_another_payment_takes_nothing_of_this_one():
    prior = f"{PRIOR}\n1  10  ''  600  0  2026-02-01  I10  x\n8  10  ''  -400  0  2026-02-02  I10  reversal"
    assert cash("2  1  600  0  0  0  yes  0", prior) == [(2, 10, -600)]


def test_two_claims_of_one_document_go_back_each_alone():
    prior = f"{PRIOR}\n1  10  A  600  0  2026-02-01  I10  x\n1  10  B  400  0  2026-02-01  I10  x"
    rows = taken_back("2  1  500  0  0  0  no  0\n3  1  500  0  0  500  yes  0", prior)
    assert columns(rows, "receipt_no", "claim_key", "amount") == [
        (2, "A", -100),
        (2, "B", -400),
        (3, "A", -500),
    ]
