"""Hand-written hostile zones through the command: the exit code, the rows put into quarantine, no traceback."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.fuzz.hostile import HOSTILE, MONDAY, STOPS, TUESDAY, Hostile
from tests.fuzz.night import FAULTS, call, outside_dagster
from tests.fuzz.zone import Entry, Folder, Zone

COUNTED = re.compile(r"a night would stop on (\d+) faults, and put (\d+) rows into quarantine")


def write(hostile: Hostile, folder: Path) -> None:
    entries: dict[bytes, Entry] = {}
    for path, content in hostile.files.items():
        found = content.encode() if isinstance(content, str) else content
        entries[os.fsencode(path.rstrip("/"))] = Folder() if path.endswith("/") else found
    Zone(entries).write(folder)


def test_there_are_many() -> None:
    assert len(HOSTILE) >= 60
    assert len({hostile.name for hostile in HOSTILE}) == len(HOSTILE)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_a_hostile_zone_is_checked(hostile: Hostile, tmp_path: Path) -> None:
    write(hostile, tmp_path / "extracts")
    answer = call(
        ["check", "--extracts", str(tmp_path / "extracts"), "--lake", str(tmp_path / "lake"), "--to", TUESDAY]
    )
    said = answer.output + answer.errors
    assert not [fault for fault in FAULTS if fault in said], said[-2000:]
    assert answer.exit_code == hostile.exit_code, said[:2000]
    counted = COUNTED.search(said)
    if hostile.exit_code != STOPS:
        assert counted and int(counted[2]) == hostile.rejected, said[:2000]


@pytest.mark.parametrize("hostile", HOSTILE[::10], ids=lambda hostile: hostile.name)
def test_a_hostile_zone_in_a_night(hostile: Hostile, tmp_path: Path) -> None:
    write(hostile, tmp_path / "extracts")
    lake = tmp_path / "lake"
    with outside_dagster():
        places = ["--extracts", str(tmp_path / "extracts"), "--lake", str(lake)]
        answer = call(["run", *places, "--from", MONDAY, "--to", TUESDAY])
    assert not [fault for fault in FAULTS if fault in answer.output + answer.errors], answer.errors[-2000:]
    assert answer.exit_code == hostile.exit_code, answer.errors[-2000:]
    assert (lake / "_current").exists() == (hostile.exit_code != STOPS)
