"""Which nights the options of `tieout run` ask for: every calendar day of the range that they name.

Without a range the nights are the business days, and the other days that have folders, up to the latest folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assets.planning import folder_days
from assets.schedule import TIMEZONE
from assets.settings import Settings, first_night_set
from pipelines.errors import Refused
from pipelines.extracts.zone import latest_day
from pipelines.nights import days_from, is_business_day
from pipelines.policy import Policy


def ask_for_nights(
    first: date | None,
    last: date | None,
    settings: Settings,
    policy: Policy,
    published: Sequence[date],
    today: date,
) -> list[date]:
    """Without a first night: from the one after the last published; without a last: to the latest folder.

    Raises:
        Refused: there is no folder to start from, or the range is reversed, too early or in the future.
    """
    # Without a first night the nights go on from the last published one: that must not be in the future either.
    _refuse_future([night for night in (first or max(published, default=None), last) if night], today)
    earliest = first_night_set(policy)
    is_range = first is not None or last is not None
    folders: list[date] = []
    if first is None or last is None:
        folders = _folders(settings, today)
        first, last = (
            first or _next_night(published, folders, earliest),
            last or max(folders[-1], first or folders[-1]),
        )
    elif last < first:
        raise Refused(f"--to {last} is before --from {first}; nothing was written")
    if earliest and first < earliest:
        raise Refused(
            f"night {first}: before the first night; expected {earliest} or later; change --from, or the first night "
            "in TIEOUT_FIRST_NIGHT or the policy; nothing was written"
        )
    days = days_from(first, last)
    return days if is_range else [day for day in days if day in set(folders) or is_business_day(day, policy)]


def _next_night(published: Sequence[date], folders: Sequence[date], earliest: date | None) -> date:
    if published:
        return published[-1] + timedelta(days=1)
    return max(folders[0], earliest or folders[0])


def _refuse_future(nights: Sequence[date], today: date) -> None:
    """A night in the future would be published before its folders have come, and block the nights until then."""
    latest = latest_day(today)
    if any(night > latest for night in nights):
        raise Refused(
            f"night {max(nights)}: in the future; expected {latest} or earlier, since today is {today} ({TIMEZONE}); "
            "correct --from and --to, or the clock of the machine; if the lake holds that night, restore the lake from a "
            "backup; nothing was written"
        )


def _folders(settings: Settings, today: date) -> list[date]:
    folders = folder_days(settings, today)
    if not folders:
        raise Refused(
            f"landing zone {settings.extracts}: no folder of any day up to {latest_day(today)}; expected "
            "<extract>/YYYY-MM-DD/<files>, found none; name another with --extracts, or the nights with --from and --to; "
            "nothing was written"
        )
    return folders
