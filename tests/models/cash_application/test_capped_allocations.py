"""The cash that stays on a document, and what is paid beyond what it owes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike
from tests.models.running import columns, run_model

PIECE = {
    "receipt_no": 1, "document_no": 10, "turn": 1, "discount": 0, "is_posted": "no", "invoice_amount": "-",
}  # fmt: skip
SETTINGS = "night  grace_days  tolerance\n2026-03-02  5  0.05"
SOURCE = {
    "currency": "USD",
    "is_moneyless": "no",
    "mode": "full",
    "value_date": "2026-03-01",
    "company_code": "C",
}


def settled(
    piece: str, due: int = 10000, granted: int = 0, disputed: int = 0, item: str = "10000  200  no  2026-01-31  -",
    source: dict[str, str] | None = None, **given: str,
) -> list[dict[str, Any]]:  # fmt: skip
    items = "document_no  effective_gross  terms_discount  is_credit  discount_date  first_paid_date"
    rows = run_model(
        "capped_allocations", proposed_allocations=alike(piece, **PIECE), settings=SETTINGS, documents_in_play=f"{items}\n10  {item}\n11  {item}",
        receipts=alike("receipt_no  payment_id\n1  Z1\n2  Z2\n3  Z3", **(SOURCE | (source or {}))),
        opening_balances=f"document_no  due  granted  disputed\n10  {due}  {granted}  {disputed}\n11  {due}  {granted}  {disputed}",
        **given,
    )  # fmt: skip
    return sorted(rows, key=lambda row: (row["document_no"], row["turn"]))


def applied(*args: Any, **given: Any) -> list[tuple[int, int]]:
    return columns(settled(*args, **given), "applied", "excess")


@pytest.mark.parametrize(
    ("cash", "due", "found"),
    [
        pytest.param(10000, 10000, (10000, 0), id="what it owes stays"),
        pytest.param(9000, 10000, (9000, 0), id="less than it owes stays"),
        pytest.param(10005, 10000, (10005, 0), id="within tolerance stays"),
        pytest.param(10006, 10000, (10000, 6), id="beyond tolerance is too much"),
        pytest.param(500, -100, (0, 500), id="all of it, where nothing is owed"),
        pytest.param(-300, 10000, (-300, 0), id="what is taken off stays"),
        pytest.param(-300, -500, (-300, 0), id="what is taken off stays, where nothing is owed too"),
    ],
)
def test_cash_on_a_document(cash: int, due: int, found: tuple[int, int]):
    assert applied(f"cash\n{cash}", due) == [found]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param({"source": {"currency": "KWD"}}, (10050, 0), id="within tolerance of its own currency"),
        pytest.param({"item": "10000  0  yes  -  -"}, (10050, 0), id="a credit memo takes all"),
        pytest.param({"source": {"is_moneyless": "yes"}}, (10050, 0), id="advice without money puts all"),
        pytest.param({}, (10000, 50), id="else too much"),
    ],
)
def test_fifty_more_than_is_owed(given: dict[str, Any], found: tuple[int, int]):
    assert applied("cash\n10050", **given) == [found]


def test_a_posting_has_no_tolerance():
    assert applied("cash  is_posted\n10003  yes") == [(10000, 3)]
    assert applied("cash  is_posted\n9999  yes") == [(9999, 0)]


TERMS = "10000  200  no  2026-02-24  {paid}"


@pytest.mark.parametrize(
    ("date", "paid", "excess"),
    [
        pytest.param(
            "2026-02-24",
            "-",
            200,
            id="paid within the grace days: what is beyond cash and discount is too much",
        ),
        pytest.param("2026-02-23", "-", 0, id="paid a day later: it is owed"),
        pytest.param("2026-02-23", "2026-02-10", 200, id="paid later, but first paid in time: it is earned"),
        pytest.param("2026-02-24", "2026-05-10", 200, id="paid in time, whatever was first paid later"),
        pytest.param("-", "-", 0, id="without a discount date: it is owed"),
    ],
)
def test_a_stated_discount(date: str, paid: str, excess: int):
    item = f"10000  200  no  {date}  {paid}"
    assert applied("cash  discount\n10000  200", item=item) == [(10000 - excess, excess)]


@pytest.mark.parametrize(
    ("discount", "granted", "excess"),
    [(200, 0, 200), (150, 0, 150), (900, 0, 200), (200, 50, 150), (200, 200, 0), (200, 300, 0)],
    ids=["as stated", "no more than stated", "no more than the terms give", "no more than is left of them",
         "none once it is granted", "none where more is granted"],
)  # fmt: skip
def test_the_earned_discount_is(discount: int, granted: int, excess: int):
    item = "10000  200  no  2026-02-24  -"
    assert applied(f"cash  discount\n10000  {discount}", granted=granted, item=item) == [
        (10000 - excess, excess)
    ]


def test_later_pieces_find_what_earlier_ones_left():
    pieces = "cash  turn  receipt_no\n6000  2  2\n7000  1  1\n100  3  3"
    assert applied(pieces) == [(7000, 0), (3000, 3000), (0, 100)]
    assert [row["room"] for row in settled(pieces)] == [10000, 3000, -3000]


def test_the_discount_of_earlier_pieces_is_settled_too():
    pieces = "cash  turn  receipt_no  discount\n6000  1  1  200\n4000  2  2  0"
    assert applied(pieces, item="10000  200  no  2026-02-24  -") == [(6000, 0), (3800, 200)]


def test_each_document_has_its_own_room():
    assert applied("cash  document_no\n10000  10\n10000  11") == [(10000, 0), (10000, 0)]


BEFORE = "document_no  receipt_no  payment_id  amount"


def repeat(
    piece: str, prior_allocations: str = "10  2  Z2  9800", due: int = 200, **given: Any
) -> tuple[int, int, bool]:
    [found] = columns(
        settled(piece, due, prior_allocations=f"{BEFORE}\n{prior_allocations}", **STANDS | given),
        "applied",
        "excess",
        "is_repeat",
    )
    return found


STANDS: dict[str, Any] = {"disputed": 200}
IDLE = {"mode": "idle"}


@pytest.mark.parametrize(
    ("cash", "found"),
    [
        pytest.param("cash\n10000", (0, 10000, True), id="its gross"),
        pytest.param("cash\n9800", (0, 9800, True), id="its gross less its discount"),
        pytest.param(
            "cash\n9700", (200, 9500, False), id="another sum: money for what is disputed, and too much"
        ),
        pytest.param(
            "cash  invoice_amount\n9700  10000",
            (0, 9700, True),
            id="another sum, for an invoice of its gross",
        ),
        pytest.param(
            "cash  invoice_amount\n9700  9000",
            (200, 9500, False),
            id="another sum, for an invoice of another gross",
        ),
        pytest.param("cash\n200", (200, 0, False), id="what is disputed"),
    ],
)
def test_a_paid_document_is_paid_again_by(cash: str, found: tuple[int, int, bool]):
    assert repeat(cash, source=IDLE) == found


def test_a_paid_document_is_paid_again_by_the_largest_sum_that_was_paid():
    assert repeat("cash\n7000", "10  2  Z2  7000\n10  3  Z3  2800", source=IDLE) == (0, 7000, True)
    assert repeat("cash\n2800", "10  2  Z2  7000\n10  3  Z3  2800", source=IDLE) == (200, 2600, False)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param({"prior_allocations": "11  2  Z2  9800"}, (200, 9800, False), id="that nobody paid"),
        pytest.param({"disputed": 100}, (200, 9800, False), id="that owes more than is disputed"),
        pytest.param(
            {"due": 10000, "disputed": 10000}, (10000, 0, False), id="of which all is disputed: it is repaid"
        ),
        pytest.param({"item": "10000  200  yes  -  -"}, (10000, 0, False), id="that is a credit memo"),
        pytest.param(
            {"prior_allocations": "10  -  -  9800"},
            (0, 10000, True),
            id="that was settled without a payment in play",
        ),
    ],
)
def test_a_document_is_not_paid_again_but_for_the_last(given: dict[str, Any], found: tuple[int, int, bool]):
    assert repeat("cash\n10000", source=IDLE, **given) == found


def test_what_is_reckoned_again_and_what_came_back_is_no_settlement():
    assert repeat("cash\n10000", source={"mode": "full"}) == (200, 9800, False)
    back = "document_no  receipt_no  amount\n10  2  -9800"
    assert repeat("cash\n10000", source=IDLE, reversal_rows=back) == (200, 9800, False)
    part = "document_no  receipt_no  amount\n10  2  -1800"
    assert repeat("cash\n8000", source=IDLE, reversal_rows=part) == (0, 8000, True)


def test_a_return_of_an_earlier_night_is_taken_off_its_payment():
    sources = "receipt_no  payment_id  reverses_payment_id  mode\n1  Z1  -  full\n2  Z2  -  idle\n3  R2  Z2  reversal"
    piece = alike("cash\n10000", **PIECE)
    head = "document_no  effective_gross  terms_discount  is_credit"
    rows = run_model(
        "capped_allocations", proposed_allocations=piece, settings=SETTINGS, receipts=alike(sources, currency="USD", is_moneyless="no"),
        documents_in_play=f"{head}\n10  10000  200  no", opening_balances="document_no  due  granted  disputed\n10  200  0  200",
        prior_allocations=f"{BEFORE}\n10  2  Z2  9800\n10  3  R2  -9800",
    )  # fmt: skip
    assert columns(rows, "excess", "is_repeat") == [(9800, False)]


def test_two_payments_of_tonight_for_one_document_are_one_payment_and_its_repetition():
    rows = settled("cash  turn  receipt_no\n10000  1  1\n10000  2  2\n300  3  3")
    assert columns(rows, "excess", "is_repeat") == [(0, False), (10000, True), (300, False)]


def test_the_same_sum_again_is_a_repetition_where_all_of_it_is_too_much():
    rows = settled("cash  turn  receipt_no\n4000  1  1\n6000  2  2\n4000  3  3")
    assert columns(rows, "excess", "is_repeat") == [(0, False), (0, False), (4000, True)]


def test_money_taken_off_tonight_is_no_settlement():
    rows = settled("cash  turn  receipt_no\n-300  1  1\n10000  2  2", due=-300)
    assert columns(rows, "excess", "is_repeat") == [(0, False), (10000, False)]
    rows = settled("cash  turn  receipt_no\n0  1  1\n10000  2  2", due=0)
    assert columns(rows, "excess", "is_repeat") == [(0, False), (10000, False)]
