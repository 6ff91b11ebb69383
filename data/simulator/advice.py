"""Remittance advice: the payer's lines, tied to their payment by the bank's reference, mostly the same night."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.distortions import as_rows
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
        paid_by=pl.col("true_payer_id"),
    )
    last = pl.lit(nights[-1])
    shifted = (
        pl.when(pl.col("is_late")).then(pl.min_horizontal(night_after(pl.col("value_date"), 1), last))
        .when(pl.col("is_early")).then(pl.max_horizontal(night_after(pl.col("value_date"), -1), pl.lit(nights[0])))
        .otherwise("value_date")
    )  # fmt: skip
    told = _bundle_heads(told.with_columns(remittance_date=shifted), behaviour, seed)
    told = with_folder(told, "remittance_date", nights)
    heads = told.select(
        *RUN, "payment_id", "remittance_id", "remittance_date", "folder_date", "paid_by", "is_split", "is_untied",
        pl.when(~pl.col("is_untied")).then("bank_reference").alias("bank_reference"),
    )  # fmt: skip
    shown = lines.filter((pl.col("line_kind") != "bundle_claim") & pl.col("is_shown"))
    return (
        as_rows(shown)
        .join(heads, on=RUN, how="inner")
        .sort("remittance_id", "payment_id", "line_order")
        .with_columns(remittance_id=_split_id())
        .with_columns(
            line_number=pl.int_range(1, pl.len() + 1).over("remittance_id"),
            payer_id=pl.col("paid_by"),
            paid_amount=pl.col("shown_amount"),
        )
        .select(COLUMNS)
    )


def _bundle_heads(told: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """One advice for all payments of a payer's day, untied; or an advice that comes as two."""
    generator, day = (
        stream(seed, "advice bundles"),
        ["company_code", "group_id", "payer_id", "currency", "value_date"],
    )
    drawn = told.with_columns(
        pl.Series("is_joint", happens(generator, told.height, behaviour.joint_advice)),
        pl.Series("is_split", happens(generator, told.height, behaviour.split_advice)),
    )
    is_joint = pl.col("is_joint").first().over(day) & (pl.len().over(day) > 1)
    return drawn.with_columns(
        is_untied=pl.col("is_untied") | is_joint,
        is_split=pl.col("is_split") & ~is_joint & ~pl.col("is_untied"),
        remittance_id=pl.when(is_joint)
        .then(pl.col("remittance_id").first().over(day))
        .otherwise("remittance_id"),
        remittance_date=pl.when(is_joint)
        .then(pl.col("remittance_date").first().over(day))
        .otherwise("remittance_date"),
    ).drop("is_joint")


def _split_id() -> pl.Expr:
    """The second half of an advice that comes as two has an id of its own."""
    size, position = pl.len().over("remittance_id"), pl.int_range(pl.len()).over("remittance_id")
    is_second = pl.col("is_split") & (size >= 2) & (position >= size // 2)
    return pl.concat_str("remittance_id", pl.when(is_second).then(pl.lit("B")).otherwise(pl.lit("")))


def hide_heads(advice: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Some tied advice comes without the payer's id, some without our company: the payment has both."""
    generator = stream(seed, "advice heads")
    heads = (
        advice.filter(pl.col("bank_reference").is_not_null())
        .select("remittance_id")
        .unique()
        .sort("remittance_id")
    )
    heads = heads.with_columns(
        pl.Series(
            "is_payerless", happens(generator, heads.height, behaviour.payerless_advice), dtype=pl.Boolean
        ),
        pl.Series(
            "is_companyless", happens(generator, heads.height, behaviour.companyless_advice), dtype=pl.Boolean
        ),
    )
    joined = advice.join(heads, on="remittance_id", how="left", maintain_order="left")
    return joined.with_columns(
        payer_id=pl.when(~pl.col("is_payerless").fill_null(False)).then("payer_id"),
        company_code=pl.when(~pl.col("is_companyless").fill_null(False)).then("company_code"),
    ).drop("is_payerless", "is_companyless")
