"""The PostgreSQL schema: the nights that differ are replaced in one transaction.

Rows are deleted and copied, never truncated or put into new tables: so readers wait for nothing, a reader's transaction
that began before goes on seeing the old rows, and people's grants, views and indexes stay.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import psycopg
from psycopg import sql

from pipelines.catalog import PUBLISHED, Column, Table
from pipelines.lake import Snapshot
from pipelines.lake.commits import History
from pipelines.publish.postgres_commits import record_commits
from pipelines.publish.postgres_session import LockedError, session
from pipelines.publish.postgres_tables import NIGHT, prepare
from pipelines.publish.postgres_text import as_csv
from pipelines.publish.selection import PUBLICATIONS, Selection, from_rows, to_rows
from pipelines.sql import engine


def publish(url: str, schema: str, history: History, snapshot: Snapshot, selection: Selection) -> bool:
    """Bring the schema up to the selection; False where it held it already. All or nothing.

    Raises:
        LockedError: Somebody holds a lock on it for longer than the session waits.
    """
    with session(url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"tieout {schema}"])
        connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
        record_commits(connection, schema, history)
        prepare(connection, schema, PUBLICATIONS, PUBLICATIONS.columns)
        anew = [t.name for t in PUBLISHED.values() if prepare(connection, schema, t, (NIGHT, *t.columns))]
        held = {**_holds(connection, schema), **{name: {} for name in anew}}
        if held == selection:
            return False
        for name, table in PUBLISHED.items():
            _replace_nights(connection, schema, table, snapshot, held[name], selection[name])
        connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(schema, PUBLICATIONS.name)))
        _copy(connection, schema, PUBLICATIONS, PUBLICATIONS.columns, to_rows(selection))
        return True


def free_room(url: str, schema: str) -> None:
    """Have the room of deleted rows freed, where the server lets us: their bytes are in its files until then."""
    with suppress(psycopg.Error), psycopg.connect(url, connect_timeout=10, autocommit=True) as connection:
        for name in PUBLISHED:
            connection.execute(sql.SQL("VACUUM {}").format(sql.Identifier(schema, name)))


def is_current(url: str, schema: str, selection: Selection) -> bool:
    """Whether the schema holds the selection; one that cannot be asked does not."""
    try:
        with session(url) as connection:
            return _holds(connection, schema) == selection
    except (psycopg.Error, LockedError):
        return False


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
    if stale:
        delete = sql.SQL("DELETE FROM {} WHERE business_date = ANY(%s)")
        connection.execute(delete.format(sql.Identifier(schema, table.name)), [stale])
    if fresh:
        _copy(connection, schema, table, (NIGHT, *table.columns), snapshot.dataset(table.name, fresh))


def _copy(
    connection: psycopg.Connection, schema: str, table: Table, columns: tuple[Column, ...], source: object
) -> None:
    names = sql.SQL(", ").join(sql.Identifier(column.name) for column in columns)
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)")
    with (
        engine() as duck,
        connection.cursor() as cursor,
        cursor.copy(statement.format(sql.Identifier(schema, table.name), names)) as copy,
    ):
        for piece in as_csv(duck.register("source", source), columns):
            copy.write(piece)
