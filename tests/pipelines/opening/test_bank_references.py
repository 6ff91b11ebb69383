"""A bank reference ties an advice to a payment of an unknown payer, unless more speaks against it than for it."""

from __future__ import annotations

from typing import Any

from pipelines.state.opening import Books, open_books
from tests.nights import landed_tables
from tests.pipelines.opening.paying import FIRST, Row, advice, by_extract, invoice, payer, payment

PAYERS = [payer("X", "Acme Trading"), payer("Y", "Bolt Engineering")]
BILLS = [invoice("INV-1001", "X"), invoice("INV-2001", "Y", 7_000)]


def ties(*came: tuple[str, Row]) -> dict[tuple[Any, ...], Any]:
    """Payer and id of each advice: its payment."""
    working = open_books(landed_tables(by_extract([*PAYERS, *BILLS, *came])), Books(), FIRST)
    return {
        (row["payer_id"], row["remittance_id"]): row["tied_payment_id"]
        for row in working["night_advice"].to_pylist()
    }


def told(
    payer_id: str, reference: str, document: str = "INV-1001", paid: int = 10_000
) -> list[tuple[str, Row]]:
    return advice("R", (document, paid), payer_id=payer_id, bank_reference=reference)


def test_a_check_number_ties_where_the_amount_agrees_whatever_the_name():
    found = ties(payment("P", bank_reference="1001", payer_name="Bolt Engineering"), *told("X", "1001"))
    assert found == {("X", "R"): "P"}


def test_a_check_number_ties_where_the_name_agrees_whatever_the_amount():
    found = ties(payment("P", 9_900, bank_reference="1001", payer_name="Acme Trading"), *told("X", "1001"))
    assert found == {("X", "R"): "P"}


def test_a_check_number_ties_nothing_where_neither_amount_nor_name_is_known():
    assert ties(payment("P", 9_900, bank_reference="1001"), *told("X", "1001")) == {("X", "R"): None}


def test_what_strangers_write_changes_nothing():
    came = [
        payment("P", 9_900, bank_reference="1001", payer_id="X"),
        payment("Q", 8_000, bank_reference="1001"),
    ]
    assert ties(*came, *told("X", "1001")) == {("X", "R"): "P"}


def test_a_check_number_ties_nothing_where_amount_and_name_say_otherwise():
    found = ties(
        payment("P", 9_900, bank_reference="1001", payer_name="Bolt Engineering"), *told("X", "1001")
    )
    assert found == {("X", "R"): None}


def test_a_long_trace_ties_by_itself():
    came = payment("P", 9_900, bank_reference="TRACE-447711", payer_name="Bolt Engineering")
    assert ties(came, *told("X", "TRACE 447711")) == {("X", "R"): "P"}


def test_of_two_payers_advice_the_one_with_the_amount_is_meant():
    came = [
        payment("P", bank_reference="T-447711"),
        *told("X", "T-447711"),
        *told("Y", "T-447711", "INV-2001", 7_000),
    ]
    assert ties(*came) == {("X", "R"): "P", ("Y", "R"): None}


def test_two_payers_advice_without_the_amount_ties_nothing():
    came = [
        payment("P", 9_900, bank_reference="T-447711"),
        *told("X", "T-447711"),
        *told("Y", "T-447711", "INV-2001", 7_000),
    ]
    assert ties(*came) == {("X", "R"): None, ("Y", "R"): None}


def test_two_payments_of_one_reference_and_amount_tie_nothing():
    came = [
        payment("P", bank_reference="T-447711"),
        payment("Q", bank_reference="T-447711"),
        *told("X", "T-447711"),
    ]
    assert ties(*came) == {("X", "R"): None}
