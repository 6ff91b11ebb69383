"""Payments that take earlier ones back: how much of which, and what of it is unapplied."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike, together
from tests.models.running import columns, run_model

PAYMENT = {
    "company_code": "C", "currency": "USD", "mode": "idle", "is_new": "no", "unapplied_amount": 0, "amount": 10000,
    "reverses_payment_id": "-",
}  # fmt: skip


def reversals(returns: str, prior_allocations: str = "", **original: Any) -> list[dict[str, Any]]:
    first = alike("receipt_no  payment_id\n1  Z1", **(PAYMENT | original))
    back = alike(returns, **(PAYMENT | {"mode": "reversal", "is_new": "yes", "reverses_payment_id": "Z1"}))
    return run_model("reversals", receipts=together(first, back), prior_allocations=prior_allocations)


@pytest.mark.parametrize(
    ("returns", "found"),
    [
        pytest.param("2  R1  -10000", [(2, 10000, 0, True)], id="wholly"),
        pytest.param("2  R1  -9999", [(2, 9999, 0, False)], id="all but a cent"),
        pytest.param("2  R1  -6000\n3  R2  -4000", [(2, 6000, 0, False), (3, 4000, 6000, True)],
            id="in two parts, the second of which makes it whole"),
        pytest.param("3  R2  -1000\n2  R1  -6000", [(2, 6000, 0, False), (3, 1000, 6000, False)],
            id="in two parts, in the order of the payments"),
    ],
)  # fmt: skip
def test_a_payment_is_taken_back(returns: str, found: list[tuple[int, int, int, bool]]):
    rows = reversals(f"receipt_no  payment_id  amount\n{returns}")
    assert sorted(columns(rows, "receipt_no", "amount", "before", "is_whole")) == found
    assert {row["original_no"] for row in rows} == {1}


@pytest.mark.parametrize(
    "back",
    [
        pytest.param({"reverses_payment_id": "Z9"}, id="names none that we have"),
        pytest.param({"company_code": "D"}, id="is of another company"),
        pytest.param({"currency": "EUR"}, id="is in another currency"),
        pytest.param({"mode": "full"}, id="brings money"),
        pytest.param({"is_new": "no"}, id="was placed before"),
    ],
)
def test_nothing_is_taken_back_by_a_payment_that(back: dict[str, str]):
    assert reversals(alike("receipt_no  payment_id  amount\n2  R1  -10000", **back)) == []


def test_an_earlier_return_that_was_not_placed_is_tried_again():
    [row] = reversals("receipt_no  payment_id  amount  is_new  unapplied_amount\n2  R1  -4000  no  -4000")
    assert (row["amount"], row["earlier_amount"], row["is_whole"]) == (4000, 0, False)


@pytest.mark.parametrize(
    ("earlier", "whole"),
    [
        pytest.param("2  R1  -6000  no  0", True, id="with one of 60 before, 40 make it whole"),
        pytest.param("2  R1  -5999  no  0", False, id="with one of 59.99 before, 40 do not"),
        pytest.param(
            "2  R1  -3000  no  0\n3  R2  -3000  no  0", True, id="with two of 30 before, 40 make it whole"
        ),
        pytest.param("4  R1  -6000  no  0", True, id="with one before that has a later number, too"),
    ],
)
def test_earlier_returns_count(earlier: str, whole: bool):
    rows = reversals(
        f"receipt_no  payment_id  amount  is_new  unapplied_amount\n{earlier}\n5  R5  -4000  yes  0"
    )
    assert columns(rows, "receipt_no", "is_whole") == [(5, whole)]


def test_each_payment_is_taken_back_alone():
    sources = alike("""
        receipt_no  payment_id  amount  mode      is_new  reverses_payment_id
        1          Z1          10000   idle      no      -
        2          Z2          10000   idle      no      -
        3          R3          -1000   reversal  yes     Z1
        4          R4          -2000   reversal  yes     Z1
        5          R5          -3000   reversal  yes     Z2
        6          R6          -500    reversal  yes     Z1
        7          R7          -7000   reversal  no      Z2
        8          R8          9000    idle      no      Z1""", **PAYMENT)  # fmt: skip
    rows = run_model(
        "reversals",
        receipts=sources,
        prior_allocations="receipt_no  method  amount\n3  refund  -70\n5  refund  -9",
    )
    names = (
        "receipt_no",
        "original_no",
        "earlier_amount",
        "before",
        "is_whole",
        "unapplied_before",
        "refunded_before",
    )
    assert sorted(columns(rows, *names)) == [
        (3, 1, 0, 0, False, 70, 70), (4, 1, 0, 1000, False, 70, 0), (5, 2, 7000, 0, True, 9, 9),
        (6, 1, 0, 3000, False, 70, 0),
    ]  # fmt: skip


def test_a_new_payment_is_wholly_unapplied_and_an_old_one_by_its_rest():
    returned = "receipt_no  payment_id  amount\n2  R1  -4000"
    for is_new, unapplied in (("yes", 10000), ("no", 700)):
        [row] = reversals(returned, is_new=is_new, unapplied_amount=700)
        assert row["unapplied_before"] == unapplied


def test_what_a_return_took_of_the_rest_before_is_put_back_first():
    prior = """
        receipt_no  method           amount
        2          refund           -300
        2          refund           -200
        3          refund           -50
        2          advice_exact     -1000"""
    rows = reversals("receipt_no  payment_id  amount\n2  R1  -4000\n3  R2  -100", prior, unapplied_amount=700)
    assert sorted(columns(rows, "receipt_no", "refunded_before", "unapplied_before")) == [
        (2, 500, 1250),
        (3, 50, 1250),
    ]
