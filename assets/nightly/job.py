"""The Dagster job `nightly`, run in this process: recorded where DAGSTER_HOME is set, else nowhere."""

from __future__ import annotations

import importlib
import os
import time
from contextlib import ExitStack
from datetime import date
from types import TracebackType

import dagster as dg

from assets.alert import BY_COMMAND
from assets.night_run import NightRun
from assets.settings import Settings, dagster_home
from assets.stale_runs import end_dead_runs

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


class Nightly:
    """Loads the definitions as Dagster's own tools do: by their name, with the settings in the environment."""

    def __init__(self, settings: Settings, run_id: str, first: date) -> None:
        settings.to_environment()
        os.environ.setdefault("TIEOUT_FIRST_NIGHT", first.isoformat())
        self._run_id = run_id
        self._stack = ExitStack()
        self._settings = settings

    def __enter__(self) -> Nightly:
        recorded = dagster_home()
        instance = dg.DagsterInstance.get() if recorded else dg.DagsterInstance.ephemeral()
        self._instance = self._stack.enter_context(instance)
        if recorded:
            end_dead_runs(self._instance, self._settings.lake)
        definitions = importlib.import_module("assets.definitions").definitions()
        self._job = definitions.resolve_job_def("nightly")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def make(self, night: date, night_run: NightRun) -> str:
        """One night; gives a line about it and its steps. What a step raises comes out as it is."""
        started = time.monotonic()
        made = self._job.execute_in_process(
            instance=self._instance,
            partition_key=night.isoformat(),
            resources={"night_run": night_run},
            run_config=QUIET,
            tags={BY_COMMAND: self._run_id},
        )
        steps = ", ".join(
            f"{event.step_key} {event.step_success_data.duration_ms / 1000:.1f}"
            for event in made.get_step_success_events()
        )
        return f"made in {time.monotonic() - started:.1f} s ({steps})"
