"""What proves or disproves a shortfall: proof of delivery and agreed prices."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.misbilling import agreements_of
from data.simulator.randomness import happens, stream

KEYS = ["company_code", "invoice_number"]
CARRIERS = 5


def make_shipments(
    documents: pl.DataFrame, lines: pl.DataFrame, paid: pl.DataFrame, behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """Deliveries with a proof: all that were short or damaged with proof, and some that came in full."""
    claimed = paid.filter(
        pl.col("kind").is_in(["short_with_proof", "two_causes", "missing_line", "damaged"])
    ).select(*KEYS, pl.col("sku").alias("claimed_sku"), "claimed_quantity", "kind")
    without = paid.filter(pl.col("kind").is_in(["short_without_proof", "returned"])).select(KEYS)
    invoices = documents.filter(pl.col("delivery_number").is_not_null()).sort(KEYS)
    chance = happens(stream(seed, "shipments"), invoices.height, behaviour.has_shipment)
    some = invoices.filter(pl.Series(chance, dtype=pl.Boolean)).join(without, on=KEYS, how="anti")
    wanted = pl.concat([some.select(KEYS), claimed.select(KEYS)]).unique()
    heads = invoices.join(wanted, on=KEYS, how="semi").unique(
        "delivery_number", keep="first", maintain_order=True
    )
    heads = heads.select(*KEYS, "delivery_number", "issue_date", "folder_date")
    goods = lines.group_by(*KEYS, "sku").agg(pl.col("quantity").sum().alias("quantity_shipped"))
    rows = heads.join(goods, on=KEYS, how="inner").join(claimed, on=KEYS, how="left").sort(*KEYS, "sku")
    lost = pl.when((pl.col("sku") == pl.col("claimed_sku")) & (pl.col("kind") != "damaged")).then(
        "claimed_quantity"
    )
    return rows.with_columns(
        quantity_received=pl.col("quantity_shipped") - lost.fill_null(0),
        received_date=(pl.col("issue_date") + pl.duration(days=2)).cast(pl.Date),
        pod_reference=pl.format("POD{}", pl.col("delivery_number").str.slice(-6)),
        carrier_code=pl.concat_str(
            pl.lit("CARRIER"), pl.col("delivery_number").str.slice(-2).cast(pl.Int64) % CARRIERS + 1
        ),
    ).drop("claimed_sku", "claimed_quantity", "kind", "issue_date")


def make_price_agreements(
    paid: pl.DataFrame, documents: pl.DataFrame, lines: pl.DataFrame, first_night: date, seed: int
) -> pl.DataFrame:
    """The agreements behind the price claims that rest on one, and behind prices that nobody has claimed yet."""
    names = ["payer_id", "sku", "currency", "agreed_price", "issue_date"]
    claimed = paid.filter(pl.col("kind") == "contract_price").select(names)
    second = paid.filter(pl.col("kind") == "two_causes").select(
        "payer_id", pl.col("second_sku").alias("sku"), "currency",
        pl.col("second_agreed_price").alias("agreed_price"), "issue_date",
    )  # fmt: skip
    spoken = paid.filter(pl.col("kind") == "unknown_price").select(names)
    known = pl.concat([claimed, second])
    unclaimed = agreements_of(documents, lines, pl.concat([known, spoken]), seed)
    return (
        pl.concat([known, unclaimed])
        .group_by("payer_id", "sku", "currency")
        .agg(pl.col("agreed_price").min().alias("unit_price"), pl.col("issue_date").min().alias("earliest"))
        .sort("payer_id", "sku")
        .with_columns(
            valid_from=pl.col("earliest").dt.month_start().dt.offset_by("-6mo"),
            valid_to=pl.lit(None, pl.Date),
            folder_date=pl.lit(first_night),
        )
        .drop("earliest")
    )
