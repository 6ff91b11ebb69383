"""The life of a case as one table of data: which cause leads from which status to which, and who may cause it.

`data/reference/case_changes.csv` holds it; `same` means that the status stays. Causes of people are the resolution where
they resolve, `merged`, `split` or `reopened` where they ask for that as the status, else the kind of their activity.
What does **not** belong here: what a cause does to money.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pyarrow as pa

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "reference" / "case_changes.csv"
COLUMNS = ("cause", "caused_by", "from_status", "to_status")


@cache
def state_changes(path: Path = SHIPPED) -> pa.Table:
    """One row per change that may happen: cause, caused_by (night, person), from_status (null: no case yet), to_status."""
    with path.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    changes = [
        (row["cause"], row["caused_by"], before, before if after == "same" else after)
        for row in listed
        for before in row["from_statuses"].split() or [None]
        for after in row["to_statuses"].split()
    ]
    return pa.table(dict(zip(COLUMNS, map(list, zip(*changes, strict=True)), strict=True)))
