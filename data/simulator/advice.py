"""Remittance advice: the payer's lines, tied to their payment by the bank's reference, mostly the same night."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.nights import night_after, with_folder
from data.simulator.randomness import happens, stream
from data.simulator.runs import RUN

COLUMNS = [
    "company_code", "payer_id", "remittance_id", "line_number", "bank_reference", "remittance_date", "currency",
    "invoice_reference", "po_reference", "invoice_amount", "discount_amount", "deduction_amount", "paid_amount",
    "claim_number", "reason_code", "reason_text", "folder_date", "payment_id",
]  # fmt: skip


def make_advice(
    lines: pl.DataFrame, payments: pl.DataFrame, nights: list[date], behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """One row per advice line, with its folder and (for the truth only) its payment."""
    told = payments.filter(pl.col("advice_style").is_in(["advised", "bare"])).sort(
        "company_code", "payment_id"
    )
    generator, count = stream(seed, "advice"), told.height
    told = told.with_columns(
        pl.Series("is_untied", happens(generator, count, behaviour.untied_advice)),
        pl.Series("is_late", happens(generator, count, behaviour.late_advice)),
        pl.Series("is_early", happens(generator, count, behaviour.early_advice)),
        remittance_id=pl.format("RA{}", pl.col("payment_id").str.slice(3)),
        paid_by=pl.col("group_id"),
    )
    last = pl.lit(nights[-1])
    shifted = (
        pl.when(pl.col("is_late")).then(pl.min_horizontal(night_after(pl.col("value_date"), 1), last))
        .when(pl.col("is_early")).then(pl.max_horizontal(night_after(pl.col("value_date"), -1), pl.lit(nights[0])))
        .otherwise("value_date")
    )  # fmt: skip
    told = with_folder(told.with_columns(remittance_date=shifted), "remittance_date", nights)
    heads = told.select(
        *RUN, "payment_id", "remittance_id", "remittance_date", "folder_date", "paid_by",
        pl.when(~pl.col("is_untied")).then("bank_reference").alias("bank_reference"),
    )  # fmt: skip
    shown = lines.filter((pl.col("line_kind") != "bundle_claim") & pl.col("is_shown"))
    return (
        shown.join(heads, on=RUN, how="inner")
        .sort("remittance_id", "line_order")
        .with_columns(
            line_number=pl.int_range(1, pl.len() + 1).over("remittance_id"),
            payer_id=pl.col("paid_by"),
            paid_amount=pl.col("cash_amount"),
        )
        .select(COLUMNS)
    )
