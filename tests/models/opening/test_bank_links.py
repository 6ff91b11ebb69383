"""Advice and payments that bear the same bank reference."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model

HEADS = "head_key  payer_id  bank_key  currency  company_code  total_amount  is_all_zero  is_waiting  is_returned\n"
HEAD = "A1  P1  TRACE77  EUR  -  100  no  yes  no\n"
PAYMENTS = "company_code  payment_id  payer_id  currency  amount  bank_reference\n"
PAYMENT = "C1  B1  P1  EUR  60  trace-77\n"
FAMILIES = "payer_id  group_id\nP1  P1\nP2  P1\nP9  P9"


def bearing(head: str = HEAD, payments: str = PAYMENT, **given: str) -> list[str]:
    """The payments that may be the advice's."""
    found = run_model(
        "bank_candidates",
        advice_heads=HEADS + head,
        payments_laid=PAYMENTS + payments,
        payer_groups=FAMILIES,
        **given,
    )
    return sorted(column(found, "payment_id"))


@pytest.mark.parametrize(
    ("payment", "is_found"),
    [
        pytest.param("C1  B1  P1  EUR  60  trace-77", True, id="as people write it"),
        pytest.param("C1  TRACE77  P1  EUR  60  -", True, id="its own id is the reference"),
        pytest.param("C1  TRACE77  P1  EUR  60  trace 77", True, id="both are, and it is one payment"),
        pytest.param("C1  B1  P1  EUR  60  trace-78", False, id="another reference"),
        pytest.param("C1  B1  P1  USD  60  trace-77", False, id="another currency"),
        pytest.param("C1  B1  P1  EUR  0  trace-77", False, id="no money"),
        pytest.param("C1  B1  P1  EUR  1  trace-77", True, id="a cent"),
        pytest.param("C1  B1  P1  EUR  -60  trace-77", False, id="money that goes back"),
        pytest.param("C1  B1  P2  EUR  60  trace-77", True, id="another payer of the family"),
        pytest.param("C1  B1  P9  EUR  60  trace-77", False, id="a payer of another family"),
        pytest.param("C1  B1  -  EUR  60  trace-77", True, id="a payer that the bank does not know"),
        pytest.param("C1  B1  P7  EUR  60  trace-77", False, id="a payer without master data"),
    ],
)
def test_which_payment_bears_the_reference_of_an_advice(payment: str, is_found: bool) -> None:
    assert len(bearing(payments=payment)) == int(is_found)


@pytest.mark.parametrize(
    ("head", "is_found"),
    [
        pytest.param(HEAD.replace("yes  no", "no  no"), False, id="that waits no more"),
        pytest.param(HEAD.replace("TRACE77", '""'), False, id="without a reference"),
        pytest.param(HEAD.replace("100  no", "0  no"), False, id="that needs no money"),
        pytest.param(HEAD.replace("100  no", "0  yes"), True, id="whose lines all pay nothing"),
        pytest.param(HEAD.replace("EUR  -", "EUR  C1"), True, id="of the payment's company"),
        pytest.param(HEAD.replace("EUR  -", "EUR  C2"), False, id="of another company"),
        pytest.param(HEAD.replace("P1", "-"), True, id="whose payer nobody knows"),
    ],
)
def test_which_advice_is_held_against_payments(head: str, is_found: bool) -> None:
    payment = PAYMENT.replace("trace-77", "-") if '""' in head else PAYMENT

    assert bearing(head, payment) == (["B1"] if is_found else [])


def test_a_payer_without_master_data_is_its_own_family() -> None:
    assert bearing(HEAD.replace("P1", "P7"), PAYMENT.replace("P1", "P7")) == ["B1"]


