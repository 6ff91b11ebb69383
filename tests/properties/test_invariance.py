"""The same extracts give the same tables: however rows and files lie, whatever runs them, whoever else pays that night."""

from __future__ import annotations

import csv
import gzip
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pyarrow as pa
import pytest

from data.simulator import Behaviour, simulate
from data.simulator.write import write
from pipelines.catalog import PUBLISHED
from pipelines.ingest import land
from pipelines.policy import load_policy
from tests.contract.story import Story
from tests.nights import NightRunner, landed_tables
from tests.properties.chains import as_story, make_chain
from tests.properties.side_by_side import FIRST_NUMBER, night_rows

Published = dict[str, list[str]]
Landed = dict[str, pa.Table]
NIGHTS = 4
ADDED = 80
FIRST = date(2026, 3, 2)


@pytest.fixture(scope="module")
def zone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zone")
    write(
        simulate(7, invoices=1200, nights=NIGHTS, payers=30, behaviour=Behaviour(companies=("1000", "2000"))),
        folder,
    )
    return folder / "extracts"


@pytest.fixture(scope="module")
def expected(zone: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Published]:
    return run(zone, tmp_path_factory.mktemp("as-it-came"))


def run(
    zone: Path,
    folder: Path,
    buckets: int = 1,
    beside: Callable[[int, Landed], Landed] = lambda _, landed: landed,
) -> list[Published]:
    """What each night publishes, as text in one order; `beside` adds to what has landed."""
    runner, policy, found = NightRunner(folder, bucket_count=buckets), load_policy(), []
    for number in range(NIGHTS):
        night = FIRST + timedelta(days=number)
        landed = land(zone, night - timedelta(days=1) if number else None, night, policy).tables
        found.append(shown(runner.run_landed(night, beside(number, landed))))
    return found


LEARNED = dict.fromkeys(
    ("priority", "priority_reason", "expected_recovery", "invalid_probability", "invalid_cases", "recovery_probability",
     "recovery_cases", "payer_cases")
)  # fmt: skip
"""What a row of the worklist owes to all others: its place among them, and what their outcomes teach."""


def shown(tables: dict[str, pa.Table]) -> Published:
    """Where a rejected row lay is not what is compared; what a dispute owes to others is `ranking`, apart."""
    rows = {name: tables[name].to_pylist() for name in PUBLISHED if name in tables}
    rows["ranking"] = rows["worklist"]
    rows["worklist"] = [row | LEARNED for row in rows["worklist"]]
    rows["quarantine"] = [{"extract": row["extract"], "reason": row["reason"]} for row in rows["quarantine"]]
    return {name: sorted(map(str, found)) for name, found in rows.items()}


def rearrange(zone: Path, folder: Path) -> Path:
    """The same rows in another order, in two files where there was one, some of them with tabs."""
    for path in sorted(file for file in zone.rglob("*") if file.is_file()):
        target = folder / path.parent.relative_to(zone)
        target.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".json":
            shutil.copy(path, target)
            continue
        text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        header, *rows = csv.reader(text.decode().splitlines())
        Random(str(path.parent.name)).shuffle(rows)
        for name, part, mark in (("b.tsv", rows[::2], "\t"), ("a.csv", rows[1::2], ",")):
            with (target / name).open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, delimiter=mark).writerows([header, *part])
    return folder


def assert_same(expected: list[Published], found: list[Published]) -> None:
    for number, (one, other) in enumerate(zip(expected, found, strict=True), start=1):
        for name in one:
            assert other[name] == one[name], f"{name} after night {number}"


def test_the_zone_is_worth_comparing(expected: list[Published]) -> None:
    rows = {name: sum(len(night[name]) for night in expected) for name in expected[0]}
    assert rows["allocations"] > 100 and rows["variances"] > 20 and rows["worklist"] > 20


def test_rows_in_another_order_files_split_more_threads_and_buckets(
    zone: Path, expected: list[Published], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.sql.ROWS_OF_A_SECOND_THREAD", 0)
    monkeypatch.setenv("TIEOUT_THREADS", "4")
    assert_same(expected, run(rearrange(zone, tmp_path / "zone"), tmp_path, buckets=3))


@pytest.fixture(scope="module")
def others() -> list[Story]:
    """Histories that have claims, orders and amounts in common with each other, and with the payers of the zone."""
    return [as_story(FIRST_NUMBER + n, *make_chain(n, NIGHTS)) for n in range(ADDED)]


@pytest.fixture(scope="module")
def together(zone: Path, others: list[Story], tmp_path_factory: pytest.TempPathFactory) -> list[Published]:
    """What each night publishes of the zone and the others."""

    def beside(number: int, landed: Landed) -> Landed:
        added = landed_tables(night_rows(others, number + 1))
        return {
            name: pa.concat_tables([rows, added[name].select(rows.column_names).cast(rows.schema)])
            for name, rows in landed.items()
        }

    return run(zone, tmp_path_factory.mktemp("together"), 1, beside)


def test_other_payers_change_nothing(expected: list[Published], together: list[Published]) -> None:
    found = [{name: _without_others(rows) for name, rows in night.items()} for night in together]
    for night, other in zip(expected, found, strict=True):
        # These tables name no payer.
        for name in ("dispute_history", "quarantine"):
            other[name] = [row for row in other[name] if row in set(night[name])]
    assert_same(
        [{name: rows for name, rows in night.items() if name != "ranking"} for night in expected], found
    )


def _without_others(rows: list[str]) -> list[str]:
    return [row for row in rows if "'PAYER" not in row]


def test_each_payer_alone(others: list[Story], together: list[Published], tmp_path: Path) -> None:
    """Half of the others without the other half and the zone."""
    half, runner, alone = others[::2], NightRunner(tmp_path), []
    for number in range(NIGHTS):
        alone.append(shown(runner.run(FIRST + timedelta(days=number), night_rows(half, number + 1))))
    assert_same([_of(half, night) for night in alone], [_of(half, night) for night in together])
    assert all(_of(half, alone[-1]).values())


def _of(stories: list[Story], night: Published) -> Published:
    owners = [f"'payer_id': '{story.payer}'" for story in stories]
    return {
        name: [row for row in night[name] if any(owner in row for owner in owners)]
        for name in ("allocations", "open_items", "variances", "worklist")
    }
