"""Which nights the options of `tieout run` ask for: every calendar day of the range that they name.

Without a range the nights are the business days, and the other days that have folders, up to the latest folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from assets.nightly.planning import folder_days
from assets.schedule import TIMEZONE
from assets.settings import Settings, first_night_set
from pipelines.errors import Refused
from pipelines.ingest.landing_zone import latest_day
from pipelines.nights import DAY, days_from, is_business_day
from pipelines.policy import Policy

MOST_EMPTY_NIGHTS = 1_000
"""Nights without a folder between two folders, at most: four years of business days."""


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
        Refused: there is no folder to start from, the range is reversed, too early or in the future, or two folders are
            years apart.
    """
    # Without a first night the nights go on from the last published one: that must not be in the future either.
    _refuse_future([night for night in (first or max(published, default=None), last) if night], today)
    earliest = first_night_set(policy)
    is_range = first is not None or last is not None
    folders: list[date] = []
    if first is None or last is None:
        folders = _folders(settings, policy, today)
        last = last or max(folders[-1], first or folders[-1])
        if first is None:
            first = _next_night(published, folders, earliest)
            _refuse_sparse([first, *(day for day in folders if first < day <= last)], policy)
    elif last < first:
        raise Refused(f"--to {last} is before --from {first}; nothing was written")
    if earliest and not published:
        _refuse_future([earliest], today)
    if earliest and first < earliest:
        raise Refused(
            f"night {first}: before the first night; expected {earliest} or later; change --from, or the first night "
            "in TIEOUT_FIRST_NIGHT or the policy; nothing was written"
        )
    days = days_from(first, last)
    return days if is_range else [day for day in days if day in set(folders) or is_business_day(day, policy)]


def _refuse_sparse(days: Sequence[date], policy: Policy) -> None:
    """A folder whose year is mistyped would have years of empty nights made, a few seconds each."""
    for before, after in pairwise(days):
        between = sum(is_business_day(day, policy) for day in days_from(before + DAY, after - DAY))
        if between > MOST_EMPTY_NIGHTS:
            raise Refused(
                f"from {before} to {after}: {between:,} nights between them would be made without a folder; expected at "
                f"most {MOST_EMPTY_NIGHTS:,}; correct the name of the folder dated {before}, or name the first night with "
                "--from or TIEOUT_FIRST_NIGHT; nothing was written"
            )


def _next_night(published: Sequence[date], folders: Sequence[date], earliest: date | None) -> date:
    if published:
        return published[-1] + DAY
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


def _folders(settings: Settings, policy: Policy, today: date) -> list[date]:
    folders = folder_days(settings, policy, today)
    if not folders:
        raise Refused(
            f"landing zone {settings.extracts}: no folder of any day from {policy.earliest_date} to {latest_day(today)}; "
            "expected <extract>/YYYY-MM-DD/<files>, found none; name another with --extracts, or the nights with "
            "--from and --to; nothing was written"
        )
    return folders
