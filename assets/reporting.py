"""Tables as Dagster sees them: their specs from the declarations, and what a step reports of each it has written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import dagster as dg
import pyarrow as pa

from assets.night_run import NightRun
from assets.partitions import NIGHTS
from pipelines.money import to_decimal
from pipelines.tables import ALL, Table

MONEY = {
    "allocations": "amount",
    "unapplied_payments": "amount",
    "open_items": "open_amount",
    "variances": "amount",
    "worklist": "open_amount",
    "invoices": "gross_amount",
    "payments": "amount",
    "remittances": "paid_amount",
}
"""The one sum that people want to see of a table, by currency."""


def specify(group: str, names: Iterable[str], deps: Iterable[str]) -> list[dg.AssetSpec]:
    """One asset per table. Its description begins with the grain: people read it in the UI."""
    deps = list(deps)
    return [
        dg.AssetSpec(
            name, deps=deps, group_name=group, description=_describe(ALL[name]), partitions_def=NIGHTS
        )
        for name in names
    ]


def _describe(table: Table) -> str:
    columns = "\n".join(f"- `{column.name}`: {column.description}" for column in table.columns)
    return f"{table.grain}\n\n{columns}"


def write(
    run: NightRun, night: date, tables: Mapping[str, pa.Table], more: Mapping[str, str | int] | None = None
) -> Iterator[dg.MaterializeResult]:
    """Stage the tables of a step and report each: rows, and money by currency."""
    run.stage(night, tables)
    for name, rows in tables.items():
        reported = {"dagster/row_count": rows.num_rows, **_money(name, rows), **(more or {})}
        yield dg.MaterializeResult(asset_key=name, metadata=reported)


def count_rows(tables: Mapping[str, pa.Table]) -> dict[str, int]:
    """Rows of working tables, as metadata."""
    return {f"{name} rows": rows.num_rows for name, rows in tables.items()}


def sum_money(tables: Mapping[str, pa.Table]) -> dict[str, str]:
    """Money of working tables by currency, as metadata."""
    return {
        f"{name} {kind}": total for name, rows in tables.items() for kind, total in _money(name, rows).items()
    }


def _money(name: str, rows: pa.Table) -> dict[str, str]:
    if name not in MONEY or not rows.num_rows:
        return {}
    column = MONEY[name]
    is_minor = pa.types.is_integer(rows.schema.field(column).type)
    sums = (
        rows.select(["currency", column])
        .group_by("currency")
        .aggregate([(column, "sum")])
        .sort_by("currency")
    )
    return {
        f"{column} {currency}": str(to_decimal(total, currency) if is_minor else total)
        for currency, total in zip(
            *(sums[name].to_pylist() for name in ("currency", f"{column}_sum")), strict=True
        )
    }
