"""Judges a landing against the files: no row lost, invented, changed, or rejected without a fault.

What does **not** belong here: single rows (`rows`), and messages and refusals (`trial`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.ingest import Landing
from tests.fuzz.placing import Placed
from tests.fuzz.rows import Failure, judge_rows, read_rows, skeleton, text_of


def judge_landing(placed: list[Placed], landing: Landing) -> Iterator[Failure]:
    """Compare a landing with the files, read independently."""
    tables = [*landing.tables.values(), landing.quarantine, landing.files]
    for table in tables:
        try:
            table.validate(full=True)
        except pa.ArrowInvalid as error:
            yield "invalid text in a table", str(error)[:200]
            return
    files = [file for file in placed if file.extract]
    yield from _judge_files(files, landing)
    beyond = list(_dates_beyond_the_calendar(landing))
    if beyond:
        yield "date outside the calendar landed", ", ".join(beyond)
        return
    filled = {name for name, table in landing.tables.items() if table.num_rows}
    if filled - {file.extract for file in files}:
        yield "rows of an extract without files", str(filled)
    for extract in {file.extract for file in files}:
        yield from _judge_extract(extract, [file for file in files if file.extract == extract], landing)


def _dates_beyond_the_calendar(landing: Landing) -> Iterator[str]:
    """Return columns with dates before the year 1 or after 9999, which few readers can read."""
    for extract, table in landing.tables.items():
        for name in table.column_names:
            if pa.types.is_temporal(table.schema.field(name).type):
                try:
                    table.column(name).to_pylist()
                except (OverflowError, ValueError):
                    seconds = table.column(name).cast(pa.timestamp("s"), safe=False).cast(pa.int64())
                    yield f"{extract}.{name}: {pc.min(seconds)} to {pc.max(seconds)} seconds after 1970"


def _judge_files(files: list[Placed], landing: Landing) -> Iterator[Failure]:
    """Require that exactly the files present are listed, each once, with the number of its rows."""
    listed = {row["file"]: row["row_count"] for row in landing.files.to_pylist()}
    if len(listed) != landing.files.num_rows:
        yield "file listed twice", str(sorted(listed))
    if len(listed) != len(files):
        yield (
            "listed files differ from the files present",
            f"{sorted(listed)} against {[file.path for file in files]}",
        )
    for file in files:
        count = listed.get(text_of(file.path))
        records = file.reading.records
        if count is None or records is None:
            continue
        sure = sum(not record.is_optional for record in records)
        if not sure <= count <= len(records):
            yield (
                "row count differs from the rows present",
                f"{file.path!r}: {sure} to {len(records)} rows, counted {count}",
            )


def _judge_extract(extract: str, files: list[Placed], landing: Landing) -> Iterator[Failure]:
    landed = {(row["source_file"], row["source_row"]): row for row in landing.tables[extract].to_pylist()}
    rejected = {
        (row["file"], row["row_number"]): row
        for row in landing.quarantine.to_pylist()
        if row["extract"] == extract
    }
    if len(landed) != landing.tables[extract].num_rows:
        yield "two landed rows from one line", extract
    if len(rejected) != sum(row["extract"] == extract for row in landing.quarantine.to_pylist()):
        yield "line quarantined twice", extract
    both = landed.keys() & rejected.keys()
    if both:
        yield "row landed and quarantined", str(sorted(both)[:3])
    texts: dict[str, list[str]] = defaultdict(list)
    for (file, _), row in [*landed.items(), *rejected.items()]:
        texts[file].append(str(row.get("raw_row") or row.get("row") or ""))
    everywhere = [skeleton(row["raw_row"]) for row in landed.values()]
    for file in files:
        if file.reading.records is None:
            yield from _judge_lines(file, texts[text_of(file.path)], everywhere)
    exact = [row for file in files for row in read_rows(file)]
    known = {text_of(file.path) for file in files if file.reading.records is not None}
    yield from judge_rows(
        extract,
        exact,
        {place: row for place, row in landed.items() if place[0] in known},
        {place: row for place, row in rejected.items() if place[0] in known},
        is_whole=all(file.reading.records is not None for file in files),
    )


def _judge_lines(file: Placed, texts: list[str], landed: list[str]) -> Iterator[Failure]:
    """Require every line of a malformed file in a landed or a quarantined row."""
    kept = "\n".join(map(skeleton, texts))
    for number, line in file.reading.lines:
        for piece in line.split("\r"):
            bare = skeleton(piece)
            if bare not in kept and not any(bare in row for row in landed):
                yield "lost line", f"{file.path!r} line {number}: {piece[:120]!r}"
