"""Which nights a run makes, in which order, and which of them are shown together. No night is made here.

Nights may be every day or business days only, so only a business day without a night is a gap; the folders of a weekend
without nights are read by the next one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import pairwise

from pipelines.errors import RefusedNight
from pipelines.policy import Policy

DAY = timedelta(days=1)


def days_from(first: date, last: date) -> list[date]:
    """Every calendar day of the range."""
    return [first + DAY * number for number in range((last - first).days + 1)]


def plan_nights(
    asked: Sequence[date], published: Sequence[date], changed: Collection[date], policy: Policy
) -> list[list[date]]:
    """The nights to make, ascending, in groups; the nights of one group are shown in one change of the lake.

    `published` nights from the first asked or changed one on are made again, for each rests on the one before it.
    """
    if not asked and not changed:
        return []
    start = min([*asked, *changed])
    again = [night for night in published if night >= start]
    nights = sorted({*asked, *again})
    _refuse_gaps([*[night for night in published if night < start][-1:], *nights], policy)
    together = [night for night in nights if again and night <= again[-1]]
    return [group for group in (together, *([night] for night in nights[len(together) :])) if group]


def night_that_reads(folder: date, nights: Sequence[date]) -> date:
    """The first of these nights that is not before the folder."""
    return next(night for night in nights if night >= folder)


def _refuse_gaps(nights: Sequence[date], policy: Policy) -> None:
    for before, night in pairwise(nights):
        missing = [day for day in days_from(before + DAY, night - DAY) if is_business_day(day, policy)]
        if missing:
            raise RefusedNight(
                f"night {night}: its predecessor has not run; expected night {missing[-1]}, found {before} as the "
                f"last one before it; run the nights from {missing[0]} on; the lake is as it was"
            )


def is_business_day(day: date, policy: Policy) -> bool:
    return day.weekday() < 5 and day not in policy.holidays
