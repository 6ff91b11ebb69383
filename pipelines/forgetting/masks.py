"""Which rows are a forgotten payer's, and each table's columns as masked: SQL that wraps a query of rows.

What does **not** belong here: the masks themselves (`macros.py`), and where rows come from or go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.books.names import MACROS as NAME_MACROS
from pipelines.connections import Connection
from pipelines.duckdb_paths import parquet_scan
from pipelines.forgetting.macros import MACROS
from pipelines.forgetting.person import Person
from pipelines.forgetting.vocabulary import STEM, vocabulary
from pipelines.matching.macros import MACROS as MATCHING_MACROS
from pipelines.sql import query
from pipelines.tables import ALL, Column, Personal, Table

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
_ACTIVITY = {
    "dispute_history": "CASE WHEN actor IS NULL THEN 'by night' ELSE event END",
    "dispute_activity": "CASE WHEN status = 'merged' THEN 'merged' ELSE kind END",
    "book_activities": "CASE WHEN status = 'merged' THEN 'merged' ELSE kind END",
}
"""What was done, for the note about it: the text of some activities is an owner or the id of another dispute."""


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

    def masked(self, table: Table, rows: str, others: Sequence[str] = ()) -> str:
        """Return the query of rows of a table, masked.

        Args:
            table: The table that the rows are of.
            rows: A query that yields its columns and `others`.
            others: Further columns; `raw_row` is masked as a memo.
        """
        if not self:
            return rows
        columns = [f'{_masked(table, c)} AS "{c.name}"' for c in table.columns]
        columns += [f"{_MEMO.format(name)} AS {name}" if name == "raw_row" else name for name in others]
        return f"SELECT {', '.join(columns)} FROM ({_owned(table, rows)}){_each_key_once(table)}"

    def changed(self, table: Table, rows: str, by: str) -> str:
        """Return a query of the distinct values of the column `by` of rows that masking changes."""
        changes = [f'({_masked(table, c)}) IS DISTINCT FROM "{c.name}"' for c in table.columns if c.is_masked]
        return f"SELECT DISTINCT {by} FROM ({_owned(table, rows)}) WHERE {' OR '.join(changes)} ORDER BY {by}"


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


_MEMO = "CASE WHEN forgotten_as IS NOT NULL THEN mask_memo(forgotten_as, {0}) ELSE {0} END"


def _masked(table: Table, column: Column) -> str:
    name, own = f'"{column.name}"', "forgotten_as IS NOT NULL"
    if column.personal is Personal.BEARER:
        return f"mask_bearer(forgotten_as, {name})"
    if column.personal is Personal.MARK:
        return f"mask_mark(forgotten_as, {name})"
    masks: dict[Personal | None, str] = {
        Personal.PAYER_NAME: "forgotten_as",
        Personal.NAME: f"mask_name(forgotten_as, {name})",
        Personal.MEMO: f"mask_memo(forgotten_as, {name})",
        Personal.SENTENCE: _sentence(column),
        Personal.NOTE: f"mask_note(forgotten_as, {_ACTIVITY.get(table.name)}, {name})",
    }
    if not column.is_masked:
        return name
    return f"CASE WHEN {own} AND {name} IS NOT NULL THEN {masks[column.personal]} ELSE {name} END"


def _sentence(column: Column) -> str:
    name = f'"{column.name}"'
    if column.kind.value != "evidence":
        return f"mask_sentence(forgotten_as, {name})"
    basis = "mask_sentence(forgotten_as, e.basis)"
    fields = f"{{'hypothesis': e.hypothesis, 'amount': e.amount, 'basis': {basis}}}"
    return f"list_transform({name}, lambda e: {fields})"


def _owned(table: Table, rows: str) -> str:
    """The rows with `forgotten_as`: the pseudonym of the forgotten payer whose a row is, null for all others."""
    if table.name == "quarantine":
        return query(PACKAGE, "mentioned").replace("/*rows*/", rows)
    joins, owners, is_payer_named = "", [], "payer_id" in table.names
    if is_payer_named:
        joins += " LEFT JOIN forgotten_people AS p ON p.payer_id = s.payer_id"
    unnamed = "coalesce(s.payer_id, '') = ''" if is_payer_named else "true"
    for number, (kind, company, id_) in enumerate(_keys_of(table)):
        key = f"k{number}.key_hash = CASE WHEN {unnamed} THEN {_key_hash(kind, company, id_)} END"
        joins += f" LEFT JOIN forgotten_keys AS k{number} ON {key}"
        owners.append(f"k{number}.pseudonym")
    if is_payer_named:
        owners = ["p.pseudonym", *owners]
        bearers = [c.name for c in table.columns if c.personal is Personal.BEARER]
        names = "getvariable('forgotten_names')[name_hash(s.{0})]"
        owners += [f"CASE WHEN {unnamed} THEN {names.format(name)} END" for name in bearers]
    return f"SELECT s.*, {_first(owners)} AS forgotten_as FROM ({rows}) AS s{joins}"


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
        "vocabulary": vocabulary(),
        "stems": [word for word in vocabulary() if len(word) >= STEM],
        "forgotten_words": [word for person in people for word in person.words],
        "shared_names": [name for person in people for name in person.shared_names],
        "namesakes": [name for person in people for name in person.namesakes],
        "companies": sorted({company for person in people for company in person.companies}),
    }
    for name, values in lists.items():
        connection.execute(f"SET VARIABLE {name} = CAST($1 AS VARCHAR[])", [list(values)])
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
        "CREATE OR REPLACE TEMP TABLE forgotten_keys (key_hash VARCHAR PRIMARY KEY, pseudonym VARCHAR)"
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
