"""Runs nights through the pipeline's own functions, without Dagster and the landing zone, and keeps what they publish."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.catalog import ALL, BOOKS, EXTRACTS
from pipelines.disputes import work_cases
from pipelines.night.settle_night import settle_night
from pipelines.policy import Policy, load_policy
from pipelines.state.opening import Books, open_books
from pipelines.state.opening.fetching import fetch_people
from pipelines.worklist import build_worklist

Rows = dict[str, list[dict[str, Any]]]


def landed_tables(rows: Rows) -> dict[str, pa.Table]:
    """The landed extracts, every one of them, from rows as dictionaries in inside types (money in minor units)."""
    tables = {}
    for name, table in EXTRACTS.items():
        landed = [
            dict.fromkeys(table.names)
            | row
            | {"source_file": f"{name}.csv", "source_row": number, "raw_row": str(row)}
            for number, row in enumerate(rows.get(name, []), start=1)
        ]
        schema = table.arrow_schema
        for column, kind in (("source_file", pa.string()), ("source_row", pa.int64()), ("raw_row", pa.string()),
                             ("folder_date", pa.date32())):  # fmt: skip
            schema = schema.append(pa.field(column, kind))
        tables[name] = pa.Table.from_pylist(landed, schema=schema)
    return tables


def together(pieces: Iterable[dict[str, pa.Table]]) -> dict[str, pa.Table]:
    """The tables that come in pieces."""
    found: dict[str, list[pa.Table]] = {}
    for piece in pieces:
        for name, rows in piece.items():
            found.setdefault(name, []).append(rows)
    return {name: pa.concat_tables(tables) for name, tables in found.items()}


@dataclass
class NightRunner:
    """A lake of plain files: `tables[night][name]` is what a night left."""

    folder: Path
    policy: Policy = field(default_factory=load_policy)
    bucket_count: int = 1
    tables: dict[date, dict[str, pa.Table]] = field(default_factory=dict)
    _files: dict[str, tuple[Path, ...]] = field(default_factory=dict)

    @property
    def _books(self) -> Books:
        """One database for the folders of all tests: opening one takes as long as a step of a small night."""
        return Books(self._files, Path(self.folder.anchor))

    def copy(self, folder: Path) -> NightRunner:
        """Return a runner that goes on from here in another folder; what it reads stays where it is."""
        return replace(self, folder=folder, tables=dict(self.tables), _files=dict(self._files))

    def forget(self, night: date) -> None:
        """As if the night, the last one, had not been run."""
        self.tables.pop(night)
        self._files = {name: files[:-1] for name, files in self._files.items()}

    def run(self, night: date, rows: Rows) -> dict[str, pa.Table]:
        return self.run_landed(night, landed_tables(rows))

    def open(self, night: date, landed: dict[str, pa.Table]) -> dict[str, pa.Table]:
        """The working tables of a night, and no more of it."""
        return open_books(landed, self._books, night)

    def run_landed(self, night: date, landed: dict[str, pa.Table]) -> dict[str, pa.Table]:
        working, activities = self.open(night, landed), landed["dispute_activity"]
        known = fetch_people(self._books, working["night_variances"], activities)
        settled = together(
            settle_night(
                working, activities, known["known_activities"], self.policy, night, self.bucket_count
            )
        )
        found, moved = settled["settled_variances"], settled["movements"]
        cases = work_cases(found, moved, activities, self.policy, night, known, settled["book_payers"])
        result = {**settled, **cases}
        result |= build_worklist(result, self.policy, night)
        result["quarantine"] = pa.concat_tables(
            [
                table.cast(ALL["quarantine"].arrow_schema)
                for table in (working["books_quarantine"], cases["quarantine"])
            ]
        )
        self.tables[night] = {name: table for name, table in result.items() if name in ALL}
        for name in BOOKS:
            if name in result:
                path = self.folder / f"{name}-{night}.parquet"
                pq.write_table(result[name].cast(BOOKS[name].arrow_schema), path)
                self._files[name] = (*self._files.get(name, ()), path)
        return self.tables[night]
