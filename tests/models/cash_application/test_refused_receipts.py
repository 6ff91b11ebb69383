"""Advice that cannot be used as it stands."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

SOURCE = """
    receipt_no  company_code  payment_id  amount  unapplied_amount  mode  is_moneyless
    7          C1            P-1         1000    300               full  no"""

FACTS = {"currency": "USD", "is_presumed": "no"}
MONEY = "receipt_no  is_moneyless  beyond_money  advised_amount\n7  no  100  1000"
LIMITS = "currency  limit_amount\nUSD  100\nEUR  9999"


def refused(source: object = (), money: object = (), **given: str) -> list[tuple[object, ...]]:
    rows = run_model(
        "refused_receipts",
        **{
            "receipts": altered(SOURCE, **FACTS | dict(source)),
            "advice_money": altered(MONEY, **dict(money)),
            "bank_charge_limits": LIMITS,
        }
        | given,
    )
    return sorted(columns(rows, "receipt_no", "reason", "candidates"))


@pytest.mark.parametrize(
    ("source", "money", "conflict"),
    [
        pytest.param({}, {}, False, id="banks may have kept that much"),
        pytest.param({}, {"beyond_money": 101}, True, id="banks keep less"),
        pytest.param({}, {"advised_amount": 500}, False, id="a fifth of the advice"),
        pytest.param({}, {"advised_amount": 499}, True, id="more than a fifth of the advice"),
        pytest.param(
            {}, {"beyond_money": 0, "advised_amount": -10}, False, id="it says no more than the money"
        ),
        pytest.param({}, {"beyond_money": -500}, False, id="it says less than the money"),
        pytest.param(
            {}, {"beyond_money": 101, "is_moneyless": "yes"}, False, id="advice that needs no money"
        ),
        pytest.param({"currency": "EUR"}, {"beyond_money": 150}, False, id="the limit of its currency"),
        pytest.param(
            {"is_presumed": "yes"},
            {"beyond_money": 0},
            True,
            id="a presumed tie, and the gap is not explained",
        ),
    ],
)
def test_advice_beyond_its_money_by_more_than_banks_keep_is_refused(source, money, conflict):
    assert refused(source, money) == [(7, "conflict", 0)] * conflict


@pytest.mark.parametrize(("ways", "found"), [(0, [(7, "conflict", 0)]), (1, []), (2, [(7, "conflict", 2)])])
def test_advice_that_is_presumed_to_be_of_a_payment_needs_its_gap_explained_in_one_way(ways, found):
    mends = f"receipt_no  ways\n7  {ways}"
    assert refused({"is_presumed": "yes"}, {"beyond_money": 999}, advice_corrections=mends) == found
    assert refused({}, {"beyond_money": 999}, advice_corrections=mends) == [(7, "conflict", ways)]


NETTING = "receipt_no  currency  is_moneyless  mode\n7  USD  yes  full\n8  USD  yes  full"
NAMED = "receipt_no  line_no  document_no  status  paid_amount  cash_amount  is_credit\n7  1  10  matched  900  900  no"
NO_MONEY = {"money": {"is_moneyless": "yes"}, "receipts": NETTING}


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        pytest.param({"status": "not_found", "document_no": None}, "not_found", id="a line leads nowhere"),
        pytest.param(
            {"status": "ambiguous", "document_no": None}, "ambiguous", id="a line may mean two documents"
        ),
        pytest.param({"status": "claim", "document_no": None}, None, id="a claim"),
        pytest.param(
            {"status": "not_found", "document_no": None, "paid_amount": 0}, None, id="a line without money"
        ),
    ],
)
def test_advice_that_needs_no_money_is_refused_where_a_line_is_not_clear(outcome, reason):
    lines = altered(NAMED, **outcome)
    assert refused(**NO_MONEY, line_outcomes=lines) == ([(7, reason, 0)] if reason else [])
    assert refused({}, line_outcomes=lines) == []


def test_an_ambiguous_line_is_said_before_one_that_leads_nowhere():
    lines = NAMED + "\n7  2  -  not_found  1  1  no\n7  3  -  ambiguous  1  1  no"
    assert refused(**NO_MONEY, line_outcomes=lines, opening_balances="document_no  due\n10  900") == [
        (7, "ambiguous", 0)
    ]


STANDING = "document_no  due\n10  1000"
ITEM = "document_no  company_code  invoice_number  currency  allocated_amount\n10  C1  INV-1  USD  0"
PAYMENT = (
    NETTING.replace("mode", "mode  company_code  payment_id").replace("full", "full  -  -")
    + "\n5  USD  no  full  C1  P-1"
)
POSTED = "company_code  payment_id  invoice_number  applied_amount\nC1  P-1  INV-1  60\nC1  P-1  INV-1  41"


@pytest.mark.parametrize(
    ("lines", "given", "found"),
    [
        pytest.param(NAMED, {}, [], id="it owes more"),
        pytest.param(altered(NAMED, cash_amount=1000), {}, [], id="it owes just that"),
        pytest.param(altered(NAMED, cash_amount=1001), {}, [7], id="it owes a cent less"),
        pytest.param(altered(NAMED, cash_amount=1001, is_credit="yes"), {}, [], id="a credit memo"),
        pytest.param(
            altered(NAMED, cash_amount=-1),
            {"opening_balances": altered(STANDING, due=-5)},
            [],
            id="a line that takes",
        ),
        pytest.param(
            altered(NAMED, cash_amount=0),
            {"opening_balances": altered(STANDING, due=-5)},
            [],
            id="a line without money",
        ),
        pytest.param(
            altered(NAMED, cash_amount=1),
            {"opening_balances": altered(STANDING, due=0)},
            [7],
            id="a cent on nothing open",
        ),
        pytest.param(NAMED + "\n7  2  10  matched  101  101  no", {}, [7], id="two lines come to more"),
        pytest.param(
            NAMED + "\n8  2  10  matched  101  101  no", {}, [8], id="an advice before it leaves less"
        ),
        pytest.param(
            NAMED + "\n8  2  10  matched  100  100  no", {}, [], id="an advice before it leaves enough"
        ),
        pytest.param(
            NAMED + "\n5  2  10  matched  101  101  no", {}, [7], id="a payment of tonight leaves less"
        ),
        pytest.param(
            NAMED + "\n5  2  10  matched  -101  -101  no", {}, [], id="a payment takes something off it"
        ),
        pytest.param(NAMED, {"night_postings": POSTED}, [7], id="tonight's postings leave less"),
        pytest.param(
            NAMED,
            {"night_postings": altered(POSTED, applied_amount=50)},
            [],
            id="tonight's postings leave enough",
        ),
        pytest.param(
            NAMED,
            {"night_postings": altered(POSTED, company_code="C2")},
            [],
            id="postings of another company",
        ),
        pytest.param(
            NAMED,
            {"night_postings": altered(POSTED, invoice_number="X")},
            [],
            id="postings on another document",
        ),
        pytest.param(
            NAMED,
            {"night_postings": POSTED, "receipts": PAYMENT.replace("no  full", "no  retry")},
            [],
            id="earlier postings",
        ),
    ],
)
def test_advice_that_needs_no_money_is_refused_where_a_document_owes_less_after_tonights_money(
    lines, given, found
):
    tables = {
        "receipts": PAYMENT,
        "money": {"is_moneyless": "yes"},
        "line_outcomes": lines,
        "opening_balances": STANDING,
        "documents_in_play": ITEM,
    }
    assert refused(**tables | given) == [(receipt_no, "not_found", 0) for receipt_no in found]


def test_money_that_pays_too_much_is_not_refused_for_that():
    assert (
        refused(
            line_outcomes=altered(NAMED, cash_amount=5000), opening_balances=STANDING, documents_in_play=ITEM
        )
        == []
    )


def test_advice_that_is_refused_leaves_its_documents_to_others():
    lines = NAMED + "\n5  2  10  matched  900  900  no"
    tables = {
        "receipts": PAYMENT,
        "line_outcomes": lines,
        "opening_balances": STANDING,
        "documents_in_play": ITEM,
    }
    refusal = "receipt_no  is_moneyless  beyond_money  advised_amount\n7  yes  0  0\n5  no  900  900"
    assert refused(**tables, advice_money=refusal) == [(5, "conflict", 0)]


LARGEST = 100 * 10**12


@pytest.mark.parametrize(
    ("cash", "allocated", "found"),
    [
        pytest.param(LARGEST * 100, 0, [], id="the largest total"),
        pytest.param(LARGEST * 100 + 1, 0, [(7, "conflict", 0)], id="a cent more"),
        pytest.param(-LARGEST * 100 - 1, 0, [(7, "conflict", 0)], id="taken off it"),
        pytest.param(LARGEST * 100, 1, [(7, "conflict", 0)], id="with what is on it already"),
        pytest.param(LARGEST * 100, -1, [(7, "conflict", 0)], id="with what was taken off it already"),
    ],
)
def test_what_is_put_on_a_document_is_refused_where_the_books_cannot_hold_it(cash, allocated, found):
    lines, item = altered(NAMED, cash_amount=cash), altered(ITEM, allocated_amount=allocated)
    assert refused(money={"beyond_money": 0}, line_outcomes=lines, documents_in_play=item) == found


def test_the_first_reason_is_the_one_with_most_ways_to_mend():
    lines = NAMED + f"\n7  2  10  matched  {LARGEST * 100}  {LARGEST * 100}  no"
    found = refused(
        {"is_presumed": "yes"},
        line_outcomes=lines,
        documents_in_play=ITEM,
        advice_corrections="receipt_no  ways\n7  3",
    )
    assert found == [(7, "conflict", 3)]


@pytest.mark.parametrize(
    ("line", "other", "found"),
    [
        pytest.param(
            1000, "5  2  11  matched  101  101  no", [], id="a payment of tonight on another document"
        ),
        pytest.param(
            1001, "5  2  10  matched  -101  -101  no", [7], id="what a payment takes off makes no room"
        ),
    ],
)
def test_only_what_tonights_money_puts_on_the_document_counts(line, other, found):
    tables = {
        "receipts": PAYMENT,
        "money": {"is_moneyless": "yes"},
        "opening_balances": STANDING,
        "documents_in_play": ITEM,
    }
    rows = refused(**tables, line_outcomes=altered(NAMED, cash_amount=line) + "\n" + other)
    assert [row[0] for row in rows] == found


def test_advice_is_refused_beside_a_payment_whose_advice_is_refused():
    tables = {"receipts": PAYMENT, "opening_balances": STANDING, "documents_in_play": ITEM}
    refusal = "receipt_no  is_moneyless  beyond_money  advised_amount\n7  yes  0  0\n5  no  900  900"
    found = refused(**tables, advice_money=refusal, line_outcomes=altered(NAMED, cash_amount=1001))
    assert found == [(5, "conflict", 0), (7, "not_found", 0)]


def test_earlier_postings_are_not_tonights_though_others_of_the_number_are():
    sources = (
        PAYMENT.replace("no  full", "no  retry") + "\n6  USD  no  full  C2  P-1\n4  USD  no  full  C1  P-2"
    )
    tables = {
        "receipts": sources,
        "money": {"is_moneyless": "yes"},
        "opening_balances": STANDING,
        "documents_in_play": ITEM,
    }
    assert refused(**tables, line_outcomes=NAMED, night_postings=POSTED) == []
