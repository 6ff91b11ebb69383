"""Advice and payments that only amount and date tie together: one to one, and one to several that add up to it."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

NAMES = "number  side  head_key  company_code  payment_id  group_id  currency  amount  on_date  is_returned\n"
ADVICE = "1  advice  A1  -  -  G1  EUR  100  2026-03-11  no\n"


def fits(unlinked: str, **given: str) -> list[tuple[object, ...]]:
    """Advice, payment, and how many others each of them fits."""
    found = run_model("advice_amount_fits", unlinked=NAMES + unlinked, **given)
    return sorted(columns(found, "advice", "payment", "payments_fitting", "advices_fitting"))


@pytest.mark.parametrize(
    ("payment", "is_fitting"),
    [
        pytest.param("G1  EUR  100  2026-03-11", True, id="same family, currency and amount"),
        pytest.param("G2  EUR  100  2026-03-11", False, id="another family"),
        pytest.param("G1  USD  100  2026-03-11", False, id="another currency"),
        pytest.param("G1  EUR  101  2026-03-11", False, id="a cent more"),
        pytest.param("G1  EUR  100  2026-03-01", True, id="ten days before"),
        pytest.param("G1  EUR  100  2026-02-28", False, id="eleven days before"),
        pytest.param("G1  EUR  100  2026-03-21", True, id="ten days after"),
        pytest.param("G1  EUR  100  2026-03-22", False, id="eleven days after"),
    ],
)
def test_which_payment_an_advice_fits(payment: str, is_fitting: bool) -> None:
    assert fits(ADVICE + f"2  payment  -  C1  B1  {payment}  -\n") == ([(1, 2, 1, 1)] if is_fitting else [])


def test_advice_of_a_company_fits_payments_of_that_company_only() -> None:
    advice = ADVICE.replace("A1  -", "A1  C1")

    assert fits(advice + "2  payment  -  C1  B1  G1  EUR  100  2026-03-11  -\n") == [(1, 2, 1, 1)]
    assert fits(advice + "2  payment  -  C2  B1  G1  EUR  100  2026-03-11  -\n") == []


def test_two_advices_or_two_payments_of_one_amount_do_not_fit_each_other() -> None:
    assert fits(ADVICE + ADVICE.replace("1  advice  A1", "2  advice  A2")) == []
    payment = "2  payment  -  C1  B1  G1  EUR  100  2026-03-11  -\n"
    assert fits(payment + payment.replace("2  payment", "3  payment")) == []


def test_equal_payments_and_equal_advices_are_counted() -> None:
    payments = "".join(f"{n}  payment  -  C1  B{n}  G1  EUR  100  2026-03-11  -\n" for n in (2, 3))
    other = "4  advice  A4  -  -  G1  EUR  100  2026-03-21  no\n"
    late = "5  payment  -  C1  B5  G1  EUR  100  2026-03-30  -\n"

    assert fits(ADVICE + payments) == [(1, 2, 2, 1), (1, 3, 2, 1)]
    assert fits(ADVICE + payments[: len(payments) // 2] + other + late) == [
        (1, 2, 1, 2),
        (4, 2, 2, 2),
        (4, 5, 2, 1),
    ]


def test_advice_whose_payment_came_back_gives_way_to_other_advice() -> None:
    payment = "2  payment  -  C1  B2  G1  EUR  100  2026-03-11  -\n"
    returned = ADVICE.replace("no", "yes")
    other = ADVICE.replace("1  advice  A1", "3  advice  A3")

    assert fits(returned + payment) == [(1, 2, 1, 1)]
    assert fits(returned + other + payment) == [(3, 2, 1, 1)]
    assert fits(ADVICE + other + payment) == [(1, 2, 1, 2), (3, 2, 1, 2)]


@pytest.mark.parametrize(
    ("reference", "is_fitting"),
    [
        pytest.param("INV-1001", True, id="the document by its number"),
        pytest.param("inv 1001", True, id="as people write it"),
        pytest.param("1001", True, id="its last digits"),
        pytest.param("PO-7", True, id="its order"),
        pytest.param("DN-8", True, id="its delivery"),
        pytest.param("INV-1002", False, id="another document"),
        pytest.param("91001", False, id="more digits than its number has"),
    ],
)
def test_what_the_erp_has_posted_is_the_advices_only_where_the_advice_names_it(
    reference: str, is_fitting: bool
) -> None:
    found = fits(
        ADVICE + "2  payment  -  C1  B1  G1  EUR  100  2026-03-11  -\n",
        old_postings="company_code  payment_id  invoice_number\nC1  B1  INV-1001",
        night_documents="""
            company_code  invoice_number  normal_key  po_number  delivery_number
            C1            INV-1001        INV1001     PO-7       DN-8""",
        advice_laid=f"head_key  invoice_reference\nA1  {reference}\nA9  INV-1001",
    )

    assert found == ([(1, 2, 1, 1)] if is_fitting else [])


def test_a_posting_on_a_document_that_is_not_in_play_is_known_by_its_digits() -> None:
    posted = {"old_postings": "company_code  payment_id  invoice_number\nC1  B1  INV-1001"}
    untied = ADVICE + "2  payment  -  C1  B1  G1  EUR  100  2026-03-11  -\n"

    assert fits(untied, **posted, advice_laid="head_key  invoice_reference\nA1  01001") == [(1, 2, 1, 1)]
    assert fits(untied, **posted, advice_laid="head_key  invoice_reference\nA1  PO-9") == []


def test_postings_of_another_payment_or_company_do_not_matter() -> None:
    untied = ADVICE + "2  payment  -  C1  B1  G1  EUR  100  2026-03-11  -\n"

    for posting in ("C1  B2  INV-1", "C2  B1  INV-1"):
        posted = {"old_postings": f"company_code  payment_id  invoice_number\n{posting}"}
        assert fits(untied, **posted) == [(1, 2, 1, 1)]


def test_documents_of_another_company_do_not_confirm_a_posting() -> None:
    documents = "company_code  invoice_number  normal_key  po_number\nC2  INV-1001  INV1001  PO-7\nC1  INV-5  INV5  PO-7"

    assert fits(
        ADVICE + "2  payment  -  C1  B1  G1  EUR  100  2026-03-11  -\n",
        old_postings="company_code  payment_id  invoice_number\nC1  B1  INV-1001",
        night_documents=documents,
        advice_laid="head_key  invoice_reference\nA1  PO-7",
    ) == []  # fmt: skip


UNTIED = (
    NAMES
    + """\
    1  advice   A1  -   -   G1  EUR  100  2026-03-11  no
    2  advice   A2  -   -   G1  EUR  70   2026-03-11  no
    3  payment  -   C1  B3  G1  EUR  60   2026-03-11  -
    4  payment  -   C1  B4  G1  EUR  40   2026-03-11  -
    5  payment  -   C1  B5  G1  EUR  170  2026-03-11  -
