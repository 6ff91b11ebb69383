"""Overpayments that are held again tonight, because what was taken back of them is taken back no more."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.cash_application.overpayments import DISPUTE, LINE, used
from tests.models.given import alike

BEFORE = "receipt_no  document_no  amount  method"
USED = "variance_id  company_code  invoice_number  slot  withdrawn_amount  opened_date"
GONE = f"{BEFORE}\n1  10  -300  advice_exact\n2  10  300  overpayment_used\n3  10  300  overpayment_used"
OF_PAYMENT_2 = "variance_id  receipt_no  mode\nV1  2  idle\nV2  3  retry"


def held_again(
    due: int = -300,
    disputed: int = 0,
    variance: str = "V1  C  I1  overpayment  -300  2026-02-01",
    prior_allocations: str = GONE,
    **given: str,
) -> list[tuple[Any, ...]]:
    """Return what is held again where payment 1 took 3.00 off document 10 before, and takes nothing off it now."""
    sources = given.pop("variance_receipts", OF_PAYMENT_2)
    return used(
        due, disputed, prior_allocations=prior_allocations, standing_variances=f"{USED}\n{variance}", variance_receipts=sources, **given
    )  # fmt: skip


@pytest.mark.parametrize(
    ("due", "disputed", "amount"),
    [(-300, 0, 300), (-400, 0, 300), (-100, 0, 100), (0, 0, 0), (0, 50, 50), (100, 50, 0)],
    ids=["all", "no more than was taken back", "what the document has too much", "nothing where it has nothing too much",
         "what is disputed counts as too much", "nothing where it owes more than is disputed"],
)  # fmt: skip
def test_what_is_not_taken_back_any_more_is_held_again(due: int, disputed: int, amount: int):
    assert held_again(due, disputed) == ([("V1", 2, 10, -amount)] if amount else [])


def test_what_the_advice_still_takes_off_is_not_held_again():
    lines = {
        "line_pieces": alike("cash_amount  claim_number\n-200  CL1", **LINE),
        "line_outcomes": "line_no  document_no\n1  10",
    }
    assert held_again(-300, **lines) == [("V1", 2, 10, -100)]


@pytest.mark.parametrize(
    ("variance", "given"),
    [
        pytest.param("V1  C  I1  deduction  -300  2026-02-01", {}, id="that is a deduction"),
        pytest.param("V1  C  I1  overpayment  0  2026-02-01", {}, id="of which nothing was used"),
        pytest.param("V1  C  I2  overpayment  -300  2026-02-01", {}, id="on another document"),
        pytest.param("V1  D  I1  overpayment  -300  2026-02-01", {}, id="of another company"),
        pytest.param("V1  C  I1  overpayment  -300  2026-02-01",
            {"variance_receipts": "variance_id  receipt_no  mode\nV1  2  full"}, id="of a payment that is reckoned again"),
        pytest.param("V1  C  I1  overpayment  -300  2026-02-01", {"reversals": "original_no\n2"},
            id="of a payment that comes back"),
        pytest.param("V1  C  I1  overpayment  -300  2026-02-01", {"prior_allocations": GONE.replace("2  10  300  overpayment_used",
            "2  10  300  advice_exact\n2  11  300  overpayment_used")}, id="that was never used on the document"),
    ],
)  # fmt: skip
def test_no_overpayment_is_held_again(variance: str, given: dict[str, str]):
    assert held_again(variance=variance, **given) == []


def test_what_a_payment_took_off_a_memo_or_takes_off_still_is_not_held_again():
    assert held_again(prior_allocations=GONE.replace("1  10  -300", "1  12  -300")) == []
    assert held_again(prior_allocations=GONE.replace("1  10  -300", "2  10  -300")) == []


@pytest.mark.parametrize(
    ("variances", "found"),
    [
        pytest.param("V1  C  I1  overpayment  -200  2026-02-01\nV2  C  I1  overpayment  -200  2026-02-02",
            [("V1", -100), ("V2", -200)], id="the latest first"),
        pytest.param("V1  C  I1  overpayment  -200  2026-02-01\nV2  C  I1  overpayment  -200  2026-02-01",
            [("V1", -100), ("V2", -200)], id="of one day the last first"),
        pytest.param("V1  C  I1  overpayment  -200  2026-02-02\nV2  C  I1  overpayment  -200  2026-02-01",
            [("V1", -200), ("V2", -100)], id="the latest first, whatever its id"),
        pytest.param("V1  C  I1  overpayment  -300  2026-02-02\nV2  C  I1  overpayment  -200  2026-02-01", [("V1", -300)],
            id="no more than needed"),
    ],
)  # fmt: skip
def test_of_several_overpayments_is_held_again_first(variances: str, found: list[tuple[str, int]]):
    assert [(row[0], row[3]) for row in held_again(variance=variances)] == found


PLACED = "document_no  receipt_no  amount  value_date"


@pytest.mark.parametrize(
    ("placed", "found"),
    [
        pytest.param("10  2  1000  2026-02-01", [(None, 2, 10, -300)], id="is held"),
        pytest.param("10  2  200  2026-02-02\n10  3  200  2026-02-01", [(None, 2, 10, -200), (None, 3, 10, -100)],
            id="the latest first"),
        pytest.param("10  2  200  2026-02-01\n10  3  200  2026-02-01", [(None, 2, 10, -100), (None, 3, 10, -200)],
            id="of one day the last payment first"),
        pytest.param("10  2  300  2026-02-02\n10  3  200  2026-02-01", [(None, 2, 10, -300)], id="no further than needed"),
        pytest.param("11  2  1000  2026-02-01", [], id="on that document only"),
    ],
)  # fmt: skip
def test_money_that_filled_what_is_taken_off_no_more(placed: str, found: list[tuple[Any, ...]]):
    assert (
        used(
            -300, prior_allocations=f"{BEFORE}\n1  10  -300  advice_exact", placed_money=f"{PLACED}\n{placed}"
        )
        == found
    )


def test_money_is_held_only_for_what_overpayments_do_not_hold_and_what_did_not_move():
    placed = f"{PLACED}\n10  2  250  2026-02-02\n10  3  1000  2026-02-01"
    found = held_again(variance="V1  C  I1  overpayment  -100  2026-02-01", placed_money=placed)
    assert found == [("V1", 2, 10, -100), (None, 2, 10, -150), (None, 3, 10, -50)]
    moved = "document_no  receipt_no  amount\n10  2  240"
    found = used(
        -300, prior_allocations=f"{BEFORE}\n1  10  -300  x", placed_money=placed, restated_money=moved
    )
    assert found == [(None, 2, 10, -10), (None, 3, 10, -290)]


def test_one_payment_may_take_what_another_gives_back():
    rows = used(
        -600, line_pieces=alike("cash_amount\n-300", **LINE), line_outcomes="line_no  document_no\n1  10",
        disputes=alike("open_amount\n-300", **DISPUTE), prior_allocations=f"{BEFORE}\n4  10  -200  x\n2  10  200  overpayment_used",
        standing_variances=f"{USED}\nV1  C  I1  overpayment  -200  2026-02-01", variance_receipts=OF_PAYMENT_2,
    )  # fmt: skip
    assert rows == [("V1", 2, 10, -200), ("V1", 2, 10, 300)]


def test_three_overpayments_are_held_again_one_after_the_other():
    rows = "\n".join(f"V{day}  C  I1  overpayment  -120  2026-02-0{day}" for day in (1, 2, 3))
    of_them = "variance_id  receipt_no  mode\nV1  2  idle\nV2  2  idle\nV3  3  idle"
    found = held_again(variance=rows, variance_receipts=of_them)
    assert [(row[0], row[3]) for row in found] == [("V1", -60), ("V2", -120), ("V3", -120)]


def test_overpayments_are_held_again_document_by_document():
    assert held_again(prior_allocations=f"{GONE}\n1  11  -300  x") == [("V1", 2, 10, -300)]


def test_money_that_moved_wholly_is_not_held():
    placed = f"{PLACED}\n10  2  250  2026-02-02\n10  3  1000  2026-02-01"
    moved = "document_no  receipt_no  amount\n10  2  250"
    found = used(
        -300, prior_allocations=f"{BEFORE}\n1  10  -300  x", placed_money=placed, restated_money=moved
    )
    assert found == [(None, 3, 10, -300)]
