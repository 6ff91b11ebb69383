"""Lines of advice with the payment that they belong to, and the family that sent them."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

ADVICE = (
    "head_key  payer_id  line_number  paid_amount  discount_amount  deduction_amount  "
    "tied_company_code  tied_payment_id\n"
)
LINE = "A1  P1  1  100  2  3  C1  B9\n"


def laid(lines: str, head: str, **given: str) -> list[tuple[object, ...]]:
    heads = f"head_key  is_waiting  is_returned\nA1  {head}"
    found = run_model("night_advice", advice_laid=ADVICE + lines, advice_heads=heads, **given)
    return sorted(columns(found, "line_number", "tied_company_code", "tied_payment_id", "is_newly_tied"))


ONE_TIE = "head_key  places  tied_company_code  tied_payment_id  is_presumed\nA1  1  C2  B1  no"


@pytest.mark.parametrize(
    ("head", "ties", "expected"),
    [
        pytest.param("no  no", "", ("C1", "B9", False), id="settled: keeps its payment"),
        pytest.param("yes  no", "", (None, None, False), id="waiting: lets go of a payment that did not fit"),
        pytest.param("yes  yes", "", ("C1", "B9", False), id="returned: keeps its payment till another comes"),
        pytest.param("yes  no", ONE_TIE, ("C2", "B1", True), id="waiting: takes the payment that has come"),
        pytest.param("yes  no", ONE_TIE.replace("A1  1", "A1  2"), (None, None, False), id="waiting: one of two payments is not its own"),
        pytest.param("yes  yes", ONE_TIE, ("C2", "B1", True), id="returned: takes the payment that has come"),
        pytest.param("yes  no", ONE_TIE.replace("B1", "B9"), ("C2", "B9", False), id="the payment that it had is no news"),
    ],
)  # fmt: skip
def test_the_payment_of_a_line(head: str, ties: str, expected: tuple[object, ...]) -> None:
    assert laid(LINE, head, remittance_links=ties) == [(1, *expected)]


def test_the_first_payment_of_a_line_is_news_and_may_be_presumed() -> None:
    found = run_model(
        "night_advice",
        advice_laid=ADVICE + LINE.replace("C1  B9", "-  -"),
        advice_heads="head_key  is_waiting  is_returned\nA1  yes  no",
        remittance_links=ONE_TIE.replace("no", "yes"),
    )

    assert columns(found, "tied_payment_id", "is_newly_tied", "is_presumed") == [("B1", True, True)]


def test_a_shared_line_becomes_its_shares_with_what_it_takes_off_on_the_last() -> None:
    found = run_model(
        "night_advice", advice_laid=ADVICE + LINE, advice_heads="head_key  is_waiting  is_returned\nA1  yes  no",
        rejoined_lines=ADVICE + LINE, remittance_links=ONE_TIE.replace("1  C2", "2  C2"), shared_lines="head_key  line_number\nA1  1",
        line_shares="""
            head_key  line_number  share_number  paid_amount  tied_company_code  tied_payment_id  is_last
            A1        1            1             60           C1                 B1               no
            A1        1            2             40           C1                 B2               yes""",
    )  # fmt: skip

    names = (
        "share_number",
        "tied_payment_id",
        "paid_amount",
        "discount_amount",
        "deduction_amount",
        "is_newly_tied",
        "is_presumed",
    )
    assert sorted(columns(found, *names)) == [
        (1, "B1", 60, None, None, True, False),
        (2, "B2", 40, 2, 3, True, False),
    ]


@pytest.mark.parametrize(
    ("payer", "groups", "payments", "expected"),
    [
        pytest.param("P1", "payer_id  group_id\nP1  G1", "", "G1", id="the family of who sent it"),
        pytest.param(
            "P1",
            "",
            "company_code  payment_id  group_id\nC1  B9  G2",
            "P1",
            id="a payer without master data: itself",
        ),
        pytest.param(
            "-",
            "",
            "company_code  payment_id  group_id\nC1  B9  G2",
            "G2",
            id="nobody: the family of its payment",
        ),
        pytest.param(
            "-", "", "company_code  payment_id  group_id\nC2  B9  G2", None, id="nobody, without a payment"
        ),
    ],
)
def test_the_family_of_an_advice(payer: str, groups: str, payments: str, expected: str | None) -> None:
    found = run_model(
        "night_advice",
        advice_laid=ADVICE + LINE.replace("P1", payer),
        advice_heads="head_key  is_waiting  is_returned\nA1  no  no",
        payer_groups=groups,
        night_payments=payments,
    )

    assert [row["group_id"] for row in found] == [expected]
