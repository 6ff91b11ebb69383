"""Repeats work that a fault of the engine itself has ended: in a fresh database, on one thread, with fewer optimizer steps.

What does **not** belong here: errors of the input, the machine or the network, which a repetition in another database
does not change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import duckdb

from pipelines import interruption
from pipelines.connections import EngineFaultError
from pipelines.databases import careful_settings, careful_work, is_careful
from pipelines.errors import TieoutError

Result = TypeVar("Result")


class EngineFailedError(TieoutError):
    """The engine failed by a fault of its own, and again when the work was repeated carefully."""


@dataclass(frozen=True)
class EngineFault:
    """A fault of the engine that did not end the night.

    Attributes:
        subject: The work that was repeated, such as `settlement of payers 12346, 12347`.
        query: The query that failed.
        error: DuckDB's message.
    """

    subject: str
    query: str
    error: str

    def __str__(self) -> str:
        return (
            f"{self.subject}: DuckDB {duckdb.__version__} failed by a fault of its own in {self.query} ({self.error}); "
            f"repeated in a fresh database with {described_settings()}"
        )


Report = Callable[[EngineFault], None]
"""Receives a fault before the work is repeated."""


def ignore(fault: EngineFault) -> None:
    """Receive a fault that nobody needs to know of."""


def recover(work: Callable[[], Result], subject: Callable[[], str], report: Report) -> Result:
    """Return the result of `work`, repeated once in `careful_work` where the engine itself fails.

    Args:
        work: A function whose repetition replaces all that it has written.
        subject: Names the work for people; called only where the engine fails.
        report: Called with the fault before the work is repeated.

    Raises:
        EngineFailedError: The engine failed again, or the work was careful already.
    """
    try:
        return work()
    except EngineFaultError as fault:
        interruption.check()
        if is_careful():
            raise _failed(subject(), fault) from fault
        report(EngineFault(subject(), fault.query, fault.error))
    try:
        with careful_work():
            return work()
    except EngineFaultError as fault:
        raise _failed(subject(), fault) from fault


def described_settings() -> str:
    """Return the settings of careful work as text; of the many optimizer steps that are off only the first by name."""
    settings = careful_settings()
    first, *others = settings["disabled_optimizers"].split(",")
    return f"threads={settings['threads']}, disabled_optimizers={first} and {len(others)} more"


def _failed(subject: str, fault: EngineFaultError) -> EngineFailedError:
    return EngineFailedError(
        f"{subject}: DuckDB {duckdb.__version__} failed twice by a fault of its own; expected the second try, in a fresh "
        f"database with {described_settings()}, to succeed, found in {fault.query}: {fault.error}; set other values in "
        "TIEOUT_ENGINE_SETTINGS (such as disabled_optimizers=join_order), or install another release of DuckDB, run the "
        "night again, and report this message; the lake is unchanged"
    )
