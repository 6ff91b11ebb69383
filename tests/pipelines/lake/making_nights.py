"""Nights of made-up rows: every text in a night's tables carries its version, so that a reader can tell states apart."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.catalog import BOOKS, Column, Kind, Table
from pipelines.lake import KEPT, Lake, Staging

FIRST = date(2026, 3, 2)
NEXT = date(2026, 3, 3)
LAST = date(2026, 3, 4)


@contextmanager
def only_tables(names: Collection[str]) -> Iterator[None]:
    """Declare these tables only; afterwards all of them again, in the order in which they stood."""
    whole = [(declared, dict(declared)) for declared in (KEPT, BOOKS)]
    try:
        for declared, tables in whole:
            declared.clear()
            declared.update({name: table for name, table in tables.items() if name in names})
        yield
    finally:
        for declared, tables in whole:
            declared.clear()
            declared.update(tables)


def made_rows(table: Table, version: int, count: int = 3) -> pa.Table:
    columns = [pa.array([_value(c, version, n) for n in range(count)], c.arrow_type) for c in table.columns]
    return pa.table(columns, schema=table.arrow_schema)


def staged_night(
    lake: Lake, night: date, version: int, run_id: str = "run-1", tables: Mapping[str, pa.Table] | None = None
) -> tuple[date, Staging]:
    staging = lake.stage(night, run_id)
    for name, table in KEPT.items():
        staging.write(name, (tables or {}).get(name, made_rows(table, version)))
    return night, staging


def copy_lake(whole: Lake, folder: Path) -> Lake:
    """Return a lake of its own in `folder`, with all that another has."""
    shutil.copytree(whole.root, folder, symlinks=True)
    return Lake(folder)


def versions(rows: pa.Table) -> set[str]:
    """The versions that the first text column of some rows carries."""
    texts = next(c for c, t in zip(rows.columns, rows.schema.types, strict=True) if pa.types.is_string(t))
    return {text.as_py().split(".")[0] for text in texts}


def make_format_1(lake: Lake) -> None:
    """Take away what the first releases did not have: manifests, the history of commits, and hashes."""
    for path in [*lake.root.glob("_snapshots/*/_manifest.parquet"), lake.root / "_verified.parquet"]:
        path.unlink()
    (lake.root / "_commits.jsonl").unlink()


def days_after(night: date, days: int) -> date:
    return night + timedelta(days=days)


def _value(column: Column, version: int, number: int) -> Any:
    kinds: dict[Kind, Any] = {
        Kind.TEXT: f"v{version}.{number}",
        Kind.DATE: FIRST,
        Kind.TIMESTAMP: datetime(2026, 3, 2, 22, 30, tzinfo=UTC),
        Kind.BOOLEAN: True,
        Kind.SCORE: 0.25,
        Kind.INTEGER: number,
        Kind.MINOR: 100 * version + number,
        Kind.EVIDENCE: [{"hypothesis": f"v{version}", "amount": Decimal("0.125"), "basis": None}],
    }
    return kinds.get(column.kind, Decimal(version) + Decimal(number) / 8)
