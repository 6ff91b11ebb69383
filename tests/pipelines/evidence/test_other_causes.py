"""Discounts, bank charges, withholding tax, and what nothing explains."""

from datetime import date

import pytest

from tests.pipelines.evidence.ledger import why


def test_discount_taken_beyond_what_was_earned():
    answer = why("12.18", slot="discount")
    assert (answer.cause, answer.is_documented) == ("other/unearned_discount", True)
    assert answer.sentence == (
        "Discount 12.18 USD on INV-1: taken beyond what the terms grant; "
        "paid on 2026-02-04, the discount ended on 2026-01-15."
    )


@pytest.mark.parametrize(
    ("granted", "paid", "said"),
    [
        pytest.param(
            "24.35",
            date(2026, 1, 17),
            "they grant 2 % of the total, 24.35 USD, and 36.53 USD was taken",
            id="in days of grace",
        ),
        pytest.param(
            "20.00",
            date(2026, 1, 10),
            "20.00 USD was granted, and 32.18 USD was taken",
            id="beyond what was owed",
        ),
        pytest.param("0.00", date(2026, 1, 10), "the terms are 2 % until 2026-01-15", id="nothing granted"),
    ],
)
def test_more_discount_than_the_terms_grant(granted, paid, said):
    answer = why("12.18", slot="discount", granted_discount=granted, value_date=paid)
    assert answer.sentence == f"Discount 12.18 USD on INV-1: taken beyond what the terms grant; {said}."


def test_a_discount_of_a_document_without_terms():
    answer = why(
        "12.18",
        slot="discount",
        granted_discount="0.00",
        invoice={"discount_percent": None, "discount_date": None},
    )
    assert answer.sentence == (
        "Discount 12.18 USD on INV-1: taken beyond what the terms grant; the document grants no discount."
    )


def test_the_terms_discount_once_more_as_a_deduction():
    answer = why("24.35", granted_discount="24.35", value_date=date(2026, 1, 17))
    assert answer.sentence == (
        "Deduction 24.35 USD on INV-1: it equals the terms' 2 % discount on the total, which was granted already: 24.35 USD."
    )


@pytest.mark.parametrize(
    ("granted", "less"),
    [
        pytest.param("0.00", "", id="without discount"),
        pytest.param("8.00", ", less their discount of 8.00 USD", id="with it"),
    ],
)
def test_what_a_bundle_lacks(granted, less):
    answer = why("12.23", invoice_number=None, is_stated=False, named_documents=2, granted_discount=granted)
    assert answer.sentence == (
        "Deduction 12.23 USD with payment PAY-1: it is what the payment lacks of the 2 documents that its memo names"
        f"{less}, and no paper says on which of them it was taken; please state the reason."
    )
    assert "each of the 2 documents that the memo names" in answer.evidence[0]["basis"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param(
            {"code": ("AUD", "other", "post_audit")}, "a finding of an audit (code AUD)", id="by a code"
        ),
        pytest.param({"reason_text": "AUDIT 2025"}, "a finding of an audit (“AUDIT 2025”)", id="by words"),
    ],
)
def test_a_stated_claim_without_a_document(said, sentence):
    answer = why("87.13", invoice_number=None, claim_number="CL-4", **said)
    assert answer.sentence == (
        f"Deduction 87.13 USD under claim CL-4: it is stated as {sentence}, and names no document of ours; "
        "please send the papers."
    )


@pytest.mark.parametrize(
    ("amount", "base"),
    [
        pytest.param("24.35", "the total", id="of the total"),
        pytest.param("20.35", "goods and freight", id="of goods and freight"),
    ],
)
def test_late_discount_as_a_deduction(amount, base):
    answer = why(amount)
    assert (answer.cause, answer.is_documented) == ("other/unearned_discount", True)
    assert f"it equals the terms' 2 % discount on {base}; paid on 2026-02-04" in answer.sentence


def test_bank_charges():
    answer = why("17.63", bank_charge=1763)
    assert answer.cause == "other/bank_charges"
    assert "payment PAY-1 arrived 17.63 USD below its advice" in answer.sentence


def test_withholding_tax_where_the_payer_says_so():
    answer = why("150.00", reason_text="WHT on services")
    assert answer.cause == "other/withholding_tax"
    assert "15 % on the goods, 1000.00 USD" in answer.sentence


def test_nothing_fits():
    answer = why("87.13")
    assert (answer.cause, answer.explanation_count, answer.is_documented) == ("other/unexplained", 0, False)
    assert answer.evidence[0]["basis"].startswith("tried: deliveries, agreed prices")
    assert answer.sentence == (
        "Deduction 87.13 USD on INV-1: no delivery, agreed price, tax, freight, discount, credit or "
        "earlier deduction explains it; please state the reason."
    )


def test_a_claim_without_a_document():
    answer = why("87.13", invoice_number=None, claim_number="CL-4")
    assert answer.sentence.startswith("Deduction 87.13 USD under claim CL-4: it names no document of ours")


def test_a_document_without_lines_is_explained_as_far_as_it_goes():
    assert why("17.50", lines=()).cause == "billing_error/freight"
    assert why("87.13", lines=()).cause == "other/unexplained"


def habit(cases: int, dispute_type: str, dispute_subtype: str) -> dict[str, object]:
    return {
        "shortfall_id": 1, "dispute_type": dispute_type, "dispute_subtype": dispute_subtype, "case_count": cases,
        "last_number": "INV-0", "last_date": date(2026, 1, 7),
    }  # fmt: skip


def test_what_the_payer_did_before_is_what_it_does():
    answer = why("87.13", repeat_deductions=(habit(4, "other", "promotion"),))
    assert (answer.cause, answer.is_documented) == ("other/promotion", False)
    assert answer.sentence == (
        "Deduction 87.13 USD on INV-1: the same amount was taken 4 times before for a promotion, last on INV-0."
    )


def test_once_before_is_a_hypothesis():
    answer = why("87.13", repeat_deductions=(habit(1, "other", "promotion"),))
    assert answer.cause == "other/unexplained" and "other/promotion" in answer.hypotheses


def test_a_round_amount_may_be_a_fee():
    answer = why("50.00", lines=())
    assert answer.cause == "other/unexplained" and "other/compliance" in answer.hypotheses


@pytest.mark.parametrize(
    ("kind", "number", "claim"),
    [
        pytest.param("credit memo", "CM-9", "our unused credit memo CM-9 of 2026-01-20", id="credit memo"),
        pytest.param(
            "overpayment", "PAY-0", "what payment PAY-0 of 2026-01-20 paid too much", id="overpayment"
        ),
    ],
)
def test_it_equals_money_that_we_hold(kind, number, claim):
    held = {"shortfall_id": 1, "kind": kind, "number": number, "held_date": date(2026, 1, 20)}
    answer = why("87.13", held_money=(held,))
    assert answer.cause == "other/unexplained"
    assert f"it equals {claim}, but does not name it; please confirm" in answer.sentence


def test_what_papers_explain_was_not_kept_by_a_bank():
    answer = why("17.50", bank_charge="17.50")
    assert answer.cause == "billing_error/freight" and "other/bank_charges" in answer.hypotheses
