"""The jobs: `nightly`, a night from the landing zone to the worklist, and `nights_again`, finished nights in one change."""

import logging
from collections.abc import Iterator
from datetime import date

import dagster as dg

from assets.alert import BY_COMMAND
from assets.checked import check_settings
from assets.night_run import NightRun
from assets.nightly.planning import lone_run
from assets.nightly.request import Request
from assets.nightly.run import run
from assets.schedule import CRON, TIMEZONE, night_of
from assets.settings import Settings
from assets.stale_runs import LAKE
from assets.ui.asset_specs import asset_of
from pipelines.quality import loadable_suites

LAKE_TAG = {LAKE: str(Settings.from_environment().lake)}

LOG = logging.getLogger("tieout")
SIGNALLED = 128
"""Exit codes above it are those of runs that a signal has stopped."""
SUITES = loadable_suites()
JUDGED = dg.AssetSelection.checks(
    *[dg.AssetCheckKey(dg.AssetKey(asset_of(suite.table)), suite.check) for suite in SUITES]
)
"""The checks that judge a night once it is published; the gate's are all others."""


@dg.success_hook
def tell_step(context: dg.HookContext) -> None:
    if LOG.isEnabledFor(logging.DEBUG):  # the night costs a look at the records
        LOG.debug("night=%s step=%s done", _night(context), context.op.name)


@dg.failure_hook
def tell_failed_step(context: dg.HookContext) -> None:
    LOG.error("night=%s step=%s failed: %s", _night(context), context.op.name, context.op_exception)


def _night(context: dg.HookContext) -> str:
    run = context.instance.get_run_by_id(context.run_id)
    return run.tags.get("dagster/partition", "") if run else ""


nightly = dg.define_asset_job(
    "nightly",
    hooks={tell_step, tell_failed_step},
    selection=dg.AssetSelection.all() - JUDGED,
    tags=LAKE_TAG,
    description="A night from the landing zone to the worklist: the only job that publishes.",
)


class FirstNight(dg.Config):
    """`first`: the night to begin with, such as 2026-03-02."""

    first: str


@dg.op
def make_nights_again(config: FirstNight) -> None:
    """A night and all later ones in order, each a recorded run of `nightly`; people see them in one change of the lake."""
    first = date.fromisoformat(config.first)
    exit_code = run(Request(first, first, rerun_changed=True))
    if exit_code > SIGNALLED:
        raise KeyboardInterrupt
    if exit_code:
        raise dg.Failure(
            f"night {first} and later ones were not made again; the run's standard error says why; the lake is as it was",
            allow_retries=False,
        )


@dg.job(
    tags={**LAKE_TAG, BY_COMMAND: "nights_again"},
    executor_def=dg.in_process_executor,
    description="Finished nights again, in order and in one change of the lake, from the one that `first` names.",
)
def nights_again() -> None:
    make_nights_again()


@dg.schedule(job=nightly, cron_schedule=CRON, execution_timezone=TIMEZONE)
def every_night(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """One run per scheduled day, late enough that the day's extracts have come."""
    night = night_of(context.scheduled_execution_time).isoformat()
    return dg.RunRequest(run_key=night, partition_key=night)


@dg.resource(description="Lake, policy and staging of the run's night; opened from the environment")
def night_run(context: dg.InitResourceContext) -> Iterator[NightRun]:
    check_settings()
    run = context.run
    if run is None:
        raise dg.DagsterInvariantViolationError("night_run: expected a run of a night, found none")
    night = date.fromisoformat(run.tags["dagster/partition"])
    with lone_run(
        Settings.from_environment(), run.run_id, night, is_publishing=run.job_name == nightly.name
    ) as opened:
        yield opened
