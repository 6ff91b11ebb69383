"""Billed twice, paid twice, deducted twice, deducted although credited."""

import pytest

from tests.pipelines.evidence.ledger import earlier, line, look_alike, memo, received, why

TWO_SHORT = (
    line(1, "KETTLE", "10", "30.85", "308.50", tax="0"),
    line(2, "TRAY", "10", "30.85", "308.50", tax="0"),
)
ONE_ROUND = (line(1, "KETTLE", "10", "100.00", "1000.00", tax="0"),)


@pytest.mark.parametrize(
    "amount", [pytest.param("1217.50", id="whole"), pytest.param("1193.15", id="less its discount")]
)
def test_billed_twice(amount):
    answer = why(amount, invoice={"twin_invoice_number": "INV-0"})
    assert (answer.cause, answer.is_documented) == ("duplicate/invoice", True)
    assert answer.sentence == f"Deduction {amount} USD on INV-1: it bills the same delivery D-9 as INV-0."


def test_a_twin_that_is_paid_in_part_is_no_duplicate():
    assert why("700.13", invoice={"twin_invoice_number": "INV-0"}).cause == "other/unexplained"


def test_paid_twice():
    answer = why("-1217.50", slot="overpayment", is_repeat=True)
    assert answer.cause == "duplicate/payment"
    assert answer.sentence == (
        "Overpayment 1217.50 USD on INV-1: the document was already settled before payment PAY-1 of 2026-02-04."
    )


def test_paid_too_much():
    answer = why("-12.50", slot="overpayment")
    assert (answer.cause, answer.explanation_count) == ("other/overpayment", 1)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param(earlier("87.13"), {}, id="same document, same amount"),
        pytest.param(earlier("87.13", claim_number="CL-4"), {"claim_number": "CL-4"}, id="same claim"),
        pytest.param(
            earlier("87.13", claim_number="CL-4"), {"claim_number": "CL-4", "invoice_number": None},
            id="same claim, the document not named again",
        ),
        pytest.param(
            earlier("87.13", claim_number="CL-4"), {"code": ("78", "pricing", "contract_price")}, id="under another code",
        ),
    ],
)  # fmt: skip
def test_deducted_twice(before, now):
    answer = why("87.13", earlier_variances=(before,), **now)
    assert (answer.cause, answer.is_documented) == ("duplicate/deduction", True)
    assert "the same amount was already deducted with payment PAY-0" in answer.sentence


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(earlier("87.12"), id="another amount"),
        pytest.param(earlier("87.13", repaid_amount=8713), id="paid back"),
        pytest.param(earlier("87.13", outcome="withdrawn"), id="withdrawn"),
        pytest.param(earlier("87.13", invoice_number="INV-2"), id="another document"),
        pytest.param(earlier("87.13", currency="EUR"), id="another currency"),
    ],
)
def test_not_deducted_twice(before):
    assert why("87.13", earlier_variances=(before,)).cause == "other/unexplained"


def test_deducted_twice_in_one_night():
    first = {"shortfall_id": 0, "amount": "87.13", "claim_number": "CL-4"}
    assert why("87.13", claim_number="CL-4", others=(first,)).cause == "duplicate/deduction"
    later = {"shortfall_id": 2, "amount": "87.13", "claim_number": "CL-4"}
    assert why("87.13", claim_number="CL-4", others=(later,)).cause == "other/unexplained"


@pytest.mark.parametrize(
    ("credit", "link"),
    [
        pytest.param(memo("-87.13", original_invoice_number="INV-1"), "invoice INV-1", id="same invoice"),
        pytest.param(memo("-87.13", po_number="PO-7"), "order PO-7", id="same order"),
        pytest.param(memo("-87.13", delivery_number="D-9"), "delivery D-9", id="same delivery"),
        pytest.param(memo("-87.13", po_number="CL-4"), "claim CL-4", id="same claim"),
    ],
)
def test_already_credited(credit, link):
    answer = why("87.13", credits=(credit,), claim_number="CL-4")
    assert answer.cause == "duplicate/already_credited"
    assert (
        answer.sentence
        == f"Deduction 87.13 USD on INV-1: it was already credited with CM-3 of 2026-01-20 for {link}."
    )


