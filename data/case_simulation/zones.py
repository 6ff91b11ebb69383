"""The zones that casework is proven on: the sample and simulated ones, each of so many nights.

What does **not** belong here: running nights (`data.case_simulation.nights`) and what is judged
(`data.case_simulation.proof`).
"""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

from data.simulator import Behaviour, simulate
from data.simulator.write import write

SAMPLE = Path(__file__).parents[1] / "sample"
NIGHTS, INVOICES, PAYERS = 40, 2_000, 40
SATURDAY = 5


def make_zone(work: Path, name: str, invoices: int) -> tuple[Path, list[date]]:
    """`name`: "sample", whose last nights are those of people alone, or a seed."""
    shutil.rmtree(work, ignore_errors=True)
    if name == "sample":
        shutil.copytree(SAMPLE, work / "zone")
        first = min(date.fromisoformat(folder.name) for folder in SAMPLE.glob("extracts/invoices/*"))
        return work / "zone", business_days(first, NIGHTS)
    zone = simulate(int(name), invoices, NIGHTS, PAYERS, Behaviour())
    write(zone, work / "zone")
    return work / "zone", list(zone.nights)


def business_days(first: date, count: int) -> list[date]:
    """So many days from Monday to Friday, the first among them."""
    days = (first + timedelta(days=number) for number in range(2 * count))
    return [day for day in days if day.weekday() < SATURDAY][:count]
