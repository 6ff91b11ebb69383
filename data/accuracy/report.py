"""A score as text for a terminal, or as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from data.accuracy.measures import Measure
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
    """One row per true subtype: how many were called the same, and what the others were called."""
    rows: list[Row] = []
    for (true,), cells in sorted(confusion.group_by("true"), key=lambda item: str(item[0])):
        same = cells.filter(pl.col("found") == true)["count"].sum()
        others = cells.filter(pl.col("found") != true).sort("count", "found", descending=[True, False])
        named = ", ".join(f"{found} {count}" for found, count in others.select("found", "count").iter_rows())
        rows.append((str(true), str(cells["count"].sum()), str(same), named))
    return rows


CONFUSION_HEADER = ("true", "disputes", "called so", "called otherwise")


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


HEADLINES = (
    ("matching", "precision by pair", "all"),
    ("matching", "recall by pair", "advised"),
    ("disputes", "found", "advised"),
    ("disputes", "not false", "all"),
    ("disputes", "type right, of those found", "all"),
    ("worklist", "open and listed", "all"),
    ("worklist", "listed and open", "all"),
)
"""The measures that the project promises."""


def as_summary(scores: Mapping[str, Score], piped: bool = False) -> str:
    """One row per headline, one column per lake, and the worst of them."""
    rows: list[Row] = [("", "of", *scores, "worst")]
    for names in HEADLINES:
        rates = [result.rate(*names) for result in scores.values()]
        rows.append(
            (f"{names[0]}: {names[1]}", names[2], *(f"{rate:.2%}" for rate in rates), f"{min(rates):.2%}")
        )
    return "\n".join(_piped(rows)) if piped else _aligned(rows)


def _aligned(rows: Sequence[Row]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _piped(rows: Sequence[Row]) -> list[str]:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]
