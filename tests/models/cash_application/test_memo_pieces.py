"""Memos that together put more on one document than the books hold pay nothing."""

from __future__ import annotations

from tests.models.running import columns, run_model

LARGEST = 10**14 * 100
"""Minor units of dollars that the books hold of one document."""
ITEMS = """
    document_no  currency  is_credit  allocated_amount
    10           USD       yes        0
    11           USD       no         0"""


def paying(*cash: tuple[int, int, int]) -> list[tuple[int, int]]:
    rows = "\n".join(f"{source}  {document}  {amount}" for source, document, amount in cash)
    found = run_model(
        "memo_pieces", documents_in_play=ITEMS, memo_cash=f"receipt_no  document_no  cash_amount\n{rows}"
    )
    return sorted(columns(found, "receipt_no", "cash_amount"))


def test_as_much_as_the_books_hold_is_taken_from_a_credit_memo() -> None:
    half = LARGEST // 2
    assert paying((1, 10, -half), (2, 10, -half)) == [(1, -half), (2, -half)]


def test_sources_that_take_more_from_a_credit_memo_pay_nothing_and_others_do() -> None:
    half = LARGEST // 2
    crowded = ((1, 10, -half), (2, 10, -half - 100), (1, 11, 500), (3, 11, 700))
    assert paying(*crowded) == [(3, 700)]


def test_what_is_paid_beyond_an_invoice_is_cut_later_whatever_its_sum() -> None:
    assert paying((1, 11, LARGEST), (2, 11, LARGEST)) == [(1, LARGEST), (2, LARGEST)]
