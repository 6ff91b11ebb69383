"""Rows as they lie in memory, in files: what lives for one run is neither packed nor unpacked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa


@contextmanager
def open_writer(path: Path, schema: pa.Schema) -> Iterator[pa.RecordBatchFileWriter]:
    """Written beside, then renamed: what has a name is whole."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with pa.OSFile(str(beside), "wb") as file, pa.ipc.new_file(file, schema) as writer:
        yield writer
    os.replace(beside, path)


def write_arrow(path: Path, rows: pa.Table | pa.RecordBatchReader) -> None:
    """All rows, as they come."""
    with open_writer(path, rows.schema) as writer:
        for batch in rows.to_batches() if isinstance(rows, pa.Table) else rows:
            writer.write_batch(batch)


def read_arrow(path: Path) -> pa.Table:
    """The rows where they lie in the file: a column that nobody reads is never fetched."""
    with pa.memory_map(str(path)) as file:
        return pa.ipc.open_file(file).read_all()
