"""Tax and freight that our own check of what a payer is usually billed shows to be wrong, and that it does not."""

import pytest

from tests.pipelines.evidence.ledger import LINES, line, usual_rate, why


@pytest.mark.parametrize(
    ("amount", "usual", "basis"),
    [
        pytest.param("200.00", 0, "2 lines are taxed at 20 %, 12 documents of the payer at 0 %", id="exempt"),
        pytest.param(
            "150.00", 50_000, "2 lines are taxed at 20 %, 12 documents of the payer at 5 %", id="at 5 %"
        ),
    ],
)
def test_tax_above_the_payers_usual_rate_is_our_fault(amount, usual, basis):
    answer = why(amount, usual_rates=(usual_rate(usual),))
    assert (answer.cause, answer.evidence[0]["basis"]) == ("billing_error/tax", f"our own check: {basis}")
    assert answer.explained_count == 1 and answer.confidence > 0.95


@pytest.mark.parametrize(
    ("amount", "usual"),
    [
        pytest.param("200.00", 200_000, id="taxed as ever"),
        pytest.param("200.00", 50_000, id="5 % are owed, and all is withheld"),
        pytest.param("200.00", 250_000, id="usually more"),
    ],
)
def test_tax_as_usual_is_arithmetic_alone(amount, usual):
    answer = why(amount, usual_rates=(usual_rate(usual),))
    assert answer.evidence[0]["basis"] == "arithmetic: all the tax of the document"


def test_the_usual_rate_of_the_item_counts_for_more_than_that_of_all():
    rates = (usual_rate(200_000), usual_rate(0, sku="KETTLE"))
    basis = "our own check: 1 line is taxed at 20 %, 12 documents of the payer at 0 %"
    assert why("148.08", usual_rates=rates).evidence[0]["basis"] == basis


@pytest.mark.parametrize(
    ("free_from", "basis"),
    [
        pytest.param("500.00", "our own check: the freight, which 9 documents of the payer do not have", id="never"),
        pytest.param("2000.00", "arithmetic: the freight", id="none on larger orders only"),
    ],
)  # fmt: skip
def test_freight_for_a_payer_who_is_usually_billed_none(free_from, basis):
    usual = {"payer_id": "P1", "currency": "USD", "document_count": 9, "free_from": free_from}
    assert why("17.50", usual_freight=(usual,)).evidence[0]["basis"] == basis


def test_freight_in_the_head_and_once_more_as_a_line():
    answer = why("17.50", lines=(*LINES, line(3, "POST", "1", "17.50", "17.50", tax="0")))
    basis = "our own check: the charge on line 3 (POST), which bills the freight once more"
    assert answer.evidence[0]["basis"] == basis
