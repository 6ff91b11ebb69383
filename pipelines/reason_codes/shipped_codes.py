"""What a payer's reason code means: its own table first, then the shipped defaults. Not here: what follows from it.

`data/reference/reason_codes.csv` holds the defaults by scheme. `no_dispute` marks codes that open no case; its subtype
says why: `partial_payment`, `money_back` (closes cases) or `evidence_missing`. A code with a leading `*` is an ending.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "reference" / "reason_codes.csv"
COLUMNS = ("scheme", "reason_code", "dispute_type", "dispute_subtype", "description")


def shipped_codes(path: Path = SHIPPED) -> pa.Table:
    """One row per scheme and code, as shipped; every column is text."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return pa.table({name: pa.array([row[name] for row in rows], pa.string()) for name in COLUMNS})
