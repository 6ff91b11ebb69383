"""Discounts taken beyond what was earned, and amounts that equal the discount of the terms."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import explained, withheld
from tests.models.running import Row, column, columns, run_model

TERMS = {
    "discount_percent": 2, "discount_date": "2026-01-15", "value_date": "2026-01-20", "gross_amount": 12175,
    "goods_amount": 10000, "freight_amount": 175, "granted_discount": 0, "terms_discount": 244,
}  # fmt: skip


def terms(*amounts: int, **same: object) -> list[Row]:
    return explained("unearned_discount", withheld(*amounts, **{**TERMS, **same}))


def test_an_amount_that_is_the_discount_of_the_terms_names_them_and_their_date() -> None:
    [row] = terms(244)
    assert row == {
        "shortfall_id": 244,
        "dispute_type": "other",
        "dispute_subtype": "unearned_discount",
        "hypothesis": "other/unearned_discount",
        "amount_explained": 244,
        # Every document has terms: three bits less than a paper that shows what went wrong.
        "strength": 9.4,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": "arithmetic and the terms: 2 % of the total",
        "sentence": "it equals the terms' 2 % discount on the total; paid on 2026-01-20, the discount ended on 2026-01-15",
    }


def test_the_terms_may_be_reckoned_on_the_total_the_goods_or_goods_and_freight() -> None:
    # 2 % of 121.75 is 2.435, of 100.00 2.00, of 101.75 2.035.
    assert columns(terms(199, 200, 203, 204, 243, 244, 245), "shortfall_id", "basis") == [
        (200, "arithmetic and the terms: 2 % of the goods"),
        (204, "arithmetic and the terms: 2 % of goods and freight"),
        (244, "arithmetic and the terms: 2 % of the total"),
    ]


def test_a_base_is_named_once() -> None:
    assert len(terms(200, gross_amount=10000, freight_amount=0)) == 1
    assert len(terms(204, gross_amount=10175)) == 1
    assert terms(0, discount_percent=0) == []
    assert terms(244, discount_percent="-") == []


@pytest.mark.parametrize(
    ("same", "says"),
    [
        ({"granted_discount": 100}, ", which was granted already: 1.00 USD"),
        ({"value_date": "2026-01-15"}, "; the terms are 2 % until 2026-01-15"),
        ({"value_date": "2026-01-16"}, "; paid on 2026-01-16, the discount ended on 2026-01-15"),
    ],
)
def test_the_sentence_says_why_the_terms_do_not_grant_it(same: dict[str, object], says: str) -> None:
    assert [
        row["sentence"].removeprefix("it equals the terms' 2 % discount on the total")
        for row in terms(244, **same)
    ] == [says]


def taken(
    amount: int,
    slot: str = "discount",
    granted: str = "0",
    document: str = "20000  2  400  2026-01-15",
    paid: str = "2026-01-20",
) -> list[Row]:
    return run_model(
        "rules__unearned_discount",
        shortfalls=f"""
            shortfall_id  company_code  invoice_number  currency  amount    slot    granted_discount  value_date
            1             C1            INV-1           USD       {amount}  {slot}  {granted}         {paid}""",
        examined_documents=f"""
            company_code  invoice_number  currency  gross_amount  discount_percent  terms_discount  discount_date
            C1            INV-1           USD       {document}""",
    )


@pytest.mark.parametrize(
    ("granted", "paid", "says"),
    [
        ("0", "2026-01-20", "; paid on 2026-01-20, the discount ended on 2026-01-15"),
        ("0", "2026-01-15", "; the terms are 2 % until 2026-01-15"),
        ("400", "2026-01-15", "; they grant 2 % of the total, 4.00 USD, and 6.00 USD was taken"),
        ("300", "2026-01-15", "; 3.00 USD was granted, and 5.00 USD was taken"),
    ],
    ids=["paid late", "paid in time", "all of it was granted", "a part was granted"],
)
def test_a_discount_taken_says_what_the_terms_grant(granted: str, paid: str, says: str) -> None:
    [row] = taken(200, granted=granted, paid=paid)
    assert row["sentence"] == f"taken beyond what the terms grant{says}"
    assert (row["basis"], row["strength"]) == ("the terms: discount taken beyond what was earned", 15.0)
    assert (row["hypothesis"], row["amount_explained"]) == ("other/unearned_discount", 200)


@pytest.mark.parametrize("document", ["20000  -  -  -", "20000  -  0  -"])
def test_a_document_without_terms_grants_no_discount(document: str) -> None:
    assert column(taken(200, document=document), "sentence") == [
        "taken beyond what the terms grant; the document grants no discount"
    ]


def test_only_money_taken_in_the_slot_of_discounts_is_a_discount_taken() -> None:
    assert taken(200, slot="deduction") == []
    assert taken(-200) == []
    rows = run_model("rules__unearned_discount", shortfalls="""
        shortfall_id  company_code  invoice_number  currency  amount  slot
        1             C1            INV-9           USD       200     discount""")  # fmt: skip
    assert column(rows, "sentence") == ["taken beyond what the terms grant; the document grants no discount"]
