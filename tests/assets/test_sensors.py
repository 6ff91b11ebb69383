"""What watches while nobody does: each sensor with what it sees, launches and says, and the job that it launches."""

from __future__ import annotations

import errno
import os
import signal
import threading
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from assets import sensors
from assets.alert import BY_COMMAND
from assets.jobs import FirstNight
from assets.sensors import canceled_nights, changed_folders, failed_nights, overdue_nights
from pipelines.errors import RefusedNight
from pipelines.lake import Lake
from pipelines.secret import read_secret
from pipelines.sql import engine
from tests.assets.landing import MONDAY, TUESDAY, WEDNESDAY
from tests.assets.stopping import HOURS
from tests.assets.test_command import rows


def look(sensor: dg.SensorDefinition, cursor: str | None = None) -> dg.SensorResult:
    with dg.DagsterInstance.ephemeral() as instance:
        return sensor(dg.build_sensor_context(instance=instance, cursor=cursor))


def test_a_late_folder_launches_its_nights_once_it_is_still(late):
    assert "no folder" in str(look(changed_folders).skip_reason)
    late()
    first = look(changed_folders, "")
    assert "may still be changing" in str(first.skip_reason)
    second = look(changed_folders, first.cursor)
    (request,) = second.run_requests
    assert request.run_config["ops"]["make_nights_again"]["config"] == {"first": TUESDAY}
    third = look(changed_folders, second.cursor)
    assert third.run_requests[0].run_key == request.run_key  # so Dagster launches it no second time


def test_a_folder_that_goes_on_changing_waits(late, tmp_path):
    late()
    first = look(changed_folders, "")
    with (tmp_path / "extracts" / "remittances" / TUESDAY / "part-0.csv").open("a") as file:
        file.write("\n")
    assert not look(changed_folders, first.cursor).run_requests


def test_nights_are_made_again_in_order_and_in_one_change(late, lake):
    late()
    before = Lake(lake).pin()
    job = import_module("assets.definitions").definitions().resolve_job_def("nights_again")
    config = dg.RunConfig({"make_nights_again": FirstNight(first=TUESDAY)})
    with dg.DagsterInstance.ephemeral() as instance:
        assert job.execute_in_process(instance=instance, run_config=config).success
    after = Lake(lake).pin()
    written = [str(night) for night, by in after.writers("worklist").items() if by == after.generation]
    assert written == [TUESDAY, WEDNESDAY]
    assert int(after.generation.split("-")[0]) == int(before.generation.split("-")[0]) + 1
    assert len(rows(lake, "worklist", WEDNESDAY)) == 1
    assert job.tags[BY_COMMAND]


def test_nights_that_cannot_be_made_again_fail_their_run(late, lake, drop):
    drop("payments", TUESDAY, "company_code\n1000\n")
    job = import_module("assets.definitions").definitions().resolve_job_def("nights_again")
    config = dg.RunConfig({"make_nights_again": FirstNight(first=TUESDAY)})
    with dg.DagsterInstance.ephemeral() as instance, pytest.raises(dg.Failure, match="the lake is as it was"):
        job.execute_in_process(instance=instance, run_config=config)
    assert Lake(lake).pin().generation.startswith("000003")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIEOUT_ALERT_COMMAND", f"cat >> {tmp_path}/told; echo >> {tmp_path}/told")
    return tmp_path / "told"


