"""Each kind of file as one query: its rows as text, with their line and what is wrong with their shape.

A reader returns a SELECT of source_row, raw_row, shape_fault and every canonical column as VARCHAR.
What does **not** belong here: what a value means (`values`).
"""

from __future__ import annotations

from collections.abc import Callable

from pipelines.connections import Connection
from pipelines.ingest.delimited import read_separated
from pipelines.ingest.jsonl import read_jsonl
from pipelines.ingest.landing_zone import LandedFile
from pipelines.ingest.parquet import read_parquet

_READERS: dict[str, Callable[[Connection, LandedFile, int], str]] = {
    "csv": read_separated,
    "tsv": read_separated,
    "jsonl": read_jsonl,
    "parquet": read_parquet,
}


def rows_query(connection: Connection, file: LandedFile, largest: int) -> str:
    """The rows of a file of at most `largest` bytes, unpacked, as text: a query on what this call has loaded."""
    return _READERS[file.path.name.removesuffix(".gz").rsplit(".", 1)[1]](connection, file, largest)
