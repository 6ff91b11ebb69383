"""Advice and payments that nothing ties yet, the sums that some of them make, and those that are merely near each other."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model

FAMILIES = "payer_id  group_id\nP1  G1\nP2  G1\nP3  G2"
HEADS = "head_key  payer_id  company_code  currency  remittance_date  total_amount  content_key  is_waiting  is_returned\n"
HEAD = "A1  P1  -  EUR  2026-03-01  100  k1  yes  no\n"
PAYMENTS = "company_code  payment_id  group_id  currency  amount  value_date\n"
PAYMENT = "C1  B1  G1  EUR  60  2026-03-02\n"


def left(heads: str = HEAD, payments: str = PAYMENT, **given: str) -> list[tuple[object, ...]]:
    """Number, side, and the advice or payment that nothing ties."""
    found = run_model(
        "unlinked",
        payer_groups=FAMILIES,
        advice_heads=HEADS + heads,
        night_payments=PAYMENTS + payments,
        **given,
    )
    return sorted((row["number"], row["side"], row["head_key"] or row["payment_id"]) for row in found)


def test_advice_and_payments_of_a_family_are_numbered_by_side_and_key() -> None:
    heads = HEAD + HEAD.replace("A1", "A0").replace("k1", "k0")
    payments = PAYMENT + PAYMENT.replace("C1  B1", "C0  B2") + PAYMENT.replace("B1", "B0")

    assert left(heads, payments) == [
        (1, "advice", "A0"), (2, "advice", "A1"), (3, "payment", "B2"), (4, "payment", "B0"), (5, "payment", "B1"),
    ]  # fmt: skip


def test_what_is_kept_of_an_advice_and_of_a_payment() -> None:
    found = run_model(
        "unlinked", payer_groups=FAMILIES, advice_heads=HEADS + HEAD.replace("-  EUR", "C1  EUR"),
        night_payments=PAYMENTS + PAYMENT,
    )  # fmt: skip

    assert columns(found, "side", "company_code", "group_id", "currency", "amount", "is_returned") == [
        ("advice", "C1", "G1", "EUR", 100, False), ("payment", "C1", "G1", "EUR", 60, None),
    ]  # fmt: skip
    assert [str(day) for day in column(found, "on_date")] == ["2026-03-01", "2026-03-02"]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        pytest.param(HEAD.replace("yes", "no "), [], id="that waits no more"),
        pytest.param(HEAD.replace("100", "0"), [], id="that needs no money"),
        pytest.param(HEAD.replace("100", "1"), ["A1"], id="of a cent"),
        pytest.param(HEAD.replace("P1", "P7"), [], id="of a payer without master data"),
        pytest.param(HEAD + HEAD.replace("A1", "A0"), ["A0"], id="sent twice: it is one"),
        pytest.param(HEAD + HEAD.replace("A1  P1", "A0  P2"), ["A0"], id="sent twice by the family"),
        pytest.param(HEAD + HEAD.replace("A1  P1", "A0  P3"), ["A0", "A1"], id="the same of two families"),
        pytest.param(HEAD + HEAD.replace("A1", "A2").replace("yes", "no "), [], id="sent again after it was settled"),
    ],
)  # fmt: skip
def test_which_advice_nothing_ties(heads: str, expected: list[str]) -> None:
    assert [name for _, side, name in left(heads) if side == "advice"] == expected


def test_advice_whose_reference_some_payment_bears_is_not_tied_by_amounts() -> None:
    assert left(bank_candidates="head_key\nA1") == []
    assert len(left(bank_candidates="head_key\nA2")) == 2


@pytest.mark.parametrize(
    ("payment", "given", "is_left"),
    [
        pytest.param(PAYMENT, {}, True, id="of a family that has such advice"),
        pytest.param(PAYMENT.replace("G1", "G2"), {}, False, id="of a family that has none"),
        pytest.param(PAYMENT.replace("60", "0"), {}, False, id="without money"),
        pytest.param(PAYMENT.replace("60", "-60"), {}, False, id="that goes back"),
        pytest.param(
            PAYMENT,
            {"bank_links": "tied_company_code  tied_payment_id\nC1  B1"},
            False,
            id="tied by its reference",
        ),
        pytest.param(
            PAYMENT,
            {"bank_links": "tied_company_code  tied_payment_id\nC2  B1"},
            True,
            id="of another company",
        ),
        pytest.param(
            PAYMENT, {"returned_payments": "company_code  payment_id\nC1  B1"}, False, id="that came back"
        ),
        pytest.param(
            PAYMENT, {"returned_payments": "company_code  payment_id\nC2  B1"}, True, id="another came back"
        ),
    ],
)
def test_which_payment_nothing_ties(payment: str, given: dict[str, str], is_left: bool) -> None:
    assert ([side for _, side, _ in left(payments=payment, **given)] == ["advice", "payment"]) is is_left


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


def sums(unlinked: str, fitting: str = "") -> list[tuple[object, ...]]:
    """The sets of numbers and their sums."""
    found = run_model("unlinked_sums", unlinked=UNTIED + unlinked, advice_amount_fits=fitting)
    return sorted(columns(found, "side", "numbers", "amount"))


def test_two_three_or_all_payments_of_a_day_make_sums() -> None:
    four = "".join(payment(n, 10**n) for n in (1, 2, 3, 4))

    assert sums(payment(1, 60) + payment(2, 40)) == [("payment", [1, 2], 100)]
    found = sums(four)
    assert len(found) == 6 + 4 + 1
    assert ("payment", [1, 2, 3], 1110) in found and ("payment", [1, 2, 3, 4], 11110) in found


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(payment(2, 40, day="2026-03-02"), id="another day"),
        pytest.param(payment(2, 40, company="C2"), id="another company"),
        pytest.param(payment(2, 40, family="G2"), id="another family"),
        pytest.param(payment(2, 40).replace("EUR", "USD"), id="another currency"),
        pytest.param(advice(2, 40), id="the other side"),
        pytest.param("", id="none beside it"),
    ],
)
def test_payments_that_make_no_sum(others: str) -> None:
    assert sums(payment(1, 60) + others) == []


def test_advices_make_sums_by_the_day_and_where_a_family_has_few_by_all() -> None:
    assert sums(advice(1, 60) + advice(2, 40, day="2026-02-01")) == [("advice", [1, 2], 100)]
    assert sums(advice(1, 60, company="C1") + advice(2, 40)) == [("advice", [1, 2], 100)]
    assert sums(advice(1, 60, company="C1") + advice(2, 40, company="C2")) == []


def test_the_days_and_the_company_of_a_sum() -> None:
    untied = UNTIED + advice(1, 60, day="2026-02-03") + advice(2, 40, day="2026-02-01", company="C1")
    [found] = run_model("unlinked_sums", unlinked=untied)

    assert (str(found["first_date"]), str(found["last_date"]), found["company_code"]) == (
        "2026-02-01",
        "2026-02-03",
        "C1",
    )
    assert (found["group_id"], found["currency"]) == ("G1", "EUR")


def test_among_more_than_twelve_some_add_up_to_anything() -> None:
    twelve = "".join(payment(n, n) for n in range(1, 13))

    assert ("payment", list(range(1, 13)), 78) in sums(twelve)
    assert sums(twelve + payment(13, 13)) == []


def test_thirteen_advices_of_two_days_make_sums_by_the_day_only() -> None:
    first = "".join(advice(n, n) for n in range(1, 12))
    second = advice(12, 12, day="2026-02-01") + advice(13, 13, day="2026-02-01")
    found = [numbers for _, numbers, _ in sums(first + second)]

    assert [12, 13] in found and [1, 2] in found and [1, 12] not in found


@pytest.mark.parametrize(
    ("untied", "fitting"),
    [
        pytest.param(advice(1, 60) + advice(2, 40, returned="yes"), "", id="advice whose payment came back"),
        pytest.param(advice(1, 60) + advice(2, 40), "advice  payment\n2  9", id="advice that fits by itself"),
        pytest.param(
            payment(1, 60) + payment(2, 40), "advice  payment\n9  2", id="a payment that fits by itself"
        ),
    ],
)
def test_what_is_left_out_of_sums(untied: str, fitting: str) -> None:
    assert sums(untied, fitting) == []
