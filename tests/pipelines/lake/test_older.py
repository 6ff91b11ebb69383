"""Older rows of the books gathered in few files: the same rows as in the files of all nights, whatever is run again."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.catalog import BOOKS
from pipelines.lake.compaction import gather_older, older_files
from pipelines.lake.paths import OLDER
from pipelines.state.opening import Books
from pipelines.state.opening.fetching import fetch_rows

BOOK = BOOKS["book_payer_marks"]
FIRST = date(2026, 1, 1)
KEYS = pa.table({"mark": [f"mark {number}" for number in range(12)]})


def night_file(folder: Path, number: int, written_by: str = "1") -> Path:
    """The book of one night: three marks that it leaves behind, of which others come later, and one that stays."""
    night = FIRST + timedelta(days=number)
    rows = [
        {"mark_kind": "name", "mark": f"mark {place % 12}", "payer_id": "P", "seen_date": night, "is_live": place == 0}
        for place in (0, number, number * 5, number * 7)
    ]  # fmt: skip
    path = folder / f"business_date={night}" / f"part-{written_by}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    unique = {row["mark"]: row for row in reversed(rows)}
    pq.write_table(pa.Table.from_pylist(list(unique.values()), schema=BOOK.arrow_schema), path)
    return path


def gathered(root: Path, nights: list[Path], count: int, before: Path | None = None) -> Path:
    generation = root / f"{count}-{len(list(root.iterdir()))}"
    gather_older(generation, before, {BOOK.name: nights[:count]})
    return generation


def found(files: list[Path], keys: pa.Table = KEYS) -> list[dict]:
    folder = Path(os.path.commonpath([file.parent for file in files]))
    rows = fetch_rows(Books({BOOK.name: tuple(files)}, folder), BOOK.name, keys)
    return rows.sort_by("mark").to_pylist()


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nights")
    return [night_file(folder, number) for number in range(150)]


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "generations"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("count", [1, 7, 8, 9, 16, 63, 64, 65, 150])
def test_older_rows_are_found_as_in_the_files_of_all_nights(root, nights, count):
    generation = gathered(root, nights, count)
    assert found(older_files(generation, BOOK.name, nights[:count])) == found(nights[:count])
    assert bool(found(nights[:count])) == (count > 1)


def test_folders_named_like_patterns_change_nothing(tmp_path, nights):
    odd = [night_file(tmp_path / "a[1]*?", number) for number in range(16)]
    for number in range(16):  # empty books of the same nights, in a folder that the pattern fits
        pq.write_table(BOOK.empty(), night_file(tmp_path / "a1xy", number))
    (tmp_path / "a[1]*?" / "generations").mkdir()
    generation = gathered(tmp_path / "a[1]*?" / "generations", odd, 16)
    assert len(older_files(generation, BOOK.name, odd)) == 2
    assert found(older_files(generation, BOOK.name, odd)) == found(nights[:16])


def test_what_a_newer_version_says_otherwise_is_not_found(root, nights):
    generation = gathered(root, nights, 16)
    days = pa.table({"seen_date": [FIRST + timedelta(days=day) for day in range(10)]})
    by_night = found(nights[:16], days)
    assert found(older_files(generation, BOOK.name, nights[:16]), days) == by_night
    newest = {row["mark"]: row["seen_date"] for row in found(nights[:16])}
    assert by_night == [row for row in by_night if row["seen_date"] == newest[row["mark"]]] != []


def test_a_late_night_opens_few_files(root, nights):
    generation = gathered(root, nights, 150)
    assert len(older_files(generation, BOOK.name, nights)) == 2 + 2 + 6  # of 64 nights, of 8, of one
    # A night that is run again asks for those before it.
    assert len(older_files(generation, BOOK.name, nights[:70])) == 1 + 6


def test_what_is_gathered_is_linked_and_a_night_run_again_gathered_anew(root, nights, tmp_path):
    first = gathered(root, nights, 16)
    second = gathered(root, nights, 17, first)
    assert names(first) == names(second)
    assert {path.stat().st_nlink for path in (first / OLDER / BOOK.name).iterdir()} == {2}
    again = [*nights[:3], night_file(tmp_path / "nights", 3, written_by="2"), *nights[4:]]
    third = gathered(root, again, 17, second)
    assert len(names(third) & names(second)) == 1
    assert found(older_files(third, BOOK.name, again[:17])) == found(again[:17])


def test_longer_stretches_are_gathered_from_shorter_ones(root, nights):
    earlier = gathered(root, nights, 63)
    for path in nights[:56]:  # gathered by eights: these are not read again
        path.rename(path.with_suffix(".away"))
    later = gathered(root, nights, 64, earlier)
    for path in nights[:56]:
        path.with_suffix(".away").rename(path)
    assert found(older_files(later, BOOK.name, nights[:64])) == found(nights[:64])


def names(generation: Path) -> set[str]:
    return {path.name for path in (generation / OLDER / BOOK.name).iterdir()}
