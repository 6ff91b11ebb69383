"""Tables taken apart into files, a file per table and part, so that only the part at hand takes memory.

What does **not** belong here: which row goes where (`pipelines.night.partitioning`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.arrow.ipc_files import open_writer, read_arrow
from pipelines.sql import ROWS_AT_ONCE


class Apart:
    """Parts of tables by number, in a folder inside `scratch` (None: the system's) that ends with the `with` block."""

    def __init__(self, scratch: Path | None = None) -> None:
        self._folder = TemporaryDirectory(prefix="parts-", dir=scratch)
        self._schemas: dict[str, pa.Schema] = {}

    def __enter__(self) -> Apart:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    @property
    def numbers(self) -> list[int]:
        """The parts that have a row of any table, ascending."""
        return sorted({int(path.stem) for path in Path(self._folder.name).glob("*/*.arrow")})

    def lay(self, name: str, rows: pa.Table, places: pa.Table) -> None:
        """Lay each row down with its part: `places` says the `bucket` of the row at `place`, in the order of the places.
        A row that has several goes to each, one that has none to no part."""
        self._schemas[name] = rows.schema
        self._path(name, 0).parent.mkdir()
        with ExitStack() as files:
            writers: dict[int, pa.RecordBatchFileWriter] = {}
            for number, piece in _pieces(rows, places):
                if number not in writers:
                    writers[number] = files.enter_context(open_writer(self._path(name, number), rows.schema))
                writers[number].write_table(piece)

    def part(self, name: str, number: int) -> pa.Table:
        """The rows of a table that belong to a part, in the order in which the table had them."""
        path = self._path(name, number)
        return read_arrow(path) if path.exists() else self._schemas[name].empty_table()

    def _path(self, name: str, number: int) -> Path:
        return Path(self._folder.name, name, f"{number}.arrow")


def _pieces(rows: pa.Table, places: pa.Table) -> Iterator[tuple[int, pa.Table]]:
    """Rows and the part they go to, from one stretch of the table after the other."""
    column, end = places["place"], 0
    for start in range(0, len(rows), ROWS_AT_ONCE):
        begin, end = end, bisect_left(column, start + ROWS_AT_ONCE, lo=end, key=lambda place: place.as_py())
        here = places.slice(begin, end - begin)
        here = here.take(pc.sort_indices(here, sort_keys=[("bucket", "ascending"), ("place", "ascending")]))
        taken = rows.slice(start, ROWS_AT_ONCE).take(pc.subtract(here["place"], start))
        for number, first, count in _runs(here["bucket"]):
            yield number, taken.slice(first, count)


def _runs(values: pa.ChunkedArray) -> Iterator[tuple[int, int, int]]:
    """Each value of a sorted column, where it begins, and how often it is there."""
    first = 0
    for found in pc.value_counts(values).to_pylist():
        yield found["values"], first, found["counts"]
        first += found["counts"]
