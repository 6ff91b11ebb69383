"""Masks rows of forgotten payers: collects their texts, masks each once, and wraps the query that yields the rows.

What does **not** belong here: whose a row is and how a column is masked (`columns.py`), and where rows come from or go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from pipelines.catalog import ALL, Kind, Table
from pipelines.connections import Connection
from pipelines.duckdb_paths import parquet_scan
from pipelines.forgetting.columns import (
    BEARERS,
    PACKAGE,
    RAW,
    TEXTS,
    TOUCHED,
    each_key_once,
    keys_of,
    masked_column,
    owned_rows,
    row_key,
    text_as,
    texts_of,
    touched_name,
)
from pipelines.forgetting.people import create_tables, name_bearers, set_variables
from pipelines.forgetting.person import Person
from pipelines.sql import build, query

KEY_BOOKS = ("book_documents", "book_payments", "book_advice", "book_variances")
"""The books that know whose a document, a payment, an advice or a dispute is."""


class Masks:
    """Masks the rows of forgotten payers in the queries that it is given."""

    macros = ("names", "words", "forgetting")

    def __init__(self, people: Sequence[Person], salt: bytes, books: Mapping[str, Sequence[Path]]) -> None:
        """Prepare to mask; people are ascending by payer_id: where two may be meant, the first one is."""
        self.people = tuple(people)
        self._salt = salt
        self._books = books

    def __bool__(self) -> bool:
        return bool(self.people)

    @property
    def folders(self) -> set[Path]:
        """Where the engine finds the books."""
        return {file.parent for files in self._books.values() for file in files if self}

    def prepare(self, connection: Connection) -> None:
        """Create what the masked queries read: variables, and the temporary tables of people and keys."""
        if not self:
            return
        bearers = name_bearers(self.people, self._salt)
        set_variables(connection, self.people, bearers, self._salt)
        create_tables(connection, self.people, bearers)
        known = [name for name in KEY_BOOKS if self._books.get(name)]
        if len(known) == len(KEY_BOOKS):
            view_tables(connection, {name: self._books[name] for name in known})
            connection.execute(
                f"INSERT INTO forgotten_keys SELECT key_hash, any_value(pseudonym) FROM ({query(PACKAGE, 'keys')}) "
                "GROUP BY key_hash ON CONFLICT DO NOTHING"
            )

    def learn(self, connection: Connection, table: Table, rows: str) -> None:
        """Remember the documents and payments of forgotten payers among rows that name their payer."""
        if not self or "payer_id" not in table.names:
            return
        # The number of an advice is its payer's own: it says nothing of one without a payer.
        for kind, company, id_ in (key for key in keys_of(table) if key[1]):
            connection.execute(
                f"INSERT INTO forgotten_keys SELECT DISTINCT {row_key(kind, company, id_)}, p.pseudonym "
                f"FROM ({rows}) AS s JOIN forgotten_people AS p USING (payer_id) ON CONFLICT DO NOTHING"
            )

    def masked(self, connection: Connection, table: Table, rows: str, others: Sequence[str] = ()) -> str:
        """Return the query of rows of a table, masked; the texts of forgotten payers among them are masked at once.

        Args:
            connection: Where they are read; `prepare` has been called with it.
            table: The table that the rows are of.
            rows: A query that yields its columns and `others`.
            others: Further columns; `raw_row` is masked as a memo.
        """
        if not self:
            return rows
        connection.execute("DELETE FROM texts")
        self.collect(connection, table, rows, others)
        self.mask_texts(connection)
        return self.replaced(table, rows, others)

    def replaced(self, table: Table, rows: str, others: Sequence[str] = (), chosen: str = "true") -> str:
        """Return the query of rows with those touched that are `chosen`, masked, in the place of theirs."""
        masked = [f'{masked_column(table, c)} AS "{c.name}"' for c in table.columns]
        masked += [f"{text_as('memo', name)} AS {name}" if name == RAW else name for name in others]
        names = ", ".join([*(f'"{name}"' for name in table.names), *others])
        return (
            f"SELECT {names} FROM (SELECT {names} FROM ({owned_rows(table, rows)}) WHERE NOT ({TOUCHED}) "
            f"UNION ALL SELECT {', '.join(masked)} FROM {touched_name(table)} AS o WHERE {chosen}){each_key_once(table)}"
        )

    def applied(self, connection: Connection, table: Table, rows: pa.Table) -> pa.Table:
        """Return rows at hand, masked; arguments as `masked`."""
        if not self or not rows.num_rows:
            return rows
        connection.register("unmasked", rows)
        masked = connection.sql(self.masked(connection, table, "FROM unmasked")).to_arrow_table()
        connection.unregister("unmasked")
        return masked

    def changed(self, table: Table, by: str) -> str:
        """Return a query of the distinct values of a column of the rows `touched` that masking changes."""
        changes = [
            f'({masked_column(table, c)}) IS DISTINCT FROM o."{c.name}"' for c in table.columns if c.is_masked
        ]
        return (
            f"SELECT DISTINCT {by} FROM {touched_name(table)} AS o WHERE {' OR '.join(changes)} ORDER BY {by}"
        )

    def collect(self, connection: Connection, table: Table, rows: str, others: Sequence[str] = ()) -> None:
        """Keep the rows that are masked as `touched_<table>`, and their texts in `texts`; arguments as `masked`."""
        for column in (c for c in table.columns if c.personal in BEARERS):
            names = f'SELECT DISTINCT "{column.name}" AS name FROM ({rows}) WHERE name IS NOT NULL'
            connection.execute(f"CREATE OR REPLACE TEMP TABLE names AS {names}")
            connection.execute(f"INSERT INTO bearers {query(PACKAGE, 'bearers')} ON CONFLICT DO NOTHING")
        touched = f"SELECT * FROM ({owned_rows(table, rows)}) WHERE {TOUCHED}"
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {touched_name(table)} AS {touched}")
        found = [
            texts_of(table, c.name, TEXTS[c.personal], c.kind) for c in table.columns if c.personal in TEXTS
        ]
        found += [texts_of(table, name, "memo", Kind.TEXT) for name in others if name == RAW]
        if found:
            connection.execute(
                f"INSERT INTO texts SELECT DISTINCT * FROM ({' UNION ALL '.join(found)}) "
                "WHERE text IS NOT NULL AND forgotten_as IS NOT NULL ON CONFLICT DO NOTHING"
            )

    def mask_texts(self, connection: Connection) -> None:
        """Create `masked_texts`: what the texts that were collected become."""
        if connection.execute("SELECT count(*) FROM texts").fetchall() == [(0,)]:
            # Planning the query takes longer than all else of a small night.
            connection.execute(
                "CREATE OR REPLACE TEMP TABLE masked_texts AS SELECT *, text AS masked FROM texts"
            )
        else:
            build(connection, PACKAGE, ("masked_texts",))


NO_MASKS = Masks((), b"", {})


def view_tables(connection: Connection, files: Mapping[str, Sequence[Path]]) -> None:
    """Create a view of each table over its files, with the columns as declared and `file_index`, ascending by night."""
    for name, paths in files.items():
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {declared_rows(ALL[name], paths)}")


def declared_rows(table: Table, files: Sequence[Path]) -> str:
    """Return a query of the rows of some files as declared, with `file_index`; a column that a file lacks is null."""
    columns = ", ".join(f'CAST(NULL AS {c.sql_type}) AS "{c.name}"' for c in table.columns)
    names = ", ".join(f'"{name}"' for name in table.names)
    return (
        f"SELECT file_index, {names} FROM (SELECT CAST(NULL AS UBIGINT) AS file_index, {columns} WHERE false "
        f"UNION ALL BY NAME SELECT file_index, * FROM {parquet_scan(files, union_by_name=True)})"
    )


MASKED = tuple(name for name, table in ALL.items() if any(column.is_masked for column in table.columns))
"""The tables that hold anything about a person."""
