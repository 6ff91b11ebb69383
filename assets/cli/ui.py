"""`tieout ui`: the Dagster UI on a lake, with its daemon, so that nights can be launched there; the last nights recorded.

What does **not** belong here: what the UI shows (`assets.ui`), and services of a server (`deploy/`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
import webbrowser
from argparse import Namespace
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from assets.settings import PROJECT, Settings
from assets.terminal import say
from pipelines.errors import Refused
from pipelines.lake import Lake
from pipelines.permissions import NEW_FOLDER

HOME = PROJECT / ".dagster_home"
INSTANCE = "dagster.yaml"


def open_ui(options: Namespace) -> int:
    settings = Settings.from_options(options)
    settings.to_environment()
    home = prepare_home()
    if options.record:
        _record(settings, home, options.record)
    address = f"http://{options.host}:{options.port}"
    say(f"Dagster UI   {address}", f"Lake         {settings.lake}", f"Runs         {home}", "Ctrl-C ends it")
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        threading.Thread(target=_browse, args=(address,), daemon=True).start()
    command = ["dev", "--host", options.host, "--port", str(options.port)]
    try:
        return subprocess.run([_program("dg"), *command], cwd=PROJECT, env=_environment(home)).returncode
    except KeyboardInterrupt:
        return 0


def prepare_home() -> Path:
    """Dagster's home: `DAGSTER_HOME`, else one in the project. Dagster wants its settings inside it."""
    home = Path(os.environ.get("DAGSTER_HOME") or HOME).absolute()
    home.mkdir(mode=NEW_FOLDER, parents=True, exist_ok=True)
    if home == HOME or not (home / INSTANCE).exists():
        shutil.copyfile(PROJECT / INSTANCE, home / INSTANCE)
    return home


def _record(settings: Settings, home: Path, count: int) -> None:
    """Makes what is missing, then the last nights once more with their runs recorded, unless they are already."""
    if not Lake(settings.lake).nights():
        _make(_environment(None))
    nights = Lake(settings.lake).nights()[-count:]
    if nights and not _is_recorded(home, nights[-1]):
        say(f"recording the nights {nights[0]} to {nights[-1]}")
        _make(_environment(home), "--from", nights[0].isoformat(), "--to", nights[0].isoformat())


def _make(environment: dict[str, str], *nights: str) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "assets.cli", "run", *nights],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    if made.returncode:
        raise Refused("the nights to show could not be made, see above; the UI was not opened")


def _is_recorded(home: Path, night: date) -> bool:
    import dagster as dg

    with dg.DagsterInstance.from_config(str(home)) as instance:
        filters = dg.RunsFilter(job_name="nightly", tags={"dagster/partition": night.isoformat()})
        return bool(instance.get_run_records(filters, limit=1))


def _environment(home: Path | None) -> dict[str, str]:
    environment = {**os.environ, "DAGSTER_DISABLE_TELEMETRY": "yes", "VIRTUAL_ENV": sys.prefix}
    environment["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), environment.get("PATH", "")))
    environment.pop("DAGSTER_HOME", None)
    return {**environment, "DAGSTER_HOME": str(home)} if home else environment


def _program(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def _browse(address: str) -> None:
    """Once the server answers."""
    for _ in range(120):
        try:
            urlopen(f"{address}/server_info", timeout=1).close()
        except (URLError, OSError):
            time.sleep(0.5)
        else:
            webbrowser.open(address)
            return
