"""Opens the books of a night: fetches the older rows that tonight names, then lays tonight's extracts over the live ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from pipelines.books.names import MACROS as NAME_MACROS
from pipelines.books.reader import Books
from pipelines.books.references import MACROS
from pipelines.books.similarity import with_similarity
from pipelines.connections import Connection
from pipelines.sql import ROWS_AT_ONCE, Lay, at_hand, build, engine
from pipelines.tables import BOOKS, EXTRACTS

MASTER = ("payers", "reason_codes", "price_agreements", "shipments")

PLAN_PEOPLE_AND_PAPER = (
    "payer_groups", "landed_documents", "tonight_lines", "line_keys", "documents_laid", "twins", "documents",
    "changed_documents", "payments_laid", "returned_payments", "unknown_payments", "payer_marks", "advice_laid",
    "advice_heads", "standing_ties", "bank_candidates", "bank_ties",
    "reference_owners", "posting_owners", "evident_payers", "name_pairs", "word_pairs",
)  # fmt: skip
PLAN_MONEY = (
    "similar_names", "payments", "night_payer_marks", "untied", "amount_fits", "untied_sums", "amount_ties", "line_ties",
    "near_ties", "ties", "shared_lines", "line_ways", "line_shares", "advice", "landed_postings", "postings", "quarantine",
)  # fmt: skip

WORKING = {
    "night_payers": """SELECT p.*, g.group_id, p.payer_id IN (
            SELECT payer_id FROM (FROM payers EXCEPT SELECT * EXCLUDE (is_live) FROM old_payers)) AS is_new
        FROM payers AS p JOIN payer_groups AS g USING (payer_id)""",
    "night_payer_marks": "FROM night_payer_marks",
    "night_reason_codes": "FROM reason_codes",
    "night_price_agreements": "FROM price_agreements",
    "night_shipments": "FROM shipments",
    "night_documents": "FROM documents",
    "night_changed_documents": "FROM changed_documents",
    "night_lines": """SELECT * EXCLUDE (source_file, source_row, currency) FROM tonight_lines WHERE net_amount IS NOT NULL
        UNION ALL BY NAME SELECT * EXCLUDE (is_live) FROM old_lines ANTI JOIN landed_invoice_lines
            USING (company_code, invoice_number)""",
    "night_payments": "FROM payments",
    "night_advice": "FROM advice",
    "night_postings": "FROM postings",
    "night_applications": "SELECT * EXCLUDE (is_live) FROM old_applications",
    "night_variances": "SELECT * EXCLUDE (is_live) FROM old_variances",
    "books_quarantine": "FROM quarantine",
}


def open_books(
    landed: Mapping[str, pa.Table], books: Books, night: date, lay: Lay = at_hand
) -> dict[str, pa.Table]:
    """The working tables of a night, from the landed extracts and the books of the night before.

    Returns `night_*` tables (grain of the book of the same name, with `group_id`, `is_new` and the like beside its
    columns; money in minor units) and `books_quarantine`, the rows that only the books could find. `lay` says where the rows
    of a table go, as they come.
    """
    tables = {f"landed_{name}": table for name, table in landed.items()}
    with engine(tables, (MACROS, NAME_MACROS), books.last_files, books.folders) as connection:
        connection.execute("SET VARIABLE night = $1", [night])
        _load_live_rows(connection, books)
        _fetch_older_rows(connection, books)
        for name in MASTER:
            _lay_over(connection, name)
        build(connection, "pipelines.books", PLAN_PEOPLE_AND_PAPER)
        alike = with_similarity(connection.sql("FROM word_pairs").to_arrow_table())
        connection.register("word_similarities", alike)
        build(connection, "pipelines.books", PLAN_MONEY)
        return {
            name: lay(name, connection.sql(sql).to_arrow_reader(ROWS_AT_ONCE))
            for name, sql in WORKING.items()
        }


def _load_live_rows(connection: Connection, books: Books) -> None:
    for name in BOOKS:
        books.load_book(connection, name, _old(name), name in WIDE)


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


def _fetch_older_rows(connection: Connection, books: Books) -> None:
    for book, wanted in FETCHES:
        build(connection, "pipelines.books", (wanted,))
        books.fetch_book(connection, book, wanted, _old(book))


def _lay_over(connection: Connection, name: str) -> None:
    """Tonight's rows of a master table over the live ones, by key."""
    columns = ", ".join(EXTRACTS[name].names)
    extra = ", getvariable('night') AS arrived_date" if "arrived_date" in BOOKS[f"book_{name}"].names else ""
    on = " AND ".join(f"l.{key} IS NOT DISTINCT FROM o.{key}" for key in EXTRACTS[name].key)
    connection.execute(
        f"CREATE TEMP TABLE {name} AS SELECT {columns}{extra} FROM landed_{name} UNION ALL BY NAME "
        f"SELECT o.* EXCLUDE (is_live) FROM old_{name} AS o WHERE NOT EXISTS (SELECT 1 FROM landed_{name} AS l WHERE {on})"
    )
