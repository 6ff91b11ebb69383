"""Why shortfalls are short: types as F1 and confusion, confidence, contested codes, the unexplained."""

from __future__ import annotations

import polars as pl

from data.accuracy.disputes import SHORTFALL, keyed
from data.accuracy.measures import Average, Measure, band_decisions

SECTION = "causes"
CODED = {"coded": pl.col("is_coded").fill_null(False), "uncoded": ~pl.col("is_coded").fill_null(False)}
"""Whether the payer gave a code that somebody has mapped; a false dispute counts as uncoded."""


IS_TAKEN_AGAIN = pl.col("is_coded") & (pl.col("kind") == "deduction_twice") & ~pl.col("is_misleading")
"""A deduction taken again under the code of the first: the code names that one's cause, the truth that it is a duplicate.
By the contract (`is_contested`: stated and derived disagree) it is contested, though nobody misled; so it is counted apart.
"""


def mark_contested(shortfalls: pl.DataFrame, worklist: pl.DataFrame) -> pl.DataFrame:
    """Adds `is_contested` as the newest worklist that shows the dispute has it; null where none ever did."""
    newest = worklist.sort("business_date", "dispute_id").unique(
        "dispute_id", keep="last", maintain_order=True
    )
    shown = keyed(newest, "original_amount").select(*SHORTFALL, "is_contested")
    return shortfalls.join(shown, on=SHORTFALL, how="left", maintain_order="left")


def measure_causes(shortfalls: pl.DataFrame) -> list[Measure]:
    """Types coded and uncoded apart, the truly unexplained, contested codes, and confidence by bands."""
    true = shortfalls.filter(pl.col("outcome") == "dispute")
    published = shortfalls.filter(pl.col("found_outcome") == "dispute")
    right = pl.col("found_subtype") == pl.col("dispute_subtype")
    measures: list[Measure] = []
    for group, condition in CODED.items():
        measures += _type_scores(true.filter(condition), group)
    unexplained = true.filter(pl.col("kind") == "unexplained")
    measures.append(_count("unexplained, and called so", "all", unexplained, right))
    shown = true.filter(pl.col("is_contested").is_not_null())
    misleading, honest = (
        shown.filter("is_misleading"),
        shown.filter(~pl.col("is_misleading") & ~IS_TAKEN_AGAIN),
    )
    measures += [
        _count("misleading code contested", "all", misleading, pl.col("is_contested")),
        _count(
            "taken again under the first's code, contested",
            "all",
            shown.filter(IS_TAKEN_AGAIN),
            pl.col("is_contested"),
        ),
        _count("honest one not contested", "all", honest, ~pl.col("is_contested")),
        _count("honest one not contested", "coded", honest.filter("is_coded"), ~pl.col("is_contested")),
    ]
    judged = published.with_columns(is_right=right & (pl.col("outcome") == "dispute"))
    return [*measures, *band_decisions(SECTION, judged, "is_right")]


def _type_scores(true: pl.DataFrame, group: str) -> list[Measure]:
    """F1 of each type that occurs, 2 × right ÷ (truly so + called so), and their mean; the not found have no type."""
    called = pl.when(pl.col("found_outcome") == "dispute").then("found_type")
    named = true.with_columns(called=called)
    scores: list[Measure] = []
    for family in sorted(named["dispute_type"].drop_nulls().unique()):
        is_true, is_called = pl.col("dispute_type") == family, (pl.col("called") == family).fill_null(False)
        counts = named.select(both=(is_true & is_called).sum(), true=is_true.sum(), called=is_called.sum())
        both, truly, as_called = counts.row(0)
        scores.append(Measure(SECTION, f"F1 of {family}", group, 2 * both, truly + as_called))
    hits, total = sum(score.hits for score in scores), sum(score.total for score in scores)
    return [Average(SECTION, "macro-F1 over types", group, hits, total, tuple(scores)), *scores]


def confusion(shortfalls: pl.DataFrame) -> pl.DataFrame:
    """True subtypes in rows, published ones in columns, among disputes; `(not found)` and `(false)` at the ends."""
    disputes = shortfalls.filter((pl.col("outcome") == "dispute") | (pl.col("found_outcome") == "dispute"))
    true = pl.when(pl.col("outcome") == "dispute").then(pl.format("{}/{}", "dispute_type", "dispute_subtype"))
    found = pl.when(pl.col("found_outcome") == "dispute").then(
        pl.format("{}/{}", "found_type", "found_subtype")
    )
    other = pl.when(pl.col("found_outcome").is_not_null()).then(pl.format("({})", "found_outcome"))
    return (
        disputes.select(
            "is_coded",
            true.fill_null("(false)").alias("true"),
            pl.coalesce(found, other, pl.lit("(not found)")).alias("found"),
        )
        .group_by(pl.col("is_coded").fill_null(False), "true", "found")
        .len("count")
        .sort("is_coded", "true", "found")
    )


def _count(name: str, group: str, rows: pl.DataFrame, condition: pl.Expr) -> Measure:
    return Measure(
        SECTION, name, group, int(rows.select(condition.fill_null(False).sum()).item()), rows.height
    )
