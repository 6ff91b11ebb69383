"""Which files of finished nights have changed, come late or gone since the nights were run.

What does **not** belong here: what to do about it; that is the run's.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.ingest.landing_zone import LandedFile, list_files, list_folders, sha256_of
from pipelines.ingest.mapping import load_mapping

CHANGES = pa.schema([("file", pa.string()), ("folder_date", pa.date32()), ("change", pa.string())])


def changed_files(
    extracts: Path, known: pa.Table, since: date, night: date, mapping: Path | None = None
) -> pa.Table:
    """One row per file in the folders from `since` to `night` that differs from `known`: added, changed or removed.

    By size, then time, then sha256: a file is hashed only where its size is the same and its time is not.
    """
    sources = load_mapping(mapping)
    folders = list_folders(extracts, sources, since, night)
    found = {file.file: file for folder in folders for file in list_files(folder, sources)}
    window = pc.and_(
        pc.greater_equal(known["folder_date"], since), pc.less_equal(known["folder_date"], night)
    )
    before = {row["file"]: row for row in known.filter(window).to_pylist()}
    rows = [(file.file, file.folder.day, "added") for name, file in found.items() if name not in before]
    rows += [(name, row["folder_date"], "removed") for name, row in before.items() if name not in found]
    rows += [
        (name, file.folder.day, "changed")
        for name, file in found.items()
        if name in before and _differs(file, before[name])
    ]
    columns = ("file", "folder_date", "change")
    return pa.Table.from_pylist([dict(zip(columns, row, strict=True)) for row in sorted(rows)], CHANGES)


def _differs(file: LandedFile, before: dict[str, object]) -> bool:
    state = file.path.stat()
    if state.st_size != before["size"]:
        return True
    return state.st_mtime_ns != before["modified_ns"] and sha256_of(file.path) != before["sha256"]
