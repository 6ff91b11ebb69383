"""Invoices that bill the same as another."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

NAMES = (
    "company_code  invoice_number  document_type  payer_id  currency  lines_key  issue_date  po_number  delivery_number  "
    "is_cancelled  arrived_date\n"
)
FIRST = "C1  I1  invoice  P1  EUR  k1  2026-02-01  PO-1  DN-1  no  2026-02-01\n"
SECOND = "C1  I2  invoice  P1  EUR  k1  2026-02-05  PO-1  DN-1  -  2026-03-02\n"


def twins(*documents: str) -> list[tuple[object, ...]]:
    return sorted(
        columns(
            run_model("duplicate_invoices", documents_laid=NAMES + "".join(documents)),
            "invoice_number",
            "twin_invoice_number",
        )
    )


BOTH = [("I1", "I2"), ("I2", "I1")]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param(SECOND, BOTH, id="the same delivery and order"),
        pytest.param(SECOND.replace("PO-1", "PO-2"), BOTH, id="the same delivery"),
        pytest.param(SECOND.replace("DN-1", "-"), BOTH, id="the same order"),
        pytest.param(SECOND.replace("PO-1  DN-1", "DN-1  PO-1"), [], id="its order is the other's delivery"),
        pytest.param(SECOND.replace("PO-1  DN-1", "-  -"), [], id="neither order nor delivery"),
        pytest.param(SECOND.replace("k1", "k2"), [], id="other lines"),
        pytest.param(SECOND.replace("P1", "P2"), [], id="another payer"),
        pytest.param(SECOND.replace("EUR", "USD"), [], id="another currency"),
        pytest.param(SECOND.replace("C1", "C2"), [], id="another company"),
        pytest.param(SECOND.replace("invoice", "debit_memo"), [], id="no invoice"),
        pytest.param(SECOND.replace("-  2026-03-02", "yes  2026-03-02"), [], id="cancelled"),
        pytest.param(SECOND.replace("2026-03-02", "2026-02-05"), [], id="both came before tonight"),
    ],
)
def test_which_invoices_bill_the_same(second: str, expected: list[tuple[str, str]]) -> None:
    assert twins(FIRST, second) == expected


def test_invoices_without_lines_bill_nothing_that_is_the_same() -> None:
    assert twins(FIRST.replace("k1", "-"), SECOND.replace("k1", "-")) == []


def test_of_three_the_later_ones_are_twins_of_the_earliest_and_that_of_the_next() -> None:
    third = SECOND.replace("I2", "I0").replace("2026-02-05", "2026-02-09")

    assert twins(FIRST, SECOND, third) == [("I0", "I1"), ("I1", "I2"), ("I2", "I1")]
    assert twins(FIRST, SECOND, third.replace("2026-02-09", "2026-02-01")) == [
        ("I0", "I1"),
        ("I1", "I0"),
        ("I2", "I0"),
    ]


def test_an_invoice_that_bills_the_same_as_two_names_the_first_of_them() -> None:
    other = FIRST.replace("I1", "I0").replace("DN-1", "DN-9")
    second = SECOND.replace("PO-1  DN-1", "PO-9  DN-1")
    last = SECOND.replace("I2", "I3").replace("PO-1  DN-1", "PO-9  DN-9")

    assert twins(FIRST.replace("PO-1", "-"), other.replace("PO-1", "-"), second, last)[3] == ("I3", "I0")


def test_a_document_keeps_its_twin_till_another_is_found_and_belongs_to_its_payers_family() -> None:
    found = run_model(
        "night_documents",
        documents_laid="""
            company_code  invoice_number  payer_id  twin_invoice_number
            C1            I1              P1        I8
            C1            I2              P1        I8
            C1            I3              P7        -""",
        duplicate_invoices="company_code  invoice_number  twin_invoice_number\nC1  I1  I9\nC2  I2  I9",
        payer_groups="payer_id  group_id\nP1  G1",
    )

    assert sorted(columns(found, "invoice_number", "twin_invoice_number", "group_id"), key=str) == [
        ("I1", "I9", "G1"), ("I2", "I8", "G1"), ("I3", None, "P7"),
    ]  # fmt: skip
