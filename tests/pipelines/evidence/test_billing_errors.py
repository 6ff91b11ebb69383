"""Tax, freight and our own arithmetic."""

import pytest

from tests.pipelines.evidence.ledger import LINES, agreed, last_paid, line, received, why


def test_all_the_tax():
    answer = why("200.00")
    assert (answer.cause, answer.is_documented) == ("billing_error/tax", True)
    assert (
        answer.sentence
        == "Deduction 200.00 USD on INV-1: it equals all the tax of the document, 20 % on 1000.00 USD; "
        "please state why no tax applies."
    )


def test_the_tax_of_one_line_is_weak():
    answer = why("148.08")
    assert "billing_error/tax" in answer.hypotheses and not answer.is_documented


def test_another_rate():
    answer = why("96.25", lines=(line(1, "KETTLE", "24", "30.85", "740.40", tax="20"), LINES[1]))
    assert any("20 % and 7 % tax on line 1" in row["basis"] for row in answer.evidence)


@pytest.mark.parametrize(
    ("amount", "claim"),
    [
        pytest.param("17.50", "the freight of 17.50 USD", id="freight"),
        pytest.param("21.00", "the freight of 17.50 USD plus tax", id="freight with tax"),
    ],
)
def test_freight(amount, claim):
    answer = why(amount)
    assert (answer.cause, answer.is_documented) == ("billing_error/freight", True)
    assert (
        answer.sentence
        == f"Deduction {amount} USD on INV-1: it equals {claim}; please state why it is not owed."
    )


def test_a_charge_billed_as_a_line():
    answer = why("18.37", lines=(*LINES, line(3, "POST", "1", "18.37", "18.37")))
    assert answer.cause == "billing_error/freight"
    assert "the charge on line 3 (POST)" in answer.sentence


@pytest.mark.parametrize(
    ("amount", "invoice", "lines", "claim"),
    [
        pytest.param(
            "36.41", {"gross_amount": "1253.91"}, LINES,
            "the total is 1253.91, but lines, tax and freight come to 1217.50", id="footing",
        ),
        pytest.param(
            "12.34", {}, (line(1, "KETTLE", "24", "30.85", "752.74"), LINES[1]),
            "line 1 (KETTLE) bills 752.74, but 24 × 30.85 is 740.40", id="extension",
        ),
        pytest.param(
            "33.33", {"tax_amount": "233.33", "gross_amount": "1250.83"}, LINES,
            "the tax is 233.33, but by its lines 200.00", id="tax does not add up",
        ),
    ],
)  # fmt: skip
def test_our_own_document_does_not_add_up(amount, invoice, lines, claim):
    answer = why(amount, invoice=invoice, lines=lines)
    assert (answer.cause, answer.is_documented) == ("billing_error/arithmetic", True)
    assert answer.sentence == f"Deduction {amount} USD on INV-1: {claim}."


def test_misapplied_cash():
    answer = why("300.00", slot="misapplied")
    assert answer.cause == "billing_error/misapplied_cash"
    assert answer.sentence == (
        "Posting difference 300.00 USD on INV-1: 300.00 USD less was posted of payment PAY-1 than its advice says."
    )


KETTLES_BY_THE_CASE = (line(1, "KETTLE", "24", "370.20", "8884.80"), LINES[1])


@pytest.mark.parametrize(
    ("case", "claim"),
    [
        pytest.param(
            {"lines": KETTLES_BY_THE_CASE, "agreements": (agreed("KETTLE", "30.85"),)},
            "line 1 (KETTLE) bills 24 × 370.20, 12 times the agreed price 30.85", id="agreed by the piece",
        ),
        pytest.param(
            {"lines": KETTLES_BY_THE_CASE, "last_prices": (last_paid("KETTLE", "30.85"),)},
            "line 1 (KETTLE) bills 24 × 370.20, 12 times the price last paid, 30.85 on INV-0", id="last paid by the piece",
        ),
        pytest.param(
            {
                "lines": (line(1, "KETTLE", "288", "30.85", "8884.80"), LINES[1]),
                "shipments": (received("KETTLE", "24", None),),
            },
            "line 1 (KETTLE) bills 288 × 30.85, 12 times the shipped quantity 24", id="shipped by the case",
        ),
    ],
)  # fmt: skip
def test_the_unit_of_measure_is_wrong(case, claim):
    answer = why("8144.40", invoice={"gross_amount": "10990.78", "tax_amount": "1828.88"}, **case)
    assert (answer.cause, answer.is_documented) == ("billing_error/arithmetic", True)
    assert answer.sentence == f"Deduction 8144.40 USD on INV-1: unit of measure: {claim}."


def test_a_pack_in_the_description_is_no_proof():
    lines = ({**KETTLES_BY_THE_CASE[0], "description": "KETTLES, CASE OF 12"}, LINES[1])
    answer = why("8144.40", invoice={"gross_amount": "10990.78", "tax_amount": "1828.88"}, lines=lines)
    assert any("12 times what one of its pack of 12 would be" in row["basis"] for row in answer.evidence)
    assert not answer.is_documented


def test_rounding():
    answer = why("0.01")
    assert answer.cause == "billing_error/arithmetic"
    assert answer.sentence == (
        "Deduction 0.01 USD on INV-1: it is no more than rounding 2 lines and their tax differently makes."
    )


def test_more_than_rounding():
    assert not any("rounding" in row["basis"] for row in why("0.02").evidence)
