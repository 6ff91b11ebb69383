"""`tieout check`: all that is wrong with a landing zone, a policy and a mapping file, without running a night."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from datetime import date

from assets.nightly.planning import first_unread
from assets.schedule import this_day
from assets.settings import Settings
from assets.terminal import say
from pipelines.errors import Refused
from pipelines.ingest import Fault, find_notices, inspect
from pipelines.ingest.landing_zone import latest_day
from pipelines.ingest.mapping import load_mapping
from pipelines.lake import Lake
from pipelines.policy import load_policy

SHOWN = 200


def check_zone(options: Namespace, today: date | None = None) -> int:
    """Print the findings; return 2 where a night would stop, else 0.

    Folders dated after `today` (by default the business's own), or before the policy's earliest date, are named, not read.
    Without dates: the folders after the last published night.
    """
    settings = Settings.from_options(options)
    policy, sources = load_policy(settings.policy), load_mapping(settings.mapping)
    if not settings.extracts.is_dir():
        raise Refused(f"landing zone {settings.extracts}: expected a folder, found none; name another")
    today = today or this_day()
    asked = options.first or first_unread(Lake(settings.lake).nights())
    first = max(asked, policy.earliest_date)
    last = min(options.last or date.max, latest_day(today))
    faults = list(inspect(settings.extracts, first, last, policy, sources))
    notices = find_notices(settings.extracts, sources, first, last, today, policy.earliest_date)
    stopping = [f"  {fault.message}" for fault in faults if not fault.row_count]
    since = f" from {first} on" if asked > date.min else ""
    say(
        f"{settings.extracts}{since}: a night would stop on {len(stopping)} faults, and put "
        f"{sum(fault.row_count for fault in faults)} rows into quarantine"
    )
    _list("A night would stop on", stopping)
    _list("Rows that would go to quarantine", map(_said, (fault for fault in faults if fault.row_count)))
    _list("Notices, on which no night would stop", (f"  {notice.message}" for notice in notices))
    return 2 if stopping else 0


def _said(fault: Fault) -> str:
    more = f" (and {fault.row_count - 1} more rows)" if fault.row_count > 1 else ""
    return f"  {fault.place}: {fault.message}{more}"


def _list(title: str, said: Iterable[str]) -> None:
    lines = list(said)
    if lines:
        say("", title, *lines[:SHOWN])
    if len(lines) > SHOWN:
        say(f"  and {len(lines) - SHOWN} more")
