"""Variances and documents once credits are taken back: what is in dispute again, and what each document owes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike
from tests.models.running import column, columns, run_model

HEAD = "variance_id  amount  original_amount  open_amount  credited_amount  outcome"
OPEN = f"{HEAD}  dispute_type  dispute_subtype  explanation"
LOST = "variance_id  amount\nV1  4000"


def standing(variance: str, lost: str = LOST, *names: str) -> tuple[Any, ...]:
    [found] = columns(run_model("standing_variances", night_variances=variance, taken_credits=lost), *names)
    return found


LEDGER = ("original_amount", "open_amount", "credited_amount", "outcome")
CAUSE = ("dispute_type", "dispute_subtype", "explanation")


@pytest.mark.parametrize(
    ("row", "ledger"),
    [
        pytest.param("10000  10000  3000  7000  dispute", (10000, 7000, 3000, "dispute"),
            id="in dispute: more of it is open"),
        pytest.param("10000  10000  0  10000  settled_by_credit", (10000, 4000, 6000, "dispute"),
            id="settled after it was disputed: it is disputed again"),
        pytest.param("10000  0  0  0  settled_by_credit", (10000, 4000, 6000, "dispute"),
            id="settled at once: it is a dispute of its whole amount, the rest of it credited"),
        pytest.param("10000  10000  0  7000  withdrawn", (10000, 0, 3000, "withdrawn"),
            id="withdrawn for the rest: it stays so"),
    ],
)  # fmt: skip
def test_a_variance_that_loses_40_of_its_credit(row: str, ledger: tuple[Any, ...]):
    assert standing(f"{HEAD}\nV1  {row}", LOST, *LEDGER) == ledger


@pytest.mark.parametrize("outcome", ["dispute", "settled_by_credit"])
def test_a_variance_that_loses_no_credit_stays_as_it_is(outcome: str):
    row = f"{OPEN}\nV1  10000  0  0  10000  {outcome}  pricing  percent  said"
    assert standing(row, "", *LEDGER, *CAUSE) == (0, 0, 10000, outcome, "pricing", "percent", "said")


def test_a_dispute_that_is_open_again_keeps_its_cause_or_is_unexplained():
    known = f"{OPEN}\nV1  10000  10000  0  10000  settled_by_credit  pricing  percent  said"
    unknown = f"{OPEN}\nV1  10000  0  0  0  settled_by_credit  -  -  -"
    assert standing(known, LOST, *CAUSE) == ("pricing", "percent", "said")
    said = "the credit memo that settled it is worth less now"
    assert standing(unknown, LOST, *CAUSE) == ("other", "unexplained", said)


def test_a_withdrawn_variance_needs_no_cause():
    row = f"{OPEN}\nV1  10000  10000  0  7000  withdrawn  -  -  -"
    assert standing(row, LOST, *CAUSE) == (None, None, None)


DOCUMENT = {
    "company_code": "C", "group_id": "G", "currency": "USD", "document_type": "invoice", "effective_gross": 10000,
    "allocated_amount": 0, "discount_granted_amount": 0, "credited_amount": 0, "written_off_amount": 0,
}  # fmt: skip


def items(text: str, amounts_applied: str = "") -> list[dict[str, Any]]:
    return run_model(
        "documents_in_play", night_documents=alike(text, **DOCUMENT), taken_credits=amounts_applied
    )


def test_documents_are_numbered_by_company_and_number():
    rows = items("""
        company_code  invoice_number
        D             I1
        C             I2
        C             I10""")
    assert sorted(columns(rows, "document_no", "company_code", "invoice_number")) == [
        (1, "C", "I10"), (2, "C", "I2"), (3, "D", "I1"),
    ]  # fmt: skip


def test_what_is_due_is_the_gross_less_all_that_stands_on_the_document():
    rows = items("""
        invoice_number  effective_gross  allocated_amount  discount_granted_amount  credited_amount  written_off_amount
        I1              10000            1000              200                      30               4
        I2              -10000           -1000             -200                     -30              -4""")
    assert sorted(columns(rows, "invoice_number", "due")) == [("I1", 8766), ("I2", -8766)]


def test_a_taken_credit_is_due_again_and_the_memo_has_it_again():
    rows = items(
        """
        company_code  invoice_number  effective_gross  credited_amount
        C             I1              10000            5000
        C             M1              -6000            -10000
        D             I1              10000            5000""",
        """
        company_code  invoice_number  memo_number  amount
        C             I1              M1           3000
        C             I1              M1           1000""",
    )
    assert sorted(columns(rows, "company_code", "invoice_number", "credited_amount", "due")) == [
        ("C", "I1", 1000, 9000), ("C", "M1", -6000, 0), ("D", "I1", 5000, 5000),
    ]  # fmt: skip


def test_the_terms_discount_is_a_percentage_of_the_gross_half_a_cent_up():
    rows = items("""
        invoice_number  effective_gross  discount_percent
        I1              10025            2
        I2              10000            -
        I3              -10000           2""")
    assert sorted(columns(rows, "invoice_number", "terms_discount")) == [("I1", 201), ("I2", 0), ("I3", 0)]


def test_only_credit_memos_are_credits():
    rows = items("""
        invoice_number  document_type
        I1              invoice
        I2              debit_memo
        I3              credit_memo""")
    assert sorted(columns(rows, "invoice_number", "is_credit")) == [
        ("I1", False),
        ("I2", False),
        ("I3", True),
    ]


def test_a_pool_is_a_family_and_a_currency():
    rows = items("""
        invoice_number  group_id  currency
        I1              G         USD
        I2              G         USD
        I3              G         EUR
        I4              H         USD""")
    first, second, *others = (row["pool"] for row in sorted(rows, key=lambda row: row["document_no"]))
    assert first == second
    assert len({first, *others}) == 3


def test_all_digits_of_a_number_are_kept_its_zeros_too():
    assert column(items("invoice_number\nA-00/12"), "all_digits") == ["0012"]
