"""Older rows of one book by key, for those who want no more of the books than that."""

from __future__ import annotations

import pyarrow as pa

from pipelines.catalog import BOOKS
from pipelines.sql import engine
from pipelines.state.opening.reader import Books


def fetch_rows(books: Books, name: str, keys: pa.Table) -> pa.Table:
    """The newest version of the rows that are live no more and match `keys` on all its columns."""
    if not keys.num_rows:
        return BOOKS[name].empty()
    with engine({"keys": keys}, folders=books.folders) as connection:
        connection.execute("CREATE TEMP TABLE wanted AS FROM keys")
        Books().load_book(connection, name, "fetched")
        books.fetch_book(connection, name, "wanted", "fetched")
        return connection.sql("FROM fetched").to_arrow_table()


def fetch_people(books: Books, variances: pa.Table, activities: pa.Table) -> dict[str, pa.Table]:
    """What earlier nights left of cases, as far as tonight touches it: `known_activities` (those sent again tonight),
    `known_cases` (of the disputes among `variances`), `known_outcomes` (all)."""
    cases = books.read_book("book_cases")
    with engine({"variances": variances, "cases": cases}) as connection:
        archived = connection.sql(
            "SELECT variance_id AS dispute_id FROM variances WHERE opened_date IS NOT NULL "
            "AND variance_id NOT IN (SELECT dispute_id FROM cases)"
        ).to_arrow_table()
    return {
        "known_activities": fetch_rows(books, "book_activities", activities.select(["activity_id"])),
        "known_cases": pa.concat_tables([cases, fetch_rows(books, "book_cases", archived)]),
        "known_outcomes": books.read_book("book_outcomes"),
    }
