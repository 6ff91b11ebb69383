"""Business nights, and which night's folder a dated row lies in."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl


def business_nights(first: date, count: int) -> list[date]:
    """`count` nights from `first` on, Mondays to Fridays."""
    days = (first + timedelta(days=i) for i in range(count * 2 + 7))
    return [day for day in days if day.weekday() < 5][:count]


def with_folder(frame: pl.DataFrame, column: str, nights: list[date]) -> pl.DataFrame:
    """Adds `folder_date`: the first night not before the row's date. Rows after the last night are dropped."""
    days = frame[column].to_numpy().astype("datetime64[D]")
    calendar = np.array(nights, dtype="datetime64[D]")
    position = np.searchsorted(calendar, days, side="left")
    kept = position < len(calendar)
    found = pl.Series("folder_date", calendar[np.minimum(position, len(calendar) - 1)]).cast(pl.Date)
    return frame.with_columns(found).filter(pl.Series(kept))


def night_after(column: pl.Expr, steps: int) -> pl.Expr:
    """The business day `steps` business days after the date."""
    return column.dt.add_business_days(steps, roll="forward")
