"""Makes nights one after the other through the Dagster job `nightly`, for `tieout run`.

What does **not** belong here: which nights rest on which (`assets.nightly.planning`), what a night is, and the messages of
a run that fails (`assets.nightly.run`).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import chain

from assets.alert import send_alert
from assets.night_run import NightRun
from assets.nightly.job import Nightly
from assets.nightly.log_lines import LOG, Progress
from assets.nightly.planning import first_unread, plan, repair_links
from assets.nightly.request import Request
from assets.nightly.requested_nights import ask_for_nights
from assets.nightly.run import Making, State
from assets.nightly.summary import print_summary
from assets.schedule import this_day
from assets.settings import Settings
from pipelines import interruption
from pipelines.ingest import Notice, find_notices
from pipelines.ingest.landing_zone import latest_day
from pipelines.ingest.mapping import load_mapping
from pipelines.lake import Lake
from pipelines.policy import Policy, load_policy
from pipelines.publish import PublishError, catch_up


def make_nights(request: Request, today: date | None, state: State) -> None:
    """Make the nights that are asked for, print the summary, and keep `state` as the work proceeds."""
    interruption.check()
    today, run_id = today or this_day(), state.run_id
    settings = Settings.from_options(request)
    policy, sources = load_policy(settings.policy), load_mapping(settings.mapping)
    lake = Lake(settings.lake)
    state.lake = settings.lake
    first = request.first or first_unread(lake.nights())
    last, earliest = request.last or latest_day(today), policy.earliest_date
    notices = find_notices(settings.extracts, sources, first, last, today, earliest)
    _report(notices, run_id, lake.head())
    asked = ask_for_nights(request.first, request.last, settings, policy, lake.nights(), today)
    with lake.lock(run_id):
        repair_links(lake)
        _catch_up(lake)
        groups = plan(settings, policy, asked, is_rerunning=request.rerun_changed)
        nights, faults = list(chain.from_iterable(groups)), []
        if not nights:
            LOG.info("every night is published; to run some again, name them: --from DATE --to DATE")
        else:
            LOG.info("nights to make: %s, from %s to %s", len(nights), nights[0], nights[-1])
            faults = _make(settings, policy, groups, nights, state)
        lake.prune(run_id)
    with suppress(
        BrokenPipeError
    ):  # the reader of the summary (`| head`) has seen enough; the nights are made
        print_summary(lake, nights or lake.nights(), faults, notices)


def _report(notices: Sequence[Notice], run_id: str, head: str) -> None:
    for notice in notices:
        LOG.warning("%s", notice.message)
        if notice.is_urgent:
            send_alert(notice.message, run_id, head=head)


def _catch_up(lake: Lake) -> None:
    """Copies that lag are caught up at the start; one that cannot be keeps no night from being made."""
    try:
        catch_up(lake, report=lambda fault: LOG.warning("%s", fault))
    except PublishError as error:
        LOG.error("%s; the nights are made all the same", error)


def _make(
    settings: Settings,
    policy: Policy,
    groups: Sequence[Sequence[date]],
    nights: Sequence[date],
    state: State,
) -> list[str]:
    """Make the nights of one group after the other; a group is shown at its end, or leaves nothing.

    Returns:
        The engine's faults that the nights have survived, a sentence each.
    """
    faults: list[str] = []
    with Nightly(settings, state.run_id, nights[0]) as job, Progress(nights) as progress:
        for group in groups:
            night_run = NightRun(settings, policy, state.run_id, group, is_last=group is groups[-1])
            generation = night_run.before.generation if night_run.before else None
            try:
                for night in group:
                    state.making = Making(settings.lake, night, generation)
                    progress.start(night)
                    progress.finish(night, job.make(night, night_run))
            finally:
                night_run.discard()
            faults += [str(fault) for _, _, fault in night_run.engine_faults]
    return faults
