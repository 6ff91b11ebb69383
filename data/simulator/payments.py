"""Bank receipts: one per run, with what the bank passes on of the payer's words."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.nights import with_folder
from data.simulator.randomness import happens, stream
from data.simulator.runs import RUN
from data.simulator.silence import MEMO_LENGTH


def make_payments(
    lines: pl.DataFrame, payers: pl.DataFrame, nights: list[date], behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """One row per payment, with its run's key and its folder."""
    named = pl.col("line_kind") == "invoice"
    runs = (
        lines.group_by(RUN)
        .agg(
            pl.col("cash_amount").sum().alias("amount"),
            pl.col("advice_style").first(),
            pl.col("method").first(),
            pl.col("can_cut").first(),
            pl.col("invoice_reference")
            .filter(named)
            .sort_by(pl.col("line_order").filter(named))
            .alias("references"),
        )
        .sort("value_date", "company_code", "group_id", "currency", "slot")
    )
    if (runs["amount"] <= 0).any():
        raise AssertionError(f"payments that sum to 0 or less: {runs.filter(pl.col('amount') <= 0)}")
    generator, count = stream(seed, "payments"), runs.height
    runs = runs.with_columns(
        pl.Series("is_unknown", happens(generator, count, behaviour.payer_unknown)),
        pl.Series("trace", generator.integers(100_000_000, 999_999_999, count)),
        is_cut=pl.col("can_cut") & pl.lit(pl.Series(happens(generator, count, behaviour.cut_memo))),
        payment_id=pl.format("PAY{}", (pl.int_range(pl.len()) + 700_001).cast(pl.String)),
    )
    names = payers.select(
        pl.col("payer_id").alias("group_id"), pl.col("name").str.to_uppercase().alias("payer_name")
    )
    runs = runs.join(names, on="group_id", how="left", maintain_order="left").with_columns(
        payer_id=pl.when(~pl.col("is_unknown") | (pl.col("advice_style") == "nothing")).then("group_id"),
        bank_reference=pl.format("TR{}-{}", "trace", pl.int_range(pl.len())),
        memo=_memo(),
        reverses_payment_id=pl.lit(None, pl.String),
    )
    return with_folder(runs, "value_date", nights)


def _memo() -> pl.Expr:
    """Memo payers list their invoices, separated one way or another; others give the bank a word or nothing."""
    style, references = pl.col("advice_style"), pl.col("references")
    listed = (
        pl.when(pl.col("trace") % 3 == 0).then(pl.concat_str(pl.lit("INVOICES "), references.list.join(" ")))
        .when(pl.col("trace") % 3 == 1).then(references.list.join(", "))
        .otherwise(pl.concat_str(pl.lit("PAYMENT OF "), references.list.join(" + ")))
    )  # fmt: skip
    return (
        pl.when((style == "memo") & pl.col("is_cut")).then(listed.str.slice(0, MEMO_LENGTH))
        .when(style == "memo").then(listed)
        .when((style == "advised") & pl.col("trace").mod(3).eq(0))
        .then(pl.format("SUPPLIER PAYMENT {}", pl.col("value_date").dt.to_string("%d.%m.%Y")))
    )  # fmt: skip
