"""Lines of advice in play: what comes for the first time, what changes, and what stays."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model

LANDED = """
    payer_id  remittance_id  line_number  bank_reference  invoice_reference  paid_amount
    P1        A1             1            T-77            INV-1              100
    P1        A1             2            -               INV-2              50"""
KNOWN = """
    payer_id  remittance_id  line_number  bank_reference  invoice_reference  paid_amount  share_number  tied_payment_id
    P1        A1             1            T-77            INV-1              100          1             B1
    P1        A1             2            -               INV-2              50           1             B1"""


def test_advice_that_comes_for_the_first_time_is_laid_untied_and_unused() -> None:
    laid = run_model("advice_laid", landed_remittances=LANDED)

    assert columns(
        laid, "line_number", "share_number", "tied_payment_id", "is_used", "is_new", "arrived_date"
    ) == [
        (1, 1, None, False, True, laid[0]["arrived_date"]),
        (2, 1, None, False, True, laid[0]["arrived_date"]),
    ]
    assert str(laid[0]["arrived_date"]) == "2026-03-02"


def laid_again(landed: str, known: str = KNOWN) -> list[tuple[object, ...]]:
    """The lines of advice that was known and is sent again."""
    laid = run_model("advice_laid", landed_remittances=landed, old_advice=known)
    return sorted(
        columns(laid, "line_number", "share_number", "paid_amount", "tied_payment_id", "is_new"), key=str
    )


def test_the_same_advice_sent_again_keeps_its_payment_and_is_no_news() -> None:
    assert laid_again(LANDED) == [(1, 1, 100, "B1", False), (2, 1, 50, "B1", False)]


def test_a_line_that_changes_replaces_all_lines_of_the_advice() -> None:
    assert laid_again(LANDED.replace(" 50", " 60")) == [(1, 1, 100, None, True), (2, 1, 60, None, True)]


def test_a_line_that_is_left_out_replaces_all_lines_of_the_advice() -> None:
    assert laid_again(LANDED.rpartition("\n")[0]) == [(1, 1, 100, None, True)]


def test_a_line_that_is_added_replaces_all_lines_of_the_advice() -> None:
    more = "\n    P1        A1             3            -               INV-3              5"

    assert (
        column(run_model("advice_laid", landed_remittances=LANDED + more, old_advice=KNOWN), "is_new")
        == [True] * 3
    )


def test_advice_of_which_nothing_comes_again_stays_as_it_is() -> None:
    other = LANDED.replace("A1", "A2")

    assert laid_again(other) == [
        (1, 1, 100, "B1", False), (1, 1, 100, None, True), (2, 1, 50, "B1", False), (2, 1, 50, None, True),
    ]  # fmt: skip


def test_new_advice_of_a_payer_does_not_touch_another_that_is_sent_again() -> None:
    both = LANDED + LANDED.partition("paid_amount")[2].replace("A1", "A2")

    assert laid_again(both) == laid_again(LANDED.replace("A1", "A2"))


def test_advice_without_a_payer_is_known_by_its_own_id() -> None:
    landed, known = LANDED.replace("P1", "- "), KNOWN.replace("P1", "- ")

    assert laid_again(landed, known) == [(1, 1, 100, "B1", False), (2, 1, 50, "B1", False)]
    assert laid_again(landed.replace("50", "51"), known) == [(1, 1, 100, None, True), (2, 1, 51, None, True)]


SHARES = """
    payer_id  remittance_id  line_number  share_number  invoice_reference  paid_amount  discount_amount  deduction_amount  \
tied_payment_id
    P1  A1  1  1  INV-1  60  -  -  B1
    P1  A1  1  2  INV-1  40  2  3  B2"""


@pytest.mark.parametrize(
    ("paid", "discount", "deduction", "is_changed"),
    [
        pytest.param(100, 2, 3, False, id="what the shares add up to is no news"),
        pytest.param(101, 2, 3, True, id="another amount"),
        pytest.param(100, 1, 3, True, id="another discount"),
        pytest.param(100, 2, 4, True, id="another deduction"),
    ],
)
def test_a_line_that_several_payments_share_is_compared_as_a_whole(
    paid: int, discount: int, deduction: int, is_changed: bool
) -> None:
    landed = f"""
        payer_id  remittance_id  line_number  invoice_reference  paid_amount  discount_amount  deduction_amount
        P1        A1             1            INV-1              {paid}       {discount}       {deduction}"""

    expected = (
        [(1, 1, paid, None, True)] if is_changed else [(1, 1, 60, "B1", False), (1, 2, 40, "B2", False)]
    )
    assert laid_again(landed, SHARES) == expected


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        pytest.param(("T-77", "-"), ["T77", "T77"], id="a line without one is about that of its advice"),
        pytest.param(("T-77", "t 77"), ["T77", "T77"], id="as people write it"),
        pytest.param(("T-77", "T-78"), ["T77", "T78"], id="each line its own"),
        pytest.param(("T-77", "#"), ["T77", "T77"], id="signs alone are none"),
        pytest.param(("-", "-"), ["", ""], id="none at all"),
    ],
)
def test_the_bank_reference_of_a_line(references: tuple[str, str], expected: list[str]) -> None:
    laid = run_model(
        "advice_laid",
        landed_remittances=f"""
        payer_id  remittance_id  line_number  bank_reference
        P1        A1             1            {references[0]}
        P1        A1             2            {references[1]}""",
    )

    assert column(laid, "bank_key") == expected
    assert column(laid, "head_key") == [f"P1\nA1\n{key}" for key in expected]


def test_a_line_without_a_reference_of_advice_that_names_two_is_about_neither() -> None:
    laid = run_model(
        "advice_laid",
        landed_remittances="""
        payer_id  remittance_id  line_number  bank_reference
        -         A1             1            T-77
        -         A1             2            T-78
        -         A1             3            -
        -         A2             1            T-79
        -         A2             2            -""",
    )

    expected = ["\nA1\n", "\nA1\nT77", "\nA1\nT78", "\nA2\nT79", "\nA2\nT79"]
    assert sorted(column(laid, "head_key")) == expected
