"""Billed above the agreed price, or short by a percentage."""

from datetime import date

import pytest

from tests.pipelines.evidence.ledger import agreed, last_paid, line, received, why


@pytest.mark.parametrize(
    ("amount", "agreements", "claim"),
    [
        pytest.param(
            "20.40", (agreed("KETTLE", "30.00"),),
            "24 × KETTLE billed at 30.85 instead of 30.00 agreed from 2025-10-01", id="one line",
        ),
        pytest.param(
            "24.48", (agreed("KETTLE", "30.00"),),
            "24 × KETTLE billed at 30.85 instead of 30.00 agreed from 2025-10-01, plus 20 % tax", id="one line with tax",
        ),
        pytest.param(
            "30.00", (agreed("KETTLE", "30.00"), agreed("TRAY", "25.00")),
            "24 × KETTLE billed at 30.85 instead of 30.00, 10 × TRAY billed at 25.96 instead of 25.00 agreed",
            id="all lines",
        ),
        pytest.param(
            "20.40", (agreed("KETTLE", "29.00"), agreed("KETTLE", "30.00", since=date(2026, 1, 1))),
            "24 × KETTLE billed at 30.85 instead of 30.00 agreed from 2026-01-01", id="the latest agreement counts",
        ),
    ],
)  # fmt: skip
def test_billed_above_the_agreement(amount, agreements, claim):
    # Two lines come to 20.40 + 9.60; the third case asks for both.
    answer = why(amount, agreements=agreements)
    assert (answer.cause, answer.is_documented) == ("pricing/contract_price", True)
    assert answer.sentence == f"Deduction {amount} USD on INV-1: {claim}."


@pytest.mark.parametrize(
    "agreement",
    [
        pytest.param(agreed("KETTLE", "30.00", until=date(2026, 1, 4)), id="ended the day before"),
        pytest.param(agreed("KETTLE", "30.00", since=date(2026, 1, 6)), id="began the day after"),
        pytest.param({**agreed("KETTLE", "30.00"), "currency": "EUR"}, id="another currency"),
    ],
)
def test_an_agreement_that_does_not_hold_proves_nothing(agreement):
    assert why("20.40", agreements=(agreement,)).cause != "pricing/contract_price"


def test_the_difference_on_what_was_received():
    answer = why(
        "17.00", agreements=(agreed("KETTLE", "30.00"),), shipments=(received("KETTLE", "24", "20"),)
    )
    assert "20 × KETTLE billed at 30.85 instead of 30.00" in answer.sentence


@pytest.mark.parametrize(
    ("amount", "claim"),
    [
        pytest.param("42.61", "3.5 % of the total, 1217.50", id="of the total"),
        pytest.param("70.34", "9.5 % of line 1 (KETTLE), 740.40", id="of a line"),
    ],
)
def test_a_percentage(amount, claim):
    answer = why(amount)
    assert f"it equals {claim} USD" in answer.sentence
    assert (answer.cause, answer.is_documented) == ("pricing/percent", False)


@pytest.mark.parametrize(
    ("amount", "cause"),
    [
        pytest.param("8.46", "pricing/percent", id="ten percent of the goods, with tax"),
        pytest.param(
            "9.30",
            "other/unexplained",
            id="eleven: of so small a total one random amount in forty is a whole percentage",
        ),
    ],
)
def test_a_percentage_of_a_small_document(amount, cause):
    """4 × CUP at 1.51, 1 × PAN at 1.77 and 36 × LID at 1.74 are 70.45, with 20 % tax 84.54."""
    lines = (
        line(1, "CUP", "4", "1.51", "6.04"),
        line(2, "PAN", "1", "1.77", "1.77"),
        line(3, "LID", "36", "1.74", "62.64"),
    )
    invoice = {
        "gross_amount": "92.49",
        "tax_amount": "14.09",
        "freight_amount": "7.95",
        "discount_percent": None,
    }
    assert why(amount, lines=lines, invoice=invoice).cause == cause


def test_a_percentage_that_the_payer_states():
    answer = why("40.00", code=("A1", "pricing", "percent"))
    assert (answer.cause, answer.is_contested) == ("pricing/percent", False)
    assert (
        answer.sentence
        == "Deduction 40.00 USD on INV-1: it equals 4 % of the goods, 1000.00 USD; please send the agreement."
    )


def test_the_price_last_paid():
    answer = why("44.40", last_prices=(last_paid("KETTLE", "29.00"),))
    assert (answer.cause, answer.is_documented) == ("pricing/contract_price", True)
    assert answer.sentence == (
        "Deduction 44.40 USD on INV-1: 24 × KETTLE billed at 30.85 instead of 29.00 as last paid on INV-0."
    )


def test_an_agreement_is_told_once_though_it_was_paid_before():
    answer = why(
        "44.40", last_prices=(last_paid("KETTLE", "29.00"),), agreements=(agreed("KETTLE", "29.00"),)
    )
    assert answer.explained_count == 1 and "agreed from 2025-10-01" in answer.sentence


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        pytest.param(None, "other/unexplained", id="by itself it proves nothing"),
        pytest.param(
            ("78", "pricing", "contract_price"), "pricing/contract_price", id="the payer says price"
        ),
    ],
)
def test_a_price_that_nobody_knows(code, cause):
    answer = why("32.16", code=code)
    assert answer.cause == cause
    assert any("24 × 1.34 USD off the price of KETTLE (30.85)" in row["basis"] for row in answer.evidence)


def test_a_percentage_that_the_payer_calls_a_promotion():
    answer = why("50.00", reason_text="PROMOTION")
    assert answer.cause == "other/promotion"
    assert (
        answer.sentence
        == "Deduction 50.00 USD on INV-1: it equals 5 % of the goods, 1000.00 USD; please send the agreement."
    )


def test_the_total_is_that_of_the_goods_with_tax_where_no_freight_is_billed():
    invoice = {"gross_amount": "888.48", "tax_amount": "148.08", "freight_amount": None}
    answer = why("8.88", lines=(line(1, "KETTLE", "24", "30.85", "740.40"),), invoice=invoice)
    assert answer.cause == "other/unearned_discount"
    assert (
        "it equals 1 % of the goods with tax, 888.48 USD, beside the discount of the terms" in answer.sentence
    )


def test_one_percent_of_the_total_beside_the_terms_is_a_discount():
    answer = why("12.18")
    assert answer.cause == "other/unearned_discount"
    assert answer.sentence.endswith(
        "it equals 1 % of the total, 1217.50 USD, beside the discount of the terms; please send the agreement."
    )
