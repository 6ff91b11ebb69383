"""The environment variables that are not paths, each with its default and the values that it may have.

A command checks all of them before it begins (`assets.checked`), so that a wrong one is not noticed in the middle of a night
or when an alert is to be sent. What does **not** belong here: the use of a value, and those that have their checks beside
their use (`TIEOUT_ENGINE_SETTINGS`, `TIEOUT_GROUP`).
"""

from __future__ import annotations

import re
import subprocess
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipelines.environment import Variable, number, whole_number
from pipelines.secret import read_secret

DAY_SECONDS = 86_400
LONGEST_NAME = 63
"""Bytes of a name in PostgreSQL."""
LEAST_MEMORY, MOST_MEMORY = 100 * 10**6, 100 * 10**12
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(%|[KMGT]i?B)", re.ASCII | re.IGNORECASE)
_POWERS = {"k": 1, "m": 2, "g": 3, "t": 4}
_PROGRAM = re.compile(r"[\w./+-]+(?=$|[\s;&|<>])", re.ASCII)
"""The first word of a shell command, where it is the plain name of a program."""


class Size(NamedTuple):
    """A size of memory, such as 2 GB or 80 %."""

    number: float
    unit: str


def _size(text: str) -> Size:
    found = _SIZE.fullmatch(text)
    if not found:
        raise ValueError
    size = Size(float(found[1]), found[2])
    base = 1024 if "i" in size.unit.lower() else 1000
    if size.unit == "%":
        fits = 1 <= size.number <= 100
    else:
        fits = LEAST_MEMORY <= size.number * base ** _POWERS[size.unit[0].lower()] <= MOST_MEMORY
    if not fits:
        raise ValueError
    return size


def _log_format(text: str) -> str:
    if text not in ("text", "json"):
        raise ValueError
    return text


def _lock_seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= DAY_SECONDS:
        raise ValueError
    return seconds


def _time_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, OSError):
        raise ValueError from None
    return text


def _database(text: str) -> str:
    """Check the form only: a database that is away keeps no night from being made."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    try:
        conninfo_to_dict(text)
    except psycopg.Error:
        raise ValueError from None
    return text


def _schema(text: str) -> str:
    if len(text.encode()) > LONGEST_NAME or text.startswith("pg_"):
        raise ValueError
    return text


def _web_address(text: str) -> str:
    """Check what urllib needs of an address; it takes a user before the host for a part of the host's name."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or parts.port == 0:
        raise ValueError
    parts.hostname.encode("idna")
    if not re.fullmatch("[!-~]+", text):
        raise ValueError
    return text


def _shell_command(text: str) -> str:
    """Check that the shell can read the command and finds its program; nothing of it is run."""
    program = _PROGRAM.match(text)
    if not _succeeds("-n", "-c", text) or (program and not _succeeds("-c", 'command -v "$0"', program[0])):
        raise ValueError
    return text


def _succeeds(*arguments: str) -> bool:
    return not subprocess.run(
        ["/bin/sh", *arguments], stdin=subprocess.DEVNULL, capture_output=True
    ).returncode


FIRST_NIGHT: Variable[date | None] = Variable(
    "TIEOUT_FIRST_NIGHT", None, "a date such as 2026-03-02", date.fromisoformat
)
TIMEZONE = Variable("TIEOUT_TIMEZONE", "UTC", "a time zone such as Europe/Berlin", _time_zone)
OVERDUE_HOURS = number("TIEOUT_OVERDUE_HOURS", 3)
LOOK_SECONDS = whole_number("TIEOUT_LOOK_SECONDS", 300)
LOG_FORMAT = Variable("TIEOUT_LOG_FORMAT", "text", "text or json", _log_format)
PREVIEW_ROWS = whole_number("TIEOUT_PREVIEW_ROWS", 10, least=0)
THREADS = whole_number("TIEOUT_THREADS", 2, most=1_024)
PARTS = whole_number("TIEOUT_PARTS", 0)
"""0 where it is unset: as many as the memory limit asks for."""
MEMORY_LIMIT = Variable(
    "TIEOUT_MEMORY_LIMIT",
    Size(2, "GB"),
    "a size from 100MB to 100TB, such as 2GB or 1.5GiB, or 1% to 100%",
    _size,
)
DATABASE_URL: Variable[str | None] = Variable(
    "TIEOUT_DATABASE_URL",
    None,
    "an address such as postgresql://user@host/database",
    _database,
    True,
    read_secret,
)
DATABASE_SCHEMA = Variable(
    "TIEOUT_DATABASE_SCHEMA", "tieout", "a name of up to 63 bytes that does not begin with pg_", _schema
)
LOCK_SECONDS = Variable(
    "TIEOUT_DATABASE_LOCK_SECONDS", 60.0, "a number of seconds from above 0 to 86400", _lock_seconds
)
ALERT_COMMAND: Variable[str | None] = Variable(
    "TIEOUT_ALERT_COMMAND",
    None,
    "a shell command whose program is on the path",
    _shell_command,
    True,
)
ALERT_URL: Variable[str | None] = Variable(
    "TIEOUT_ALERT_URL",
    None,
    "an address of ASCII characters that begins with http:// or https:// and names a host, but no user",
    _web_address,
    True,
    read_secret,
)

VARIABLES: tuple[Variable[Any], ...] = (
    FIRST_NIGHT, TIMEZONE, OVERDUE_HOURS, LOOK_SECONDS, LOG_FORMAT, PREVIEW_ROWS, THREADS, PARTS, MEMORY_LIMIT,
    DATABASE_URL, DATABASE_SCHEMA, LOCK_SECONDS, ALERT_COMMAND, ALERT_URL,
)  # fmt: skip
