"""The tables of the PostgreSQL schema as the declarations say they are. No rows here."""

from __future__ import annotations

from collections.abc import Sequence

import psycopg
from psycopg import sql

from pipelines.catalog import Column, Kind, Table

NIGHT = Column("business_date", Kind.DATE, "Night")

_TYPES = {
    Kind.TEXT: "text",
    Kind.INTEGER: "bigint",
    Kind.MONEY: "numeric(18,3)",
    Kind.MINOR: "bigint",
    Kind.TOTAL: "numeric(38,3)",
    Kind.QUANTITY: "numeric(18,3)",
    Kind.PRICE: "numeric(18,4)",
    Kind.PERCENT: "numeric(9,4)",
    Kind.SCORE: "double precision",
    Kind.DATE: "date",
    Kind.TIMESTAMP: "timestamp with time zone",
    Kind.BOOLEAN: "boolean",
    Kind.EVIDENCE: "jsonb",
}


def prepare(connection: psycopg.Connection, schema: str, table: Table, columns: Sequence[Column]) -> bool:
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
    statement = sql.SQL("COMMENT ON TABLE {} IS {}")
    connection.execute(statement.format(sql.Identifier(schema, table.name), sql.Literal(table.grain)))
    statement = sql.SQL("COMMENT ON COLUMN {} IS {}")
    for column in columns:
        name = sql.Identifier(schema, table.name, column.name)
        connection.execute(statement.format(name, sql.Literal(column.description)))
