"""The PostgreSQL schema: the nights that differ are replaced in one transaction.

Rows are deleted and copied, never truncated or put into new tables: so readers wait for nothing, a reader's transaction
that began before goes on seeing the old rows, and people's grants, views and indexes stay.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date

import duckdb
import psycopg
import pyarrow as pa
import pyarrow.csv as pc
from psycopg import sql

from pipelines.lake import Snapshot
from pipelines.publish.selection import PUBLICATIONS, Selection, from_rows, to_rows
from pipelines.sql import engine
from pipelines.tables import PUBLISHED, Column, Kind, Table

_TYPES = {
    Kind.TEXT: "text",
    Kind.INTEGER: "bigint",
    Kind.MONEY: "numeric(18,3)",
    Kind.MINOR: "bigint",
    Kind.QUANTITY: "numeric(18,3)",
    Kind.PRICE: "numeric(18,4)",
    Kind.PERCENT: "numeric(9,4)",
    Kind.SCORE: "double precision",
    Kind.DATE: "date",
    Kind.TIMESTAMP: "timestamp with time zone",
    Kind.BOOLEAN: "boolean",
    Kind.EVIDENCE: "jsonb",
}
_NIGHT = Column("business_date", Kind.DATE, "Night")
_ROWS_AT_ONCE = 50_000


def publish(url: str, schema: str, snapshot: Snapshot, selection: Selection) -> bool:
    """Bring the schema up to the selection; False where it held it already. All or nothing."""
    with psycopg.connect(url, connect_timeout=10) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"tieout {schema}"])
        connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
        _prepare(connection, schema, PUBLICATIONS, PUBLICATIONS.columns)
        anew = [t.name for t in PUBLISHED.values() if _prepare(connection, schema, t, (_NIGHT, *t.columns))]
        held = {**_holds(connection, schema), **{name: {} for name in anew}}
        if held == selection:
            return False
        for name, table in PUBLISHED.items():
            _replace_nights(connection, schema, table, snapshot, held[name], selection[name])
        connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(schema, PUBLICATIONS.name)))
        _copy(connection, schema, PUBLICATIONS, PUBLICATIONS.columns, to_rows(selection))
        return True


def _prepare(connection: psycopg.Connection, schema: str, table: Table, columns: Sequence[Column]) -> bool:
    """Make the table where it is missing, or is not what the declaration says; True where it was made."""
    target = sql.Identifier(schema, table.name)
    found = connection.execute(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute "
        "WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [target.as_string(connection)],
    ).fetchall()
    if found == [(column.name, _TYPES[column.kind]) for column in columns]:
        return False
    connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(target))
    declared = [sql.SQL("{} " + _TYPES[c.kind]).format(sql.Identifier(c.name)) for c in columns]
    connection.execute(sql.SQL("CREATE TABLE {} ({})").format(target, sql.SQL(", ").join(declared)))
    connection.execute(sql.SQL("CREATE INDEX ON {} (business_date)").format(target))
    _comment(connection, schema, table, columns)
    return True


def _comment(connection: psycopg.Connection, schema: str, table: Table, columns: Sequence[Column]) -> None:
    target = sql.Identifier(schema, table.name)
    connection.execute(sql.SQL("COMMENT ON TABLE {} IS {}").format(target, sql.Literal(table.grain)))
    for column in columns:
        name = sql.Identifier(schema, table.name, column.name)
        connection.execute(
            sql.SQL("COMMENT ON COLUMN {} IS {}").format(name, sql.Literal(column.description))
        )


def _holds(connection: psycopg.Connection, schema: str) -> Selection:
    source = sql.Identifier(schema, PUBLICATIONS.name)
    query = sql.SQL("SELECT table_name, business_date, generation FROM {}").format(source)
    return from_rows(connection.execute(query).fetchall())


def _replace_nights(
    connection: psycopg.Connection,
    schema: str,
    table: Table,
    snapshot: Snapshot,
    held: dict[date, str],
    wanted: dict[date, str],
) -> None:
    stale = [night for night, generation in held.items() if wanted.get(night) != generation]
    fresh = [night for night, generation in wanted.items() if held.get(night) != generation]
    delete = sql.SQL("DELETE FROM {} WHERE business_date = ANY(%s)")
    connection.execute(delete.format(sql.Identifier(schema, table.name)), [stale])
    if fresh:
        source = snapshot.dataset(table.name, fresh)
        _copy(connection, schema, table, (_NIGHT, *table.columns), source)


def _copy(
    connection: psycopg.Connection, schema: str, table: Table, columns: Sequence[Column], source: object
) -> None:
    names = sql.SQL(", ").join(sql.Identifier(column.name) for column in columns)
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)")
    with (
        engine() as duck,
        connection.cursor() as cursor,
        cursor.copy(statement.format(sql.Identifier(schema, table.name), names)) as copy,
    ):
        for piece in _csv(duck.register("source", source), columns):
            copy.write(piece)


def _csv(duck: duckdb.DuckDBPyConnection, columns: Sequence[Column]) -> Iterator[bytes]:
    """Every value as quoted text, null as nothing: so an empty text stays one."""
    texts = ", ".join(f'{_as_text(column)} AS "{column.name}"' for column in columns)
    for batch in duck.sql(f"SELECT {texts} FROM source").to_arrow_reader(_ROWS_AT_ONCE):
        piece = io.BytesIO()
        options = pc.WriteOptions(include_header=False, quoting_style="all_valid")
        pc.write_csv(pa.Table.from_batches([batch]), piece, options)
        yield piece.getvalue()


def _as_text(column: Column) -> str:
    """PostgreSQL has no text with a zero byte in it; quarantined rows may have one."""
    if column.kind is Kind.TEXT:
        return f"replace(\"{column.name}\", chr(0), '')"
    if column.kind is Kind.EVIDENCE:
        clean = "hypothesis: replace(e.hypothesis, chr(0), ''), amount: e.amount, basis: replace(e.basis, chr(0), '')"
        return (
            f'CASE WHEN "{column.name}" IS NOT NULL '
            f'THEN CAST(to_json([{{{clean}}} FOR e IN "{column.name}"]) AS VARCHAR) END'
        )
    return f'CAST("{column.name}" AS VARCHAR)'
