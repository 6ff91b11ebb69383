"""Land a night: find its folders, refuse it where one is missing, and land one extract after the other.

What does **not** belong here: how one extract or file is read, and anything beyond tonight's folders.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from pipelines.catalog import EXTRACTS, PUBLISHED
from pipelines.errors import RefusedNight
from pipelines.forgetting.masks import NO_MASKS, Masks
from pipelines.ingest.bounds import GIGABYTE
from pipelines.ingest.landing_zone import CONTROL, list_files, list_folders
from pipelines.ingest.load_extract import FILES, Landing, Listing, land_extract
from pipelines.ingest.mapping import load_mapping
from pipelines.ingest.parquet import parquet_folders
from pipelines.ingest.values import prepare_values
from pipelines.sql import Lay, at_hand, engine


class LandingPolicy(Protocol):
    """What landing asks of the policy."""

    def required_on(self, night: date) -> tuple[str, ...]:
        """The extracts whose folder must be there on this day."""
        ...

    @property
    def earliest_date(self) -> date: ...
    @property
    def latest_date(self) -> date: ...
    @property
    def largest_file_gigabytes(self) -> int: ...


def land(
    extracts: Path,
    after: date | None,
    night: date,
    policy: LandingPolicy,
    mapping: Path | None = None,
    lay: Lay = at_hand,
    masks: Masks = NO_MASKS,
) -> Landing:
    """Read every folder dated after `after` (None: from the policy's earliest date) and not after `night`. `lay` says where
    the rows of an extract go, as they come; an extract may be larger than memory. `masks` are those of forgotten payers."""
    sources = load_mapping(mapping)
    if not extracts.is_dir():
        raise RefusedNight(
            f"landing zone {extracts}: expected a folder, found none; name another; nothing was written"
        )
    first = None if after is None else after + timedelta(days=1)
    readable = max(first or policy.earliest_date, policy.earliest_date)
    listing = {
        folder: list_files(folder, sources) for folder in list_folders(extracts, sources, readable, night)
    }
    _check_required(listing, first or night, night, policy)
    found = [file.path for files in listing.values() for file in files]
    with engine(
        macros=masks.macros, files=found, folders=(*parquet_folders(found), *masks.folders)
    ) as connection:
        prepare_values(connection, policy.earliest_date, policy.latest_date)
        masks.prepare(connection)
        largest = policy.largest_file_gigabytes * GIGABYTE
        landed = [land_extract(connection, extract, listing, lay, largest, masks) for extract in EXTRACTS]
    quarantine = pa.concat_tables([PUBLISHED["quarantine"].empty(), *(item.quarantine for item in landed)])
    return Landing(
        {extract: item.tables[extract] for extract, item in zip(EXTRACTS, landed, strict=True)},
        quarantine.sort_by([(name, "ascending") for name in PUBLISHED["quarantine"].key]),
        pa.concat_tables([FILES.empty_table(), *(item.files for item in landed)]).sort_by("file"),
    )


def _check_required(listing: Listing, first: date, night: date, policy: LandingPolicy) -> None:
    """A folder that holds neither data nor a control file is one that is still being filled."""
    there = {(file.extract, folder.day) for folder, files in listing.items() for file in files}
    there |= {
        (extract, folder.day)
        for folder in listing
        for extract in EXTRACTS
        if (folder.path / f"{extract}{CONTROL}").is_file()
    }
    days = [first + timedelta(days=number) for number in range((night - first).days + 1)]
    missing = [
        f"{extract} {day}"
        for day in days
        for extract in policy.required_on(day)
        if (extract, day) not in there
    ]
    if missing:
        raise RefusedNight(
            f"{', '.join(missing)}: no file has come; expected one, since the policy requires the extract on that day; "
            "have it sent, or change required_extracts or holidays in the policy; nothing was written"
        )
