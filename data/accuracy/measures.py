"""A share with its confidence interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

NORMAL_QUANTILE = 1.959964
"""Two-sided 95 %."""


@dataclass(frozen=True)
class Measure:
    """`hits` of `total`, under a section ("matching"), a name ("precision by pair") and a group ("all", a tier, a style)."""

    section: str
    name: str
    group: str
    hits: int
    total: int

    @property
    def rate(self) -> float:
        """The share; 1 of nothing, because nothing was missed."""
        return self.hits / self.total if self.total else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.hits, self.total)


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Wilson's score interval: stays inside 0 to 1 and is honest near the ends, where ours live."""
    if total == 0:
        return 0.0, 1.0
    square, share = NORMAL_QUANTILE**2, hits / total
    middle = (share + square / (2 * total)) / (1 + square / total)
    spread = (
        NORMAL_QUANTILE / (1 + square / total) * sqrt(share * (1 - share) / total + square / (4 * total**2))
    )
    return max(0.0, middle - spread), min(1.0, middle + spread)
