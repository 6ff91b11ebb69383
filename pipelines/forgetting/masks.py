"""Which rows are a forgotten payer's, and each table's columns as masked: SQL that wraps a query of rows.

What does **not** belong here: the masks themselves (`macros.py`), and where rows come from or go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from pipelines.books.names import MACROS as NAME_MACROS
from pipelines.connections import Connection
from pipelines.duckdb_paths import parquet_scan
from pipelines.forgetting.macros import MACROS
from pipelines.forgetting.person import Person
from pipelines.forgetting.vocabulary import read_words
from pipelines.matching.macros import MACROS as MATCHING_MACROS
from pipelines.sql import build, query
from pipelines.tables import ALL, Column, Kind, Personal, Table

PACKAGE = "pipelines.forgetting"
KEY_BOOKS = ("book_documents", "book_payments", "book_advice", "book_variances")
"""The books that know whose a document, a payment, an advice or a dispute is."""

_KEYS = (
    ("payment", "company_code", "payment_id"),
    ("document", "company_code", "invoice_number"),
    ("advice", None, "remittance_id"),
    ("dispute", None, "dispute_id"),
    ("dispute", None, "variance_id"),
)


class Masks:
    """Masks the rows of forgotten payers in the queries that it is given."""

    macros = (NAME_MACROS, MATCHING_MACROS, MACROS)

    def __init__(self, people: Sequence[Person], salt: bytes, books: Mapping[str, Sequence[Path]]) -> None:
        self.people = tuple(people)
        self._salt = salt
        self._books = books

    def __bool__(self) -> bool:
        return bool(self.people)

    def prepare(self, connection: Connection) -> None:
        """Create what the masked queries read: variables, and the temporary tables of people and keys."""
        if not self:
            return
        _set_variables(connection, self.people, self._salt)
        _create_tables(connection, self.people)
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
        for kind, company, id_ in _keys_of(table):
            connection.execute(
                f"INSERT INTO forgotten_keys SELECT DISTINCT {_key_hash(kind, company, id_)}, p.pseudonym "
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
        """Return the query of rows with those `touched` that are `chosen`, masked, in the place of theirs."""
        masked = [f'{_masked(table, c)} AS "{c.name}"' for c in table.columns]
        masked += [f"{_text('memo', name)} AS {name}" if name == RAW else name for name in others]
        names = ", ".join([*(f'"{name}"' for name in table.names), *others])
        return (
            f"SELECT {names} FROM (SELECT {names} FROM ({owned_rows(table, rows)}) WHERE NOT ({TOUCHED}) "
            f"UNION ALL SELECT {', '.join(masked)} FROM {_touched(table)} AS o WHERE {chosen}){_each_key_once(table)}"
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
            f'({_masked(table, c)}) IS DISTINCT FROM o."{c.name}"' for c in table.columns if c.is_masked
        ]
        return f"SELECT DISTINCT {by} FROM {_touched(table)} AS o WHERE {' OR '.join(changes)} ORDER BY {by}"

    def collect(self, connection: Connection, table: Table, rows: str, others: Sequence[str] = ()) -> None:
        """Keep the rows that are masked as `touched_<table>`, and their texts in `texts`; arguments as `masked`."""
        for column in (c for c in table.columns if c.personal in _BEARERS):
            names = f'SELECT DISTINCT "{column.name}" AS name FROM ({rows}) WHERE name IS NOT NULL'
            connection.execute(f"CREATE OR REPLACE TEMP TABLE names AS {names}")
            connection.execute(f"INSERT INTO bearers {query(PACKAGE, 'bearers')} ON CONFLICT DO NOTHING")
        touched = f"SELECT * FROM ({owned_rows(table, rows)}) WHERE {TOUCHED}"
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {_touched(table)} AS {touched}")
        found = [
            _texts_of(table, c.name, _TEXTS[c.personal], c.kind)
            for c in table.columns
            if c.personal in _TEXTS
        ]
        found += [_texts_of(table, name, "memo", Kind.TEXT) for name in others if name == RAW]
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


TOUCHED = "forgotten_as IS NOT NULL OR named_as IS NOT NULL"
RAW = "raw_row"
_BEARERS = (Personal.BEARER, Personal.MARK)
_TEXTS = {
    Personal.MEMO: "memo",
    Personal.SENTENCE: "sentence",
    Personal.NOTE: "sentence",
    **dict.fromkeys((Personal.NAME, *_BEARERS), "name"),
}
"""How the texts of a column are masked; several columns may hold the same one."""


def _masked(table: Table, column: Column) -> str:
    """A column of `touched` (o) as masked."""
    name = f'o."{column.name}"'
    if not column.is_masked:
        return name
    masks: dict[Personal | None, str] = {
        Personal.PAYER_NAME: "forgotten_as",
        Personal.NAME: _text("name", name),
        Personal.BEARER: f"coalesce(named_as, {_text('name', name)})",
        Personal.MARK: f"upper(replace(coalesce(named_as, nullif({_text('name', name)}, {name})), '-', ' '))",
        Personal.MEMO: _text("memo", name),
        Personal.SENTENCE: _evidence(name) if column.kind is Kind.EVIDENCE else _text("sentence", name),
        Personal.NOTE: f"CASE WHEN {_is_kept_note(table)} THEN {_text('sentence', name)} ELSE masked_note({name}) END",
    }
    touched = "true" if column.personal in _BEARERS else "forgotten_as IS NOT NULL"
    return f"CASE WHEN {touched} AND {name} IS NOT NULL THEN coalesce({masks[column.personal]}, {name}) ELSE {name} END"


def _text(mask: str, text: str) -> str:
    return (
        f"coalesce((SELECT t.masked FROM masked_texts AS t WHERE t.forgotten_as = o.forgotten_as AND t.mask = '{mask}' "
        f"AND t.text = {text}), {text})"
    )


def _evidence(name: str) -> str:
    struct = f"{{'hypothesis': e.hypothesis, 'amount': e.amount, 'basis': {_text('sentence', 'e.basis')}}}"
    places = f"unnest({name}) AS e, generate_subscripts({name}, 1) AS place"
    return f"(SELECT list({struct} ORDER BY place) FROM (SELECT {places}))"


def _texts_of(table: Table, name: str, mask: str, kind: Kind) -> str:
    text = f'unnest("{name}").basis' if kind is Kind.EVIDENCE else f'"{name}"'
    return f"SELECT forgotten_as, '{mask}' AS mask, {text} AS text FROM {_touched(table)}"


def _touched(table: Table) -> str:
    return f"touched_{table.name}"


def _is_kept_note(table: Table) -> str:
    """The text of some activities is an owner or the id of another dispute, or the night's own."""
    if "event" in table.names:
        return "o.actor IS NULL OR o.event IN ('assigned', 'merged')"
    return "o.kind = 'assigned' OR coalesce(o.status = 'merged', false)"


