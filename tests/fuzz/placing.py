"""Finds the files of a zone that a night must read, and entries that it must not ignore silently."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tests.fuzz.base import NIGHT, extract_names
from tests.fuzz.contract import KINDS, UNFINISHED
from tests.fuzz.reading import read_file
from tests.fuzz.records import Reading
from tests.fuzz.zone import Folder, Link, Zone


@dataclass(frozen=True)
class Placed:
    """A file that a night must read; with an empty `extract`, an entry that makes the zone `wrong` or `doubtful`."""

    path: bytes
    reading: Reading
    extract: str = ""
    day: str = ""
    is_linked: bool = False

    @property
    def shape(self) -> str:
        is_odd = self.is_linked or not self.path.decode("utf-8", "surrogateescape").isprintable()
        return "doubtful" if is_odd and self.reading.shape == "right" else self.reading.shape


EARLIEST = date(1990, 1, 1)
"""Of the shipped policy: earlier folders are not read."""
WRONG, DOUBTFUL, UNREAD = Reading("wrong"), Reading("doubtful"), Reading("unread")
"""An unread entry lies beside the extracts: a night goes on without it, and a notice names it."""


def is_ignored(path: bytes) -> bool:
    """True where a part of the path says that it is not, or not yet, data."""
    parts = path.decode("utf-8", "surrogateescape").split("/")
    return any(part.startswith((".", "_")) or part.endswith(UNFINISHED) for part in parts)


def place_files(zone: Zone) -> Iterator[Placed]:
    """Return every file to be read and every misplaced entry; ignored entries and later nights are left out."""
    for path in zone.entries:
        if not is_ignored(path):
            placed = _place(zone, path)
            if placed is not None:
                yield placed
    yield from _linked_files(zone)


def _linked_files(zone: Zone) -> Iterator[Placed]:
    """Return the files below linked folders: whether links are followed is left open."""
    for link, entry in zone.entries.items():
        target = _target(link, entry) if isinstance(entry, Link) else b""
        below = {
            link + path[len(target) :]: found
            for path, found in zone.entries.items()
            if path.startswith(target + b"/")
        }
        if target and not is_ignored(link) and not link.startswith(target):
            yield from (replace(file, is_linked=True) for file in place_files(Zone(below)))


def _target(link: bytes, entry: Link) -> bytes:
    return posixpath.normpath(posixpath.join(posixpath.dirname(link), entry.target))


def _place(zone: Zone, path: bytes) -> Placed | None:
    parts = path.decode("utf-8", "surrogateescape").split("/")
    entry = zone.entries[path]
    kind = _kind(parts[-1])
    is_file = isinstance(entry, bytes)
    if parts[0] not in extract_names():
        return Placed(path, UNREAD)
    if len(parts) == 1:
        return Placed(path, WRONG if is_file else DOUBTFUL)
    if len(parts) == 2 and is_file:
        return Placed(path, WRONG if kind or parts[1][:4].isdigit() else DOUBTFUL)
    day = read_day(parts[1])
    if day is None:
        return Placed(path, WRONG)
    if not EARLIEST <= day <= NIGHT:
        return None
    if len(parts) != 3 or not is_file:
        return _no_file(zone, path, parts, kind)
    if parts[2].endswith(".control.json"):
        return Placed(path, DOUBTFUL)
    if not kind:
        return Placed(path, WRONG)
    return Placed(path, read_file(parts[0], kind, entry), parts[0], parts[1])


def _no_file(zone: Zone, path: bytes, parts: list[str], kind: str) -> Placed | None:
    """Classify a folder, a link, a pipe, or an entry that is nested too deeply."""
    entry = zone.entries[path]
    if isinstance(entry, Folder) and len(parts) == 2:
        return None
    if len(parts) == 3 and kind and isinstance(entry, Link):
        target = zone.entries.get(_target(path, entry))
        if isinstance(target, bytes):
            return Placed(path, read_file(parts[0], kind, target), parts[0], parts[1])
    return Placed(path, WRONG if isinstance(entry, bytes) and kind else DOUBTFUL)


def _kind(name: str) -> str:
    return max((kind for kind in KINDS if name.endswith(f".{kind}")), key=len, default="")


def read_day(name: str) -> date | None:
    """Return the day that a folder's name says, or None."""
    try:
        day = date.fromisoformat(name)
    except ValueError:
        return None
    # Python reads week dates (2026-W10-2) and dates without hyphens, too.
    return day if day.isoformat() == name else None


def must_come_of(placed: list[Placed]) -> str:
    """Return `refuses` where a file is wrong, `lands` where all are right, else `either`."""
    shapes = {file.shape for file in placed}
    return "refuses" if "wrong" in shapes else "either" if "doubtful" in shapes else "lands"
