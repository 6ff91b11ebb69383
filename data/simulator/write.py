"""A zone on disk: one folder per extract and night, control files, the truth beside it. Same zone, same bytes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from data.simulator.zone import TRUTH_MONEY, Zone, as_arrow, as_text, money_text
from pipelines.catalog import EXTRACTS, Kind, Table

CONTROLLED = ("invoices", "payments")
"""Extracts whose folders get a control file unless the caller says otherwise."""
ZIPPED = ("invoices", "invoice_lines", "shipments", "remittances")
_SUMMED = ("gross_amount", "net_amount", "amount", "applied_amount", "paid_amount")


def write(zone: Zone, folder: Path, format: str = "csv", controlled: Collection[str] = CONTROLLED) -> None:
    """Writes `<folder>/extracts/<extract>/<date>/…` and `<folder>/truth/…`; `format` is csv or parquet."""
    for name, frame in zone.extracts.items():
        table = EXTRACTS[name]
        text = as_text(frame, table) if format == "csv" else frame
        for night in sorted(frame["folder_date"].unique()):
            of_night = pl.Series(frame["folder_date"] == night)
            target = folder / "extracts" / name / night.isoformat()
            target.mkdir(parents=True, exist_ok=True)
            if format == "parquet":
                pq.write_table(
                    as_arrow(frame.filter(of_night), table), target / "part-0.parquet", compression="zstd"
                )
            else:
                _write_csv(
                    text.filter(of_night), target / ("part-0.csv.gz" if name in ZIPPED else "part-0.csv")
                )
            if name in controlled:
                _write_control(frame.filter(of_night), table, target / f"{name}.control.json")
    write_truth(zone, folder / "truth", format)


def write_truth(zone: Zone, folder: Path, format: str = "csv") -> None:
    """The truth tables, money as decimals with the currency's places."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in zone.truth.items():
        money = [column for column in TRUTH_MONEY if column in frame.columns]
        shown = frame.with_columns(
            money_text(pl.col(column), pl.col("currency")).alias(column) for column in money
        )
        if format == "parquet":
            shown.write_parquet(folder / f"{name}.parquet")
        else:
            _write_csv(shown, folder / f"{name}.csv.gz")


def _write_csv(frame: pl.DataFrame, path: Path) -> None:
    content = frame.write_csv().encode()
    path.write_bytes(gzip.compress(content, 9, mtime=0) if path.suffix == ".gz" else content)


def _write_control(frame: pl.DataFrame, table: Table, path: Path) -> None:
    """Rows and the exact sum of the extract's control column."""
    column = next(c for c in table.columns if c.name in _SUMMED and c.kind in (Kind.MINOR, Kind.MONEY))
    thousandths = as_arrow(frame, table).column(column.name)
    total = sum((value.as_py() for value in thousandths if value.is_valid), start=0)
    cents = f"{total:.2f}"
    amount = cents if Decimal(cents) == total else f"{total:.3f}"
    path.write_text(json.dumps({"rows": frame.height, "amount": amount}) + "\n")
