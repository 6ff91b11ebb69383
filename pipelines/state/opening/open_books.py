"""Opens the books of a night: fetches the older rows that tonight names, then lays tonight's extracts over the live ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from pipelines.catalog import BOOKS, EXTRACTS
from pipelines.catalog.books import MASTER_DATA
from pipelines.models import Session, open_session
from pipelines.sql import ROWS_AT_ONCE, Lay, at_hand
from pipelines.state.opening.payer_identification.similarity import with_similarity
from pipelines.state.opening.reader import Books

MERGED = {"payers": "merged_payers", **{name: f"night_{name}" for name in (*MASTER_DATA, "shipments")}}
"""Extracts of master data and deliveries: the name of each with the night's rows laid over the earlier ones."""

WORKING = (
    "night_payers", "night_payer_marks", *(f"night_{name}" for name in MASTER_DATA), "night_shipments",
    "night_documents", "night_changed_documents", "night_lines", "night_payments", "night_advice", "night_postings",
    "night_applications", "night_variances", "books_quarantine",
)  # fmt: skip


def open_books(
    landed: Mapping[str, pa.Table], books: Books, night: date, lay: Lay = at_hand
) -> dict[str, pa.Table]:
    """The working tables of a night, from the landed extracts and the books of the night before.

    Returns `night_*` tables (grain of the book of the same name, with `group_id`, `is_new` and the like beside its
    columns; money in minor units) and `books_quarantine`, the rows that only the books could find. `lay` says where the rows
    of a table go, as they come.
    """
    tables = {f"landed_{name}": table for name, table in landed.items()}
    with open_session(tables, ("references", "names"), books.last_files, books.folders) as models:
        models.connection.execute("SET VARIABLE night = $1", [night])
        _load_live_rows(models, books)
        _fetch_older_rows(models, books)
        models.define(**{merged: _merged(name) for name, merged in MERGED.items()})
        models.connection.register(
            "word_similarities", with_similarity(models.read("word_pairs").to_arrow_table())
        )
        models.give("word_similarities")
        models.make_shared(WORKING)
        return {name: lay(name, models.read(name).to_arrow_reader(ROWS_AT_ONCE)) for name in WORKING}


def _load_live_rows(models: Session, books: Books) -> None:
    for name in BOOKS:
        books.load_book(models.connection, name, _old(name), name in WIDE)
        models.give(_old(name))


def _old(book: str) -> str:
    return book.replace("book_", "old_")


WIDE = ("book_lines",)
"""Books that are read where they lie: four lines a document, of which hardly one is asked for tonight."""


FETCHES = (
    ("book_variances", "wanted_dispute_variances"),
    ("book_documents", "wanted_restated_documents"),
    ("book_applications", "wanted_document_applications"),
    ("book_payments", "wanted_document_payments"),
    ("book_payments", "wanted_payments"),
    ("book_payments", "wanted_bank_references"),
    ("book_payments", "wanted_reversals"),
    ("book_advice", "wanted_advice"),
    ("book_advice", "wanted_advice_versions"),
    ("book_postings", "wanted_postings"),
    ("book_applications", "wanted_applications"),
    ("book_documents", "wanted_documents"),
    ("book_documents", "wanted_references"),
    ("book_documents", "wanted_credits"),
    ("book_lines", "wanted_lines"),
    ("book_applications", "wanted_document_applications"),
    ("book_variances", "wanted_payment_variances"),
    ("book_variances", "wanted_document_variances"),
    ("book_variances", "wanted_claim_variances"),
)
"""Which older rows a night wants, in order: each query may read what the ones before it brought."""


def _fetch_older_rows(models: Session, books: Books) -> None:
    for book, wanted in FETCHES:
        if models.cannot_have_rows(wanted):
            continue
        models.connection.register("wanted", models.read(wanted).to_arrow_table())
        books.fetch_book(models.connection, book, "wanted", _old(book))
        models.connection.unregister("wanted")
        models.give(_old(book))


def _merged(name: str) -> str:
    """Return the query of a master table's rows of the night over the live ones, by key."""
    columns = ", ".join(EXTRACTS[name].names)
    extra = ", getvariable('night') AS arrived_date" if "arrived_date" in BOOKS[f"book_{name}"].names else ""
    on = " AND ".join(f"l.{key} IS NOT DISTINCT FROM o.{key}" for key in EXTRACTS[name].key)
    return (
        f"SELECT {columns}{extra} FROM landed_{name} UNION ALL BY NAME "
        f"SELECT o.* EXCLUDE (is_live) FROM old_{name} AS o WHERE NOT EXISTS (SELECT 1 FROM landed_{name} AS l WHERE {on})"
    )
