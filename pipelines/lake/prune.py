"""Clearing away what nobody reads any more: old generations, and what dead runs have staged."""

from __future__ import annotations

import shutil
import time
from datetime import timedelta
from pathlib import Path

from pipelines.lake import paths

KEEP_GENERATIONS = 2
KEEP_AT_MOST = 20
KEEP_FOR = timedelta(minutes=15)
KEEP_STAGING_FOR = timedelta(days=1)


def prune_generations(
    root: Path, current: str, keep_for: timedelta, keep: int = KEEP_GENERATIONS
) -> list[str]:
    """Remove generations replaced longer ago than `keep_for`, so that readers who pinned one can end.

    The last `keep` stay in any case. More than twenty never stay: a back-fill would fill the disk with folders.
    """
    folders = paths.generations(root)
    old = [folder for folder in folders if paths.number_of(folder.name) < paths.number_of(current)]
    replaced = [_age(folder) for folder in folders[1 : len(old) + 1]]
    gone = []
    for position, (folder, seconds_ago) in enumerate(zip(old, replaced, strict=True)):
        rank = len(old) - position + 1
        if rank > KEEP_AT_MOST or (rank > keep and seconds_ago > keep_for.total_seconds()):
            shutil.rmtree(folder)
            gone.append(folder.name)
    return gone


def prune_staging(root: Path, run_id: str | None, keep_for: timedelta) -> list[str]:
    """Remove what other runs staged and left alone for `keep_for`; whoever calls this holds the lock."""
    gone = []
    for folder in (root / paths.STAGING).glob("*/*"):
        if folder.name != run_id and _age(folder) > keep_for.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)
            gone.append(f"{folder.parent.name}/{folder.name}")
    for night in (root / paths.STAGING).glob("*"):
        if not any(night.iterdir()):
            night.rmdir()
    return gone


def leftovers(root: Path) -> list[str]:
    """How many old generations and staged nights there are, for people."""
    generations, staged = (
        len(paths.generations(root)) - 1,
        len(list((root / paths.STAGING).glob("*/*"))),
    )
    counts = {"older generations": generations, "staged nights": staged}
    return [f"{count} {what}" for what, count in counts.items() if count > 0]


def _age(folder: Path) -> float:
    return time.time() - folder.stat().st_mtime
