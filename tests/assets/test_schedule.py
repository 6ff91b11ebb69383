"""When a night is due: by the business's clock, also where that clock is changed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from assets import schedule
from assets.schedule import due_night, night_of, overdue_night


@pytest.fixture
def berlin(monkeypatch):
    """Nights at 02:30 in Berlin, overdue three hours later."""
    monkeypatch.setattr(schedule, "TIMEZONE", "Europe/Berlin")
    monkeypatch.setattr(schedule, "CRON", "30 2 * * *")
    monkeypatch.setattr(schedule, "OVERDUE_HOURS", 3.0)
    return ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        pytest.param((2026, 3, 2, 22, 59), date(2026, 3, 2), id="before midnight there"),
        pytest.param((2026, 3, 2, 23, 1), date(2026, 3, 3), id="after midnight there, though not in UTC"),
        pytest.param((2026, 7, 2, 22, 1), date(2026, 7, 3), id="an hour earlier in summer"),
    ],
)
def test_a_night_is_the_business_s_calendar_day(berlin, moment, night):
    assert night_of(datetime(*moment, tzinfo=UTC)) == night


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        pytest.param((2026, 3, 10, 5, 29), date(2026, 3, 9), id="a minute before it is overdue"),
        pytest.param((2026, 3, 10, 5, 30), date(2026, 3, 10), id="three hours after its time"),
        pytest.param((2026, 3, 29, 7, 0), date(2026, 3, 29), id="02:30 is skipped in spring: at 03:00 then"),
        pytest.param((2026, 10, 25, 6, 0), date(2026, 10, 25), id="02:30 comes twice in autumn: one night"),
        pytest.param((2026, 10, 26, 5, 30), date(2026, 10, 26), id="the day after the clock went back"),
    ],
)  # fmt: skip
def test_the_due_night_over_a_change_of_the_clock(berlin, moment, due):
    assert due_night(datetime(*moment, tzinfo=berlin)) == due


def test_every_night_of_a_year_is_due_once(berlin):
    """Asked every third hour of a year with both changes of the clock, each night becomes due, none twice, in order."""
    start = int(datetime(2026, 1, 1, 12, tzinfo=UTC).timestamp())
    asked = [due_night(datetime.fromtimestamp(start + 3600 * hour, UTC)) for hour in range(0, 365 * 24, 3)]
    changes = [night for before, night in pairwise(asked) if night != before]
    assert changes == sorted(set(changes))
    assert (changes[0], changes[-1], len(changes)) == (date(2026, 1, 2), date(2027, 1, 1), 365)


def test_a_weekday_schedule_has_no_due_night_on_sunday(berlin, monkeypatch):
    monkeypatch.setattr(schedule, "CRON", "0 23 * * 1-5")
    assert due_night(datetime(2026, 3, 8, 12, tzinfo=berlin)) == date(2026, 3, 6)


def test_overdue_is_what_is_due_and_not_published(berlin):
    now = datetime(2026, 3, 10, 12, tzinfo=berlin)
    assert overdue_night(date(2026, 3, 10), now) is None
    assert overdue_night(date(2026, 3, 9), now) == date(2026, 3, 10)
    assert overdue_night(None, now) == date(2026, 3, 10)
