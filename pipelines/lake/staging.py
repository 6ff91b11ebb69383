"""What one run has made of one night so far. Nobody sees it before it is committed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pyarrow as pa

from pipelines.arrow.ipc_files import open_writer, read_arrow, write_arrow
from pipelines.lake import paths
from pipelines.lake.parquet_rows import KEPT, conform, read_rows, write_rows


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
            write_rows(self.path(name), conform(KEPT[name], rows), KEPT[name].key)
        else:
            write_arrow(self.path(name), rows)

    def lay(self, name: str, rows: pa.RecordBatchReader) -> pa.Table:
        """Stage a working table as its rows come; the table as it lies there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_arrow(self.path(name), rows)
        return read_arrow(self.path(name))

    def gather(self, pieces: Iterable[Mapping[str, pa.Table]]) -> Laid:
        """Lay down the pieces of several tables as they come, so that no more than one is at hand; the tables as they lie
        there. Working tables are staged thereby, declared ones have to be written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        names = self._lay_down(pieces)
        # What the pieces took is free, but still the process's: the C library gives it back when it is asked to.
        pa.system_memory_pool().release_unused()
        return Laid({name: self._working_path(name) for name in names})

    def _lay_down(self, pieces: Iterable[Mapping[str, pa.Table]]) -> list[str]:
        writers: dict[str, pa.RecordBatchFileWriter] = {}
        with ExitStack() as files:
            for piece in pieces:
                for name, rows in piece.items():
                    declared = conform(KEPT[name], rows) if name in KEPT else rows
                    if name not in writers:
                        file = open_writer(self._working_path(name), declared.schema)
                        writers[name] = files.enter_context(file)
                    writers[name].write_table(declared)
        return list(writers)

    def read(self, name: str) -> pa.Table:
        return read_rows(self.path(name)) if name in KEPT else read_arrow(self.path(name))

    def laid(self, names: Iterable[str]) -> Laid:
        """Working tables as they lie there."""
        return Laid({name: self.path(name) for name in names})

    def path(self, name: str) -> Path:
        """Where the table lies once it is staged."""
        return self.folder / f"{name}{paths.SUFFIX}" if name in KEPT else self._working_path(name)

    def _working_path(self, name: str) -> Path:
        return self.folder / f"{name}{paths.WORKING_SUFFIX}"

    def names(self) -> list[str]:
        """The staged tables, in alphabetical order."""
        files = self.folder.glob("*")
        return sorted(path.stem for path in files if path == self.path(path.stem))

    def discard(self) -> None:
        """Remove all of it, and the night's folder when no other run has one there."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.folder.parent.exists() and not any(self.folder.parent.iterdir()):
            self.folder.parent.rmdir()


class Laid(Mapping[str, pa.Table]):
    """Tables as they lie in working files, each opened when it is asked for: what nobody holds takes no memory."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = dict(files)

    def __getitem__(self, name: str) -> pa.Table:
        return read_arrow(self._files[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def only(self, names: Iterable[str]) -> Laid:
        """Some of them, in this order."""
        return Laid({name: self._files[name] for name in names})
