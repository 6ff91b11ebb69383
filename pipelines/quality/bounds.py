"""What is usual, from the nights before: no fixed threshold would fit a large company and a small one."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

FEWEST_NIGHTS = 5
"""With fewer nights before it, nothing is unusual."""
SPREAD_OF_MEDIAN = 0.05
"""The least spread, as a share of the usual value: nights all alike make a small change no more unusual."""
NO_BOUND = 1e18


def usual_range(before: Sequence[float], width: float) -> tuple[float, float]:
    """Median ± `width` spreads; the spread is the median distance from it, scaled to a standard deviation."""
    if len(before) < FEWEST_NIGHTS:
        return -NO_BOUND, NO_BOUND
    middle = median(before)
    spread = 1.4826 * median(abs(value - middle) for value in before)
    reach = width * max(spread, SPREAD_OF_MEDIAN * abs(middle))
    return middle - reach, middle + reach
