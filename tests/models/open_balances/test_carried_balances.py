"""What documents owe after tonight's returns without what is reckoned again, and the money that stands on them."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

CHANGED = ("due", "granted", "disputed", "closed")


def carried(due: int = 1000, granted: int = 50, **given: str) -> tuple[int, ...]:
    items = f"document_no  due  discount_granted_amount\n10  {due}  {granted}\n11  0  0"
    [found] = [
        row
        for row in run_model("carried_balances", documents_in_play=items, **given)
        if row["document_no"] == 10
    ]
    return columns([found], *CHANGED)[0]


def test_a_document_of_which_nothing_moves_owes_what_it_did():
    assert carried() == (1000, 50, 0, 0)


def test_what_a_return_takes_off_a_document_is_owed_again_its_discount_too():
    assert carried(
        reversal_rows="document_no  amount  discount_amount\n10  -300  -20\n11  -7  0\n-  -9  0"
    ) == (1320, 30, 0, 0)


def test_what_was_tolerated_of_a_payment_that_came_back_is_owed_again():
    head = "document_no  outcome  amount"
    assert carried(returned_variances=f"{head}\n10  tolerance  3\n10  dispute  500") == (1003, 50, 0, 0)


@pytest.mark.parametrize(
    ("mode", "found"), [("full", (1320, 30, 0, 0)), ("retry", (1000, 50, 0, 0)), ("idle", (1000, 50, 0, 0))]
)
def test_what_a_payment_put_there_is_taken_off_where_it_is_reckoned_again(mode: str, found: tuple[int, ...]):
    prior = "receipt_no  document_no  amount  discount_amount\n1  10  300  20"
    assert carried(prior_allocations=prior, receipts=f"receipt_no  mode\n1  {mode}") == found


def test_the_discount_that_went_back_with_a_return_is_found_again():
    assert carried(sent_back="document_no  amount  discount_amount\n10  300  20") == (980, 70, 0, 0)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        pytest.param(
            "tolerance  full  document",
            (1007, 50, 0, 4),
            id="tolerated: owed again, what was closed of it is kept",
        ),
        pytest.param(
            "dispute    full  document", (1000, 50, 0, 4), id="disputed: what was closed of it is kept"
        ),
        pytest.param(
            "tolerance  idle  document", (1000, 50, 0, 0), id="tolerated, of a payment that stands: nothing"
        ),
        pytest.param(
            "tolerance  -     document", (1000, 50, 0, 0), id="tolerated, of no payment in play: nothing"
        ),
        pytest.param("tolerance  full  overpayment", (1000, 50, 0, 0), id="paid too much: nothing"),
        pytest.param("tolerance  full  misapplied", (1000, 50, 0, 0), id="misapplied: nothing"),
    ],
)
def test_a_variance_that_is_found_again_is(row: str, found: tuple[int, ...]):
    head = "document_no  variance_id  amount  closed_amount  outcome  receipt_mode  slot"
    assert carried(disputes=f"{head}\n10  V1  7  4  {row}") == found


@pytest.mark.parametrize(
    ("row", "disputed"),
    [
        pytest.param("V1  yes  idle", 7, id="that holds it"),
        pytest.param("V1  yes  -", 7, id="that holds it, of no payment in play"),
        pytest.param("V1  no   idle", 0, id="not by one that does not hold it"),
        pytest.param("V1  yes  full", 0, id="not by one that is found again"),
        pytest.param("V2  yes  idle", 0, id="not by one that went with a return"),
    ],
)
def test_a_document_stays_disputed_by_a_variance(row: str, disputed: int):
    head = "document_no  open_amount  slot  closed_amount  variance_id  holds_document  receipt_mode"
    gone = "variance_id  document_no  outcome  amount\nV2  10  dispute  7"
    assert carried(disputes=f"{head}\n10  7  deduction  0  {row}", returned_variances=gone)[2] == disputed


def test_variances_of_one_document_are_summed():
    head = "document_no  variance_id  open_amount  closed_amount  slot  holds_document  receipt_mode  outcome  amount"
    rows = f"{head}\n10  V1  7  0  x  yes  idle  dispute  9\n10  V2  5  0  x  yes  idle  dispute  9"
    assert carried(disputes=rows)[2] == 12
    rows = f"{head}\n10  V1  0  7  x  no  full  dispute  9\n10  V2  0  5  x  no  full  dispute  9"
    assert carried(disputes=rows)[3] == 12


def test_changes_of_one_document_are_summed():
    back = "document_no  amount  discount_amount\n10  -300  0\n10  -300  0"
    assert carried(reversal_rows=back, sent_back="document_no  discount_amount\n10  5\n10  5") == (
        1590,
        60,
        0,
        0,
    )


PLACED = """
    receipt_no  company_code  payment_id  reverses_payment_id  mode
    1          C             Z1          -                    idle
    2          C             R1          Z1                   reversal
    3          C             Z3          -                    full
    4          C             Z4          -                    retry
    5          C             R5          Z9                   reversal
    6          D             R6          Z1                   reversal"""
STANDS = "receipt_no  document_no  amount  value_date"


@pytest.mark.parametrize(
    ("prior", "tonight", "found"),
    [
        pytest.param("1  10  300  2026-02-01", "", [(10, 1, 300)], id="of an idle payment"),
        pytest.param("4  10  300  2026-02-01", "", [(10, 4, 300)], id="of one with a rest"),
        pytest.param("3  10  300  2026-02-01", "", [], id="not of one that is reckoned again"),
        pytest.param("5  10  300  2026-02-01", "", [], id="not of a return of nothing"),
        pytest.param("6  10  300  2026-02-01", "", [], id="not of a return of another company"),
        pytest.param("1  -   300  2026-02-01", "", [], id="not without a document"),
        pytest.param(
            "1  10  300  2026-02-01\n2  10  -100  2026-02-09",
            "",
            [(10, 1, 200)],
            id="less what came back before",
        ),
        pytest.param(
            "1  10  300  2026-02-01", "1  10  -100", [(10, 1, 200)], id="less what comes back tonight"
        ),
        pytest.param("1  10  300  2026-02-01\n2  10  -300  2026-02-09", "", [], id="not once all came back"),
        pytest.param(
            "1  10  300  2026-02-01\n1  11  5  2026-02-01",
            "",
            [(10, 1, 300), (11, 1, 5)],
            id="document by document",
        ),
    ],
)
def test_money_stands(prior: str, tonight: str, found: list[tuple[int, int, int]]):
    rows = run_model(
        "placed_money", receipts=PLACED, prior_allocations=f"{STANDS}\n{prior}",
        reversal_rows=f"original_no  document_no  amount\n{tonight}",
    )  # fmt: skip
    assert sorted(columns(rows, "document_no", "receipt_no", "amount")) == found


def test_the_day_of_placed_money_is_the_payment_s_latest_not_the_return_s():
    prior = f"{STANDS}\n1  10  300  2026-02-01\n1  10  300  2026-02-03\n2  10  -100  2026-02-09"
    [row] = run_model(
        "placed_money",
        receipts=PLACED,
        prior_allocations=prior,
        reversal_rows="original_no  document_no  amount",
    )
    assert str(row["value_date"]) == "2026-02-03"
