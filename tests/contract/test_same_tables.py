"""The same extracts give the same tables: whatever the order of rows, the number of buckets or threads, or a second run."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from pipelines.catalog import PUBLISHED
from tests.contract.conftest import NIGHTS, story_rows
from tests.contract.story import day
from tests.contract.view import Tables
from tests.nights import NightRunner


def published(tables: dict[str, pa.Table]) -> dict[str, list[dict[str, object]]]:
    """Published rows in one order. Where a rejected row stood in its file is not what is compared."""
    rows = {name: tables[name].to_pylist() for name in PUBLISHED if name in tables}
    for row in rows["quarantine"]:
        row["row_number"] = 0
    return {name: sorted(found, key=str) for name, found in rows.items()}


def assert_same(one: Tables, other: Tables) -> None:
    for night in one:
        expected, found = published(one[night]), published(other[night])
        for name in expected:
            assert found[name] == expected[name], f"{name} after {night}"


def test_rows_in_another_order_three_buckets_four_threads_and_a_night_run_again(
    contract_tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.sql.ROWS_OF_A_SECOND_THREAD", 0)
    monkeypatch.setenv("TIEOUT_THREADS", "4")
    runner = NightRunner(tmp_path, bucket_count=3)
    for night in range(1, NIGHTS + 1):
        runner.run(day(night), {name: rows[::-1] for name, rows in story_rows(night).items()})
    assert_same(contract_tables, runner.tables)
    runner.forget(day(NIGHTS))
    runner.run(day(NIGHTS), story_rows(NIGHTS))
    assert_same(contract_tables, runner.tables)
