"""Reads a lake's published tables and a truth, with money as integer thousandths, so that cents compare exactly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

MONEY = ("amount", "discount_amount", "open_amount", "original_amount")


def read_lake(lake: Path, table: str) -> pl.DataFrame:
    """All nights of a published table, of one pinned state of the lake, with `business_date`."""
    nights = [_night(file) for file in _files(lake, table)]
    return _exact(pl.concat(nights, how="diagonal_relaxed"))


def has_table(lake: Path, table: str) -> bool:
    """Whether a lake publishes a table at all: older ones lack the newer tables."""
    return (_state(lake) / table).is_dir()


def last_night(lake: Path) -> date:
    """The last night of a lake, whether or not anything is left to do after it."""
    return max(_date_of(file) for file in _files(lake, "worklist"))


def _files(lake: Path, table: str) -> list[Path]:
    files = sorted((_state(lake) / table).glob("business_date=*/*.parquet"))
    if not files:
        raise FileNotFoundError(
            f"lake {lake}: no published {table}; expected {table}/business_date=*/*.parquet; run nights first"
        )
    return files


def _state(lake: Path) -> Path:
    return (lake / "_current").resolve() if (lake / "_current").exists() else lake


def _night(file: Path) -> pl.DataFrame:
    night = pl.lit(_date_of(file)).alias("business_date")
    return pl.read_parquet(file, hive_partitioning=False).with_columns(night)


def _date_of(file: Path) -> date:
    return date.fromisoformat(file.parent.name.removeprefix("business_date="))


OPTIONAL_TRUTH = {
    "truth_payments": dict.fromkeys(
        ("company_code", "payment_id", "told", "family", "payer_clue"), pl.String
    ),
}
"""Truth tables that a truth made by other means may lack, with the columns the score reads."""


def read_truth(truth: Path, table: str) -> pl.DataFrame:
    """One truth table, from `.csv.gz` or `.parquet`; an optional one that is not there has no rows."""
    if table in OPTIONAL_TRUTH and not list(truth.glob(f"{table}.*")):
        return pl.DataFrame(schema=OPTIONAL_TRUTH[table])
    if (truth / f"{table}.parquet").exists():
        frame = pl.read_parquet(truth / f"{table}.parquet")
    else:
        frame = pl.read_csv(truth / f"{table}.csv.gz", infer_schema=False)
    flags = [name for name in frame.columns if name.startswith("is_") and frame[name].dtype == pl.String]
    dates = [name for name in frame.columns if name.endswith("_date") and frame[name].dtype == pl.String]
    return _exact(
        frame.with_columns(
            *(pl.col(name) == "true" for name in flags), *(pl.col(name).str.to_date() for name in dates)
        )
    )


def _exact(frame: pl.DataFrame) -> pl.DataFrame:
    money = [name for name in MONEY if name in frame.columns]
    return frame.with_columns((pl.col(name).cast(pl.Decimal(18, 3)) * 1000).cast(pl.Int64) for name in money)
