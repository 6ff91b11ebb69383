"""Checking a whole lake: its history, its links, and every byte of every generation. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.lake import paths
from pipelines.lake.commits import FIRST, History, read_history
from pipelines.lake.current import find_current, older_than_recorded, wrong_links
from pipelines.lake.damage import DamagedLakeError
from pipelines.lake.manifest import hash_file, read_manifest
from pipelines.lake.verification import Hashed, find_damage


@dataclass(frozen=True)
class Inspected:
    """One generation: its name, how many files it has, whether a commit has recorded it, and its damage."""

    name: str
    files: int
    is_recorded: bool
    damage: tuple[str, ...]


@dataclass(frozen=True)
class Inspection:
    """All that was checked; a lake without damage has none in any of them."""

    commits: int
    head: str
    generations: tuple[Inspected, ...]
    damage: tuple[str, ...]
    """Of the history and the links."""
    notices: tuple[str, ...] = ()
    """What is no damage, but may not be meant."""

    @property
    def is_whole(self) -> bool:
        return not self.damage and not any(generation.damage for generation in self.generations)


def inspect_lake(root: Path, head: str | None = None) -> Inspection:
    """Check everything.

    Args:
        root: The lake's folder.
        head: Hash that the history must hold, such as the one in the log or an alert of an earlier night.
    """
    damage: list[str] = []
    notices: tuple[str, ...] = ()
    history = History(root / paths.COMMITS, (), ())
    try:
        history = read_history(root)
        current = find_current(root)
        damage += [f"{link}: {found}" for link, found in wrong_links(root, current)] if current else ()
        notices = tuple(older_than_recorded(current, history)) if current else ()
    except DamagedLakeError as error:
        damage.append(error.finding)
    damage += _missing_head(history, head)
    hashed: dict[str, Hashed] = {}
    generations = tuple(_inspect(folder, history, hashed) for folder in paths.generations(root))
    return Inspection(len(history.commits), history.head, generations, tuple(damage), notices)


def _missing_head(history: History, head: str | None) -> Iterator[str]:
    if head and head not in (FIRST, *history.digests):
        yield (
            f"{history.path}: expected a commit with the hash {head}; found none among {len(history.commits)}: the history "
            "has been rewritten since that hash was noted, or cut off before it"
        )


def _inspect(folder: Path, history: History, hashed: dict[str, Hashed]) -> Inspected:
    recorded = history.manifest_of(folder.name)
    try:
        manifest = read_manifest(folder)
        damage = find_damage(manifest, hashed)
    except DamagedLakeError as error:
        return Inspected(folder.name, 0, recorded is not None, (error.finding,))
    path = folder / paths.MANIFEST
    found = hash_file(path) if path.exists() else None
    if recorded and found != recorded:
        damage = [f"{path}: expected sha256 {recorded}; found {found or 'no such file'}", *damage]
    return Inspected(folder.name, len(manifest.files), recorded is not None, tuple(damage))
