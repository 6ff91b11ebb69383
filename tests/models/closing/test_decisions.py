"""The books and tables after people's write-offs."""

from datetime import date
from decimal import Decimal

import pytest

from tests.models.running import Row, columns, run_model

DOCUMENT = (
    "company_code  invoice_number  effective_gross  allocated_amount  discount_granted_amount  credited_amount"
    "  written_off_amount  disputed_amount  settled_date"
)
I10 = "1000  I10  1000  400  20  100  30  300  2026-02-01"
VARIANCE = "variance_id  company_code  invoice_number  amount  slot"
V1 = "V1  1000  I10  300  deduction"


def document(*, variances: str = V1, decided: str = "") -> Row:
    [row] = run_model(
        "decided_documents",
        settled_documents=f"{DOCUMENT}\n{I10}",
        settled_variances=f"{VARIANCE}\n{variances}",
        decided=f"variance_id  amount\n{decided}",
    )
    return row


def test_what_is_open_on_a_document_is_what_nothing_else_accounts_for():
    row = document()
    assert (row["open_amount"], row["disputed_amount"], row["written_off_amount"]) == (150, 300, 30)
    assert row["settled_date"] == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("variances", "decided", "written_off"),
    [
        pytest.param(V1, "V1  200", 200, id="a write-off"),
        pytest.param(f"{V1}\nV2  1000  I10  90  discount", "V1  200\nV2  40", 240, id="of several disputes"),
        pytest.param(V1, "V1  -20", -20, id="a write-off corrected"),
        pytest.param(V1, "V9  200", 0, id="of another dispute"),
        pytest.param(V1.replace("I10", "I11"), "V1  200", 0, id="on another document"),
        pytest.param(V1.replace("1000", "2000"), "V1  200", 0, id="on another company's document"),
        pytest.param(V1.replace("I10", "-"), "V1  200", 0, id="of a claim without a document"),
        pytest.param(V1.replace("300", "-300"), "V1  200", 0, id="of an overpayment"),
        pytest.param(V1.replace("deduction", "misapplied"), "V1  200", 0, id="of misapplied cash"),
    ],
)
def test_a_write_off_moves_from_disputed_to_written_off(variances: str, decided: str, written_off: int):
    row = document(variances=variances, decided=decided)
    assert (row["written_off_amount"], row["disputed_amount"], row["open_amount"]) == (
        30 + written_off,
        300 - written_off,
        150,
    )
    assert row["settled_date"] == (date(2026, 3, 2) if written_off else date(2026, 2, 1))


def test_a_dispute_loses_what_is_written_off_of_it():
    rows = run_model(
        "decided_variances",
        settled_variances="variance_id  open_amount  written_off_amount\nV1  300  10\nV2  200  0",
        decided="variance_id  amount\nV1  200\nV1  50",
    )
    assert sorted(columns(rows, "variance_id", "open_amount", "written_off_amount", "is_live")) == [
        ("V1", 50, 260, True), ("V2", 200, 0, True),
    ]  # fmt: skip


def test_write_offs_are_movements_beside_those_of_the_night():
    rows = run_model(
        "decided_movements",
        movements="variance_id  event  amount  text\nV1  opened  300  pricing / percent",
        decided="variance_id  amount\nV1  200",
    )
    assert columns(rows, "variance_id", "event", "amount", "text") == [
        ("V1", "opened", 300, "pricing / percent"), ("V1", "written_off", 200, None),
    ]  # fmt: skip


OPEN = "invoice_number  currency  effective_gross  gross_amount  allocated_amount  open_amount  disputed_amount  was_open"


@pytest.mark.parametrize(
    ("cells", "is_listed"),
    [
        pytest.param("1  0  no", True, id="open"),
        pytest.param("-1  0  no", True, id="paid too much"),
        pytest.param("0  1  no", True, id="disputed"),
        pytest.param("0  0  yes", True, id="the night it has nothing any more"),
        pytest.param("0  0  no", False, id="settled before"),
    ],
)
def test_which_documents_are_open_items(cells: str, is_listed: bool):
    rows = run_model("open_items", decided_documents=f"{OPEN}\nI10  USD  900  1000  0  {cells}")
    assert bool(rows) is is_listed


def test_an_open_item_is_published_in_units_with_the_gross_that_counts():
    row = (
        "invoice_number  currency  effective_gross  gross_amount  allocated_amount  discount_granted_amount  credited_amount"
        "  written_off_amount  disputed_amount  open_amount\nI10  USD  2100  9999  100  200  300  400  500  600"
    )
    [item] = run_model("open_items", decided_documents=row)
    names = ("gross", "allocated", "discount", "credited", "written_off", "disputed", "open")
    assert [item[f"{name}_amount"] for name in names] == [Decimal(n) for n in (21, 1, 2, 3, 4, 5, 6)]


PAYMENT = "payment_id  payer_id  known_payer_id  currency  unapplied_amount  unapplied_reason  candidates"


@pytest.mark.parametrize(
    ("payment", "expected"),
    [
        pytest.param("P1  C9  C1  USD  150  ambiguous  2", [("P1", "C1", Decimal("1.5"), "ambiguous", 2)],
                     id="a rest, of the payer that we found"),
        pytest.param("P1  -  -  JPY  -150  refund  0", [("P1", None, Decimal(-150), "refund", 0)],
                     id="money that went out, in a currency without cents"),
        pytest.param("P1  C9  C1  USD  0  -  0", [], id="no rest"),
    ],
)  # fmt: skip
def test_unapplied_payments_are_those_with_a_rest(payment: str, expected: list):
    rows = run_model("unapplied_payments", settled_payments=f"{PAYMENT}\n{payment}")
    assert columns(rows, "payment_id", "payer_id", "amount", "reason", "candidates") == expected
