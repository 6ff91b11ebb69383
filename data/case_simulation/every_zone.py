"""Proves the sample and every seed, two at a time in processes of their own, each on one thread.

What does **not** belong here: what is proven of one zone (`data.case_simulation.proof`).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import reduce
from multiprocessing import get_context
from pathlib import Path

from data.case_simulation.chances import Brier
from data.case_simulation.proof import prove

AT_ONCE = 2


def prove_zones(work: Path, names: Sequence[str], invoices: int) -> list[str]:
    """The lines of the report, zone by zone, and the learned chances over all of them."""
    os.environ["TIEOUT_THREADS"] = "1"
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("spawn")) as pool:
        started = {name: pool.submit(prove, work / f"casework-{name}", name, invoices) for name in names}
        proven = {name: future.result() for name, future in started.items()}
    lines = [
        f"{_title(name)}: {line}" for name, (found, scores) in proven.items() for line in (*found, *scores)
    ]
    return [
        *lines,
        *(f"all together: {score}" for score in _together([scores for _, scores in proven.values()])),
    ]


def _title(name: str) -> str:
    return "sample" if name == "sample" else f"seed {name}"


def _together(scores: Sequence[Sequence[Brier]]) -> list[Brier]:
    """One score per question; none where nothing was proven."""
    return [reduce(Brier.together, of_one) for of_one in zip(*scores, strict=True)]
