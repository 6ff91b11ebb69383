"""Whose a row is, and each column as it is masked: SQL expressions and the queries around them.

What does **not** belong here: the masks of texts (`masked_texts.sql`), and when queries run (`masks.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.catalog import Column, Kind, Personal, Table
from pipelines.sql import query
from pipelines.sql_text import literal

PACKAGE = "pipelines.forgetting"
_KEYS = (
    ("payment", "company_code", "payment_id"),
    ("document", "company_code", "invoice_number"),
    ("advice", None, "remittance_id"),
    ("dispute", None, "dispute_id"),
    ("dispute", None, "variance_id"),
)
TOUCHED = "forgotten_as IS NOT NULL OR named_as IS NOT NULL"
RAW = "raw_row"
BEARERS = (Personal.BEARER, Personal.MARK)
TEXTS = {
    Personal.MEMO: "memo",
    Personal.SENTENCE: "sentence",
    Personal.NOTE: "sentence",
    **dict.fromkeys((Personal.NAME, *BEARERS), "name"),
}
"""How the texts of a column are masked; several columns may hold the same one."""


def masked_column(table: Table, column: Column) -> str:
    """A column of `touched` (o) as masked."""
    name = f'o."{column.name}"'
    if not column.is_masked:
        return name
    # A name that several people bear is that of the one whose the row is.
    bearer = f"coalesce(nullif({text_as('name', name)}, {name}), named_as)"
    masks: dict[Personal | None, str] = {
        Personal.PAYER_NAME: "forgotten_as",
        Personal.NAME: text_as("name", name),
        Personal.BEARER: bearer,
        Personal.MARK: f"upper(replace({bearer}, '-', ' '))",
        Personal.MEMO: text_as("memo", name),
        Personal.SENTENCE: _evidence(name) if column.kind is Kind.EVIDENCE else text_as("sentence", name),
        Personal.NOTE: f"CASE WHEN {_is_kept_note(table)} THEN {text_as('sentence', name)} ELSE masked_note({name}) END",
    }
    touched = "true" if column.personal in BEARERS else "forgotten_as IS NOT NULL"
    return f"CASE WHEN {touched} AND {name} IS NOT NULL THEN coalesce({masks[column.personal]}, {name}) ELSE {name} END"


def text_as(mask: str, text: str) -> str:
    return (
        "coalesce((SELECT t.masked FROM masked_texts AS t WHERE t.forgotten_as = o.forgotten_as "
        f"AND t.mask = {literal(mask)} AND t.text = {text}), {text})"
    )


def _evidence(name: str) -> str:
    struct = f"{{'hypothesis': e.hypothesis, 'amount': e.amount, 'basis': {text_as('sentence', 'e.basis')}}}"
    places = f"unnest({name}) AS e, generate_subscripts({name}, 1) AS place"
    return f"(SELECT list({struct} ORDER BY place) FROM (SELECT {places}))"


def texts_of(table: Table, name: str, mask: str, kind: Kind) -> str:
    text = f'unnest("{name}").basis' if kind is Kind.EVIDENCE else f'"{name}"'
    return f"SELECT forgotten_as, {literal(mask)} AS mask, {text} AS text FROM {touched_name(table)}"


def touched_name(table: Table) -> str:
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
        mentioned = f"WITH mentioning_rows AS ({rows}) FROM ({query(PACKAGE, 'mentioned')})"
        return f"SELECT *, CAST(NULL AS VARCHAR) AS named_as FROM ({mentioned})"
    joins, owners, is_payer_named = "", [], "payer_id" in table.names
    if is_payer_named:
        joins += " LEFT JOIN forgotten_people AS p ON p.payer_id = s.payer_id"
        owners.append("p.pseudonym")
    unnamed = "coalesce(s.payer_id, '') = ''" if is_payer_named else "true"
    for number, (kind, company, id_) in enumerate(keys_of(table)):
        key = f"k{number}.key_hash = CASE WHEN {unnamed} THEN {row_key(kind, company, id_)} END"
        joins += f" LEFT JOIN forgotten_keys AS k{number} ON {key}"
        owners.append(f"k{number}.pseudonym")
    named = "CAST(NULL AS VARCHAR)"
    for name in (c.name for c in table.columns if c.personal in BEARERS):
        joins += f' LEFT JOIN bearers AS b ON b.name = s."{name}"'
        named = "b.pseudonym"
        owners.append(f"CASE WHEN {unnamed} THEN {named} END")
    return f"SELECT s.*, {_first(owners)} AS forgotten_as, {named} AS named_as FROM ({rows}) AS s{joins}"


def _first(owners: Sequence[str]) -> str:
    return f"coalesce({', '.join(owners)})" if owners else "CAST(NULL AS VARCHAR)"


def keys_of(table: Table) -> list[tuple[str, str | None, str]]:
    return [key for key in _KEYS if set(filter(None, key[1:])) <= set(table.names)]


def row_key(kind: str, company: str | None, id_: str) -> str:
    return f"key_hash('{kind}', {f's.{company}' if company else chr(39) * 2}, s.{id_})"


def each_key_once(table: Table) -> str:
    """Two spellings of a name are one once they are masked."""
    if not any(table.column(name).is_masked for name in table.key):
        return ""
    rest = ", ".join(f'"{name}" DESC' for name in table.names if name not in table.key)
    keys = ", ".join(f'"{name}"' for name in table.key)
    return f" QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY {rest}) = 1"
