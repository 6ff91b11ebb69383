"""Tables as Dagster sees them: their specs from the declarations, and what a step reports of each it has written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import dagster as dg
import pyarrow as pa

from assets.night_run import NightRun
from assets.partitions import NIGHTS
from pipelines.money import to_decimal
from pipelines.tables import ALL, PUBLISHED, Table

MONEY = {
    "allocations": "amount",
    "unapplied_payments": "amount",
    "open_items": "open_amount",
    "variances": "amount",
    "worklist": "open_amount",
    "billing_exceptions": "amount",
    "invoices": "gross_amount",
    "payments": "amount",
    "remittances": "paid_amount",
}
"""The one sum that people want to see of a table, by currency."""


CASE_BOOKS = ("book_variances", "book_coded_variances", "book_activities", "book_cases", "book_outcomes")


def asset_of(table: str) -> str:
    """A published table is an asset of its own; the books, which only the next night reads, are one a step."""
    if table in PUBLISHED:
        return table
    return {"book_files": "landed_files", **dict.fromkeys(CASE_BOOKS, "case_books")}.get(
        table, "closed_books"
    )


def specify(group: str, names: Iterable[str], deps: Iterable[str]) -> list[dg.AssetSpec]:
    """The assets of these tables. A description begins with the grain: people read it in the UI."""
    tables: dict[str, list[Table]] = {}
    for name in names:
        tables.setdefault(asset_of(name), []).append(ALL[name])
    deps = list(deps)
    return [
        dg.AssetSpec(asset, deps=deps, group_name=group, description=_describe(held), partitions_def=NIGHTS)
        for asset, held in tables.items()
    ]


def _describe(tables: list[Table]) -> str:
    if len(tables) > 1:
        listed = "\n".join(f"- `{table.name}`: {table.grain}" for table in tables)
        return f"One row per entry of the books that this night leaves to the next.\n\n{listed}"
    columns = "\n".join(f"- `{column.name}`: {column.description}" for column in tables[0].columns)
    return f"{tables[0].grain}\n\n{columns}"


def write(
    run: NightRun, night: date, tables: Mapping[str, pa.Table], more: Mapping[str, str | int] | None = None
) -> Iterator[dg.MaterializeResult]:
    """Stage the tables of a step and report its assets: rows, and money by currency."""
    run.stage(night, tables)
    held: dict[str, dict[str, pa.Table]] = {}
    for name, rows in tables.items():
        held.setdefault(asset_of(name), {})[name] = rows
    for asset, parts in held.items():
        reported: dict[str, str | int] = {"dagster/row_count": sum(rows.num_rows for rows in parts.values())}
        reported |= count_rows(parts) if len(parts) > 1 else _money(asset, parts.popitem()[1])
        yield dg.MaterializeResult(asset_key=asset, metadata={**reported, **(more or {})})


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
