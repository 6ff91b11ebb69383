"""Rows as they lie in memory, in files: what lives for one run is neither packed nor unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from pipelines.arrow.atomic_write import written_whole


@contextmanager
def open_writer(path: Path, schema: pa.Schema) -> Iterator[pa.RecordBatchFileWriter]:
    """Rows of the schema, one batch or table after the other."""
    with (
        written_whole(path) as beside,
        pa.OSFile(str(beside), "wb") as file,
        pa.ipc.new_file(file, schema) as writer,
    ):
        yield writer


def write_arrow(path: Path, rows: pa.Table | pa.RecordBatchReader) -> None:
    """All rows, as they come."""
    with open_writer(path, rows.schema) as writer:
        for batch in rows.to_batches() if isinstance(rows, pa.Table) else rows:
            writer.write_batch(batch)


def read_arrow(path: Path) -> pa.Table:
    """The rows where they lie in the file: a column that nobody reads is never fetched."""
    with pa.memory_map(str(path)) as file:
        return pa.ipc.open_file(file).read_all()
