"""Prices that were agreed, and the amounts by which a line bills more."""

from __future__ import annotations

import pytest

from tests.models.running import Row, column, run_model


@pytest.mark.parametrize(
    ("issued", "price"),
    [
        ("2025-12-31", None),
        ("2026-01-01", 30),
        ("2026-01-31", 30),
        ("2026-02-01", 29),
        ("2026-03-31", 29),
        ("2026-04-01", 28),
    ],
)
def test_the_latest_agreement_that_is_valid_on_the_date_of_the_document_counts(
    issued: str, price: int | None
) -> None:
    rows = run_model(
        "agreed_prices",
        numbered_lines=f"""
            document_id  line_number  payer_id  sku     currency  issue_date
            7            1            P1        KETTLE  USD       {issued}
            7            2            P1        KETTLE  USD       {issued}""",
        price_agreements="""
            payer_id  sku     currency  unit_price  valid_from  valid_to
            P1        KETTLE  USD       30          2026-01-01  2026-03-31
            P1        KETTLE  USD       29          2026-02-01  2026-03-31
            P1        KETTLE  USD       28          2026-04-01  -""",
    )
    assert column(rows, "agreed_price") == ([price] if price else [])


def test_an_agreement_says_from_when_it_is() -> None:
    rows = run_model(
        "agreed_prices",
        numbered_lines="""
            document_id  line_number  payer_id  sku     currency  issue_date
            7            1            P1        KETTLE  USD       2026-01-05""",
        price_agreements="""
            payer_id  sku     currency  unit_price  valid_from
            P1        KETTLE  USD       31          2025-10-01
            P1        KETTLE  USD       30          2025-12-01
            P2        KETTLE  USD       1           2026-01-01
            P1        TRAY    USD       2           2026-01-01
            P1        KETTLE  EUR       3           2026-01-01""",
    )
    assert [(float(row["agreed_price"]), str(row["agreed_from"])) for row in rows] == [(30.0, "2025-12-01")]


# Billed 24 at 30.85: 0.35 a piece above the agreed 30.50, 8.40 in all, 10.08 with tax.
AGREED_LINE = """
    document_id  line_number  item    quantity3  price4  agreed4    tax4    divisor  unit_price  agreed_price  agreed_from  tax_percent  received3  missing3
    7            1            KETTLE  24000      308500  {agreed4}  200000  100000   30.85       30.50         2025-10-01   20           {received}  {missing}"""


def agreed_line(
    amount: int, agreed4: int = 305000, received: str = "-", missing: str = "-", more: str = ""
) -> list[Row]:
    return run_model(
        "rules__agreed_price_line",
        examined_shortfalls=f"""
            shortfall_id  document_id  amount    figure_chance  places
            1             7            {amount}  15625          2""",
        document_lines=AGREED_LINE.format(agreed4=agreed4, received=received, missing=missing) + more,
    )


def test_a_line_above_its_agreed_price_names_both_prices() -> None:
    [row] = agreed_line(840)
    assert row == {
        "shortfall_id": 1,
        "dispute_type": "pricing",
        "dispute_subtype": "contract_price",
        "hypothesis": "pricing/contract_price",
        "amount_explained": 840,
        "strength": 13.0,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": "arithmetic and the agreement from 2025-10-01: agreed 30.50, billed 30.85",
        "sentence": "24 × KETTLE billed at 30.85 instead of 30.50 agreed from 2025-10-01",
    }


@pytest.mark.parametrize(
    ("amount", "explained"),
    [
        (840, [840]),
        (841, []),
        (839, []),
        (1008, [1008]),
        (1009, [1008]),
        (1007, [1008]),
        (1010, []),
        (1006, []),
    ],
)
def test_a_price_difference_is_the_amount_exactly_or_with_tax_to_the_cent(
    amount: int, explained: list[int]
) -> None:
    rows = agreed_line(amount)
    assert column(rows, "amount_explained") == explained
    assert all(row["sentence"].endswith("agreed from 2025-10-01, plus 20 % tax") for row in rows) == (
        amount != 840
    )