"""
)
SUM_NAMES = "set_number  side  group_id  currency  numbers  amount  first_date  last_date  company_code\n"
TWO_PAYMENTS = "1  payment  G1  EUR  [3, 4]  100  2026-03-11  2026-03-11  C1\n"
TWO_ADVICES = "2  advice  G1  EUR  [1, 2]  170  2026-03-11  2026-03-11  -\n"


def tied(sums: str = "", fitting: str = "", unlinked: str = UNTIED) -> list[tuple[object, ...]]:
    """Which advice goes with which payment."""
    found = run_model(
        "amount_links", unlinked=unlinked, unlinked_sums=SUM_NAMES + sums, advice_amount_fits=fitting
    )
    return sorted(columns(found, "head_key", "tied_company_code", "tied_payment_id"))


FIT_NAMES = "advice  payment  payments_fitting  advices_fitting\n"


@pytest.mark.parametrize(
    ("fitting", "expected"),
    [
        pytest.param("1  5  1  1", [("A1", "C1", "B5")], id="neither fits another"),
        pytest.param("1  5  2  1", [], id="the advice fits two payments"),
        pytest.param("1  5  1  2", [], id="the payment fits two advices"),
    ],
)
def test_one_and_one_are_tied_where_neither_fits_another(
    fitting: str, expected: list[tuple[str, ...]]
) -> None:
    assert tied(fitting=FIT_NAMES + fitting) == expected


def test_an_advice_is_tied_to_the_payments_that_add_up_to_it() -> None:
    assert tied(TWO_PAYMENTS) == [("A1", "C1", "B3"), ("A1", "C1", "B4")]


def test_a_payment_is_tied_to_the_advices_that_add_up_to_it() -> None:
    assert tied(TWO_ADVICES) == [("A1", "C1", "B5"), ("A2", "C1", "B5")]


@pytest.mark.parametrize(
    "sums",
    [
        pytest.param(TWO_PAYMENTS.replace("G1", "G2"), id="another family"),
        pytest.param(TWO_PAYMENTS.replace("EUR", "USD"), id="another currency"),
        pytest.param(TWO_PAYMENTS.replace("100", "101"), id="a cent more"),
        pytest.param(
            TWO_PAYMENTS.replace("2026-03-11  2026-03-11", "2026-02-28  2026-03-11"), id="the first too early"
        ),
        pytest.param(
            TWO_PAYMENTS.replace("2026-03-11  2026-03-11", "2026-03-11  2026-03-22"), id="the last too late"
        ),
        pytest.param(TWO_PAYMENTS.replace("1  payment", "1  advice"), id="of the same side"),
        pytest.param(
            TWO_PAYMENTS + "9  payment  G1  EUR  [4, 5]  100  2026-03-11  2026-03-11  C1",
            id="a second sum fits it",
        ),
        pytest.param(TWO_PAYMENTS + TWO_ADVICES, id="the advice is part of another sum"),
        pytest.param(
            TWO_PAYMENTS + "9  payment  G1  EUR  [4, 5]  70  2026-03-11  2026-03-11  C1",
            id="a part fits another advice",
        ),
    ],
)
def test_sums_that_tie_nothing_to_the_first_advice(sums: str) -> None:
    assert [tie for tie in tied(sums) if tie[0] == "A1"] == []


def test_dates_ten_days_apart_are_still_tied() -> None:
    assert tied(TWO_PAYMENTS.replace("2026-03-11  2026-03-11", "2026-03-01  2026-03-21")) == tied(
        TWO_PAYMENTS
    )


def test_a_sum_of_advices_of_one_company_is_tied_to_payments_of_that_company_only() -> None:
    assert tied(TWO_ADVICES.replace("11  -", "11  C1")) == [("A1", "C1", "B5"), ("A2", "C1", "B5")]
    assert tied(TWO_ADVICES.replace("11  -", "11  C2")) == []


def test_what_fits_an_amount_by_itself_is_no_sum_of_others() -> None:
    assert tied(TWO_PAYMENTS, FIT_NAMES + "1  5  2  1") == []
    assert tied(TWO_ADVICES, FIT_NAMES + "2  5  1  2") == []
