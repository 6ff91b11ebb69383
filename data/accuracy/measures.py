"""Shares with their confidence intervals: counted ones, means of several, and bands of stated confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import polars as pl

NORMAL_QUANTILE = 1.959964
"""Two-sided 95 %."""
BANDS = 10
"""Stated confidence is judged in bands of ten points; 1 belongs to the last."""
CALIBRATED = 0.03
"""So far from what is stated may the share of right ones lie."""


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


@dataclass(frozen=True)
class Average(Measure):
    """The mean of several measures, each counting the same; bounds are the means of theirs: rather too wide."""

    parts: tuple[Measure, ...] = ()

    @property
    def rate(self) -> float:
        return sum(part.rate for part in self.parts) / len(self.parts) if self.parts else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        if not self.parts:
            return 0.0, 1.0
        bounds = [part.interval for part in self.parts]
        return sum(low for low, _ in bounds) / len(bounds), sum(high for _, high in bounds) / len(bounds)


@dataclass(frozen=True)
class Band(Measure):
    """Decisions whose stated confidence lies in one band: how many were right, beside what they stated in the mean."""

    stated: float = 1.0

    @property
    def gap(self) -> float:
        """Stated less right: positive where decisions are surer of themselves than they may be."""
        return self.stated - self.rate

    @property
    def verdict(self) -> str:
        """`yes` within three points; `no` where even the interval lies outside; else there are too few to tell."""
        low, high = self.interval
        if abs(self.gap) <= CALIBRATED:
            return "yes"
        is_off = self.stated - CALIBRATED > high or self.stated + CALIBRATED < low
        return "no" if is_off else "too few to tell"


def band_decisions(
    section: str, decisions: pl.DataFrame, right: str, confidence: str = "confidence"
) -> list[Band]:
    """One band per ten points that has decisions; `right` is a column of truths, `confidence` one of 0 to 1."""
    banded = (
        decisions.filter(pl.col(confidence).is_not_null())
        .with_columns(band=(pl.col(confidence) * BANDS + 1e-9).floor().clip(0, BANDS - 1).cast(pl.Int64))
        .group_by("band")
        .agg(pl.col(right).fill_null(False).sum().alias("hits"), pl.len(), pl.col(confidence).mean())
        .sort("band")
    )
    return [
        Band(
            section,
            "right by confidence",
            f"{band / BANDS:.1f} to {(band + 1) / BANDS:.1f}",
            hits,
            total,
            stated,
        )
        for band, hits, total, stated in banded.iter_rows()
    ]


def pool(measures: Sequence[Measure]) -> Measure:
    """The same measure of several lakes as one: their cases together."""
    first, hits, total = measures[0], sum(m.hits for m in measures), sum(m.total for m in measures)
    names = (first.section, first.name, first.group, hits, total)
    if isinstance(first, Band):
        stated = sum(m.stated * m.total for m in measures if isinstance(m, Band))
        return Band(*names, stated / total if total else 1.0)
    if isinstance(first, Average):
        parts = [part for m in measures if isinstance(m, Average) for part in m.parts]
        groups = sorted({part.group for part in parts})
        pooled = tuple(pool([part for part in parts if part.group == group]) for group in groups)
        return Average(*names, pooled)
    return Measure(*names)


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
