"""Older rows of one book by key, for those who want no more of the books than that."""

from __future__ import annotations

import pyarrow as pa

from pipelines.books.reader import Books
from pipelines.sql import engine
from pipelines.tables import BOOKS


def fetch_rows(books: Books, name: str, keys: pa.Table) -> pa.Table:
    """The newest version of the rows that are live no more and match `keys` on all its columns."""
    if not keys.num_rows:
        return BOOKS[name].empty()
    with engine({"keys": keys, "none": BOOKS[name].empty()}) as connection:
        connection.execute("CREATE TEMP TABLE wanted AS FROM keys; CREATE TEMP TABLE fetched AS FROM none")
        books.fetch_book(connection, name, "wanted", "fetched")
        return connection.sql("FROM fetched").to_arrow_table()
