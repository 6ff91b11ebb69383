"""Who paid: the pieces of evidence, and which of them wins."""

from __future__ import annotations

import itertools

import pytest

from tests.models.running import columns, run_model

LAID = "company_code  payment_id  payer_id  reverses_payment_id  is_new  unapplied_amount  payer_name  payer_account\n"


@pytest.mark.parametrize(
    ("payment", "is_asked"),
    [
        pytest.param("C1  B1  -  -  yes  0", True, id="new"),
        pytest.param("C1  B1  -  -  no  5", True, id="known, with a rest"),
        pytest.param("C1  B1  -  -  no  0", False, id="known, without a rest"),
        pytest.param("C1  B1  P1  -  yes  0", False, id="whose payer the bank gives"),
        pytest.param("C1  B1  -  B0  yes  0", False, id="that takes another back"),
    ],
)
def test_of_which_payment_it_is_asked_who_paid(payment: str, is_asked: bool) -> None:
    found = run_model("unknown_payments", payments_laid=LAID + payment + "  Acme Foods Ltd.  de-12\n")

    assert columns(found, "name_text", "account_key") == ([("ACME FOODS", "DE12")] if is_asked else [])


def evidence(**given: str) -> list[tuple[object, ...]]:
    return sorted(columns(run_model("evident_payers", **given), "payment_id", "source", "payer_id"))


UNKNOWN = "company_code  payment_id  name_text  account_key\nC1  B1  ACME FOODS  DE12"
MARKS = "mark_kind  mark_key  families  payer_id\n"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            {"payments_laid": LAID + "C1  B1  P1  -  yes  0  -  -"},
            [("B1", "bank", "P1")],
            id="the bank says so",
        ),
        pytest.param(
            {
                "bank_links": "head_key  tied_company_code  tied_payment_id\nA1  C1  B1\nA2  C1  B1\nA3  C1  B1",
                "advice_heads": "head_key  payer_id\nA1  P3\nA2  P2\nA3  -",
            },
            [("B1", "advice", "P2")],
            id="the advice that bears its reference",
        ),
        pytest.param(
            {"posting_owners": "company_code  payment_id  payer_id\nC1  B1  P1"},
            [("B1", "posting", "P1")],
            id="its posting",
        ),
        pytest.param(
            {"reference_owners": "company_code  payment_id  source  payer_id\nC1  B1  memo_references  P1"},
            [("B1", "memo_references", "P1")],
            id="what it refers to",
        ),
        pytest.param(
            {"unknown_payments": UNKNOWN, "payer_marks": MARKS + "name  ACMEFOODS  1  P1\nname  DE12  1  P2"},
            [("B1", "name", "P1")],
            id="its name",
        ),
        pytest.param(
            {
                "unknown_payments": UNKNOWN,
                "payer_marks": MARKS + "account  DE12  1  P1\naccount  ACMEFOODS  1  P2",
            },
            [("B1", "account", "P1")],
            id="its account",
        ),
        pytest.param(
            {"unknown_payments": UNKNOWN, "payer_marks": MARKS + "name  ACMEFOODS  2  P1"},
            [],
            id="not a name of two families",
        ),
    ],
)
def test_evidence_of_who_paid(given: dict[str, str], expected: list[tuple[object, ...]]) -> None:
    assert evidence(**given) == expected


@pytest.mark.parametrize(
    ("payment", "expected"),
    [
        pytest.param(
            "no  -  P1  account", [("B1", "account", "P1")], id="counts while the payment stays the same"
        ),
        pytest.param("no  -  P1  -", [("B1", "advice", "P1")], id="is advice where its source was not kept"),
        pytest.param("yes  -  P1  account", [], id="counts no more once the payment changes"),
        pytest.param("no  P2  P1  account", [("B1", "bank", "P2")], id="gives way to the bank"),
        pytest.param("no  -  -  account", [], id="found nobody"),
    ],
)
def test_what_an_earlier_night_found(payment: str, expected: list[tuple[object, ...]]) -> None:
    names = "company_code  payment_id  is_new  payer_id  known_payer_id  payer_source\n"

    assert evidence(payments_laid=f"{names}C1  B1  {payment}") == expected


PAYMENTS = "company_code  payment_id  reverses_payment_id  named_payer_id\n"
EVIDENCE = "company_code  payment_id  source  payer_id\n"
FAMILIES = "payer_id  group_id\nP1  G1\nP2  G2\nP3  G1"


def payers(evident: str, payments: str = "C1  B1  -  -\n", **given: str) -> list[tuple[object, ...]]:
    found = run_model(
        "night_payments",
        payments_laid=PAYMENTS + payments,
        evident_payers=EVIDENCE + evident,
        payer_groups=FAMILIES,
        **given,
    )
    return sorted(
        columns(found, "payment_id", "known_payer_id", "payer_source", "group_id", "named_payer_id")
    )


STRENGTH = ["bank", "advice", "posting", "advice_references", "memo_references", "account", "name"]


@pytest.mark.parametrize(("stronger", "weaker"), list(itertools.pairwise(STRENGTH)))
def test_the_stronger_evidence_wins(stronger: str, weaker: str) -> None:
    [(_, known, source, group, _)] = payers(f"C1  B1  {weaker}  P1\nC1  B1  {stronger}  P2\n")

    assert (known, source, group) == ("P2", stronger, "G2")


def test_of_equal_evidence_the_first_payer_wins() -> None:
    assert payers("C1  B1  account  P2\nC1  B1  account  P1\n") == [("B1", "P1", "account", "G1", None)]


def test_whom_the_name_says_instead_stays_to_be_seen() -> None:
    assert payers("C1  B1  bank  P1\nC1  B1  name  P2\n") == [("B1", "P1", "bank", "G1", "P2")]
    assert payers("C1  B1  bank  P1\nC1  B1  name  P3\n", "C1  B1  -  P2\n") == [
        ("B1", "P1", "bank", "G1", None)
    ]
    assert payers("C1  B1  bank  P1\n", "C1  B1  -  P2\n") == [("B1", "P1", "bank", "G1", "P2")]


def test_a_similar_name_counts_only_where_nothing_else_does() -> None:
    given = {
        "unknown_payments": "company_code  payment_id  name_text\nC1  B1  ACMEE\nC1  B2  ACMEE",
        "similar_names": "name  payer_id\nACMEE  P1\nBEST  P2",
    }

    assert payers("C1  B2  name  P2\nC2  B1  name  P2\n", "C1  B1  -  -\nC1  B2  -  -\n", **given) == [
        ("B1", "P1", "similar_name", "G1", None), ("B2", "P2", "name", "G2", None),
    ]  # fmt: skip


def test_money_that_goes_back_belongs_to_whoever_paid_it() -> None:
    both = "C1  B1  -  -\nC1  B2  B1  -\n"

    assert payers("C1  B1  bank  P1\n", both)[1] == ("B2", "P1", "reversed_payment", "G1", None)
    assert payers("C1  B1  bank  P1\nC1  B2  bank  P2\n", both)[1] == ("B2", "P2", "bank", "G2", None)
    assert payers("", both) == [("B1", None, None, "?C1/B1", None), ("B2", None, None, "?C1/B1", None)]
    assert payers("C1  B1  bank  P1\n", "C1  B1  -  -\nC2  B2  B1  -\n")[1] == (
        "B2",
        None,
        None,
        "?C2/B1",
        None,
    )


def test_a_payer_without_master_data_is_its_own_family() -> None:
    assert payers("C1  B1  bank  P7\n") == [("B1", "P7", "bank", "P7", None)]
