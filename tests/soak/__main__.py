"""Runs the soak: `python -m tests.soak --zones 12`, or one zone of it: `python -m tests.soak --seed 7 --zones 1`.

Each zone is run twice at the same time, each time into a lake of its own; a table that differs, or a run that ends with
another exit code than 0, fails the soak, keeps its folder and prints the command that repeats it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from pipelines.lake import KEPT, Lake
from tests.soak.draws import Draw, Settings

PROJECT = Path(__file__).parents[2]
PLAIN = ("-m", "assets.cli")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--zones", type=int, default=12)
    parser.add_argument(
        "--seed", type=int, default=int(f"{datetime.now(UTC):%Y%m%d}"), help="of the first zone"
    )
    parser.add_argument("--scale", type=float, default=1.0, help="largest sizes, as a share of the full ones")
    parser.add_argument("--minutes", type=float, default=1e6, help="begin no further zone after this time")
    parser.add_argument("--work", type=Path, default=Path("build/soak"))
    options = parser.parse_args()
    started, failed = time.monotonic(), []
    for seed in range(options.seed, options.seed + options.zones):
        if time.monotonic() - started > options.minutes * 60:
            print(f"time is up: zones from seed {seed} on were not run")
            break
        failed += [seed] if soak(Draw.of(seed, options.scale), options.work / str(seed)) else []
    for seed in failed:
        print(f"FAILED: python -m tests.soak --zones 1 --seed {seed} --scale {options.scale}")
    return 1 if failed else 0


def soak(draw: Draw, folder: Path) -> list[str]:
    """Run a zone twice side by side; print one line, and return what is wrong with it."""
    shutil.rmtree(folder, ignore_errors=True)
    draw.write(folder)
    started = time.monotonic()
    commands = (PLAIN, ("-m", "tests.soak.faulty_run", str(draw.seed)))
    with ThreadPoolExecutor(2) as pool:
        runs = list(
            pool.map(lambda number: run(commands[number], folder, number, draw.settings[number]), range(2))
        )
    wrong = [text for text in runs if text] or differences(folder)
    seconds = time.monotonic() - started
    faults = (folder / "run-1.log").read_text(encoding="utf-8").rpartition("engine faults: ")[2].strip()
    outcome = "; ".join(wrong) or "same tables"
    print(f"seed {draw.seed}: {draw}: {seconds:.0f} s, {faults} engine faults: {outcome}", flush=True)
    if not wrong:
        shutil.rmtree(folder)
    return wrong


def run(command: tuple[str, ...], folder: Path, number: int, settings: Settings) -> str:
    """Run every night of the zone into the lake of this number; return why it failed, or nothing."""
    places = {
        "--extracts": folder / "extracts",
        "--lake": folder / f"lake-{number}",
        "--policy": folder / "policy.toml",
    }
    options = [part for pair in places.items() for part in map(str, pair)]
    with (folder / f"run-{number}.log").open("w", encoding="utf-8") as log:
        environment = {**os.environ, **settings.environment, "PYTHONPATH": str(PROJECT)}
        ended = subprocess.run(
            [sys.executable, *command, "run", *options], stdout=log, stderr=log, env=environment
        )
    return f"exit {ended.returncode} with {settings}, see {log.name}" if ended.returncode else ""


def differences(folder: Path) -> list[str]:
    """Return the tables and nights in which the two lakes differ."""
    one, other = (Lake(folder / f"lake-{number}").pin() for number in range(2))
    if one is None or other is None:
        return ["a run has published no night"]
    found = [
        f"{name} of {night} differs"
        for name in KEPT
        for night in sorted({*one.partitions(name), *other.partitions(name)})
        if not one.read(name, night).equals(other.read(name, night))
    ]
    return found if one.nights() == other.nights() else [*found, "other nights are published"]


if __name__ == "__main__":
    sys.exit(main())
