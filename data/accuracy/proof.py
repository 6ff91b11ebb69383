"""`python -m data.accuracy.proof`: runs the sample and several seeds through `tieout run`, scores them, writes the report.

A landing zone that exists already is run as it is; a lake never is: every proof starts from nothing.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from data.accuracy.report import as_calibration, as_markdown, as_summary
from data.accuracy.score import Score, score
from data.simulator import Behaviour, simulate
from data.simulator.write import write

SAMPLE = Path(__file__).parents[1] / "sample"
SEEDS = (1, 2, 3, 4, 5)


def run_nights(zone: Path, lake: Path) -> None:
    """Every night of a zone, through the command that people use."""
    shutil.rmtree(lake, ignore_errors=True)
    tieout = Path(sys.executable).with_name("tieout")
    subprocess.run([tieout, "run", "--extracts", zone / "extracts", "--lake", lake], check=True)


def prove(work: Path, seeds: tuple[int, ...], invoices: int, payers: int) -> dict[str, Score]:
    """The scores of the sample and of each seed, by title."""
    zones = {"Sample": SAMPLE}
    for seed in seeds:
        zones[f"Seed {seed}"] = work / f"zone-{seed}"
        shutil.rmtree(work / f"zone-{seed}", ignore_errors=True)
        write(simulate(seed, invoices, payers=payers, behaviour=Behaviour()), work / f"zone-{seed}")
    scores = {}
    for title, zone in zones.items():
        lake = work / f"lake-{title.replace(' ', '-').lower()}"
        run_nights(zone, lake)
        scores[title] = score(lake, zone / "truth")
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m data.accuracy.proof", description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("build/accuracy"))
    parser.add_argument("--markdown", type=Path, default=Path("docs/accuracy.md"))
    parser.add_argument("--seeds", type=int, nargs="*", default=SEEDS)
    parser.add_argument("--invoices", type=int, default=2_000)
    parser.add_argument("--payers", type=int, default=60)
    options = parser.parse_args()
    scores = prove(options.work, tuple(options.seeds), options.invoices, options.payers)
    print(as_summary(scores), as_calibration(scores), sep="\n\n")
    options.markdown.write_text(as_document(scores), encoding="utf-8")


def as_document(scores: dict[str, Score]) -> str:
    """The whole report: goals first, then confidence, then every lake."""
    parts = [
        "# Accuracy", "", "Written by `make accuracy`: do not edit.", "", "## Goals", "", as_summary(scores, piped=True), "",
        "## Confidence", "", as_calibration(scores, piped=True), "",
    ]  # fmt: skip
    parts += [as_markdown(title, result) for title, result in scores.items()]
    return "\n".join(parts)


if __name__ == "__main__":
    main()
