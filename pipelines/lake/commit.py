"""Building the next generation: hard links to what stays, and the staged files of nights new or run again.

It is built aside, recorded in the history of commits, and then shown; no other generation is touched.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipelines.catalog import BOOKS, Role, Table
from pipelines.errors import TieoutError
from pipelines.lake import current, fsync, paths
from pipelines.lake.commits import Commit, read_history
from pipelines.lake.compaction import gather_older
from pipelines.lake.manifest import Manifest, describe_files, find_files, write_manifest
from pipelines.lake.parquet_rows import KEPT, write_rows
from pipelines.lake.retyped import outdated_files, rewrite_file
from pipelines.lake.snapshot import Snapshot
from pipelines.lake.staging import Staging
from pipelines.lake.verification import write_hashed

TABLES_AT_ONCE = 4


class IncompleteNightError(TieoutError):
    """A run commits a night without all of its tables: a fault of ours. Empty tables are staged, too."""


@dataclass(frozen=True)
class Change:
    """What a commit does, and who asked for it."""

    kind: str
    run_id: str
    files: Mapping[date, Mapping[str, Path]]
    """Files that take the place of the base's, or are added to them: night → table → file."""
    snapshot_nights: int
    replaced: Mapping[str, str] = field(default_factory=dict)
    """Generations that it rewrites, with the hashes of their manifests."""

    def nights_of(self, table: str) -> set[date]:
        return {night for night, files in self.files.items() if table in files}


def commit(root: Path, base: Snapshot | None, change: Change) -> Commit:
    """Show the files of a change together, in one instant, beside all others of the base; return the recorded commit.

    Raises:
        DamagedLakeError: A file of the base is not as it was committed; nothing was shown.
    """
    current.check_links(root)
    _clear_dead_builds(root / paths.BUILDING)
    if base is None:
        _create(root, change.run_id)
    else:
        base.verification.check_all()
    generation = paths.next_generation(_last_number(root))
    folder = root / paths.BUILDING / generation
    _build(folder, generation, base, change)
    return _publish(root, folder, base, change)


def check_complete(staged: Mapping[date, Staging]) -> None:
    """Check that nights to be published have all tables; raises `IncompleteNightError`."""
    for night, staging in staged.items():
        missing = sorted(set(KEPT) - set(staging.names()))
        if missing:
            raise IncompleteNightError(
                f"night {night}: not all tables are staged; expected {len(KEPT)}, "
                f"missing {', '.join(missing)}; stage empty tables, too; the lake is as it was"
            )


def _clear_dead_builds(building: Path) -> None:
    """Remove what killed commits left; nothing in there was ever recorded or shown."""
    for folder in building.glob("*"):
        shutil.rmtree(folder)


def _create(root: Path, run_id: str) -> None:
    """Begin with a generation without nights: from then on a lake without the link to one is a damaged lake."""
    if not (root / paths.CURRENT).is_symlink():
        folder = root / paths.BUILDING / paths.next_generation(-1)
        folder.mkdir(parents=True)
        _publish(root, folder, None, Change("created", run_id, {}, 0))


def _last_number(root: Path) -> int:
    recorded = [commit.generation for commit in read_history(root).commits[-1:]]
    return max(map(paths.number_of, [*recorded, *(path.name for path in paths.generations(root))]))


def _build(folder: Path, generation: str, base: Snapshot | None, change: Change) -> None:
    nights = sorted({*(base.nights() if base else []), *change.files})

    def build(table: Table) -> list[Path]:
        before = base.manifest.locations(table.name) if base else {}
        kept = _kept_nights(table, nights, before, change)
        return _build_table(folder, generation, table, kept, base, change)

    # Thousands of folders and links: the file system makes those of several tables at a time.
    with ThreadPoolExecutor(TABLES_AT_ONCE) as pool:
        built = dict(zip(KEPT, pool.map(build, KEPT.values()), strict=True))
    gather_older(folder, base.folder if base else None, {name: built[name] for name in BOOKS})


def _kept_nights(
    table: Table, nights: Sequence[date], before: Mapping[date, str], change: Change
) -> Sequence[date]:
    """The last nights of snapshots, every night of all others. What was dropped once does not come back, as empty."""
    if table.role is not Role.SNAPSHOT:
        return nights
    known = before.keys() | change.nights_of(table.name) if before else set(nights)
    return [night for night in nights[-change.snapshot_nights :] if night in known]


def _build_table(
    folder: Path,
    generation: str,
    table: Table,
    nights: Sequence[date],
    base: Snapshot | None,
    change: Change,
) -> list[Path]:
    """The files of its nights, ascending."""
    kept = _kept_files(table, nights, base, change)
    outdated = outdated_files(table, list(kept.values()))
    files = []
    (folder / table.name).mkdir(parents=True)
    for night in nights:
        partition = paths.partition_folder(f"{folder}/{table.name}", night)
        os.mkdir(partition)
        if night in kept and kept[night] not in outdated:
            files.append(Path(partition, os.path.basename(kept[night])))
            os.link(kept[night], files[-1])
        else:
            files.append(Path(partition, paths.part_name(generation)))
            _write_part(files[-1], table, change.files.get(night, {}).get(table.name), kept.get(night))
    fsync.sync_files(file for file in files if file.name == paths.part_name(generation))
    return files


def _kept_files(
    table: Table, nights: Sequence[date], base: Snapshot | None, change: Change
) -> dict[date, str]:
    """The files of the base in nights that the change does not replace."""
    if base is None:
        return {}
    wanted = set(nights) - change.nights_of(table.name)
    before = base.manifest.locations(table.name)
    return {night: f"{base.folder}/{path}" for night, path in before.items() if night in wanted}


def _write_part(target: Path, table: Table, replacement: Path | None, outdated: str | None) -> None:
    """Make a file of this generation: of the change, of older types, or empty for a table declared after the night."""
    if replacement:
        os.link(replacement, target)
    elif outdated:
        rewrite_file(table, outdated, target)
    else:
        write_rows(target, table.empty(), table.key)


def _publish(root: Path, folder: Path, base: Snapshot | None, change: Change) -> Commit:
    """Describe the generation, give it its place, record it, show it: in this order."""
    manifest = describe_files(folder, sorted(find_files(folder)), base.manifest if base else None)
    digest = write_manifest(folder, manifest)
    (root / paths.SNAPSHOTS).mkdir(exist_ok=True)
    fsync.sync_tree(root / paths.BUILDING)
    shown = root / paths.SNAPSHOTS / folder.name
    os.rename(folder, shown)
    fsync.sync_files([shown.parent])
    history = read_history(root)
    commit = history.append(
        change.kind,
        folder.name,
        base.generation if base else None,
        list(change.files),
        {**change.replaced, folder.name: digest},
        change.run_id,
    )
    current.show(root, folder.name)
    write_hashed(root, Manifest(shown, manifest))
    return commit
