"""Several causes that fit: confidence falls, ties are named; money is written in the currency's own places."""

from pipelines.evidence import explain
from tests.pipelines.evidence.ledger import LINES, SCALE, agreed, line, received, tables_of, why


def test_two_proofs_are_a_tie_that_the_sentence_names():
    answer = why(
        "24.00",
        lines=(line(1, "KETTLE", "24", "12.00", "288.00"), LINES[1]),
        invoice={"gross_amount": "657.10", "tax_amount": "109.50"},
        shipments=(received("KETTLE", "24", "22"),),
        agreements=(agreed("KETTLE", "11.00"),),
    )
    assert {"short_ship/quantity", "pricing/contract_price"} <= set(answer.hypotheses)
    assert answer.explained_count == 2 and answer.confidence < 0.6
    assert "; or equally: " in answer.sentence


def test_confidence_falls_with_a_rival():
    alone = why("92.55").confidence
    rival = why("92.55", lines=(*LINES, line(3, "SPOON", "5", "18.51", "92.55"))).confidence
    assert rival < alone


def test_a_currency_without_places():
    lines = (line(1, "KETTLE", "24", "3085", "74040"), line(2, "TRAY", "10", "2596", "25960"))
    invoice = {"currency": "JPY", "gross_amount": "121750", "tax_amount": "20000", "freight_amount": "1750"}
    answer = why(
        "12340", currency="JPY", invoice=invoice, lines=lines, shipments=(received("KETTLE", "24", "20"),)
    )
    assert (
        answer.sentence
        == "Deduction 12340 JPY on INV-1: 4 of 24 × KETTLE at 3085 not received according to POD-5."
    )
    assert answer.evidence[0]["amount"] == 12340


def test_a_currency_with_three_places():
    lines = (line(1, "KETTLE", "24", "30.855", "740.520"), line(2, "TRAY", "10", "25.96", "259.600"))
    invoice = {
        "currency": "KWD",
        "gross_amount": "1217.644",
        "tax_amount": "200.024",
        "freight_amount": "17.500",
    }
    answer = why(
        "123.420", currency="KWD", invoice=invoice, lines=lines, shipments=(received("KETTLE", "24", "20"),)
    )
    assert (
        answer.sentence
        == "Deduction 123.420 KWD on INV-1: 4 of 24 × KETTLE at 30.855 not received according to POD-5."
    )


def test_absurd_figures_break_nothing():
    lines = (line(1, "KETTLE", "999999999999999", "99999999999999", "9999999999999.99"), LINES[1])
    assert why("9999999999999.99", lines=lines, invoice={"gross_amount": "99999999999999.99"}).cause


def test_a_night_without_shortfalls_has_the_same_tables():
    assert explain({}, SCALE)["verdicts"].schema == explain(tables_of("87.13"), SCALE)["verdicts"].schema
    assert (
        explain({}, SCALE)["explanations"].schema == explain(tables_of("87.13"), SCALE)["explanations"].schema
    )


def test_order_of_rows_and_number_of_threads_change_nothing(monkeypatch):
    tables = tables_of("92.55", lines=(*LINES, line(3, "SPOON", "12", "18.51", "222.12")))
    expected = explain(tables, SCALE)
    monkeypatch.setenv("TIEOUT_THREADS", "1")
    assert explain({name: table[::-1] for name, table in tables.items()}, SCALE) == expected


def test_the_scale_is_ordered_as_it_is_meant():
    assert (
        SCALE.against_code
        < SCALE.unexplained
        < SCALE.words
        <= SCALE.code
        < SCALE.document + SCALE.arithmetic_least
    )


def test_a_paper_that_shows_what_went_wrong_outweighs_a_figure_that_every_document_has():
    """One of six cups with its tax is 3.61, as is all the tax of 18.06; the delivery shows five."""
    cups = (line(1, "CUP", "6", "3.01", "18.06"),)
    invoice = {"gross_amount": "21.67", "tax_amount": "3.61", "freight_amount": None}
    answer = why("3.61", lines=cups, invoice=invoice, shipments=(received("CUP", "6", "5"),))
    assert answer.cause == "short_ship/quantity" and 0.7 < answer.confidence < 0.9
    assert why("3.61", lines=cups, invoice=invoice).cause == "billing_error/tax"
