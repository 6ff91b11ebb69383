"""Bringing the copies up to the lake: after every swap, and at the next start where that failed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import duckdb
import psycopg

from pipelines.errors import TieoutError
from pipelines.lake import Lake, Snapshot
from pipelines.publish import duckdb_file, postgres
from pipelines.publish.postgres_session import LockedError
from pipelines.publish.selection import Selection, select
from pipelines.recovery import EngineFailedError, Report, ignore, recover
from pipelines.variables import DATABASE_SCHEMA, DATABASE_URL


class PublishError(TieoutError):
    """The lake holds the night, but a copy of it could not be made."""


def catch_up(
    lake: Lake, database_url: str | None = None, report: Report = ignore, is_anew: bool = False
) -> list[str]:
    """Make the copies that lag behind the lake; returns which were made. Call it with the lake's lock held.

    With `is_anew` nothing of a copy stays that is not in the lake: the DuckDB file is written from nothing, and PostgreSQL
    is asked to free the room of replaced rows.

    Without a `database_url` that of `TIEOUT_DATABASE_URL` counts; without either there is no PostgreSQL. One copy that
    fails does not keep the other from being made.
    """
    url, schema = database_url or DATABASE_URL.read(), DATABASE_SCHEMA.read()
    snapshot = lake.pin()
    if snapshot is None:
        return []
    copies: dict[str, Callable[[Snapshot, Selection], bool]] = {
        f"DuckDB file {lake.duckdb_file}": lambda now, chosen: _write_file(lake, now, chosen, is_anew)
    }
    if url:
        copies[f"PostgreSQL schema {schema}"] = lambda *state: postgres.publish(
            url, schema, lake.history(), *state
        )
    made = _make(copies, snapshot, report)
    if url and is_anew:
        postgres.free_room(url, schema)
    return made


def lagging(lake: Lake) -> list[str]:
    """The copies that are not of the lake's state, by name. One that cannot be asked lags."""
    snapshot = lake.pin()
    if snapshot is None:
        return []
    selection, url = select(snapshot), DATABASE_URL.read()
    behind = [] if duckdb_file.holds(lake.duckdb_file) == selection else ["DuckDB file"]
    if url and not postgres.is_current(url, DATABASE_SCHEMA.read(), selection):
        behind.append("PostgreSQL")
    return behind


def name_copies(lake: Lake) -> list[str]:
    """Return the copies that the settings ask for, up to date or not."""
    database = [f"PostgreSQL schema {DATABASE_SCHEMA.read()}"] if DATABASE_URL.read() else []
    return [f"DuckDB file {lake.duckdb_file}", *database]


def _make(
    copies: dict[str, Callable[[Snapshot, Selection], bool]], snapshot: Snapshot, report: Report
) -> list[str]:
    selection, made, failed = select(snapshot), [], []
    for name, make in copies.items():
        try:
            is_made = recover(partial(make, snapshot, selection), partial(str, name), report)
            made += [name] if is_made else []
        except (duckdb.Error, psycopg.Error, LockedError, OSError, EngineFailedError) as error:
            failed.append(f"{name}: {error}".strip())
    if failed:
        raise PublishError(
            f"not up to date: {'; '.join(failed)}; expected generation {snapshot.generation} of the lake, found an "
            "older one; correct it, and the next run catches up; the lake holds the night"
        )
    return made


def _write_file(lake: Lake, snapshot: Snapshot, selection: Selection, is_anew: bool) -> bool:
    if is_anew:
        duckdb_file.distrust(lake.duckdb_file)
    elif duckdb_file.holds(lake.duckdb_file) == selection:
        return False
    duckdb_file.write(lake.duckdb_file, snapshot, selection)
    return True
