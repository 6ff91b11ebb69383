"""The bytes of a text file as numbered lines: unpacked, decoded, bytes that are no text marked, nothing else changed.

What does **not** belong here: what a line means.
"""

from __future__ import annotations

import codecs
import errno
import gzip
import io
import os
import zlib
from collections.abc import Iterator
from typing import IO, cast

import duckdb
import pyarrow as pa

from pipelines.connections import Connection
from pipelines.errors import Refused
from pipelines.ingest.bounds import LONG_LINE, LONGEST_LINE, MOST_LONG_TEXT, check_size
from pipelines.ingest.landing_zone import LandedFile

CHUNK = 1 << 22
MARK = "\ufdd0"
"""Stands before bytes that are no text in the file's encoding; a noncharacter, so no text holds it."""
CUT = "\ufdd1"
"""Stands at the end of a line that was longer."""
OF_THE_MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM)
OF_OUR_QUERIES = (
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.ParserException,
    duckdb.InterruptException,
)


def _mark(error: UnicodeError) -> tuple[str, int]:
    found = cast(UnicodeDecodeError, error)
    return MARK + "".join(f"\\x{byte:02x}" for byte in found.object[found.start : found.end]), found.end


codecs.register_error("tieout_mark", _mark)


def load_lines(connection: Connection, file: LandedFile, largest: int) -> None:
    """Fill the temporary table `text_lines` (line_number from 1, line without its end) from a file of at
    most `largest` bytes, unpacked."""
    connection.execute("CREATE OR REPLACE TEMP TABLE text_lines (line_number BIGINT, line VARCHAR)")
    try:
        for batch in _batches(file, largest):
            connection.register("batch", batch)
            connection.execute("INSERT INTO text_lines FROM batch")
            connection.unregister("batch")
    except (EOFError, zlib.error, UnicodeError) as error:
        raise unreadable(file, error) from error


def line_variables(file: LandedFile) -> dict[str, str | int]:
    """What queries on `text_lines` read by getvariable."""
    encoding = file.source.dialect.encoding
    bounds = f"expected at most {LONGEST_LINE:,} characters, and {MOST_LONG_TEXT:,} in all lines beyond {LONG_LINE:,}"
    return {
        "text_encoding": encoding,
        "bad_bytes": MARK,
        "cut_off": CUT,
        "longest_line": LONG_LINE,
        "line_bounds": bounds,
        "record_bounds": f"expected at most {LONG_LINE:,} characters in a record of several lines",
    }


def unreadable(file: LandedFile, error: Exception) -> Refused:
    """The refusal of a file that cannot be read at all."""
    found = " ".join(str(error).split())[:300]
    if isinstance(error, duckdb.OutOfMemoryException | MemoryError):
        return Refused(
            f"{file.title}: memory is short for its rows ({found}); have it sent as several files, or raise "
            "TIEOUT_MEMORY_LIMIT where the machine has more; nothing was written"
        )
    return Refused(f"{file.title}: cannot be read ({found}); have it sent again, whole; nothing was written")


def is_damage(error: Exception) -> bool:
    """True if the file that was read is the cause: not a full disk, nor a query that is wrong whatever the file holds."""
    if isinstance(error, OSError) and error.errno in OF_THE_MACHINE:
        return False
    is_full = os.strerror(errno.ENOSPC) in str(error)
    return not isinstance(error, OF_OUR_QUERIES) and not is_full


def _batches(file: LandedFile, largest: int) -> Iterator[pa.Table]:
    first = 1
    for lines in _pieces(file, largest):
        yield pa.table(
            {"line_number": pa.arange(first, first + len(lines)), "line": pa.array(lines, pa.string())}
        )
        first += len(lines)


def _pieces(file: LandedFile, largest: int) -> Iterator[list[str]]:
    """The lines in lists of some megabytes, without their ends. The last line needs none."""
    encoding = file.source.dialect.encoding
    encoding = "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding
    rest, shorten = "", Shortener()
    with _opened(file) as raw, io.TextIOWrapper(raw, encoding, errors="tieout_mark", newline="\n") as text:
        while piece := text.read(CHUNK):
            check_size(file, raw.tell(), largest)
            *lines, rest = (rest + piece).replace("\r\n", "\n").split("\n")
            # Of a line that is too long the start is kept, whatever follows: a file without line ends needs no more memory.
            rest = rest[: LONGEST_LINE + 1]
            yield lines if max(map(len, lines), default=0) <= LONG_LINE else list(map(shorten, lines))
    if rest:
        yield [shorten(rest.removesuffix("\r"))]


class Shortener:
    """Cuts the lines of a file that are longer than `LONGEST_LINE`, and the long ones beyond `MOST_LONG_TEXT`."""

    def __init__(self) -> None:
        self._left = MOST_LONG_TEXT

    def __call__(self, line: str) -> str:
        if len(line) <= LONG_LINE:
            return line
        if len(line) > min(LONGEST_LINE, self._left):
            return line[:LONG_LINE] + CUT
        self._left -= len(line)
        return line


def _opened(file: LandedFile) -> IO[bytes]:
    if not file.path.name.endswith(".gz"):
        return file.path.open("rb")
    if not file.path.stat().st_size:
        raise EOFError("Compressed file ended before its header")
    return cast(IO[bytes], gzip.open(file.path, "rb"))
