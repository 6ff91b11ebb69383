"""One state of the lake, pinned: every table as of one commit, whatever is committed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds

from pipelines.catalog import Role
from pipelines.lake import paths
from pipelines.lake.compaction import older_files
from pipelines.lake.manifest import Manifest, read_manifest
from pipelines.lake.parquet_rows import KEPT, read_rows
from pipelines.lake.verification import Verification, read_hashed

_EVERY_NIGHT = next(name for name, table in KEPT.items() if table.role is Role.EVENTS)


class Snapshot:
    """Reads of one generation. It outlives later commits for as long as `Lake.prune` keeps it.

    Every file is checked against the manifest before it is handed out: `DamagedLakeError` where it is not as it was
    committed, `ClearedGenerationError` where the generation is gone.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.generation = folder.name

    @cached_property
    def manifest(self) -> Manifest:
        return read_manifest(self.folder)

    @cached_property
    def verification(self) -> Verification:
        return Verification(self.manifest, read_hashed(self.folder.parent.parent))

    def nights(self) -> list[date]:
        """All published nights, ascending; events are kept of every one."""
        return list(self.manifest.locations(_EVERY_NIGHT))

    def locate(self, table: str, nights: Iterable[date]) -> list[Path]:
        """The files of some nights of a table, in the order of the nights."""
        locations = self.manifest.locations(table)
        return self._hand_out(locations[night] for night in nights)

    def partitions(self, table: str) -> dict[date, Path]:
        """The one file of each night of a table, nights ascending."""
        nights = list(self.manifest.locations(table))
        return dict(zip(nights, self.locate(table, nights), strict=True))

    def path(self, table: str, night: date) -> Path | None:
        return self.locate(table, [night])[0] if night in self.manifest.locations(table) else None

    def files(self, table: str) -> list[Path]:
        """The files of all nights, ascending."""
        return list(self.partitions(table).values())

    def older_files(self, table: str, before: date) -> list[Path]:
        """The files that hold the older rows of a book from the nights before this one, ascending; fewer than nights."""
        nights = self.manifest.locations(table).items()
        single = [self.folder / path for night, path in nights if night < before]
        fewer = older_files(self.folder, table, single)
        return self._hand_out(str(path.relative_to(self.folder)) for path in fewer)

    def writers(self, table: str) -> dict[date, str]:
        """Which generation wrote each night of a table: as long as it is the same, so are the rows."""
        return {night: paths.generation_of(path) for night, path in self.manifest.locations(table).items()}

    def read(self, table: str, night: date) -> pa.Table:
        """The rows of a night in the declared form; none where the lake has no such night of the table."""
        path = self.path(table, night)
        return read_rows(path, KEPT[table]) if path else KEPT[table].empty()

    def dataset(self, table: str, nights: Iterable[date]) -> ds.Dataset:
        """Several nights as one data set that is scanned in pieces; `business_date` is its last column."""
        night_field = pa.schema([pa.field("business_date", pa.date32())])
        return ds.dataset(
            [str(path) for path in self.locate(table, nights)],
            schema=pa.schema([*KEPT[table].arrow_schema, *night_field]),
            format="parquet",
            partitioning=ds.partitioning(night_field, flavor="hive"),
            partition_base_dir=str(self.folder / table),  # a folder above may be named like a partition
        )

    def _hand_out(self, files: Iterable[str]) -> list[Path]:
        found = list(files)
        self.verification.check(found)
        return [self.folder / path for path in found]
