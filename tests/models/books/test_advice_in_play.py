"""Lines of advice in play, their heads, and which of them still wait for their money."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model

LANDED = """
    payer_id  remittance_id  line_number  bank_reference  currency  remittance_date  invoice_reference  paid_amount
    P1        A1             1            T-77            EUR       2026-03-01       INV-1              100
    P1        A1             2            -               EUR       2026-03-01       INV-2              50"""
KNOWN = """
    payer_id  remittance_id  line_number  bank_reference  currency  remittance_date  invoice_reference  paid_amount  share_number  tied_company_code  tied_payment_id  is_used  arrived_date  is_live
    P1        A1             1            T-77            EUR       2026-03-01       INV-1              100          1             C1                 B1               yes      2026-02-20    yes
    P1        A1             2            -               EUR       2026-03-01       INV-2              50           1             C1                 B1               yes      2026-02-20    yes"""


def test_advice_that_comes_for_the_first_time_is_laid_untied_and_unused() -> None:
    laid = run_model("advice_laid", landed_remittances=LANDED)

    assert columns(laid, "line_number", "share_number", "tied_payment_id", "is_used", "is_new", "arrived_date") == [
        (1, 1, None, False, True, laid[0]["arrived_date"]),
        (2, 1, None, False, True, laid[0]["arrived_date"]),
    ]
    assert str(laid[0]["arrived_date"]) == "2026-03-02"


def laid_again(landed: str, known: str = KNOWN) -> list[tuple[object, ...]]:
    """The lines of advice that was known and is sent again."""
    laid = run_model("advice_laid", landed_remittances=landed, old_advice=known)
    return sorted(columns(laid, "line_number", "share_number", "paid_amount", "tied_payment_id", "is_new"), key=str)


def test_the_same_advice_sent_again_keeps_its_payment_and_is_no_news() -> None:
    assert laid_again(LANDED) == [(1, 1, 100, "B1", False), (2, 1, 50, "B1", False)]


def test_a_line_that_changes_replaces_all_lines_of_the_advice() -> None:
    assert laid_again(LANDED.replace(" 50", " 60")) == [(1, 1, 100, None, True), (2, 1, 60, None, True)]


def test_a_line_that_is_left_out_replaces_all_lines_of_the_advice() -> None:
    assert laid_again(LANDED.rpartition("\n")[0]) == [(1, 1, 100, None, True)]


def test_a_line_that_is_added_replaces_all_lines_of_the_advice() -> None:
    more = "\n    P1        A1             3            -               EUR       2026-03-01       INV-3              5"

    assert column(run_model("advice_laid", landed_remittances=LANDED + more, old_advice=KNOWN), "is_new") == [True] * 3


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
    payer_id  remittance_id  line_number  share_number  invoice_reference  paid_amount  discount_amount  deduction_amount  tied_payment_id
    P1        A1             1            1             INV-1              60           -                -                 B1
    P1        A1             1            2             INV-1              40           2                3                 B2"""


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

    expected = [(1, 1, paid, None, True)] if is_changed else [(1, 1, 60, "B1", False), (1, 2, 40, "B2", False)]
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
    laid = run_model("advice_laid", landed_remittances=f"""
        payer_id  remittance_id  line_number  bank_reference
        P1        A1             1            {references[0]}
        P1        A1             2            {references[1]}""")

    assert column(laid, "bank_key") == expected
    assert column(laid, "head_key") == [f"P1\nA1\n{key}" for key in expected]


def test_a_line_without_a_reference_of_advice_that_names_two_is_about_neither() -> None:
    laid = run_model("advice_laid", landed_remittances="""
        payer_id  remittance_id  line_number  bank_reference
        -         A1             1            T-77
        -         A1             2            T-78
        -         A1             3            -
        -         A2             1            T-79
        -         A2             2            -""")

    expected = ["\nA1\n", "\nA1\nT77", "\nA1\nT78", "\nA2\nT79", "\nA2\nT79"]
    assert sorted(column(laid, "head_key")) == expected


def heads(payments: str, lines: str, returned: str = "") -> list[tuple[object, ...]]:
    """Whether each head waits for its money, and whether that is because it came back."""
    found = run_model("advice_heads", advice_laid=lines, payments_laid=payments, returned_payments=returned)
    return sorted(columns(found, "head_key", "is_waiting", "is_returned"))


PAYMENTS = """
    company_code  payment_id  amount
    C1            B1          100
    C1            B2          40"""


