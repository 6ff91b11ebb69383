"""Files that are not ours, as file managers, file systems and editors leave them: nights run, and readers read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from pipelines.lake import KEPT, Lake
from pipelines.publish import catch_up, lagging
from tests.pipelines.lake.making_nights import FIRST, LAST, NEXT, staged_night, versions

FILES = (
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
    ".nfs0000000000a1b2c3",
    "part.parquet~",
    ".part.parquet.swp",
    "notes.txt",
)
FOLDERS = ("lost+found", ".Trash-0", "@eaDir")


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "lake")
    lake.commit([staged_night(lake, FIRST, 1), staged_night(lake, NEXT, 2)])
    return lake


def places(lake: Lake) -> dict[str, Path]:
    generation = (lake.root / "_current").resolve()
    staging = staged_night(lake, LAST, 9, "by-hand")[1].folder
    return {
        "the lake": lake.root,
        "all generations": generation.parent,
        "a generation": generation,
        "a table": generation / "worklist",
        "a partition": generation / "worklist" / f"business_date={NEXT}",
        "a table of events, by which nights are found": generation / "allocations",
        "a partition of it": generation / "allocations" / f"business_date={FIRST}",
        "the older rows of books": generation / "_older",
        "all staging": staging.parent.parent,
        "a staged night": staging.parent,
        "a staged run": staging,
    }


def leave_foreign_files(folder: Path) -> list[Path]:
    """Names before and after ours in any order of the folder."""
    files, folders = [folder / name for name in FILES], [folder / name for name in FOLDERS]
    for path in folders:
        path.mkdir(parents=True)
    for path in files:
        path.write_bytes(b"not ours")
    return [*files, *folders]


def test_nights_run_and_readers_read_with_foreign_files_at_every_level(lake: Lake) -> None:
    foreign = [path for place in places(lake).values() for path in leave_foreign_files(place)]
    for version, night in ((2, NEXT), (3, LAST)):
        if night == LAST:
            lake.commit([staged_night(lake, LAST, 3, "run-after")])
        snapshot = lake.pin()
        assert snapshot is not None and snapshot.nights()[-1] == night
        for name in KEPT:
            assert versions(snapshot.read(name, FIRST)) == {"v1"}, name
            assert versions(snapshot.read(name, night)) == {f"v{version}"}, name
        assert snapshot.dataset("worklist", [FIRST, night]).count_rows() == 6
        catch_up(lake)
        assert lagging(lake) == []
    assert all(path.exists() for path in foreign if "_staging" not in path.parts)


def test_what_is_cleared_is_ours(lake: Lake) -> None:
    kept = [path for name, place in places(lake).items() if name in ("the lake", "all generations", "all staging")
            for path in leave_foreign_files(place)]  # fmt: skip
    for version in (3, 4, 5):
        lake.commit([staged_night(lake, LAST, version, f"run-{version}")])
    gone = lake.prune(keep_for=timedelta(0), keep_staging_for=timedelta(0))
    assert [name[:6] for name in gone if name.startswith("00000")] == ["000000", "000001", "000002"]
    assert lake.leftovers() == ["1 older generations"]
    assert all(path.exists() for path in kept)


def test_a_part_that_is_not_the_generation_s_is_never_taken_for_it(lake: Lake) -> None:
    """Another Parquet file beside the part, as somebody's copy of it: the night has the rows of the part."""
    partition = (lake.root / "_current").resolve() / "worklist" / f"business_date={NEXT}"
    other = (lake.root / "_current").resolve() / "worklist" / f"business_date={FIRST}"
    [part], [of_another_night] = partition.iterdir(), other.iterdir()
    for name in ("a.parquet", "zz.parquet", f"Copy of {part.name}"):
        (partition / name).write_bytes(of_another_night.read_bytes())
    snapshot = Lake(lake.root).pin()
    assert snapshot is not None and versions(snapshot.read("worklist", NEXT)) == {"v2"}
