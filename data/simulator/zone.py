"""A finished landing zone with its truth, in memory; `write` puts it on disk. Money is minor units until it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl
import pyarrow as pa

from data.simulator.amounts import exponent
from pipelines.catalog import EXTRACTS, Kind, Table
from pipelines.catalog.schema import Column

TRUTH_MONEY = ("amount", "discount_amount", "open_amount")


@dataclass(frozen=True)
class Zone:
    """Extracts (declared columns, `folder_date`, `currency`) and truth tables, in internal units."""

    nights: list[date]
    extracts: dict[str, pl.DataFrame]
    truth: dict[str, pl.DataFrame]

    def folder(self, name: str, night: date) -> pl.DataFrame:
        """One extract's rows of one night."""
        return self.extracts[name].filter(pl.col("folder_date") == night)


def as_text(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The declared columns as a file shows them: decimals with the currency's own places, dates as ISO."""
    return frame.select([_text(column) for column in table.columns])


def _text(column: Column) -> pl.Expr:
    value = pl.col(column.name)
    if column.kind in (Kind.MINOR, Kind.MONEY):
        return money_text(value, pl.col("currency")).alias(column.name)
    if column.kind is Kind.PRICE:
        return _decimal_text(value, 4).alias(column.name)
    if column.kind is Kind.PERCENT:
        return _decimal_text(value, 2).alias(column.name)
    return value.cast(pl.String)


def money_text(value: pl.Expr, currency: pl.Expr) -> pl.Expr:
    """Minor units as text with 0, 2 or 3 decimals."""
    places = exponent(currency)
    return (
        pl.when(places == 0).then(value.cast(pl.String))
        .when(places == 3).then(_decimal_text(value, 3))
        .otherwise(_decimal_text(value, 2))
    )  # fmt: skip


def _decimal_text(value: pl.Expr, places: int) -> pl.Expr:
    unit = 10**places
    size = value.abs()
    sign = pl.when(value < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.concat_str(sign, size // unit, pl.lit("."), (size % unit).cast(pl.String).str.zfill(places))


def as_arrow(frame: pl.DataFrame, table: Table) -> pa.Table:
    """The declared columns in the types of a typed file: decimals, dates, text."""
    arrays = [_array(frame, column) for column in table.columns]
    return pa.table(arrays, names=list(table.names))


def _array(frame: pl.DataFrame, column: Column) -> pa.Array:
    if column.kind in (Kind.MINOR, Kind.MONEY):
        thousandths = frame.select(pl.col(column.name) * 10 ** (3 - exponent(pl.col("currency"))))
        return scaled_decimal(thousandths.to_series(), 18, 3)
    if column.kind is Kind.PRICE:
        return scaled_decimal(frame[column.name], 18, 4)
    if column.kind is Kind.PERCENT:
        return scaled_decimal(frame[column.name] * 100, 9, 4)
    if column.kind is Kind.QUANTITY:
        return scaled_decimal(frame[column.name] * 1000, 18, 3)
    return frame[column.name].to_arrow().cast(column.arrow_type)


def scaled_decimal(values: pl.Series, precision: int, scale: int) -> pa.Array:
    """Integers read as decimals of the given scale, without arithmetic: the bits stay the same."""
    wide = values.cast(pl.Int64).to_arrow().cast(pa.decimal128(19, 0))
    return pa.Array.from_buffers(
        pa.decimal128(precision, scale),
        len(wide),
        wide.buffers(),
        null_count=wide.null_count,
        offset=wide.offset,
    )


def missing_columns(extracts: dict[str, pl.DataFrame]) -> dict[str, set[str]]:
    """Declared columns that an extract lacks: must be empty."""
    gaps = {name: set(EXTRACTS[name].names) - set(frame.columns) for name, frame in extracts.items()}
    return {name: gap for name, gap in gaps.items() if gap}
