"""A copy of a lake, made as `docs/backup.md` says or as people do it, is restored and continued."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from assets.cli import main
from pipelines.lake import Lake
from tests.assets.landing import MONDAY, TUESDAY

WAYS = {
    "cp -a": ["cp", "-a", "LAKE", "COPY"],
    "cp -r": ["cp", "-r", "LAKE", "COPY"],
    "cp -rL": ["cp", "-rL", "LAKE", "COPY"],
    "rsync -aH": ["rsync", "-aH", "LAKE/", "COPY"],
    "rsync -r": ["rsync", "-r", "LAKE/", "COPY"],
    "tar": ["sh", "-c", "mkdir COPY && tar -C LAKE -cf - . | tar -C COPY -xf -"],
}
NEEDS_RESTORE = {"cp -rL", "rsync -r"}
"""The first follows links, the second leaves them out."""


def copy_lake(way: str, lake: Path, copy: Path) -> None:
    if shutil.which(WAYS[way][0]) is None:
        pytest.skip(f"{WAYS[way][0]} is not installed; .ci/run installs it")
    words = [word.replace("LAKE", str(lake)).replace("COPY", str(copy)) for word in WAYS[way]]
    subprocess.run(words, check=True, capture_output=True)


def tables_of(lake: Path) -> dict[str, list[dict]]:
    snapshot = Lake(lake).pin()
    assert snapshot is not None
    nights = snapshot.nights()
    return {
        name: snapshot.dataset(name, nights).to_table().to_pylist() for name in ("allocations", "worklist")
    }


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_is_restored_and_verified(reach, lake, tmp_path, way, capsys) -> None:
    reach(TUESDAY)
    head, copy = Lake(lake).history().head, tmp_path / "copy"
    copy_lake(way, lake, copy)
    if way in NEEDS_RESTORE:
        assert main(["status", "--lake", str(copy)]) == 1
        assert "`tieout lake restore 000002-" in capsys.readouterr().err
        assert main(["lake", "restore", "--lake", str(copy)]) == 0
    assert main(["lake", "verify", "--lake", str(copy), "--head", head]) == 0, capsys.readouterr().out
    assert tables_of(copy) == tables_of(lake)


def test_a_restored_copy_makes_the_next_night_as_the_lake_does(reach, made, lake, tmp_path) -> None:
    reach(MONDAY)
    copy = tmp_path / "copy"
    copy_lake("rsync -r", lake, copy)
    assert main(["lake", "restore", "--lake", str(copy)]) == 0
    assert main(["run", "--to", TUESDAY, "--lake", str(copy)]) == 0
    assert tables_of(copy) == tables_of(made / TUESDAY / "lake") != tables_of(lake)
