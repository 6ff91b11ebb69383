"""What a step reports of each table it has written: rows, money by currency, its first rows, a picture.

Figures are numbers here, for the UI draws them over the nights; exact amounts are in the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import dagster as dg
import pyarrow as pa

from assets.night_run import NightRun
from assets.ui.asset_specs import asset_of, extract_key
from assets.ui.charts import picture
from assets.ui.markdown import escaped
from assets.ui.previews import preview
from pipelines.ingest import Notice
from pipelines.money import EXPONENTS

MONEY = {
    "allocations": "amount",
    "unapplied_payments": "amount",
    "open_items": "open_amount",
    "variances": "amount",
    "worklist": "open_amount",
    "root_causes": "open_amount",
    "evidence_requests": "open_amount",
    "customer_statements": "open_amount",
    "payer_behaviour": "deducted_amount",
    "billing_exceptions": "amount",
    "invoices": "gross_amount",
    "payments": "amount",
    "remittances": "paid_amount",
}
"""The one sum that people want to see of a table, by currency."""


def write(
    run: NightRun, night: date, step: str, tables: Mapping[str, pa.Table]
) -> Iterator[dg.MaterializeResult]:
    """Stage the tables of a step and report its assets, with the engine's faults that the step has survived."""
    run.stage(night, tables)
    held: dict[str, list[str]] = {}
    for name in tables:
        held.setdefault(asset_of(name), []).append(name)
    for asset, names in held.items():
        counts = {name: tables[name].num_rows for name in names}
        metadata: dict[str, Any] = (
            _counted(counts) if len(names) > 1 else _describe(names[0], tables[names[0]], night)
        )
        metadata |= {"dagster/row_count": sum(counts.values())} | run.fault_metadata(night, step)
        yield dg.MaterializeResult(asset_key=asset, metadata=metadata)


def observe(night: date, extracts: Mapping[str, pa.Table]) -> Iterator[dg.AssetObservation]:
    """What a night has read of each extract that came."""
    for name, rows in extracts.items():
        if rows.num_rows:
            metadata = {"dagster/row_count": rows.num_rows, **_describe(name, rows, night)}
            yield dg.AssetObservation(extract_key(name), partition=night.isoformat(), metadata=metadata)


def observe_notices(night: date, notices: Sequence[Notice]) -> Iterator[dg.AssetObservation]:
    """Yield an observation of the landed files, where there is anything to say about the landing zone."""
    if notices:
        said = dg.MetadataValue.md("\n".join(f"- {escaped(notice.message)}" for notice in notices))
        yield dg.AssetObservation(
            asset_of("book_files"), partition=night.isoformat(), metadata={"notices": said}
        )


def count_rows(tables: Mapping[str, pa.Table]) -> dict[str, int]:
    """Rows of working tables, as metadata."""
    return _counted({name: rows.num_rows for name, rows in tables.items()})


def _counted(counts: Mapping[str, int]) -> dict[str, int]:
    return {f"{name} rows": count for name, count in counts.items()}


def _describe(name: str, rows: pa.Table, night: date) -> dict[str, Any]:
    texts = {"picture": picture(name, rows, night), "first rows": preview(name, rows)}
    shown = {title: dg.MetadataValue.md(text) for title, text in texts.items() if text}
    return {**_money(name, rows), **shown}


def _money(name: str, rows: pa.Table) -> dict[str, float]:
    if name not in MONEY or not rows.num_rows:
        return {}
    column = MONEY[name]
    is_minor = pa.types.is_integer(rows.schema.field(column).type)
    # Arrow's sum of integers wraps around without an error.
    amounts = rows[column].cast(pa.decimal128(38, 0 if is_minor else 3))
    sums = (
        pa.table({"currency": rows["currency"], column: amounts})
        .group_by("currency")
        .aggregate([(column, "sum")])
        .sort_by("currency")
    )
    return {
        f"{column} {currency}": float(total.scaleb(-EXPONENTS[currency]) if is_minor else total)
        for currency, total in zip(
            *(sums[name].to_pylist() for name in ("currency", f"{column}_sum")), strict=True
        )
    }
