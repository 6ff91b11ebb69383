"""Alerts: whatever a message contains and its receiver does, it is sent or the log says why; nothing else changes."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assets import alert
from assets.alert import send_alert
from assets.cli import main
from assets.settings import PROJECT
from tests.assets.landing import MONDAY, TUESDAY

SECRET = "secret-token"


@pytest.fixture
def received(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the alert command keeps its standard input and its variables."""
    keep = f'cat > {tmp_path}/input; printf %s "$TIEOUT_MESSAGE" > {tmp_path}/variable'
    monkeypatch.setenv("TIEOUT_ALERT_COMMAND", keep)
    return tmp_path


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        pytest.param("a\x00b\x1bc", r"a\x00b\x1bc", id="control characters"),
        pytest.param("payers/\udcfc.csv", r"payers/\xfc.csv", id="a file name that is not UTF-8"),
        pytest.param("a \ud800 b", r"a \ud800 b", id="half a character"),
        pytest.param("10 €\nnext line", "10 €\nnext line", id="ordinary text"),
    ],
)
def test_any_message_arrives(received, caplog, message, shown):
    send_alert(message, "r1", MONDAY)
    assert (received / "input").read_text() == (received / "variable").read_text() == shown
    assert caplog.text == ""


def test_a_message_larger_than_a_variable_may_be_arrives_whole_on_standard_input(received, caplog):
    message = "€" * 1_000_000
    send_alert(message, "r1")
    assert (received / "input").read_text() == message
    assert (received / "variable").read_text() == "€" * (16_384 // 3)
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        pytest.param(f"no-such-program-{SECRET}", "exit code 127 (not found)", id="not found"),
        pytest.param(f"/etc/passwd {SECRET}", "exit code 126 (not executable)", id="not executable"),
        pytest.param(f": {SECRET}; kill -9 $$", "ended by SIGKILL", id="killed"),
        pytest.param(f"echo {SECRET} >&2; exit 3", "exit code 3", id="fails and prints the secret"),
        pytest.param(f"echo '{SECRET}", "exit code 2", id="not a shell command"),
    ],
)
def test_a_command_that_fails_is_logged_with_the_reason(monkeypatch, caplog, capfd, command, said):
    monkeypatch.setenv("TIEOUT_ALERT_COMMAND", command)
    send_alert("it failed", "r1")
    assert f"the alert command failed: {said}" in caplog.text.replace("it was ", "")
    assert SECRET not in caplog.text + "".join(capfd.readouterr())


def test_a_command_that_reads_nothing_has_received_the_message(monkeypatch, caplog):
    monkeypatch.setenv("TIEOUT_ALERT_COMMAND", "exec <&-; exit 0")
    send_alert("x" * 1_000_000, "r1")
    assert caplog.text == ""


def test_a_command_that_hangs_is_killed_with_its_children(monkeypatch, caplog, tmp_path):
    monkeypatch.setenv("TIEOUT_ALERT_COMMAND", f"(sleep 1.2; touch {tmp_path}/late) & sleep 60")
    started = time.monotonic()
    send_alert("x" * 1_000_000, "r1", seconds=0.6)
    assert time.monotonic() - started < 1.5
    assert "the alert command failed: it did not end within 1 s and was killed" in caplog.text
    time.sleep(1)
    assert not (tmp_path / "late").exists()


