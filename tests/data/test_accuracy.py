"""The scorer scores a perfect lake 1 everywhere, and notices every single spoiled row."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from data.accuracy import Score, score
from data.accuracy.measures import wilson
from data.accuracy.report import as_markdown, as_summary, as_text
from data.simulator import Zone, simulate
from data.simulator.write import write_truth
from tests.data.perfect_lake import build_perfect_lake


@pytest.fixture(scope="module")
def zone() -> Zone:
    return simulate(seed=4, invoices=1_200, payers=40)


@pytest.fixture
def folders(zone: Zone, tmp_path: Path) -> tuple[Path, Path]:
    build_perfect_lake(zone, tmp_path / "lake")
    write_truth(zone, tmp_path / "truth")
    return tmp_path / "lake", tmp_path / "truth"


def spoil(lake: Path, table: str, **columns: pl.Expr) -> None:
    """Changes the first row of a published table."""
    (file,) = (lake / table).glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False).with_row_index("row")
    changed = frame.with_columns(
        pl.when(pl.col("row") == 0).then(value).otherwise(pl.col(name)).cast(frame.schema[name]).alias(name)
        for name, value in columns.items()
    )
    changed.drop("row").write_parquet(file)


def drop_first(lake: Path, table: str) -> None:
    (file,) = (lake / table).glob("*/*.parquet")
    pl.read_parquet(file, hive_partitioning=False).slice(1).write_parquet(file)


def below_one(result: Score) -> set[str]:
    return {f"{m.section}: {m.name}" for m in result.measures if m.rate < 1}


def test_perfect_lake_scores_one_everywhere(folders: tuple[Path, Path]) -> None:
    result = score(*folders)
    assert below_one(result) == set()
    assert all(rows.is_empty() for rows in result.misses().values())
    assert result.measure("disputes", "found").total > 50


def test_wrong_document_costs_precision_and_recall(folders: tuple[Path, Path]) -> None:
    spoil(folders[0], "allocations", invoice_number=pl.lit("NO SUCH DOCUMENT"))
    assert {"matching: precision by pair", "matching: recall by pair"} <= below_one(score(*folders))


def test_a_cent_costs_exactness_but_not_the_pair(folders: tuple[Path, Path]) -> None:
    spoil(folders[0], "allocations", amount=pl.col("amount") + pl.lit("0.01").cast(pl.Decimal(18, 3)))
    lost = below_one(score(*folders))
    assert "matching: precision to the cent" in lost
    assert "matching: precision by pair" not in lost


def test_missing_allocation_costs_recall_only(folders: tuple[Path, Path]) -> None:
    drop_first(folders[0], "allocations")
    lost = below_one(score(*folders))
    assert "matching: recall by pair" in lost
    assert "matching: precision by pair" not in lost


def test_wrong_subtype_is_found_but_not_right(folders: tuple[Path, Path]) -> None:
    (file,) = (folders[0] / "variances").glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False)
    first = frame.filter(pl.col("dispute_subtype") == "tax")["variance_id"][0]
    changed = pl.when(pl.col("variance_id") == first).then(pl.lit("freight")).otherwise("dispute_subtype")
    frame.with_columns(dispute_subtype=changed).write_parquet(file)
    result = score(*folders)
    assert below_one(result) & {"disputes: found", "disputes: not false"} == set()
    assert result.rate("disputes", "subtype right, of those found") < 1
    assert result.rate("disputes", "type right, of those found") == 1


def test_false_dispute_is_counted(folders: tuple[Path, Path]) -> None:
    (file,) = (folders[0] / "variances").glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False)
    false = frame.filter(pl.col("outcome") == "dispute").head(1)
    false = false.with_columns(variance_id=pl.lit("another").cast(frame.schema["variance_id"], strict=False))
    false = false.with_columns(payment_id=pl.lit("PAY-NOBODY"))
    pl.concat([frame, false]).write_parquet(file)
    result = score(*folders)
    assert result.rate("disputes", "not false") < 1
    assert result.rate("disputes", "found") == 1


def test_withdrawn_variance_is_no_dispute(folders: tuple[Path, Path]) -> None:
    (file,) = (folders[0] / "variances").glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False)
    later = frame.filter(pl.col("outcome") == "dispute").head(1).with_columns(outcome=pl.lit("withdrawn"))
    night = folders[0] / "variances" / "business_date=2026-04-01"
    night.mkdir()
    later.write_parquet(night / "part-0.parquet")
    assert score(*folders).rate("disputes", "found") < 1


@pytest.mark.parametrize(
    ("change", "measure"),
    [
        pytest.param("drop", "worklist: open and listed", id="an open dispute is missing"),
        pytest.param("amount", "worklist: open amount right", id="the amount left is wrong"),
        pytest.param("payment", "worklist: listed and open", id="a dispute nobody has"),
    ],
)
def test_worklist_is_compared(folders: tuple[Path, Path], change: str, measure: str) -> None:
    if change == "drop":
        drop_first(folders[0], "worklist")
    elif change == "amount":
        spoil(folders[0], "worklist", open_amount=pl.lit("0.01").cast(pl.Decimal(18, 3)))
    else:
        spoil(folders[0], "worklist", payment_id=pl.lit("PAY-NOBODY"))
    assert measure in below_one(score(*folders))


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(0, 0, 0.0, 1.0), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (995, 1000, 0.9884, 0.9979)],
)
def test_wilson_interval(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=1e-4)


def test_report_names_every_measure(folders: tuple[Path, Path]) -> None:
    result = score(*folders)
    text, markdown = as_text(result), as_markdown("Seed 4", result)
    assert markdown.startswith("## Seed 4")
    for measure in result.measures:
        assert measure.name in text
        assert measure.name in markdown


def test_summary_shows_the_worst_lake(folders: tuple[Path, Path]) -> None:
    perfect = score(*folders)
    drop_first(folders[0], "worklist")
    spoiled = score(*folders)
    row = next(
        line for line in as_summary({"A": perfect, "B": spoiled}).splitlines() if "open and listed" in line
    )
    assert row.split()[-3] == "100.00%"
    assert row.split()[-2] == row.split()[-1] != "100.00%"


def test_lake_that_stopped_early_is_scored_as_far_as_it_goes(zone: Zone, folders: tuple[Path, Path]) -> None:
    for table in ("allocations", "variances", "worklist"):
        (night,) = (folders[0] / table).iterdir()
        night.rename(night.with_name(f"business_date={zone.nights[3].isoformat()}"))
    result = score(*folders)
    assert 0 < result.measure("disputes", "found").total < zone.truth["truth_disputes"].height
