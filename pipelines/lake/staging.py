"""What one run has made of one night so far. Nobody sees it before it is committed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pyarrow as pa

from pipelines.lake import paths
from pipelines.lake.rows import KEPT, conform, read_rows, write_rows


class Staging:
    """Tables by name: declared ones, which are committed, and working tables, which are not."""

    def __init__(self, root: Path, night: date, run_id: str) -> None:
        self.night = night
        self.run_id = run_id
        self.folder = paths.staging_folder(root, night, run_id)

    def write(self, name: str, rows: pa.Table) -> None:
        """Stage a table; once more replaces it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_rows(self.path(name), conform(KEPT[name], rows) if name in KEPT else rows)

    def read(self, name: str) -> pa.Table:
        return read_rows(self.path(name))

    def path(self, name: str) -> Path:
        """Where the table lies once it is staged."""
        return self.folder / f"{name}{paths.SUFFIX}"

    def names(self) -> list[str]:
        """The staged tables, in alphabetical order."""
        return sorted(path.stem for path in self.folder.glob(f"*{paths.SUFFIX}"))

    def discard(self) -> None:
        """Remove all of it, and the night's folder when no other run has one there."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.folder.parent.exists() and not any(self.folder.parent.iterdir()):
            self.folder.parent.rmdir()
