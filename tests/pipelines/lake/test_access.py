"""Who may read a lake: its folder decides, the process's umask may only narrow it, and a group of readers may be named."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipelines.errors import Refused
from pipelines.lake import Lake
from pipelines.publish import catch_up
from tests.pipelines.lake.making_nights import FIRST, NEXT, staged_night

READERS = 54321


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        assert os.umask(before) == mask  # what a run sets ends with it


def make(root: Path, *nights: tuple[object, int]) -> None:
    """Nights as a run makes them: locked, staged, committed, copied."""
    lake = Lake(root)
    with lake.lock("run-1"):
        for night, version in nights:
            lake.commit([staged_night(lake, night, version)])
            catch_up(lake)


def modes(root: Path) -> dict[str, set[str]]:
    """The modes of folders, and of files, of a lake."""
    found = [root, *(path for path in root.rglob("*") if not path.is_symlink())]
    kinds = {"folders": [p for p in found if p.is_dir()], "files": [p for p in found if p.is_file()]}
    return {
        kind: {f"{stat.S_IMODE(path.stat().st_mode):o}" for path in paths} for kind, paths in kinds.items()
    }


@pytest.mark.parametrize(
    ("mask", "folders", "files"), [(0o000, "750", "640"), (0o022, "750", "640"), (0o077, "700", "600")]
)
def test_a_new_lake_is_its_group_s_to_read_and_a_narrower_umask_stays(tmp_path, mask, folders, files):
    with umask(mask):
        make(tmp_path / "lake", (FIRST, 1))
    assert modes(tmp_path / "lake") == {"folders": {folders}, "files": {files}}


@pytest.mark.parametrize(
    ("mode", "folders", "files"),
    [
        (0o755, "755", "644"),
        (0o750, "750", "640"),
        (0o775, "775", "664"),
        (0o711, "755", "644"),
        (0o700, "700", "600"),
    ],
)
def test_a_lake_that_is_there_goes_on_giving_what_its_folder_gives(tmp_path, mode, folders, files):
    """Read or enter is enough: who may enter alone reads what it knows the name of."""
    (tmp_path / "lake").mkdir()
    (tmp_path / "lake").chmod(mode)
    with umask(0o002):
        make(tmp_path / "lake", (FIRST, 1))
    found = modes(tmp_path / "lake")
    assert (found["folders"] - {f"{mode:o}"} or {f"{mode:o}"}, found["files"]) == ({folders}, {files})


def test_an_upgrade_takes_no_reader_s_access_and_touches_no_file(tmp_path):
    """A lake of an earlier version, which others read: files of old nights stay, files of new ones are alike."""
    (tmp_path / "lake").mkdir(mode=0o755)
    with umask(0o022):
        make(tmp_path / "lake", (FIRST, 1))
        [old] = (tmp_path / "lake" / "worklist").glob("*/*")
        before = old.stat()
        make(tmp_path / "lake", (NEXT, 1))
    kept, new = sorted((tmp_path / "lake" / "worklist").glob("*/*"))
    assert (kept.stat().st_ino, kept.stat().st_mode) == (before.st_ino, before.st_mode)
    assert stat.S_IMODE(new.stat().st_mode) == 0o644


needs_rights = pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file to any group")


@needs_rights
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_group_of_readers_gets_all_that_is_made(tmp_path, monkeypatch, mask):
    monkeypatch.setenv("TIEOUT_GROUP", str(READERS))
    with umask(mask):
        make(tmp_path / "lake", (FIRST, 1), (NEXT, 1))
    found = [path for path in (tmp_path / "lake").rglob("*") if not path.is_symlink()]
    assert {path.stat().st_gid for path in (tmp_path / "lake", *found)} == {READERS}
    assert modes(tmp_path / "lake") == {"folders": {"2750"}, "files": {"640"}}


@needs_rights
def test_a_group_named_later_gets_the_nights_from_then_on_and_no_shared_file_changes(tmp_path, monkeypatch):
    make(tmp_path / "lake", (FIRST, 1))
    [old] = (tmp_path / "lake" / "worklist").glob("*/*")
    before = old.stat()
    monkeypatch.setenv("TIEOUT_GROUP", str(READERS))
    make(tmp_path / "lake", (NEXT, 1))
    kept, new = sorted((tmp_path / "lake" / "worklist").glob("*/*"))
    assert (kept.stat().st_ino, kept.stat().st_gid, kept.stat().st_mode) == (
        before.st_ino,
        before.st_gid,
        before.st_mode,
    )
    assert (new.stat().st_gid, new.parent.stat().st_gid) == (READERS, READERS)


@pytest.mark.parametrize("named", ["no such group", "-1", "9" * 30])
def test_a_group_that_there_is_not_is_refused_before_anything(tmp_path, monkeypatch, named):
    monkeypatch.setenv("TIEOUT_GROUP", named)
    with pytest.raises(
        Refused, match=r"TIEOUT_GROUP: expected the name .* found '.*'; .*nothing was written"
    ):
        make(tmp_path / "lake", (FIRST, 1))
    assert not (tmp_path / "lake").exists()


def test_a_group_that_we_may_not_use_is_refused_by_name(tmp_path, monkeypatch):
    def deny(*arguments: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setenv("TIEOUT_GROUP", str(READERS))
    monkeypatch.setattr(os, "chown", deny)
    with pytest.raises(Refused, match=f"TIEOUT_GROUP: .*/lake cannot be given to group {READERS}; .*chgrp"):
        make(tmp_path / "lake", (FIRST, 1))
    assert Lake(tmp_path / "lake").nights() == []
