"""The whole score of one lake: measures, the confusion matrix, and the rows behind them for whoever wants to know why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from data.accuracy.billing import NO_EXCEPTIONS, compare_faults, measure_faults
from data.accuracy.causes import confusion, mark_contested, measure_causes
from data.accuracy.disputes import (
    compare_shortfalls,
    compare_worklist,
    disputes_until,
    measure_disputes,
    measure_worklist,
)
from data.accuracy.matching import compare_pairs, measure_matching, measure_slips
from data.accuracy.measures import Measure
from data.accuracy.read import has_table, last_night, read_lake, read_truth


@dataclass(frozen=True)
class Score:
    """Measures, and the compared rows they count."""

    measures: list[Measure]
    confusion: pl.DataFrame
    pairs: pl.DataFrame
    shortfalls: pl.DataFrame
    worklist: pl.DataFrame
    faults: pl.DataFrame

    def measure(self, section: str, name: str, group: str = "all") -> Measure:
        """One measure by its names."""
        wanted = (section, name, group)
        return next(m for m in self.measures if (m.section, m.name, m.group) == wanted)

    def rate(self, section: str, name: str, group: str = "all") -> float:
        return self.measure(section, name, group).rate

    def misses(self) -> dict[str, pl.DataFrame]:
        """The rows that are not right, by what they are about. Amounts are thousandths."""
        wrong_type = pl.col("found_subtype").ne_missing(pl.col("dispute_subtype"))
        wrong_outcome = pl.col("found_outcome").ne_missing(pl.col("outcome"))
        is_gone = (pl.col("outcome") == "withdrawn").fill_null(False) & pl.col("found_outcome").is_null()
        return {
            "pairs": self.pairs.filter(~pl.col("is_exact")),
            "shortfalls": self.shortfalls.filter((wrong_outcome | wrong_type) & ~is_gone),
            "billing_faults": self.faults.filter(pl.col("amount").ne_missing(pl.col("found_amount"))),
            "worklist": self.worklist.filter(
                pl.col("listed_amount").fill_null(0) != pl.col("open_amount").fill_null(0)
            ),
        }


def score(lake: Path, truth: Path) -> Score:
    """Compares the published tables of a lake with a truth folder, as far as the lake's nights go."""
    allocations, variances = read_lake(lake, "allocations"), read_lake(lake, "variances")
    listed = read_lake(lake, "worklist")
    last = last_night(lake)
    known = pl.col("found_date") <= last
    pairs = compare_pairs(
        allocations,
        read_truth(truth, "truth_allocations").filter(known),
        read_truth(truth, "truth_payments"),
    )
    shortfalls = compare_shortfalls(variances, read_truth(truth, "truth_shortfalls").filter(known))
    shortfalls = mark_contested(shortfalls, listed)
    worklist = compare_worklist(listed, last, disputes_until(read_truth(truth, "truth_disputes"), last))
    faults = _compare_faults(lake, read_truth(truth, "truth_billing_faults").filter(known))
    measures = [
        *measure_matching(pairs), *measure_slips(pairs, shortfalls), *measure_disputes(shortfalls),
        *measure_causes(shortfalls), *measure_worklist(worklist), *measure_faults(faults),
    ]  # fmt: skip
    return Score(measures, confusion(shortfalls), pairs, shortfalls, worklist, faults)


def _compare_faults(lake: Path, truth: pl.DataFrame) -> pl.DataFrame:
    """A lake without the table is not asked about our own bills."""
    if has_table(lake, "billing_exceptions"):
        return compare_faults(read_lake(lake, "billing_exceptions"), truth)
    return compare_faults(NO_EXCEPTIONS, truth.clear())
