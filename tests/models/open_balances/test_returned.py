"""What goes with a return: the variances of the payment, and what was sent back of one that is reckoned again."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.running import column, columns, run_model

BACK = "original_no  document_no  is_all_of_it"
DISPUTES = """
    variance_id  document_no  receipt_no  slot
    V1           10           1          deduction
    V2           11           1          deduction
    V3           10           2          deduction
    V4           10           1          overpayment
    V5           -            1          deduction"""


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param("1  10  yes", ["V1"], id="of the document that is wholly taken back"),
        pytest.param("1  10  no", [], id="not of one that is taken back in part"),
        pytest.param("1  12  yes", [], id="not of other documents"),
        pytest.param("2  10  yes", ["V3"], id="not of other payments"),
        pytest.param("1  -   yes", ["V5"], id="of a claim without a document"),
        pytest.param("1  10  yes\n1  10  yes", ["V1"], id="once, whatever takes it"),
    ],
)
def test_a_return_takes_the_variances(rows: str, found: list[str]):
    returned = run_model("returned_variances", disputes=DISPUTES, reversal_rows=f"{BACK}\n{rows}")
    assert sorted(column(returned, "variance_id")) == found


@pytest.mark.parametrize(("whole", "found"), [("yes", ["V1", "V2", "V5"]), ("no", [])])
def test_a_whole_return_takes_all_variances_of_its_payment_but_overpayments(whole: str, found: list[str]):
    rows = run_model("returned_variances", disputes=DISPUTES, reversals=f"original_no  is_whole\n1  {whole}")
    assert sorted(column(rows, "variance_id")) == found


def test_a_variance_that_goes_for_two_reasons_goes_once():
    rows = run_model(
        "returned_variances", disputes=DISPUTES, reversals="original_no  is_whole\n1  yes",
        reversal_rows=f"{BACK}\n1  10  yes",
    )  # fmt: skip
    assert sorted(column(rows, "variance_id")) == ["V1", "V2", "V5"]


SOURCES = """
    receipt_no  company_code  payment_id  reverses_payment_id  mode
    1          C             Z1          -                    {mode}
    2          C             R1          Z1                   {back}
    3          D             R1          Z1                   reversal
    4          C             R4          Z4                   reversal"""
ROWS = "receipt_no  document_no  amount  discount_amount"


def sent_back(
    prior_allocations: str = "", tonight: str = "", mode: str = "full", back: str = "reversal"
) -> list[tuple[Any, ...]]:
    rows = run_model(
        "sent_back",
        receipts=SOURCES.format(mode=mode, back=back),
        prior_allocations=f"{ROWS}\n{prior_allocations}",
        reversal_rows=f"{ROWS}\n{tonight}",
    )
    return sorted(columns(rows, "receipt_no", "original_no", "document_no", "amount", "discount_amount"))


@pytest.mark.parametrize(
    ("prior", "tonight", "found"),
    [
        pytest.param("2  10  -300  -6", "", [(2, 1, 10, 300, 6)], id="before tonight"),
        pytest.param("", "2  10  -300  -6", [(2, 1, 10, 300, 6)], id="tonight"),
        pytest.param(
            "2  10  -300  -6", "2  10  -100  0", [(2, 1, 10, 400, 6)], id="before and tonight, together"
        ),
        pytest.param(
            "2  10  -300  0\n2  11  -5  0",
            "",
            [(2, 1, 10, 300, 0), (2, 1, 11, 5, 0)],
            id="document by document",
        ),
        pytest.param("2  10  0  -6", "", [(2, 1, 10, 0, 6)], id="a discount alone"),
        pytest.param("2  10  -300  0", "2  10  300  0", [], id="nothing where tonight puts it back"),
        pytest.param(
            "2  10  -300  0", "2  10  100  0", [(2, 1, 10, 200, 0)], id="less what tonight puts back of it"
        ),
        pytest.param("2  10  300  0", "", [], id="nothing that is money coming in"),
        pytest.param("4  10  -300  0", "", [], id="nothing that the return of another payment takes"),
        pytest.param("2  -  -300  0", "", [], id="nothing of a rest without a document"),
        pytest.param("1  10  -300  0", "", [], id="nothing that the payment took off itself"),
        pytest.param("3  10  -300  0", "", [], id="nothing that another company's return takes"),
    ],
)
def test_a_return_of_a_payment_that_is_reckoned_again_takes(
    prior: str, tonight: str, found: list[tuple[int, ...]]
):
    assert sent_back(prior, tonight) == found


def test_nothing_is_sent_back_of_a_payment_that_is_not_reckoned_again():
    assert sent_back("2  10  -300  0", mode="idle") == []


def test_nothing_is_sent_back_by_a_payment_that_brings_money():
    assert sent_back("2  10  -300  0", back="full") == []
