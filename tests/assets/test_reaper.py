"""Runs whose process has died are ended, others are left alone."""

from pathlib import Path

import dagster as dg
import pytest

from assets.stale_runs import LAKE, end_dead_runs, reap_dead_runs
from pipelines.lake import Lake


def start(instance: dg.DagsterInstance, lake: Path) -> str:
    """A run that Dagster takes for started, as it stays when its process is killed."""
    job = dg.GraphDefinition(name="nightly").to_job()
    run = instance.create_run_for_job(job, tags={LAKE: str(lake)}, status=dg.DagsterRunStatus.STARTED)
    return run.run_id


@pytest.fixture
def instance():
    with dg.DagsterInstance.ephemeral() as opened:
        yield opened


def status(instance: dg.DagsterInstance, run_id: str) -> dg.DagsterRunStatus:
    return instance.get_run_by_id(run_id).status


def test_a_dead_run_is_ended(instance, tmp_path):
    run_id = start(instance, tmp_path)
    assert end_dead_runs(instance, tmp_path) == [run_id]
    assert status(instance, run_id) is dg.DagsterRunStatus.FAILURE


def test_a_run_of_another_lake_is_left_alone(instance, tmp_path):
    run_id = start(instance, tmp_path / "other")
    assert end_dead_runs(instance, tmp_path) == []
    assert status(instance, run_id) is dg.DagsterRunStatus.STARTED


def test_while_a_run_holds_the_lake_nothing_is_ended(instance, tmp_path):
    run_id = start(instance, tmp_path)
    with Lake(tmp_path).lock("at-work"):
        assert reap_dead_runs(instance, tmp_path) == []
    assert status(instance, run_id) is dg.DagsterRunStatus.STARTED
