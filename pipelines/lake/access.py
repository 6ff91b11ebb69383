"""Who may read a lake: whom its own folder lets in, and the group of `TIEOUT_GROUP`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.lake import paths
from pipelines.permissions import as_folder_gives, group_of_readers, share


@contextmanager
def access(root: Path) -> Iterator[None]:
    """Let what is made in the block be as open as the lake's own folder is; create that where there is none.

    Folders in which a run makes others are given to the group of readers, so that all that is made in them is its, too.
    """
    group = group_of_readers()
    if group is not None:
        with as_folder_gives(root):
            _share(root, group)
    with as_folder_gives(root, group):
        yield


def _share(root: Path, group: int) -> None:
    folders = [root / name for name in (paths.SNAPSHOTS, paths.STAGING, paths.BUILDING)]
    for folder in folders:
        folder.mkdir(exist_ok=True)
    nights = (folder for folder in (root / paths.STAGING).iterdir() if folder.is_dir())
    share((root, *folders, *nights), group)
