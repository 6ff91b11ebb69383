"""The table of a benchmark, as text and as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

COLUMNS = ("what", "seconds (least, median, most)", "processor s", "peak MB", "lines/s", "times the floor")


@dataclass(frozen=True)
class Measure:
    """Seconds of the work itself, of the whole process, of its processors; peak memory in MB."""

    seconds: float
    wall: float
    processor: float
    peak: float


def rows(found: Mapping[str, Sequence[Measure]], lines: int) -> list[tuple[str, ...]]:
    floor = median(one.seconds for one in found["floor"])
    return [
        (
            what,
            " · ".join(f"{value:.1f}" for value in _spread(measures)),
            f"{median(one.processor for one in measures):.1f}",
            f"{max(one.peak for one in measures):,.0f}",
            f"{lines / median(one.seconds for one in measures):,.0f}",
            f"{median(one.seconds for one in measures) / floor:.1f}",
        )
        for what, measures in found.items()
    ]


def _spread(measures: Sequence[Measure]) -> tuple[float, float, float]:
    seconds = [one.seconds for one in measures]
    return min(seconds), median(seconds), max(seconds)


def as_table(found: Mapping[str, Sequence[Measure]], lines: int) -> str:
    cells = [COLUMNS, *rows(found, lines)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells
    )


def as_markdown(found: Mapping[str, Sequence[Measure]], invoices: int, lines: int) -> str:
    cells = [COLUMNS, ("---",) * len(COLUMNS), *rows(found, lines)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in cells)
    return (
        f"# A night of {lines:,} lines of advice on {invoices:,} open invoices\n\n"
        "Written by `make bench`: do not edit. `first night` brings the invoices in; it is run once.\n\n"
        f"{table}\n"
    )
