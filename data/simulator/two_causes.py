"""Two causes in one deduction: short on one line, and another line above the agreed price. Papers prove both.

The payer takes one amount; the truth has a shortfall for each cause (`truth.split_causes`).
"""

from __future__ import annotations

import polars as pl

from data.simulator.amounts import extend, share
from data.simulator.behaviour import Behaviour
from data.simulator.randomness import choose, happens, stream

KEYS = ["company_code", "invoice_number"]
ITEM = ["payer_id", "sku"]
ON_PRICE = ("contract_price", "unknown_price")
PARTS = ("short_and_price", "price_and_short")
"""What the truth calls the shortage and the price of one deduction."""


def add_second_causes(
    paid: pl.DataFrame, lines: pl.DataFrame, behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """Makes some proven shortages of full advice `two_causes`; adds `second_sku`, `second_agreed_price`, `second_amount`."""
    able = paid.filter((pl.col("kind") == "short_with_proof") & (pl.col("advice_style") == "advised")).sort(
        KEYS
    )
    generator = stream(seed, "two causes")
    hit = pl.Series(happens(generator, able.height, behaviour.two_causes), dtype=pl.Boolean)
    agreed = pl.Series("agreed_share", choose(generator, able.height, [8_000, 8_500, 9_000, 9_500]))
    wanted = able.with_columns(agreed).filter(hit)
    second = _second_lines(wanted, lines, paid).with_columns(
        second_agreed_price=pl.max_horizontal(
            share(pl.col("second_price"), pl.col("agreed_share")) // 100 * 100, pl.lit(100)
        )
    )
    goods = pl.col("second_net") - extend(
        pl.col("second_quantity"), pl.col("second_agreed_price"), pl.col("currency")
    )
    with_tax = goods + pl.when("is_with_tax").then(share(goods, pl.col("tax_basis_points"))).otherwise(0)
    second = second.with_columns(second_amount=with_tax).filter(
        (pl.col("second_amount") > 0)
        & (pl.col("amount") + pl.col("second_amount") <= pl.col("gross_amount") * 2 // 5)
    )
    made = second.select(*KEYS, "second_sku", "second_agreed_price", "second_amount")
    joined = paid.join(made, on=KEYS, how="left", maintain_order="left")
    is_made = pl.col("second_amount").is_not_null()
    return joined.with_columns(
        kind=pl.when(is_made).then(pl.lit("two_causes")).otherwise("kind"),
        amount=pl.col("amount") + pl.col("second_amount").fill_null(0),
    ).drop("is_with_tax")


def _second_lines(wanted: pl.DataFrame, lines: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """One more line of each invoice, of an item that nobody claims anything else about, and at most one invoice per item."""
    taken = paid.filter(pl.col("kind").is_in(ON_PRICE)).select(ITEM)
    others = lines.filter(pl.len().over(*KEYS, "sku") == 1).select(
        *KEYS, pl.col("sku").alias("second_sku"), pl.col("price").alias("second_price"),
        pl.col("quantity").alias("second_quantity"), pl.col("net_amount").alias("second_net"), "line_number",
    )  # fmt: skip
    found = wanted.join(others, on=KEYS, how="inner").filter(
        (pl.col("second_sku") != pl.col("sku"))
        & (pl.col("second_quantity") >= 2)
        & (pl.col("second_net") > 100)
    )
    free = found.join(taken, left_on=["payer_id", "second_sku"], right_on=ITEM, how="anti")
    once = free.sort(*KEYS, "line_number").unique(KEYS, keep="first", maintain_order=True)
    return once.unique(["payer_id", "second_sku"], keep="first", maintain_order=True)


def split_causes(caused: pl.DataFrame) -> pl.DataFrame:
    """Shortfalls with each cause of `two_causes` as a row of its own."""
    is_double = pl.col("kind") == "two_causes"
    double = caused.filter(is_double)
    first = double.with_columns(kind=pl.lit(PARTS[0]), amount=pl.col("amount") - pl.col("second_amount"))
    second = double.with_columns(kind=pl.lit(PARTS[1]), amount=pl.col("second_amount"))
    return pl.concat([caused.filter(~is_double.fill_null(False)), first, second])
