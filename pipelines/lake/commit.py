"""Building the next generation: hard links to what stays, and the staged files of nights new or run again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from pipelines.errors import TieoutError
from pipelines.lake import durable, paths
from pipelines.lake.older import gather_older
from pipelines.lake.retyped import outdated_files, rewrite_file
from pipelines.lake.rows import KEPT, write_rows
from pipelines.lake.snapshot import Snapshot
from pipelines.lake.staging import Staging
from pipelines.tables import BOOKS, Role, Table

TABLES_AT_ONCE = 4


class IncompleteNightError(TieoutError):
    """A run commits a night without all of its tables: a fault of ours. Empty tables are staged, too."""


def commit(root: Path, current: Snapshot | None, staged: Mapping[date, Staging], snapshot_nights: int) -> str:
    """Show the staged nights together, in one instant, beside all the others; return the new generation."""
    _check_complete(staged)
    _clear_dead_builds(root, current)
    generation = paths.next_generation(current.generation if current else None)
    folder = root / paths.SNAPSHOTS / generation
    nights = sorted({*(current.nights() if current else []), *staged})

    def build(table: Table) -> list[Path]:
        kept = nights[-snapshot_nights:] if table.role is Role.SNAPSHOT else nights
        return _build_table(folder, generation, table, kept, current, staged)

    # Thousands of folders and links: the file system makes those of several tables at a time.
    with ThreadPoolExecutor(TABLES_AT_ONCE) as pool:
        built = dict(zip(KEPT, pool.map(build, KEPT.values()), strict=True))
    gather_older(folder, current.folder if current else None, {name: built[name] for name in BOOKS})
    durable.sync_tree(root / paths.SNAPSHOTS)
    _show(root, generation)
    return generation


def _check_complete(staged: Mapping[date, Staging]) -> None:
    for night, staging in staged.items():
        missing = sorted(set(KEPT) - set(staging.names()))
        if missing:
            raise IncompleteNightError(
                f"night {night}: not all tables are staged; expected {len(KEPT)}, "
                f"missing {', '.join(missing)}; stage empty tables, too; the lake is as it was"
            )


def _clear_dead_builds(root: Path, current: Snapshot | None) -> None:
    """What a killed commit left: numbered above the current generation, and never shown."""
    newest = paths.number_of(current.generation) if current else 0
    for folder in (root / paths.SNAPSHOTS).glob("*"):
        if paths.number_of(folder.name) > newest:
            shutil.rmtree(folder)


def _build_table(
    folder: Path,
    generation: str,
    table: Table,
    nights: list[date],
    current: Snapshot | None,
    staged: Mapping[date, Staging],
) -> list[Path]:
    """The files of its nights, ascending."""
    before = current.locations(table.name) if current else {}
    kept = {night: before[night] for night in nights if night in before and night not in staged}
    outdated = outdated_files(table, list(kept.values()))
    files, written = [], []
    (folder / table.name).mkdir(parents=True)
    for night in nights:
        partition = paths.partition_folder(f"{folder}/{table.name}", night)
        os.mkdir(partition)
        if night in kept and kept[night] not in outdated:
            files.append(Path(partition, os.path.basename(kept[night])))
            os.link(kept[night], files[-1])
            continue
        files.append(Path(partition, paths.part_name(generation)))
        written.append(files[-1])
        if night in staged:
            os.link(staged[night].path(table.name), written[-1])
        elif night in kept:
            rewrite_file(table, kept[night], written[-1])
        else:  # a table declared after the night was published
            write_rows(written[-1], table.empty(), table.key)
    durable.sync_files(written)
    return files


def _show(root: Path, generation: str) -> None:
    """The links of new tables first: they point nowhere until the one replacement that shows everything."""
    for name in KEPT:
        if not (root / name).is_symlink():
            (root / name).symlink_to(Path(paths.CURRENT, name))
    durable.replace_link(root / paths.CURRENT, Path(paths.SNAPSHOTS, generation))
    for link in root.iterdir():
        if link.name not in KEPT and link.is_symlink() and link.readlink() == Path(paths.CURRENT, link.name):
            link.unlink()  # of a table that is declared no more
