"""A score as text for a terminal, or as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from data.accuracy.goals import GOALS
from data.accuracy.measures import Band, Measure, pool
from data.accuracy.score import Score

Row = Sequence[str]


def measure_rows(measures: Sequence[Measure]) -> list[Row]:
    """Section, name, group, share, interval, hits of total."""
    return [
        (m.section, m.name, m.group, f"{m.rate:.2%}", "{:.2%} to {:.2%}".format(*m.interval), _counts(m))
        for m in measures
    ]


def _counts(measure: Measure) -> str:
    if "value" in measure.name:
        return f"{measure.hits / 1000:,.2f} of {measure.total / 1000:,.2f}"
    return f"{measure.hits:,} of {measure.total:,}"


MEASURE_HEADER = ("", "measure", "of", "share", "95 % interval", "count")


def confusion_rows(confusion: pl.DataFrame) -> list[Row]:
    """One row per true subtype, coded ones first: how many were called the same, and what the others were called."""
    rows: list[Row] = []
    groups = confusion.group_by("is_coded", "true")
    for (coded, true), cells in sorted(groups, key=lambda item: (not item[0][0], str(item[0][1]))):
        same = cells.filter(pl.col("found") == true)["count"].sum()
        others = cells.filter(pl.col("found") != true).sort("count", "found", descending=[True, False])
        named = ", ".join(f"{found} {count}" for found, count in others.select("found", "count").iter_rows())
        rows.append(("coded" if coded else "uncoded", str(true), str(cells["count"].sum()), str(same), named))
    return rows


CONFUSION_HEADER = ("code", "true", "disputes", "called so", "called otherwise")


def as_text(score: Score) -> str:
    """Two aligned tables."""
    return (
        _aligned([MEASURE_HEADER, *measure_rows(score.measures)])
        + "\n\n"
        + _aligned([CONFUSION_HEADER, *confusion_rows(score.confusion)])
    )


def as_markdown(title: str, score: Score) -> str:
    """The same two tables under a heading."""
    return "\n".join(
        [
            f"## {title}", "", *_piped([MEASURE_HEADER, *measure_rows(score.measures)]), "",
            *_piped([CONFUSION_HEADER, *confusion_rows(score.confusion)]), "",
        ]
    )  # fmt: skip


SUMMARY_HEADER = ("issue", "goal", "of", "at least")


def as_summary(scores: Mapping[str, Score], piped: bool = False) -> str:
    """One row per goal: each lake, the worst of them, all together, and whether every lake reaches it."""
    rows: list[Row] = [(*SUMMARY_HEADER, *scores, "worst", "together", "count", "reached")]
    for goal in GOALS:
        measures = [result.measure(*goal.measure) for result in scores.values()]
        counted = [measure for measure in measures if measure.total]
        worst, together = min((m.rate for m in counted), default=1.0), pool(measures)
        rows.append(
            (
                str(goal.issue), f"{goal.section}: {goal.name}", goal.group, f"{goal.least:.1%}",
                *(f"{m.rate:.2%}" if m.total else "none" for m in measures),
                f"{worst:.2%}", f"{together.rate:.2%}", _counts(together), _reached(counted, goal.least),
            )
        )  # fmt: skip
    return _laid(rows, piped)


def _reached(measures: Sequence[Measure], least: float) -> str:
    if not measures:
        return "not measured"
    return "yes" if all(measure.rate >= least for measure in measures) else "**no**"


CALIBRATION_HEADER = (
    "",
    "stated confidence",
    "decisions",
    "stated",
    "right",
    "95 % interval",
    "within 3 points",
)


def as_calibration(scores: Mapping[str, Score], piped: bool = False) -> str:
    """One row per band of confidence, the decisions of all lakes together."""
    bands: dict[tuple[str, str], list[Measure]] = {}
    for result in scores.values():
        for measure in result.measures:
            if isinstance(measure, Band):
                bands.setdefault((measure.section, measure.group), []).append(measure)
    rows: list[Row] = [CALIBRATION_HEADER]
    for (section, group), measures in sorted(
        bands.items(), key=lambda item: (item[0][0] != "matching", item[0])
    ):
        band = pool(measures)
        assert isinstance(band, Band)
        rows.append(
            (
                section, group, f"{band.total:,}", f"{band.stated:.1%}", f"{band.rate:.1%}",
                "{:.1%} to {:.1%}".format(*band.interval), band.verdict,
            )
        )  # fmt: skip
    return _laid(rows, piped)


def _laid(rows: Sequence[Row], piped: bool) -> str:
    return "\n".join(_piped(rows)) if piped else _aligned(rows)


def _aligned(rows: Sequence[Row]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _piped(rows: Sequence[Row]) -> list[str]:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]
