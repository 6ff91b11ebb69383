"""Payers' accounts: how far decoys count, whether amounts repeat, and the runs of open documents in order."""

from __future__ import annotations

import pytest

from tests.models.given import alike
from tests.models.running import columns, run_model

PAYABLE = {"receipt_no": 1, "variant": "net", "is_own": "yes", "is_credit": "no", "due_date": "2026-03-01"}


def scale(amounts: list[int], money: int = 1_000_000, **constants: object) -> tuple[int, int, bool]:
    """Return documents, reach and whether amounts repeat, of a payment and documents of these amounts."""
    rows = "\n".join(f"{number}  {amount}" for number, amount in enumerate(amounts, 10))
    payable = alike(f"document_no  amount\n{rows}", **(PAYABLE | constants))
    found = run_model("amount_scales", unreferenced=f"receipt_no  money\n1  {money}", payable=payable)
    [answer] = columns(found, "documents", "reach", "is_repeating")
    return answer


@pytest.mark.parametrize(
    ("amounts", "money", "reach"),
    [
        pytest.param([1001, 2003], 1_000_000, 500, id="500 cents, where amounts are of cents"),
        pytest.param([1050, 2100], 1_000_000, 25_000, id="500 times what all amounts are multiples of"),
        pytest.param([1050, -2100], 1_000_000, 25_000, id="credit memos too"),
        pytest.param([1050, 2100], 1_000_010, 5_000, id="the payment too"),
        pytest.param([1001, 2003], 4_999, 499, id="a tenth of the payment at most"),
        pytest.param([], 1_000_000, 100_000, id="a tenth of the payment, where there is no document"),
    ],
)
def test_decoys_count_as_far_as(amounts: list[int], money: int, reach: int):
    assert scale(amounts, money)[:2] == (len(amounts), reach)


@pytest.mark.parametrize(
    ("amounts", "repeating"),
    [
        pytest.param([7, 7, *range(100, 108)], False, id="two of ten"),
        pytest.param([7, 7, *range(100, 107)], True, id="two of nine"),
        pytest.param([7, 7, 7, 7, *range(100, 116)], False, id="four of twenty"),
        pytest.param([7, 7, 8, 8, *range(100, 112)], True, id="twice two of sixteen"),
        pytest.param([7, 8, 9], False, id="none"),
        pytest.param([], False, id="none where there is no document"),
    ],
)
def test_amounts_repeat_where_more_than_a_fifth_are_equal(amounts: list[int], repeating: bool):
    assert scale(amounts)[2] is repeating


def test_only_documents_less_their_discount_are_counted():
    assert scale([7, 7, 8], variant="gross") == (0, 100_000, False)
    assert scale([7, 7, 8], receipt_no=2) == (0, 100_000, False)


def test_amounts_before_the_discount_do_not_repeat():
    payable = alike(
        "document_no  amount  variant\n10  7  net\n11  8  net\n10  9  gross\n11  9  gross", **PAYABLE
    )
    [row] = run_model("amount_scales", unreferenced="receipt_no  money\n1  1000", payable=payable)
    assert row["is_repeating"] is False


def test_accounts_are_the_payer_s_own_and_its_family_s_with_and_without_credit_memos():
    payable = alike("""
        document_no  amount  is_own  is_credit  variant
        10           500     yes     no         net
        11           -70     yes     yes        net
        12           300     no      no         net
        13           900     yes     no         disputed""", **PAYABLE)  # fmt: skip
    assert sorted(columns(run_model("accounts", payable=payable), "account", "document_no", "amount")) == [
        ("family with credit memos", 10, 500), ("family with credit memos", 11, -70), ("family with credit memos", 12, 300),
        ("family without credit memos", 10, 500), ("family without credit memos", 12, 300),
        ("own with credit memos", 10, 500), ("own with credit memos", 11, -70),
        ("own without credit memos", 10, 500),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "memo",
    ["2  net  yes", "1  gross  yes", "1  net  no"],
    ids=["of another payment", "for another way to pay", "of another payer of the family"],
)
def test_a_credit_memo_makes_no_account_with_credit_memos_that_is(memo: str):
    payable = alike(
        f"document_no  receipt_no  variant  is_own  is_credit\n10  1  net  yes  no\n11  {memo}  yes",
        **PAYABLE,
    )
    rows = columns(run_model("accounts", payable=payable), "receipt_no", "variant", "account")
    assert (1, "net", "own without credit memos") in rows
    assert (1, "net", "own with credit memos") not in rows


OWN = {"receipt_no": 1, "variant": "net", "account": "own without credit memos"}


def test_an_account_runs_in_the_order_of_due_dates():
    rows = run_model("runs", accounts=alike("""
        document_no  amount  due_date    issue_date
        14           10000   2026-03-02  2026-01-01
        13           1000    2026-03-01  2026-02-02
        12           100     2026-03-01  2026-02-01
        11           10      2026-03-01  2026-02-01""", **OWN))  # fmt: skip
    assert sorted(columns(rows, "place", "document_no", "amount", "total")) == [
        (1, 11, 10, 10), (2, 12, 100, 110), (3, 13, 1000, 1110), (4, 14, 10000, 11110),
    ]  # fmt: skip


def test_each_account_runs_alone_and_none_with_credit_memos():
    rows = run_model("runs", accounts=alike("""
        document_no  amount  receipt_no  variant  account
        10           1       1          net      own without credit memos
        11           2       1          net      family without credit memos
        12           3       1          gross    own without credit memos
        13           4       2          net      own without credit memos
        14           5       1          net      own with credit memos""", due_date="2026-03-01"))  # fmt: skip
    assert sorted(columns(rows, "document_no", "place", "total")) == [
        (10, 1, 1),
        (11, 1, 2),
        (12, 1, 3),
        (13, 1, 4),
    ]


def test_a_run_may_come_to_more_than_any_payment():
    rows = run_model("runs", accounts=alike(
        "document_no  amount\n10  9000000000000000000\n11  9000000000000000000",
        receipt_no=1, variant="net", account="own without credit memos", due_date="2026-03-01"))  # fmt: skip
    assert sorted(columns(rows, "place", "total")) == [(1, 9_000_000_000_000_000_000), (2, None)]
