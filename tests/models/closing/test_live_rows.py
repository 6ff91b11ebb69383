"""Which rows of the books are live, so that the next night reads them without being asked."""

from datetime import date, timedelta

import pyarrow as pa
import pytest

from pipelines.catalog import BOOKS
from pipelines.catalog.books import MASTER_DATA
from pipelines.state.closing import close_papers
from tests.models.running import column, columns, run_model

NIGHT = date(2026, 3, 2)


def before(nights: int) -> str:
    """Return the day so many nights before tonight."""
    return str(NIGHT - timedelta(days=nights))


MEMORY = [
    pytest.param(89, True, id="the last night of the memory"),
    pytest.param(90, False, id="a night later"),
]


@pytest.mark.parametrize(("nights", "is_live"), MEMORY)
def test_a_settled_document_is_live_while_it_is_fresh_in_memory(nights: int, is_live: bool):
    row = f"open_amount  disputed_amount  settled_date\n0  0  {before(nights)}"
    assert column(run_model("book_documents", decided_documents=row), "is_live") == [is_live]


@pytest.mark.parametrize("amounts", ["1  0", "-1  0", "0  1"])
def test_an_open_or_disputed_document_is_live_for_ever(amounts: str):
    row = f"open_amount  disputed_amount  settled_date\n{amounts}  {before(900)}"
    assert column(run_model("book_documents", decided_documents=row), "is_live") == [True]


@pytest.mark.parametrize(("nights", "is_live"), MEMORY)
def test_a_payment_without_a_rest_is_live_while_it_is_fresh_in_memory(nights: int, is_live: bool):
    row = f"unapplied_amount  arrived_date\n0  {before(nights)}"
    assert column(run_model("book_payments", settled_payments=row), "is_live") == [is_live]


@pytest.mark.parametrize("amount", [1, -1])
def test_a_payment_with_a_rest_is_live_for_ever(amount: int):
    row = f"unapplied_amount  arrived_date\n{amount}  {before(900)}"
    assert column(run_model("book_payments", settled_payments=row), "is_live") == [True]


@pytest.mark.parametrize(
    ("advice", "is_live"),
    [
        pytest.param(f"no  {before(900)}  -  -", True, id="it waits"),
        pytest.param(f"yes  {before(89)}  -  -", True, id="used, fresh in memory"),
        pytest.param(f"yes  {before(90)}  -  -", False, id="used, not fresh any more"),
        pytest.param(f"yes  {before(900)}  1000  P1", True, id="used, its payment is live"),
        pytest.param(f"yes  {before(900)}  1000  P2", False, id="used, its payment is not live"),
        pytest.param(f"yes  {before(900)}  2000  P1", False, id="used, another company's payment is live"),
        pytest.param(f"yes  {before(900)}  1000  P9", False, id="used, its payment is not in play"),
    ],
)
def test_which_advice_is_live(advice: str, is_live: bool):
    rows = run_model(
        "book_advice",
        settled_advice=f"is_used  arrived_date  tied_company_code  tied_payment_id\n{advice}",
        book_payments="company_code  payment_id  is_live\n1000  P1  yes\n1000  P2  no",
    )
    assert column(rows, "is_live") == [is_live]


@pytest.mark.parametrize(
    ("application", "is_live"),
    [
        pytest.param("1000  P2  I1", True, id="its document is live"),
        pytest.param("1000  P1  I2", True, id="its payment is live"),
        pytest.param("1000  P2  I2", False, id="neither is"),
        pytest.param("2000  P1  I1", False, id="those of another company are"),
        pytest.param("1000  P1  -", True, id="a claim of a live payment"),
        pytest.param("1000  -  I1", True, id="advice without money on a live document"),
        pytest.param("1000  P9  I9", False, id="neither is in play"),
    ],
)
def test_which_applications_are_live(application: str, is_live: bool):
    rows = run_model(
        "book_applications",
        settled_applications=f"company_code  payment_id  invoice_number\n{application}",
        book_documents="company_code  invoice_number  is_live\n1000  I1  yes\n1000  I2  no",
        book_payments="company_code  payment_id  is_live\n1000  P1  yes\n1000  P2  no",
    )
    assert column(rows, "is_live") == [is_live]


@pytest.mark.parametrize(
    ("line", "is_live"),
    [("1000  I1", True), ("1000  I2", False), pytest.param("1000  I9", True, id="its document is still to come"),
     pytest.param("2000  I2", True, id="its document is another company's")],
)  # fmt: skip
def test_a_line_is_live_with_its_document(line: str, is_live: bool):
    documents = "company_code  invoice_number  is_live\n1000  I1  yes\n1000  I2  no"
    rows = run_model(
        "book_lines", night_lines=f"company_code  invoice_number\n{line}", book_documents=documents
    )
    assert column(rows, "is_live") == [is_live]


@pytest.mark.parametrize(
    ("posting", "is_live"),
    [("1000  P1", True), ("1000  P2", False), ("2000  P1", False), ("1000  P9", False)],
)
def test_a_posting_is_live_with_its_payment(posting: str, is_live: bool):
    payments = "company_code  payment_id  is_live\n1000  P1  yes\n1000  P2  no"
    rows = run_model(
        "book_postings", night_postings=f"company_code  payment_id\n{posting}", book_payments=payments
    )
    assert column(rows, "is_live") == [is_live]


@pytest.mark.parametrize(("nights", "is_live"), [(119, True), (120, False)])
def test_a_delivery_is_live_for_some_months(nights: int, is_live: bool):
    rows = run_model("book_shipments", night_shipments=f"arrived_date\n{before(nights)}")
    assert column(rows, "is_live") == [is_live]


@pytest.mark.parametrize(("nights", "is_live"), [(399, True), (400, False)])
def test_a_mark_of_a_payer_is_live_for_about_a_year(nights: int, is_live: bool):
    rows = run_model("book_payer_marks", night_payer_marks=f"mark  seen_date\nACME  {before(nights)}")
    assert columns(rows, "mark", "is_live") == [("ACME", is_live)]


def test_payers_are_always_live():
    rows = run_model("book_payers", night_payers="payer_id\nC1")
    assert columns(rows, "payer_id", "is_live") == [("C1", True)]


@pytest.mark.parametrize("name", MASTER_DATA)
def test_master_data_is_always_live(name: str):
    working = {table: opened(table) for table in PAPERS}
    columns_of_it = working[f"night_{name}"].schema
    row = dict.fromkeys(columns_of_it.names) | {"payer_id": "C1"}
    working[f"night_{name}"] = pa.Table.from_pylist([row], columns_of_it)
    [closed] = close_papers(working, NIGHT)[f"book_{name}"].to_pylist()
    assert (closed["payer_id"], closed["is_live"]) == ("C1", True)


PAPERS = ("night_payers", "night_payer_marks", "night_shipments", *(f"night_{name}" for name in MASTER_DATA))
BESIDE = {"night_payers": [pa.field("group_id", pa.string()), pa.field("is_new", pa.bool_())]}


def opened(table: str) -> pa.Table:
    """Return a table of the night without rows, with the columns that opening gives it."""
    book = BOOKS[table.replace("night_", "book_")].arrow_schema
    kept = [field for field in book if field.name != "is_live"]
    return pa.schema([*kept, *BESIDE.get(table, [])]).empty_table()
