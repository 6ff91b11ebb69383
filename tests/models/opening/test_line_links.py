"""Payments of one day that pay an advice line by line."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

UNTIED = (
    "number  side  company_code  payment_id  head_key  group_id  currency  amount  on_date  is_returned\n"
)


def payment(
    number: int, amount: int, day: str = "2026-03-01", company: str = "C1", family: str = "G1"
) -> str:
    return f"{number}  payment  {company}  B{number}  -  {family}  EUR  {amount}  {day}  -\n"


def advice(
    number: int, amount: int, day: str = "2026-03-01", company: str = "-", returned: str = "no"
) -> str:
    return f"{number}  advice  {company}  -  A{number}  G1  EUR  {amount}  {day}  {returned}\n"


LINES = "head_key  line_number  invoice_reference  paid_amount\n"
TWO_LINES = "A1  1  INV-1  60\nA1  2  INV-2  50\nA1  3  INV-2  -10\n"
TWO_PAYMENTS = payment(2, 60) + payment(3, 40)


def paid_line_by_line(unlinked: str, lines: str = TWO_LINES, **given: str) -> list[tuple[object, ...]]:
    found = run_model("line_links", unlinked=UNTIED + unlinked, advice_laid=LINES + lines, **given)
    return sorted(columns(found, "head_key", "reference", "tied_payment_id"))


def test_payments_of_one_day_pay_an_advice_line_by_line() -> None:
    paid = [("A1", "INV1", "B2"), ("A1", "INV2", "B3")]

    assert paid_line_by_line(advice(1, 100) + TWO_PAYMENTS) == paid
    assert paid_line_by_line(advice(1, 100, company="C1", day="2026-03-11") + TWO_PAYMENTS) == paid


def test_lines_without_a_reference_are_each_paid_by_themselves() -> None:
    lines = "A1  1  -  60\nA1  2  -  40\n"

    assert paid_line_by_line(advice(1, 100) + TWO_PAYMENTS, lines) == [("A1", "1#", "B2"), ("A1", "2#", "B3")]


@pytest.mark.parametrize(
    "untied",
    [
        pytest.param(advice(1, 100) + payment(2, 60), id="one reference is not paid"),
        pytest.param(advice(1, 100) + payment(2, 60) + payment(3, 41), id="one is paid a cent more"),
        pytest.param(advice(1, 100) + payment(2, 60) + payment(3, 40, day="2026-03-02"), id="on two days"),
        pytest.param(advice(1, 100) + payment(2, 60) + payment(3, 40, company="C2"), id="in two companies"),
        pytest.param(advice(1, 100) + payment(2, 60) + payment(3, 40, family="G2"), id="by another family"),
        pytest.param(
            (advice(1, 100) + TWO_PAYMENTS).replace(
                "3  payment  C1  B3  -  G1  EUR", "3  payment  C1  B3  -  G1  USD"
            ),
            id="in another currency",
        ),
        pytest.param(advice(1, 100) + TWO_PAYMENTS + payment(4, 60), id="one by either of two payments"),
        pytest.param(
            advice(1, 100)
            + TWO_PAYMENTS
            + payment(4, 60, day="2026-03-02")
            + payment(5, 40, day="2026-03-02"),
            id="on one day or on another",
        ),
        pytest.param(advice(1, 100, company="C2") + TWO_PAYMENTS, id="advice of another company"),
        pytest.param(advice(1, 100, day="2026-03-12") + TWO_PAYMENTS, id="eleven days before the advice"),
        pytest.param(advice(1, 100, day="2026-02-18") + TWO_PAYMENTS, id="eleven days after the advice"),
    ],
)
def test_payments_that_do_not_pay_an_advice_line_by_line(untied: str) -> None:
    assert paid_line_by_line(untied) == []


def test_an_advice_of_one_reference_is_not_paid_line_by_line() -> None:
    assert paid_line_by_line(advice(1, 60) + payment(2, 60), "A1  1  INV-1  60\n") == []


def test_two_references_of_one_amount_are_not_told_apart() -> None:
    lines = "A1  1  INV-1  60\nA1  2  INV-2  60\nA1  3  INV-3  40\n"

    assert paid_line_by_line(advice(1, 160) + TWO_PAYMENTS + payment(4, 60), lines) == []
    assert paid_line_by_line(advice(1, 160) + TWO_PAYMENTS, lines) == []


def test_no_payment_pays_lines_of_two_advices() -> None:
    lines = TWO_LINES + "A9  1  INV-8  60\nA9  2  INV-9  30\n"
    untied = advice(1, 100) + TWO_PAYMENTS + advice(9, 90)

    assert paid_line_by_line(untied, lines) == [("A1", "INV1", "B2"), ("A1", "INV2", "B3")]
    assert paid_line_by_line(untied + payment(4, 30), lines) == []


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(
            {"amount_links": "head_key  tied_company_code  tied_payment_id\nA1  C9  B9"},
            id="advice tied by amounts",
        ),
        pytest.param(
            {"amount_links": "head_key  tied_company_code  tied_payment_id\nA8  C1  B2"},
            id="a payment tied by amounts",
        ),
        pytest.param(
            {"advice_amount_fits": "advice  payment\n1  9"}, id="advice that fits a payment by itself"
        ),
        pytest.param(
            {"old_postings": "company_code  payment_id\nC1  B3"}, id="a payment that the ERP has posted"
        ),
    ],
)
def test_what_is_not_paid_line_by_line(given: dict[str, str]) -> None:
    assert paid_line_by_line(advice(1, 100) + TWO_PAYMENTS, **given) == []


def test_ties_and_postings_of_another_company_leave_a_payment_free() -> None:
    assert len(paid_line_by_line(
        advice(1, 100) + TWO_PAYMENTS, old_postings="company_code  payment_id\nC2  B3",
        amount_links="head_key  tied_company_code  tied_payment_id\nA8  C2  B2",
    )) == 2  # fmt: skip
