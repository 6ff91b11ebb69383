"""The commits of the lake as PostgreSQL has seen them: rows are added, never changed or deleted.

Who can change the lake's files but not this table cannot rewrite the history of commits unnoticed.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

from pipelines.lake.commits import History

COMMITS = "lake_commits"
_TABLE = """CREATE TABLE IF NOT EXISTS {} (
    commit_number bigint NOT NULL,
    head text PRIMARY KEY,
    generation text NOT NULL,
    committed_at timestamp with time zone NOT NULL
)"""
_COMMENT = (
    "One row per commit of the lake. `tieout lake verify --head` checks that a head is part of its history."
)


def record_commits(connection: psycopg.Connection, schema: str, history: History) -> None:
    """Add the commits that the schema has not seen yet."""
    target = sql.Identifier(schema, COMMITS)
    connection.execute(sql.SQL(_TABLE).format(target))
    connection.execute(sql.SQL("COMMENT ON TABLE {} IS {}").format(target, sql.Literal(_COMMENT)))
    seen = {head for (head,) in connection.execute(sql.SQL("SELECT head FROM {}").format(target))}
    unseen = [
        (commit.number, head, commit.generation, commit.committed_at)
        for commit, head in zip(history.commits, history.digests, strict=True)
        if head not in seen
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql.SQL("INSERT INTO {} VALUES (%s, %s, %s, %s)").format(target), unseen)
