"""What we ask for, of whom and by when; and what a payer is told of each of its disputes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pipelines.catalog import BOOKS
from pipelines.worklist import build_worklist
from tests.casebook import NIGHT, case, rows_of, variances
from tests.pipelines.worklist.listing import PAYERS, because, policy, typed

STATED = because("the payer's code 99", "payer")
SETTLED = {"status": "resolved", "repaid": "50.00"}


def tables(*disputes: dict[str, Any], known: dict[str, Any] | None = None) -> dict[str, list[dict[str, Any]]]:
    cases = rows_of(BOOKS["book_cases"], {"dispute_id": "D1", "is_live": True, **known} if known else {})
    books = {
        "book_variances": variances(*disputes),
        "book_payers": PAYERS,
        "book_cases": cases if known else cases[:0],
    }
    return {name: table.to_pylist() for name, table in build_worklist(books, policy(), NIGHT).items()}


@pytest.mark.parametrize(
    ("dispute", "asked"),
    [
        pytest.param(
            typed("quantity", **STATED),
            {"carrier": "proof_of_delivery", "payer": "receiving_record"}, id="stated shortage",
        ),
        pytest.param(typed("quantity"), {}, id="papers show it"),
        pytest.param(typed("tax", **STATED), {"payer": "exemption_certificate"}, id="tax"),
        pytest.param(
            typed("contract_price", **STATED), {"payer": "price_agreement", "sales": "price_confirmation"}, id="price"
        ),
        pytest.param(typed("unexplained", **because("tried: all", "none")), {"payer": "reason"}, id="unexplained"),
        pytest.param(
            typed("overpayment", "-50.00", **because("our books: paid")), {"payer": "instruction"}, id="held"
        ),
        pytest.param(typed("unexplained", "4.00", **STATED), {}, id="not worth a letter"),
        pytest.param(typed("tax", **STATED, status="with_customer"), {}, id="people have judged"),
    ],
)  # fmt: skip
def test_what_is_asked_for_and_from_whom(dispute: dict[str, Any], asked: dict[str, str]) -> None:
    rows = tables(dispute)["evidence_requests"]
    assert {row["asked_from"]: row["evidence_needed"] for row in rows} == asked


@pytest.mark.parametrize(
    "known",
    [
        {"document_at": datetime(2026, 3, 9, tzinfo=UTC)},
        {"validity": "partly"},
    ],
    ids=["a paper has come: read it first", "decided"],
)
def test_nothing_more_is_asked_for(known: dict[str, Any]) -> None:
    assert tables(typed("tax", **STATED), known=known)["evidence_requests"] == []


def test_a_request_is_a_sentence_with_amount_document_claim_and_day() -> None:
    (row,) = tables(typed("compliance", "75.00", **STATED, claim_number="CL-9"))["evidence_requests"]
    assert row["request"] == "Please send the notice of the violation: 75.00 GBP on INV-D1 under claim CL-9."
    # Due 14 days after it was opened, but never less than 10 days from now.
    assert (row["missing_since_date"], row["answer_by_date"]) == (date(2026, 3, 2), date(2026, 3, 20))


@pytest.mark.parametrize(
    ("dispute", "known", "state", "request_begins", "is_dated"),
    [
        pytest.param(typed("tax"), None, "accepted", "Nothing: a credit memo", False, id="our fault by the papers"),
        pytest.param(typed("deduction"), None, "not_accepted", "Please pay 500.00 GBP", True, id="theirs by the papers"),
        pytest.param(typed("tax"), {"granted_amount": 0}, "not_accepted", "Please pay", True, id="a person denies it"),
        pytest.param(typed("deduction"), {"granted_amount": 50000}, "accepted", "Nothing", False, id="and grants it"),
        pytest.param(
            typed("deduction"), {"granted_amount": 20000}, "accepted_in_part",
            "A credit memo of 200.00 GBP follows. Please pay the other 300.00 GBP, or", True, id="in part",
        ),
        pytest.param(
            typed("tax", open="300.00", credited="200.00"), {"granted_amount": 20000}, "not_accepted",
            "Please pay 300.00 GBP", True, id="in part, and that is credited",
        ),
        pytest.param(typed("tax", status="with_customer"), None, "accepted", "Nothing", False, id="asked, not decided"),
        pytest.param(
            typed("promotion", **STATED), None, "under_review", "Please send", True, id="a paper is missing"
        ),
        pytest.param(typed("percent"), None, "under_review", "Nothing for now", False, id="ours to look into"),
        pytest.param(typed("promotion", "4.00"), None, "under_review", "Nothing for now", False, id="small: not told so"),
        pytest.param(
            typed("overpayment", "-50.00"), None, "held_for_you", "Please say whether to refund it", True, id="held"
        ),
    ],
)  # fmt: skip
def test_what_the_payer_is_told(
    dispute: dict[str, Any], known: dict[str, Any] | None, state: str, request_begins: str, is_dated: bool
) -> None:
    (row,) = tables(dispute, known=known)["customer_statements"]
    assert row["state"] == state
    assert row["request"].startswith(request_begins)
    assert (row["answer_by_date"] is not None) is is_dated


@pytest.mark.parametrize(("closed", "is_shown"), [(date(2026, 2, 9), True), (date(2026, 2, 8), False)])
def test_what_was_settled_lately_is_told_too(closed: date, is_shown: bool) -> None:
    rows = tables(case("D1", "50.00", "0", **SETTLED), known={"closed_date": closed})["customer_statements"]
    assert [(row["state"], row["request"], row["contact"]) for row in rows] == [
        ("settled", None, None)
    ] * is_shown


def test_our_own_wrong_posting_is_no_business_of_the_payer() -> None:
    assert tables(typed("misapplied_cash", slot="misapplied"))["customer_statements"] == []
