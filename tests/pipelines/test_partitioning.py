"""Into how many buckets a night goes, and what goes together; that any number of them gives the same tables stands in
`test_same_tables.py`."""

from datetime import date

import duckdb
import pyarrow as pa
import pytest

from pipelines.databases import share_of_queries
from pipelines.night import in_parts
from pipelines.night.partitioning import buckets_for
from pipelines.variables import MEMORY_LIMIT
from tests.nights import NightRunner, landed_tables


@pytest.mark.parametrize(
    ("limit", "rows", "buckets"),
    [
        pytest.param("2GB", 99_999, 1, id="a small night is one part"),
        pytest.param("2GB", 1_200_000, 2, id="one of 160,000 lines of advice in halves, side by side"),
        pytest.param("2GB", 5_900_000, 6, id="one of 800,000 in sixths"),
        pytest.param("500MB", 1_200_000, 5, id="on a small machine the small one, too"),
        pytest.param("1TB", 10, 1, id="at least one"),
    ],
)
def test_two_buckets_fit_into_the_memory_limit(limit, rows, buckets):
    with duckdb.connect(config={"memory_limit": limit}) as connection:
        assert buckets_for(connection, rows) == buckets


@pytest.mark.parametrize(
    ("limit", "share"),
    [("2GB", "1.2GB"), ("500 MiB", "300.0MiB"), ("80%", "48.0%"), ("1tib", "0.6tib")],
)
def test_queries_have_their_share_of_the_limit_in_a_form_that_duckdb_reads(limit, share):
    found = share_of_queries(MEMORY_LIMIT.parse(limit))
    assert found == share
    duckdb.connect(config={"memory_limit": found}).close()


@pytest.fixture
def working(tmp_path):
    """A document of each of nine payers, with news of every second."""
    empty = NightRunner(tmp_path).open(date(2026, 3, 2), landed_tables({}))
    documents = [
        {"company_code": "1", "invoice_number": f"D{n}", "group_id": f"C{n}", "is_landed": n % 2 == 0}
        for n in range(9)
    ]
    return empty | {"night_documents": as_table(empty, "night_documents", documents)}


def as_table(empty: dict[str, pa.Table], name: str, rows: list[dict]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=empty[name].schema)


def parts_of(working: dict[str, pa.Table], name: str, column: str, count: int) -> dict[str, int]:
    """Which part each row of a table is in; every row is in one."""
    found = [
        (value, number)
        for number, part in enumerate(in_parts(working, count))
        for value in part.working[name][column].to_pylist()
    ]
    assert len(found) == len(dict(found)) == working[name].num_rows
    return dict(found)


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_groups_without_news_are_carried_however_small_the_night_is(working, count):
    news = {
        document: part.has_news
        for part in in_parts(working, count)
        for document in part.working["night_documents"]["invoice_number"].to_pylist()
    }
    assert news == {f"D{n}": n % 2 == 0 for n in range(9)}


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_what_a_payment_that_left_the_books_has_paid_goes_with_its_document(working, count):
    rows = [{"company_code": "1", "payment_id": f"P{n}", "invoice_number": f"D{n}"} for n in range(9)]
    working["night_applications"] = as_table(working, "night_applications", rows)
    documents = parts_of(working, "night_documents", "invoice_number", count)
    assert parts_of(working, "night_applications", "invoice_number", count) == documents


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_advice_goes_with_a_payment_of_another_group(working, count):
    payments = [{"company_code": "1", "payment_id": f"P{n}", "group_id": f"C{n}"} for n in range(9)]
    advice = [
        {
            "remittance_id": f"P{n}", "line_number": 1, "group_id": f"C{(n + 1) % 9}", "tied_company_code": "1",
            "tied_payment_id": f"P{n}",
        }
        for n in (0, 3, 6)
    ]  # fmt: skip
    working["night_payments"] = as_table(working, "night_payments", payments)
    working["night_advice"] = as_table(working, "night_advice", advice)
    money = parts_of(working, "night_payments", "payment_id", count)
    tied = parts_of(working, "night_advice", "remittance_id", count)
    assert tied == {payment: money[payment] for payment in tied}


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_variance_whose_document_left_the_books_goes_with_its_payer(working, count):
    rows = [{"variance_id": f"D{n}", "invoice_number": f"OLD{n}", "payer_id": f"C{n}"} for n in range(9)]
    working["night_variances"] = as_table(working, "night_variances", rows)
    documents = parts_of(working, "night_documents", "invoice_number", count)
    assert parts_of(working, "night_variances", "variance_id", count) == documents
