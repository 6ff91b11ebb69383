"""A landing zone in a temporary folder, written row by row as the tests read."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.ingest import Landing, land

NIGHT = date(2026, 3, 2)
LATER = date(2026, 3, 3)


@dataclass(frozen=True)
class Required:
    """A policy that wants these extracts every day."""

    extracts: tuple[str, ...] = ()
    earliest_date: date = date(1990, 1, 1)
    latest_date: date = date(2100, 12, 31)
    largest_file_gigabytes: int = 1

    def required_on(self, night: date) -> tuple[str, ...]:
        return self.extracts


@dataclass(frozen=True)
class Zone:
    """Where the test writes its extracts."""

    path: Path

    def write(self, file: str, content: str | bytes) -> Path:
        """Write `payments/2026-03-02/a.csv`; a name that ends in .gz is packed."""
        path = self.path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(gzip.compress(data) if file.endswith(".gz") else data)
        return path

    def land(self, night: date = NIGHT, after: date | None = None, **options: Any) -> Landing:
        return land(self.path, after, night, options.pop("policy", Required()), **options)

    def reasons(self, **options: Any) -> list[tuple[int, str]]:
        """Line and reason of every rejected row."""
        rows = self.land(**options).quarantine.to_pylist()
        return [(row["row_number"], row["reason"]) for row in rows]


def csv(columns: str, *rows: str) -> str:
    """A CSV file from its columns, separated by blanks, and its rows as they are."""
    return "\n".join([",".join(columns.split()), *rows, ""])


def column(table: pa.Table, name: str) -> list[Any]:
    return table.column(name).to_pylist()


def typed(landing: Landing, extract: str) -> list[dict[str, Any]]:
    """The rows without where they came from."""
    own = ("source_file", "source_row", "raw_row", "folder_date")
    return landing.tables[extract].drop_columns(list(own)).to_pylist()


PAYMENT = "company_code payment_id value_date amount currency"
INVOICE = "company_code invoice_number document_type payer_id issue_date due_date currency gross_amount"
ADVICE = "remittance_id line_number payer_id remittance_date currency paid_amount"
LINE = "company_code invoice_number line_number quantity unit_price net_amount"


def payments(*rows: str) -> str:
    return csv(PAYMENT, *rows)


def as_tsv(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    names = list(columns)
    return "\n".join(
        ["\t".join(names), *("\t".join(row.get(name, "") for name in names) for row in rows), ""]
    )
