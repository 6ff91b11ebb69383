"""Reads the nights' tables of one payment or document and tells them in order."""

from __future__ import annotations

import pyarrow as pa

from pipelines.connections import Connection
from pipelines.lake.snapshot import Snapshot
from pipelines.reports.labels import METHODS, REASONS, UNAPPLIED
from pipelines.sql import engine, query

PACKAGE = "pipelines.reports"
TABLES = (
    "allocations",
    "match_candidates",
    "variances",
    "unapplied_payments",
    "open_items",
    "book_payments",
    "book_documents",
)
STORIES = {"payment": "payment_story", "document": "document_story"}


def tell(snapshot: Snapshot, name: str) -> list[str]:
    """The lines of the story of every payment and document of that name, one company after the other; empty if none is."""
    tables = {table: snapshot.dataset(table, snapshot.partitions(table)) for table in TABLES}
    with engine({**tables, **_words()}, ("texts",)) as connection:
        connection.execute("SET VARIABLE name = $1", [name])
        found = connection.sql(query(PACKAGE, "story_subjects")).fetchall()
        return [
            line for kind, company, title in found for line in (title, *_story(connection, kind, company))
        ]


def _story(connection: Connection, kind: str, company: str) -> list[str]:
    connection.execute("SET VARIABLE company = $1", [company])
    told = connection.sql(query(PACKAGE, STORIES[kind])).fetchall()
    return [f"  {night}  {words}" for night, words in told] or ["  nothing has happened to it yet"]


def _words() -> dict[str, pa.Table]:
    return {
        "method_words": _pairs("method", METHODS),
        "reason_words": _pairs("reason", REASONS),
        "unapplied_words": _pairs("reason", UNAPPLIED),
    }


def _pairs(name: str, words: dict[str, str]) -> pa.Table:
    return pa.table({name: list(words), "words": list(words.values())})
