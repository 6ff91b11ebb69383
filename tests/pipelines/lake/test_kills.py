"""Killed at any instant, the lake shows the state before or after: all tables of one generation."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.lake import KEPT, Lake
from tests.pipelines.lake.killing import FEW
from tests.pipelines.lake.making_nights import FIRST, LAST, NEXT, only_tables, staged_night, versions

SECONDS, SEED, LOOKS_AT_ONCE = 60, 20260302, 5_000
LEAST_SWAPS, LEAST_HITS = 30, 5


def read_pinned(lake: Lake) -> str:
    """The generation, whose tables all show one version in both nights; the night before them never changes."""
    snapshot = lake.pin()
    assert snapshot is not None
    seen = {v for name in KEPT for night in (NEXT, LAST) for v in read_versions(snapshot.path(name, night))}
    assert len(seen) == 1, f"{snapshot.generation} mixes states"
    assert {v for name in KEPT for v in read_versions(snapshot.path(name, FIRST))} == {"v0"}
    return snapshot.generation


def read_versions(part: Path | None) -> set[str]:
    assert part is not None
    columns = [KEPT[part.parent.parent.name].key[0]]
    with pq.ParquetFile(part) as file:
        return versions(file.read(columns))


def read_as_people_do(lake: Lake) -> str | None:
    """One table of one night through its fixed link, as DuckDB reads it; None where it was just replaced."""
    files = lake.table_folder("worklist") / f"business_date={LAST}" / "*.parquet"
    query = f"SELECT DISTINCT split_part(dispute_id, '.', 1) FROM read_parquet('{files}')"
    try:
        seen = duckdb.connect().sql(query).fetchall()
    except duckdb.IOException as gone:
        assert "No files found" in str(gone) or "No such file" in str(gone), gone
        return None
    assert len(seen) == 1
    return seen[0][0]


@pytest.fixture
def lake(tmp_path: Path) -> Iterator[Lake]:
    with only_tables(FEW):
        lake = Lake(tmp_path / "lake")
        lake.commit([staged_night(lake, night, 0) for night in (FIRST, NEXT, LAST)])
        yield lake


def test_killed_within_the_swap_while_others_read(lake: Lake, tmp_path: Path) -> None:
    arguments = [str(lake.root), str(tmp_path / "versions"), str(SEED)]
    command = [sys.executable, "-m", "tests.pipelines.lake.killing", *arguments]
    pinned, unpinned, current = set(), set(), lake.root / "_current"
    deadline = time.monotonic() + SECONDS
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as killing:
        while len(pinned) < LEAST_SWAPS and time.monotonic() < deadline and killing.poll() is None:
            pinned.add(read_pinned(lake))
            unpinned.add(read_as_people_do(lake))
            assert all(os.path.exists(current) for _ in range(LOOKS_AT_ONCE)), (
                "there is a state at any instant"
            )
        hits, kills = map(int, killing.communicate()[0].split())
    assert killing.returncode == 0
    assert len(pinned) >= LEAST_SWAPS and LEAST_HITS <= hits <= kills, "nothing much was tried"
    assert len(unpinned) > 3

    lake.commit([staged_night(lake, LAST, 99_999, "run-after")])
    snapshot = lake.pin()
    assert snapshot is not None and versions(snapshot.read("worklist", LAST)) == {"v99999"}
    assert list((lake.root / "_staging").iterdir()) == []
    lake.prune(keep_for=timedelta(0), keep_staging_for=timedelta(0))
    assert len(list((lake.root / "_snapshots").iterdir())) == 2
