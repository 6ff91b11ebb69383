"""How a payer says what it withholds: on the invoice's line, on a negative line of its own, or not at all."""

from __future__ import annotations

import polars as pl

from data.simulator.amounts import share
from data.simulator.behaviour import Behaviour
from data.simulator.codes import add_reasons
from data.simulator.randomness import happens, stream
from data.simulator.runs import RUN
from data.simulator.shortfalls import NEED_WORDS

DISCOUNTS = ["late_discount", "excess_discount"]


def present(paid: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Adds presentation, claim number, codes, the discount taken, and the cash of the invoice's own line."""
    generator, count = stream(seed, "presentation"), paid.height
    paid = paid.with_columns(
        pl.Series("is_apart", happens(generator, count, behaviour.separate_line)),
        pl.Series("is_quiet", happens(generator, count, behaviour.silent)),
        pl.Series("is_numbered", happens(generator, count, 0.4)),
        pl.Series("in_column", happens(generator, count, 0.6)),
        pl.Series("claim", generator.integers(100_000, 999_999, count)),
    ).with_columns(presentation=_presentation())
    numbered = (pl.col("presentation") == "separate") | (
        (pl.col("presentation") == "line") & pl.col("is_numbered")
    )
    paid = paid.with_columns(
        claim_number=pl.when(numbered).then(
            pl.format("CL{}-{}", "claim", (pl.int_range(pl.len()) % 97).cast(pl.String).str.zfill(2))
        ),
        is_bundle=pl.len().over(RUN) > 1,
    )
    paid = add_reasons(paid, behaviour, seed, "invoices").drop(
        "is_apart", "is_quiet", "is_numbered", "in_column", "claim"
    )
    return _add_cash(paid)


def _presentation() -> pl.Expr:
    kind = pl.col("kind")
    can_hide = ~kind.is_in([*NEED_WORDS, "returned"])
    return (
        pl.when(kind.is_null()).then(pl.lit(None, pl.String))
        .when(kind.is_in(["tolerance", "overpaid"]) | (pl.col("advice_style") != "advised")).then(pl.lit("silent"))
        .when(kind.is_in(DISCOUNTS) & pl.col("in_column")).then(pl.lit("discount"))
        .when(kind == "part_payment").then(pl.lit("line"))
        .when(pl.col("is_quiet") & can_hide).then(pl.lit("silent"))
        .when(pl.col("is_apart")).then(pl.lit("separate"))
        .otherwise(pl.lit("line"))
    )  # fmt: skip


def _add_cash(paid: pl.DataFrame) -> pl.DataFrame:
    """Earned discount and cash. An unsaid shortfall on an invoice within its discount date has the discount in it."""
    terms = share(pl.col("gross_amount"), pl.col("discount_basis_points"))
    unsaid = (
        (pl.col("presentation") == "silent")
        & (pl.col("advice_style") != "advised")
        & (pl.col("kind") != "tolerance")
    )
    is_taken = pl.col("is_discount_due") & (
        pl.col("takes_discount")
        | unsaid.fill_null(False)
        | (pl.col("kind") == "excess_discount").fill_null(False)
    )
    on_line = pl.col("presentation").is_in(["line", "silent", "discount"]).fill_null(False)
    return paid.with_columns(
        earned_amount=pl.when(is_taken).then(terms).otherwise(0),
    ).with_columns(
        cash_amount=pl.col("gross_amount")
        - pl.col("earned_amount")
        - pl.when(on_line).then("amount").otherwise(0)
    )
