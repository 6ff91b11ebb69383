"""What watches while nobody does: failed and dead runs, folders that changed or came late, a due night that is not there."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime

import dagster as dg
import pyarrow as pa

from assets.alert import BY_COMMAND, send_alert
from assets.jobs import FirstNight, every_night, nightly, nights_again
from assets.machine_errors import STOPPED, explain_record
from assets.nightly.planning import find_changes
from assets.schedule import overdue_night
from assets.settings import Settings
from assets.stale_runs import reap_dead_runs
from pipelines.lake import Lake
from pipelines.nights import night_that_reads
from pipelines.policy import load_policy
from pipelines.variables import LOOK_SECONDS

RUNNING = dg.DefaultSensorStatus.RUNNING


@dg.run_failure_sensor(default_status=RUNNING, monitored_jobs=[nightly])
def failed_nights(context: dg.RunFailureSensorContext) -> None:
    """Calls for help where a run has failed that Dagster launched by itself."""
    run = context.dagster_run
    if BY_COMMAND not in run.tags:
        send_alert(_reason(context.failure_event), run.run_id, run.tags.get("dagster/partition", ""), _head())


@dg.run_status_sensor(
    run_status=dg.DagsterRunStatus.CANCELED, default_status=RUNNING, monitored_jobs=[nightly]
)
def canceled_nights(context: dg.RunStatusSensorContext) -> None:
    """Sends an alert where somebody has terminated a run that Dagster launched by itself, or its time was up."""
    run = context.dagster_run
    if BY_COMMAND not in run.tags:
        send_alert(STOPPED, run.run_id, run.tags.get("dagster/partition", ""), _head())


def _reason(failure: dg.DagsterEvent) -> str:
    """In the words of the runbook; a run that was ended from outside has no error, but says why itself."""
    error = failure.job_failure_data.error
    return explain_record(error) if error else failure.message or "a night has failed"


@dg.sensor(minimum_interval_seconds=LOOK_SECONDS.read(), default_status=RUNNING)
def dead_runs(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """Ends runs whose process has died, so that the next night is not kept waiting."""
    reaped = reap_dead_runs(context.instance, Settings.from_environment().lake)
    return dg.SkipReason(f"dead runs ended: {', '.join(reaped) or 'none'}")


@dg.sensor(job=nights_again, minimum_interval_seconds=LOOK_SECONDS.read())
def changed_folders(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Launches the nights that rest on folders that changed or came late, and those after them, once the folders are still.

    What is the same at two looks is whole; the same change of the same state of the lake is launched once only, so a night
    that fails on it waits for a person.
    """
    settings = Settings.from_environment()
    snapshot = Lake(settings.lake).pin()
    changes = find_changes(settings, load_policy(settings.policy), snapshot) if snapshot else None
    if snapshot is None or changes is None or not changes.num_rows:
        return dg.SensorResult(skip_reason="no folder of a finished night has changed", cursor="")
    seen = _fingerprint(changes, settings)
    first = min(night_that_reads(day, snapshot.nights()) for day in changes["folder_date"].to_pylist())
    if seen != context.cursor:
        return dg.SensorResult(
            skip_reason=f"folders of night {first} have changed, and may still be changing", cursor=seen
        )
    request = dg.RunRequest(run_key=f"{snapshot.generation} {seen}", run_config=_from(first))
    return dg.SensorResult(run_requests=[request], cursor=seen)


def _from(first: date) -> dg.RunConfig:
    return dg.RunConfig({"make_nights_again": FirstNight(first=first.isoformat())})


def _fingerprint(changes: pa.Table, settings: Settings) -> str:
    """Which files changed, and how they are now."""
    rows = [(row["file"], row["change"], _state(settings, row["file"])) for row in changes.to_pylist()]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


def _state(settings: Settings, file: str) -> tuple[int, int]:
    try:
        found = (settings.extracts / file).stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_size, found.st_mtime_ns)


@dg.sensor(job=nightly, minimum_interval_seconds=LOOK_SECONDS.read(), default_status=RUNNING)
def overdue_nights(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Calls for help, once a night, where a due one is not published some hours after its time, and launches it once more.

    Once for each state of the lake: a night refused because folders of earlier ones had changed is made after those.
    """
    if not _is_scheduled(context.instance):
        return dg.SensorResult(skip_reason="the schedule every_night is off: no night is due")
    snapshot = Lake(Settings.from_environment().lake).pin()
    nights = snapshot.nights() if snapshot else []
    overdue = overdue_night(nights[-1] if nights else None, datetime.now(UTC))
    if overdue is None:
        return dg.SensorResult(skip_reason="the due night is published", cursor="")
    if context.cursor != overdue.isoformat():
        send_alert(overdue_message(overdue, nights), "", overdue.isoformat(), _head())
    night, state = overdue.isoformat(), snapshot.generation if snapshot else "none"
    again = dg.RunRequest(run_key=f"overdue {night} {state}", partition_key=night)
    return dg.SensorResult(run_requests=[again], cursor=night)


def overdue_message(overdue: date, nights: list[date]) -> str:
    found = f"{nights[-1]} as the last one" if nights else "none"
    return (
        f"night {overdue}: not published; expected by now, found {found}; look at its run, or whether the scheduler is up; "
        "`tieout status` says more; the lake is as it was"
    )


def _is_scheduled(instance: dg.DagsterInstance) -> bool:
    states = instance.all_instigator_state()
    return any(state.instigator_name == every_night.name and state.is_running for state in states)


def _head() -> str:
    return Lake(Settings.from_environment().lake).head()
