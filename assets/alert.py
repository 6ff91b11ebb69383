"""Alerts: `TIEOUT_ALERT_COMMAND`, a shell command with the message on its standard input, and `TIEOUT_ALERT_URL`, an address
that receives it as JSON.

An alert raises no error, needs no disk and ends within its time. Addresses and commands may hold secrets: neither they nor
what they print is logged.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import ssl
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException, HTTPMessage
from threading import Thread
from typing import IO
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pipelines.errors import TieoutError
from pipelines.variables import ALERT_URL
from pipelines.visible_text import visible

LOG = logging.getLogger("tieout")
SECONDS = 120
"""Most that one alert takes; where both channels are set, the command takes half of it at most."""
WAITS = (1, 4)
"""Seconds before the second and third try of an address."""
BUSY = 429
"""Status of a server that asks for a later try."""
VARIABLE_BYTES = 16_384
"""Of the message in `TIEOUT_MESSAGE`; Linux starts no program with a variable of more than 128 KiB."""
BY_COMMAND = "tieout/command_run"
"""Tag of a Dagster run that the command has launched: the command itself sends the alert then."""


class AlertError(Exception):
    """An alert was not delivered; the text says why, without secrets."""

    def __init__(self, reason: str, can_pass: bool = False) -> None:
        super().__init__(reason)
        self.can_pass = can_pass
        """Whether another try may succeed."""


def send_alert(message: str, run_id: str, night: str = "", head: str = "", seconds: float = SECONDS) -> None:
    """Send a message to both channels, as far as they are set.

    Args:
        message: Any text; control characters and undecodable bytes are escaped.
        run_id: The run that the message is about; empty where it is about none.
        night: The night that the message is about; empty where it is about none.
        head: The hash of the lake's last commit, to be kept away from the lake; empty where it is not known.
        seconds: The time within which the call returns.
    """
    fields = {"message": visible(message), "run_id": run_id, "night": night, "head": head}
    command, deadline = os.environ.get("TIEOUT_ALERT_COMMAND"), time.monotonic() + seconds
    if command:
        is_alone = not any(name.startswith("TIEOUT_ALERT_URL") for name in os.environ)
        _attempt("command", lambda: _call(command, fields, seconds if is_alone else seconds / 2))
    _attempt("address", lambda: _post(ALERT_URL.read(), fields, deadline - time.monotonic()))


def _attempt(channel: str, send: Callable[[], None]) -> None:
    try:
        send()
    except Exception as error:
        LOG.error("the alert %s failed: %s; the run goes on as without it", channel, _reason(error))


def _reason(error: Exception) -> str:
    """Return the cause without the text of unknown errors, which may repeat an address."""
    reason = getattr(error, "reason", error)
    if isinstance(error, AlertError | TieoutError):
        return str(error)
    if isinstance(reason, OSError) and not isinstance(reason, ssl.SSLError) and reason.strerror:
        return f"{type(reason).__name__}: {reason.strerror}"
    return type(reason if isinstance(reason, Exception) else error).__name__


def _call(command: str, fields: dict[str, str], seconds: float) -> None:
    """Run the command in a session of its own, so that a signal to the run's terminal does not end it.

    Raises:
        AlertError: It ended with another exit code than 0, or not in time.
    """
    process = subprocess.Popen(
        command, shell=True, start_new_session=True, env=_environment(fields), stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        process.communicate(fields["message"].encode(), seconds)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise AlertError(f"it did not end within {seconds:.0f} s and was killed") from None
    if process.returncode:
        raise AlertError(_ending(process.returncode))


def _environment(fields: dict[str, str]) -> dict[bytes, bytes]:
    """Return the environment with `TIEOUT_MESSAGE` (its beginning), `TIEOUT_RUN_ID`, `TIEOUT_NIGHT` and `TIEOUT_HEAD`."""
    added = {f"TIEOUT_{name.upper()}".encode(): text.encode() for name, text in fields.items()}
    beginning = added[b"TIEOUT_MESSAGE"][:VARIABLE_BYTES].decode(errors="ignore").encode()
    return {**os.environb, **added, b"TIEOUT_MESSAGE": beginning}


def _ending(code: int) -> str:
    meanings = {126: " (not executable)", 127: " (not found)"}
    if code < 0:
        return f"it was ended by {signal.Signals(-code).name}"
    return f"exit code {code}{meanings.get(code, '')}"


def _post(url: str | None, fields: dict[str, str], seconds: float) -> None:
    """Post in a thread: name look-ups know no timeout, and a server may answer a byte at a time.

    Raises:
        AlertError: The address is wrong, or did not accept the message in time.
    """
    if not url:
        return
    failures: list[Exception | None] = []

    def post_and_report() -> None:
        try:
            _post_with_retries(url, fields, time.monotonic() + seconds)
            failures.append(None)
        except Exception as error:
            failures.append(error)

    thread = Thread(target=post_and_report, name="alert", daemon=True)
    thread.start()
    thread.join(seconds)
    failure = failures[0] if failures else AlertError(f"no answer within {seconds:.0f} s")
    if failure:
        raise failure


def _post_with_retries(url: str, fields: dict[str, str], deadline: float) -> None:
    for wait in WAITS:
        try:
            return _post_once(url, fields, deadline)
        except (OSError, HTTPException, AlertError) as error:
            if not getattr(error, "can_pass", True) or time.monotonic() + wait > deadline:
                raise
        time.sleep(wait)
    return _post_once(url, fields, deadline)


def _post_once(url: str, fields: dict[str, str], deadline: float) -> None:
    """Post once, with the message in `text`, too: chat services show that field."""
    body = json.dumps({**fields, "text": fields["message"]}).encode()
    request = Request(url, data=body, headers={"Content-Type": "application/json"})
    try:
        timeout = max(1.0, min(20.0, deadline - time.monotonic()))
        build_opener(_NoRedirects).open(request, timeout=timeout).close()
    except HTTPError as answer:
        answer.close()
        raise _refusal(answer.code) from None


def _refusal(status: int) -> AlertError:
    moved = ", a redirect, which is not followed: set the final address" if status // 100 == 3 else ""
    return AlertError(f"it answered with status {status}{moved}", can_pass=status >= 500 or status == BUSY)


class _NoRedirects(HTTPRedirectHandler):
    """Fails on redirects: followed, a POST would become a GET and lose the message."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None
