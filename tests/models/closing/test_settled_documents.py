"""The ledger of a document after tonight: allocated, granted, credited, written off and disputed."""

from datetime import date

import pytest

from tests.models.running import Row, run_model

ITEM = (
    "document_no  company_code  invoice_number  gross_amount  effective_gross  previous_gross  allocated_amount"
    "  discount_granted_amount  credited_amount  written_off_amount  disputed_amount  due  is_new  first_paid_date"
    "  settled_date"
)
I10 = "10  1000  I10  1000  1000  1000  100  10  20  30  40  0  no  -  2026-02-01"
M20 = "20  1000  M20  -500  -500  -500  0  0  0  0  0  -500  no  -  2026-02-01"


def after(item: str = I10, number: str = "I10", **given: str) -> Row:
    rows = run_model("settled_documents", documents_in_play=f"{ITEM}\n{item}\n{M20}", **given)
    assert len(rows) == 2
    [row] = [row for row in rows if row["invoice_number"] == number]
    return row


def changes(row: Row) -> dict[str, int]:
    """Return by how much each part of the ledger of I10 (or, from 0, of M20) changed."""
    names = {"allocated": 100, "discount_granted": 10, "credited": 20, "written_off": 30}
    before = names if row["invoice_number"] == "I10" else dict.fromkeys(names, 0)
    return {
        name: row[f"{name}_amount"] - amount
        for name, amount in before.items()
        if row[f"{name}_amount"] != amount
    }


def test_a_document_that_nothing_touches_keeps_its_ledger():
    row = after()
    assert (changes(row), row["disputed_amount"], row["settled_date"]) == ({}, 0, date(2026, 2, 1))


ROW = "receipt_no  document_no  amount  discount_amount"
FOUND = "difference_no  document_no\n1  10\n2  -"
DISPUTE = "variance_id  document_no  outcome  receipt_mode  amount"


@pytest.mark.parametrize(
    ("given", "number", "expected"),
    [
        pytest.param({"allocation_changes": f"{ROW}\n1  10  500  7\n2  10  -100  -2\n1  -  -900  0"}, "I10",
                     {"allocated": 400, "discount_granted": 5},
                     id="allocations"),
        pytest.param({"credited": "credit_no  difference_no  variance_id  amount\n20  1  -  300", "differences": FOUND}, "I10",
                     {"credited": 300},
                     id="a credit of what is found tonight"),
        pytest.param({"credited": "credit_no  difference_no  variance_id  amount\n20  -  V1  300",
                      "disputes": "variance_id  document_no\nV1  10"}, "I10", {"credited": 300},
                     id="a credit of an earlier dispute"),
        pytest.param({"credited": "credit_no  difference_no  variance_id  amount\n20  2  -  300", "differences": FOUND}, "I10", {},
                     id="a credit of a claim without a document"),
        pytest.param({"credited": "credit_no  difference_no  variance_id  amount\n20  2  -  300", "differences": FOUND}, "M20",
                     {"credited": -300},
                     id="its memo"),
        pytest.param({"restated_credits": "document_no  credit_no  amount\n10  20  15"}, "I10", {"credited": -15},
                     id="a credit goes back"),
        pytest.param({"restated_credits": "document_no  credit_no  amount\n10  20  15"}, "M20", {"credited": 15},
                     id="to its memo"),
        pytest.param({"settled_by_credit": "difference_no  credit_no  amount\n1  20  300", "differences": FOUND}, "I10",
                     {"credited": 300},
                     id="settled by a credit memo"),
        pytest.param({"settled_by_credit": "difference_no  credit_no  amount\n1  20  300", "differences": FOUND}, "M20",
                     {"credited": -300},
                     id="that memo"),
        pytest.param({"classified_differences": "difference_no  document_no  outcome  amount\n1  10  tolerance  4\n2  10  dispute  90"},
                     "I10", {"written_off": 4},
                     id="a difference within tolerance"),
        pytest.param({"unwritten": "variance_id  document_no  amount\nV1  10  25"}, "I10", {"written_off": -25},
                     id="a write-off taken back"),
        pytest.param({"disputes": f"{DISPUTE}\nV1  10  tolerance  full  25"}, "I10", {"written_off": -25},
                     id="what was tolerated of a payment that is reckoned anew"),
        pytest.param({"disputes": f"{DISPUTE}\nV1  10  tolerance  idle  25"}, "I10", {},
                     id="of a payment that is not"),
        pytest.param({"disputes": f"{DISPUTE}\nV8  10  tolerance  idle  25", "returned_variances": "variance_id\nV8"},
                     "I10", {"written_off": -25},
                     id="of a payment that is returned"),
        pytest.param({"disputes": f"{DISPUTE}\nV1  10  dispute  full  25"}, "I10", {},
                     id="a dispute was not written off"),
    ],
)  # fmt: skip
def test_what_changes_the_ledger_of_a_document(given: dict, number: str, expected: dict):
    row = after(number=number, **given)
    assert changes(row) == expected
    assert row["settled_date"] == (date(2026, 3, 2) if expected else date(2026, 2, 1))


