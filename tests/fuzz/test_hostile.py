"""Runs hand-written hostile zones through the command: exit code, quarantined rows, no traceback."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.fuzz.hostile import HOSTILE, MONDAY, STOPS, TEXTS, TUESDAY, Hostile
from tests.fuzz.hostile_words import hostile_night
from tests.fuzz.night import FAULTS, Answer, call, outside_dagster
from tests.fuzz.zone import Entry, Folder, Zone

COUNTED = re.compile(r"a night would stop on (\d+) faults, and put (\d+) rows into quarantine")


NIGHT_EVERY = 25
"""Every 25th zone also runs a night, which costs as much as fifty checks."""


def write(files: dict[str, str | bytes], folder: Path) -> None:
    entries: dict[bytes, Entry] = {}
    for path, content in files.items():
        found = content.encode() if isinstance(content, str) else content
        entries[os.fsencode(path.rstrip("/"))] = Folder() if path.endswith("/") else found
    Zone(entries).write(folder)


def test_there_are_many() -> None:
    assert len(HOSTILE) >= 60
    assert len({hostile.name for hostile in HOSTILE}) == len(HOSTILE)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_a_hostile_zone_is_checked(hostile: Hostile, tmp_path: Path) -> None:
    write(hostile.files, tmp_path / "extracts")
    answer = call(
        ["check", "--extracts", str(tmp_path / "extracts"), "--lake", str(tmp_path / "lake"), "--to", TUESDAY]
    )
    assert_no_fault(answer)
    said = answer.output + answer.errors
    assert answer.exit_code == hostile.exit_code, said[:2000]
    counted = COUNTED.search(said)
    if hostile.exit_code != STOPS:
        assert counted and int(counted[2]) == hostile.rejected, said[:2000]


@pytest.mark.parametrize("hostile", HOSTILE[::NIGHT_EVERY], ids=lambda hostile: hostile.name)
def test_a_hostile_zone_in_a_night(hostile: Hostile, tmp_path: Path) -> None:
    write(hostile.files, tmp_path / "extracts")
    answer = make_night(tmp_path)
    assert_no_fault(answer)
    assert answer.exit_code == hostile.exit_code, answer.errors[-2000:]
    assert (tmp_path / "lake" / "_current").exists() == (hostile.exit_code != STOPS)


def make_night(site: Path) -> Answer:
    places = ["--extracts", str(site / "extracts"), "--lake", str(site / "lake")]
    with outside_dagster():
        return call(["run", *places, "--from", MONDAY, "--to", MONDAY])


def assert_no_fault(answer: Answer) -> None:
    said = answer.output + answer.errors
    assert not [fault for fault in FAULTS if fault in said], said[-3000:]


def test_hostile_words_go_through_a_night_and_every_command(tmp_path: Path) -> None:
    """Every document becomes a dispute of 10.00 under its own number, and pages escape markup."""
    write(hostile_night(), tmp_path / "extracts")
    lake = ["--lake", str(tmp_path / "lake")]
    made = make_night(tmp_path)
    worklist = call(["worklist", *lake, "--json"])
    statements = call(["statements", *lake, "--out", str(tmp_path / "pages")])
    stories = [call(["explain", TEXTS[name], *lake]) for name in ("SQL", "a glob")]
    for answer in (made, worklist, statements, *stories):
        assert_no_fault(answer)
        assert answer.exit_code == 0, answer.errors[-2000:]
    disputes = json.loads(worklist.output)
    assert {dispute["invoice_number"] for dispute in disputes} == {text[:200] for text in TEXTS.values()}
    assert {dispute["open_amount"] for dispute in disputes} == {"10.000"}
    pages = [page.read_text() for page in (tmp_path / "pages").iterdir()]
    assert len(pages) == len(TEXTS) + 1 and not [page for page in pages if TEXTS["markup"] in page]
