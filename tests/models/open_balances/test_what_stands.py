"""What earlier nights put where, which variances are in play, and of which payments they are."""

from __future__ import annotations

import pytest

from tests.models.given import alike
from tests.models.running import column, columns, run_model

SOURCES = """
    receipt_no  source_key        company_code  payment_id  remittance_id  is_moneyless  mode
    1          C\\nZ1            C             Z1          -              no            idle
    2          advice P R1\\n    C             -           R1             yes           full"""
ITEMS = """
    document_no  company_code  invoice_number
    10           C             I1
    11           D             I1"""
APPLIED = "company_code  payment_id  invoice_number  claim_key  amount  discount_amount"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        pytest.param("C  Z1  I1  ''  100  0", [(1, 10, "", 100)], id="of a payment is on its document"),
        pytest.param("C  Z1  -   C9  100  0", [(1, None, "C9", 100)], id="of a payment on a claim has no document"),
        pytest.param("C  -   I1  advice P R1\\nC9  100  0", [(2, 10, "C9", 100)],
            id="of advice without money bears its own key"),
        pytest.param("C  -   I1  advice P R1\\n    100  0", [(2, 10, "", 100)],
            id="of advice without money may have no key of its own"),
        pytest.param("C  Z7  I1  ''  100  0", [(None, 10, "", 100)], id="of a payment that is not in play still stands"),
        pytest.param("C  Z1  I7  ''  100  0", [(1, None, "", 100)], id="on a document that is not in play still stands"),
        pytest.param("D  Z1  I1  ''  100  0", [(None, 11, "", 100)], id="of another company is of another payment"),
        pytest.param("C  Z1  I1  ''  0    5", [(1, 10, "", 0)], id="may be a discount alone"),
        pytest.param("C  Z1  I1  ''  0    0", [], id="of nothing is gone"),
    ],
)  # fmt: skip
def test_what_stands(row: str, found: list[tuple[int | None, int | None, str, int]]):
    rows = run_model(
        "prior_allocations", night_applications=f"{APPLIED}\n{row}", receipts=SOURCES, documents_in_play=ITEMS
    )
    assert columns(rows, "receipt_no", "document_no", "claim_key", "amount") == found


VARIANCE = {"company_code": "C", "payer_id": "P", "slot": "deduction", "outcome": "dispute"}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        pytest.param("C  Z1  -   ", [("V1", 1, "idle")], id="of its payment"),
        pytest.param("C  Z1  R1  ", [("V1", 1, "idle")], id="of its payment, whose advice has a number too"),
        pytest.param("C  -   R1  ", [("V1", 2, "full")], id="of its advice without money"),
        pytest.param("D  Z1  -   ", [], id="not of another company's payment"),
        pytest.param("C  Z2  R1  ", [], id="not of the advice where its payment is not in play"),
        pytest.param("C  -   R2  ", [], id="not of another advice"),
    ],
)
def test_a_variance_is(row: str, found: list[tuple[str, int, str]]):
    text = f"variance_id  company_code  payment_id  remittance_id\nV1  {row}"
    rows = run_model("variance_receipts", standing_variances=text, receipts=SOURCES)
    assert columns(rows, "variance_id", "receipt_no", "mode") == found


def test_an_advice_number_of_two_payers_says_nothing_of_a_variance():
    twice = SOURCES + "\n3  advice Q R1\\n  C  -  R1  yes  full"
    variances = "variance_id  company_code  payment_id  remittance_id\nV1  C  -  R1"
    assert run_model("variance_receipts", standing_variances=variances, receipts=twice) == []


def test_a_variance_is_of_its_own_advice_among_several():
    several = SOURCES + "\n3  advice P R2\\n  C  -  R2  yes  full"
    variances = "variance_id  company_code  payment_id  remittance_id\nV1  C  -  R1"
    assert column(
        run_model("variance_receipts", standing_variances=variances, receipts=several), "receipt_no"
    ) == [2]


def test_a_payment_with_the_advice_s_number_is_not_the_advice():
    payment = SOURCES + "\n3  C\\nZ3  C  Z3  R1  no  full"
    variances = "variance_id  company_code  payment_id  remittance_id\nV1  C  -  R1"
    assert column(
        run_model("variance_receipts", standing_variances=variances, receipts=payment), "receipt_no"
    ) == [2]


def disputes(text: str, **given: str):
    amounts = {
        "open_amount": 0,
        "credited_amount": 0,
        "repaid_amount": 0,
        "written_off_amount": 0,
        "withdrawn_amount": 0,
    }
    return run_model("disputes", standing_variances=alike(text, **(VARIANCE | amounts)), **given)


def test_what_is_withdrawn_is_no_variance_any_more():
    rows = disputes("variance_id  outcome\nV1  dispute\nV2  withdrawn\nV3  tolerance")
    assert sorted(column(rows, "variance_id")) == ["V1", "V3"]


def test_a_variance_has_its_document_and_its_payment_where_they_are_in_play():
    rows = disputes(
        "variance_id  invoice_number\nV1  I1\nV2  I7\nV3  -", documents_in_play=ITEMS,
        variance_receipts="variance_id  receipt_no  mode\nV1  1  idle",
    )  # fmt: skip
    found = sorted(columns(rows, "variance_id", "document_no", "receipt_no", "receipt_mode"))
    assert found == [("V1", 10, 1, "idle"), ("V2", None, None, None), ("V3", None, None, None)]


@pytest.mark.parametrize(
    ("invoice", "payer", "group"),
    [
        pytest.param("I1", "P", "G1", id="of its document"),
        pytest.param("-", "P", "G2", id="of its payer where it has no document"),
        pytest.param("-", "Q", "Q", id="of the payer alone where nobody knows it"),
    ],
)
def test_a_variance_belongs_to_the_family(invoice: str, payer: str, group: str):
    [row] = disputes(
        f"variance_id  invoice_number  payer_id\nV1  {invoice}  {payer}",
        documents_in_play="document_no  company_code  invoice_number  group_id\n10  C  I1  G1", night_payers="payer_id  group_id\nP  G2",
    )  # fmt: skip
    assert row["group_id"] == group


def test_closed_is_what_credits_money_or_people_settled():
    [row] = disputes(
        "variance_id  credited_amount  repaid_amount  written_off_amount  withdrawn_amount\nV1  1  20  300  4000"
    )
    assert row["closed_amount"] == 321


@pytest.mark.parametrize(
    ("row", "holds"),
    [
        pytest.param("dispute  1  deduction", True, id="an open dispute"),
        pytest.param("dispute  0  deduction", False, id="not a closed one"),
        pytest.param("dispute  -1  overpayment", False, id="not money paid too much"),
        pytest.param("tolerance  1  document", False, id="not a tolerated difference"),
        pytest.param("dispute  1  misapplied", False, id="not misapplied cash"),
    ],
)
def test_a_document_is_held_by(row: str, holds: bool):
    [found] = disputes(f"variance_id  outcome  open_amount  slot\nV1  {row}")
    assert found["holds_document"] is holds


def test_the_settings_of_the_night_are_the_policy_s():
    variables = {"night": "DATE '2026-03-05'", "grace_days": "3", "tolerance": "DECIMAL '0.050'"}
    [row] = run_model("settings", variables)
    assert (str(row["night"]), row["grace_days"], str(row["tolerance"])) == ("2026-03-05", 3, "0.050")