def owned_rows(table: Table, rows: str) -> str:
    """Return the query of rows with `forgotten_as`, the pseudonym of the forgotten payer whose a row is, and `named_as`,
    that of the payer whose name it bears; null for all others.
    """
    if table.name == "quarantine":
        mentioned = query(PACKAGE, "mentioned").replace("/*rows*/", rows)
        return f"SELECT *, CAST(NULL AS VARCHAR) AS named_as FROM ({mentioned})"
    joins, owners, is_payer_named = "", [], "payer_id" in table.names
    if is_payer_named:
        joins += " LEFT JOIN forgotten_people AS p ON p.payer_id = s.payer_id"
        owners.append("p.pseudonym")
    unnamed = "coalesce(s.payer_id, '') = ''" if is_payer_named else "true"
    for number, (kind, company, id_) in enumerate(_keys_of(table)):
        key = f"k{number}.key_hash = CASE WHEN {unnamed} THEN {_key_hash(kind, company, id_)} END"
        joins += f" LEFT JOIN forgotten_keys AS k{number} ON {key}"
        owners.append(f"k{number}.pseudonym")
    named = "CAST(NULL AS VARCHAR)"
    for name in (c.name for c in table.columns if c.personal in _BEARERS):
        joins += f' LEFT JOIN bearers AS b ON b.name = s."{name}"'
        named = "b.pseudonym"
        owners.append(f"CASE WHEN {unnamed} THEN {named} END")
    return f"SELECT s.*, {_first(owners)} AS forgotten_as, {named} AS named_as FROM ({rows}) AS s{joins}"