def test_an_allocation_that_changes_nothing_in_sum_is_a_change_all_the_same():
    row = after(allocation_changes=f"{ROW}\n1  10  500  0\n2  10  -500  0")
    assert (changes(row), row["settled_date"]) == ({}, date(2026, 3, 2))


VARIANCE = "variance_id  company_code  invoice_number  slot  open_amount"


@pytest.mark.parametrize(
    ("variances", "disputed"),
    [
        pytest.param(
            "V1  1000  I10  deduction  300\nV2  1000  I10  discount  50\nV3  1000  I11  deduction  9",
            350,
            id="all that is open on it",
        ),
        pytest.param("V1  1000  I10  misapplied  300", 0, id="but misapplied cash"),
        pytest.param("V1  1000  I10  overpayment  -300", 0, id="but money of the payer"),
        pytest.param("V1  2000  I10  deduction  300", 0, id="not of another company's document"),
        pytest.param("V1  1000  -  deduction  300", 0, id="not of a claim without a document"),
    ],
)
def test_what_is_disputed_on_a_document(variances: str, disputed: int):
    assert after(settled_variances=f"{VARIANCE}\n{variances}")["disputed_amount"] == disputed


@pytest.mark.parametrize(
    ("before", "rows", "first_paid"),
    [
        pytest.param(
            "-", "1  10  500  0\n2  10  300  0", date(2026, 2, 26), id="by the earliest payment of tonight"
        ),
        pytest.param("-", "1  10  500  0\n2  10  -300  0", date(2026, 2, 27), id="not by money taken off"),
        pytest.param("-", "2  10  0  30", None, id="not by a discount alone"),
        pytest.param("2026-02-20", "1  10  500  0", date(2026, 2, 20), id="earlier than tonight"),
        pytest.param("2026-02-28", "1  10  500  0", date(2026, 2, 27), id="by money that was booked late"),
    ],
)
def test_when_a_document_was_first_paid(before: str, rows: str, first_paid: date | None):
    row = after(
        I10.replace("no  -", f"no  {before}"),
        allocation_changes=f"{ROW}\n{rows}",
        receipts="receipt_no  value_date\n1  2026-02-27\n2  2026-02-26",
    )
    assert row["first_paid_date"] == first_paid


@pytest.mark.parametrize(
    ("effective", "previous", "disputed", "due", "is_new", "was_open"),
    [
        pytest.param(1000, 1000, 0, 0, "no", False, id="settled"),
        pytest.param(1000, 1000, 0, 0, "yes", True, id="new"),
        pytest.param(1000, 1000, 40, 0, "no", True, id="disputed"),
        pytest.param(1000, 1000, 0, 100, "no", True, id="open"),
        pytest.param(900, 1000, 0, -100, "no", True, id="paid too much since a lower gross"),
        pytest.param(900, 1000, 0, 0, "no", True, id="open until a lower gross"),
    ],
)
def test_whether_a_document_was_open_before_tonight(
    effective: int, previous: int, disputed: int, due: int, is_new: str, was_open: bool
):
    item = (
        f"10  1000  I10  {effective}  {effective}  {previous}  0  0  0  0  {disputed}  {due}  {is_new}  -  -"
    )
    assert after(item)["was_open"] is was_open
