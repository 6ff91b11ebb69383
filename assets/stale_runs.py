"""Ending runs whose process has died: Dagster itself would keep them started for ever, and the next night waiting."""

from __future__ import annotations

import math
import time
from pathlib import Path

import dagster as dg

from pipelines.lake import Lake, LakeLockedError

LAKE = "tieout/lake"
"""Tag of every run of the job: one Dagster home may serve several lakes."""

STARTING_SECONDS = 300
"""A run this young may not have taken the lake's lock yet."""


def reap_dead_runs(instance: dg.DagsterInstance, lake: Path) -> list[str]:
    """Ends the dead runs of a lake unless one is at work; the kernel frees the lock when a run dies."""
    started_before = time.time() - STARTING_SECONDS
    if not _unfinished(instance, lake, started_before):
        return []  # the lock is asked for only then: a night that starts right now shall find it free
    try:
        with Lake(lake).lock("reaper"):
            return end_dead_runs(instance, lake, started_before)
    except LakeLockedError:
        return []


def end_dead_runs(instance: dg.DagsterInstance, lake: Path, started_before: float = math.inf) -> list[str]:
    """Marks them failed and gives their ids. Whoever calls this holds the lake's lock, so no other run is alive."""
    return [_fail(instance, run) for run in _unfinished(instance, lake, started_before)]


def _unfinished(instance: dg.DagsterInstance, lake: Path, started_before: float) -> list[dg.DagsterRun]:
    statuses = [dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]
    wanted = dg.RunsFilter(job_name="nightly", statuses=statuses, tags={LAKE: str(lake)})
    records = instance.get_run_records(wanted)
    return [record.dagster_run for record in records if (record.start_time or 0) < started_before]


def _fail(instance: dg.DagsterInstance, run: dg.DagsterRun) -> str:
    instance.report_run_failed(run, "its process has died: the lake's lock is free; nothing was published")
    return run.run_id
