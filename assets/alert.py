"""Calling for help: `TIEOUT_ALERT_COMMAND`, a shell command with the message on its standard input, and `TIEOUT_ALERT_URL`,
an address that gets it as JSON. Addresses may hold secrets, so nothing of them is ever logged.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
from http.client import HTTPException
from urllib.request import Request, urlopen

from pipelines.secret import read_secret
from pipelines.visible_text import visible

LOG = logging.getLogger("tieout")
SECONDS = 60
BY_COMMAND = "tieout/command_run"
"""Tag of a Dagster run that the command has launched: the command itself calls for help then."""


def send_alert(message: str, run_id: str, night: str = "") -> None:
    """Never fails a night itself. Nothing in the message steers the terminal or the chat that shows it."""
    said = {"message": visible(message), "run_id": run_id, "night": night}
    command, url = os.environ.get("TIEOUT_ALERT_COMMAND"), read_secret("TIEOUT_ALERT_URL")
    if command:
        _call(command, said)
    if url:
        _post(url, said)


def _call(command: str, said: dict[str, str]) -> None:
    """`TIEOUT_MESSAGE`, `TIEOUT_RUN_ID` and `TIEOUT_NIGHT` are in its environment."""
    told = {f"TIEOUT_{name.upper()}": text for name, text in said.items()}
    try:
        subprocess.run(
            command, shell=True, check=True, input=said["message"], text=True, env={**os.environ, **told},
            timeout=SECONDS,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        LOG.error("the alert command failed: %s", type(error).__name__)


def _post(url: str, said: dict[str, str]) -> None:
    """`text` is what chat services show."""
    body = json.dumps({**said, "text": said["message"]}).encode()
    try:
        request = Request(url, data=body, headers={"Content-Type": "application/json"})
        urlopen(request, timeout=SECONDS).close()
    except (OSError, ValueError, HTTPException) as error:
        LOG.error("the alert address failed: %s", type(error).__name__)
