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
    "landed_invoices": "gross_amount",
    "landed_payments": "amount",
    "landed_remittances": "paid_amount",
}
"""The one sum that people want to see of a table, by currency."""


PREFIXES = {"landed_": "", "night_": "book_", "settled_": "book_"}
GRAINS = {
    "movements": "One row per amount that moved tonight in the ledger of a dispute.",
    "known_activities": "One row per activity that came again tonight, as an earlier night accepted it.",
}
"""Working tables that no declaration describes."""


def specify(group: str, names: Iterable[str], deps: Iterable[str]) -> list[dg.AssetSpec]:
    """One asset per table. Its description begins with the grain: people read it in the UI."""
    deps = list(deps)
    return [
        dg.AssetSpec(name, deps=deps, group_name=group, description=_describe(name), partitions_def=NIGHTS)
        for name in names
    ]


def _describe(name: str) -> str:
    table = declaration(name)
    if table is None:
        return GRAINS[name]
    columns = "\n".join(f"- `{column.name}`: {column.description}" for column in table.columns)
    return f"{table.grain}\n\n{columns}"


def declaration(name: str) -> Table | None:
    """A working table is described by the table whose rows it holds: landed_payments, night_payments."""
    if name.endswith("_quarantine"):
        return ALL["quarantine"]
    for prefix, declared in PREFIXES.items():
        if name.startswith(prefix):
            return ALL.get(declared + name.removeprefix(prefix))
    return ALL.get(name)


def write(run: NightRun, night: date, tables: Mapping[str, pa.Table]) -> Iterator[dg.MaterializeResult]:
    """Stage the tables of a step and report each: rows, and money by currency."""
    staging = run.staging(night)
    for name, rows in tables.items():
        staging.write(name, rows)
        yield dg.MaterializeResult(
            asset_key=name, metadata={"dagster/row_count": rows.num_rows, **_money(name, rows)}
        )


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
