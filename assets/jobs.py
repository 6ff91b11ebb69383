"""The job `nightly`, its schedule, and what watches over its runs: a call when one fails, an end for those that died."""

import os
from collections.abc import Iterator
from datetime import date

import dagster as dg

from assets.alert import BY_COMMAND, send_alert
from assets.night_run import NightRun
from assets.partitions import TIMEZONE
from assets.planning import lone_run
from assets.reaper import LAKE, reap_dead_runs
from assets.settings import Settings

CRON = os.environ.get("TIEOUT_SCHEDULE", "0 23 * * *")

nightly = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all(),
    tags={LAKE: str(Settings.from_environment().lake)},
    description="A night from the landing zone to the worklist: the only job that publishes.",
)


@dg.schedule(job=nightly, cron_schedule=CRON, execution_timezone=TIMEZONE)
def every_night(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """One run per calendar day, late enough that the day's extracts have come."""
    night = context.scheduled_execution_time.date().isoformat()
    return dg.RunRequest(run_key=night, partition_key=night)


@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def failed_nights(context: dg.RunFailureSensorContext) -> None:
    """Calls `TIEOUT_ALERT_COMMAND` for a run that Dagster launched by itself."""
    run = context.dagster_run
    if BY_COMMAND not in run.tags:
        send_alert(
            context.failure_event.message or "a night has failed",
            run.run_id,
            run.tags.get("dagster/partition", ""),
        )


@dg.sensor(minimum_interval_seconds=300, default_status=dg.DefaultSensorStatus.RUNNING)
def dead_runs(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """Ends runs whose process has died, so that the next night is not kept waiting."""
    reaped = reap_dead_runs(context.instance, Settings.from_environment().lake)
    return dg.SkipReason(f"dead runs ended: {', '.join(reaped) or 'none'}")


@dg.resource(description="Lake, policy and staging of the run's night; opened from the environment")
def night_run(context: dg.InitResourceContext) -> Iterator[NightRun]:
    run = context.run
    if run is None:
        raise dg.DagsterInvariantViolationError("night_run: expected a run of a night, found none")
    night = date.fromisoformat(run.tags["dagster/partition"])
    with lone_run(
        Settings.from_environment(), run.run_id, night, is_publishing=run.job_name == nightly.name
    ) as opened:
        yield opened
