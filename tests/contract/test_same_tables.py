"""The same extracts give the same tables: whatever the order of rows, the number of buckets or threads, or a second run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from pipelines.tables import PUBLISHED
from tests.contract.conftest import NIGHTS, story_rows
from tests.contract.story import day
from tests.contract.view import Tables
from tests.nights import NightRunner, Rows


def published(tables: dict[str, pa.Table]) -> dict[str, list[dict[str, object]]]:
    """Published rows in one order. Where a rejected row stood in its file is not what is compared."""
    rows = {name: tables[name].to_pylist() for name in PUBLISHED if name in tables}
    for row in rows["quarantine"]:
        row["row_number"] = 0
    return {name: sorted(found, key=str) for name, found in rows.items()}


def run_all(
    folder: Path, arrange: Callable[[Rows], Rows] = lambda rows: rows, bucket_count: int = 1
) -> Tables:
    runner = NightRunner(folder, bucket_count=bucket_count)
    for night in range(1, NIGHTS + 1):
        runner.run(day(night), arrange(story_rows(night)))
    return runner.tables


def assert_same(one: Tables, other: Tables) -> None:
    for night in one:
        expected, found = published(one[night]), published(other[night])
        for name in expected:
            assert found[name] == expected[name], f"{name} after {night}"


def test_rows_in_another_order(contract_tables: Tables, tmp_path: Path) -> None:
    assert_same(
        contract_tables, run_all(tmp_path, lambda rows: {name: found[::-1] for name, found in rows.items()})
    )


def test_groups_in_three_buckets(contract_tables: Tables, tmp_path: Path) -> None:
    assert_same(contract_tables, run_all(tmp_path, bucket_count=3))


def test_more_threads(contract_tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.sql.ROWS_OF_A_SECOND_THREAD", 0)
    monkeypatch.setenv("TIEOUT_THREADS", "4")
    assert_same(contract_tables, run_all(tmp_path))


def test_a_night_run_again(tmp_path: Path) -> None:
    runner = NightRunner(tmp_path)
    runner.run(day(1), story_rows(1))
    first = published(runner.run(day(2), story_rows(2)))
    runner.forget(day(2))
    assert published(runner.run(day(2), story_rows(2))) == first
