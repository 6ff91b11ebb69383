"""Credit memos that are worth less than they gave: which variances lose their credit, and how they stand then."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike, together
from tests.models.running import columns, run_model

INVOICE = {
    "company_code": "C", "invoice_number": "I1", "document_type": "invoice", "group_id": "G", "currency": "USD",
    "po_number": "PO1", "delivery_number": "D1", "previous_gross": 50000, "effective_gross": 50000,
}  # fmt: skip
MEMO = {
    "company_code": "C", "document_type": "credit_memo", "group_id": "G", "currency": "USD", "previous_gross": -10000,
    "effective_gross": -6000, "credited_amount": -10000, "allocated_amount": 0, "discount_granted_amount": 0,
    "written_off_amount": 0,
}  # fmt: skip
VARIANCE = {
    "company_code": "C", "invoice_number": "I1", "payer_id": "P", "currency": "USD", "opened_date": "2026-02-01",
    "outcome": "dispute", "amount": 20000, "original_amount": 20000, "claim_number": "CL-1",
}  # fmt: skip
"""A memo that gave 100.00 and is worth 60.00 now, and a claim on an invoice of the same family."""
ONE_MEMO = """
    invoice_number  original_invoice_number
    M1              I1"""
ONE_VARIANCE = """
    variance_id  credited_amount
    V1           10000"""


def taken(
    memos: str = ONE_MEMO, variances: str = ONE_VARIANCE, credited: int = 90000, payers: str = "", **memo: Any
) -> list[tuple[Any, ...]]:
    """Return who loses credit to which memo: of invoice I1, of which so much is credited, with a PO and a delivery."""
    invoice = alike(f"credited_amount\n{credited}", **INVOICE)
    rows = run_model(
        "taken_credits",
        night_documents=together(invoice, alike(memos, **(MEMO | memo))),
        night_variances=alike(variances, **VARIANCE),
        night_payers=payers,
    )
    return sorted(columns(rows, "variance_id", "memo_number", "amount"))


def test_a_memo_worth_40_less_than_it_gave_takes_40_back():
    assert taken() == [("V1", "M1", 4000)]


@pytest.mark.parametrize(
    ("memo", "amount"),
    [
        pytest.param({"effective_gross": -4000, "credited_amount": -3000, "allocated_amount": -2000}, 1000,
            id="but for what was open on the memo"),
        pytest.param({"effective_gross": 0, "credited_amount": -3000, "allocated_amount": -7000}, 3000,
            id="no more than the credit that it gave"),
        pytest.param({"previous_gross": -7000}, 1000, id="no more than it fell by tonight"),
        pytest.param({"previous_gross": -20000, "discount_granted_amount": -1000}, 5000,
            id="as much more as a discount went with it"),
        pytest.param({"previous_gross": -20000, "written_off_amount": -1000}, 5000,
            id="as much more as was written off on it"),
    ],
)  # fmt: skip
def test_a_memo_takes_back_what_it_gave_and_no_longer_has(memo: dict[str, int], amount: int):
    assert taken(**memo) == [("V1", "M1", amount)]


@pytest.mark.parametrize(
    "memo",
    [
        pytest.param({"previous_gross": -6000}, id="whose gross is as before"),
        pytest.param({"previous_gross": -5000}, id="that is worth more than before"),
        pytest.param({"credited_amount": 0, "allocated_amount": -10000}, id="that gave no credit"),
        pytest.param({"credited_amount": -6000}, id="that still has all that it gave"),
        pytest.param({"document_type": "debit_memo"}, id="that is a debit memo"),
        pytest.param({"company_code": "D"}, id="of another company"),
        pytest.param({"currency": "EUR"}, id="in another currency"),
        pytest.param({"group_id": "H"}, id="of another family"),
    ],
)
def test_no_credit_is_taken_by_a_memo(memo: dict[str, Any]):
    assert taken(**memo) == []


@pytest.mark.parametrize(
    "memo",
    [
        pytest.param(
            {"original_invoice_number": "CL1", "invoice_number": "M1"},
            id="original invoice, which is its claim",
        ),
        pytest.param({"normal_key": "CL1", "invoice_number": "CL1"}, id="number, which is its claim"),
        pytest.param({"po_number": "cl/1", "invoice_number": "M1"}, id="order, which is its claim"),
        pytest.param({"po_number": "PO1", "invoice_number": "M1"}, id="order, which is that of the invoice"),
        pytest.param(
            {"delivery_number": "D1", "invoice_number": "M1"}, id="delivery, which is that of the invoice"
        ),
    ],
)
def test_a_variance_is_found_by_a_memo_s(memo: dict[str, Any]):
    assert taken("is_cancelled\nno", **memo) == [("V1", memo["invoice_number"], 4000)]


@pytest.mark.parametrize("claim", ["CL-1", pytest.param("-", id="none")])
def test_a_variance_keeps_its_credit_that_shares_nothing_with_a_memo(claim: str):
    variance = f"""
        variance_id  credited_amount  claim_number
        V1           10000            {claim}"""
    assert taken(ONE_MEMO.replace("I1", "I2"), variance) == []


@pytest.mark.parametrize(
    "memos",
    [
        pytest.param("M1  CL1  -\n M2  I1   -", id="of its invoice rather than of its claim"),
        pytest.param("M1  -    PO1\nM2  CL1  -", id="of its claim rather than of its order"),
        pytest.param("M3  I1   -\n M2  I1   -", id="that is the first by number among equals"),
    ],
)
def test_a_variance_loses_its_credit_to_one_memo_only(memos: str):
    assert taken(f"invoice_number  original_invoice_number  po_number\n{memos}") == [("V1", "M2", 4000)]


@pytest.mark.parametrize(
    ("variances", "first", "second"),
    [
        pytest.param("V2  2026-02-01  CL-1\nV1  2026-02-02  CL-1", "V1", "V2", id="the latest"),
        pytest.param(
            "V1  2026-02-01  CL-1\nV2  2026-02-01  CL-1", "V2", "V1", id="the last by id of one day"
        ),
        pytest.param(
            "V2  2026-02-03  CL-2\nV1  2026-02-02  CL-1", "V1", "V2", id="the closer one by its claim"
        ),
    ],
)
def test_a_memo_takes_first_from(variances: str, first: str, second: str):
    two = alike(f"variance_id  opened_date  claim_number\n{variances}", credited_amount=3000)
    found = taken("invoice_number  normal_key  po_number\nM1  CL1  PO1", two)
    assert found == sorted([(first, "M1", 3000), (second, "M1", 1000)])


def test_a_memo_takes_nothing_beyond_what_it_lacks():
    three = """
        variance_id  credited_amount  opened_date
        V3           3000             2026-02-03
        V2           1000             2026-02-02
        V1           500              2026-02-01"""
    assert taken(variances=three) == [("V2", "M1", 1000), ("V3", "M1", 3000)]


def test_variances_of_an_invoice_lose_no_more_than_is_credited_on_it_the_latest_first():
    three = """
        variance_id  credited_amount  opened_date
        V1           1500             2026-02-03
        V2           1000             2026-02-02
        V3           500              2026-02-01"""
    assert taken(variances=three, credited=2000) == [("V1", "M1", 1500), ("V2", "M1", 500)]
    assert taken(variances=three, credited=2500) == [("V1", "M1", 1500), ("V2", "M1", 1000)]


def test_one_variance_loses_no_more_than_is_credited_on_its_invoice():
    assert taken(credited=800) == [("V1", "M1", 800)]


def test_each_invoice_and_each_memo_is_reckoned_alone():
    invoices = """
        company_code  invoice_number  credited_amount
        C             I1              1000
        C             I2              1000
        D             I1              1000"""
    memos = """
        company_code  invoice_number  original_invoice_number
        C             M1              I1
        C             M2              I2
        D             M1              I1"""
    variances = """
        variance_id  company_code  invoice_number  credited_amount
        V1           C             I1              5000
        V2           C             I2              5000
        V3           D             I1              5000"""
    memo = MEMO | {"effective_gross": -8500}
    rows = run_model(
        "taken_credits",
        night_documents=together(alike(invoices, **INVOICE), alike(memos, **memo)),
        night_variances=alike(variances, **VARIANCE),
    )
    assert sorted(columns(rows, "variance_id", "amount")) == [("V1", 1000), ("V2", 1000), ("V3", 1000)]


def test_a_memo_that_lacks_nothing_does_not_stand_before_one_that_does():
    memos = """
        invoice_number  original_invoice_number  effective_gross
        M1              I1                       -10000
        M2              CL1                      -6000"""
    assert taken(memos) == [("V1", "M2", 4000)]


def test_of_one_day_the_last_variance_by_id_holds_the_credit_of_the_invoice():
    two = """
        variance_id  credited_amount
        V1           1500
        V2           1000"""
    assert taken(variances=two, credited=2000) == [("V1", "M1", 1000), ("V2", "M1", 1000)]


@pytest.mark.parametrize(
    ("original", "outcome", "amount"),
    [
        pytest.param(0, "settled_by_credit", 2500, id="settled at once, its whole amount"),
        pytest.param(2500, "settled_by_credit", 1200, id="settled as a dispute, its credit"),
        pytest.param(0, "withdrawn", 1200, id="withdrawn, the credit that it still holds"),
    ],
)
def test_the_credit_of_a_variance_is_where_it_was(original: int, outcome: str, amount: int):
    variance = f"""
        variance_id  credited_amount  amount  original_amount  outcome
        V1           1200             2500    {original}       {outcome}"""
    assert taken(variances=variance) == [("V1", "M1", amount)]


def test_a_variance_without_credit_loses_none():
    assert taken(variances="variance_id  credited_amount\nV1  0") == []


CLAIM = """
    variance_id  credited_amount  invoice_number  payer_id
    V1           1500             -               {payer}"""


@pytest.mark.parametrize(
    ("payer", "payers", "found"),
    [
        pytest.param("P", "payer_id  group_id\nP  G\nQ  H", 1, id="the family of its payer"),
        pytest.param("P", "payer_id  group_id\nP  H", 0, id="not another family than its payer's"),
        pytest.param("G", "", 1, id="the payer itself, which nobody knows"),
    ],
)
def test_a_claim_without_a_document_belongs_to(payer: str, payers: str, found: int):
    memo = "invoice_number  original_invoice_number\nM1  CL1"
    assert len(taken(memo, CLAIM.format(payer=payer), payers=payers)) == found