@pytest.mark.parametrize(
    ("is_used", "payment", "paid", "is_waiting"),
    [
        pytest.param("no", "-", 100, True, id="tied to none: waits"),
        pytest.param("yes", "B1", 70, False, id="used: waits no more, whatever its amount"),
        pytest.param("no", "B1", 100, False, id="unused, but of the payment's amount: waits no more"),
        pytest.param("no", "B1", 99, True, id="unused, and less than the payment: waits for more"),
        pytest.param("no", "B1", 101, True, id="unused, and more than the payment: waits for more"),
        pytest.param("no", "B9", 70, False, id="of a payment that is settled long ago: waits no more"),
    ],
)
def test_whether_advice_still_waits(is_used: str, payment: str, paid: int, is_waiting: bool) -> None:
    lines = f"""
        head_key  paid_amount  tied_company_code  tied_payment_id  is_used
        A1        {paid}       C1                 {payment}        {is_used}"""

    assert heads(PAYMENTS, lines) == [("A1", is_waiting, False)]


def test_advice_of_two_payments_waits_where_one_of_them_does_not_have_its_amount() -> None:
    lines = """
        head_key  paid_amount  tied_company_code  tied_payment_id  is_used
        A1        100          C1                 B1               no
        A1        40           C1                 B2               no
        A2        100          C1                 B1               no
        A2        41           C1                 B2               no
        A3        99           C1                 B1               no
        A3        41           C1                 B2               yes"""

    assert heads(PAYMENTS, lines) == [("A1", False, False), ("A2", True, False), ("A3", False, False)]


def test_lines_of_one_payment_are_held_against_it_together() -> None:
    lines = """
        head_key  paid_amount  tied_company_code  tied_payment_id  is_used
        A1        130          C1                 B1               no
        A1        -30          C1                 B1               no
        A2        130          C1                 B1               yes
        A2        -31          C1                 B1               no"""

    assert heads(PAYMENTS, lines) == [("A1", False, False), ("A2", False, False)]


def test_advice_waits_again_once_its_one_payment_came_back_but_not_one_of_two() -> None:
    lines = """
        head_key  paid_amount  tied_company_code  tied_payment_id  is_used
        A1        100          C1                 B1               yes
        A2        100          C1                 B1               yes
        A2        40           C1                 B2               yes
        A3        40           C1                 B2               yes"""
    at_rest = [("A2", False, False), ("A3", False, False)]

    assert heads(PAYMENTS, lines, "company_code  payment_id\nC1  B1") == [("A1", True, True), *at_rest]
    assert heads(PAYMENTS, lines, "company_code  payment_id\nC2  B1") == [("A1", False, False), *at_rest]


def test_a_head_sums_its_lines_and_says_whether_all_pay_nothing() -> None:
    found = run_model("advice_heads", advice_laid="""
        head_key  company_code  remittance_date  paid_amount
        A1        -             2026-03-01       100
        A1        C1            2026-02-27       -30
        A2        -             -                0
        A2        -             -                0
        A3        -             -                5
        A3        -             -                -5
        A3        -             -                0""")

    assert sorted(columns(found, "head_key", "company_code", "total_amount", "is_all_zero")) == [
        ("A1", "C1", 70, False), ("A2", None, 0, True), ("A3", None, 0, False),
    ]  # fmt: skip
    assert str(min(row["remittance_date"] for row in found if row["head_key"] == "A1")) == "2026-02-27"


def test_two_advices_are_alike_where_their_lines_are_in_whatever_order() -> None:
    names = "head_key  invoice_reference  po_reference  paid_amount  discount_amount  deduction_amount  claim_number"
    first, second = "INV-1  -  100  -  -  K1", "INV-2  PO-1  50  2  -  -"
    same = f"{names}\nA1  {first}\nA1  {second}\nA2  {second}\nA2  {first}\n"
    changed = ("INV-9  PO-1  50  2  -  -", "INV-2  PO-9  50  2  -  -", "INV-2  PO-1  51  2  -  -", "INV-2  PO-1  50  3  -  -",
               "INV-2  PO-1  50  2  7  -", "INV-2  PO-1  50  2  -  K2")  # fmt: skip
    others = "".join(f"B{n}  {first}\nB{n}  {line}\n" for n, line in enumerate(changed))

    keys = dict(columns(run_model("advice_heads", advice_laid=same + others), "head_key", "content_key"))

    assert keys["A1"] == keys["A2"]
    assert len(set(keys.values())) == 1 + len(changed)


def test_what_earlier_nights_tied_for_good_stands_with_what_the_advice_says_of_it() -> None:
    standing = run_model("standing_ties", advice_heads="""
        head_key  is_waiting
        A1        no
        A2        yes
        A3        no""", advice_laid="""
        head_key  tied_company_code  tied_payment_id  paid_amount
        A1        C1                 B1               100
        A1        C1                 B1               -30
        A1        C1                 B2               40
        A2        C1                 B3               10
        A3        -                  -                10""")

    assert sorted(columns(standing, "head_key", "tied_payment_id", "total_amount")) == [("A1", "B1", 70), ("A1", "B2", 40)]