@pytest.mark.parametrize(
    ("key", "amount", "payer", "is_found"),
    [
        pytest.param("1001", 60, "-", False, id="a short one by itself proves nothing"),
        pytest.param("100100", 60, "-", False, id="six characters are short"),
        pytest.param("1001001", 60, "-", True, id="seven are long"),
        pytest.param("1001", 100, "-", True, id="a short one and the amount"),
        pytest.param("1001", 60, "P1", True, id="a short one and the payer"),
    ],
)
def test_a_short_reference_needs_the_amount_or_the_family(
    key: str, amount: int, payer: str, is_found: bool
) -> None:
    payment = f"C1  B1  {payer}  EUR  {amount}  {key}\n"

    assert bearing(HEAD.replace("TRACE77", key), payment) == (["B1"] if is_found else [])


MARK = "mark_kind  mark_key  families  group_id\nname  ACMEFOODS  1  P1"
UNKNOWN = "company_code  payment_id  name_text\nC1  B1  ACME FOODS"


@pytest.mark.parametrize(
    ("mark", "is_found"),
    [
        pytest.param(MARK, True, id="a name of its family"),
        pytest.param(MARK.replace("  P1", "  P9"), False, id="a name of another family"),
        pytest.param(MARK.replace("1  P1", "2  P1"), False, id="a name of two families"),
        pytest.param(MARK.replace("name  ACME", "account  ACME"), False, id="an account of that name"),
        pytest.param(MARK.replace("ACMEFOODS", "BESTFOODS"), False, id="another name of its family"),
    ],
)
def test_the_name_on_a_payment_says_whose_family_it_is(mark: str, is_found: bool) -> None:
    payment = "C1  B1  -  EUR  60  1001\n"

    assert bearing(HEAD.replace("TRACE77", "1001"), payment, unknown_payments=UNKNOWN, payer_marks=mark) == (
        ["B1"] if is_found else []
    )


def test_payments_of_the_family_go_before_payments_of_unknown_payers() -> None:
    unknown = PAYMENT.replace("B1  P1", "B2  -")

    assert bearing(payments=PAYMENT + unknown) == ["B1"]
    assert bearing(payments=unknown + unknown.replace("B2", "B3")) == ["B2", "B3"]


def test_a_payment_that_came_back_gives_way_even_to_one_of_an_unknown_payer() -> None:
    returned = "company_code  payment_id\nC1  B1\nC2  B2"
    unknown = PAYMENT.replace("B1  P1", "B2  -")

    assert bearing(payments=PAYMENT + unknown, returned_payments=returned) == ["B2"]
    assert bearing(payments=PAYMENT, returned_payments=returned) == ["B1"]


def test_the_name_on_another_payment_says_nothing_of_this_one() -> None:
    other = UNKNOWN.replace("B1", "B2")
    head, payment = HEAD.replace("TRACE77", "1001"), "C1  B1  -  EUR  60  1001\n"

    assert bearing(head, payment, unknown_payments=other, payer_marks=MARK) == []


def test_the_family_of_a_candidate_is_that_of_the_advice() -> None:
    def family(head: str) -> list[object]:
        found = run_model(
            "bank_candidates",
            advice_heads=HEADS + head,
            payments_laid=PAYMENTS + PAYMENT.replace("P1", "-"),
            payer_groups=FAMILIES,
        )
        return column(found, "group_id")

    assert family(HEAD.replace("P1", "P2")) == ["P1"]
    assert family(HEAD.replace("P1", "P7")) == ["P7"]
    assert family(HEAD.replace("P1", "-")) == [None]


CANDIDATES = "head_key  group_id  total_amount  content_key  company_code  payment_id  amount  is_returned\n"
STANDING = "head_key  tied_company_code  tied_payment_id  total_amount\n"


def tied(candidates: str, opening_balances: str = "") -> list[tuple[str, str]]:
    """Advice and payment that are tied together."""
    found = run_model(
        "bank_links", bank_candidates=CANDIDATES + candidates, standing_ties=STANDING + opening_balances
    )
    return sorted(columns(found, "head_key", "tied_payment_id"))


