"""What an advice says otherwise than the money does: several documents on one line, a wrong amount, a line twice, a
deduction that it does not itemise. The truth of the payment stays as it is.
"""

from __future__ import annotations

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.joined import joined_style, joined_text
from data.simulator.randomness import draw_kind, stream
from data.simulator.runs import RUN

MOST_JOINED = 4
WRONG_BY = 900
"""Two digits that changed places differ by a multiple of nine."""
ROW = ["invoice_amount", "discount_amount", "deduction_amount", "shown_amount"]


def distort_lines(told: pl.DataFrame, paid: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Adds to lines the `shown_amount`, the `advice_row` they are part of, and `is_twice`."""
    runs = (
        told.group_by(RUN)
        .agg(
            (pl.col("is_shown") & pl.col("is_full") & pl.col("is_plain")).all().alias("is_able"),
            pl.col("advice_style").first(),
            pl.len().alias("size"),
            pl.col("line_order").max().alias("last"),
            pl.col("line_order").min().alias("first"),
        )
        .filter(pl.col("is_able") & pl.col("advice_style").is_in(["advised", "bare"]))
        .sort(RUN)
    )
    rates = {
        "joined": behaviour.joined_lines, "wrong": behaviour.line_amount_wrong, "twice": behaviour.line_twice,
    }  # fmt: skip
    fate = draw_kind(stream(seed, "distortions"), runs.height, rates)
    runs = runs.with_columns(pl.Series("fate", fate, dtype=pl.String)).filter(pl.col("fate").is_not_null())
    runs = runs.filter((pl.col("size") >= 2) | (pl.col("fate") != "joined"))
    marked = told.join(runs.select(*RUN, "fate", "first", "last"), on=RUN, how="left", maintain_order="left")
    on = ["company_code", "invoice_number", "line_kind"]
    marked = marked.join(_not_itemised(paid), on=on, how="left", maintain_order="left")
    return _mark(marked).drop("fate", "first", "last", "not_itemised")


def _not_itemised(paid: pl.DataFrame) -> pl.DataFrame:
    return paid.filter(pl.col("presentation") == "not_itemised").select(
        "company_code",
        "invoice_number",
        pl.lit("invoice").alias("line_kind"),
        pl.col("amount").alias("not_itemised"),
    )


def _mark(lines: pl.DataFrame) -> pl.DataFrame:
    is_last = (pl.col("line_order") == pl.col("last")).fill_null(False)
    is_wrong, is_twice = is_last & (pl.col("fate") == "wrong"), is_last & (pl.col("fate") == "twice")
    can_lose = (pl.col("cash_amount") > 3 * WRONG_BY) & (pl.col("cash_amount") % 2 == 0)
    error = pl.when(can_lose).then(-WRONG_BY).otherwise(WRONG_BY)
    position = pl.int_range(pl.len()).over(RUN)
    is_joined = ((pl.col("fate") == "joined") & (position < MOST_JOINED)).fill_null(False)
    marked = lines.with_columns(
        shown_amount=pl.col("cash_amount")
        + pl.when(is_wrong).then(error).otherwise(pl.col("not_itemised").fill_null(0)),
        advice_row=pl.when(is_joined).then("first").otherwise("line_order"),
        is_twice=is_twice.fill_null(False),
        is_joined=is_joined,
    )
    numbers = (
        marked.filter("is_joined")
        .group_by(*RUN, "advice_row")
        .agg(pl.col("reference_number").sort().alias("numbers"))
    )
    styles = numbers.select(*RUN, "advice_row", joined_style(pl.col("numbers")).alias("joined_style"))
    joined = marked.join(styles, on=[*RUN, "advice_row"], how="left", maintain_order="left")
    return joined.with_columns(reference_style=pl.coalesce("joined_style", "reference_style")).drop(
        "joined_style"
    )


def as_rows(shown: pl.DataFrame) -> pl.DataFrame:
    """The rows of the advice: joined lines as one, lines given twice as two."""
    plain = shown.filter(~pl.col("is_joined"))
    joined = (
        shown.filter("is_joined")
        .group_by(*RUN, "advice_row", maintain_order=True)
        .agg(
            pl.exclude(*ROW, "invoice_reference", "po_reference").first(),
            *(pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name) for name in ROW),
            pl.col("reference_number").sort().alias("numbers"),
        )
        .with_columns(invoice_reference=joined_text(pl.col("numbers")), po_reference=pl.lit(None, pl.String))
        .select(plain.columns)
    )
    return pl.concat([plain, plain.filter("is_twice"), joined])
