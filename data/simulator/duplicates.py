"""Documents that the simulator adds: invoices that bill a delivery twice, and credit memos granted for a deduction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.simulator.amounts import PRICE_SCALE, exponent
from data.simulator.behaviour import Behaviour
from data.simulator.codes import add_reasons
from data.simulator.nights import night_after
from data.simulator.randomness import happens, stream

KEYS = ["company_code", "invoice_number"]


@dataclass(frozen=True)
class Numbering:
    """How documents that the simulator adds are numbered, so that they look like the seller's own."""

    invoice: str = "INV"
    memo: str = "CM"
    first: int = 9_000_001


def bill_twice(
    paid: pl.DataFrame, lines: pl.DataFrame, behaviour: Behaviour, numbering: Numbering, seed: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Second invoices for deliveries already billed, withheld in the payment that pays the first. Documents and lines."""
    clean = paid.filter(
        pl.col("kind").is_null()
        & pl.col("fault").is_null()
        & (pl.col("advice_style") == "advised")
        & (pl.col("issue_date") < pl.col("value_date"))
    ).sort(KEYS)
    hit = happens(stream(seed, "billed twice"), clean.height, behaviour.billed_twice)
    twins = clean.filter(pl.Series(hit, dtype=pl.Boolean)).with_columns(
        first_number=pl.col("invoice_number"),
        invoice_number=_number(numbering.invoice, numbering.first),
        issue_date=pl.min_horizontal(pl.col("issue_date") + pl.duration(days=2), pl.col("value_date")).cast(
            pl.Date
        ),
        kind=pl.lit("billed_twice"),
        amount=pl.col("gross_amount"),
        presentation=pl.lit("line"),
        claim_number=pl.lit(None, pl.String),
        earned_amount=pl.lit(0, pl.Int64),
    )
    pairs = twins.select("company_code", "first_number", pl.col("invoice_number").alias("second_number"))
    copies = lines.join(
        pairs, left_on=KEYS, right_on=["company_code", "first_number"], how="inner"
    ).with_columns(invoice_number=pl.col("second_number"))
    return add_reasons(twins, behaviour, seed, "twins"), copies.drop("second_number")


def grant_credits(
    credited: pl.DataFrame, nights: list[date], numbering: Numbering
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Credit memos for deductions, three nights after the payment; those after the last night do not come."""
    memos = (
        credited.sort(KEYS)
        .with_columns(
            issue_date=night_after(pl.col("value_date"), 3),
            original_invoice_number=pl.col("invoice_number"),
            gross_amount=-pl.col("settled_amount"),
            goods_amount=-pl.col("settled_amount"),
        )
        .filter(pl.col("issue_date") <= nights[-1])
        .select(
            "company_code", "payer_id", "group_id", "currency", "issue_date", "original_invoice_number",
            "gross_amount", "goods_amount",
            pl.lit(None, pl.String).alias("ship_to_id"),
            pl.lit("credit_memo").alias("document_type"),
            pl.col("issue_date").alias("due_date"),
            pl.lit(0, pl.Int64).alias("tax_amount"),
            pl.lit(0, pl.Int64).alias("freight_amount"),
            pl.lit(0, pl.Int64).alias("tax_basis_points"),
            pl.lit(0, pl.Int64).alias("discount_basis_points"),
            _number(numbering.memo, numbering.first).alias("invoice_number"),
        )
    )  # fmt: skip
    scale = pl.lit(PRICE_SCALE) // pl.lit(10).pow(exponent(pl.col("currency")))
    lines = memos.select(
        *KEYS,
        pl.lit(1, pl.Int64).alias("line_number"),
        pl.lit(None, pl.String).alias("sku"),
        pl.lit(-1, pl.Int64).alias("quantity"),
        (-pl.col("gross_amount") * scale).cast(pl.Int64).alias("price"),
        pl.lit("CREDIT FOR A DEDUCTION").alias("description"),
        "currency",
        pl.col("gross_amount").alias("net_amount"),
    )
    return memos, lines


def _number(prefix: str, first: int) -> pl.Expr:
    return pl.format("{}{}", pl.lit(prefix), (pl.int_range(pl.len()) + first).cast(pl.String))
