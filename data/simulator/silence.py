"""What nobody is told: advice that never comes, lines an advice forgets, references a bank cuts off."""

from __future__ import annotations

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.randomness import happens, stream
from data.simulator.runs import RUN

MEMO_LENGTH, LONG_MEMO = 35, 140
"""What banks keep of a memo."""


def hide_lines(told: pl.DataFrame, paid: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Adds `is_shown`: false for all lines of a missing advice, and for one line that an advice forgets.

    Only payments in full are kept silent about: what nobody says about a shortfall, nobody can find.
    """
    generator = stream(seed, "silence")
    full = paid.group_by(RUN).agg(
        (pl.col("kind").is_null() & (pl.col("earned_amount") == 0)).all().alias("is_full")
    )
    runs = (
        told.group_by(RUN)
        .agg(
            (pl.col("line_kind") == "invoice").all().alias("is_plain"),
            pl.col("advice_style").first(),
            pl.len().alias("size"),
            pl.col("line_order").max().alias("forgotten"),
        )
        .join(full, on=RUN, how="left")
        .sort(RUN)
    )
    plain = pl.col("is_plain") & pl.col("is_full").fill_null(False) & (pl.col("advice_style") == "advised")
    runs = runs.with_columns(
        is_missing=plain & pl.lit(pl.Series(happens(generator, runs.height, behaviour.missing_advice))),
        is_short=plain
        & (pl.col("size") >= 3)
        & pl.lit(pl.Series(happens(generator, runs.height, behaviour.line_left_out))),
    )
    flags = runs.select(*RUN, "is_missing", "is_short", "forgotten", "is_plain", "is_full")
    joined = told.join(flags, on=RUN, how="left", maintain_order="left")
    hidden = pl.col("is_missing") | (pl.col("is_short") & (pl.col("line_order") == pl.col("forgotten")))
    can_cut = pl.col("is_plain") & pl.col("is_full").fill_null(False) & (pl.col("advice_style") == "memo")
    return joined.with_columns(is_shown=~hidden, can_cut=can_cut).drop("is_missing", "is_short", "forgotten")


def hide_cut(told: pl.DataFrame, payments: pl.DataFrame) -> pl.DataFrame:
    """Memo lines whose reference the bank has cut off are not shown either; those listed in one string say so."""
    memos = payments.select(*RUN, "list_style", pl.when(pl.col("is_cut")).then("memo").alias("memo"))
    joined = told.join(memos, on=RUN, how="left", maintain_order="left")
    is_cut = pl.col("memo").is_not_null() & ~pl.col("memo").str.contains(
        pl.col("invoice_reference"), literal=True
    )
    return joined.with_columns(
        is_shown=pl.col("is_shown") & ~is_cut.fill_null(False),
        reference_style=pl.when(is_cut)
        .then(pl.lit("cut_memo"))
        .otherwise(pl.coalesce("list_style", "reference_style")),
    ).drop("memo", "list_style")
