"""`tieout prune`: clears old states of the lake, what dead runs left, and, where asked, records of old runs."""

from __future__ import annotations

import uuid
from argparse import Namespace
from datetime import UTC, datetime, timedelta

from assets.cli.snapshot_option import open_lake
from assets.settings import dagster_home
from assets.terminal import say
from pipelines.errors import Refused


def prune(options: Namespace) -> int:
    """Clear the lake; with `--runs`, delete old runs too.

    Raises:
        Refused: There is no lake, or with `--runs` no home of Dagster; nothing was cleared.
    """
    if options.runs is not None:
        _check_recorded()
    lake = open_lake(options)
    run_id = str(uuid.uuid4())
    with lake.lock(run_id):
        gone = lake.prune(run_id, keep_for=timedelta(0), keep_staging_for=timedelta(0))
    say(*(f"cleared {name}" for name in gone) if gone else ("nothing to clear",))
    if options.runs is not None:
        say(f"deleted {_forget_runs(options.runs)} runs older than {options.runs} days")
    return 0


def _check_recorded() -> None:
    if not dagster_home():
        raise Refused(
            "--runs: expected DAGSTER_HOME, where runs are recorded, found none; set it, or leave --runs out; nothing was "
            "deleted"
        )


def _forget_runs(days: int) -> int:
    """Runs and their events in Dagster's home, which grows for ever otherwise. The tables are in the lake."""
    import dagster as dg

    with dg.DagsterInstance.get() as instance:
        filters = dg.RunsFilter(created_before=datetime.now(UTC) - timedelta(days=days))
        runs = [run for run in instance.get_runs(filters) if run.is_finished]
        for run in runs:
            instance.delete_run(run.run_id)
    return len(runs)
