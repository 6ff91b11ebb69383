"""Makes nights, and ends with a line and an alert where it fails or is stopped.

What does **not** belong here: the work (`assets.nightly.make_nights`), whose libraries take seconds to load: signals are
obeyed from the start.
"""

from __future__ import annotations

import logging
import traceback
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from signal import Signals

from assets.alert import SECONDS, send_alert
from assets.nightly.log_lines import log_lines
from assets.nightly.request import Request
from assets.nightly.stopping import run_stoppable
from pipelines import interruption
from pipelines.errors import TieoutError

LOG = logging.getLogger("tieout")
STOPPED_SECONDS = 4
"""Most that the alert of a stopped run takes."""


@dataclass(frozen=True)
class Making:
    """A night that is being made, or was the last one.

    Attributes:
        lake: Folder of the lake.
        night: The night.
        generation: State of the lake before it and the nights published together with it; None for an empty lake.
    """

    lake: Path
    night: date
    generation: str | None


@dataclass
class State:
    """What a run is doing, for the message where it fails or is stopped. `making` is replaced as a whole."""

    run_id: str
    lake: Path | None = None
    making: Making | None = None

    @property
    def night(self) -> str:
        return str(self.making.night) if self.making else ""


def run(request: Request, today: date | None = None) -> int:
    """Make the nights, print the summary, and return the exit code. `today`: by default that of the business."""
    state = State(str(uuid.uuid4()))
    with log_lines(state.run_id):
        return run_stoppable(
            lambda: _run(request, today, state),
            lambda stopped_by, is_committing: _report_stop(state, stopped_by, is_committing),
        )


def _run(request: Request, today: date | None, state: State) -> int:
    try:
        from assets.checked import check_settings

        check_settings()
        from assets.nightly.make_nights import make_nights

        make_nights(request, today, state)
    except TieoutError as error:
        interruption.check()
        return _fail(state, str(error), error.exit_code)
    except Exception as error:
        interruption.check()
        return _fail(state, _explain(error), 1)
    return 0


def _explain(error: Exception) -> str:
    from assets.machine_errors import explain

    explanation = explain(error)
    if explanation is None:
        LOG.error("%s", "".join(traceback.format_exception(error)).rstrip())
    return explanation or f"a fault of ours: {type(error).__name__}: {error}"


def _fail(state: State, message: str, exit_code: int) -> int:
    _tell(state, message, SECONDS)
    return exit_code


def _report_stop(state: State, stopped_by: Signals, is_committing: bool) -> None:
    _tell(
        state, f"stopped by {stopped_by.name}: {_describe_stop(state.making, is_committing)}", STOPPED_SECONDS
    )


def _tell(state: State, message: str, seconds: float) -> None:
    LOG.error("%s%s", f"night={state.night} " if state.night else "", message)
    send_alert(message, state.run_id, state.night, _head(state.lake), seconds)


def _head(lake: Path | None) -> str:
    if lake is None:
        return ""
    from pipelines.lake import Lake

    return Lake(lake).head()


def _describe_stop(making: Making | None, is_committing: bool) -> str:
    if making is None:
        return "no night was begun; the lake is as it was; run again"
    night = f"night {making.night}"
    if is_committing:
        return f"{night} was being published; `tieout status` says whether it is; run again"
    if _generation(making.lake) == making.generation:
        return f"{night} was not published; the lake is as it was before that night; run again"
    return (
        f"{night} is published and the lake holds it; copies that may not be up to date: "
        f"{', '.join(_copies(making.lake))}; the next run brings them up to date first"
    )


def _generation(lake: Path) -> str | None:
    from pipelines.lake import Lake

    snapshot = Lake(lake).pin()
    return snapshot.generation if snapshot else None


def _copies(lake: Path) -> list[str]:
    from pipelines.lake import Lake
    from pipelines.publish import name_copies

    with suppress(TieoutError):
        return name_copies(Lake(lake))
    return ["all"]
