"""Documents on which more stands than they owe: how much too much, and what of it disputes, discounts and money give."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.running import columns, run_model


def restated(
    before: int = 10000,
    gross: int = 7000,
    due: int = -3000,
    disputed: int = 0,
    *,
    credit: str = "no",
    **given: str,
) -> list[tuple[int, ...]]:
    """Return what is too much, in all and of disputes; if not given, of a document paid whole that fell from 100 to 70."""
    rows = run_model(
        "restated",
        documents_in_play=f"document_no  previous_gross  effective_gross  is_credit\n10  {before}  {gross}  {credit}",
        carried_balances=f"document_no  due  disputed\n10  {due}  {disputed}",
        **given,
    )
    return columns(rows, "excess", "from_disputes")


@pytest.mark.parametrize(
    ("amounts", "found"),
    [
        pytest.param((10000, 7000, -3000, 0), [(3000, 0)], id="paid whole, it has all of the fall too much"),
        pytest.param((10000, 7000, 2000, 0), [], id="not paid, it has nothing too much"),
        pytest.param((10000, 7000, 0, 0), [], id="that owes nothing and disputes nothing, neither"),
        pytest.param(
            (10000, 7000, -1000, 0), [(1000, 0)], id="paid in part, only what is beyond what it owes"
        ),
        pytest.param((10000, 7000, -9000, 0), [(3000, 0)], id="paid twice, only the fall"),
        pytest.param(
            (10000, 7000, 0, 3000), [(3000, 3000)], id="disputed for the rest, so much of the dispute"
        ),
        pytest.param(
            (10000, 7000, 1000, 3000), [(2000, 2000)], id="disputed for more than it owes, the difference"
        ),
        pytest.param((10000, 7000, 3000, 3000), [], id="that owes what is disputed, nothing"),
        pytest.param((10000, 7000, -2000, 500), [(2500, 500)], id="disputed for a little, that first"),
        pytest.param((10000, 10000, -3000, 0), [], id="whose gross stays, nothing"),
        pytest.param((7000, 10000, -3000, 0), [], id="whose gross rises, nothing"),
        pytest.param((0, -500, -500, 0), [], id="that had no gross before, nothing"),
    ],
)
def test_a_document_with_a_lower_gross(amounts: tuple[int, int, int, int], found: list[tuple[int, int]]):
    assert restated(*amounts) == found


def test_a_credit_memo_falls_where_it_grows():
    assert restated(-5000, -7000, -2000, 0, credit="yes") == [(2000, 0)]
    assert restated(0, -2000, -2000, 0, credit="yes") == [(2000, 0)]
    assert restated(-5000, -7000, -2000, 0, credit="no") == []


BACK = "document_no  amount  discount_amount"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param("10  300  20", [(320, 0)], id="cash and discount"),
        pytest.param("10  300  0\n10  50  0", [(350, 0)], id="of two rows"),
        pytest.param("10  300  0\n10  -200  0", [(300, 0)], id="whatever it takes off there beside it"),
        pytest.param("10  -300  0", [], id="nothing where the return takes money off the document"),
        pytest.param("11  300  0", [], id="nothing of another document"),
        pytest.param("-  300  0", [], id="nothing without a document"),
    ],
)
def test_what_a_return_puts_back_on_a_document_is_too_much(rows: str, found: list[tuple[int, int]]):
    assert restated(10000, 10000, reversal_rows=f"{BACK}\n{rows}") == found


def test_what_comes_back_adds_to_a_fall_but_not_on_a_credit_memo():
    assert restated(10000, 9000, reversal_rows=f"{BACK}\n10  300  0") == [(1300, 0)]
    assert restated(9000, 10000, reversal_rows=f"{BACK}\n10  300  0") == [(300, 0)]
    assert restated(-10000, -10000, credit="yes", reversal_rows=f"{BACK}\n10  300  0") == []


@pytest.mark.parametrize(
    ("prior", "posting", "mode", "found"),
    [
        pytest.param("-300", "0", "full", [(300, 0)], id="posts nothing there"),
        pytest.param("-300", "50", "full", [(300, 0)], id="posts money there"),
        pytest.param("-300", "-1", "full", [], id="still takes off"),
        pytest.param("300", "0", "full", [], id="had put money there"),
        pytest.param("-300", "0", "idle", [], id="is not reckoned again"),
    ],
)
def test_what_a_payment_took_off_a_document_comes_back_where_it(
    prior: str, posting: str, mode: str, found: list[tuple[int, int]]
):
    given = {
        "prior_allocations": f"document_no  receipt_no  company_code  payment_id  invoice_number  amount\n10  1  C  Z1  I1  {prior}",
        "receipts": f"receipt_no  mode\n1  {mode}",
    }
    head = "company_code  payment_id  invoice_number  applied_amount"
    assert restated(10000, 10000, night_postings=f"{head}\nC  Z1  I1  {posting}", **given) == found
    for other in ("D  Z1  I1", "C  Z2  I1", "C  Z1  I2"):
        assert restated(10000, 10000, night_postings=f"{head}\n{other}  {posting}", **given) == []


def test_what_a_payment_took_off_comes_back_whatever_else_it_put_there():
    head = "document_no  receipt_no  company_code  payment_id  invoice_number  amount"
    found = restated(
        10000, 10000, prior_allocations=f"{head}\n10  1  C  Z1  I1  -300\n10  1  C  Z1  I1  200", receipts="receipt_no  mode\n1  full",
        night_postings="company_code  payment_id  invoice_number  applied_amount\nC  Z1  I1  0",
    )  # fmt: skip
    assert found == [(300, 0)]


DISPUTE = "variance_id  document_no  open_amount  opened_date  holds_document  receipt_mode"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param("V1  10  1000  2026-02-02  yes  idle\nV2  10  1000  2026-02-01  yes  idle", [("V1", 1000), ("V2", 500)],
            id="the latest first"),
        pytest.param("V1  10  1000  2026-02-01  yes  idle\nV2  10  1000  2026-02-01  yes  idle", [("V1", 500), ("V2", 1000)],
            id="of one day the last by id first"),
        pytest.param("V1  10  1500  2026-02-02  yes  idle\nV2  10  1000  2026-02-01  yes  idle", [("V1", 1500)],
            id="no further than needed"),
        pytest.param("V1  10  2000  2026-02-02  yes  -", [("V1", 1500)], id="of no payment in play too"),
        pytest.param("V1  10  2000  2026-02-02  no  idle", [], id="not one that does not hold the document"),
        pytest.param("V1  10  2000  2026-02-02  yes  full", [], id="not one that is found again"),
        pytest.param("V9  10  2000  2026-02-02  yes  idle", [], id="not one that went with a return"),
        pytest.param("V1  11  2000  2026-02-02  yes  idle\nV2  10  1000  2026-02-01  yes  idle", [("V2", 1000)],
            id="not one of another document"),
    ],
)  # fmt: skip
def test_a_fall_of_15_withdraws_disputes(rows: str, found: list[tuple[str, int]]):
    withdrawn = run_model(
        "restated_disputes", disputes=f"{DISPUTE}\n{rows}", restated="document_no  from_disputes\n10  1500",
        returned_variances="variance_id\nV9",
    )  # fmt: skip
    assert sorted(columns(withdrawn, "variance_id", "amount")) == found


def test_several_disputes_are_withdrawn_one_after_the_other():
    days = "\n".join(f"V{day}  10  500  2026-02-0{day}  yes  idle" for day in (1, 2, 3, 4))
    rows = run_model(
        "restated_disputes", disputes=f"{DISPUTE}\n{days}", restated="document_no  from_disputes\n10  1300"
    )
    assert sorted(columns(rows, "variance_id", "amount")) == [("V2", 300), ("V3", 500), ("V4", 500)]


def test_each_document_withdraws_its_own_disputes():
    rows = run_model(
        "restated_disputes", restated="document_no  from_disputes\n10  500\n11  500",
        disputes=f"{DISPUTE}\nV1  10  900  2026-02-02  yes  idle\nV2  11  900  2026-02-01  yes  idle",
    )  # fmt: skip
    assert sorted(columns(rows, "variance_id", "document_no", "amount")) == [("V1", 10, 500), ("V2", 11, 500)]


@pytest.mark.parametrize(
    ("excess", "disputes", "granted", "terms", "found"),
    [
        pytest.param(3000, 0, 200, 140, [(10, 60)], id="to what the terms give on the new gross"),
        pytest.param(30, 0, 200, 140, [(10, 30)], id="by no more than is too much"),
        pytest.param(3000, 2980, 200, 140, [(10, 20)], id="by no more than disputes leave"),
        pytest.param(3000, 3000, 200, 140, [], id="not where disputes are enough"),
        pytest.param(3000, 0, 140, 140, [], id="not where it is what the terms give"),
    ],
)
def test_a_lower_gross_shortens_the_discount(
    excess: int, disputes: int, granted: int, terms: int, found: list[tuple[int, int]]
):
    rows = run_model(
        "restated_discounts",
        restated=f"document_no  excess  from_disputes\n10  {excess}  {disputes}",
        carried_balances=f"document_no  granted\n10  {granted}\n11  900",
        documents_in_play=f"document_no  terms_discount\n10  {terms}\n11  0",
    )
    assert columns(rows, "document_no", "amount") == found


MONEY = "document_no  receipt_no  amount  value_date"


def moved(placed: str, excess: int, disputes: int = 0, discount: str = "") -> list[tuple[Any, ...]]:
    rows = run_model(
        "restated_money", placed_money=f"{MONEY}\n{placed}",
        restated=f"document_no  excess  from_disputes\n10  {excess}  {disputes}\n11  {excess}  {disputes}",
        restated_discounts=f"document_no  amount\n{discount}",
    )  # fmt: skip
    return sorted(columns(rows, "document_no", "receipt_no", "amount"))


@pytest.mark.parametrize(
    ("placed", "found"),
    [
        pytest.param("10  1  2000  2026-02-02\n10  2  2000  2026-02-01", [(10, 1, 2000), (10, 2, 1000)],
            id="the latest first"),
        pytest.param("10  1  2000  2026-02-01\n10  2  2000  2026-02-01", [(10, 1, 1000), (10, 2, 2000)],
            id="of one day the last first"),
        pytest.param("10  1  3000  2026-02-02\n10  2  2000  2026-02-01", [(10, 1, 3000)], id="no more than needed"),
        pytest.param("10  1  9000  2026-02-02\n11  2  9000  2026-02-01", [(10, 1, 3000), (11, 2, 3000)],
            id="document by document"),
        pytest.param("12  1  9000  2026-02-02", [], id="not on documents that have nothing too much"),
    ],
)  # fmt: skip
def test_a_fall_of_30_moves_money_back(placed: str, found: list[tuple[int, int, int]]):
    assert moved(placed, 3000) == found


def test_payments_of_one_day_move_the_last_first_in_whatever_order_they_are_read():
    placed = [f"10  {number}  500  2026-02-01" for number in (2, 4, 1, 3)]
    assert moved("\n".join(placed), 1300) == [(10, 2, 300), (10, 3, 500), (10, 4, 500)]
    assert moved("\n".join(reversed(placed)), 1300) == [(10, 2, 300), (10, 3, 500), (10, 4, 500)]


def test_money_moves_only_for_what_disputes_and_discounts_leave():
    placed = "10  1  9000  2026-02-01"
    assert moved(placed, 3000, 1000) == [(10, 1, 2000)]
    assert moved(placed, 3000, 1000, "10  60") == [(10, 1, 1940)]
    assert moved(placed, 3000, 1000, "11  60") == [(10, 1, 2000)]
    assert moved(placed, 3000, 3000) == []
