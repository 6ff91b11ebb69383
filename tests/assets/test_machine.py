"""A disk that is really full and rights that are really gone: refused by the kernel, in a process of its own."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assets.settings import PROJECT
from pipelines.lake import Lake
from tests.assets.landing import MONDAY
from tests.assets.test_command import run
from tests.assets.test_runbook import HEADINGS

FULL, DENIED = "no space is left on the disk", "permission is denied"
NIGHT = (sys.executable, "-m", "assets.cli", "run", "--from", MONDAY, "--to", MONDAY)
SMALL_DISK = """
mount -t tmpfs -o size=200k none "$TIEOUT_LAKE" || exit 77
"$@"; echo "first: $?, staged: $(find "$TIEOUT_LAKE/_staging" -type f | wc -l)"
mount -o remount,size=100m "$TIEOUT_LAKE"
"$@"; echo "again: $?"
"""
"""A file system of 200 KB under the lake, seen by this process alone, that is made larger after the first run."""
NO_MOUNT = 77


def needed(program: str) -> str:
    return shutil.which(program) or pytest.skip(f"this machine has no {program} (util-linux)")


def act(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def test_the_messages_stand_in_the_runbook():
    assert {FULL, DENIED} <= set(HEADINGS)


def test_a_night_on_a_full_disk_leaves_nothing_and_is_made_once_there_is_room(zone, lake):
    lake.mkdir()
    alone = [needed("unshare"), "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    found = act([*alone, "sh", "-c", SMALL_DISK, "sh", *NIGHT])
    if found.returncode == NO_MOUNT or "unshare" in found.stderr:
        pytest.skip(f"this machine lets nobody mount a small disk: {found.stderr.strip()}")
    assert FULL in found.stderr
    assert found.stdout.splitlines()[0] == "first: 1, staged: 0"
    assert found.stdout.splitlines()[-1] == "again: 0"


@pytest.fixture
def powerless() -> list[str]:
    """What a command begins with so that rights count: root is asked for none otherwise."""
    return (
        [needed("setpriv"), "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    )


@pytest.fixture
def closed(zone: Path, lake: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder with too few rights: the lake may be read only, the extract of payers not even that."""
    lake.mkdir()
    folder, rights = (lake, 0o555) if request.param == "lake" else (zone / "payers" / MONDAY, 0)
    folder.chmod(rights)
    yield folder
    folder.chmod(stat.S_IRWXU)


@pytest.mark.parametrize("closed", ["lake", "landing zone"], indirect=True)
def test_a_night_without_rights_says_where_and_is_made_once_it_has_them(powerless, closed, lake):
    found = act([*powerless, *NIGHT])
    if powerless and "setpriv" in found.stderr:
        pytest.skip(f"this machine lets root keep all rights: {found.stderr.strip()}")
    assert found.returncode == 1
    assert DENIED in found.stderr and str(closed) in found.stderr
    assert Lake(lake).nights() == []
    closed.chmod(stat.S_IRWXU)
    assert run(MONDAY, MONDAY) == 0
