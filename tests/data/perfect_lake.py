"""A lake that is right by construction: the truth, put into the published tables. For testing the scorer itself."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from data.simulator import Zone
from data.simulator.zone import scaled_decimal
from pipelines.catalog import PUBLISHED

DISPUTE = ["company_code", "payment_id", "invoice_number", "claim_number", "kind"]


def build_perfect_lake(zone: Zone, lake: Path) -> None:
    """Allocations, variances, worklist and billing exceptions as a flawless night would have published them."""
    last = zone.nights[-1].isoformat()
    allocations = zone.truth["truth_allocations"].with_columns(method=pl.lit("exact"), confidence=pl.lit(1.0))
    shortfalls = (
        zone.truth["truth_shortfalls"].with_row_index("variance_id").with_columns(confidence=pl.lit(1.0))
    )
    is_taken_again = pl.col("is_coded") & (pl.col("kind") == "deduction_twice")
    misleading = (
        shortfalls.filter(pl.col("is_misleading") | is_taken_again)
        .select(DISPUTE)
        .with_columns(is_contested=pl.lit(True))
    )
    disputes = zone.truth["truth_disputes"].filter(pl.col("open_amount") != 0).with_row_index("dispute_id")
    disputes = disputes.join(misleading, on=DISPUTE, how="left", nulls_equal=True, maintain_order="left")
    disputes = disputes.with_columns(pl.col("is_contested").fill_null(False))
    put(lake, "allocations", last, allocations)
    put(lake, "variances", last, shortfalls)
    put(lake, "worklist", last, disputes.with_columns(original_amount=pl.col("amount")))
    put(lake, "billing_exceptions", last, zone.truth["truth_billing_faults"])


def put(lake: Path, table: str, night: str, frame: pl.DataFrame) -> None:
    """Writes one partition in the published columns, money as decimals; columns without a source are null."""
    declared = PUBLISHED[table]
    target = lake / table / f"business_date={night}"
    target.mkdir(parents=True)
    columns = [name for name in declared.names if name in frame.columns]
    shown = frame.select(
        (pl.col(name) * 10).cast(pl.Int64) if name.endswith("amount") else pl.col(name) for name in columns
    )
    money = [name for name in columns if name.endswith("amount")]
    shown.with_columns(pl.Series(name, scaled_decimal(shown[name], 18, 3)) for name in money).write_parquet(
        target / "part-0.parquet"
    )
