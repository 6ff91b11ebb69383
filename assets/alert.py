"""Calling for help when a night fails: `TIEOUT_ALERT_COMMAND`, a shell command with the message on its standard input."""

from __future__ import annotations

import logging
import os
import subprocess

LOG = logging.getLogger("tieout")
SECONDS = 60
BY_COMMAND = "tieout/command_run"
"""Tag of a Dagster run that the command has launched: the command itself calls for help then."""


def send_alert(message: str, run_id: str, night: str = "") -> None:
    """Never fails a night itself. `TIEOUT_MESSAGE`, `TIEOUT_RUN_ID` and `TIEOUT_NIGHT` are in the environment too."""
    command = os.environ.get("TIEOUT_ALERT_COMMAND")
    if not command:
        return
    environment = {**os.environ, "TIEOUT_MESSAGE": message, "TIEOUT_RUN_ID": run_id, "TIEOUT_NIGHT": night}
    try:
        subprocess.run(
            command, shell=True, check=True, input=message, text=True, env=environment, timeout=SECONDS
        )
    except (OSError, subprocess.SubprocessError) as error:
        LOG.error("the alert command failed: %s", error)
