"""Continues the lakes of earlier releases: `python -m tests.upgrade`.

Each lake is continued for ten nights and compared with a lake that today's code makes from the same extracts. All tables of
all nights must be equal, but for what `EXPLAINED` names.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from pipelines.lake import KEPT, Lake, Snapshot

PROJECT = Path(__file__).parents[1]
RELEASES = Path(__file__).parent / "releases"
WORK = PROJECT / "build" / "upgrade"
NIGHTS = 10
EXPLAINED = {
    ("worklist", "policy_version"), ("book_files", "modified_ns"), ("book_variances", "evidence_source"),
}  # fmt: skip
"""Columns that may differ in the nights that the earlier release made: the shipped policy has grown since, archives keep
times of files in whole seconds, and lakes before format 3 have no source of evidence."""


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack a lake and its landing zone into an empty folder, and return that."""
    shutil.rmtree(folder, ignore_errors=True)
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="tar")
    return folder


def run_nights(folder: Path, lake: str, last: date) -> None:
    """Run the command until a night.

    Raises:
        CalledProcessError: The command failed; its output has been shown.
    """
    options = ("--extracts", folder / "zone" / "extracts", "--lake", folder / lake, "--to", last.isoformat())
    command = [sys.executable, "-m", "assets.cli", "run", *map(str, options)]
    subprocess.run(command, check=True, cwd=PROJECT, stdout=subprocess.DEVNULL)


def pin(lake: Path) -> Snapshot:
    snapshot = Lake(lake).pin()
    assert snapshot is not None, lake
    return snapshot


def differences(continued: Snapshot, made: Snapshot, nights_before: list[date]) -> Iterator[str]:
    """Yield a line per table and night whose rows are not the same."""
    if continued.nights() != made.nights():
        yield f"nights: {continued.nights()} and {made.nights()}"
    for name in KEPT:
        for night in continued.nights():
            one, other = continued.read(name, night), made.read(name, night)
            allowed = {column for table, column in EXPLAINED if table == name and night in nights_before}
            compared = [column for column in one.column_names if column not in allowed]
            if not one.select(compared).equals(other.select(compared)):
                yield f"{name} of {night}: {len(one)} rows and {len(other)}"


def continue_lake(archive: Path) -> list[str]:
    folder = unpack(archive, WORK / archive.name.partition(".")[0])
    before = pin(folder / "lake").nights()
    last = before[-1] + timedelta(days=NIGHTS)
    for lake in ("lake", "made"):
        run_nights(folder, lake, last)
    damage = [] if Lake(folder / "lake").inspect().is_whole else ["the lake is damaged"]
    return [*damage, *differences(pin(folder / "lake"), pin(folder / "made"), before)]


def main() -> int:
    found = {archive.name: continue_lake(archive) for archive in sorted(RELEASES.glob("*.tar.xz"))}
    for name, lines in found.items():
        print(f"{name}: {'; '.join(lines) or f'continued for {NIGHTS} nights: same tables'}")
    return 1 if any(found.values()) or not found else 0


if __name__ == "__main__":
    sys.exit(main())
