"""What a wrong or missing match costs: each spoilt lake moves just the measures it should."""

from __future__ import annotations

import gzip
from pathlib import Path

import polars as pl
import pytest

from data.accuracy import score
from data.simulator import Zone
from tests.data.accuracy.spoiling import below_one, change_variances, drop_first, spoil


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


@pytest.mark.parametrize(("method", "is_false"), [("refund", False), ("advice_claim", True)])
def test_netting_of_what_was_on_no_document_is_no_match(
    folders: tuple[Path, Path], method: str, is_false: bool
) -> None:
    (file,) = (folders[0] / "allocations").glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False)
    row = frame.head(1).with_columns(
        payment_id=pl.lit("PAY-UNTOLD"), invoice_number=pl.lit(None, pl.String), method=pl.lit(method)
    )
    pl.concat([frame, row]).write_parquet(file)
    assert ("matching: precision by pair" in below_one(score(*folders))) == is_false


def test_missing_allocation_costs_recall_only(folders: tuple[Path, Path]) -> None:
    drop_first(folders[0], "allocations")
    lost = below_one(score(*folders))
    assert "matching: recall by pair" in lost
    assert "matching: precision by pair" not in lost


def test_a_slip_must_not_become_a_short_payment(zone: Zone, folders: tuple[Path, Path]) -> None:
    """The slip is in the truth; a dispute that the truth does not have is on its payment."""
    file = folders[1] / "truth_allocations.csv.gz"
    truth = pl.read_csv(file, infer_schema=False)
    payment = zone.truth["truth_shortfalls"].filter(pl.col("outcome") == "dispute")["payment_id"][0]
    before = score(*folders).measure("matching", "slip without a false short payment")
    slip = (
        pl.when(pl.col("payment_id") == payment).then(pl.lit("other_document")).otherwise("reference_style")
    )
    truth.with_columns(reference_style=slip).write_csv(folders[1] / "plain.csv")
    file.write_bytes(gzip.compress((folders[1] / "plain.csv").read_bytes()))
    assert score(*folders).measure("matching", "slip without a false short payment").hits == before.hits + 1
    change_variances(
        folders[0], (pl.col("payment_id") == payment) & (pl.col("outcome") == "dispute"),
        amount=pl.col("amount") + pl.lit("0.01").cast(pl.Decimal(18, 3)),
    )  # fmt: skip
    assert score(*folders).measure("matching", "slip without a false short payment").hits == before.hits


def test_families_without_reference_are_told_apart(zone: Zone, folders: tuple[Path, Path]) -> None:
    mute = zone.truth["truth_payments"].filter(pl.col("told") == "nothing")
    payment, family = mute.select("payment_id", "family").row(0)
    (file,) = (folders[0] / "allocations").glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False)
    frame.filter(pl.col("payment_id").ne_missing(pl.lit(payment))).write_parquet(file)
    result = score(*folders)
    assert result.rate("matching", "recall by pair", "no reference") < 1
    by_family = {m.group: m.rate for m in result.measures if m.name == "recall by family without reference"}
    assert {name for name, rate in by_family.items() if rate < 1} == {family}
    assert result.rate("matching", "recall by pair", "full advice") == 1


def test_lake_that_stopped_early_is_scored_as_far_as_it_goes(zone: Zone, folders: tuple[Path, Path]) -> None:
    for table in ("allocations", "variances", "worklist"):
        (night,) = (folders[0] / table).iterdir()
        night.rename(night.with_name(f"business_date={zone.nights[3].isoformat()}"))
    result = score(*folders)
    assert 0 < result.measure("disputes", "found").total < zone.truth["truth_disputes"].height


def test_truth_made_by_other_means_may_lack_what_is_told(folders: tuple[Path, Path]) -> None:
    (folders[1] / "truth_payments.csv.gz").unlink()
    result = score(*folders)
    assert below_one(result) == set()
    assert result.measure("matching", "recall by pair", "no reference").total == 0
