"""Amounts by which a line bills more than its payer last paid."""

from __future__ import annotations

import pytest

from tests.models.running import Row, column, run_model

LAST_LINE = """
    document_id  line_number  item    quantity3   price4  last4    agreed4    tax4    divisor  unit_price  last_price  last_number  last_date   tax_percent
    7            1            KETTLE  {quantity}  308500  {last4}  {agreed4}  200000  100000   30.85       30.50       INV-0        2025-12-05  20"""


def last_paid(
    amount: int, last4: int = 305000, agreed4: str = "-", quantity: str = "24000", more: str = ""
) -> list[Row]:
    return run_model(
        "rules__last_paid_price",
        examined_shortfalls=f"""
            shortfall_id  document_id  amount    figure_chance  places
            1             7            {amount}  15625          2""",
        document_lines=LAST_LINE.format(last4=last4, agreed4=agreed4, quantity=quantity) + more,
    )


def test_a_line_above_the_price_last_paid_names_the_document_of_that_price() -> None:
    [row] = last_paid(840)
    assert row == {
        "shortfall_id": 1,
        "dispute_type": "pricing",
        "dispute_subtype": "contract_price",
        "hypothesis": "pricing/contract_price",
        "amount_explained": 840,
        # Prices change: two bits less than an agreed price.
        "strength": 11.0,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": "arithmetic and INV-0 of 2025-12-05: paid 30.50, now billed 30.85",
        "sentence": "24 × KETTLE billed at 30.85 instead of 30.50 as last paid on INV-0",
    }


@pytest.mark.parametrize(
    ("amount", "explained"),
    [(840, [840]), (841, []), (1008, [1008]), (1009, [1008]), (1007, [1008]), (1010, [])],
)
def test_a_rise_of_price_is_the_amount_exactly_or_with_tax_to_the_cent(
    amount: int, explained: list[int]
) -> None:
    rows = last_paid(amount)
    assert column(rows, "amount_explained") == explained
    assert all(row["sentence"].endswith("as last paid on INV-0, plus 20 % tax") for row in rows) == (
        amount != 840
    )


@pytest.mark.parametrize(
    ("amount", "last4", "agreed4", "quantity", "found"),
    [
        (840, 305000, "300000", "24000", 1),
        (840, 305000, "305000", "24000", 0),
        (0, 308500, "-", "24000", 0),
        (-240, 309500, "-", "24000", 0),
        (59232, 61700, "-", "24000", 0),
        (840, 305000, "-", "-", 0),
    ],
    ids=[
        "another price is agreed",
        "it is the agreed price",
        "the same price",
        "below it",
        "a pack of it",
        "no quantity",
    ],
)
def test_the_last_price_counts_where_it_is_lower_and_no_agreed_price_or_pack(
    amount: int, last4: int, agreed4: str, quantity: str, found: int
) -> None:
    assert len(last_paid(amount, last4, agreed4, quantity)) == found


def test_every_line_above_its_last_price_makes_a_fit_by_chance_likelier() -> None:
    other = """
    7            2            TRAY    10000       259600  250000   -          200000  100000   25.96       25          INV-0        2025-12-05  20"""
    assert column(last_paid(840, more=other), "strength") == [10.0]


# 333 × 0.125 above the price: 41.63 (41.625).
NUTS = """
    document_id  line_number  item  quantity3  price4  {old}  unit_price  tax4    divisor  tax_percent  agreed_price  agreed_from  last_price  last_number  last_date
    7            1            NUT   333000     3250    2000   0.325       0       100000   0            0.20          2025-10-01   0.20        INV-0        2025-12-05"""


@pytest.mark.parametrize(("rule", "old"), [("agreed_price_line", "agreed4"), ("last_paid_price", "last4")])
def test_an_untaxed_price_difference_has_no_second_amount(rule: str, old: str) -> None:
    rows = run_model(f"rules__{rule}", document_lines=NUTS.format(old=old), examined_shortfalls="""
        shortfall_id  document_id  amount  figure_chance  places
        1             7            4163    15625          2
        2             7            4164    15625          2""")  # fmt: skip
    assert column(rows, "shortfall_id") == [1]
