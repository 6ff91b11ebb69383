"""What a lower gross gives back last: credits to their memos, write-offs; and what each document owes then."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike, together
from tests.models.running import columns, run_model

INVOICE = {
    "company_code": "C", "group_id": "G", "currency": "USD", "is_credit": "no", "po_number": "PO1", "delivery_number": "D1",
    "credited_amount": 9000,
}  # fmt: skip
MEMO = {
    "company_code": "C", "group_id": "G", "currency": "USD", "is_credit": "yes", "credited_amount": -4000,
    "issue_date": "2026-01-01",
}  # fmt: skip
FALL = "document_no  excess  from_disputes"
NAMED = "document_no  invoice_number  original_invoice_number\n20  M1  I1"


def given_back(memos: str = NAMED, excess: str = "10  3000  0", invoice: str = "document_no  invoice_number\n10  I1",
               memo: dict[str, Any] | None = None, **given: str) -> list[tuple[int, int, int]]:  # fmt: skip
    items = together(alike(invoice, **INVOICE), alike(memos, **(MEMO | (memo or {}))))
    rows = run_model("restated_credits", documents_in_play=items, restated=f"{FALL}\n{excess}", **given)
    return sorted(columns(rows, "document_no", "credit_no", "amount"))


def test_a_memo_gets_its_credit_back_from_an_invoice_that_fell():
    assert given_back() == [(10, 20, 3000)]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param({"excess": "10  3000  1000"}, [(10, 20, 2000)], id="disputes leave of the fall"),
        pytest.param({"restated_money": "document_no  amount\n10  1200\n11  5"}, [(10, 20, 1800)], id="money leaves of it"),
        pytest.param({"restated_discounts": "document_no  amount\n10  50\n11  5"}, [(10, 20, 2950)],
            id="the discount leaves"),
        pytest.param({"restated_money": "document_no  amount\n10  1000\n10  1950",
                      "restated_discounts": "document_no  amount\n10  50"}, [], id="they leave, which may be nothing"),
        pytest.param({"excess": "10  5000  0"}, [(10, 20, 4000)], id="the memo gave"),
        pytest.param({"invoice": "document_no  invoice_number  credited_amount\n10  I1  500"}, [(10, 20, 500)],
            id="is credited on the invoice"),
        pytest.param({"invoice": "document_no  invoice_number  is_credit\n10  I1  yes"}, [],
            id="nothing of a credit memo that fell"),
        pytest.param({"memo": {"credited_amount": 0}}, [], id="nothing to a memo that gave none"),
        pytest.param({"memo": {"is_credit": "no"}}, [], id="nothing to a document that is no memo"),
        pytest.param({"memo": {"company_code": "D"}}, [], id="nothing to another company's memo"),
        pytest.param({"memo": {"currency": "EUR"}}, [], id="nothing to a memo in another currency"),
        pytest.param({"memo": {"group_id": "H"}}, [], id="nothing to another family's memo"),
    ],
)  # fmt: skip
def test_as_much_credit_goes_back_as(given: dict[str, Any], found: list[tuple[int, int, int]]):
    assert given_back(**given) == found


CLAIMS = """
    document_no  claim_number
    10           CL-1
    10           CL-2
    11           CL-3
    -            CL-3
    10           -"""


@pytest.mark.parametrize(
    ("memo", "count"),
    [
        pytest.param("po_number\nPO1", 1, id="the invoice's order"),
        pytest.param("delivery_number\nD1", 1, id="the invoice's delivery"),
        pytest.param(
            "original_invoice_number\ncl 2", 1, id="a claim of the invoice, as its original invoice"
        ),
        pytest.param("normal_key\nCL1", 1, id="a claim of the invoice, as its own number"),
        pytest.param("po_number\nCL1", 1, id="a claim of the invoice, as its order"),
        pytest.param("normal_key\nCL3", 0, id="no claim of another invoice, nor of none"),
        pytest.param("original_invoice_number\nI2", 0, id="nothing, where it names another invoice"),
        pytest.param("is_cancelled\nno", 0, id="nothing, where it names nothing"),
    ],
)
def test_a_memo_is_found_by(memo: str, count: int):
    found = given_back(alike(memo, document_no=20, invoice_number="M1"), disputes=CLAIMS)
    assert len(found) == count


@pytest.mark.parametrize(
    ("memos", "found"),
    [
        pytest.param("20  M1  I1  2026-01-01\n21  M2  I1  2026-01-02", [(10, 20, 1000), (10, 21, 4000)],
            id="the latest first"),
        pytest.param("20  M1  I1  2026-01-02\n21  M2  I1  2026-01-01", [(10, 20, 4000), (10, 21, 1000)],
            id="the latest first, whatever its number"),
        pytest.param("20  M1  I1  2026-01-01\n21  M2  I1  2026-01-01", [(10, 20, 1000), (10, 21, 4000)],
            id="of one day the last first"),
    ],
)  # fmt: skip
def test_of_two_memos_gets_its_credit_back(memos: str, found: list[tuple[int, int, int]]):
    head = "document_no  invoice_number  original_invoice_number  issue_date"
    assert given_back(f"{head}\n{memos}", "10  5000  0") == found
    assert given_back(f"{head}\n{memos}", "10  4000  0") == [row for row in found if row[2] == 4000]


TWO = "document_no  invoice_number\n10  I1\n11  I2"


@pytest.mark.parametrize(
    ("memo", "document"),
    [
        pytest.param("document_no  invoice_number  original_invoice_number  po_number\n20  M1  I2  PO1", 11,
            id="its original invoice, before one of its order"),
        pytest.param("document_no  invoice_number  original_invoice_number  po_number\n20  M1  -  PO1", 10,
            id="the first document of its order"),
        pytest.param("document_no  invoice_number  original_invoice_number  po_number\n20  M1  I9  PO1", 10,
            id="the first document of its order, where its own invoice did not fall"),
    ],
)  # fmt: skip
def test_a_memo_gets_credit_back_from_one_document(memo: str, document: int):
    assert given_back(memo, "10  3000  0\n11  3000  0", TWO) == [(document, 20, 3000)]


def test_each_document_gives_back_its_own_credit():
    memos = "document_no  invoice_number  original_invoice_number\n20  M1  I1\n21  M2  I2"
    assert given_back(memos, "10  3000  0\n11  3500  0", TWO) == [(10, 20, 3000), (11, 21, 3500)]


VARIANCE = {
    "company_code": "C", "invoice_number": "I1", "opened_date": "2026-02-01", "amount": 9000, "original_amount": 9000,
    "outcome": "dispute", "written_off_amount": 0, "credited_amount": 0,
}  # fmt: skip
ITEMS = "document_no  company_code  invoice_number\n10  C  I1\n11  C  I2\n12  D  I1"


def uncredited(
    variances: str, credits_: str = "10  20  2000\n10  21  1000\n11  22  1000"
) -> list[tuple[str, int]]:
    rows = run_model(
        "uncredited", standing_variances=alike(variances, **VARIANCE), documents_in_play=ITEMS,
        restated_credits=f"document_no  credit_no  amount\n{credits_}",
    )  # fmt: skip
    return sorted(columns(rows, "variance_id", "amount"))


@pytest.mark.parametrize(
    ("variances", "found"),
    [
        pytest.param(
            "V1  2500  2026-02-02\nV2  2500  2026-02-01", [("V1", 2500), ("V2", 500)], id="the latest first"
        ),
        pytest.param(
            "V1  2500  2026-02-01\nV2  2500  2026-02-01",
            [("V1", 500), ("V2", 2500)],
            id="of one day the last first",
        ),
        pytest.param(
            "V1  3000  2026-02-02\nV2  2500  2026-02-01", [("V1", 3000)], id="no more than goes back"
        ),
        pytest.param(
            "V1  900  2026-02-01\nV2  1400  2026-02-02\nV3  1400  2026-02-03",
            [("V1", 200), ("V2", 1400), ("V3", 1400)],
            id="one after the other",
        ),
        pytest.param("V1  0     2026-02-02", [], id="nothing where nothing was credited"),
    ],
)
def test_variances_lose_the_credit_that_went_back(variances: str, found: list[tuple[str, int]]):
    assert uncredited(f"variance_id  credited_amount  opened_date\n{variances}") == found


def test_variances_lose_credit_document_by_document():
    head = "variance_id  credited_amount  company_code  invoice_number"
    rows = uncredited(f"{head}\nV1  9000  C  I1\nV2  9000  C  I2\nV3  9000  D  I1")
    assert rows == [("V1", 3000), ("V2", 1000)]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        pytest.param("settled_by_credit  0  2500  700", 2500, id="settled at once, its amount"),
        pytest.param("settled_by_credit  2500  2500  700", 700, id="settled as a dispute, what was credited"),
        pytest.param("withdrawn  0  2500  700", 700, id="withdrawn, what it still holds"),
    ],
)
def test_the_credit_of_a_variance_is(row: str, found: int):
    head = "variance_id  outcome  original_amount  amount  credited_amount"
    assert uncredited(f"{head}\nV1  {row}") == [("V1", found)]
