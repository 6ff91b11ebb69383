"""What a run is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Request:
    """The nights to make, and where.

    Attributes:
        first: The first night; None for the one after the last published.
        last: The last night; None for that of the latest folder.
        rerun_changed: Whether finished nights whose folders have changed are made again, instead of refused.
        extracts: The landing zone; None, here and below, for what the environment says.
        lake: The lake.
        policy: The policy file.
        mapping: The mapping file.
    """

    first: date | None = None
    last: date | None = None
    rerun_changed: bool = False
    extracts: Path | None = None
    lake: Path | None = None
    policy: Path | None = None
    mapping: Path | None = None
