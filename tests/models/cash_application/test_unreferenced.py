"""Payments for which nothing names a document, and what of their payer's documents they may pay."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike
from tests.models.running import column, columns, run_model

SOURCE = {
    "receipt_no": 1, "company_code": "C", "payment_id": "Z1", "group_id": "G", "payer_id": "P", "currency": "USD",
    "value_date": "2026-03-01", "is_moneyless": "no", "memo": "-",
}  # fmt: skip
LINE = "receipt_no  document_no  cash_amount  status  paid_amount"


def unreferenced(source: dict[str, Any] | None = None, money: int = 1000, **given: str) -> list[int]:
    """Return the money of payment 1 that nothing names a document for, if it is such a payment."""
    sources = alike("has_advice\nno", **(SOURCE | (source or {})))
    return column(
        run_model("unreferenced", receipts=sources, advice_money=f"receipt_no  money\n1  {money}", **given),
        "money",
    )


CUT = {"memo": "INV 1001 1002 AND"}


@pytest.mark.parametrize(
    ("given", "money"),
    [
        pytest.param({}, [1000], id="that says nothing"),
        pytest.param({"money": 0}, [], id="not one that is spent"),
        pytest.param({"source": {"payer_id": "-"}}, [], id="not one of nobody known"),
        pytest.param({"source": {"is_moneyless": "yes"}}, [], id="not advice without money"),
        pytest.param({"refused_receipts": "receipt_no\n1"}, [], id="not one whose advice is refused"),
        pytest.param({"unlinked_advice": "receipt_no\n1"}, [], id="not one that advice names, though it is not tied"),
        pytest.param({"long_memos": "receipt_no\n1"}, [], id="not one whose memo was not read to its end"),
        pytest.param({"refused_receipts": "receipt_no\n2", "unlinked_advice": "receipt_no\n2", "long_memos": "receipt_no\n2"},
            [1000],
            id="whatever other payments are"),
        pytest.param({"memo_words": "receipt_no  word  is_idle\n1  A1  no"}, [], id="not one whose memo has a word to read"),
        pytest.param({"memo_words": "receipt_no  word  is_idle\n1  A1  yes"}, [1000], id="whose memo has only idle words"),
        pytest.param({"memo_pieces": "receipt_no  document_no  cash_amount\n1  10  300"}, [],
            id="not one whose memo names documents"),
        pytest.param({"source": CUT, "memo_pieces": "receipt_no  document_no  cash_amount\n1  10  300\n1  11  50"}, [650],
            id="whose memo was cut off, once what it names is paid"),
        pytest.param({"source": CUT, "memo_pieces": "receipt_no  document_no  cash_amount\n1  10  1000"}, [],
            id="not one whose memo was cut off and names enough"),
        pytest.param({"source": CUT, "memo_words": "receipt_no  word  is_idle\n1  A1  no"}, [],
            id="not one whose memo was cut off and names nothing that is found"),
        pytest.param({"line_pieces": f"{LINE}\n1  10  300  matched  300", "opening_balances": "document_no  due\n10  300"}, [700],
            id="of which advice leaves money"),
        pytest.param({"line_pieces": f"{LINE}\n1  10  1000  matched  1000", "opening_balances": "document_no  due\n10  1000"}, [],
            id="not one that advice spends"),
        pytest.param({"line_pieces": f"{LINE}\n1  10  301  matched  301", "opening_balances": "document_no  due\n10  300"}, [],
            id="not one that pays a document too much"),
        pytest.param({"line_pieces": f"{LINE}\n1  10  -5  matched  -5", "opening_balances": "document_no  due\n10  -300"}, [1005],
            id="that takes off a document that owes nothing"),
        pytest.param({"line_pieces": f"{LINE}\n1  -  0  ambiguous  300"}, [], id="not one with a line of two meanings"),
        pytest.param({"line_pieces": f"{LINE}\n1  -  0  not_found  300\n1  -  0  claim  1"}, [],
            id="not one with a line that means nothing"),
        pytest.param({"line_pieces": f"{LINE}\n1  -  0  not_found  0"}, [1000],
            id="with a line of nothing that means nothing"),
        pytest.param({"line_pieces": f"{LINE}\n1  -  0  claim  300"}, [1000], id="with a claim"),
    ],
)  # fmt: skip
def test_a_payment_without_a_reference_is_one(given: dict[str, Any], money: list[int]):
    assert unreferenced(**given) == money


def test_money_beyond_a_document_is_reckoned_line_by_line_together():
    lines = f"{LINE}\n1  10  200  matched  200\n1  10  200  matched  200"
    assert unreferenced(line_pieces=lines, opening_balances="document_no  due\n10  300") == []
    assert unreferenced(line_pieces=lines, opening_balances="document_no  due\n10  400") == [600]


PAYMENT = {
    "receipt_no": 1,
    "group_id": "G",
    "company_code": "C",
    "payer_id": "P",
    "currency": "USD",
    "value_date": "2026-03-01",
}
ITEM = {
    "document_no": 10, "company_code": "C", "invoice_number": "I1", "group_id": "G", "payer_id": "P", "currency": "USD",
    "is_credit": "no", "issue_date": "2026-02-01", "discount_date": "2026-02-10", "terms_discount": 20, "all_digits": 1001,
}  # fmt: skip


def payable(
    item: dict[str, Any] | None = None, stands: str = "1000  0  0", *names: str, **given: str
) -> list[tuple[Any, ...]]:
    rows = run_model(
        "payable", unreferenced=alike("money\n900", **PAYMENT), documents_in_play=alike("due_date\n2026-03-09", **(ITEM | (item or {}))),
        opening_balances=f"document_no  due  disputed  granted\n10  {stands}",
        receipts="receipt_no  company_code  payment_id\n1  C  Z1",
        **given,
    )  # fmt: skip
    return sorted(columns(rows, *(names or ("document_no", "variant", "amount"))))


IN_TIME = {"discount_date": "2026-02-24"}


@pytest.mark.parametrize(
    ("item", "stands", "found"),
    [
        pytest.param({}, "1000  0  0", [("net", 1000)], id="as it stands"),
        pytest.param(
            IN_TIME,
            "1000  0  0",
            [("gross", 1000), ("net", 980)],
            id="less its discount in time, or without it",
        ),
        pytest.param(
            IN_TIME, "1000  0  15", [("gross", 1000), ("net", 995)], id="less what is left of its discount"
        ),
        pytest.param(
            {"discount_date": "2026-02-23"}, "1000  0  0", [("net", 1000)], id="a day late without a discount"
        ),
        pytest.param(
            IN_TIME | {"is_credit": "yes"},
            "-1000  0  0",
            [("net", -1000)],
            id="as a credit memo without a discount",
        ),
        pytest.param({}, "1000  300  0", [("net", 700)], id="but for what is disputed"),
        pytest.param({}, "300  300  0", [], id="not where all is disputed"),
        pytest.param({}, "0  0  0", [], id="not where it owes nothing"),
        pytest.param({}, "-5  0  0", [], id="not where it has too much"),
        pytest.param(IN_TIME, "20  0  0", [], id="not where it owes its discount alone"),
        pytest.param(
            IN_TIME, "21  0  0", [("gross", 21), ("net", 1)], id="where it owes a cent more than its discount"
        ),
        pytest.param({"is_credit": "yes"}, "0  0  0", [], id="not a memo that is used up"),
        pytest.param({"group_id": "H"}, "1000  0  0", [], id="not of another family"),
        pytest.param({"company_code": "D"}, "1000  0  0", [], id="not of another company"),
        pytest.param({"currency": "EUR"}, "1000  0  0", [], id="not in another currency"),
        pytest.param(
            {"issue_date": "2026-03-01"}, "1000  0  0", [("net", 1000)], id="issued the day of the payment"
        ),
        pytest.param({"issue_date": "2026-03-02"}, "1000  0  0", [], id="not issued after the payment"),
    ],
)
def test_a_document_may_be_paid(item: dict[str, Any], stands: str, found: list[tuple[str, int]]):
    assert payable(item, stands, "variant", "amount") == found


def test_one_discount_in_time_lets_all_documents_be_paid_with_or_without():
    rows = run_model(
        "payable", unreferenced=alike("money\n900", **PAYMENT),
        documents_in_play=alike("document_no  discount_date\n10  2026-02-24\n11  2026-02-01", **ITEM),
        opening_balances="document_no  due  disputed  granted\n10  1000  0  0\n11  500  0  0",
    )  # fmt: skip
    assert sorted(columns(rows, "document_no", "variant", "amount")) == [
        (10, "gross", 1000), (10, "net", 980), (11, "gross", 500), (11, "net", 500),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [
        {"prior_allocations": "receipt_no  document_no\n1  10"},
        {"line_pieces": "receipt_no  document_no  cash_amount  stated_discount\n1  10  0  0"},
        {"memo_pieces": "receipt_no  document_no  cash_amount\n1  10  0"},
        {"disputes": "receipt_no  document_no  holds_document\n1  10  no"},
        {"night_postings": "company_code  payment_id  invoice_number  applied_amount\nC  Z1  I1  0"},
    ],
    ids=["earlier money", "advice", "a memo", "a variance", "a posting"],
)
def test_a_document_is_not_paid_by_amount_that_the_payment_has_to_do_with_by(given: dict[str, str]):
    assert payable(**given) == []


def test_what_other_payments_put_on_a_document_tonight_is_not_open():
    assert payable(amounts_applied="document_no  amount\n10  100") == [(10, "net", 900)]
    memo = "receipt_no  document_no  cash_amount\n2  10  30\n2  -  7"
    assert payable(amounts_applied="document_no  amount\n10  100", memo_pieces=memo) == [(10, "net", 870)]


@pytest.mark.parametrize(("last", "count"), [("1000", 1), ("1001", 0), ("1002", 0)])
def test_what_a_cut_memo_has_passed_by_is_not_paid(last: str, count: int):
    assert len(payable(cut_memos=f"receipt_no  last_number\n1  {last}")) == count
    assert len(payable(cut_memos=f"receipt_no  last_number\n2  {last}")) == 1


@pytest.mark.parametrize(
    ("dispute", "found"),
    [
        pytest.param("300  yes", [("disputed", 300), ("net", 700)], id="alone"),
        pytest.param("300  no", [("net", 700)], id="not where it does not hold the document"),
        pytest.param("301  yes", [("net", 700)], id="not where more than is disputed still"),
        pytest.param("300  yes\n2  10  300  yes\n2  10  200  yes", [("disputed", 200), ("disputed", 300), ("net", 700)],
            id="each amount once"),
    ],
)  # fmt: skip
def test_what_is_disputed_may_be_paid(dispute: str, found: list[tuple[str, int]]):
    disputes = f"receipt_no  document_no  open_amount  holds_document\n2  10  {dispute}"
    assert payable({}, "1000  300  0", "variant", "amount", disputes=disputes) == found


def test_what_is_more_than_any_payment_may_be_is_not_paid():
    assert (
        payable(
            {}, "9000000000000000000  0  0", amounts_applied="document_no  amount\n10  -9000000000000000000"
        )
        == []
    )


def test_whose_document_it_is_and_its_order():
    assert payable({"po_number": "po-1"}, "1000  0  0", "is_own", "order_key") == [(True, "PO1")]
    assert payable({"payer_id": "Q"}, "1000  0  0", "is_own", "order_key") == [(False, "")]
