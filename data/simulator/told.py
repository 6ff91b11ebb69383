"""The truth of payments as such: who truly paid, how much anybody is told, and which family an untold payment is of."""

from __future__ import annotations

import polars as pl

from data.simulator.runs import RUN

TELLINGS = {"advised": "full", "bare": "bare", "memo": "memo", "nothing": "nothing"}

COLUMNS = ["company_code", "payment_id", "payer_id", "currency", "amount", "told", "family", "payer_clue"]


def tell_payments(payments: pl.DataFrame, told: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """One row per payment. `told` is full or bare advice, memo or nothing; `family` says how a payment of which nothing
    is told was put together; `payer_clue` what the bank says of the payer."""
    runs = told.group_by(RUN).agg(
        pl.col("is_shown").any().alias("is_told"),
        (pl.col("line_kind") == "invoice").sum().alias("invoices"),
    )
    composed = paid.group_by(RUN).agg(pl.col("family").first().alias("composed"))
    joined = payments.join(runs, on=RUN, how="left", maintain_order="left")
    joined = joined.join(composed, on=RUN, how="left", maintain_order="left")
    is_mute = (pl.col("advice_style") == "nothing") | ~pl.col("is_told")
    style = pl.col("advice_style").replace_strict(TELLINGS, return_dtype=pl.String)
    habit = pl.when(pl.col("invoices") == 1).then(pl.lit("one")).otherwise(pl.lit("pay_run"))
    return (
        joined.select(
            "company_code",
            "payment_id",
            pl.col("true_payer_id").alias("payer_id"),
            "currency",
            "amount",
            "payer_clue",
            told=pl.when(is_mute).then(pl.lit("nothing")).otherwise(style),
            family=pl.when(is_mute).then(pl.coalesce("composed", habit)),
        )
        .select(COLUMNS)
        .sort("company_code", "payment_id")
    )
