"""`python -m tests.fuzz --inputs 5000 --seed N`: tries inputs, prints how to repeat each failure, saves its landing zone."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from tests.fuzz.campaign import run_campaign, save_zone
from tests.fuzz.inputs import make_input
from tests.fuzz.rows import Failure

SHOWN = 600


def main() -> int:
    options = _parse()
    numbers = (
        [options.only] if options.only is not None else range(options.first, options.first + options.inputs)
    )
    found: dict[str, list[int]] = defaultdict(list)
    tried = 0
    for number, failures in run_campaign(options.seed, numbers, options.minutes):
        tried += 1
        if failures:
            _print_failures(options, number, failures)
        for kind, _ in failures:
            found[kind].append(number)
        if tried % 500 == 0:
            print(f"{tried} inputs tried", flush=True)
    _print_summary(options.seed, tried, found)
    return 1 if found else 0


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=5000, help="how many inputs; default: 5000")
    parser.add_argument(
        "--seed", type=int, default=int(f"{datetime.now(UTC):%Y%m%d}"), help="default: today's date"
    )
    parser.add_argument(
        "--first", type=int, default=0, metavar="K", help="number of the first input; default: 0"
    )
    parser.add_argument("--only", type=int, metavar="K", help="try this input alone")
    parser.add_argument("--minutes", type=float, help="stop after this many minutes")
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"), help="where failing zones are saved")
    return parser.parse_args()


def _print_failures(options: argparse.Namespace, number: int, failures: list[Failure]) -> None:
    mutated = make_input(options.seed, number)
    print(f"\n{mutated.title}")
    for kind, detail in failures[:5]:
        print(f"  {kind}: {detail[:SHOWN]}".encode("ascii", "backslashreplace").decode())
    print(f"  repeat it  python -m tests.fuzz --seed {options.seed} --only {number}")
    print(f"  its zone   {save_zone(options.seed, number, options.out)}", flush=True)


def _print_summary(seed: int, tried: int, found: dict[str, list[int]]) -> None:
    failing = {number for numbers in found.values() for number in numbers}
    print(f"\nseed {seed}: {tried} inputs, {len(failing)} of them fail")
    for kind, numbers in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        print(f"  {len(set(numbers)):>5}  {kind}: --only {numbers[0]}")


if __name__ == "__main__":
    sys.exit(main())
