"""`python -m data.accuracy.proof`: runs the sample and several seeds through `tieout run`, scores them, writes the report.

The seeds are `Behaviour.hard`: what makes matching hard is twice as frequent. One more zone is nothing but slips of the
hand. Lakes are made two at a time, each on one thread; every proof starts from nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from data.accuracy.report import as_calibration, as_markdown, as_summary
from data.accuracy.score import Score, score
from data.case_simulation.every_zone import prove_zones
from data.case_simulation.zones import INVOICES as CASE_INVOICES
from data.case_simulation.zones import NIGHTS as CASE_NIGHTS
from data.simulator import Behaviour, simulate
from data.simulator.write import write

SAMPLE = Path(__file__).parents[1] / "sample"
SEEDS = (1, 2, 3, 4, 5)
SLIPS = Behaviour.quiet(
    other_document=0.9, pays_each=1.0, takes_discount=0.6, advice={"advised": 0.6, "bare": 0.4}
)
"""Nearly every number is mistyped so that it names another invoice of its payer."""
SLIP_SEED, SLIP_NIGHTS, SLIP_INVOICES, SLIP_PAYERS = 11, 5, 7_500, 25
AT_ONCE = 2


def run_nights(zone: Path, lake: Path) -> None:
    """Every night of a zone, through the command that people use."""
    shutil.rmtree(lake, ignore_errors=True)
    tieout = Path(sys.executable).with_name("tieout")
    command = [tieout, "run", "--extracts", zone / "extracts", "--lake", lake]
    subprocess.run(command, check=True, env={**os.environ, "TIEOUT_THREADS": "1"})


def make_zones(work: Path, seeds: tuple[int, ...], invoices: int, payers: int) -> dict[str, Path]:
    """The sample, a hard zone for each seed, and the slips, by title."""
    zones = {"Sample": SAMPLE}
    for seed in seeds:
        zones[f"Seed {seed}"] = work / f"zone-{seed}"
        shutil.rmtree(work / f"zone-{seed}", ignore_errors=True)
        write(simulate(seed, invoices, payers=payers, behaviour=Behaviour.hard()), work / f"zone-{seed}")
    zones["Slips"] = work / "zone-slips"
    shutil.rmtree(zones["Slips"], ignore_errors=True)
    write(simulate(SLIP_SEED, SLIP_INVOICES, SLIP_NIGHTS, SLIP_PAYERS, SLIPS), zones["Slips"])
    return zones


def prove(work: Path, zones: dict[str, Path]) -> dict[str, Score]:
    """The scores of zones by title."""

    def prove_one(title: str) -> Score:
        lake = work / f"lake-{title.replace(' ', '-').lower()}"
        run_nights(zones[title], lake)
        return score(lake, zones[title] / "truth")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(zones, pool.map(prove_one, zones), strict=True))


def as_document(scores: dict[str, Score], casework: list[str]) -> str:
    """The whole report: goals first, then confidence, then cases with people in them, then every lake."""
    parts = [
        "# Accuracy", "",
        "Written by `make accuracy`: do not edit. In the seeds what makes matching hard is twice as frequent",
        "(`Behaviour.hard`), in two companies and four currencies; in `Slips` nearly every number names another invoice.",
        "", "## Goals", "", as_summary(scores, piped=True), "",
        "## Confidence", "", as_calibration(scores, piped=True), "",
        "## Cases", "", f"{CASE_NIGHTS} nights in which people deny, grant, credit, collect and give up by the truth:", "",
        *(f"- {line}" for line in casework or ["not run for this report (`--case-zones`)"]), "",
    ]  # fmt: skip
    parts += [as_markdown(title, result) for title, result in scores.items()]
    return "\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m data.accuracy.proof", description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("build/accuracy"))
    parser.add_argument("--markdown", type=Path, default=Path("docs/accuracy.md"))
    parser.add_argument("--seeds", type=int, nargs="*", default=SEEDS)
    parser.add_argument(
        "--case-zones", nargs="*", default=("sample", *map(str, SEEDS)), help="none: without casework"
    )
    parser.add_argument("--invoices", type=int, default=2_000)
    parser.add_argument("--payers", type=int, default=60)
    options = parser.parse_args()
    zones = make_zones(options.work, tuple(options.seeds), options.invoices, options.payers)
    scores = prove(options.work, zones)
    casework = prove_zones(options.work, options.case_zones, CASE_INVOICES)
    print(as_summary(scores), as_calibration(scores), "\n".join(casework), sep="\n\n")
    options.markdown.write_text(as_document(scores, casework), encoding="utf-8")


if __name__ == "__main__":
    main()
