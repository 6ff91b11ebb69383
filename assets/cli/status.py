"""`tieout status`: the last night, the state of the lake, what is late, what is stale, who is at work."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime

from assets.alert import send_alert
from assets.checked import check_settings
from assets.nightly.planning import find_changes
from assets.settings import Settings
from assets.terminal import say
from pipelines.errors import Refused
from pipelines.lake import Lake, Snapshot
from pipelines.nights import night_that_reads
from pipelines.policy import load_policy
from pipelines.publish import lagging

SHOWN = 5


def tell_status(options: Namespace) -> int:
    """Print the status; return 1 where the due night is not published, else 0. With `--alert` an alert is sent then.

    Raises:
        Refused: A setting is wrong; with `--alert` an alert says so.
    """
    _check_settings(is_alerting=options.alert)
    from assets.schedule import overdue_night
    from assets.sensors import overdue_message

    settings = Settings.from_options(options)
    lake = Lake(settings.lake)
    snapshot = lake.pin()
    nights = snapshot.nights() if snapshot else []
    overdue = overdue_night(nights[-1] if nights else None, datetime.now(UTC))
    say(*(f"{title:<12}{said}" for title, said in _lines(settings, lake, snapshot)))
    say(f"{'Due':<12}{f'night {overdue} is overdue' if overdue else 'the due night is published'}")
    if overdue and options.alert:
        send_alert(overdue_message(overdue, nights), "", overdue.isoformat(), lake.head())
    return 1 if overdue else 0


def _check_settings(is_alerting: bool) -> None:
    try:
        check_settings()
    except Refused as error:
        if is_alerting:
            send_alert(str(error), "")
        raise


def _lines(settings: Settings, lake: Lake, snapshot: Snapshot | None) -> Iterator[tuple[str, str]]:
    yield "Lake", str(lake.root)
    if snapshot is None:
        yield "Last night", "none; `tieout run` makes them"
    else:
        nights = snapshot.nights()
        yield "Last night", f"{nights[-1]}; {len(nights)} since {nights[0]}"
        shown = datetime.fromtimestamp(os.lstat(snapshot.folder).st_mtime, UTC)
        yield "Generation", f"{snapshot.generation}, made {shown:%Y-%m-%d %H:%M} UTC"
        yield "Head", lake.history().head
        yield "Changed", _changed(settings, snapshot)
        yield "Copies", ", ".join(f"{name}: behind" for name in lagging(lake)) or "up to date"
    yield "At work", lake.holder() or "nobody"
    yield "Left over", ", ".join(lake.leftovers()) or "nothing"


def _changed(settings: Settings, snapshot: Snapshot) -> str:
    """Folders of finished nights that are not as they were when those read them."""
    if not settings.extracts.is_dir():
        return f"landing zone {settings.extracts} is not there"
    changes = find_changes(settings, load_policy(settings.policy), snapshot).to_pylist()
    if not changes:
        return "no folder of a finished night"
    first = min(night_that_reads(row["folder_date"], snapshot.nights()) for row in changes)
    files = ", ".join(f"{row['file']} {row['change']}" for row in changes[:SHOWN])
    more = f" and {len(changes) - SHOWN} more" if len(changes) > SHOWN else ""
    return f"{files}{more}; stale from {first} on, `tieout run` makes them again"
