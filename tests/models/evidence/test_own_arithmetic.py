"""Faults of our own document, and amounts that no cause explains."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import explained, withheld
from tests.models.running import Row, columns

OWN = {
    "gross_amount": 12000,
    "lines_amount": 10000,
    "tax_amount": 2000,
    "lines_tax_amount": 2000,
    "line_count": 1,
}


def own(*amounts: int, net: int = 5000, line_tax: int = 200000, **same: object) -> list[Row]:
    return explained("own_arithmetic", withheld(*amounts, **{**OWN, **same}), document_lines=f"""
        document_id  line_number  item  quantity3  unit_price  net_amount  extension  tax4
        7            1            CUP   10000      5           {net}       5000       {line_tax}""")  # fmt: skip


def test_a_line_that_bills_more_than_quantity_times_price_is_our_error() -> None:
    rows = own(99, 100, 101, 119, 120, 121, 122, net=5100)
    assert rows[0] == {
        "shortfall_id": 100,
        "dispute_type": "billing_error",
        "dispute_subtype": "arithmetic",
        "hypothesis": "billing_error/arithmetic",
        "amount_explained": 100,
        "strength": 13.0,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": "our own document: line 1 (CUP) bills 51.00, but 10 × 5.00 is 50.00",
        "sentence": "line 1 (CUP) bills 51.00, but 10 × 5.00 is 50.00",
    }
    assert columns(rows, "shortfall_id", "amount_explained") == [
        (100, 100),
        (119, 120),
        (120, 120),
        (121, 120),
    ]
    assert own(101, net=5100, line_tax=0) == []


def test_a_total_that_is_more_than_lines_tax_and_freight_is_our_error() -> None:
    [row] = own(99, 100, 101, gross_amount=12100)
    assert row["sentence"] == "the total is 121.00, but lines, tax and freight come to 120.00"
    assert len(own(100, gross_amount=12300, freight_amount=200)) == 1
    assert len(own(100, gross_amount=12100, tax_amount="-")) == 1
    assert own(100, gross_amount=12100, lines_amount="-") == []


def test_tax_that_is_more_than_that_of_the_lines_is_our_error() -> None:
    [row] = own(99, 100, 101, gross_amount=12100, tax_amount=2100)
    assert row["sentence"] == "the tax is 21.00, but by its lines 20.00"
    assert own(2100, gross_amount=12100, tax_amount=2100, lines_tax_amount=0, lines_amount=10000) == []


@pytest.mark.parametrize(
    ("line_count", "found"), [(1, [2, 3, 4]), (2, [2, 3, 4]), (3, [3, 4]), (5, [4]), (7, [])]
)
def test_a_fault_within_rounding_is_none(line_count: int, found: list[int]) -> None:
    assert [
        fault for fault in (1, 2, 3, 4) if own(fault, gross_amount=12000 + fault, line_count=line_count)
    ] == found


def unexplained(**same: object) -> Row:
    [row] = explained("unexplained", withheld(1500, **same))
    return row


@pytest.mark.parametrize(
    ("same", "basis", "sentence"),
    [
        ({"line_count": 2}, "tried: deliveries, agreed prices, percentages, tax, freight, terms, credits, earlier deductions,"
         " own arithmetic on 2 lines", "no delivery, agreed price, tax, freight, discount, credit or earlier deduction explains it"),
        ({"line_count": 1}, "tried: deliveries, agreed prices, percentages, tax, freight, terms, credits, earlier deductions,"
         " own arithmetic on 1 line", "no delivery, agreed price, tax, freight, discount, credit or earlier deduction explains it"),
        ({}, "tried: tax, freight, terms, credits, earlier deductions; the document has no lines",
         "no delivery, agreed price, tax, freight, discount, credit or earlier deduction explains it"),
        ({"document_id": "-"}, "tried: claims and credits; it names no document of ours",
         "it names no document of ours, and no credit or earlier claim explains it"),
        ({"document_id": "-", "named_documents": 3},
         "tried: deliveries, agreed prices, tax, freight, terms and credits of each of the 3 documents that the memo names",
         "it is what the payment lacks of the 3 documents that its memo names, and no paper says on which of them it was taken"),
        ({"named_documents": 3, "granted_discount": 250},
         "tried: deliveries, agreed prices, tax, freight, terms and credits of each of the 3 documents that the memo names",
         "it is what the payment lacks of the 3 documents that its memo names, less their discount of 2.50 USD,"
         " and no paper says on which of them it was taken"),
    ],
    ids=["two lines", "one line", "no lines", "no document", "a bundle", "a bundle with discount"],
)  # fmt: skip
def test_without_a_cause_the_customer_is_asked_and_hears_what_was_tried(
    same: dict[str, object], basis: str, sentence: str
) -> None:
    row = unexplained(**same)
    assert (row["basis"], row["sentence"]) == (basis, f"{sentence}; please state the reason")
    assert (row["hypothesis"], row["strength"], row["is_documented"]) == ("other/unexplained", 5.0, False)
    assert (row["dispute_type"], row["dispute_subtype"], row["amount_explained"]) == (
        "other",
        "unexplained",
        1500,
    )
