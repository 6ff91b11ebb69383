"""The lake that a command reads, and its state: pinned once, so that all it prints is of one state."""

from __future__ import annotations

from argparse import Namespace

from assets.settings import Settings
from pipelines.errors import Refused
from pipelines.lake import Lake, Snapshot


def open_lake(options: Namespace) -> Lake:
    """Return the lake of the option or the settings, whose folder is there.

    Raises:
        Refused: It is not. A lock on such a lake would create it.
    """
    lake = Lake(Settings.from_options(options).lake)
    if not lake.root.is_dir():
        raise Refused(
            f"lake {lake.root}: there is no such lake; expected a folder, found {_described(lake)}; name another with "
            "--lake or TIEOUT_LAKE; nothing was written"
        )
    return lake


def _described(lake: Lake) -> str:
    return "a file" if lake.root.exists() else "none"


def pin(options: Namespace) -> tuple[Lake, Snapshot]:
    """Return the lake of the option or the settings, and its state.

    Raises:
        Refused: No night is published.
    """
    lake = Lake(Settings.from_options(options).lake)
    snapshot = lake.pin()
    if snapshot is None:
        raise Refused(f"lake {lake.root}: no night; expected a published one; `tieout run` makes them")
    return lake, snapshot