def test_a_credit_memo_netted_beyond_what_it_had_left():
    answer = why("87.13", credits=(memo("-87.13", invoice_number="INV-1"),))
    assert (
        answer.sentence
        == "Deduction 87.13 USD on INV-1: our credit memo INV-1 of 2026-01-20 was already used."
    )


def test_a_credit_of_another_amount_explains_nothing():
    credit = memo("-87.12", original_invoice_number="INV-1")
    assert why("87.13", credits=(credit,)).cause == "other/unexplained"


@pytest.mark.parametrize(
    ("alike", "claim", "is_proven"),
    [
        pytest.param(
            (look_alike("INV-0", is_same_total=True, is_same_delivery=True),),
            "the same total for the same delivery as INV-0 of 2025-12-22", True, id="delivery and total",
        ),
        pytest.param(
            (look_alike("INV-0", is_same_lines=True),), "the same lines as INV-0 of 2025-12-22", True, id="lines",
        ),
        pytest.param(
            (look_alike("INV-0", is_same_lines=True), look_alike("INV-00", is_same_lines=True)),
            "the same lines as INV-0 of 2025-12-22", False, id="a standing order repeats its lines",
        ),
        pytest.param(
            (look_alike("INV-0", is_same_lines=True, is_same_delivery=False),),
            "the same total as INV-0 of 2025-12-22", False, id="the same lines of another delivery",
        ),
        pytest.param(
            (look_alike("INV-0", is_same_total=True),), "the same total as INV-0 of 2025-12-22", False, id="total alone",
        ),
    ],
)  # fmt: skip
def test_looks_billed_twice(alike, claim, is_proven):
    answer = why("1217.50", look_alikes=alike)
    assert any(row["basis"] == f"documents: {claim}" for row in answer.evidence)
    assert (answer.cause == "duplicate/invoice") == answer.is_documented == is_proven


@pytest.mark.parametrize(
    ("before", "now", "cause"),
    [
        pytest.param(
            {"claim_number": "CL-4", "invoice_number": "INV-2"}, {"claim_number": "cl4"}, "duplicate/deduction",
            id="the same claim, written otherwise, on another document",
        ),
        pytest.param(
            {"claim_number": "CL-4"}, {"claim_number": "CL-9", "invoice_number": None}, "duplicate/deduction",
            id="another claim without a document, the same amount to the cent",
        ),
        pytest.param(
            {"claim_number": "CL-4", "invoice_number": "INV-2"}, {"claim_number": "CL-9"}, "other/unexplained",
            id="another claim on another document",
        ),
    ],
)  # fmt: skip
def test_deducted_twice_under_another_reference(before, now, cause):
    assert why("87.13", earlier_variances=(earlier("87.13", **before),), **now).cause == cause


@pytest.mark.parametrize(
    ("amount", "papers", "cause"),
    [
        pytest.param("87.13", {}, "duplicate/deduction", id="an odd amount comes once"),
        pytest.param("25.00", {}, "other/unexplained", id="a fee may come twice"),
        pytest.param(
            "123.40", {"shipments": (received("KETTLE", "24", "20"),)}, "duplicate/deduction", id="a delivery short once"
        ),
        pytest.param(
            "61.70", {"lines": TWO_SHORT, "shipments": (received("KETTLE", "10", "8"), received("TRAY", "10", "8"))},
            "short_ship/quantity", id="two items are each short by just as much",
        ),
        pytest.param(
            "100.00", {"lines": ONE_ROUND, "shipments": (received("KETTLE", "10", "9"),)}, "duplicate/deduction",
            id="a round amount of which a delivery shows one",
        ),
    ],
)  # fmt: skip
def test_the_same_deduction_again_under_a_claim_of_its_own(amount, papers, cause):
    before = earlier(amount, claim_number="CL-4")
    assert why(amount, claim_number="CL-9", earlier_variances=(before,), **papers).cause == cause


def test_taken_twice_outweighs_papers_code_and_words_together():
    answer = why(
        "123.40",
        shipments=(received("KETTLE", "24", "20"),),
        code=("06", "short_ship", "quantity"),
        reason_text="SHORT DELIVERED",
        earlier_variances=(earlier("123.40", claim_number="CL-4"),),
        claim_number="CL-4",
    )
    assert answer.cause == "duplicate/deduction"
