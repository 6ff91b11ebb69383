"""Dagster's own processes around a landing zone and a lake: code location and web server as in `deploy/`, and a daemon.

What does **not** belong here: what is tested of them (`test_daemon`).
"""

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
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import dagster as dg
import pytest
import yaml

from assets.settings import PROJECT
from pipelines.lake import Lake
from tests.assets.landing import put

SECONDS = 120
ROOMS = {"DAGSTER_HOME": "home", "TIEOUT_EXTRACTS": "extracts", "TIEOUT_LAKE": "lake"}
PLACE = {"repositoryLocationName": "tieout", "repositoryName": "__repository__"}
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
    settings: dict[str, str]

    @property
    def workspace(self) -> tuple[str, str]:
        return "--workspace", str(self.folder / "workspace.yaml")

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

    def _environment(self) -> dict[str, str]:
        rooms = {name: str(self.folder / room) for name, room in ROOMS.items()}
        return {**os.environ, **rooms, "TIEOUT_ALERT_COMMAND": f"cat >> {self.folder}/told", **self.settings}

    @contextmanager
    def running(self, program: str, *arguments: str) -> Iterator[None]:
        """One of Dagster's processes, with those that it starts."""
        command = [str(Path(sys.executable).with_name(program)), *arguments]
        with (self.folder / f"{program}.log").open("w") as log:
            process = subprocess.Popen(
                command, cwd=PROJECT, env=self._environment(), stdout=log, stderr=log, start_new_session=True
            )
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def told(self) -> str:
        file = self.folder / "told"
        return file.read_text() if file.exists() else ""


@contextmanager
def open_site(folder: Path, **settings: str) -> Iterator[Site]:
    """With a code location and a web server; whoever wants a daemon starts it."""
    code, web = _free_port(), _free_port()
    _make_home(folder, code)
    at, address = ("--host", "127.0.0.1", "--port"), f"http://127.0.0.1:{web}"
    with ExitStack() as stack:
        instance = stack.enter_context(dg.DagsterInstance.from_config(str(folder / "home")))
        site = Site(folder, address, instance, settings)
        served = ("code-server", "start", *at, str(code), "--module-name", "assets.definitions")
        stack.enter_context(site.running("dagster", *served))
        wait_for(lambda: _listens(code), "the code location listens")
        stack.enter_context(site.running("dagster-webserver", *at, str(web), *site.workspace))
        wait_for(lambda: _answers(address), "the web server answers")
        yield site


def _make_home(folder: Path, code: int) -> None:
    """Dagster's settings as shipped, but that it looks for queued runs every second."""
    (folder / "home").mkdir()
    shipped = yaml.safe_load((PROJECT / "dagster.yaml").read_text())
    shipped["run_coordinator"]["config"] = {"dequeue_interval_seconds": 1}
    (folder / "home" / "dagster.yaml").write_text(yaml.safe_dump(shipped))
    served = {"grpc_server": {"host": "127.0.0.1", "port": code, "location_name": "tieout"}}
    (folder / "workspace.yaml").write_text(yaml.safe_dump({"load_from": [served]}))


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


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
