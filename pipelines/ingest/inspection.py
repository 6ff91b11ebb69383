"""All that is wrong with a landing zone, without a night: every fault at once, where a night stops at the first.

What does **not** belong here: what only the books can tell (a payment or a document that nobody knows).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

import pyarrow as pa

from pipelines.catalog import EXTRACTS
from pipelines.connections import Connection, is_engine_fault
from pipelines.databases import careful_work
from pipelines.errors import Refused
from pipelines.ingest.bounds import GIGABYTE
from pipelines.ingest.landing import LandingPolicy
from pipelines.ingest.landing_zone import (
    Folder,
    LandedFile,
    day_folder,
    day_names,
    folder_names,
    landed_file,
    listed_names,
)
from pipelines.ingest.load_extract import Listing, land_extract
from pipelines.ingest.mapping import Source
from pipelines.ingest.parquet import parquet_folders
from pipelines.ingest.values import prepare_values
from pipelines.nights import days_from
from pipelines.sql import engine
from pipelines.visible_text import visible_line


@dataclass(frozen=True)
class Fault:
    """`row_count` 0: a night stops on it; otherwise so many rows go to quarantine for it, the first at `place`."""

    place: str
    message: str
    row_count: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", visible_line(self.place))
        object.__setattr__(self, "message", visible_line(self.message))


def inspect(
    extracts: Path, first: date, last: date, policy: LandingPolicy, sources: Sequence[Source]
) -> Iterator[Fault]:
    """Of the folders dated `first` to `last`, and of all names that are no folder of a day; by day and extract."""
    folders, faults = _folders(extracts, sources)
    yield from faults
    listing: dict[Folder, list[LandedFile]] = {}
    for folder in sorted(folders, key=lambda folder: (folder.day, folder.name)):
        if max(first, policy.earliest_date) <= folder.day <= last:  # no night reads an earlier one
            listing[folder], faults = _files(folder, sources)
            yield from faults
    yield from _missing(listing, policy)
    for _, days in groupby(listing, key=lambda folder: folder.day):
        yield from _day_faults({folder: listing[folder] for folder in days}, policy)


def _folders(extracts: Path, sources: Sequence[Source]) -> tuple[list[Folder], list[Fault]]:
    folders, faults = [], []
    for parent in (extracts / name for name in folder_names(sources)):
        try:
            names = day_names(parent)
        except Refused as refused:
            faults.append(Fault(parent.name, str(refused)))
            continue
        for name in names:
            try:
                folders.append(Folder(parent / name, parent.name, day_folder(parent, name)))
            except Refused as refused:
                faults.append(Fault(f"{parent.name}/{name}", str(refused)))
    return folders, faults


def _files(folder: Folder, sources: Sequence[Source]) -> tuple[list[LandedFile], list[Fault]]:
    files, faults = [], []
    for name in listed_names(folder.path, is_data=True):
        try:
            files.append(landed_file(folder, name, sources))
        except Refused as refused:
            faults.append(Fault(f"{folder.name}/{folder.day}/{name}", str(refused)))
    return files, faults


def _missing(listing: Listing, policy: LandingPolicy) -> Iterator[Fault]:
    """Required extracts, from the first day that has folders to the last."""
    there = {(file.extract, folder.day) for folder, files in listing.items() for file in files}
    days = sorted({folder.day for folder in listing})
    for day in days_from(days[0], days[-1]) if days else ():
        for extract in policy.required_on(day):
            if (extract, day) not in there:
                said = (
                    f"{extract} {day}: no file has come; expected one, as the policy requires; have it sent"
                )
                yield Fault(f"{extract}/{day}", said)


def _day_faults(listing: Listing, policy: LandingPolicy) -> Iterator[Fault]:
    """By extract. After a refusal the next one gets another connection: a damaged file may have made this one unusable."""
    waiting = list(EXTRACTS)
    while waiting:
        with _connection(listing, policy) as connection:
            is_usable = True
            while waiting and is_usable:
                extract = waiting.pop(0)
                mine = {
                    folder: [file for file in files if file.extract == extract]
                    for folder, files in listing.items()
                }
                try:
                    yield from _rows(connection, extract, mine, policy)
                except Exception as error:
                    if not isinstance(error, Refused) and not is_engine_fault(error):
                        raise
                    is_usable = False
                    yield from _faults_of_files(extract, mine, policy, error)


def _faults_of_files(
    extract: str, listing: Listing, policy: LandingPolicy, error: Exception
) -> Iterator[Fault]:
    """Every file alone and carefully, so that the second bad one is named as well. Where all are refused together and none
    by itself, their sums disagree with a control file."""
    is_told = False
    for folder, file in ((folder, file) for folder, files in listing.items() for file in files):
        alone = {Folder(Path(os.devnull), folder.name, folder.day): [file]}
        try:
            with careful_work(), _connection(alone, policy) as connection:
                found = list(_rows(connection, extract, alone, policy))
        except Refused as of_file:
            is_told, found = True, [Fault(file.file, str(of_file))]
        yield from found
    if not is_told and isinstance(error, Refused):
        yield Fault(extract, str(error))


@contextmanager
def _connection(listing: Listing, policy: LandingPolicy) -> Iterator[Connection]:
    found = [file.path for files in listing.values() for file in files]
    with engine(files=found, folders=parquet_folders(found)) as connection:
        prepare_values(connection, policy.earliest_date, policy.latest_date)
        yield connection


def _rows(connection: Connection, extract: str, listing: Listing, policy: LandingPolicy) -> Iterator[Fault]:
    """One fault per file and reason."""
    largest = policy.largest_file_gigabytes * GIGABYTE
    rejected = land_extract(connection, extract, listing, _drop, largest).quarantine
    counted = rejected.group_by(["file", "reason"]).aggregate(
        [("row_number", "min"), ("row_number", "count")]
    )
    for row in counted.sort_by([("file", "ascending"), ("reason", "ascending")]).to_pylist():
        yield Fault(f"{row['file']}:{row['row_number_min']}", row["reason"], row["row_number_count"])


def _drop(name: str, rows: pa.RecordBatchReader) -> pa.Table:
    """A sink for sound rows, about which there is nothing to say."""
    rows.close()
    return rows.schema.empty_table()
