"""How good the learned probabilities are: Brier scores against the average of what was resolved before, held out.

A case is held out by nature: its row of the night it was first listed was written before anybody knew how it would come out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data.accuracy.read import read_lake

WARM_UP = 30
"""So many resolved cases must there be before a case is judged, or there is no average to beat."""


@dataclass(frozen=True)
class Brier:
    """Mean squared distance of stated chance and outcome; the average's is of the share among cases resolved before."""

    name: str
    cases: int
    learned: float
    average: float
    share: float

    def together(self, other: Brier) -> Brier:
        """Of the cases of both."""
        cases = max(self.cases + other.cases, 1)

        def mean(mine: float, theirs: float) -> float:
            return (self.cases * mine + other.cases * theirs) / cases

        return Brier(
            self.name, self.cases + other.cases, mean(self.learned, other.learned),
            mean(self.average, other.average), mean(self.share, other.share),
        )  # fmt: skip

    def __str__(self) -> str:
        if not self.cases:
            return f"Brier score, {self.name}: too few resolved cases to have an average"
        return (
            f"Brier score, {self.name}: learned {self.learned:.4f}, average {self.average:.4f} "
            f"(share {self.share:.2f} of {self.cases} cases): {'yes' if self.is_better else 'NO'}"
        )

    @property
    def is_better(self) -> bool:
        return self.learned < self.average


def outcomes(lake: Path) -> pl.DataFrame:
    """One row per dispute that closed: who turned out to be right, told by the history of its money and decisions."""
    history = read_lake(lake, "dispute_history")

    def moved(event: str) -> pl.Expr:
        return pl.col("amount").filter(pl.col("event") == event).sum().fill_null(0).alias(event)

    denied = (pl.col("event") == "resolved") & pl.col("text").str.starts_with("denied")
    decided = pl.col("text").filter(pl.col("event") == "resolved").last()
    closed = history.sort("dispute_id", "business_date", "event_number").group_by("dispute_id").agg(
        moved("repaid"), moved("credited"), moved("written_off"),
        decided.alias("decision"),
        pl.col("business_date").filter(pl.col("to_status") == "resolved").max().alias("closed_date"),
        (pl.col("to_status").drop_nulls().last() == "resolved").alias("is_closed"),
        pl.col("text").filter(denied).len().alias("denials"),
    )  # fmt: skip
    is_lost = pl.col("decision").str.starts_with("lost") | (pl.col("denials") > 0)
    outcome = (
        pl.when((pl.col("repaid") > 0) & (pl.col("repaid") >= pl.col("credited")))
        .then(pl.when(pl.col("repaid") >= pl.col("written_off")).then(pl.lit("recovered")).otherwise(pl.lit("lost")))
        .when(pl.col("credited") > 0).then(pl.lit("valid"))
        .when((pl.col("written_off") > 0) & is_lost).then(pl.lit("lost"))
        .when((pl.col("written_off") > 0) & pl.col("decision").is_not_null()).then(pl.lit("valid"))
    )  # fmt: skip
    return closed.filter("is_closed").with_columns(outcome=outcome).filter(pl.col("outcome").is_not_null())


def score_chances(lake: Path) -> list[Brier]:
    """Of P(payer wrong), and of P(recovered) among those where the payer was wrong."""
    listed = read_lake(lake, "worklist").sort("business_date").group_by("dispute_id").first()
    cases = outcomes(lake).join(listed, on="dispute_id").sort("business_date", "dispute_id")
    wrong = cases.with_columns(hit=pl.col("outcome") != "valid")
    recovered = cases.filter(pl.col("outcome") != "valid").with_columns(hit=pl.col("outcome") == "recovered")
    return [
        _brier("payer wrong", wrong, "invalid_probability"),
        _brier("recovered, of those", recovered, "recovery_probability"),
    ]


def _brier(name: str, cases: pl.DataFrame, stated: str) -> Brier:
    """`closed_date` and `hit` of every case that was closed before the night a case was listed give its average."""
    earlier = cases.select("closed_date", "hit").sort("closed_date").with_columns(
        hits=pl.col("hit").cast(pl.Int64).cum_sum(), known=pl.int_range(1, pl.len() + 1)
    )  # fmt: skip
    last = earlier.group_by("closed_date", maintain_order=True).last().select("closed_date", "hits", "known")
    judged = (
        cases.sort("business_date")
        .join_asof(
            last.sort("closed_date"), left_on="business_date", right_on="closed_date", strategy="backward"
        )
        .filter(pl.col("known") >= WARM_UP)
        .with_columns(average=pl.col("hits") / pl.col("known"), truth=pl.col("hit").cast(pl.Float64))
    )
    means = judged.select(
        learned=((pl.col(stated) - pl.col("truth")) ** 2).mean(),
        average=((pl.col("average") - pl.col("truth")) ** 2).mean(),
        share=pl.col("truth").mean(),
    ).row(0)
    return Brier(name, judged.height, *(value or 0.0 for value in means))
