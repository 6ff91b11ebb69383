"""Which nights a run makes: those it was asked for, and the finished ones that rest on what has changed.

What does **not** belong here: the rule which nights follow which (`pipelines.nights`) and making them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta

import pyarrow as pa

from assets.night_run import NightRun
from assets.retries import patiently
from assets.settings import Settings
from assets.terminations import ended_by_signals
from pipelines.errors import RefusedNight
from pipelines.ingest import changed_files
from pipelines.ingest.changes import CHANGES
from pipelines.ingest.landing_zone import latest_day, list_folders
from pipelines.ingest.mapping import load_mapping
from pipelines.lake import Lake, Snapshot
from pipelines.nights import night_that_reads, plan_nights
from pipelines.policy import Policy, load_policy

LOG = logging.getLogger("tieout")
SHOWN_CHANGES = 20


def folder_days(settings: Settings, policy: Policy, today: date) -> list[date]:
    """Return the days that the landing zone has folders for, ascending. Folders dated in the future, or before the policy's
    earliest date, are skipped."""
    sources = load_mapping(settings.mapping)
    folders = list_folders(settings.extracts, sources, policy.earliest_date, latest_day(today))
    return sorted({folder.day for folder in folders})


def first_unread(published: Sequence[date]) -> date:
    """Return the first day whose folders no published night has read."""
    return published[-1] + timedelta(days=1) if published else date.min


def repair_links(lake: Lake) -> None:
    """Log the links of the lake that were not as its last commit left them, repaired. Call it with the lake's lock held."""
    for notice in lake.repair_links():
        LOG.warning("%s", notice)


def plan(settings: Settings, policy: Policy, asked: Sequence[date], is_rerunning: bool) -> list[list[date]]:
    """The nights to make in groups; the nights of a group are shown together. Call it with the lake's lock held.

    Raises:
        DamagedLakeError: A file of the lake is not as it was committed, whether these nights read it or not.
        RefusedNight: Finished nights rest on changed folders, and are not to be run again.
    """
    snapshot = Lake(settings.lake).pin()
    if snapshot is None:
        return plan_nights(asked, [], [], policy)
    snapshot.verification.check_all()
    published = snapshot.nights()
    changes = find_changes(settings, policy, snapshot)
    changed = {night_that_reads(folder, published) for folder in changes["folder_date"].to_pylist()}
    unasked = sorted(night for night in changed if not asked or night < min(asked))
    if unasked and not is_rerunning:
        raise RefusedNight(
            f"night {min(asked, default=unasked[0])}: finished nights rest on folders that are not as they were; expected "
            f"no change, found {_listed(changes)}; run again from {unasked[0]}; the lake is as it was"
        )
    return plan_nights(asked, published, changed, policy)


def find_changes(settings: Settings, policy: Policy, snapshot: Snapshot) -> pa.Table:
    """Files of the finished nights that changed, came late or went away, as far back as the policy looks."""
    nights = snapshot.nights()
    watched = nights[len(nights) - min(policy.late_folder_nights, len(nights)) :]
    if not watched:
        return CHANGES.empty_table()
    unwatched = nights[: -len(watched)]
    since = max(first_unread(unwatched), policy.earliest_date)
    known = pa.concat_tables(snapshot.read("book_files", night) for night in watched)
    return changed_files(settings.extracts, known, since, nights[-1], settings.mapping)


def _listed(changes: pa.Table) -> str:
    shown = ", ".join(f"{row['file']} {row['change']}" for row in changes.slice(0, SHOWN_CHANGES).to_pylist())
    return shown + (
        f" and {changes.num_rows - SHOWN_CHANGES} more" if changes.num_rows > SHOWN_CHANGES else ""
    )


@contextmanager
def lone_run(settings: Settings, run_id: str, night: date, is_publishing: bool) -> Iterator[NightRun]:
    """A run of one night that Dagster has launched by itself; it never makes other nights again."""
    policy = load_policy(settings.policy)
    lake = Lake(settings.lake)
    if not is_publishing:
        with lake.access():
            yield NightRun(settings, policy, run_id, [night], is_publishing=False)
        return
    with ExitStack() as stack:
        patiently(lambda: stack.enter_context(lake.lock(run_id)))
        repair_links(lake)
        nights = plan(settings, policy, [night], is_rerunning=False)[0]
        if nights != [night]:
            raise RefusedNight(
                f"night {night}: later nights rest on it; expected it to be the last one, found {nights[-1]} published; "
                f"`tieout run --from {night} --to {nights[-1]}` runs them all again; the lake is as it was"
            )
        run = NightRun(settings, policy, run_id, nights)
        stack.enter_context(ended_by_signals())
        try:
            yield run
        finally:
            run.discard()
            lake.prune(run_id)
