"""When a night is due, in the business's time zone: the schedule's own times, and how long after them a night is overdue.

What does **not** belong here: Dagster's schedule and sensors (`assets.jobs`, `assets.sensors`) and making nights.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from assets.settings import SCHEDULE
from pipelines import variables

TIMEZONE = variables.TIMEZONE.read()
CRON = SCHEDULE.read()
OVERDUE_HOURS = variables.OVERDUE_HOURS.read()


def night_of(moment: datetime) -> date:
    """The calendar day there, whatever zone the moment is written in."""
    return moment.astimezone(ZoneInfo(TIMEZONE)).date()


def this_day() -> date:
    """Return today's calendar day there."""
    return night_of(datetime.now(UTC))


def due_night(now: datetime) -> date:
    """The newest night that should be published by now: that of the last scheduled time, some hours ago.

    A time that the clock skips in spring is the next one that there is; one that comes twice in autumn counts once.
    """
    from dagster._utils.schedules import reverse_cron_string_iterator

    latest = (now - timedelta(hours=OVERDUE_HOURS)).timestamp()
    return night_of(next(reverse_cron_string_iterator(latest, CRON, TIMEZONE)))


def overdue_night(published: date | None, now: datetime) -> date | None:
    """The due night, where the last published one is before it."""
    due = due_night(now)
    return due if published is None or published < due else None
