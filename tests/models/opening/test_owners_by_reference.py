"""Payments of unknown payers: who paid by the documents that postings, memos and advice name."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

DOCUMENTS = "company_code  invoice_number  currency  payer_id  group_id  normal_key  digit_key  po_number  delivery_number\n"


def posted(documents: str, landed: str = "", old: str = "") -> list[tuple[object, ...]]:
    names = "company_code  payment_id  invoice_number\n"
    found = run_model(
        "posting_owners", unknown_payments="company_code  payment_id\nC1  B1", landed_cash_applications=names + landed,
        old_postings=names + old, night_documents="company_code  invoice_number  payer_id  group_id\n" + documents,
    )  # fmt: skip
    return columns(found, "payment_id", "payer_id")


def test_postings_on_documents_of_one_family_say_who_paid() -> None:
    documents = "C1  I1  P2  G1\nC1  I2  P1  G1\nC1  I3  P3  G2\nC2  I4  P4  G4\n"

    assert posted(documents, "C1  B1  I1", "C1  B1  I2") == [("B1", "P1")]
    assert posted(documents, "C1  B1  I3") == [("B1", "P3")]
    assert posted(documents, "", "C1  B1  I3") == [("B1", "P3")]
    assert posted(documents, "C1  B1  I1", "C1  B1  I3") == []
    assert posted(documents, "C1  B1  I4\nC1  B2  I1") == []


def referred(memo: str, documents: str, **given: str) -> list[tuple[object, ...]]:
    found = run_model(
        "reference_owners", unknown_payments=f"company_code  payment_id  currency  memo\nC1  B1  EUR  {memo}",
        night_documents=DOCUMENTS + documents, **given,
    )  # fmt: skip
    return columns(found, "source", "payer_id")


INVOICE = "C1  INV-10023  EUR  P1  G1  INV10023  10023  PO-4711  DN-4712\n"


@pytest.mark.parametrize(
    ("memo", "documents", "is_known"),
    [
        pytest.param("inv/10023", INVOICE, True, id="its number"),
        pytest.param("C1-INV-10023", INVOICE, True, id="with our company's code before it"),
        pytest.param("X10023", INVOICE, True, id="five of its digits"),
        pytest.param("X1002", INVOICE.replace("10023", "1002"), False, id="four of its digits"),
        pytest.param("PO-4711", INVOICE, True, id="its order"),
        pytest.param("DN-4712", INVOICE, True, id="its delivery"),
        pytest.param("INV-99999", INVOICE, False, id="a number that we do not have"),
        pytest.param("INV-10023", INVOICE.replace("EUR", "USD"), False, id="a number in another currency"),
        pytest.param(
            "INV-10023 PO-4711", INVOICE.replace("C1", "C2"), False, id="a number of another company"
        ),
        pytest.param("-", INVOICE, False, id="no memo"),
    ],
)
def test_a_memo_that_names_a_document_says_who_paid(memo: str, documents: str, is_known: bool) -> None:
    assert referred(memo, documents) == ([("memo_references", "P1")] if is_known else [])


OTHER = "C1  RE-10023  EUR  P2  G2  RE10023  10023  INV-10023  -\n"


def test_the_number_goes_before_its_digits_and_before_orders() -> None:
    order = OTHER.replace("10023  INV", "1  INV").replace("RE10023", "RE1")
    digits = OTHER.replace("INV-10023", "-")

    assert referred("INV-10023", INVOICE + digits + order) == [("memo_references", "P1")]
    assert referred("Y-10023", INVOICE + digits) == []
    assert referred("N-10023", digits + INVOICE.replace("10023  PO-4711", "7  N-10023")) == [
        ("memo_references", "P2")
    ]
    assert referred(
        "N-4712", INVOICE.replace("PO-4711", "N-4712") + digits.replace("  -  -", "  -  N-4712")
    ) == [("memo_references", "P1")]


def test_references_to_two_families_say_nothing_but_those_that_two_own_do_not_count() -> None:
    second = "C1  INV-20023  EUR  P0  G1  INV20023  20023  -  -\n"
    shared = (
        "C1  RE-30033  EUR  P1  G1  RE30033  30033  -  -\nC1  RG-30033  EUR  P2  G2  RG30033  30033  -  -\n"
    )

    assert referred("INV-10023 INV-20023", INVOICE + second) == [("memo_references", "P0")]
    assert referred("INV-10023 INV-20023", INVOICE + second.replace("G1", "G2")) == []
    assert referred("INV-10023 X-30033", INVOICE + shared) == [("memo_references", "P1")]


@pytest.mark.parametrize(
    ("line", "is_known"),
    [
        pytest.param("A1  -  INV-10023  -", True, id="the document"),
        pytest.param("A1  -  -  PO-4711", True, id="the order"),
        pytest.param("A1  P9  INV-10023  -", False, id="advice whose payer is known"),
        pytest.param("A2  -  INV-10023  -", False, id="advice of another payment"),
    ],
)
def test_advice_of_a_payment_that_names_a_document_says_who_paid(line: str, is_known: bool) -> None:
    found = referred(
        "-", INVOICE, advice_laid=f"head_key  payer_id  invoice_reference  po_reference\n{line}",
        bank_links="head_key  tied_company_code  tied_payment_id\nA1  C1  B1\nA2  C2  B1",
    )  # fmt: skip

    assert found == ([("advice_references", "P1")] if is_known else [])
