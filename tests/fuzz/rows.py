"""Judges single rows: where each went, its exact values, the versions of its key."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.fuzz.contract import EXTRACTS
from tests.fuzz.goodness import is_surely_good
from tests.fuzz.placing import Placed
from tests.fuzz.records import Record
from tests.fuzz.typed import Invalid, is_plainly_written, landed_row, typed_row

CONFLICT = "conflicting_versions"
Failure = tuple[str, str]
"""The kind of failure, and what exactly was found."""


@dataclass
class Row:
    """A row of the input: its place and its typed values; without these it must be quarantined, for its `fault`."""

    file: str
    day: str
    record: Record
    typed: tuple[Any, ...] | None
    fault: str = ""

    @property
    def place(self) -> tuple[str, int]:
        return self.file, self.record.line


def text_of(path: bytes) -> str:
    """Return a path as text, whatever its bytes are."""
    return path.decode("utf-8", "surrogateescape")


def read_rows(file: Placed) -> Iterator[Row]:
    """Return the rows of a file that is well-formed."""
    for record in file.reading.records or ():
        typed, fault = None, "text"
        try:
            typed = None if record.values is None else typed_row(file.extract, record.values)
        except Invalid as error:
            fault = f"{file.extract}.{error}"
        yield Row(text_of(file.path), file.day, record, typed, fault)


def skeleton(text: str) -> str:
    """Reduce a text to its ASCII letters and digits, which no escaping changes."""
    shown = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return re.sub(r"\\x[0-9a-f]{2}|[^A-Za-z0-9]", "", shown)


Rows = dict[tuple[str, int], dict[str, Any]]


def judge_rows(
    extract: str, rows: list[Row], landed: Rows, rejected: Rows, is_whole: bool
) -> Iterator[Failure]:
    by_place = {row.place: row for row in rows}
    for place in [*landed, *rejected]:
        if place not in by_place:
            yield (
                "invented row",
                f"{place}: {str(landed.get(place) or rejected[place])[:200]}",
            )
    kept = [row for row in rows if row.place in landed]
    yield from _judge_values(extract, kept, landed)
    yield from _judge_versions(extract, kept)
    for row in rows:
        if row.place in rejected:
            yield from _judge_rejection(extract, row, rows, rejected, is_whole)
        elif row.place not in landed and not _is_excused(extract, row, rows, kept) and is_whole:
            yield "lost row", f"{row.place}: {str(row.record.values or row.record.text)[:300]}"


def _judge_values(extract: str, kept: Iterable[Row], landed: Rows) -> Iterator[Failure]:
    """Require that landed values equal the typed values of their rows exactly."""
    for row in kept:
        found = landed_row(extract, landed[row.place])
        if row.typed is None:
            yield (
                f"invalid row landed ({row.fault})",
                f"{row.place}: {str(row.record.values or row.record.text)[:300]} as {_shown(found)}",
            )
        elif found != row.typed:
            differing = [f"{name}: {there!r:.80} as {here!r:.80}" for name, there, here in
                         zip(EXTRACTS[extract].columns, row.typed, found, strict=True) if there != here]  # fmt: skip
            yield "changed value", f"{row.place}: {differing}"


def _shown(values: tuple[Any, ...]) -> str:
    return str([value for value in values if value is not None])[:300]


def _judge_versions(extract: str, kept: list[Row]) -> Iterator[Failure]:
    """Require one row per key, and one day per group."""
    keys: dict[Any, Row] = {}
    days: dict[Any, set[str]] = defaultdict(set)
    for row in kept:
        if row.typed is None:
            continue
        other = keys.setdefault(_part(extract, row, EXTRACTS[extract].key), row)
        if other is not row:
            yield "duplicate key landed", f"{other.place} and {row.place}"
        days[_part(extract, row, EXTRACTS[extract].group)].add(row.day)
    for group, found in days.items():
        if len(found) > 1:
            yield "two days of one group landed", f"{group}: {sorted(found)}"


def _part(extract: str, row: Row, names: tuple[str, ...]) -> tuple[Any, ...]:
    assert row.typed is not None
    return tuple(
        value for name, value in zip(EXTRACTS[extract].columns, row.typed, strict=True) if name in names
    )


def _is_excused(extract: str, row: Row, rows: list[Row], kept: list[Row]) -> bool:
    """True for a copy of a row that landed, a row that a later day replaces, or a blank line."""
    if row.record.is_optional:
        return True
    if row.typed is None:
        return any(other.record.values == row.record.values for other in kept)
    group = _part(extract, row, EXTRACTS[extract].group)
    versions = [
        other for other in kept if other.typed and _part(extract, other, EXTRACTS[extract].group) == group
    ]
    return any(other.day > row.day or other.typed == row.typed for other in versions)


def _judge_rejection(
    extract: str, row: Row, rows: list[Row], rejected: Rows, is_whole: bool
) -> Iterator[Failure]:
    """Require that a valid row is quarantined only with a contradicting version of its group."""
    found = rejected[row.place]
    reason = found["reason"]
    if not reason:
        yield "rejected row without a reason", str(row.place)
    if row.record.text and not _is_shown(row.record.text, found["row"], reason):
        yield (
            "quarantine shows another row",
            f"{row.place}: {row.record.text[:150]!r} as {found['row'][:150]!r}",
        )
    if (
        row.typed is None
        or not is_plainly_written(extract, row.record.values or {})
        or not is_surely_good(extract, row.typed)
    ):
        return
    if not reason.startswith(CONFLICT):
        yield "valid row rejected", f"{row.place}: {reason[:200]}: {_shown(row.typed)}"
    elif is_whole and not _has_rival(extract, row, rows, rejected):
        yield "conflict without another version", f"{row.place}: {reason[:200]}"


def _is_shown(text: str, shown: str, reason: str) -> bool:
    """True where quarantine shows the row, or the beginning of one that is too long to be read."""
    if reason.startswith("line: expected at most") and len(shown) > 60_000:
        return skeleton(text).startswith(skeleton(shown[:60_000]))
    return skeleton(text) == skeleton(shown)


def _has_rival(extract: str, row: Row, rows: list[Row], rejected: Rows) -> bool:
    """True where two rows of the group, on that day, have one key and different contents."""
    group = _part(extract, row, EXTRACTS[extract].group)
    contents: dict[Any, tuple[Any, ...]] = {}
    for other in rows:
        is_version = other.day == row.day and other.typed is not None and other.place in rejected
        if is_version and _part(extract, other, EXTRACTS[extract].group) == group:
            key = _part(extract, other, EXTRACTS[extract].key)
            if contents.setdefault(key, other.typed) != other.typed:
                return True
    return False
