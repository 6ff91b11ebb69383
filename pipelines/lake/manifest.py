"""The manifest of a generation: every file that it has, its size, its rows and the hash of its bytes.

It needs no links and no listing of folders, so that it can be the object that is swapped where there are no links. What
does **not** belong here: whether the files are as it says (`pipelines.lake.verification`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.catalog import Role, Table
from pipelines.lake import paths
from pipelines.lake.damage import DamagedLakeError, list_some, refuse_newer
from pipelines.lake.parquet_rows import KEPT

FORMAT = 3
"""Of the files, the tables in them and the manifest; 1 had no manifest, 2 no `book_variances.evidence_source`. It grows with
every change that an older release would misread."""

FILES_AT_ONCE = 4
SCHEMA = pa.schema(
    [
        ("path", pa.string()),  # below the generation's folder
        ("table_name", pa.string()),
        ("business_date", pa.date32()),  # none: older rows of several nights (`pipelines.lake.compaction`)
        ("payer_bucket", pa.int32()),  # of payer groups; none: the rows of all payers
        ("generation", pa.string()),  # that wrote the file
        ("size", pa.int64()),
        ("row_count", pa.int64()),
        ("sha256", pa.string()),  # none: of format 1, not measured yet
    ]
)
_FORMAT_KEY = b"tieout.format"


class Manifest:
    """The files of one generation, in the order of their paths."""

    def __init__(self, folder: Path, files: pa.Table, format_: int = FORMAT) -> None:
        self.folder = folder
        self.files = files
        self.format = format_
        self.locations = cache(self._locate)

    @property
    def is_measured(self) -> bool:
        """Whether it says what is in the files: that of format 1 does not."""
        return self.format > 1

    def paths(self) -> list[str]:
        return list(self.files["path"].to_pylist())

    def _locate(self, table: str) -> dict[date, str]:
        """Return the path of each night of a table, nights ascending. As text: `Path` costs more than the file system."""
        of_table = pc.and_(
            pc.equal(self.files["table_name"], table), pc.is_valid(self.files["business_date"])
        )
        found = self.files.select(["business_date", "path"]).filter(of_table).sort_by("business_date")
        return dict(zip(found["business_date"].to_pylist(), found["path"].to_pylist(), strict=True))


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a generation; where it is of format 1, list its files.

    Raises:
        DamagedLakeError: The manifest cannot be read.
        NewerLakeError: A newer release has written it.
    """
    path = folder / paths.MANIFEST
    if not path.exists():
        return _list_files(folder)
    try:
        files = pq.read_table(path, partitioning=None, memory_map=False)
        format_ = int((files.schema.metadata or {})[_FORMAT_KEY])
    except (pa.ArrowException, OSError, KeyError, ValueError) as error:
        raise DamagedLakeError(path, "a manifest", f"a file that cannot be read as one ({error})") from error
    refuse_newer(path, format_, FORMAT)
    return Manifest(folder, files.select(SCHEMA.names).cast(SCHEMA), format_)


def write_manifest(folder: Path, files: pa.Table) -> str:
    """Write the manifest of a generation that nobody sees yet; return the hash of its bytes."""
    schema = SCHEMA.with_metadata({_FORMAT_KEY: str(FORMAT).encode()})
    pq.write_table(files.cast(SCHEMA).cast(schema), folder / paths.MANIFEST, compression="zstd")
    return hash_file(folder / paths.MANIFEST)


def describe_files(folder: Path, files: Sequence[str], before: Manifest | None) -> pa.Table:
    """Return the rows of a manifest: files of the generation before as that describes them, the others measured."""
    wanted = pa.array(files, pa.string())
    if before is None or not before.is_measured:
        return _measure(folder, files)
    known = before.files.filter(pc.is_in(before.files["path"], value_set=wanted))
    fresh = wanted.filter(pc.invert(pc.is_in(wanted, value_set=known["path"].combine_chunks())))
    return pa.concat_tables([known, _measure(folder, fresh.to_pylist())]).sort_by("path")


def hash_file(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _measure(folder: Path, files: Sequence[str]) -> pa.Table:
    with ThreadPoolExecutor(FILES_AT_ONCE) as pool:
        rows = list(pool.map(lambda path: _measured(folder, path), files))
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _measured(folder: Path, path: str) -> dict[str, object]:
    whole = folder / path
    rows = pq.read_metadata(whole).num_rows
    return {**_named(path), "size": os.path.getsize(whole), "row_count": rows, "sha256": hash_file(whole)}


def _named(path: str) -> dict[str, object]:
    """What a path says by itself."""
    if path.startswith(f"{paths.OLDER}/"):
        return {"path": path, "table_name": path.split("/")[1]}
    table, partition, part = path.split("/")
    night, writer = paths.night_of(partition), paths.generation_of(part)
    return {"path": path, "table_name": table, "business_date": night, "generation": writer}


def _list_files(folder: Path) -> Manifest:
    """Describe a generation of format 1. Each of its tables had one file a night; snapshots of old nights were dropped."""
    rows = [_named(path) for path in sorted(find_files(folder))]
    manifest = Manifest(folder, pa.Table.from_pylist(rows, schema=SCHEMA), format_=1)
    dated = manifest.files.filter(pc.is_valid(manifest.files["business_date"]))
    nights = dated["business_date"].unique().sort().to_pylist()
    for name, table in KEPT.items():
        _check_nights(folder / name, dated.filter(pc.equal(dated["table_name"], name)), nights, table)
    return manifest


def _check_nights(folder: Path, files: pa.Table, nights: Sequence[date], table: Table) -> None:
    found = sorted(files["business_date"].to_pylist())
    expected = nights[-len(found) :] if table.role is Role.SNAPSHOT and found else nights
    if found != expected:
        missing = sorted(set(expected) - set(found))
        found_instead = f"no file of {list_some(missing)}" if missing else "several files of a night"
        raise DamagedLakeError(folder, f"one file of each of {len(expected)} nights", found_instead)


def find_files(folder: Path) -> Iterator[str]:
    """Yield the paths below a generation that are named as its files are; what others have put there is not."""
    for table in _entries(folder):
        for partition in _entries(table.path):
            if table.name == paths.OLDER:
                inside = [partition.path + "/" + each.name for each in _entries(partition.path)]
                yield from (os.path.relpath(path, folder) for path in inside if path.endswith(paths.SUFFIX))
            elif paths.is_partition(partition.name):
                parts = [each.name for each in _entries(partition.path) if paths.is_part(each.name)]
                yield from (f"{table.name}/{partition.name}/{part}" for part in parts)


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    if not os.path.isdir(folder):
        return []
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)