@pytest.fixture
def scheduled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The schedule is on, and it is Thursday noon."""

    class Thursday(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 3, 5, 12, tzinfo=UTC)

    monkeypatch.setattr(sensors, "_is_scheduled", lambda instance: True)
    monkeypatch.setattr(sensors, "datetime", Thursday)


def test_an_overdue_night_calls_for_help_once(reach, told, scheduled):
    reach(TUESDAY)
    first = look(overdue_nights)
    assert first.cursor == WEDNESDAY
    second = look(overdue_nights, first.cursor)
    (launched,) = first.run_requests
    assert launched.partition_key == WEDNESDAY and second.run_requests[0].run_key == launched.run_key
    (message,) = told.read_text().splitlines()
    assert message.startswith(
        f"night {WEDNESDAY}: not published; expected by now, found {TUESDAY} as the last one;"
    )


def caused(error: BaseException, cause: BaseException) -> BaseException:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(RefusedNight("night 2026-03-02: no file has come"), "night 2026-03-02: no file has come", id="refused"),
        pytest.param(caused(RefusedNight("refused"), ValueError("x")), "refused", id="refused for an error of its own"),
        pytest.param(
            OSError(errno.ENOSPC, "No space left on device", "/lake/x"),
            "[Errno 28] No space left on device: '/lake/x': no space is left on the disk; free some", id="disk full",
        ),
        pytest.param(duckdb.OutOfMemoryException("could not allocate"), "memory is short; raise", id="memory"),
        pytest.param(KeyboardInterrupt(), "stopped from outside, by a signal or by Dagster", id="stopped"),
        pytest.param(KeyError("something"), "a fault of ours: KeyError: 'something'", id="fault of ours"),
    ],
)  # fmt: skip
def test_a_night_that_dagster_launched_and_that_failed_calls_for_help_in_the_runbook_s_words(
    zone, lake, told, monkeypatch, error, said
):
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(import_module("assets.landed"), "land", fail)
    job = import_module("assets.definitions").definitions().resolve_job_def("nightly")
    with dg.DagsterInstance.ephemeral() as instance:
        run = job.execute_in_process(instance=instance, partition_key=MONDAY, raise_on_error=False)
        failure = next(event for event in run.all_events if event.is_run_failure)
        context = dg.build_run_status_sensor_context(
            "failed_nights", failure, instance, run.dagster_run, partition_key=MONDAY
        )
        failed_nights(context.for_run_failure())
    assert told.read_text().startswith(said)


def test_a_night_that_is_terminated_in_dagster_ends_during_a_query_and_sends_an_alert(
    zone, lake, told, monkeypatch
):
    """Dagster sends SIGINT to the process of the run, whose main thread makes the night."""

    def count_for_hours(*_: object) -> None:
        instance.report_run_canceling(instance.get_runs()[0])
        threading.Timer(0.3, os.kill, [os.getpid(), signal.SIGINT]).start()
        with engine() as connection:
            connection.execute(HOURS).fetchall()

    monkeypatch.setattr(import_module("assets.landed"), "land", count_for_hours)
    job = import_module("assets.definitions").definitions().resolve_job_def("nightly")
    with dg.DagsterInstance.ephemeral() as instance:
        run = job.execute_in_process(instance=instance, partition_key=MONDAY, raise_on_error=False)
        canceled = next(
            event for event in run.all_events if event.event_type is dg.DagsterEventType.RUN_CANCELED
        )
        context = dg.build_run_status_sensor_context("canceled_nights", canceled, instance, run.dagster_run)
        canceled_nights(context)
    assert told.read_text().startswith("stopped from outside, by a signal or by Dagster")
    assert list((lake / "_staging").glob("*/*")) == []


def test_a_published_night_calls_nobody(reach, told, scheduled):
    reach(WEDNESDAY)
    assert look(overdue_nights, TUESDAY).cursor == ""
    assert not told.exists()


def test_without_the_schedule_no_night_is_due(reach, told):
    reach(MONDAY)
    with dg.instance_for_test() as instance:
        seen = overdue_nights(dg.build_sensor_context(instance=instance))
    assert "is off" in str(seen.skip_reason)
    assert not told.exists()


def test_a_secret_from_a_file_or_the_environment(monkeypatch, tmp_path):
    assert read_secret("SECRET_X") is None
    monkeypatch.setenv("SECRET_X", "open")
    assert read_secret("SECRET_X") == "open"
    (tmp_path / "x").write_text("sesame\n")
    monkeypatch.setenv("SECRET_X_FILE", str(tmp_path / "x"))
    assert read_secret("SECRET_X") == "sesame"
    monkeypatch.setenv("SECRET_X_FILE", str(tmp_path / "none"))
    with pytest.raises(Exception, match="expected a file with the secret") as error:
        read_secret("SECRET_X")
    assert "sesame" not in str(error.value)
