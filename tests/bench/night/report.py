"""The table of a benchmark, as text and as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from assets.ui.bar_chart import Bar, svg

COLUMNS = ("what", "seconds (least, median, most)", "processor s", "peak MB", "lines/s", "times the floor")


@dataclass(frozen=True)
class Measure:
    """Seconds of the work itself, of the whole process, of its processors; peak memory in MB; seconds of each step."""

    seconds: float
    wall: float
    processor: float
    peak: float
    steps: Mapping[str, float] = field(default_factory=dict)


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


def steps(found: Mapping[str, Sequence[Measure]]) -> dict[str, float]:
    """The steps of the night, in their order: the median seconds of each."""
    nights = found["night"]
    return {step: median(one.steps[step] for one in nights) for step in nights[0].steps}


def as_picture(found: Mapping[str, Sequence[Measure]], title: str) -> str:
    """The floor and the steps of the night, as SVG."""
    floor = median(one.seconds for one in found["floor"])
    bars = {"the floor": floor, **steps(found)}
    return svg(title, [Bar(step, seconds, f"{seconds:.1f} s") for step, seconds in bars.items()])


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
    floor = median(one.seconds for one in found["floor"])
    table = _table([COLUMNS, ("---",) * len(COLUMNS), *rows(found, lines)])
    by_step = [
        (step, f"{seconds:.1f}", f"{lines / seconds:,.0f}" if seconds else "", f"{seconds / floor:.1f}")
        for step, seconds in steps(found).items()
    ]
    heads = ("step of the night", "seconds (median)", "lines/s", "times the floor")
    return (
        f"# A night of {lines:,} lines of advice on {invoices:,} open invoices\n\n"
        "Written by `make bench`: do not edit. `first night` brings the invoices in; it is run once.\n\n"
        f"{table}\n\n{_table([heads, ('---',) * len(heads), *by_step])}\n\n![The steps](night-{invoices}.svg)\n"
    )


def _table(cells: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)
