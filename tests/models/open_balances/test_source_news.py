"""News of settled payments: advice, postings and returns for which a payment is reckoned again."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike, together
from tests.models.running import columns, run_model

PAYMENT = {
    "company_code": "C", "known_payer_id": "P", "group_id": "G", "currency": "USD", "amount": 10000, "is_new": "no",
    "unapplied_amount": 0, "unapplied_reason": "-", "value_date": "2026-02-01",
}  # fmt: skip


def payments(text: str, **given: Any) -> str:
    return alike(text, **(PAYMENT | given))


def mode(rows: list[dict[str, Any]], payment: str = "Z1") -> str:
    [found] = [row["mode"] for row in rows if row["payment_id"] == payment]
    return found


ADVICE = {
    "remittance_id": "R1", "payer_id": "P", "group_id": "G", "currency": "USD", "tied_company_code": "C",
    "tied_payment_id": "Z1", "is_used": "yes", "is_new": "no", "is_newly_tied": "no", "is_presumed": "no",
    "paid_amount": 100,
}  # fmt: skip


def advised(text: str, **given: Any) -> list[dict[str, Any]]:
    return run_model(
        "receipts", night_payments=payments("payment_id\nZ1"), night_advice=alike(text, **(ADVICE | given))
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param({"is_new": "yes"}, "full", id="that is new"),
        pytest.param({"is_newly_tied": "yes"}, "full", id="that found its payment tonight"),
        pytest.param({"is_used": "no"}, "idle", id="that was there already"),
        pytest.param({"is_new": "yes", "tied_payment_id": "Z2"}, "idle", id="of another payment"),
        pytest.param({"is_new": "yes", "tied_company_code": "D"}, "idle", id="of another company's payment"),
    ],
)
def test_a_settled_payment_is_reckoned_again_for_advice(line: dict[str, Any], found: str):
    assert mode(advised("line_number\n1", **line)) == found


def test_one_new_line_of_advice_among_old_ones_is_news():
    assert mode(advised("line_number  is_new\n1  no\n2  yes")) == "full"
    assert mode(advised("line_number  is_newly_tied\n1  no\n2  yes")) == "full"


def test_a_payment_knows_its_advice_and_whether_that_is_only_presumed():
    [plain] = run_model("receipts", night_payments=payments("payment_id\nZ1"))
    assert (plain["has_advice"], plain["is_presumed"], plain["has_postings"]) == (False, False, False)
    [one] = advised("line_number  is_presumed\n1  no\n2  yes")
    assert (one["has_advice"], one["is_presumed"], one["has_postings"]) == (True, True, False)


POSTED = "company_code  payment_id  invoice_number  applied_amount  discount_amount  is_new"
STANDS = "company_code  payment_id  invoice_number  claim_key  amount  discount_amount"


@pytest.mark.parametrize(
    ("posting", "stands", "found"),
    [
        pytest.param("9800  200  yes", "''  9800  200", "idle", id="what stands"),
        pytest.param("9800  0    yes", "''  9800  200", "idle", id="the cash that stands, and no discount"),
        pytest.param(
            "9800  -    yes", "''  9800  200", "idle", id="the cash that stands, and nothing of a discount"
        ),
        pytest.param("9800  100  yes", "''  9800  200", "full", id="another discount"),
        pytest.param("9700  200  yes", "''  9800  200", "full", id="other cash"),
        pytest.param("9700  100  no", "''  9800  200", "idle", id="something else, and did so before"),
        pytest.param("9800  0    yes", "C9  9800  0", "full", id="for a document what stands for a claim"),
    ],
)
def test_a_posting_says(posting: str, stands: str, found: str):
    rows = run_model(
        "receipts",
        night_payments=payments("payment_id\nZ1"),
        night_postings=f"{POSTED}\nC  Z1  I1  {posting}",
        night_applications=f"{STANDS}\nC  Z1  I1  {stands}",
    )
    assert (mode(rows), rows[0]["has_postings"]) == (found, True)


def test_a_posting_where_nothing_stands_is_news_to_its_payment_only():
    rows = run_model(
        "receipts",
        night_payments=payments("payment_id\nZ1\nZ2"),
        night_postings=f"{POSTED}\nC  Z1  I1  9800  0  yes\nC  Z1  I2  1  0  no",
    )
    assert sorted(columns(rows, "payment_id", "mode", "has_postings")) == [
        ("Z1", "full", True),
        ("Z2", "idle", False),
    ]


@pytest.mark.parametrize(
    ("back", "found"),
    [
        pytest.param({}, "full", id="sent again with another amount"),
        pytest.param({"is_new": "no"}, "idle", id="of an earlier night"),
        pytest.param({"payment_id": "R2"}, "idle", id="that took nothing before"),
        pytest.param({"amount": 0}, "idle", id="of nothing"),
    ],
)
def test_a_payment_is_reckoned_again_for_a_return(back: dict[str, Any], found: str):
    returned = payments(
        "reverses_payment_id\nZ1", **({"payment_id": "R1", "amount": -50, "is_new": "yes"} | back)
    )
    rows = run_model(
        "receipts", night_payments=together(payments("payment_id\nZ1"), returned),
        night_applications=f"{STANDS}\nC  R1  I1  ''  -40  0",
    )  # fmt: skip
    assert mode(rows) == found


@pytest.mark.parametrize(
    ("method", "amount", "found"),
    [
        pytest.param("overpayment_used", -300, "full", id="took back of an overpayment that goes back"),
        pytest.param("advice_exact", -300, "idle", id="took off a document that was plainly paid"),
        pytest.param("overpayment_used", 300, "idle", id="paid the document"),
    ],
)
def test_a_payment_is_reckoned_again_that(method: str, amount: int, found: str):
    placed = f"""
        company_code  payment_id  invoice_number  claim_key  amount  discount_amount  method
        C             Z2          I1              ''         300     0                {method}
        C             Z1          I1              ''         {amount}    0                advice_exact"""
    for back, mode_of_it in (
        ({}, found),
        ({"is_new": "no"}, "idle"),
        ({"amount": 0}, "idle"),
        ({"company_code": "D"}, "idle"),
    ):
        returned = payments(
            "payment_id\nR1", **({"reverses_payment_id": "Z2", "amount": -50, "is_new": "yes"} | back)
        )
        rows = run_model(
            "receipts",
            night_payments=together(payments("payment_id\nZ1\nZ2"), returned),
            night_applications=placed,
        )
        assert mode(rows) == mode_of_it


PLACED = "company_code  payment_id  invoice_number  claim_key  amount  discount_amount  method"


@pytest.mark.parametrize(
    ("took", "back"),
    [("C  Z1  I2", "Z2"), ("D  Z1  I1", "Z2"), ("C  Z1  I1", "Z3")],
    ids=["off another document", "in another company", "of an overpayment that stays"],
)
def test_a_payment_is_not_reckoned_again_that_took_back(took: str, back: str):
    placed = f"{PLACED}\nC  Z2  I1  ''  300  0  overpayment_used\n{took}  ''  -300  0  advice_exact"
    paid = payments("payment_id  company_code\nZ1  C\nZ2  C\nZ3  C\nZ1  D")
    returned = payments("payment_id\nR1", reverses_payment_id=back, amount=-50, is_new="yes")
    rows = run_model("receipts", night_payments=together(paid, returned), night_applications=placed)
    assert [row["mode"] for row in rows if row["payment_id"] == "Z1"] == ["idle", "idle"]


@pytest.mark.parametrize("back", ["Z1", "Z2"], ids=["of it", "of the overpayment that it took back"])
def test_a_payment_is_one_source_whatever_comes_back(back: str):
    returned = payments("payment_id\nR1\nR2", reverses_payment_id=back, amount=-50, is_new="yes")
    returns = ["R1  I3  ''  -40  0  x", "R2  I3  ''  -40  0  x"]
    placed = ["Z2  I1  ''  300  0  overpayment_used", "Z1  I1  ''  -3  0  x", "Z1  I1  C9  -3  0  x"]
    rows = run_model(
        "receipts",
        night_payments=together(payments("payment_id\nZ1\nZ2"), returned),
        night_applications="\nC  ".join([PLACED, *returns, *placed]),
    )
    assert mode(rows) == "full"
