"""Going back: an older generation becomes the current one again, as a commit of its own."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from pipelines.errors import Refused
from pipelines.lake import current, paths
from pipelines.lake.commit import Change, commit
from pipelines.lake.commits import Commit, History, read_history
from pipelines.lake.damage import DamagedLakeError, list_some
from pipelines.lake.parquet_rows import KEPT
from pipelines.lake.snapshot import Snapshot
from pipelines.lake.verification import find_damage


def restore(root: Path, name: str | None, run_id: str, is_beginning_history: bool = False) -> Commit:
    """Hash every file of a generation and make it the current one. Call it with the lake's lock held.

    Args:
        root: The lake's folder.
        name: Of the generation; by default the newest that a commit has recorded.
        run_id: Who restores, for the history.
        is_beginning_history: Set a damaged history aside, once the generation is found whole, so that this commit begins
            another. Heads noted before cannot be verified then.

    Raises:
        Refused: There is no such generation.
        DamagedLakeError: It is damaged itself, or the history is.
    """
    history = History(root / paths.COMMITS, (), ()) if is_beginning_history else read_history(root)
    folder = _choose(root, history, name)
    if history.manifest_of(folder.name):
        current.check_recorded(folder, history)
    base = Snapshot(folder)
    damage = find_damage(base.manifest, {})
    if damage:
        fix = "choose another one, or restore the lake from a backup; nothing was written"
        raise DamagedLakeError(f"generation {folder.name}", "every file as committed", list_some(damage), fix)
    if not base.nights():
        raise Refused(
            f"generation {folder.name}: it has no night; expected one that has; nothing was written"
        )
    replaced = (paths.COMMITS,) if is_beginning_history else ()
    for each in (*replaced, paths.CURRENT, *KEPT):
        _set_aside(root / each)
    return commit(root, base, Change("restored", run_id, {}, snapshot_nights=len(base.nights())))


def _choose(root: Path, history: History, name: str | None) -> Path:
    generations = paths.generations(root)
    newest = current.newest_recorded(history, generations)
    chosen = next((folder for folder in generations if folder.name == name), None) if name else newest
    if chosen is None:
        listed = list_some([folder.name for folder in reversed(generations)], most=20) or "none"
        raise Refused(
            f"lake {root}: there is no generation {name or 'to go back to'}; expected one of these in {paths.SNAPSHOTS}: "
            f"{listed}; nothing was written"
        )
    return chosen


def _set_aside(path: Path) -> None:
    """Keep under another name whatever stands in the place of a link, or a history: it may be the only copy of something."""
    if os.path.lexists(path) and not path.is_symlink():
        os.rename(path, path.with_name(f"{path.name}.replaced-{datetime.now(UTC):%Y%m%dT%H%M%S}"))
