"""`tieout run`: makes nights one after the other through the Dagster job `nightly`.

What does **not** belong here: which nights rest on which (`assets.planning`), and what a night is.
"""

from __future__ import annotations

import traceback
import uuid
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from itertools import chain

from assets.alert import send_alert
from assets.command.asked import ask_for_nights
from assets.command.nightly import Nightly
from assets.command.reporting import LOG, Progress, log_lines
from assets.command.summary import print_summary
from assets.command.terminal import warn
from assets.faults import explain
from assets.night_run import NightRun
from assets.planning import first_unread, plan
from assets.schedule import this_day
from assets.settings import Settings
from pipelines.errors import TieoutError
from pipelines.extracts import Notice, find_notices
from pipelines.extracts.mapping import load_mapping
from pipelines.extracts.zone import latest_day
from pipelines.lake import Lake
from pipelines.policy import Policy, load_policy
from pipelines.publish import PublishError, catch_up

NIGHT = "night_being_made"
"""Attribute of an error: the night that it stopped."""


def run(options: Namespace, today: date | None = None) -> int:
    """Make the nights, print the summary, and return the exit code. `today`: by default that of the business."""
    run_id = str(uuid.uuid4())
    with log_lines(run_id):
        try:
            _run(options, run_id, today or this_day())
        except TieoutError as error:
            return _fail(error, str(error), run_id, error.exit_code)
        except Exception as error:
            said = explain(error)
            if said is None:
                warn(*traceback.format_exc().splitlines())
                said = f"a fault of ours: {type(error).__name__}: {error}"
            return _fail(error, said, run_id, 1)
    return 0


def _fail(error: Exception, message: str, run_id: str, exit_code: int) -> int:
    night = str(getattr(error, NIGHT, ""))
    LOG.error("%s%s", f"night={night} " if night else "", message)
    send_alert(message, run_id, night)
    return exit_code


def _run(options: Namespace, run_id: str, today: date) -> None:
    settings = Settings.from_options(options)
    policy, sources = load_policy(settings.policy), load_mapping(settings.mapping)
    lake = Lake(settings.lake)
    first = options.first or first_unread(lake.nights())
    last, earliest = options.last or latest_day(today), policy.earliest_date
    notices = find_notices(settings.extracts, sources, first, last, today, earliest)
    _report(notices, run_id)
    asked = ask_for_nights(options.first, options.last, settings, policy, lake.nights(), today)
    with lake.lock(run_id):
        _catch_up(lake)
        groups = plan(settings, policy, asked, is_rerunning=options.rerun_changed)
        nights, faults = list(chain.from_iterable(groups)), []
        if not nights:
            LOG.info("every night is published; to run some again, name them: --from DATE --to DATE")
        else:
            LOG.info("nights to make: %s, from %s to %s", len(nights), nights[0], nights[-1])
            faults = _make(settings, policy, run_id, groups, nights)
        lake.prune(run_id)
    print_summary(lake, nights or lake.nights(), faults, notices)


def _report(notices: Sequence[Notice], run_id: str) -> None:
    for notice in notices:
        LOG.warning("%s", notice.message)
        if notice.is_urgent:
            send_alert(notice.message, run_id)


def _catch_up(lake: Lake) -> None:
    """Copies that lag are caught up at the start; one that cannot be keeps no night from being made."""
    try:
        catch_up(lake, report=lambda fault: LOG.warning("%s", fault))
    except PublishError as error:
        LOG.error("%s; the nights are made all the same", error)


def _make(
    settings: Settings, policy: Policy, run_id: str, groups: Sequence[Sequence[date]], nights: Sequence[date]
) -> list[str]:
    """Make the nights of one group after the other; a group is shown at its end, or leaves nothing.

    Returns:
        The engine's faults that the nights have survived, a sentence each.
    """
    faults: list[str] = []
    with Nightly(settings, run_id, nights[0]) as job, Progress(nights) as progress:
        for group in groups:
            night_run = NightRun(settings, policy, run_id, group, is_last=group is groups[-1])
            try:
                for night in group:
                    progress.start(night)
                    progress.finish(night, job.make(night, night_run))
            except Exception as error:
                setattr(error, NIGHT, night)
                raise
            finally:
                night_run.discard()
            faults += [str(fault) for _, _, fault in night_run.engine_faults]
    return faults
