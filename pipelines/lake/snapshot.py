"""One state of the lake, pinned: every table as of one commit, whatever is committed meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds

from pipelines.lake import paths
from pipelines.lake.older import older_files
from pipelines.lake.rows import KEPT, read_rows
from pipelines.tables import Role

_EVERY_NIGHT = next(name for name, table in KEPT.items() if table.role is Role.EVENTS)


class Snapshot:
    """Reads of one generation. It outlives later commits for as long as `Lake.prune` keeps it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.generation = folder.name
        self.locations = cache(self._locate)

    def nights(self) -> list[date]:
        """All published nights, ascending; events are kept of every one."""
        return list(self.locations(_EVERY_NIGHT))

    def partitions(self, table: str) -> dict[date, Path]:
        """The one file of each night of a table, nights ascending."""
        return {night: Path(location) for night, location in self.locations(table).items()}

    def path(self, table: str, night: date) -> Path | None:
        location = self.locations(table).get(night)
        return Path(location) if location else None

    def files(self, table: str) -> list[Path]:
        """The files of all nights, ascending."""
        return list(self.partitions(table).values())

    def older_files(self, table: str, before: date) -> list[Path]:
        """The files that hold the older rows of a book from the nights before this one, ascending; fewer than nights."""
        return older_files(
            self.folder, table, [p for night, p in self.partitions(table).items() if night < before]
        )

    def writers(self, table: str) -> dict[date, str]:
        """Which generation wrote each night of a table: as long as it is the same, so are the rows."""
        return {night: paths.generation_of(path) for night, path in self.locations(table).items()}

    def read(self, table: str, night: date) -> pa.Table:
        """The rows of a night in the declared form; none where the lake has no such night of the table."""
        path = self.path(table, night)
        return read_rows(path, KEPT[table]) if path else KEPT[table].empty()

    def dataset(self, table: str, nights: Iterable[date]) -> ds.Dataset:
        """Several nights as one data set that is scanned in pieces; `business_date` is its last column."""
        locations = self.locations(table)
        night_field = pa.schema([pa.field("business_date", pa.date32())])
        return ds.dataset(
            [locations[night] for night in nights],
            schema=pa.schema([*KEPT[table].arrow_schema, *night_field]),
            format="parquet",
            partitioning=ds.partitioning(night_field, flavor="hive"),
            partition_base_dir=str(self.folder / table),  # a folder above may be named like a partition
        )

    def _locate(self, table: str) -> dict[date, str]:
        """As text: at thousands of files, `Path` costs more than the file system."""
        if not (self.folder / table).exists():
            return {}
        with os.scandir(self.folder / table) as entries:
            partitions = sorted(entry.path for entry in entries)
        return {
            paths.night_of(partition): f"{partition}/{os.listdir(partition)[0]}" for partition in partitions
        }
