"""Sessions with PostgreSQL that wait for nobody for ever, and the name of who they have waited for.

What does **not** belong here: tables and rows (`pipelines.publish.postgres`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pipelines import interruption
from pipelines.variables import LOCK_SECONDS

STATEMENT_HOURS = 4
"""As long as a night may take altogether."""
IDLE_MINUTES = 10
"""After which the server ends a transaction whose client has stopped, and with it the locks that others wait for."""
CONNECTING = {"connect_timeout": "10", "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3",
              "tcp_user_timeout": "60000", "application_name": "tieout"}  # fmt: skip
"""What holds where the address says nothing else: a server that has gone away is noticed within a minute."""
BLOCKERS = """
SELECT pid, usename, application_name, to_char(xact_start, 'YYYY-MM-DD HH24:MI TZ')
FROM pg_stat_activity WHERE pid = ANY(pg_blocking_pids(%s)) ORDER BY pid"""


class LockedError(Exception):
    """Somebody held a lock for longer than a session waits."""


@contextmanager
def session(url: str) -> Iterator[psycopg.Connection]:
    """Yield a connection with one transaction, which is committed at the end of the block.

    Raises:
        LockedError: A lock was not free in time; the message names who held it, as far as the server tells.
        Interrupted: The work is to stop.
    """
    seconds = LOCK_SECONDS.read()
    with _connect(url) as connection, interruption.interruptible(_cancellation(connection)):
        connection.execute(
            "SELECT set_config('lock_timeout', %s, true), set_config('statement_timeout', %s, true), "
            "set_config('idle_in_transaction_session_timeout', %s, true)",
            [f"{round(seconds * 1000)}ms", f"{STATEMENT_HOURS}h", f"{IDLE_MINUTES}min"],
        )
        with _watched(connection.info.backend_pid, url, seconds / 3) as blockers:
            try:
                yield connection
            except psycopg.errors.LockNotAvailable as error:
                held_by = f", held by {blockers[-1]}" if blockers else ""
                raise LockedError(
                    f"a lock was not free within {seconds:g} s (TIEOUT_DATABASE_LOCK_SECONDS){held_by}"
                ) from error
            except psycopg.Error:
                interruption.check()
                raise


def _connect(url: str) -> psycopg.Connection:
    given = conninfo_to_dict(url)
    return psycopg.connect(
        make_conninfo(url, **{name: text for name, text in CONNECTING.items() if name not in given})
    )


def _cancellation(connection: psycopg.Connection) -> Callable[[], None]:
    """Return a function that cancels the running statement in a thread: a server that has gone away answers late."""
    threads: list[Thread] = []

    def cancel_statement() -> None:
        with suppress(psycopg.Error):
            connection.cancel_safe(timeout=2)

    def cancel() -> None:
        if not any(thread.is_alive() for thread in threads):
            threads.append(Thread(target=cancel_statement, daemon=True))
            threads[-1].start()

    return cancel


@contextmanager
def _watched(backend: int, url: str, seconds: float) -> Iterator[list[str]]:
    """Yield a list to which a thread adds who blocks the session, looked up so often that no wait to the end is missed."""
    blockers: list[str] = []
    has_ended = Event()

    def look() -> None:
        while not has_ended.wait(seconds):
            with suppress(psycopg.Error), _connect(url) as connection:
                found = connection.execute(BLOCKERS, [backend]).fetchall()
                blockers.extend([", ".join(map(_describe, found))] if found else [])

    watching = Thread(target=look, name="blockers", daemon=True)
    watching.start()
    try:
        yield blockers
    finally:
        has_ended.set()


def _describe(row: tuple[int, str | None, str | None, str | None]) -> str:
    process, user, application, since = row
    known = (("user", user), ("application", application), ("in a transaction since", since))
    details = ", ".join(f"{name} {value}" for name, value in known if value)
    return f"process {process} ({details})" if details else f"process {process}"
