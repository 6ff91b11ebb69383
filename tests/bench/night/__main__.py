"""`make bench`: our night beside the floor, in turns, on the same data; prints a table and writes it to `docs/benchmarks/`.

Seconds are those of the night's own work, extracts read to worklist published, without process start; processor seconds
and peak memory are the whole process's.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Collection
from pathlib import Path
from statistics import median

from tests.bench.night.report import Measure, as_markdown, as_picture, as_table, steps
from tests.bench.night.zone import LINES_OF_ADVICE, NIGHTS, make_zone
from tests.bench.peers import PEERS, command_of

FIRST, SECOND = NIGHTS
MADE_IN = re.compile(r"made in ([0-9.]+) s(?: \((.*)\))?")


def measure(command: list[str | Path], log: Path) -> Measure:
    """One run of a command that says in how many seconds it has done its work."""
    started = time.perf_counter()
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    told = MADE_IN.findall(log.read_text())
    if status or not told:
        raise SystemExit(f"{' '.join(map(str, command))} failed; see {log}")
    seconds, by_step = told[-1]
    taken = dict(step.rsplit(" ", 1) for step in by_step.split(", ") if step)
    return Measure(
        float(seconds), wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024,
        {step: float(took) for step, took in taken.items()},
    )  # fmt: skip


def run(work: Path, invoices: int, rounds: int, peers: Collection[str]) -> dict[str, list[Measure]]:
    """Makes the zone and its first night, then the floor, the second night and what others would use, in turns."""
    shutil.rmtree(work, ignore_errors=True)
    make_zone(work / "zone", invoices)
    tieout = Path(sys.executable).with_name("tieout")
    night = [tieout, "run", "--extracts", work / "zone", "--lake", work / "lake"]
    floor = [sys.executable, "-m", "tests.bench.night.floor", work / "zone", work / "floor"]
    found: dict[str, list[Measure]] = {"floor": [], "night": []}
    others = {peer: [*command_of(peer, work.parent / "peers"), work / "zone", work / peer] for peer in peers}
    found["first night"] = [measure([*night, "--from", FIRST, "--to", FIRST], work / "first.log")]
    for _ in range(rounds):
        found["floor"].append(measure(floor, work / "floor.log"))
        found["night"].append(measure([*night, "--from", SECOND, "--to", SECOND], work / "night.log"))
        for peer, command in others.items():
            _add_peer(found, peer, command, work / f"{peer}.log")
    return found


def _add_peer(found: dict[str, list[Measure]], peer: str, command: list[str | Path], log: Path) -> None:
    """One that does not finish at this size is said, and left out."""
    try:
        one = measure(command, log)
    except SystemExit as error:
        print(error)
    else:
        found.setdefault(f"{peer} ({one.steps['allocated']:,.0f} lines put)", []).append(one)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.night", description=__doc__)
    parser.add_argument("invoices", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", action="store_true", help="also what others would use")
    parser.add_argument("--work", type=Path, default=Path("build/bench"))
    parser.add_argument("--out", type=Path, default=Path("docs/benchmarks"))
    options = parser.parse_args()
    found = run(options.work, options.invoices, options.rounds, PEERS if options.peers else ())
    lines = int(options.invoices * LINES_OF_ADVICE)
    print(as_table(found, lines))
    print("\nsteps:", ", ".join(f"{step} {seconds:.1f} s" for step, seconds in steps(found).items()))
    options.out.mkdir(parents=True, exist_ok=True)
    text = as_markdown(found, options.invoices, lines)
    (options.out / f"night-{options.invoices}.md").write_text(text, encoding="utf-8")
    picture = as_picture(found, f"{lines:,} lines of advice on {options.invoices:,} open invoices, seconds")
    (options.out / f"night-{options.invoices}.svg").write_text(picture, encoding="utf-8")
    ratio = median(one.seconds for one in found["night"]) / median(one.seconds for one in found["floor"])
    print(f"\n{ratio:.1f} times the floor; goal 8, aim 4")


if __name__ == "__main__":
    main()
