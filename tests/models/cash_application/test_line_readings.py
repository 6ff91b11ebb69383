"""What a line of advice says: on which document, how sure, and what it takes off."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.running import altered, columns, run_model

LINE = """
    line_no  receipt_no  group_id  currency  coding_payer_id  invoice_reference  paid_amount
    1        7          G         USD       A                RX4711             900"""
TAKEN = {"discount_amount": 20, "deduction_amount": 80}
SOURCE = "receipt_no  is_moneyless\n7  no"
TARGET = "line_no  document_no  tier  cash_amount  is_split\n1  10  2  500  no"
CHOICE = "line_no  document_no  choices\n1  10  1\n1  11  1"
ITEM = "document_no  is_credit  terms_discount\n10  no  20"


def reading(line: dict[str, Any] | None = None, **given: str) -> dict[str, Any]:
    """Return the only row of a line that means document 10, unless it is given otherwise."""
    tables = {"receipts": SOURCE, "line_targets": TARGET, "line_choices": CHOICE, "documents_in_play": ITEM}
    [row] = run_model("line_readings", advice_lines=altered(LINE, **TAKEN | (line or {})), **tables | given)
    return row


def test_a_line_that_means_one_document_puts_on_it_what_it_pays():
    row = reading()
    found = [
        row[name]
        for name in (
            "document_no",
            "tier",
            "candidates",
            "status",
            "cash_amount",
            "is_split",
            "discount_amount",
        )
    ]
    assert found == [10, 2, 1, "matched", 900, False, 20]


def test_a_line_that_means_several_puts_its_part_on_each_and_leaves_the_discount_to_the_terms():
    two = (
        TARGET.replace("no", "yes").replace("line_yes", "line_no").replace("document_yes", "document_no")
        + "\n1  11  2  400  yes"
    )
    rows = run_model(
        "line_readings",
        advice_lines=altered(LINE, **TAKEN),
        receipts=SOURCE,
        line_targets=two,
        line_choices=CHOICE,
    )
    found = columns(rows, "document_no", "cash_amount", "discount_amount", "paid_amount", "is_split")
    assert sorted(found) == [(10, 500, 0, 900, True), (11, 400, 0, 900, True)]


CLAIM = {"disputes": "group_id  currency  claim_number\nG  USD  CL-1\nG  USD  CL 1"}
NOTHING, TWO = (
    {"line_targets": "", "line_choices": ""},
    {"line_targets": "", "line_choices": CHOICE.replace("  1\n", "  2\n")},
)
NETTING = {"receipts": "receipt_no  is_moneyless\n7  yes"}


@pytest.mark.parametrize(
    ("line", "given", "status"),
    [
        pytest.param({}, NOTHING, "not_found", id="it leads nowhere"),
        pytest.param({}, TWO, "ambiguous", id="it may mean two documents"),
        pytest.param({}, {"line_targets": ""}, "not_found", id="it may mean one, which is not settled by it"),
        pytest.param({"paid_amount": 0}, NOTHING, "not_found", id="it pays nothing and leads nowhere"),
        pytest.param({"paid_amount": -900}, NOTHING, "claim", id="it takes, and leads nowhere"),
        pytest.param({"paid_amount": -900}, TWO, "claim", id="it takes from one of two documents"),
        pytest.param({"paid_amount": -900}, {}, "matched", id="it takes from one document"),
        pytest.param({"paid_amount": -900}, TWO | NETTING, "ambiguous", id="no money comes, and it takes from one of two"),
        pytest.param({"paid_amount": -900}, NOTHING | NETTING, "claim", id="no money comes, and it leads nowhere"),
        pytest.param({"claim_number": "cl1"}, NOTHING | CLAIM, "claim", id="it pays a claim that is known"),
        pytest.param({"invoice_reference": "cl1"}, NOTHING | CLAIM, "claim", id="a claim, as its reference"),
        pytest.param(
            {"claim_number": "CL-2", "invoice_reference": "CL-1"}, NOTHING | CLAIM, "not_found", id="another claim"
        ),
        pytest.param({"claim_number": "cl1"}, TWO | CLAIM, "ambiguous", id="a claim on one of two documents"),
        pytest.param({"claim_number": "cl1", "paid_amount": 0}, NOTHING | CLAIM, "not_found", id="it pays nothing"),
        pytest.param({"claim_number": "cl1", "group_id": "H"}, NOTHING | CLAIM, "not_found", id="another family's"),
        pytest.param({"claim_number": "cl1", "currency": "EUR"}, NOTHING | CLAIM, "not_found", id="in euros"),
    ],
)  # fmt: skip
def test_the_status_of_a_line(line, given, status):
    assert reading(line, **given)["status"] == status


def test_a_line_that_leads_nowhere_has_no_tier_and_no_candidates():
    row = reading(**NOTHING)
    found = [
        row[name]
        for name in (
            "document_no",
            "tier",
            "candidates",
            "is_credit",
            "is_split",
            "is_part",
            "moved_discount",
        )
    ]
    assert found == [None, 9, 0, False, False, False, 0]


MEANING = "payer_id  reason_code  stated_type  stated_subtype  no_dispute\nA  22  other  unearned_discount  -"


@pytest.mark.parametrize(
    ("line", "item", "moved"),
    [
        pytest.param({"reason_code": "22"}, {}, 80, id="its code says discount"),
        pytest.param({"reason_code": "23"}, {}, 0, id="its code says something else"),
        pytest.param(
            {"reason_code": "22", "paid_amount": -70}, {}, 70, id="on a negative line, what it takes"
        ),
        pytest.param({"reason_code": "22", "paid_amount": 0}, {}, 80, id="on a line that pays nothing"),
        pytest.param({"reason_code": "22"}, {"is_credit": "yes"}, 0, id="on a credit memo"),
        pytest.param({"reason_text": "2% Skonto"}, {}, 80, id="its words say discount"),
        pytest.param(
            {"reason_text": "2% Skonto", "reason_code": "23"}, {}, 0, id="its words say so, its code does not"
        ),
        pytest.param(
            {"reason_text": "damaged"}, {"terms_discount": 80}, 0, id="its words say something else"
        ),
        pytest.param(
            {"discount_amount": 0}, {"terms_discount": 80}, 80, id="it deducts just the terms' discount"
        ),
        pytest.param({"discount_amount": 0}, {"terms_discount": 79}, 0, id="it deducts something else"),
        pytest.param({}, {"terms_discount": 80}, 0, id="it states a discount besides"),
        pytest.param(
            {"discount_amount": 0, "reason_text": "damaged"}, {"terms_discount": 80}, 0, id="with other words"
        ),
        pytest.param(
            {"discount_amount": 0, "reason_code": "23"}, {"terms_discount": 80}, 0, id="with another code"
        ),
        pytest.param(
            {"discount_amount": 0, "paid_amount": -50},
            {"terms_discount": 50},
            50,
            id="a line takes just that",
        ),
        pytest.param(
            {"discount_amount": 0, "deduction_amount": 1}, {"terms_discount": 1}, 1, id="a discount of a cent"
        ),
        pytest.param(
            {"discount_amount": 0, "deduction_amount": -1},
            {"terms_discount": -1},
            0,
            id="terms without discount",
        ),
    ],
)
def test_a_discount_is_one_in_whichever_column_it_stands(line, item, moved):
    assert (
        reading(line, documents_in_play=altered(ITEM, **item), code_meanings=MEANING)["moved_discount"]
        == moved
    )


def test_a_discount_on_no_document_is_none():
    assert reading({"reason_code": "22"}, code_meanings=MEANING, **NOTHING)["moved_discount"] == 0


@pytest.mark.parametrize(
    ("line", "meaning", "stated"),
    [
        pytest.param({"reason_code": "22"}, {}, ("other", "unearned_discount"), id="the payer's code"),
        pytest.param({"reason_code": "22"}, {"payer_id": "B"}, (None, None), id="another payer's code"),
        pytest.param(
            {"reason_code": "22", "coding_payer_id": None}, {"payer_id": None}, ("other", "unearned_discount"), id="no payer"
        ),
        pytest.param({"reason_code": "23"}, {}, (None, None), id="another code"),
        pytest.param({}, {}, (None, None), id="no code"),
    ],
)  # fmt: skip
def test_what_a_code_states(line, meaning, stated):
    row = reading(line, code_meanings=altered(MEANING, **meaning))
    assert (row["stated_type"], row["stated_subtype"]) == stated


@pytest.mark.parametrize(
    ("line", "no_dispute", "is_part"),
    [
        pytest.param({"reason_code": "22"}, "partial_payment", True, id="by its code"),
        pytest.param({"reason_code": "22"}, "earned_discount", False, id="its code says something else"),
        pytest.param({"reason_text": "part payment"}, "earned_discount", True, id="by its words"),
        pytest.param(
            {"reason_text": "partial shipment"}, "earned_discount", False, id="its words say something else"
        ),
    ],
)
def test_a_payment_in_part(line, no_dispute, is_part):
    assert reading(line, code_meanings=altered(MEANING, no_dispute=no_dispute))["is_part"] is is_part


def test_a_line_on_a_credit_memo():
    assert reading(documents_in_play=altered(ITEM, is_credit="yes"))["is_credit"] is True
    assert reading(documents_in_play=altered(ITEM, is_credit="yes", document_no=11))["is_credit"] is False
