"""`tieout run`: makes nights one after the other through the Dagster job `nightly`.

What does **not** belong here: which nights rest on which (`assets.planning`), and what a night is.
"""

from __future__ import annotations

import sys
import traceback
import uuid
from argparse import Namespace
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import chain

from assets.alert import send_alert
from assets.command.nightly import Nightly
from assets.command.reporting import LOG, Progress, log_lines
from assets.command.summary import print_summary
from assets.night_run import NightRun
from assets.planning import folder_days, plan
from assets.settings import Settings
from pipelines.errors import Refused, TieoutError
from pipelines.lake import Lake
from pipelines.nights import days_from
from pipelines.policy import Policy, load_policy
from pipelines.publish import catch_up

NIGHT = "night_being_made"
"""Attribute of an error: the night that it stopped."""


def run(options: Namespace) -> int:
    """Makes the nights, prints the summary, and gives the exit code."""
    run_id = str(uuid.uuid4())
    with log_lines(run_id):
        try:
            _run(options, run_id)
        except TieoutError as error:
            return _fail(error, str(error), run_id, error.exit_code)
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            return _fail(error, f"a fault of ours: {type(error).__name__}: {error}", run_id, 1)
    return 0


def _fail(error: Exception, message: str, run_id: str, exit_code: int) -> int:
    night = str(getattr(error, NIGHT, ""))
    LOG.error("%s%s", f"night={night} " if night else "", message)
    send_alert(message, run_id, night)
    return exit_code


def _run(options: Namespace, run_id: str) -> None:
    settings = _settings(options)
    policy = load_policy(settings.policy)
    lake = Lake(settings.lake)
    asked = _asked(options, settings, policy, lake)
    with lake.lock(run_id):
        catch_up(lake)
        groups = plan(settings, policy, asked, is_rerunning=options.rerun_changed)
        nights = list(chain.from_iterable(groups))
        if not nights:
            LOG.info("every night is published; to run some again, name them: --from DATE --to DATE")
        else:
            _make(settings, policy, run_id, groups, nights)
        lake.prune(run_id)
    print_summary(lake, nights or lake.nights())


def _settings(options: Namespace) -> Settings:
    given = {name: getattr(options, name) for name in ("extracts", "lake", "policy", "mapping")}
    return Settings.from_environment().replaced({name: path for name, path in given.items() if path})


def _asked(options: Namespace, settings: Settings, policy: Policy, lake: Lake) -> list[date]:
    """Every calendar day from the first to the last night asked for."""
    published = lake.nights()
    folders = [] if options.first and options.last else folder_days(settings)
    if not folders and not (options.first and options.last):
        raise Refused(
            f"landing zone {settings.extracts}: no folder of any day; expected <extract>/YYYY-MM-DD/<files>, found none; "
            "name another with --extracts, or the nights with --from and --to; nothing was written"
        )
    first = options.first or (
        published[-1] + timedelta(days=1) if published else policy.first_night or folders[0]
    )
    last = options.last or max(folders[-1], options.first or folders[-1])
    if options.first and last < first:
        raise Refused(f"--to {last} is before --from {first}; nothing was written")
    if policy.first_night and first < policy.first_night:
        raise Refused(
            f"night {first}: before the first night of the policy; expected {policy.first_night} or later; change "
            "--from, or first_night in the policy; nothing was written"
        )
    return days_from(first, last)


def _make(
    settings: Settings, policy: Policy, run_id: str, groups: Sequence[Sequence[date]], nights: Sequence[date]
) -> None:
    """The nights of one group after the other; a group is shown at its end, or leaves nothing."""
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
