"""A real daemon, web server and code location: what the page, a sensor or the schedule launches is made in order, whole."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

import dagster as dg
import pytest
import yaml

from assets.command import main
from assets.settings import PROJECT
from pipelines.lake import Lake
from pipelines.tables import PUBLISHED
from tests.assets.landing import INVOICES, PAYERS, PAYMENTS, REMITTANCES, put

SECONDS = 120
PLACE = {"repositoryLocationName": "tieout", "repositoryName": "__repository__"}
HOUR = datetime.now(UTC).hour
ZONE = f"Etc/GMT{HOUR - 12:+d}"
"""Where it is noon now, so that no test sees midnight."""
TODAY = datetime.now(ZoneInfo(ZONE)).date()
DAYS = [TODAY - timedelta(days=days) for days in (3, 2, 1)]
FIRST, SECOND, THIRD = map(str, DAYS)
ORDER = "company_code,invoice_number,document_type,payer_id,issue_date,due_date,currency,gross_amount\n"
SAYS = "{ __typename ... on PythonError { message } }"
LAUNCH = (
    f"mutation($asked: LaunchBackfillParams!) {{ launchPartitionBackfill(backfillParams: $asked) {SAYS} }}"
)
START_SENSOR = f"mutation($asked: SensorSelector!) {{ startSensor(sensorSelector: $asked) {SAYS} }}"
START_SCHEDULE = f"mutation($asked: ScheduleSelector!) {{ startSchedule(scheduleSelector: $asked) {SAYS} }}"
FIND_SENSOR = "query($asked: SensorSelector!) { sensorOrError(sensorSelector: $asked) { __typename ... on Sensor { id } } }"
STOP_SENSOR = f"mutation($asked: String!) {{ stopSensor(id: $asked) {SAYS} }}"


@dataclass
class Site:
    """A landing zone, its lake, and Dagster's processes around them."""

    folder: Path
    address: str
    instance: dg.DagsterInstance

    @property
    def lake(self) -> Lake:
        return Lake(self.folder / "lake")

    def drop(self, extract: str, day: str, text: str) -> None:
        put(self.folder / "extracts", extract, day, text)

    def ask(self, question: str, asked: Any) -> dict[str, Any]:
        """As the page asks the web server."""
        body = json.dumps({"query": question, "variables": {"asked": asked}}).encode()
        request = Request(f"{self.address}/graphql", body, {"Content-Type": "application/json"})
        with urlopen(request, timeout=SECONDS) as answer:
            (said,) = json.load(answer)["data"].values()
        assert said["__typename"] != "PythonError", said
        return dict(said)

    def runs(self) -> list[dg.DagsterRun]:
        """Nights that have ended well, in the order in which they began."""
        wanted = dg.RunsFilter(job_name="nightly", statuses=[dg.DagsterRunStatus.SUCCESS])
        found = self.instance.get_run_records(wanted)
        return [record.dagster_run for record in sorted(found, key=lambda record: record.start_time or 0)]

    def told(self) -> str:
        file = self.folder / "told"
        return file.read_text() if file.exists() else ""


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ, "DAGSTER_HOME": str(folder / "home"), "TIEOUT_EXTRACTS": str(folder / "extracts"),
        "TIEOUT_LAKE": str(folder / "lake"), "TIEOUT_TIMEZONE": ZONE, "TIEOUT_SCHEDULE": "* * * * *",
        "TIEOUT_OVERDUE_HOURS": "0", "TIEOUT_LOOK_SECONDS": "1", "TIEOUT_FIRST_NIGHT": FIRST,
        "TIEOUT_ALERT_COMMAND": f"cat >> {folder}/told",
    }  # fmt: skip