class Server(ThreadingHTTPServer):
    """Answers with the statuses in `answers`, one after the other, and keeps what it receives."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.answers: list[int] = []
        self.bodies: list[bytes] = []
        self.url = f"http://127.0.0.1:{self.server_port}/{SECRET}"


class Answer(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        status = self.server.answers.pop(0)
        if status == HANGS:
            time.sleep(5)
        elif status != CLOSES:
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


CLOSES, HANGS = 0, 1


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(alert, "WAITS", (0, 0))
    with Server() as opened:
        monkeypatch.setenv("TIEOUT_ALERT_URL", opened.url)
        threading.Thread(target=opened.serve_forever, daemon=True).start()
        yield opened
        opened.shutdown()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        pytest.param([200], "", id="accepted"),
        pytest.param([500, CLOSES, 200], "", id="accepted at the third try"),
        pytest.param([429, 503, 204], "", id="accepted once the server is less busy"),
        pytest.param([500, 500, 500], "status 500", id="given up after three tries"),
        pytest.param([CLOSES, CLOSES, CLOSES], "RemoteDisconnected", id="closes without an answer"),
        pytest.param([404], "status 404", id="refused for good: one try"),
        pytest.param(
            [302], "status 302, a redirect, which is not followed", id="a redirect would lose the message"
        ),
        pytest.param([HANGS], "no answer within", id="hangs"),
    ],
)
def test_an_address_is_tried_as_often_as_it_makes_sense(server, caplog, answers, said):
    server.answers = list(answers)
    started = time.monotonic()
    send_alert("it failed", "r1", MONDAY, seconds=2)
    assert time.monotonic() - started < 2.5
    assert len(server.bodies) == len(answers)
    sent = {"message": "it failed", "text": "it failed", "run_id": "r1", "night": MONDAY, "head": ""}
    assert json.loads(server.bodies[-1]) == sent
    assert said in caplog.text and bool(said) == ("the alert address failed" in caplog.text)
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        pytest.param({"TIEOUT_ALERT_URL": f"file:///{SECRET}"}, "TIEOUT_ALERT_URL: expected an", id="a file"),
        pytest.param({"TIEOUT_ALERT_URL": f"http://a:{SECRET}@b c/"}, "TIEOUT_ALERT_URL: expected an", id="no address"),
        pytest.param({"TIEOUT_ALERT_URL": f"http://127.0.0.1:1/{SECRET}"}, "Connection refused", id="nobody listens"),
        pytest.param({"TIEOUT_ALERT_URL_FILE": "/none"}, "expected a file with the secret", id="a file that is not there"),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_used_is_logged_and_the_command_is_called(
    received, monkeypatch, caplog, variables, said
):
    monkeypatch.setattr(alert, "WAITS", (0, 0))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    send_alert("it failed", "r1")
    assert "the alert address failed" in caplog.text and said in caplog.text
    assert SECRET not in caplog.text
    assert (received / "input").read_text() == "it failed"


@pytest.mark.parametrize(
    ("variables", "code", "sent"),
    [
        pytest.param({"TIEOUT_POLICY": "policy.toml"}, 2, "mistakes: 1", id="a policy with a mistake"),
        pytest.param({"TIEOUT_POLICY": "none.toml"}, 2, "none.toml", id="no policy"),
        pytest.param({"TIEOUT_MAPPING": "mapping.toml"}, 2, "mapping.toml", id="a mapping with a mistake"),
        pytest.param({"TIEOUT_EXTRACTS": "none"}, 2, "landing zone", id="no landing zone"),
        pytest.param({"TIEOUT_TIMEZONE": "Mars/Olympus"}, 2, "TIEOUT_TIMEZONE", id="no such time zone"),
        pytest.param({"TIEOUT_LAKE": "policy.toml"}, 1, "policy.toml", id="a lake that is a file"),
    ],
)
def test_a_run_that_fails_before_it_holds_the_lake_sends_its_alert(
    received, zone, lake, monkeypatch, variables, code, sent
):
    for name in ("policy.toml", "mapping.toml"):
        (received / name).write_text("tolerance = -1\n")
    monkeypatch.chdir(received)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main(["run", "--from", MONDAY, "--to", TUESDAY]) == code
    assert sent in (received / "input").read_text()


@pytest.mark.parametrize(
    "error", [MemoryError(), OSError(errno.ENOSPC, "No space left on device"), KeyError("x")]
)
def test_a_fault_of_the_machine_or_ours_sends_its_alert(received, zone, lake, monkeypatch, error):
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("assets.landed.land", fail)
    assert main(["run", "--from", MONDAY, "--to", MONDAY]) == 1
    assert (received / "input").read_text()


def test_an_alert_that_fails_changes_no_exit_code(zone, lake, monkeypatch, capsys):
    """Not even where the message holds what no variable may: a column named with a NUL."""
    (zone / "payers" / MONDAY / "part-0.csv").write_text("a\x00,b\n1,2\n")
    for command in ("exit 1", "kill -9 $$", "no-such-program"):
        monkeypatch.setenv("TIEOUT_ALERT_COMMAND", command)
        assert main(["run", "--from", MONDAY, "--to", MONDAY]) == 2
        assert "the alert command failed" in capsys.readouterr().err


def test_a_log_on_a_full_disk_changes_no_exit_code_and_the_alert_is_sent(received, zone, lake, monkeypatch):
    (zone / "payments" / TUESDAY / "part-0.csv").write_text("a,b\n1,2\n")
    night = [sys.executable, "-m", "assets.cli", "run", "--from", MONDAY, "--to", TUESDAY]
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            night, env={**os.environ, "PYTHONPATH": str(PROJECT)}, stdout=full, stderr=full
        )
    assert ended.returncode == 2
    assert "wrong columns" in (received / "input").read_text()
