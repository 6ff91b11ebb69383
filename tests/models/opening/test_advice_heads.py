"""Heads of advice: their totals, and whether they still wait for their money."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model


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
    found = run_model(
        "advice_heads",
        advice_laid="""
        head_key  company_code  remittance_date  paid_amount
        A1        -             2026-03-01       100
        A1        C1            2026-02-27       -30
        A2        -             -                0
        A2        -             -                0
        A3        -             -                5
        A3        -             -                -5
        A3        -             -                0""",
    )

    assert sorted(columns(found, "head_key", "company_code", "total_amount", "is_all_zero")) == [
        ("A1", "C1", 70, False), ("A2", None, 0, True), ("A3", None, 0, False),
    ]  # fmt: skip
    assert str(min(row["remittance_date"] for row in found if row["head_key"] == "A1")) == "2026-02-27"


def test_two_advices_are_alike_where_their_lines_are_in_whatever_order() -> None:
    names = "head_key  invoice_reference  po_reference  paid_amount  discount_amount  deduction_amount  claim_number"
    first, second = "INV-1  -  100  -  -  K1", "INV-2  PO-1  50  2  -  -"
    same = f"{names}\nA1  {first}\nA1  {second}\nA2  {second}\nA2  {first}\n"
    changed = (
        "INV-9  PO-1  50  2  -  -",
        "INV-2  PO-9  50  2  -  -",
        "INV-2  PO-1  51  2  -  -",
        "INV-2  PO-1  50  3  -  -",
        "INV-2  PO-1  50  2  7  -",
        "INV-2  PO-1  50  2  -  K2",
    )
    others = "".join(f"B{n}  {first}\nB{n}  {line}\n" for n, line in enumerate(changed))

    keys = dict(columns(run_model("advice_heads", advice_laid=same + others), "head_key", "content_key"))

    assert keys["A1"] == keys["A2"]
    assert len(set(keys.values())) == 1 + len(changed)


def test_what_earlier_nights_tied_for_good_stands_with_what_the_advice_says_of_it() -> None:
    standing = run_model(
        "standing_ties",
        advice_heads="""
        head_key  is_waiting
        A1        no
        A2        yes
        A3        no""",
        advice_laid="""
        head_key  tied_company_code  tied_payment_id  paid_amount
        A1        C1                 B1               100
        A1        C1                 B1               -30
        A1        C1                 B2               40
        A2        C1                 B3               10
        A3        -                  -                10""",
    )

    assert sorted(columns(standing, "head_key", "tied_payment_id", "total_amount")) == [
        ("A1", "B1", 70),
        ("A1", "B2", 40),
    ]
