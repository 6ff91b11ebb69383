"""Shortfalls that are looked into, with their document and what the payer says."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model


def test_only_money_withheld_as_a_deduction_or_unsaid_is_looked_into() -> None:
    rows = run_model("examined_shortfalls", shortfalls="""
        shortfall_id  amount  slot        currency
        1             500     deduction   USD
        2             500     document    USD
        3             500     discount    USD
        4             500     misapplied  USD
        5             0       deduction   USD
        6             -500    deduction   USD""")  # fmt: skip
    assert sorted(column(rows, "shortfall_id")) == [1, 2]


def test_a_shortfall_knows_its_document_and_what_its_lines_add_up_to() -> None:
    rows = run_model(
        "examined_shortfalls",
        shortfalls="""
            shortfall_id  amount  slot       currency  company_code  invoice_number  payer_id  claim_number
            1             300     deduction  USD       C1            INV-1           P1        CL-3
            2             300     deduction  USD       C2            INV-1           P1        -
            3             300     deduction  USD       C1            -               P1        -""",
        examined_documents="""
            document_id  company_code  invoice_number  payer_id  gross_amount  millionths
            7            C1            INV-1           P0        12000         10000""",
        document_totals="document_id  line_count\n7  2",
    )
    found = columns(
        rows,
        "shortfall_id",
        "document_id",
        "payer_id",
        "document_payer_id",
        "line_count",
        "amount6",
        "claim_number",
    )
    assert sorted(found) == [
        (1, 7, "P1", "P0", 2, 3000000, "CL-3"), (2, None, "P1", None, None, None, None), (3, None, "P1", None, None, None, None),
    ]  # fmt: skip


def test_an_empty_claim_number_is_none() -> None:
    rows = run_model(
        "examined_shortfalls",
        shortfalls="shortfall_id  amount  slot  currency  claim_number\n1  300  deduction  USD  ''",
    )
    assert column(rows, "claim_number") == [None]


@pytest.mark.parametrize(
    ("amount", "currency", "roundness", "chance"),
    [
        (64, "USD", 1, 15625),
        (12300, "USD", 20, 1626),
        (12500, "USD", 250, 20000),
        (12501, "USD", 1, 79),
        (1000, "KWD", 20, 20000),
        (5000, "KWD", 250, 50000),
        (500, "KWD", 1, 2000),
        (500, "JPY", 250, 500000),
        (200, "USD", 20, 100000),
        (1, "USD", 1, 1000000),
    ],
)
def test_round_amounts_are_likelier_and_so_are_small_ones(
    amount: int, currency: str, roundness: int, chance: int
) -> None:
    rows = run_model(
        "examined_shortfalls",
        shortfalls=f"shortfall_id  amount  slot  currency\n1  {amount}  deduction  {currency}",
    )
    assert columns(rows, "roundness", "figure_chance") == [(roundness, chance)]


@pytest.mark.parametrize(
    ("stated", "words", "said"),
    [
        ("pricing  percent", "pricing  contract_price  1", ("pricing", "percent")),
        ("pricing  -", "pricing  contract_price  1", ("pricing", None)),
        ("-  -", "pricing  contract_price  1", ("pricing", "contract_price")),
        ("-  -", "pricing  contract_price  2", (None, None)),
    ],
    ids=["the code", "a code of a type alone", "words that name one cause", "words that name two"],
)
def test_what_the_payer_says_is_its_code_and_else_its_words(
    stated: str, words: str, said: tuple[str | None, str | None]
) -> None:
    rows = run_model(
        "examined_shortfalls",
        shortfalls=f"shortfall_id  amount  slot  currency  stated_type  stated_subtype\n1  300  deduction  USD  {stated}",
        stated_words=f"shortfall_id  dispute_type  dispute_subtype  cause_count\n1  {words}",
    )
    assert columns(rows, "said_type", "said_subtype") == [said]
