"""Slips of the hand that hit another valid document: numbers are sequential, so one digit off is often the payer's own."""

from __future__ import annotations

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.randomness import happens, stream
from data.simulator.runs import RUN

STYLE = "other_document"


def slip_to_others(
    lines: pl.DataFrame, documents: pl.DataFrame, is_able: pl.Expr, behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """Some able lines, one a payment, name another document of their payer: one digit off, billed by then."""
    able = lines.filter(is_able & (pl.col("line_kind") == "invoice"))
    drawn = pl.Series(
        happens(stream(seed, "other documents"), able.height, behaviour.other_document), dtype=pl.Boolean
    )
    able = able.filter(drawn)
    near = _numbers_close_by(able.select("line_order", *RUN, "reference_number"))
    owned = documents.filter((pl.col("document_type") == "invoice") & (pl.col("gross_amount") > 0)).select(
        "company_code",
        "group_id",
        "currency",
        pl.col("invoice_number").alias("near_number"),
        "issue_date",
        "gross_amount",
    )
    own = documents.select(
        "company_code",
        pl.col("invoice_number").alias("reference_number"),
        pl.col("gross_amount").alias("own_amount"),
    )
    found = near.join(owned, on=["company_code", "group_id", "currency", "near_number"], how="inner")
    found = found.join(own, on=["company_code", "reference_number"], how="inner").filter(
        (pl.col("issue_date") < pl.col("value_date")) & (pl.col("gross_amount") != pl.col("own_amount"))
    )
    found = found.sort("line_order", "near_number")
    order = pl.Series("order", stream(seed, "which other documents").random(found.height))
    hits = found.with_columns(order).sort("order")
    for one_each in ("line_order", RUN, ["company_code", "near_number"]):
        hits = hits.unique(one_each, keep="first", maintain_order=True)
    joined = lines.join(
        hits.select("line_order", "near_number"), on="line_order", how="left", maintain_order="left"
    )
    is_hit = pl.col("near_number").is_not_null()
    return joined.with_columns(
        reference_style=pl.when(is_hit).then(pl.lit(STYLE)).otherwise("reference_style"),
        invoice_reference=pl.coalesce("near_number", "invoice_reference"),
    ).drop("near_number")


def _numbers_close_by(lines: pl.DataFrame) -> pl.DataFrame:
    """Every number that differs from the line's in one of its last four digits."""
    number = pl.col("reference_number")
    changes = pl.DataFrame({"from_end": range(1, 5)}).join(
        pl.DataFrame({"digit": [str(digit) for digit in range(10)]}), how="cross"
    )
    start = number.str.len_chars().cast(pl.Int64) - pl.col("from_end")
    changed = pl.concat_str(number.str.slice(0, start), pl.col("digit"), number.str.slice(start + 1))
    return (
        lines.join(changes, how="cross")
        .with_columns(near_number=changed)
        .filter(pl.col("near_number") != number)
    )