def test_every_line_above_its_price_makes_a_fit_by_chance_likelier() -> None:
    other = """
    7            2            TRAY    10000      259600  250000     200000  100000   25.96       25            2025-10-01   20           -           -"""
    [row] = agreed_line(840, more=other)
    assert row["strength"] == 12.0


def test_a_line_received_in_part_may_be_reckoned_on_what_was_received() -> None:
    rows = agreed_line(735, received="21000", missing="3000")
    assert column(rows, "sentence") == ["21 × KETTLE billed at 30.85 instead of 30.50 agreed from 2025-10-01"]
    assert len(agreed_line(840, received="21000", missing="3000")) == 1
    assert agreed_line(735, received="-", missing="3000") == []


@pytest.mark.parametrize(
    ("amount", "agreed4"),
    [(0, 308500), (-240, 309500), (49360, 102833), (61700, 61700)],
    ids=["the agreed price", "below the agreed price", "no whole pack", "five times the agreed price"],
)
def test_only_a_price_above_the_agreed_one_counts_and_not_a_pack_of_it(amount: int, agreed4: int) -> None:
    # 24 × (30.85 - 10.2833) = 493.60; 24 × (30.85 - 6.17) = 592.32, the price of a pack of five.
    amount = 59232 if agreed4 == 61700 else amount
    assert len(agreed_line(amount, agreed4)) == (agreed4 == 102833)


AGREED_DOCUMENT = """
    document_id  line_number  item    quantity3  price4  agreed4  tax4    divisor  unit_price  agreed_price
    7            2            TRAY    10000      259600  250000   200000  100000   25.96       25
    7            1            KETTLE  24000      308500  305000   200000  100000   30.85       30.50
    7            3            LAMP    1000       100000  100000   200000  100000   10          10
    7            4            CUP     1000       100000  110000   200000  100000   10          11"""


def agreed_document(amount: int, lines: str = AGREED_DOCUMENT) -> list[Row]:
    return run_model(
        "rules__agreed_price_document",
        examined_shortfalls=f"""
            shortfall_id  document_id  amount    figure_chance  places
            1             7            {amount}  15625          2
            2             8            {amount}  15625          2""",
        document_lines=lines,
    )


def test_all_lines_above_their_agreed_prices_are_named_together() -> None:
    [row] = agreed_document(1800)
    assert row == {
        "shortfall_id": 1,
        "dispute_type": "pricing",
        "dispute_subtype": "contract_price",
        "hypothesis": "pricing/contract_price",
        "amount_explained": 1800,
        "strength": 13.0,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": "arithmetic and agreements: 2 lines billed above the agreed price",
        "sentence": "24 × KETTLE billed at 30.85 instead of 30.50, 10 × TRAY billed at 25.96 instead of 25.00 agreed",
    }


@pytest.mark.parametrize(
    ("amount", "explained"),
    [(1800, [1800]), (1801, []), (2160, [2160]), (2161, [2160]), (2159, [2160]), (2162, [])],
)
def test_all_price_differences_are_the_amount_exactly_or_with_tax(amount: int, explained: list[int]) -> None:
    rows = agreed_document(amount)
    assert column(rows, "amount_explained") == explained
    assert all(row["sentence"].endswith(" agreed, plus tax") for row in rows) == (amount != 1800)


def test_one_line_above_its_price_and_untaxed_lines_have_no_sum_of_their_own() -> None:
    one = "\n".join(AGREED_DOCUMENT.splitlines()[:3])
    assert agreed_document(960, one) == []
    assert agreed_document(1801, AGREED_DOCUMENT.replace("200000", "0")) == []
    assert agreed_document(840, AGREED_DOCUMENT.replace("10000      259600", "-          259600")) == []


def test_a_line_received_wholly_is_reckoned_once() -> None:
    assert len(agreed_line(840, received="24000", missing="0")) == 1
