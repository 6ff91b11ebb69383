"""Money paid too much earlier: taken back from its document tonight, or held again where that is taken back no more."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.cash_application.overpayments import DISPUTE, LINE, used
from tests.models.given import alike


def taken(
    lines: str, disputes: str = "slot\noverpayment", outcomes: str | None = None, **given: str
) -> list[tuple[Any, ...]]:
    """Return what lines of advice of payment 1 take back of 3.00 that payment 2 paid too much on document 10."""
    pieces = alike(lines, **LINE)
    said = outcomes or "line_no  document_no\n1  10\n2  10\n3  11\n4  12"
    return used(line_pieces=pieces, line_outcomes=said, disputes=alike(disputes, **DISPUTE), **given)


def test_a_negative_line_takes_back_what_was_paid_too_much():
    assert taken("cash_amount\n-300") == [("V1", 2, 10, 300)]


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        pytest.param("cash_amount  claim_number\n-300  CL1", 0, id="not what bears a claim"),
        pytest.param("cash_amount  reason_code\n-300  77", 0, id="not what says why"),
        pytest.param("cash_amount  is_discount_moved\n-300  yes", 0, id="not a discount"),
        pytest.param("cash_amount  status\n-300  claim", 0, id="not a claim"),
        pytest.param("cash_amount  is_credit\n-300  yes", 0, id="not a credit memo that is netted"),
        pytest.param("cash_amount\n300", 0, id="not money"),
        pytest.param("cash_amount\n-200", 200, id="a part of it"),
        pytest.param("cash_amount\n-400", 300, id="no more than was paid too much"),
        pytest.param("cash_amount  line_no\n-200  1\n-50  2", 250, id="two lines together"),
        pytest.param("cash_amount  line_no\n-300  1\n100  2", 200, id="less what another line puts there"),
        pytest.param("cash_amount  line_no\n-300  1\n300  2", 0, id="nothing where another puts as much"),
        pytest.param(
            "cash_amount  line_no  claim_number\n-200  1  -\n-50  2  CL1",
            200,
            id="only what bears none",
        ),
    ],
)
def test_what_lines_take_back(line: str, amount: int):
    assert taken(line) == ([("V1", 2, 10, amount)] if amount else [])


@pytest.mark.parametrize(
    ("subtype", "amount"), [("overpayment", 300), ("payment", 300), ("unearned_discount", 0)]
)
def test_a_reason_that_says_overpaid_takes_back(subtype: str, amount: int):
    outcomes = f"line_no  document_no  stated_subtype\n1  10  {subtype}\n1  11  pricing"
    found = taken("cash_amount  reason_code\n-300  77", outcomes=outcomes)
    assert found == ([("V1", 2, 10, amount)] if amount else [])


@pytest.mark.parametrize(
    ("dispute", "count"),
    [
        pytest.param("receipt_mode\nretry", 1, id="of a payment with a rest"),
        pytest.param("receipt_mode\nfull", 0, id="not of one that is reckoned again"),
        pytest.param("receipt_mode\nreturned", 0, id="not of one that came back"),
        pytest.param("receipt_no\n9", 0, id="not of one that comes back tonight"),
        pytest.param("slot\ndeduction", 0, id="not a deduction"),
        pytest.param("open_amount\n0", 0, id="not where it was used or paid back"),
        pytest.param("document_no\n11", 0, id="not on another document"),
    ],
)
def test_an_overpayment_is_used(dispute: str, count: int):
    assert len(taken("cash_amount\n-300", dispute, reversals="original_no\n9")) == count


@pytest.mark.parametrize(
    ("disputes", "found"),
    [
        pytest.param("V1  2  -500  2026-02-01\nV2  3  -300  2026-02-02", [("V2", 300)], id="that of its very amount"),
        pytest.param("V1  2  -200  2026-02-02\nV2  3  -200  2026-02-01", [("V1", 100), ("V2", 200)],
            id="else the oldest"),
        pytest.param("V2  2  -200  2026-02-01\nV1  3  -200  2026-02-01", [("V1", 200), ("V2", 100)],
            id="of one day the first"),
    ],
)  # fmt: skip
def test_of_several_overpayments_is_used_first(disputes: str, found: list[tuple[str, int]]):
    rows = taken("cash_amount\n-300", f"variance_id  receipt_no  open_amount  opened_date\n{disputes}")
    assert [(row[0], row[3]) for row in rows] == found


def test_each_document_uses_its_own_overpayments():
    lines = "cash_amount  line_no  document_no\n-300  1  10\n-200  3  11"
    found = taken(lines, "variance_id  document_no\nV1  10\nV2  11")
    assert found == [("V1", 2, 10, 300), ("V2", 2, 11, 200)]


BEFORE = "receipt_no  document_no  amount  method"


def test_what_was_taken_back_before_is_not_taken_again():
    assert taken("cash_amount\n-300", prior_allocations=f"{BEFORE}\n1  10  -300  advice_exact") == []
    assert taken("cash_amount\n-300", prior_allocations=f"{BEFORE}\n1  10  -100  advice_exact") == [
        ("V1", 2, 10, 200)
    ]
    assert taken("cash_amount\n-300", prior_allocations=f"{BEFORE}\n1  10  100  advice_exact") == [
        ("V1", 2, 10, 300)
    ]


CLAIMED_TOO = "cash_amount  line_no  claim_number\n-300  1  -\n-50  2  CL1"
WITHHELD = "variance_id  receipt_no  slot  amount  open_amount\nV1  2  overpayment  -300  -300\nV9  1  deduction  100  100"


def test_a_claim_that_is_added_takes_nothing_back():
    assert taken(CLAIMED_TOO, prior_allocations=f"{BEFORE}\n1  10  -300  advice_exact") == []


def test_a_line_beside_a_claim_of_before_takes_back_all_of_it():
    before = f"{BEFORE}\n1  10  -100  advice_exact"
    assert taken(
        "cash_amount  line_no  claim_number\n-200  1  -\n-100  2  CL1", WITHHELD, prior_allocations=before
    ) == [("V1", 2, 10, 200)]
