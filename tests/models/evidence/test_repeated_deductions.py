"""Deductions that the payer took before: on the same document, under the same claim, or somewhere else."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import withheld
from tests.models.running import Row, column, run_model

HEAD = """company_code  payer_id  currency  slot  variance_id  invoice_number  claim_number  payment_id  amount  outcome  repaid_amount  withdrawn_amount
"""


def earlier(
    *found: str, amount: int = 500, outcome: str = "dispute", repaid: int = 0, gone: int = 0, slot: str = "deduction",
    place: str = "C1  P1  USD",
) -> str:  # fmt: skip
    """Return earlier variances: each its number, document, claim and payment."""
    return "\n".join(f"{place}  {slot}  {each}  {amount}  {outcome}  {repaid}  {gone}" for each in found)


def repeated(before: str, parts: str = "", **same: object) -> list[Row]:
    asked = {
        "company_code": "C1", "payer_id": "P1", "invoice_number": "INV-1", "claim_number": "-", "payment_id": "PAY-1",
        "is_stated": "no", **same,
    }  # fmt: skip
    return run_model(
        "rules__duplicate_deduction",
        examined_shortfalls=withheld(500, **asked),
        earlier_variances=HEAD + before,
        document_parts=parts,
    )


def test_the_same_amount_taken_on_the_document_before_is_taken_twice() -> None:
    [row] = repeated(earlier("V1  INV-1  CL-3  PAY-0"))
    assert row == {
        "shortfall_id": 500,
        "dispute_type": "duplicate",
        "dispute_subtype": "deduction",
        "hypothesis": "duplicate/deduction",
        "amount_explained": 500,
        "strength": 34.0,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": "our books: the same amount was deducted with payment PAY-0 under claim CL-3",
        "sentence": "the same amount was already deducted with payment PAY-0 under claim CL-3",
    }


@pytest.mark.parametrize(
    ("before", "found"),
    [
        (earlier("V1  INV-1  -  PAY-0", outcome="settled_by_credit"), 1),
        (earlier("V1  INV-1  -  PAY-0", outcome="tolerance"), 0),
        (earlier("V1  INV-1  -  PAY-0", repaid=499), 1),
        (earlier("V1  INV-1  -  PAY-0", repaid=500), 0),
        (earlier("V1  INV-1  -  PAY-0", gone=499), 1),
        (earlier("V1  INV-1  -  PAY-0", gone=500), 0),
        (earlier("V1  INV-1  -  PAY-0", slot="document"), 1),
        (earlier("V1  INV-1  -  PAY-0", slot="discount"), 0),
        (earlier("V1  INV-1  -  PAY-0", amount=501), 0),
        (earlier("V1  INV-2  -  PAY-0"), 0),
        (earlier("V1  INV-1  -  PAY-0", place="C2  P1  USD"), 0),
        (earlier("V1  INV-1  -  PAY-0", place="C1  P1  EUR"), 0),
        (earlier("V1  INV-1  -  PAY-0", place="C1  P2  USD"), 1),
    ],
    ids=["settled by a credit", "tolerated", "repaid in part", "repaid", "withdrawn in part", "withdrawn", "a document's rest",
         "a discount", "another amount", "another document", "another company", "another currency", "another payer of the document"],
)  # fmt: skip
def test_only_a_deduction_that_stands_is_taken_twice(before: str, found: int) -> None:
    assert len(repeated(before)) == found


@pytest.mark.parametrize(
    ("before", "same", "strength"),
    [
        ("V1  INV-1  CL-3  PAY-0", {"claim_number": "CL3"}, 34.0),
        ("V1  INV-1  CL-3  PAY-0", {"claim_number": "-"}, 34.0),
        ("V1  INV-1  -     PAY-0", {"claim_number": "CL-4"}, 34.0),
        ("V1  INV-1  CL-3  PAY-0", {"claim_number": "CL-4"}, 34.0),
        ("V1  INV-1  CL-3  PAY-0", {"claim_number": "CL-4", "roundness": 20}, 7.5),
        ("V1  INV-2  CL-3  PAY-0", {"claim_number": "cl-3"}, 14.0),
        ("V1  -      CL-3  PAY-0", {"claim_number": "cl-3"}, 34.0),
        ("V1  -      CL-3  PAY-0", {"claim_number": "CL-4"}, 0.0),
        ("V1  -      -     PAY-0", {"figure_chance": 1000}, 3.5),
        ("V1  INV-2  -     PAY-0", {"invoice_number": "-", "figure_chance": 1000}, 3.5),
    ],
    ids=["document and claim", "no claim today", "no claim before", "another claim", "another claim, round as fees are",
         "the claim of another document", "the claim, no document", "another claim, no document",
         "no document before", "no document today"],
)  # fmt: skip
def test_how_surely_it_is_the_same_deduction(before: str, same: dict[str, object], strength: float) -> None:
    [row] = repeated(earlier(before), **same)
    assert row["strength"] == strength
    assert row["is_documented"] == (strength not in (0.0, 3.5))


PARTS = "document_id  untaxed  taxed\n"


@pytest.mark.parametrize(
    ("parts", "same", "strength"),
    [
        ("7  500  600", {}, 34.0),
        ("7  400  500", {}, 34.0),
        ("7  500  600\n7  400  500", {}, 7.5),
        ("7  500  600\n7  400  480", {}, 34.0),
        ("7  500  600\n8  500  600", {}, 34.0),
        ("7  500  600", {"roundness": 20}, 34.0),
        ("7  400  480", {"roundness": 20}, 7.5),
    ],
    ids=[
        "one part",
        "one with its tax",
        "two parts",
        "another amount",
        "another document",
        "one part, round",
        "none, round",
    ],
)
def test_two_claims_on_one_document_are_two_where_two_parts_of_it_are_the_amount(
    parts: str, same: dict[str, object], strength: float
) -> None:
    [row] = repeated(earlier("V1  INV-1  CL-3  PAY-0"), PARTS + parts, claim_number="CL-4", **same)
    assert row["strength"] == strength


def test_a_claim_paid_at_once_may_cover_several_documents_with_the_same_fee() -> None:
    assert repeated(earlier("V1  INV-2  CL-3  PAY-1"), claim_number="CL-3") == []
    assert repeated(earlier("V1  INV-2  CL-4  PAY-0"), claim_number="CL-3") == []
    other_payer = earlier("V1  INV-2  CL-3  PAY-0", place="C1  P2  USD")
    assert repeated(other_payer, claim_number="CL-3") == []


def test_the_sentence_names_the_other_document() -> None:
    [row] = repeated(earlier("V1  INV-2  CL-3  PAY-0"), claim_number="CL-3")
    assert (
        row["sentence"] == "the same amount was already deducted with payment PAY-0 on INV-2 under claim CL-3"
    )
    [row] = repeated(earlier("V1  INV-2  -  -"), invoice_number="-")
    assert (row["basis"], row["sentence"]) == (
        "our books: the same amount was deducted with payment (none)", "the same amount was already deducted on INV-2",
    )  # fmt: skip


def test_the_more_equal_amounts_there_are_the_less_one_of_them_says() -> None:
    before = earlier("V1  -  -  PAY-0", "V2  -  -  PAY-2")
    assert column(repeated(before, figure_chance=1000), "strength") == [2.5]


def test_the_clearest_earlier_deduction_is_named_then_the_first() -> None:
    [row] = repeated(earlier("V1  INV-2  CL-3  PAY-2", "V2  INV-1  CL-3  PAY-3"), claim_number="CL-3")
    assert row["sentence"].endswith("with payment PAY-3 under claim CL-3")
    [row] = repeated(earlier("V2  INV-1  -  PAY-2", "V1  INV-1  -  PAY-3"))
    assert row["sentence"].endswith("with payment PAY-3")


def tonight(is_stated: str, before: str = "", payment: str = "PAY-1") -> list[Row]:
    return run_model("rules__duplicate_deduction", earlier_variances=HEAD + before, examined_shortfalls=f"""
        shortfall_id  document_id  company_code  payer_id  currency  invoice_number  claim_number  payment_id  amount  figure_chance  roundness  is_stated
        1             7            C1            P1        USD       INV-1           -             {payment}   500     15625          1          {is_stated}
        2             7            C1            P1        USD       INV-1           -             PAY-2       500     15625          1          {is_stated}""")  # fmt: skip


def test_of_two_stated_the_same_night_the_later_one_is_the_duplicate() -> None:
    assert [(row["shortfall_id"], row["sentence"]) for row in tonight("yes")] == [
        (2, "the same amount was already deducted with payment PAY-1")
    ]
    assert tonight("no") == []


def test_an_earlier_night_goes_before_tonight() -> None:
    rows = tonight("yes", earlier("V9  INV-1  -  PAY-0"))
    assert sorted((row["shortfall_id"], row["basis"][-5:]) for row in rows) == [(1, "PAY-0"), (2, "PAY-0")]


def test_without_claims_a_round_amount_is_taken_twice_all_the_same() -> None:
    [row] = repeated(earlier("V1  INV-1  -  PAY-0"), roundness=20)
    assert row["strength"] == 34.0


def test_of_equal_amounts_without_a_document_those_of_the_night_count_as_well() -> None:
    rows = run_model("rules__duplicate_deduction", earlier_variances=HEAD + earlier("V1  -  -  PAY-0", "V2  INV-9  -  PAY-0"),
        examined_shortfalls="""
        shortfall_id  document_id  company_code  payer_id  currency  invoice_number  claim_number  payment_id  amount  figure_chance  roundness  is_stated
        1             7            C1            P1        USD       -               CL-1          PAY-1       500     1000           1          yes
        2             7            C1            P1        USD       -               CL-2          PAY-2       500     1000           1          no
        3             7            C1            P1        USD       -               CL-3          PAY-3       500     1000           1          yes
        4             7            C1            P1        USD       INV-1           CL-4          PAY-4       500     1000           1          yes""")  # fmt: skip
    # Two of earlier nights; with the first of this night three; where the later one names a document, only those that name none.
    assert sorted((row["shortfall_id"], round(row["strength"], 3), row["basis"][-5:]) for row in rows) == [
        (1, 2.5, "PAY-0"), (2, 1.9, "PAY-0"), (3, 1.9, "PAY-0"), (4, 1.9, "PAY-0"),
    ]  # fmt: skip
