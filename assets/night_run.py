"""What the steps of a run have at hand: the lake, the policy, the staging of each night, and what was there before it.

What does **not** belong here: the work, the wiring, and which nights a run makes (`assets.nightly.planning`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from assets.retries import patiently
from assets.settings import Settings
from pipelines import interruption
from pipelines.catalog import ALL, BOOKS
from pipelines.errors import RefusedNight
from pipelines.lake import Commit, Lake, Staging
from pipelines.policy import Policy
from pipelines.publish import catch_up
from pipelines.recovery import EngineFault, Report, recover
from pipelines.state.opening import Books

LOG = logging.getLogger("tieout")
Result = TypeVar("Result")


class NightRun:
    """One or several nights that are made one after the other and shown in one change of the lake."""

    def __init__(
        self,
        settings: Settings,
        policy: Policy,
        run_id: str,
        nights: Sequence[date],
        is_publishing: bool = True,
        is_last: bool = True,
    ) -> None:
        self.settings = settings
        self.policy = policy
        self.run_id = run_id
        self.nights = tuple(nights)
        self.is_publishing = is_publishing
        self.is_last = is_last
        self.lake = Lake(settings.lake)
        self.before = self.lake.pin()
        self.engine_faults: list[tuple[date, str, EngineFault]] = []

    def attempt(self, night: date, step: str, work: Callable[[], Result]) -> Result:
        """Return the result of a step's work: retried where the machine stumbles, repeated where the engine itself fails.

        Raises:
            EngineFailedError: The engine failed twice.
        """
        return recover(
            lambda: patiently(work), lambda: f"night {night}, step {step}", self.reporter(night, step)
        )

    def reporter(self, night: date, step: str) -> Report:
        """Return a function that logs and keeps a fault of the engine that a step has survived."""

        def report(fault: EngineFault) -> None:
            self.engine_faults.append((night, step, fault))
            LOG.warning("night=%s step=%s %s", night, step, fault)

        return report

    def fault_metadata(self, night: date, step: str | None = None) -> dict[str, str]:
        """Return the engine's faults in a step of a night, or in all its steps, as metadata; none where it had none."""
        found = [
            str(fault) for when, where, fault in self.engine_faults if when == night and step in (where, None)
        ]
        return {"engine_faults": "\n".join(found)} if found else {}

    def staging(self, night: date) -> Staging:
        return self.lake.stage(night, self.run_id)

    def stage(self, night: date, tables: Mapping[str, pa.Table]) -> None:
        """Two files at a time: packing one keeps a single processor busy."""
        staging = self.staging(night)
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda name: staging.write(name, tables[name]), tables))

    def nights_before(self, night: date) -> list[date]:
        """Published nights, and those that this run makes, before this one; ascending."""
        published = self.before.nights() if self.before else []
        return sorted({before for before in (*published, *self.nights) if before < night})

    def night_before(self, night: date) -> date | None:
        return max(self.nights_before(night), default=None)

    def path(self, table: str, night: date) -> Path | None:
        """Where a table of a night lies as this run sees it: its own nights staged, the others as published."""
        if night in self.nights:
            return self.staging(night).path(table)
        return self.before.path(table, night) if self.before else None

    def books_before(self, night: date) -> Books:
        return Books({name: tuple(self._book_files(name, night)) for name in BOOKS}, self.lake.root)

    def _book_files(self, name: str, night: date) -> list[Path]:
        """As published up to the first night that this run makes anew, then night by night; last night's by itself."""
        nights = self.nights_before(night)
        if not nights:
            return []
        anew = min((*self.nights, nights[-1]))
        older = self.before.older_files(name, anew) if self.before else []
        later = (self.path(name, before) for before in nights if before >= anew)
        return [*older, *(path for path in later if path)]

    def read(self, night: date, names: Iterable[str]) -> dict[str, pa.Table]:
        """Tables that an earlier step of this run has staged."""
        staging = self._staged(night, names)
        return {name: staging.read(name) for name in names}

    def files(self, night: date, names: Iterable[str]) -> dict[str, Path]:
        """The files of declared tables that an earlier step of this run has staged."""
        staging = self._staged(night, names)
        return {name: staging.path(name) for name in names}

    def laid(self, night: date, names: Iterable[str]) -> Mapping[str, pa.Table]:
        """Working tables that an earlier step of this run has staged, each opened when it is asked for."""
        return self._staged(night, names).laid(names)

    def _staged(self, night: date, names: Iterable[str]) -> Staging:
        staging = self.staging(night)
        missing = sorted(set(names) - set(staging.names()))
        if missing:
            raise RefusedNight(
                f"night {night}: a step is run without those before it; expected {', '.join(missing)} staged by run "
                f"{self.run_id}, found none; launch the job nightly, or select those steps too; the lake is as it was"
            )
        return staging

    def count_rows(self, night: date, names: Iterable[str]) -> dict[str, int]:
        staging = self.staging(night)
        return {name: pq.read_metadata(staging.path(name)).num_rows for name in names}

    def read_before(self, table: str, night: date) -> pa.Table:
        """A table of the night before, empty where there is none."""
        before = self.night_before(night)
        if before is None:
            return ALL[table].empty()
        if before in self.nights:
            return self.staging(before).read(table)
        return self.before.read(table, before) if self.before else ALL[table].empty()

    def publish(self, night: date) -> Commit | None:
        """Show all nights of the run once the last one is made, and return the commit; before, a night is only staged."""
        if not self.is_publishing:
            raise RefusedNight(
                f"night {night}: only the job nightly publishes; expected that job, found assets materialised by hand; "
                "launch nightly; the lake is as it was"
            )
        if night != self.nights[-1]:
            return None
        staged = [(each, self.staging(each)) for each in self.nights]
        with interruption.committing():
            return self.lake.commit(staged, snapshot_nights=self.policy.snapshot_nights)

    def catch_up(self) -> list[str]:
        """Brings the DuckDB file and PostgreSQL up to the lake, once a run: at its last night."""
        report = self.reporter(self.nights[-1], "published_nights")
        return catch_up(self.lake, report=report) if self.is_last else []

    def discard(self) -> None:
        """Nothing stays of nights that were not shown."""
        for night in self.nights:
            self.staging(night).discard()
