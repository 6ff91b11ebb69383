"""Forgetting a payer: it is registered, then masked in every night by one commit; then what held its names is removed.

A kill in between leaves a payer that is registered and a lake that is not all masked: forgetting the payer again ends it.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipelines.forgetting.masks import MASKED, Masks, declared_rows
from pipelines.forgetting.open_business import check_known, check_settled
from pipelines.forgetting.record import Record, read_record, write_record
from pipelines.forgetting.registration import register
from pipelines.lake import KEPT, Commit, Lake, Snapshot, Staging
from pipelines.publish import catch_up
from pipelines.recovery import Report, ignore
from pipelines.sql import engine

BY_FILE = "file_index"


@dataclass(frozen=True)
class Forgetting:
    """What was done; no commit where all was done before."""

    pseudonym: str
    commit: Commit | None
    head: str
    nights: Mapping[str, int]
    """Table → how many of its nights were rewritten."""
    removed: tuple[str, ...] = ()
    """Older generations, staged nights and copies."""
    copies: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    """Links of the lake that were not as its last commit left them."""


def forget(lake: Lake, payer_id: str, run_id: str, report: Report = ignore) -> Forgetting:
    """Mask a payer's names and texts in every night of the lake, and have them masked wherever they land again.

    Raises:
        Refused: Nobody knows the payer, or something of it is open; nothing was written.
        PublishError: The lake is masked, but a copy of it could not be made again.
    """
    with lake.lock(run_id):
        notices = tuple(lake.repair_links())
        snapshot, record = check_known(lake, lake.pin(), payer_id), read_record(lake)
        before = record.find(payer_id)
        if before is None:
            check_settled(snapshot, payer_id)
        registered = register(snapshot, record, payer_id)
        masks = registered.masks()
        staged = _stage(lake, snapshot, masks, run_id)
        if before and before.commit and not staged:
            return Forgetting(before.pseudonym, None, lake.history().head, {}, notices=notices)
        write_record(lake, registered)
        nights = {night: staging for found in staged.values() for night, staging in found.items()}
        commit = lake.rewrite("forgotten", snapshot, nights, run_id)
        removed = _remove_older(lake)
        copies = catch_up(lake, report=report, is_anew=True)
        write_record(lake, _with_commit(registered, payer_id, commit.number))
        counts = {name: len(found) for name, found in staged.items()}
        pseudonym = next(each.pseudonym for each in registered.people if each.payer_id == payer_id)
        return Forgetting(pseudonym, commit, commit.digest(), counts, tuple(removed), tuple(copies), notices)


def _stage(lake: Lake, snapshot: Snapshot, masks: Masks, run_id: str) -> dict[str, dict[date, Staging]]:
    """Write the nights of each table that hold something to mask once more, masked; one at a time."""
    partitions = {name: snapshot.partitions(name) for name in MASKED if name in KEPT}
    files = {name: list(found.values()) for name, found in partitions.items() if found}
    with engine(
        macros=Masks.macros,
        files=[path for paths in files.values() for path in paths],
        folders=[snapshot.folder],
    ) as connection:
        masks.prepare(connection)
        for name, paths in files.items():
            masks.collect(connection, KEPT[name], declared_rows(KEPT[name], paths), (BY_FILE,))
        masks.mask_texts(connection)
        staged: dict[str, dict[date, Staging]] = {}
        for name in files:
            for (place,) in connection.sql(masks.changed(KEPT[name], BY_FILE)).fetchall():
                night = list(partitions[name])[place]
                rows = (
                    f"SELECT * EXCLUDE ({BY_FILE}) FROM ({declared_rows(KEPT[name], [files[name][place]])})"
                )
                masked = masks.replaced(KEPT[name], rows, chosen=f"{BY_FILE} = {place}")
                staging = staged.setdefault(name, {})[night] = lake.stage(night, run_id)
                staging.write(name, connection.sql(masked).to_arrow_table())
        return staged


def _remove_older(lake: Lake) -> list[str]:
    """Remove what held the names: older generations, all that is staged, and the pages about a judged night."""
    gone = lake.prune(keep_for=timedelta(0), keep_staging_for=timedelta(0), keep=1)
    if lake.data_docs.exists():
        shutil.rmtree(lake.data_docs)
        gone.append(lake.data_docs.name)
    return gone


def _with_commit(record: Record, payer_id: str, number: int) -> Record:
    people = (replace(each, commit=number) if each.payer_id == payer_id else each for each in record.people)
    return replace(record, people=tuple(people))
