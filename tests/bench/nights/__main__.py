"""`python -m tests.bench.nights`: an early and a late night of one simulated zone, in turns.

What grows with the nights are the books that older rows are fetched from by key, one file a night. Takes twenty minutes.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from data.simulator import Behaviour, simulate
from data.simulator.write import write

EARLY, LATE = 18, 200
"""Days after the first night, two Fridays: every night between is made, at week-ends one without a folder."""
SEED, NIGHTS, INVOICES, PAYERS = 77, 145, 2_175, 40
MADE_IN = re.compile(r"made in ([0-9.]+) s")


def run(zone: Path, lake: Path, first: date, last: date) -> float:
    """Seconds that the last of these nights took."""
    tieout = Path(sys.executable).with_name("tieout")
    asked = [tieout, "run", "--extracts", zone / "extracts", "--lake", lake, "--from", first, "--to", last]
    told = subprocess.run(list(map(str, asked)), check=True, capture_output=True, text=True)
    return float(MADE_IN.findall(told.stderr)[-1])


def measure(work: Path, rounds: int) -> Iterator[tuple[float, float]]:
    """The seconds of the early and of the late night, each on the lake as it was before it."""
    shutil.rmtree(work, ignore_errors=True)
    zone = simulate(SEED, INVOICES, NIGHTS, PAYERS, Behaviour())
    write(zone, work / "zone")
    early, late = (zone.nights[0] + timedelta(days=days) for days in (EARLY, LATE))
    run(work / "zone", work / "late", zone.nights[0], early - timedelta(days=1))
    shutil.copytree(work / "late", work / "early", symlinks=True)
    run(work / "zone", work / "late", early, late - timedelta(days=1))
    for _ in range(rounds):
        yield run(work / "zone", work / "early", early, early), run(work / "zone", work / "late", late, late)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.nights", description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("build/nights"))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    early, late = zip(*measure(options.work, options.rounds), strict=True)
    for days, seconds in ((EARLY, early), (LATE, late)):
        print(f"night {days + 1}: {median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})")
    print(f"the late one costs {median(late) / median(early):.2f} times what the early one does; goal 1.1")


if __name__ == "__main__":
    main()