@contextmanager
def _running(folder: Path, *command: str) -> Iterator[None]:
    """One of Dagster's processes with those that it starts, until the tests end."""
    program = str(Path(sys.executable).with_name(command[0]))
    with (folder / f"{command[0]}.log").open("w") as log:
        process = subprocess.Popen(
            [program, *command[1:]], cwd=PROJECT, env=_environment(folder), stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(what: Callable[[], Any], said: str) -> Any:
    for _ in range(SECONDS * 4):
        if found := what():
            return found
        time.sleep(0.25)
    return pytest.fail(f"not within {SECONDS} s: {said}")


def _answers(address: str) -> bool:
    try:
        urlopen(f"{address}/server_info", timeout=1).close()
    except (URLError, OSError):
        return False
    return True


def _listens(port: int) -> bool:
    with socket.socket() as there:
        return there.connect_ex(("127.0.0.1", port)) == 0


def _settle_down(folder: Path, code: int) -> None:
    """Dagster's home as shipped, but that it looks for queued runs every second; three days in the landing zone."""
    (folder / "home").mkdir()
    shipped = yaml.safe_load((PROJECT / "dagster.yaml").read_text())
    shipped["run_coordinator"]["config"] = {"dequeue_interval_seconds": 1}
    (folder / "home" / "dagster.yaml").write_text(yaml.safe_dump(shipped))
    served = {"grpc_server": {"host": "127.0.0.1", "port": code, "location_name": "tieout"}}
    (folder / "workspace.yaml").write_text(yaml.safe_dump({"load_from": [served]}))
    for extract, day, text in (
        ("payers", FIRST, PAYERS), ("invoices", FIRST, INVOICES), ("payments", SECOND, PAYMENTS),
        ("invoices", THIRD, f"{ORDER}1000,INV-1003,invoice,C1,{THIRD},{THIRD},GBP,70.00\n"),
    ):  # fmt: skip
        put(folder / "extracts", extract, day, text)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder, code, web = tmp_path_factory.mktemp("site"), _free_port(), _free_port()
    _settle_down(folder, code)
    at, address = ("--host", "127.0.0.1", "--port"), f"http://127.0.0.1:{web}"
    workspace = ("--workspace", str(folder / "workspace.yaml"))
    with ExitStack() as stack:
        served = ("code-server", "start", *at, str(code), "--module-name", "assets.definitions")
        stack.enter_context(_running(folder, "dagster", *served))
        wait_for(lambda: _listens(code), "the code location listens")
        stack.enter_context(_running(folder, "dagster-webserver", *at, str(web), *workspace))
        wait_for(lambda: _answers(address), "the web server answers")
        site = Site(
            folder, address, stack.enter_context(dg.DagsterInstance.from_config(str(folder / "home")))
        )
        # The nights' plausibility is judged elsewhere; here it would stand in the queue.
        judging = site.ask(FIND_SENSOR, {**PLACE, "sensorName": "published_nights_are_judged"})
        site.ask(STOP_SENSOR, judging["id"])
        yield site


@pytest.fixture(scope="module")
def filled(site: Site) -> Iterator[Site]:
    """With a daemon, and three nights back-filled as the page does it."""
    asked = {
        "selector": {"partitionSetName": "nightly_partition_set", "repositorySelector": PLACE},
        "partitionNames": [FIRST, SECOND, THIRD],
    }
    assert site.ask(LAUNCH, asked)["__typename"] == "LaunchBackfillSuccess"
    with _running(site.folder, "dagster-daemon", "run", "--workspace", str(site.folder / "workspace.yaml")):
        wait_for(lambda: len(site.runs()) == len(DAYS), "three nights of a back-fill")
        yield site


def turn_back(site: Site) -> None:
    """The schedule counts as on since a minute more, so that its daemon makes up for the last minute instead of waiting."""
    state = next(s for s in site.instance.all_instigator_state() if s.instigator_name == "every_night")
    earlier = state.instigator_data._replace(start_timestamp=time.time() - 60)
    site.instance.update_instigator_state(state.with_data(earlier))


def by_hand(site: Site) -> Lake:
    """The same nights, each by a command of its own."""
    lake = site.folder / "one-by-one"
    for day in DAYS:
        asked = ["run", "--extracts", str(site.folder / "extracts"), "--lake", str(lake)]
        assert main([*asked, "--from", str(day), "--to", str(day)]) == 0
    return Lake(lake)


def same(one: Lake, other: Lake) -> bool:
    """In every table of every night that was asked for."""
    mine, theirs = one.pin(), other.pin()
    assert mine and theirs
    return all(mine.read(name, day) == theirs.read(name, day) for name in PUBLISHED for day in DAYS)


def test_a_back_fill_launched_on_the_page_is_made_in_order_and_equals_nights_one_by_one(filled):
    assert [run.tags["dagster/partition"] for run in filled.runs()] == [FIRST, SECOND, THIRD]
    assert filled.lake.nights() == DAYS
    assert same(filled.lake, by_hand(filled))


def test_a_late_and_a_restated_folder_launch_the_nights_they_touch_in_order(filled):
    before = filled.lake.pin()
    filled.drop("remittances", SECOND, REMITTANCES)
    filled.drop("invoices", THIRD, f"{ORDER}1000,INV-1003,invoice,C1,{THIRD},{THIRD},GBP,77.00\n")
    filled.ask(START_SENSOR, {**PLACE, "sensorName": "changed_folders"})
    wait_for(lambda: filled.lake.pin().generation != before.generation, "nights made again")
    after = filled.lake.pin()
    writers = after.writers("worklist")
    assert [writers[day] == after.generation for day in DAYS] == [False, True, True]
    again = wait_for(lambda: filled.runs()[len(DAYS) + 1 :] and filled.runs()[len(DAYS) :], "their records")
    assert [run.tags["dagster/partition"] for run in again] == [SECOND, THIRD]


def test_a_due_night_that_is_not_there_calls_for_help_and_the_schedule_makes_it(filled):
    filled.ask(START_SCHEDULE, {**PLACE, "scheduleName": "every_night"})
    turn_back(filled)
    called = f"night {TODAY}: not published; expected by now, found {THIRD} as the last one;"
    wait_for(lambda: called in filled.told(), "an alert")
    launched = {"dagster/schedule_name": "every_night", "dagster/partition": str(TODAY)}
    wait_for(lambda: any(run.tags | launched == run.tags for run in filled.runs()), "the schedule's night")
    assert filled.lake.nights() == [*DAYS, TODAY]