ONE = "A1  G1  100  k1  C1  B1  60  no\n"


def test_the_only_payment_that_bears_the_reference_is_tied_whatever_its_amount() -> None:
    assert tied(ONE) == [("A1", "B1")]


def of_several(*amounts: int, company: str = "C1") -> str:
    return "".join(
        f"A1  G1  100  k1  {company if n == 1 else 'C1'}  B{n}  {amount}  no\n"
        for n, amount in enumerate(amounts, 1)
    )


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        pytest.param(of_several(100, 60), [("A1", "B1")], id="the one that has the amount"),
        pytest.param(of_several(100, 100, 60), [], id="not one of two that have it"),
        pytest.param(of_several(60, 40), [("A1", "B1"), ("A1", "B2")], id="all that add up to it"),
        pytest.param(of_several(60, 41), [], id="none where they do not add up"),
        pytest.param(of_several(60, 40, company="C2"), [], id="none where they add up across companies"),
    ],
)
def test_of_several_payments_that_bear_the_reference(
    candidates: str, expected: list[tuple[str, str]]
) -> None:
    assert tied(candidates) == expected


def test_advice_sent_again_under_another_name_is_one_advice() -> None:
    again = ONE.replace("A1", "A0")

    assert tied(ONE + again) == [("A0", "B1")]
    assert tied(ONE + again.replace("k1", "k2")) == [("A0", "B1"), ("A1", "B1")]
    assert tied(ONE.replace("G1", "G2") + again.replace("B1", "B2")) == [("A0", "B2"), ("A1", "B1")]


def test_advice_whose_payment_came_back_gives_way_to_advice_of_the_payment_itself() -> None:
    returned = "A0  G1  60  k1  C1  B1  60  yes\n"

    assert tied(returned) == [("A0", "B1")]
    assert tied(ONE + returned) == [("A1", "B1")]
    assert tied(ONE + returned.replace("k1", "k2")) == [("A1", "B1")]
    assert tied(returned + returned.replace("A0", "A9").replace("k1", "k2").replace("60", "61", 1)) == [
        ("A0", "B1")
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("G1  60", "G1  40", ["A0", "A1"], id="of one family: all are the payment's"),
        pytest.param("G1  60", "G2  40", [], id="of two families: none is"),
        pytest.param("G1  100", "G2  40", ["A0"], id="the only one of its amount"),
        pytest.param("G1  100", "G1  100", [], id="not one of two of its amount"),
        pytest.param(
            "G1  100", "G1  0", ["A0", "A1"], id="the one of its amount, and one that pays nothing beside it"
        ),
    ],
)
def test_two_advices_that_name_one_payment(first: str, second: str, expected: list[str]) -> None:
    candidates = f"A0  {first}  k0  C1  B1  100  no\nA1  {second}  k1  C1  B1  100  no\n"

    assert [head for head, _ in tied(candidates)] == expected


@pytest.mark.parametrize(
    ("standing", "is_tied"),
    [
        pytest.param(40, True, id="what both say fits into the payment"),
        pytest.param(41, False, id="a cent beyond it"),
    ],
)
def test_new_advice_beside_advice_that_stands(standing: int, is_tied: bool) -> None:
    found = tied("A1  G1  60  k1  C1  B1  100  no\n", f"A0  C1  B1  {standing}\nA9  C2  B1  999")

    assert found == [("A0", "B1"), *([("A1", "B1")] if is_tied else []), ("A9", "B1")]


def test_payments_that_share_an_advice_are_free_of_other_advice() -> None:
    shared = of_several(60, 40)

    assert tied(shared, "A0  C1  B1  10") == [("A0", "B1")]
    assert tied(shared, "A0  C1  B1  0") == [("A0", "B1"), ("A1", "B1"), ("A1", "B2")]
    assert tied(shared + "A5  G1  30  k5  C1  B2  40  no\n") == [("A5", "B2")]
