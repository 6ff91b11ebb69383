"""What one run has made of one night so far. Nobody sees it before it is committed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pyarrow as pa

from pipelines.lake import paths
from pipelines.lake.rows import KEPT, conform, read_rows, read_working_rows, write_rows, write_working_rows


class Staging:
    """Tables by name: declared ones, packed as they will be committed, and working tables, which go as they are from one
    step to the next."""

    def __init__(self, root: Path, night: date, run_id: str) -> None:
        self.night = night
        self.run_id = run_id
        self.folder = paths.staging_folder(root, night, run_id)

    def write(self, name: str, rows: pa.Table) -> None:
        """Stage a table; once more replaces it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if name in KEPT:
            write_rows(self.path(name), conform(KEPT[name], rows))
        else:
            write_working_rows(self.path(name), rows)

    def read(self, name: str) -> pa.Table:
        return read_rows(self.path(name)) if name in KEPT else read_working_rows(self.path(name))

    def path(self, name: str) -> Path:
        """Where the table lies once it is staged."""
        return self.folder / f"{name}{paths.SUFFIX if name in KEPT else paths.WORKING_SUFFIX}"

    def names(self) -> list[str]:
        """The staged tables, in alphabetical order."""
        suffixes = (paths.SUFFIX, paths.WORKING_SUFFIX)
        return sorted(path.stem for suffix in suffixes for path in self.folder.glob(f"*{suffix}"))

    def discard(self) -> None:
        """Remove all of it, and the night's folder when no other run has one there."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.folder.parent.exists() and not any(self.folder.parent.iterdir()):
            self.folder.parent.rmdir()
