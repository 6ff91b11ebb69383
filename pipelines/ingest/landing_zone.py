"""The landing zone: which folders and files there are, which of them a night reads, and whose they are.

What does **not** belong here: what is in a file. Names that are still being written are not seen at all.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pipelines.catalog import EXTRACTS
from pipelines.errors import Refused
from pipelines.ingest.mapping import OWN, Source
from pipelines.visible_text import visible_line

ENDINGS = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".jsonl", ".jsonl.gz", ".parquet")
UNFINISHED = (".tmp", ".part", ".filepart")
CONTROL = ".control.json"
SLACK = timedelta(days=1)
"""A sender east of the business dates its folder a day ahead."""


@dataclass(frozen=True)
class Folder:
    """One folder of one day: `<landing zone>/<name>/<date>`."""

    path: Path
    name: str
    day: date


@dataclass(frozen=True)
class LandedFile:
    """One file to read, with the source that says how."""

    path: Path
    file: str
    folder: Folder
    source: Source

    @property
    def extract(self) -> str:
        return self.source.extract

    @property
    def title(self) -> str:
        """How messages name it."""
        return f"{self.extract} {self.folder.day}: {self.file}"


def list_folders(extracts: Path, sources: Sequence[Source], first: date, last: date) -> list[Folder]:
    """Return the folders of the days from `first` to `last`, in order of day and name."""
    found = (folder for name in folder_names(sources) for folder in _days(extracts / name))
    wanted = (folder for folder in found if first <= folder.day <= last)
    return sorted(wanted, key=lambda folder: (folder.day, folder.name))


def list_files(folder: Folder, sources: Sequence[Source]) -> list[LandedFile]:
    """The finished data files of one folder, by name."""
    return [landed_file(folder, name, sources) for name in listed_names(folder.path, is_data=True)]


def earliest_folder(
    extracts: Path, sources: Sequence[Source] = (), first: date = date.min, last: date = date.max
) -> date | None:
    """Return the first day, from `first` to `last`, that any extract has a folder for; None where there is none."""
    return min((folder.day for folder in list_folders(extracts, sources, first, last)), default=None)


def latest_day(today: date) -> date:
    """Return the last day that a folder or a night may be dated; folders after it are skipped."""
    return today + SLACK


def sha256_of(path: Path) -> str:
    """Hash of a file's content."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def folder_names(sources: Sequence[Source]) -> list[str]:
    """The folders that the extracts and the sources of a mapping file have."""
    return sorted({*EXTRACTS, *(source.folder for source in sources)})


def _days(parent: Path) -> Iterator[Folder]:
    for name in day_names(parent):
        yield Folder(parent / name, parent.name, day_folder(parent, name))


def day_names(parent: Path) -> list[str]:
    """Return the names in the folder of an extract; none where it has no folder.

    Raises:
        Refused: `parent` exists but is no folder, such as a link to a disk that is not mounted.
    """
    if not os.path.lexists(parent):
        return []
    if not parent.is_dir():
        raise Refused(
            f"{parent.name}: not a folder; expected {parent.name}/YYYY-MM-DD/<files>, found a file or a broken link; "
            "move it away or restore the folder that it links to; nothing was written"
        )
    return listed_names(parent)


def listed_names(folder: Path, is_data: bool = False) -> list[str]:
    """What is in a folder and finished, by name; of data files without their control file."""
    return sorted(
        name for name in os.listdir(folder) if _is_finished(name) and not (is_data and name.endswith(CONTROL))
    )


def day_folder(parent: Path, name: str) -> date:
    """The day that a folder's name says; refused where it says none."""
    try:
        day = date.fromisoformat(name)
        if name == day.isoformat() and os.path.isdir(f"{parent}/{name}"):
            return day
    except ValueError:
        pass
    raise Refused(
        f"{parent.name}/{name}: not the folder of a day; expected {parent.name}/YYYY-MM-DD/<files>, found {name!r}; "
        "move it away, or let its name begin with '_'; nothing was written"
    )


def _is_finished(name: str) -> bool:
    return not name.startswith((".", "_")) and not name.endswith(UNFINISHED)


def landed_file(folder: Folder, name: str, sources: Sequence[Source]) -> LandedFile:
    """A file of the folder with the source that reads it; refused where nothing can."""
    if (shown := visible_line(name)) != name:
        raise Refused(
            f"{folder.name}/{folder.day}/{shown}: not a name that can be read; expected UTF-8 without control characters, "
            "found others; rename it; nothing was written"
        )
    file = f"{folder.name}/{folder.day}/{name}"
    source = next((source for source in sources if source.matches(file)), OWN.get(folder.name))
    if source is None:
        raise Refused(
            f"{file}: no source of the mapping names it; add one, or move it away; nothing was written"
        )
    if not name.endswith(ENDINGS) or not (folder.path / name).is_file():
        raise Refused(
            f"{file}: not a file that can be read; expected a name that ends in {', '.join(ENDINGS)}; rename it, or "
            "let its name begin with '_' if it is no data; nothing was written"
        )
    return LandedFile(folder.path / name, file, folder, source)
