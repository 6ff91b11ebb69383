"""Clearing away what nobody reads any more: old generations, and what dead runs have staged."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from pipelines.lake import paths

KEEP_GENERATIONS = 2
KEEP_AT_MOST = 20
KEEP_FOR = timedelta(minutes=15)
KEEP_STAGING_FOR = timedelta(days=1)
"""What was staged without the lock (assets materialised by hand) is there to be looked at, and its run may be alive. What a
dead run staged that held the lock goes sooner: `pipelines.lake.left_over`."""

_NIGHT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATA_DOCS = "_data_docs.*"
"""Folders in which pages are written before they are shown."""


def prune_generations(
    root: Path, current: str, keep_for: timedelta, keep: int = KEEP_GENERATIONS
) -> list[str]:
    """Remove generations replaced longer ago than `keep_for`, so that readers who pinned one can end.

    The last `keep` stay in any case, but for the one without nights that a lake begins with. More than twenty never stay: a
    back-fill would fill the disk with folders.
    """
    folders = paths.generations(root)
    old = [folder for folder in folders if paths.number_of(folder.name) < paths.number_of(current)]
    replaced = [_age(folder) for folder in folders[1 : len(old) + 1]]
    gone = []
    for position, (folder, seconds_ago) in enumerate(zip(old, replaced, strict=True)):
        rank = len(old) - position + 1
        is_empty = paths.number_of(folder.name) == 0
        is_old = rank > keep and seconds_ago > keep_for.total_seconds()
        if is_empty or is_old or rank > KEEP_AT_MOST:
            shutil.rmtree(folder)
            gone.append(folder.name)
    return gone


def prune_staging(root: Path, run_id: str | None, keep_for: timedelta) -> list[str]:
    """Remove what other runs staged, and pages that were never shown, once left alone for `keep_for`.

    The caller holds the lock. Files that are not of a run stay, such as those of a file manager.
    """
    gone = []
    for folder in [*_staged(root), *root.glob(_DATA_DOCS)]:
        if folder.name != run_id and _age(folder) > keep_for.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)
            gone.append(str(folder.relative_to(root)).removeprefix(f"{paths.STAGING}/"))
    for night in (root / paths.STAGING).glob("*"):
        if _NIGHT.fullmatch(night.name):
            with suppress(OSError):
                night.rmdir()  # unless something is in it
    return gone


def leftovers(root: Path) -> list[str]:
    """How many old generations and staged nights there are, for people."""
    generations, staged = len(paths.generations(root)) - 1, len(list(_staged(root)))
    counts = {"older generations": generations, "staged nights": staged}
    return [f"{count} {what}" for what, count in counts.items() if count > 0]


def _staged(root: Path) -> Iterator[Path]:
    for folder in (root / paths.STAGING).glob("*/*"):
        if _NIGHT.fullmatch(folder.parent.name) and folder.is_dir():
            yield folder


def _age(folder: Path) -> float:
    return time.time() - folder.stat().st_mtime