def _first(owners: Sequence[str]) -> str:
    return f"coalesce({', '.join(owners)})" if owners else "CAST(NULL AS VARCHAR)"


def _keys_of(table: Table) -> list[tuple[str, str | None, str]]:
    return [key for key in _KEYS if set(filter(None, key[1:])) <= set(table.names)]


def _key_hash(kind: str, company: str | None, id_: str) -> str:
    return f"key_hash('{kind}', {f's.{company}' if company else chr(39) * 2}, s.{id_})"


def _each_key_once(table: Table) -> str:
    """Two spellings of a name are one once they are masked."""
    if not any(table.column(name).is_masked for name in table.key):
        return ""
    rest = ", ".join(f'"{name}" DESC' for name in table.names if name not in table.key)
    keys = ", ".join(f'"{name}"' for name in table.key)
    return f" QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY {rest}) = 1"


def _set_variables(connection: Connection, people: Sequence[Person], salt: bytes) -> None:
    block = salt.ljust(64, b"\0")
    for name, pad in (("inner_block", 0x36), ("outer_block", 0x5C)):
        connection.execute(f"SET VARIABLE {name} = $1", [bytes(byte ^ pad for byte in block)])
    lists = {
        "forgotten_words": [word for person in people for word in person.words],
        "shared_names": [name for person in people for name in person.shared_names],
        "namesakes": [name for person in people for name in person.namesakes],
        "companies": sorted({company for person in people for company in person.companies}),
    }
    for name, values in lists.items():
        connection.execute(f"SET VARIABLE {name} = CAST($1 AS VARCHAR[])", [list(values)])
    connection.execute("SET VARIABLE read_words = $1", [read_words()])
    longest = max((person.longest_name for person in people), default=1)
    connection.execute("SET VARIABLE longest_name = $1::INTEGER", [longest])
    names = {name: person.pseudonym for person in people for name in person.names}
    connection.execute(
        "SET VARIABLE forgotten_names = map(CAST($1 AS VARCHAR[]), CAST($2 AS VARCHAR[]))",
        [list(names), list(names.values())],
    )


def _create_tables(connection: Connection, people: Sequence[Person]) -> None:
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE forgotten_people (payer_id VARCHAR, pseudonym VARCHAR); "
        "CREATE OR REPLACE TEMP TABLE forgotten_keys (key_hash VARCHAR PRIMARY KEY, pseudonym VARCHAR); "
        "CREATE OR REPLACE TEMP TABLE bearers (name VARCHAR PRIMARY KEY, pseudonym VARCHAR); "
        "CREATE OR REPLACE TEMP TABLE texts "
        "(forgotten_as VARCHAR, mask VARCHAR, text VARCHAR, PRIMARY KEY (forgotten_as, mask, text))"
    )
    connection.execute(
        "INSERT INTO forgotten_people SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[])",
        [[person.payer_id for person in people], [person.pseudonym for person in people]],
    )
    keys = {key: person.pseudonym for person in people for key in (*person.keys, *person.names)}
    connection.execute(
        "INSERT INTO forgotten_keys SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[])",
        [list(keys), list(keys.values())],
    )
    connection.execute(
        "INSERT INTO forgotten_keys SELECT key_hash('payer', '', payer_id), pseudonym FROM forgotten_people "
        "ON CONFLICT DO NOTHING"
    )


MASKED = tuple(name for name, table in ALL.items() if any(column.is_masked for column in table.columns))
"""The tables that hold anything about a person."""
