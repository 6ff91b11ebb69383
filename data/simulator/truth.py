"""What truly happened: which payment paid what, why each shortfall, how each dispute went. Never read by Tieout itself."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.simulator.nights import with_folder
from data.simulator.runs import RUN
from data.simulator.settlement import is_bundle_claim
from data.simulator.shortfalls import TYPES

OUTCOMES = {
    "tolerance": "tolerance",
    "part_payment": "partial_payment",
    "settled_by_credit": "settled_by_credit",
    "earned_discount": "earned_discount",
}
SHORTFALL = [
    *RUN, "invoice_number", "claim_number", "payer_id", "amount", "kind", "presentation", "advice_style", "reason_code",
    "is_coded",
]  # fmt: skip
"""What every source of shortfalls brings, before payment ids and types are added."""


def make_pieces(lines: pl.DataFrame, payments: pl.DataFrame) -> pl.DataFrame:
    """One row per payment and document (or claim without one): the money truly put on it and the discount earned with it."""
    numbered = lines.join(payments.select(*RUN, "payment_id"), on=RUN, how="inner").sort(
        "payment_id", "line_order"
    )
    claim = pl.when(pl.col("invoice_number").is_null()).then("claim_number")
    source = (
        pl.when(pl.col("advice_style").is_in(["advised", "bare"])).then(pl.lit("advice"))
        .when(pl.col("advice_style") == "memo").then(pl.lit("memo"))
        .otherwise(pl.lit("none"))
    )  # fmt: skip
    return (
        numbered.with_columns(claim_number=claim, source=source)
        .group_by("company_code", "payment_id", "invoice_number", "claim_number", maintain_order=True)
        .agg(
            pl.col("currency").first(),
            pl.col("allocated_amount").sum().alias("amount"),
            pl.col("earned_amount").sum().alias("discount_amount"),
            pl.col("reference_style").drop_nulls().first(),
            pl.col("line_kind").first(),
            pl.col("source").first(),
        )
        .with_columns(is_advised=pl.col("source") == "advice")
    )


def invoice_shortfalls(paid: pl.DataFrame) -> pl.DataFrame:
    """Earned discounts and the one cause per invoice."""
    earned = paid.filter(pl.col("earned_amount") > 0).with_columns(
        kind=pl.lit("earned_discount"), amount=pl.col("earned_amount"), claim_number=pl.lit(None, pl.String),
        reason_code=pl.lit(None, pl.String), is_coded=pl.lit(False),
        presentation=pl.when(pl.col("advice_style") == "advised").then(pl.lit("discount")).otherwise(pl.lit("silent")),
    )  # fmt: skip
    caused = paid.filter(pl.col("kind").is_not_null()).with_columns(
        invoice_number=pl.when(~is_bundle_claim()).then("invoice_number")
    )
    return pl.concat([earned.select(SHORTFALL), caused.select(SHORTFALL)])


def add_types(shortfalls: pl.DataFrame, payments: pl.DataFrame, advice: pl.DataFrame) -> pl.DataFrame:
    """Adds payment, type, outcome, and the night everything needed to see it had come."""
    seen = advice.group_by("company_code", "payment_id").agg(pl.col("folder_date").max().alias("advice_date"))
    heads = payments.select(*RUN, "payment_id", pl.col("folder_date").alias("payment_date"))
    heads = heads.join(seen, on=["company_code", "payment_id"], how="left")
    families = {kind: family for kind, (family, _) in TYPES.items()}
    subtypes = {kind: subtype for kind, (_, subtype) in TYPES.items()}
    kind = pl.col("kind")
    return (
        shortfalls.join(heads, on=RUN, how="inner")
        .with_columns(
            dispute_type=kind.replace_strict(families, return_dtype=pl.String),
            dispute_subtype=kind.replace_strict(subtypes, return_dtype=pl.String),
            outcome=kind.replace_strict(OUTCOMES, default="dispute", return_dtype=pl.String),
            is_advised=pl.col("advice_style").is_in(["advised", "bare"]),
            is_silent=pl.col("presentation") == "silent",
            found_date=pl.max_horizontal("payment_date", "advice_date"),
        )
        .sort("company_code", "payment_id", "invoice_number", "claim_number", "kind", "amount")
        .drop("payment_date", "advice_date", "slot", "group_id")
    )


def make_disputes(shortfalls: pl.DataFrame, closings: pl.DataFrame, nights: list[date]) -> pl.DataFrame:
    """One row per dispute: when it opened, when and how it closed (nulls: still open after the last night)."""
    keys = ["company_code", "invoice_number", "kind"]
    known = with_folder(closings, "closed_on", nights).select(
        *keys, "closed_how", pl.col("folder_date").alias("closed_date")
    )
    disputes = shortfalls.filter(pl.col("outcome") == "dispute")
    joined = disputes.join(
        known.unique(keys, keep="first", maintain_order=True), on=keys, how="left", maintain_order="left"
    )
    closed = pl.col("closed_date").is_not_null() & (pl.col("closed_date") >= pl.col("found_date"))
    return joined.select(
        "company_code", "invoice_number", "claim_number", "payment_id", "payer_id", "currency", "amount", "kind",
        "dispute_type", "dispute_subtype", pl.col("found_date").alias("opened_date"),
        pl.when(closed).then("closed_date").alias("closed_date"),
        pl.when(closed).then("closed_how").alias("closed_how"),
        pl.when(closed).then(0).otherwise("amount").alias("open_amount"),
    )  # fmt: skip
