"""Unused credit memos and the deductions that they may settle."""

import pytest

from tests.models.running import column, columns, run_model


@pytest.mark.parametrize(
    ("is_credit", "due", "applied", "unused"),
    [
        pytest.param("yes", -500, "-", [500], id="nothing of it is netted"),
        pytest.param("yes", -500, -300, [200], id="netted in part tonight"),
        pytest.param("yes", -500, -500, [], id="netted whole tonight"),
        pytest.param("yes", 100, "-", [], id="more than used"),
        pytest.param("no", -500, "-", [], id="an invoice that is paid too much"),
    ],
)
def test_what_is_unused_of_a_credit_memo(is_credit: str, due: int, applied: str, unused: list[int]):
    rows = run_model(
        "open_credits",
        documents_in_play=f"document_no  is_credit\n20  {is_credit}",
        opening_balances=f"document_no  due\n20  {due}",
        document_settlements="" if applied == "-" else f"document_no  applied\n20  {applied}",
    )
    assert column(rows, "unused") == unused


@pytest.mark.parametrize(
    ("is_new", "previous", "effective", "expected"),
    [
        pytest.param("yes", -500, -500, True, id="it came tonight"),
        pytest.param("no", -500, -500, False, id="it came earlier"),
        pytest.param("no", -300, -500, True, id="it is worth more tonight"),
        pytest.param("no", -500, -300, False, id="it is worth less"),
    ],
)
def test_when_a_credit_memo_is_news(is_new: str, previous: int, effective: int, expected: bool):
    rows = run_model(
        "open_credits",
        documents_in_play=f"document_no  is_credit  is_new  previous_gross  effective_gross\n20  yes  {is_new}  {previous}  {effective}",
        opening_balances="document_no  due\n20  -500",
    )
    assert column(rows, "is_new") == [expected]


def test_keys_by_which_a_credit_memo_finds_its_deduction():
    rows = run_model(
        "credit_keys",
        open_credits="""
        document_no  original_invoice_number  normal_key  po_number  delivery_number
        20           INV-7                    CM20        PO 5       D-9""",
    )
    assert sorted(columns(rows, "credit_no", "key_rank", "key")) == [
        (20, 1, "INV-7"), (20, 2, "CM20"), (20, 2, "INV7"), (20, 2, "PO5"), (20, 3, "DD-9"), (20, 3, "PPO 5"),
    ]  # fmt: skip


def test_a_credit_memo_without_references_has_no_keys_and_equal_keys_are_one():
    rows = run_model(
        "credit_keys",
        open_credits="""
        document_no  original_invoice_number  normal_key  po_number
        20           -                        -           -
        21           X1                       X1          X1""",
    )
    assert sorted(columns(rows, "credit_no", "key_rank", "key")) == [
        (21, 1, "X1"),
        (21, 2, "X1"),
        (21, 3, "PX1"),
    ]


FOUND = "difference_no  document_no  slot  claim_number  company_code  group_id  currency"


def creditable(differences: str, **given: str) -> list:
    openable = "difference_no  amount\n1  500\n2  0"
    night = "night\n2026-03-02"
    rows = run_model(
        "creditable",
        differences=f"{FOUND}\n{differences}",
        **({"openable": openable, "settings": night} | given),
    )
    return columns(rows, "difference_no", "variance_id", "amount", "is_fresh", "opened_date")


@pytest.mark.parametrize(
    ("found", "is_creditable"),
    [
        pytest.param("1  10  deduction  C1  1000  G1  USD", True, id="a deduction"),
        pytest.param("1  10  discount  -  1000  G1  USD", True, id="a discount beyond the earned one"),
        pytest.param("1  10  misapplied  -  1000  G1  USD", False, id="no misapplied cash"),
        pytest.param("2  10  deduction  C1  1000  G1  USD", False, id="nothing of it may be in dispute"),
        pytest.param("3  10  deduction  C1  1000  G1  USD", False, id="it may not become a dispute"),
    ],
)
def test_which_differences_of_tonight_a_credit_memo_may_settle(found: str, is_creditable: bool):
    rows = creditable(found)
    assert [(row[0], row[2], row[3], str(row[4])) for row in rows] == (
        [(1, 500, True, "2026-03-02")] if is_creditable else []
    )


@pytest.mark.parametrize(("repaid", "amounts"), [(200, [300]), (500, [])])
def test_what_money_repays_tonight_no_credit_memo_settles(repaid: int, amounts: list[int]):
    rows = creditable(
        "1  10  deduction  C1  1000  G1  USD",
        matched_variances="difference_no  variance_id\n1  V1",
        repayments=f"variance_id  amount\nV1  {repaid}\nV2  50",
    )
    assert [row[2] for row in rows] == amounts


DISPUTE = "variance_id  document_no  open_amount  holds_document  receipt_mode  opened_date"


@pytest.mark.parametrize(
    ("dispute", "amounts"),
    [
        pytest.param(
            "V1  10  500  yes  idle  2026-02-01", [500], id="open, of a payment that stays as it is"
        ),
        pytest.param("V1  10  500  yes  -  2026-02-01", [500], id="open, of a payment that is not in play"),
        pytest.param("V1  10  500  no  idle  2026-02-01", [], id="no dispute that holds a document"),
        pytest.param(
            "V1  10  500  yes  full  2026-02-01", [], id="of a payment reckoned anew: it is found tonight"
        ),
        pytest.param(
            "V2  10  500  yes  idle  2026-02-01", [100], id="repaid in part tonight, by two payments"
        ),
        pytest.param("V3  10  500  yes  idle  2026-02-01", [], id="repaid whole tonight"),
        pytest.param("V8  10  500  yes  idle  2026-02-01", [], id="gone with a return"),
        pytest.param("V9  10  500  yes  idle  2026-02-01", [], id="lessened by a lower gross"),
    ],
)
def test_which_open_disputes_a_credit_memo_may_close(dispute: str, amounts: list[int]):
    rows = creditable(
        "2  10  deduction  -  1000  G1  USD",
        disputes=f"{DISPUTE}\n{dispute}",
        repayments="variance_id  receipt_no  amount\nV2  1  150\nV2  2  250\nV3  1  500",
        returned_variances="variance_id\nV8",
        restated_disputes="variance_id  amount\nV9  100",
    )
    assert [row[2] for row in rows] == amounts
    assert all(row[0] is None and row[3] is False and str(row[4]) == "2026-02-01" for row in rows)
