"""When a night is due, in the business's time zone: the schedule's own times, and how long after them a night is overdue.

What does **not** belong here: Dagster's schedule and sensors (`assets.jobs`, `assets.watching`) and making nights.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipelines.environment import number
from pipelines.errors import Refused

TIMEZONE = os.environ.get("TIEOUT_TIMEZONE", "UTC")
CRON = os.environ.get("TIEOUT_SCHEDULE", "0 23 * * *")
OVERDUE_HOURS = number("TIEOUT_OVERDUE_HOURS", 3)


def cron() -> str:
    """Return the schedule's times, as cron writes them.

    Raises:
        Refused: `TIEOUT_SCHEDULE` is no such text.
    """
    from dagster._utils.schedules import is_valid_cron_schedule

    if not is_valid_cron_schedule(CRON):
        raise Refused(
            f"TIEOUT_SCHEDULE: expected five fields of cron such as '0 23 * * *', found {CRON!r}; nothing was written"
        )
    return CRON


def night_of(moment: datetime) -> date:
    """The calendar day there, whatever zone the moment is written in."""
    try:
        return moment.astimezone(ZoneInfo(TIMEZONE)).date()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused(
            f"TIEOUT_TIMEZONE: expected a time zone such as Europe/Berlin, found {TIMEZONE!r}; nothing was written"
        ) from None


def this_day() -> date:
    """Return today's calendar day there."""
    return night_of(datetime.now(UTC))


def due_night(now: datetime) -> date:
    """The newest night that should be published by now: that of the last scheduled time, some hours ago.

    A time that the clock skips in spring is the next one that there is; one that comes twice in autumn counts once.
    """
    from dagster._utils.schedules import reverse_cron_string_iterator

    latest = (now - timedelta(hours=OVERDUE_HOURS)).timestamp()
    return night_of(next(reverse_cron_string_iterator(latest, cron(), TIMEZONE)))


def overdue_night(published: date | None, now: datetime) -> date | None:
    """The due night, where the last published one is before it."""
    due = due_night(now)
    return due if published is None or published < due else None
