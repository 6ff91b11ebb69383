"""The state of the lake that a command reads: pinned once, so that all it prints is of one state."""

from __future__ import annotations

from pathlib import Path

from assets.settings import Settings
from pipelines.errors import Refused
from pipelines.lake import Lake, Snapshot


def pin(folder: Path | None) -> tuple[Lake, Snapshot]:
    """The lake of the option or the settings, and its state; refused where no night is published."""
    lake = Lake(folder or Settings.from_environment().lake)
    snapshot = lake.pin()
    if snapshot is None:
        raise Refused(f"lake {lake.root}: no night; expected a published one; `tieout run` makes them")
    return lake, snapshot
