"""Advice and payments that are presumed to belong together, and the ties of all kinds in order."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

UNTIED = (
    "number  side  company_code  payment_id  head_key  group_id  currency  amount  on_date  is_returned\n"
)
ADVICE = "1  advice  -  -  A1  G1  EUR  100  2026-03-11  no\n"
PAYMENT = "2  payment  C1  B2  -  G1  EUR  90  2026-03-11  -\n"
OPEN = "company_code  payment_id  amount  unapplied_amount  is_new  memo\n"
NEW = "C1  B2  90  0  yes  -\n"


def near(unlinked: str, payments: str = NEW, **given: str) -> list[tuple[object, ...]]:
    found = run_model("near_links", unlinked=UNTIED + unlinked, night_payments=OPEN + payments, **given)
    return sorted(columns(found, "head_key", "tied_company_code", "tied_payment_id"))


@pytest.mark.parametrize(
    ("payment", "is_near"),
    [
        pytest.param(PAYMENT, True, id="a tenth less"),
        pytest.param(PAYMENT.replace("90", "80"), True, id="a fifth less"),
        pytest.param(PAYMENT.replace("90", "79"), False, id="more than a fifth less"),
        pytest.param(PAYMENT.replace("90", "120"), True, id="a fifth more"),
        pytest.param(PAYMENT.replace("90", "121"), False, id="more than a fifth more"),
        pytest.param(PAYMENT.replace("03-11", "03-21"), True, id="ten days after the advice"),
        pytest.param(PAYMENT.replace("03-11", "03-22"), False, id="eleven days after it"),
        pytest.param(PAYMENT.replace("03-11", "03-01"), True, id="ten days before the advice"),
        pytest.param(PAYMENT.replace("2026-03-11", "2026-02-28"), False, id="eleven days before it"),
        pytest.param(PAYMENT.replace("G1", "G2"), False, id="another family"),
        pytest.param(PAYMENT.replace("EUR", "USD"), False, id="another currency"),
    ],
)
def test_which_payment_is_near_an_advice(payment: str, is_near: bool) -> None:
    assert near(ADVICE + payment) == ([("A1", "C1", "B2")] if is_near else [])


@pytest.mark.parametrize(
    ("untied", "is_near"),
    [
        pytest.param(ADVICE.replace("advice  -", "advice  C1") + PAYMENT, True, id="of one company"),
        pytest.param(ADVICE.replace("advice  -", "advice  C2") + PAYMENT, False, id="of two companies"),
        pytest.param(ADVICE.replace("no", "yes") + PAYMENT, False, id="advice whose payment came back"),
        pytest.param(
            ADVICE + ADVICE.replace("1  advice", "3  advice").replace("A1", "A3") + PAYMENT,
            False,
            id="two advices near the payment",
        ),
    ],
)
def test_which_advice_is_near_a_payment(untied: str, is_near: bool) -> None:
    assert near(untied) == ([("A1", "C1", "B2")] if is_near else [])


def test_two_payments_near_an_advice_are_not_told_apart() -> None:
    second = PAYMENT.replace("2  payment", "3  payment").replace("B2", "B3")

    assert near(ADVICE + PAYMENT + second, NEW + NEW.replace("B2", "B3")) == []
    assert near(ADVICE + PAYMENT + second.replace("90", "70"), NEW + NEW.replace("B2", "B3")) == [
        ("A1", "C1", "B2")
    ]


@pytest.mark.parametrize(
    ("payment", "is_open"),
    [
        pytest.param("C1  B2  90  0  yes  -", True, id="new"),
        pytest.param("C1  B2  90  90  no  -", True, id="known, and all of it open"),
        pytest.param("C1  B2  90  89  no  -", False, id="known, and a cent of it placed"),
        pytest.param("C1  B2  90  0  yes  thank you", True, id="with words"),
        pytest.param("C1  B2  90  0  yes  paid 2026-03-01", True, id="with a day"),
        pytest.param("C1  B2  90  0  yes  invoice 10023", False, id="with a number"),
        pytest.param("C1  B2  90  0  yes  run 123", True, id="with a number of three digits"),
        pytest.param("C2  B2  90  0  yes  -", False, id="of another company"),
    ],
)
def test_a_payment_that_says_what_it_is_for_is_not_presumed_to_be_for_an_advice(
    payment: str, is_open: bool
) -> None:
    assert near(ADVICE + PAYMENT, payment) == ([("A1", "C1", "B2")] if is_open else [])


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"advice_amount_fits": "advice  payment\n1  9"}, id="advice that fits another payment"),
        pytest.param({"advice_amount_fits": "advice  payment\n9  2"}, id="a payment that fits other advice"),
        pytest.param(
            {"amount_links": "head_key  tied_company_code  tied_payment_id\nA1  C1  B9"},
            id="advice tied by amounts",
        ),
        pytest.param(
            {"amount_links": "head_key  tied_company_code  tied_payment_id\nA9  C1  B2"},
            id="a payment tied by amounts",
        ),
        pytest.param(
            {"line_links": "head_key  tied_company_code  tied_payment_id\nA1  C1  B9"},
            id="advice tied by its lines",
        ),
        pytest.param(
            {"line_links": "head_key  tied_company_code  tied_payment_id\nA9  C1  B2"},
            id="a payment tied by lines",
        ),
        pytest.param({"old_postings": "company_code  payment_id\nC1  B2"}, id="posted before"),
        pytest.param({"landed_cash_applications": "company_code  payment_id\nC1  B2"}, id="posted tonight"),
    ],
)
def test_what_is_tied_or_posted_is_not_presumed(given: dict[str, str]) -> None:
    assert near(ADVICE + PAYMENT, **given) == []


def test_ties_and_postings_of_another_company_leave_the_payment_free() -> None:
    tie = "head_key  tied_company_code  tied_payment_id\nA9  C2  B2\nA9  C1  B9"
    posted = "company_code  payment_id\nC2  B2\nC1  B9"

    assert near(
        ADVICE + PAYMENT,
        amount_links=tie,
        line_links=tie,
        old_postings=posted,
        landed_cash_applications=posted,
    ) == [("A1", "C1", "B2")]


def test_among_more_than_twelve_payments_of_a_family_nothing_is_presumed() -> None:
    def beside(last: int, family: str = "G1") -> list[tuple[object, ...]]:
        others = [
            f"{n}  payment  C1  B{n}  -  {family}  EUR  {n}  2026-03-11  -\n" for n in range(3, last + 1)
        ]
        known = [f"C1  B{n}  {n}  0  yes  -\n" for n in range(3, last + 1)]
        return near(ADVICE + PAYMENT + "".join(others), NEW + "".join(known))

    assert beside(13) == [("A1", "C1", "B2")]
    assert beside(14) == []
    assert beside(14, "G2") == [("A1", "C1", "B2")]


TIE = "head_key  tied_company_code  tied_payment_id\n"
DAYS = """
    company_code  payment_id  value_date  amount
    C1            B1          2026-03-02  10
    C1            B2          2026-03-01  20
    C2            B0          2026-03-02  40
    C1            B0          2026-03-02  80"""


def test_payments_of_one_advice_come_in_the_order_of_their_days() -> None:
    found = run_model(
        "remittance_links", bank_links=TIE + "A1  C1  B1\nA1  C1  B2\nA1  C2  B0\nA1  C1  B0", night_payments=DAYS,
        advice_heads="head_key  is_waiting\nA1  yes",
    )  # fmt: skip

    assert sorted(columns(found, "place", "tied_company_code", "tied_payment_id", "amount", "amount_so_far", "places")) == [
        (1, "C1", "B2", 20, 20, 4), (2, "C1", "B0", 80, 100, 4), (3, "C1", "B1", 10, 110, 4), (4, "C2", "B0", 40, 150, 4),
    ]  # fmt: skip


def test_ties_of_every_kind_count_and_only_near_ones_are_presumed() -> None:
    found = run_model(
        "remittance_links",
        bank_links=TIE + "A1  C1  B1\nA5  C1  B1",
        amount_links=TIE + "A2  C1  B2",
        line_links="head_key  reference  tied_company_code  tied_payment_id\nA3  R1  C2  B0",
        near_links=TIE + "A4  C1  B0\nA6  C1  B9",
        night_payments=DAYS,
        advice_heads="head_key  is_waiting\n" + "".join(f"A{n}  yes\n" for n in (1, 2, 3, 4, 6)) + "A5  no",
    )

    assert sorted(columns(found, "head_key", "tied_payment_id", "is_presumed", "place", "places")) == [
        ("A1", "B1", False, 1, 1), ("A2", "B2", False, 1, 1), ("A3", "B0", False, 1, 1), ("A4", "B0", True, 1, 1),
    ]  # fmt: skip
