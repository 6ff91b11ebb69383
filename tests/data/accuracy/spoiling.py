"""What a lake that says the truth is spoilt by, and which measures notice."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from data.accuracy import Score


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


def change_variances(lake: Path, condition: pl.Expr, **columns: pl.Expr) -> None:
    """Changes the first variance that meets a condition."""
    (file,) = (lake / "variances").glob("*/*.parquet")
    frame = pl.read_parquet(file, hive_partitioning=False)
    first = pl.col("variance_id") == frame.filter(condition)["variance_id"][0]
    changed = [
        pl.when(first).then(value).otherwise(pl.col(name)).alias(name) for name, value in columns.items()
    ]
    frame.with_columns(changed).write_parquet(file)


def below_one(result: Score) -> set[str]:
    return {f"{m.section}: {m.name}" for m in result.measures if m.rate < 1}
