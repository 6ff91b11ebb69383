"""Which older rows a night asks for."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

DOCUMENTS = (
    "company_code  invoice_number  is_live  credited_amount\nC1  I1  no  5\nC1  I2  yes  5\nC1  I3  no  0\n"
)
PAYMENTS = "company_code  payment_id  is_live\nC1  B1  no\nC1  B2  yes\n"


def wanted(name: str, **given: str) -> list[tuple[object, ...]]:
    """The keys that are asked for."""
    found = run_model(name, **given)
    return sorted((columns(found, *found[0]) if found else []), key=str)


@pytest.mark.parametrize(
    "name", ["wanted_document_applications", "wanted_document_variances", "wanted_lines"]
)
def test_a_document_that_is_back_in_play_wants_its_rows(name: str) -> None:
    assert wanted(name, old_documents=DOCUMENTS) == [("C1", "I1"), ("C1", "I3")]


@pytest.mark.parametrize(
    "name", ["wanted_advice", "wanted_applications", "wanted_postings", "wanted_reversals"]
)
def test_a_payment_that_is_back_in_play_wants_its_rows(name: str) -> None:
    assert wanted(name, old_payments=PAYMENTS) == [("C1", "B1")]


def test_advice_of_tonight_wants_its_earlier_version() -> None:
    landed = "payer_id  remittance_id\nP1  A1\nP1  A1\n-  A1"

    assert wanted("wanted_advice_versions", landed_remittances=landed) == [("P1", "A1"), (None, "A1")]


@pytest.mark.parametrize(
    ("landed", "old", "is_wanted"),
    [
        pytest.param("", "", True, id="that no payment bears"),
        pytest.param("C1  t 77", "", False, id="that a payment of tonight bears"),
        pytest.param("", "C1  t 77", False, id="that a payment in play bears"),
        pytest.param("C1  T-78", "C1  -", True, id="while payments bear others"),
    ],
)
def test_a_bank_reference_of_advice(landed: str, old: str, is_wanted: bool) -> None:
    names = "company_code  bank_reference\n"
    found = wanted(
        "wanted_bank_references", landed_remittances="bank_reference\nT-77\nT-77\n-", landed_payments=names + landed,
        old_payments=names + old,
    )  # fmt: skip

    assert found == ([("T-77",)] if is_wanted else [])


def test_claims_in_advice_and_disputes_that_people_worked_on() -> None:
    assert wanted("wanted_claim_variances", landed_remittances="claim_number\nK1\nK1\n-") == [("K1",)]
    assert wanted("wanted_dispute_variances", landed_dispute_activity="dispute_id\nD1\nD1\nD2") == [
        ("D1",),
        ("D2",),
    ]


def test_a_credited_document_that_is_sent_again_wants_its_credit_memos() -> None:
    sent = "company_code  invoice_number\nC1  I1\nC1  I2\nC1  I3\nC2  I1"

    assert wanted("wanted_credits", old_documents=DOCUMENTS, landed_invoices=sent) == [("C1", "I1")]
    assert (
        wanted(
            "wanted_credits", old_documents=DOCUMENTS, landed_invoices="company_code  invoice_number\nC2  I1"
        )
        == []
    )


APPLIED = "company_code  payment_id  invoice_number  is_live\n"


def test_a_document_that_is_back_in_play_wants_the_payments_that_paid_it() -> None:
    applied = (
        APPLIED
        + "C1  B9  I1  no\nC1  B9  I3  no\nC1  B1  I1  no\nC1  B8  I2  yes\nC1  -  I1  no\nC2  B1  I1  no\n"
    )

    found = wanted("wanted_document_payments", old_applications=applied, old_payments=PAYMENTS)
    assert found == [("C1", "B9"), ("C2", "B1")]


def test_what_a_payment_that_is_back_in_play_has_left_of_variances() -> None:
    applied = APPLIED + "C1  B1  I1  no\nC1  B1  I2  no\nC1  B2  I1  yes\nC1  -  I1  no\n"

    assert wanted("wanted_payment_variances", old_applications=applied) == [("C1", "B1")]


KEYS = "company_code  invoice_number\n"


@pytest.mark.parametrize(
    ("given", "is_wanted"),
    [
        pytest.param({"landed_cash_applications": KEYS + "C1  I9"}, True, id="a posting names it"),
        pytest.param({"landed_cash_applications": KEYS + "C1  I9\nC1  I9"}, True, id="two postings name it"),
        pytest.param({"landed_cash_applications": KEYS + "C1  I1"}, False, id="it is in play"),
        pytest.param(
            {"landed_cash_applications": KEYS + "C2  I1"},
            True,
            id="one of its number of another company is in play",
        ),
        pytest.param(
            {"landed_invoices": "company_code  original_invoice_number\nC1  I9\nC1  -"},
            True,
            id="a memo of tonight is about it",
        ),
        pytest.param({"landed_invoices": KEYS + "C1  I9"}, False, id="it is sent again"),
        pytest.param(
            {"landed_invoice_lines": KEYS + "C1  I9\nC1  I9"}, True, id="its lines alone are sent again"
        ),
        pytest.param(
            {"landed_invoice_lines": KEYS + "C1  I9", "landed_invoices": KEYS + "C1  I9"},
            False,
            id="it is sent again with its lines",
        ),
        pytest.param(
            {"landed_invoice_lines": KEYS + "C1  I1"}, False, id="its lines are sent again, and it is in play"
        ),
        pytest.param(
            {"old_applications": APPLIED + "C1  B1  I9  no\nC1  B1  -  no"}, True, id="money on it moves"
        ),
        pytest.param({"old_applications": APPLIED + "C1  B1  I9  yes"}, False, id="money on it stays"),
        pytest.param(
            {"old_variances": KEYS.strip() + "  is_live\nC1  I9  no\nC1  -  no"},
            True,
            id="people are at its dispute",
        ),
        pytest.param(
            {"old_variances": KEYS.strip() + "  is_live\nC1  I9  yes"},
            False,
            id="its dispute is in play anyway",
        ),
    ],
)
def test_which_document_is_wanted(given: dict[str, str], is_wanted: bool) -> None:
    assert len(wanted("wanted_documents", old_documents=DOCUMENTS, **given)) == int(is_wanted)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            {"landed_cash_applications": "company_code  payment_id\nC1  B9\nC1  B9"},
            ["B9"],
            id="a posting names it",
        ),
        pytest.param(
            {"landed_payments": "company_code  payment_id  reverses_payment_id\nC1  B9  -"},
            ["B9"],
            id="it is sent again",
        ),
        pytest.param(
            {"landed_payments": "company_code  payment_id  reverses_payment_id\nC1  B2  B9"},
            ["B9"],
            id="it goes back",
        ),
        pytest.param(
            {"landed_payments": "company_code  payment_id  reverses_payment_id\nC1  B2  B1"},
            [],
            id="all are in play",
        ),
        pytest.param(
            {"landed_cash_applications": "company_code  payment_id\nC2  B1"}, ["B1"], id="of another company"
        ),
    ],
)
def test_which_payment_is_wanted(given: dict[str, str], expected: list[str]) -> None:
    assert [payment for _, payment in wanted("wanted_payments", old_payments=PAYMENTS, **given)] == expected


def test_references_in_advice_that_no_document_bears() -> None:
    found = wanted(
        "wanted_references", landed_remittances="invoice_reference\nINV-1\ninv 1\nINV-2\nINV-3\n-",
        old_documents="normal_key\nINV2", landed_invoices="invoice_number\nINV/3",
    )  # fmt: skip

    assert found == [("INV1",)]


def test_documents_of_tonight_want_their_earlier_version_unless_it_is_in_play() -> None:
    sent = KEYS + "C1  I1\nC1  I9\nC2  I1"

    assert wanted("wanted_restated_documents", landed_invoices=sent, old_documents=DOCUMENTS) == [
        ("C1", "I9"),
        ("C2", "I1"),
    ]
