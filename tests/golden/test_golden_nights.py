"""Two real nights of the sample, from the landing zone to the worklist, row by row as somebody last read them.

After a wanted change, renew the expected worklist with `TIEOUT_RENEW_GOLDEN=1` and read what has changed in the diff.
"""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from pipelines.ingest import land
from pipelines.policy import load_policy
from tests.nights import NightRunner

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "extracts"
EXPECTED = Path(__file__).with_name("worklist.csv")
NIGHTS = (date(2026, 3, 2), date(2026, 3, 3))
COLUMNS = (
    "priority", "dispute_id", "invoice_number", "payment_id", "claim_number", "payer_id", "currency", "original_amount",
    "open_amount", "dispute_type", "dispute_subtype", "stated_type", "is_contested", "recommended_action", "owner",
    "opened_date", "explanation",
)  # fmt: skip


def worklist_rows(worklist: pa.Table) -> list[dict[str, str]]:
    rows = sorted(worklist.select(COLUMNS).to_pylist(), key=lambda row: row["priority"])
    return [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]


@pytest.fixture(scope="module")
def worklist(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    runner, after = NightRunner(tmp_path_factory.mktemp("golden")), None
    for night in NIGHTS:
        landing = land(SAMPLE, after, night, load_policy())
        assert landing.quarantine.num_rows == 0
        runner.run_landed(night, landing.tables)
        after = night
    return worklist_rows(runner.tables[NIGHTS[-1]]["worklist"])


def test_the_worklist_is_the_one_that_was_read(worklist: list[dict[str, str]]) -> None:
    if os.environ.get("TIEOUT_RENEW_GOLDEN"):
        with EXPECTED.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(worklist)
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    found_by_id = {row["dispute_id"]: row for row in worklist}
    for row in expected:
        assert found_by_id.get(row["dispute_id"]) == row
    assert len(worklist) == len(expected)
