"""The rows before tonight that the identities compare with: last night's, and of books those that tonight has fetched.

What does **not** belong here: what is compared (`checks/identities`).
"""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from assets.night_run import NightRun
from pipelines.catalog import BOOKS
from pipelines.sql import engine
from pipelines.state.opening.fetching import fetch_rows

BEFORE = ("book_payments", "book_documents", "unapplied_payments")
"""Each is `<table>_before` in an identity."""


def read_before(night_run: NightRun, night: date, table: str) -> pa.Table:
    """All rows that were live last night; of those written tonight, also the archived ones."""
    if table not in BOOKS:
        return night_run.read_before(table, night)
    books = night_run.books_before(night)
    live = books.read_book(table)
    fetched = fetch_rows(
        books, table, _fetched_keys(night_run.staging(night).read(table), live, table, night)
    )
    return pa.concat_tables([live, fetched])


def _fetched_keys(tonight: pa.Table, live: pa.Table, table: str, night: date) -> pa.Table:
    """Keys of tonight's rows that are older than tonight, and were not live last night."""
    keys = ", ".join(BOOKS[table].key)
    with engine({"tonight": tonight, "live": live}) as connection:
        connection.execute("SET VARIABLE night = $1", [night])
        return connection.sql(
            f"SELECT {keys} FROM tonight ANTI JOIN live USING ({keys}) WHERE arrived_date < getvariable('night')"
        ).to_arrow_table()
