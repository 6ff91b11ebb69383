"""The link to the generation that counts: where it points, and why a lake without it is not an empty one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pipelines.lake import fsync, paths
from pipelines.lake.commits import History, read_history
from pipelines.lake.damage import DamagedLakeError, list_some
from pipelines.lake.manifest import hash_file, read_manifest
from pipelines.lake.parquet_rows import KEPT

_RESTORE = (
    "`tieout lake restore {newest}` makes that the current state once it has hashed all its files; or restore the lake "
    "from a backup; no generation was touched"
)


def find_current(root: Path) -> Path | None:
    """Return the folder of the generation that counts; none before the first commit.

    Raises:
        DamagedLakeError: The link is missing beside generations, or does not lead to one that a commit has recorded.
    """
    while True:
        seen = _read_link(root)
        try:
            # The history after the link: a commit is recorded before it is shown.
            return _find(root, read_history(root))
        except DamagedLakeError:
            if _read_link(root) == seen:  # else another commit was shown meanwhile
                raise


def _read_link(root: Path) -> str | None:
    link = root / paths.CURRENT
    return os.readlink(link) if link.is_symlink() else None


def _find(root: Path, history: History) -> Path | None:
    link, beside = root / paths.CURRENT, paths.generations(root)
    if not os.path.lexists(link):
        if any(paths.number_of(folder.name) for folder in beside) or history.has_nights:
            raise _damage(link, "a link to a generation", "no such link", history, beside)
        if not beside and not history.commits:
            _check_new(root)
        return None
    if not link.is_symlink():
        raise _damage(link, "a link to a generation", "a file or a folder", history, beside)
    target = link.readlink()
    folder = root / paths.SNAPSHOTS / target.name
    if target.parent != Path(paths.SNAPSHOTS) or not paths.is_generation(target.name):
        raise _damage(link, f"a link to {paths.SNAPSHOTS}/GENERATION", f"a link to {target}", history, beside)
    if not folder.is_dir():
        raise _damage(link, f"the generation {folder}", "no such folder", history, beside)
    check_recorded(folder, history)
    return folder


def _check_new(root: Path) -> None:
    """A lake that has published has links and copies beside its generations: one that has only these is no new one."""
    left = [name for name in (*KEPT, paths.VERIFIED, paths.DUCKDB) if os.path.lexists(root / name)]
    if left:
        expected = f"{paths.SNAPSHOTS}, {paths.COMMITS} and {paths.CURRENT} beside {list_some(left)}"
        fix = "restore the lake from a backup, or begin another one in an empty folder; nothing was written"
        raise DamagedLakeError(root, expected, "none of them", fix)


def check_recorded(folder: Path, history: History) -> None:
    """The manifest is as the commit recorded it. A lake of format 1 has neither."""
    manifest, recorded = folder / paths.MANIFEST, history.manifest_of(folder.name)
    found = hash_file(manifest) if manifest.exists() else None
    if found == recorded:
        return
    culprit = manifest if recorded else history.path
    expected = f"sha256 {recorded}" if recorded else f"the commit of generation {folder.name}"
    raise DamagedLakeError(culprit, expected, f"sha256 {found}" if recorded and found else "none")


def _damage(
    link: Path, expected: str, found: str, history: History, generations: list[Path]
) -> DamagedLakeError:
    beside = f"{found}, and beside it {_listed(generations)}"
    newest = newest_recorded(history, generations)
    fix = (
        _RESTORE.format(newest=newest.name)
        if newest
        else "restore the lake from a backup; nothing was written"
    )
    return DamagedLakeError(link, expected, beside, fix)


def _listed(generations: list[Path]) -> str:
    names = [folder.name for folder in reversed(generations)]
    return f"{len(names)} generations ({list_some(names)})" if names else "no generation"


def newest_recorded(history: History, generations: list[Path]) -> Path | None:
    """Return the newest generation that a commit has recorded; where none has, the newest."""
    recorded = [folder for folder in generations if history.manifest_of(folder.name)]
    return next(reversed(recorded or generations), None)


def show(root: Path, generation: str) -> None:
    """Point the lake to a generation in one instant.

    The links of new tables come first: they point nowhere until the one replacement that shows everything.
    """
    for name in KEPT:
        _link_table(root, name)
    fsync.replace_link(root / paths.CURRENT, Path(paths.SNAPSHOTS, generation))
    for link in root.iterdir():
        if link.name not in KEPT and link.is_symlink() and link.readlink() == Path(paths.CURRENT, link.name):
            link.unlink()  # of a table that is declared no more


def wrong_links(root: Path, current: Path) -> list[tuple[Path, str]]:
    """Return the places of the tables' links that do not lead to the current generation, each with a sentence."""
    tables = read_manifest(current).files["table_name"].unique().to_pylist()
    links = [(root / name, Path(paths.CURRENT, name)) for name in sorted(tables)]
    return [
        (link, f"expected a link to {target}; found {_place(link)}")
        for link, target in links
        if not link.is_symlink() or link.readlink() != target
    ]


def _place(link: Path) -> str:
    if link.is_symlink():
        return f"a link to {link.readlink()}"
    return "another file or folder" if link.exists() else "none"


def older_than_recorded(current: Path, history: History) -> Iterator[str]:
    """Yield a sentence where the current generation is not that of the last commit.

    A run that was killed before it showed its commit leaves that, and whoever turns the link back by hand.
    """
    newest = history.commits[-1].generation if history.commits else current.name
    if current.name != newest:
        yield f"{paths.CURRENT} points to {current.name}, but the last commit is that of {newest}"


def repair_links(root: Path) -> list[str]:
    """Point links of tables to the current generation again. Call it with the lake's lock held.

    Returns:
        A sentence for each link that was repaired, and one where the current generation is not that of the last commit.

    Raises:
        DamagedLakeError: Something else is in the place of a link.
    """
    check_links(root)
    current = find_current(root)
    if current is None:
        return []
    wrong = wrong_links(root, current)
    for link, _ in wrong:
        _link_table(root, link.name)
    repaired = [
        f"{link}: {found}; it was pointed there again, and no table was changed" for link, found in wrong
    ]
    history = read_history(root)
    older = (
        f"{root}: {notice}: its run was killed before it was shown, or the link was turned by hand; work goes on from "
        f"{current.name}; to go back instead: `tieout lake restore {history.commits[-1].generation}`"
        for notice in older_than_recorded(current, history)
    )
    return [*repaired, *older]


def _link_table(root: Path, name: str) -> None:
    link, target = root / name, Path(paths.CURRENT, name)
    if not link.is_symlink() or link.readlink() != target:
        fsync.replace_link(link, target)


def check_links(root: Path) -> None:
    """Check that nothing but a link is in the place of a table's link. One that is missing is made with the next commit.

    Raises:
        DamagedLakeError: A copy of the lake followed its links, for example.
    """
    for name in KEPT:
        if os.path.lexists(root / name) and not (root / name).is_symlink():
            fix = f"move it away, for the rows that count are in {paths.SNAPSHOTS}; then run again; nothing was written"
            raise DamagedLakeError(
                root / name, f"a link to {Path(paths.CURRENT, name)}", "a folder or a file", fix
            )
