"""The bytes of a text file as numbered lines: unpacked, decoded, bytes that are no text marked, nothing else changed.

What does **not** belong here: what a line means.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import IO, cast

import duckdb
import pyarrow as pa

from pipelines.errors import Refused
from pipelines.extracts.zone import LandedFile
from pipelines.sql import query

PACKAGE = "pipelines.extracts"
CHUNK = 1 << 22
MARK = "\ufdd0"
"""Stands before bytes that are no text in the file's encoding; a noncharacter, so no text holds it."""


def _mark(error: UnicodeError) -> tuple[str, int]:
    found = cast(UnicodeDecodeError, error)
    return MARK + "".join(f"\\x{byte:02x}" for byte in found.object[found.start : found.end]), found.end


codecs.register_error("tieout_mark", _mark)


def load_lines(connection: duckdb.DuckDBPyConnection, file: LandedFile) -> None:
    """Fill the temporary table `lines` (line_number from 1, line without its end)."""
    connection.execute("CREATE OR REPLACE TEMP TABLE lines (line_number BIGINT, line VARCHAR)")
    try:
        for batch in _batches(file):
            connection.register("batch", batch)
            connection.execute(query(PACKAGE, "insert_lines"))
            connection.unregister("batch")
    except (OSError, EOFError, zlib.error, UnicodeError) as error:
        raise unreadable(file, error) from error


def unreadable(file: LandedFile, error: Exception) -> Refused:
    """The refusal of a file that cannot be read at all."""
    found = " ".join(str(error).split())[:300]
    return Refused(f"{file.title}: cannot be read ({found}); have it sent again, whole; nothing was written")


def _batches(file: LandedFile) -> Iterator[pa.Table]:
    encoding = file.source.dialect.encoding
    encoding = "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding
    first = 1
    with _opened(file) as raw, io.TextIOWrapper(raw, encoding, errors="tieout_mark", newline="\n") as text:
        while lines := text.readlines(CHUNK):
            yield pa.table(
                {"line_number": pa.arange(first, first + len(lines)), "line": pa.array(lines, pa.string())}
            )
            first += len(lines)


def _opened(file: LandedFile) -> IO[bytes]:
    if file.path.name.endswith(".gz"):
        return cast(IO[bytes], gzip.open(file.path, "rb"))
    return file.path.open("rb")
