"""Findings about a landing zone that stop no night: names that nothing reads, folders dated in the future or before the
policy's earliest date, and sources of a mapping file that fit no file or the file of another source.

What does **not** belong here: faults that stop a night or reject a row (`inspection`), and whom a notice is reported to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path

from pipelines.catalog import EXTRACTS
from pipelines.errors import Refused
from pipelines.ingest.landing_zone import (
    CONTROL,
    Folder,
    day_folder,
    day_names,
    folder_names,
    latest_day,
    listed_names,
)
from pipelines.ingest.mapping import Source
from pipelines.visible_text import visible_line

SHOWN = 5


@dataclass(frozen=True)
class Notice:
    """A message as an error has it. `is_urgent`: data stays unread until a person acts, so an alert is sent."""

    message: str
    is_urgent: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", visible_line(self.message))


def find_notices(
    extracts: Path,
    sources: Sequence[Source],
    first: date,
    last: date,
    today: date,
    earliest: date = date.min,
) -> list[Notice]:
    """Return the findings about the zone; about single files, only those in folders dated `first` to `last`. Nights read
    folders from the day `earliest` to the one after `today`."""
    if not extracts.is_dir():
        return []
    dated = _dated_folders(extracts, sources)
    readable = [folder for folder in dated if earliest <= folder.day <= latest_day(today)]
    names = {folder: listed_names(folder.path) for folder in readable if first <= folder.day <= last}
    return [
        *_unread_names(extracts, folder_names(sources)),
        *_early_folders([folder for folder in dated if folder.day < earliest], earliest),
        *_future_folders([folder for folder in dated if folder.day > latest_day(today)], today),
        *_unread_controls(names),
        *_unfitted_sources(readable, sources),
        *_shared_files(names, sources),
    ]


def _dated_folders(extracts: Path, sources: Sequence[Source]) -> list[Folder]:
    """By day and name; names that are no day are left to the refusals of `inspection` and of a night."""
    found = []
    for parent in (extracts / name for name in folder_names(sources)):
        with suppress(Refused):
            for name in day_names(parent):
                with suppress(Refused):
                    found.append(Folder(parent / name, parent.name, day_folder(parent, name)))
    return sorted(found, key=lambda folder: (folder.day, folder.name))


def _unread_names(extracts: Path, expected: Sequence[str]) -> Iterator[Notice]:
    unread = [name for name in listed_names(extracts) if name not in expected]
    nearest = {name: _nearest(name, expected) for name in unread if (extracts / name).is_dir()}
    wanted = {near: [name for name in nearest if nearest[name] == near] for near in nearest.values()}
    for near, names in wanted.items():
        yield Notice(
            f"{_some(names)}: a folder that nothing reads; expected {near or 'one of ' + ', '.join(expected)}; rename it, "
            "or start its name with '_' if it is not data; none of its files was read"
        )
    loose = [name for name in unread if name not in nearest]
    if loose:
        yield Notice(
            f"{_some(loose)}: beside the folders of the extracts, where nothing reads a file; expected "
            "<extract>/YYYY-MM-DD/<file>; move it there, or start its name with '_' if it is not data; it was not read"
        )


def _early_folders(folders: Sequence[Folder], earliest: date) -> Iterator[Notice]:
    if folders:
        yield Notice(
            f"{_some(f'{folder.name}/{folder.day}' for folder in folders)}: dated before the earliest date; expected "
            f"{earliest} or later (earliest_date of the policy); correct the folder's name, or the policy; the folder was "
            "skipped, and none of its files was read",
            is_urgent=True,
        )


def _future_folders(folders: Sequence[Folder], today: date) -> Iterator[Notice]:
    if folders:
        yield Notice(
            f"{_some(f'{folder.name}/{folder.day}' for folder in folders)}: dated in the future; expected a day up to "
            f"{latest_day(today)}, since today is {today}; correct the folder's name, or the clock of the machine; "
            "the folder was skipped, and none of its files was read",
            is_urgent=True,
        )


def _unread_controls(names: Mapping[Folder, list[str]]) -> Iterator[Notice]:
    found = sorted(
        (folder.name, name, folder.day)
        for folder, listed in names.items()
        for name in listed
        if name.endswith(CONTROL) and name.removesuffix(CONTROL) not in EXTRACTS
    )
    for (folder, name), same in groupby(found, key=lambda row: row[:2]):
        near = _nearest(name.removesuffix(CONTROL), list(EXTRACTS)) or "<extract>"
        yield Notice(
            f"{_some(f'{folder}/{day}/{name}' for _, _, day in same)}: a control file that names no extract; expected "
            f"{near}{CONTROL}; rename it; its totals were not compared with what was read"
        )


def _unfitted_sources(folders: Sequence[Folder], sources: Sequence[Source]) -> Iterator[Notice]:
    """The newest folders are listed first: a source that is in use is found in one of them."""
    for source in sources:
        mine = (folder for folder in reversed(folders) if source.may_match(f"{folder.name}/{folder.day}"))
        files = (f"{folder.name}/{folder.day}/{name}" for folder in mine for name in _data_names(folder))
        if not any(map(source.matches, files)):
            yield Notice(
                f"source {source.name} of the mapping file: fits no file of the landing zone; expected files like "
                f"{source.files}, found none; correct its `files`, or delete the source; it reads nothing"
            )


def _data_names(folder: Folder) -> list[str]:
    return listed_names(folder.path, is_data=True)


def _shared_files(names: Mapping[Folder, list[str]], sources: Sequence[Source]) -> Iterator[Notice]:
    files = [f"{folder.name}/{folder.day}/{name}" for folder, listed in names.items() for name in listed]
    shared: dict[tuple[str, str], list[str]] = {}
    for file in files:
        fitting = [source.name for source in sources if source.matches(file)]
        for other in fitting[1:]:
            shared.setdefault((fitting[0], other), []).append(file)
    for (reader, other), found in shared.items():
        yield Notice(
            f"{_some(found)}: fits two sources of the mapping file, {reader} and {other}; expected one; narrow the `files` "
            f"of one of them; {reader} reads it, since it comes first"
        )


def _nearest(name: str, expected: Sequence[str]) -> str:
    by_lower = {each.lower(): each for each in expected}
    return next((by_lower[near] for near in get_close_matches(name.lower(), by_lower, 1)), "")


def _some(names: Iterable[str]) -> str:
    """A few of the names, and how many there are besides."""
    listed = list(names)
    more = f" and {len(listed) - SHOWN} more" if len(listed) > SHOWN else ""
    return ", ".join(listed[:SHOWN]) + more
