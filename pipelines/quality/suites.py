"""The suites as they are written, read and checked: every mistake of a file is told at once.

What does **not** belong here: running them (`checks.quality.judge`).
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.catalog import PUBLISHED
from pipelines.errors import Refused

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "reference" / "suites"
LOG = logging.getLogger("tieout")
KEYS = {"check", "table", "about", "rows", "history", "width", "expectations"}


@dataclass(frozen=True)
class Suite:
    """One file. `query` gives the rows to judge; with `is_history` one row a night, of which the last is judged."""

    name: str
    check: str
    table: str
    about: str
    query: str
    is_history: bool
    width: float
    expectations: tuple[dict[str, Any], ...]


def read_suites() -> list[Suite]:
    """Those of `TIEOUT_SUITES`, a folder of one's own, else the shipped ones."""
    folder = Path(os.environ.get("TIEOUT_SUITES") or SHIPPED)
    files = sorted(folder.glob("*.json"))
    if not files:
        raise Refused(
            f"suites {folder}: expected files *.json, found none; name another folder in TIEOUT_SUITES"
        )
    return [_read(file) for file in files]


def loadable_suites() -> list[Suite]:
    """As `read_suites`; where those have a mistake, the shipped ones: what judges a night must not keep it from running."""
    try:
        return read_suites()
    except Refused as error:
        LOG.error("%s; the shipped suites stand in for them", error)
        return [_read(file) for file in sorted(SHIPPED.glob("*.json"))]


def _read(file: Path) -> Suite:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Refused(
            f"suite {file}: cannot be read ({error}); mend the file; no night was judged"
        ) from error
    mistakes = _mistakes(said)
    if mistakes:
        raise Refused(f"suite {file}: {'; '.join(mistakes)}; mend the file; no night was judged")
    return Suite(
        name=file.stem,
        check=said["check"],
        table=said["table"],
        about=said["about"],
        query=said.get("rows") or said["history"],
        is_history="history" in said,
        width=float(said.get("width", 5)),
        expectations=tuple(said["expectations"]),
    )


def _mistakes(said: Any) -> list[str]:
    if not isinstance(said, dict):
        return ["expected an object"]
    mistakes = [f"unknown key {name}" for name in sorted(set(said) - KEYS)]
    mistakes += [
        f"{name} is missing" for name in ("check", "table", "about", "expectations") if not said.get(name)
    ]
    if ("rows" in said) == ("history" in said):
        mistakes.append("expected either rows or history")
    if said.get("table") not in PUBLISHED:
        mistakes.append(f"table: expected a published one, found {said.get('table')}")
    return mistakes
