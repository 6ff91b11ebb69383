"""How a payer says what it withholds: on the invoice's line, on a negative line of its own, or not at all."""

from __future__ import annotations

import polars as pl

from data.simulator.amounts import share
from data.simulator.behaviour import Behaviour
from data.simulator.codes import PROVEN, add_reasons
from data.simulator.randomness import happens, stream
from data.simulator.runs import RUN
from data.simulator.shortfalls import NEED_WORDS


def share_claims(paid: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Adds `shared_claim`: one promotion claimed over two or three invoices of a payment, each on a line of its own."""
    free = pl.col("kind").is_null() & (pl.col("advice_style") == "advised") & (pl.col("goods_amount") > 2_000)
    order = pl.when(free).then(1).otherwise(0).cum_sum().over(RUN)
    runs = paid.filter(free).group_by(RUN).len("free").filter(pl.col("free") >= 2).sort(RUN)
    hit = pl.Series(
        happens(stream(seed, "shared claims"), runs.height, behaviour.shared_claim), dtype=pl.Boolean
    )
    claims = runs.filter(hit).select(*RUN, pl.format("CS{}", pl.int_range(pl.len()) + 40_001).alias("claim"))
    joined = paid.join(claims, on=RUN, how="left", maintain_order="left")
    shared = pl.when(free & (order <= 3)).then("claim")
    return (
        joined.with_columns(shared_claim=shared)
        .drop("claim")
        .with_columns(
            kind=pl.when(pl.col("shared_claim").is_not_null()).then(pl.lit("promotion")).otherwise("kind"),
            amount=pl.when(pl.col("shared_claim").is_not_null())
            .then(share(pl.col("goods_amount"), pl.lit(500)))
            .otherwise("amount"),
        )
    )


def present(paid: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Adds presentation, claim number, codes, the discount taken, and the cash of the invoice's own line."""
    generator, count = stream(seed, "presentation"), paid.height
    draws = pl.DataFrame(
        {
            "is_apart": happens(generator, count, behaviour.separate_line),
            "is_quiet": happens(generator, count, behaviour.silent),
            "is_numbered": happens(generator, count, behaviour.numbered_claim),
            "in_column": happens(generator, count, behaviour.discount_in_column),
            "is_loose": happens(stream(seed, "not itemised"), count, behaviour.not_itemised),
            "claim": generator.integers(100_000, 999_999, count),
        }
    )
    paid = pl.concat([share_claims(paid, behaviour, seed), draws], how="horizontal")
    paid = paid.with_columns(presentation=_presentation())
    paid = paid.with_columns(presentation=_one_loose_a_payment())
    numbered = (pl.col("presentation") == "separate") | (
        (pl.col("presentation") == "line") & pl.col("is_numbered")
    )
    own = pl.format("CL{}-{}", "claim", (pl.int_range(pl.len()) % 97).cast(pl.String).str.zfill(2))
    paid = paid.with_columns(
        claim_number=pl.coalesce("shared_claim", pl.when(numbered).then(own)),
        is_bundle=pl.len().over(RUN) > 1,
    )
    paid = tell_alike(paid)
    return _add_cash(add_reasons(paid, behaviour, seed, "invoices").drop(draws.columns))


def tell_alike(paid: pl.DataFrame) -> pl.DataFrame:
    """Adds `is_told_alike`: papers of another document of its payment show the very amount, too, as its tax or freight, or
    since it is the same bill at the same price. Whoever knows only the sum cannot tell which one is short.
    """
    key = [*RUN, "amount"]
    figures = pl.concat(
        [
            paid.select(*RUN, "invoice_number", pl.col(name).alias("amount"))
            for name in ("tax_amount", "freight_amount")
        ]
    )
    asked = paid.filter(pl.col("amount") > 0).select(*key, "invoice_number")
    others = asked.join(figures.unique(), on=key, suffix="_of_other")
    others = others.filter(pl.col("invoice_number") != pl.col("invoice_number_of_other"))
    others = others.select(*RUN, "invoice_number", is_of_other=pl.lit(True)).unique()
    joined = paid.join(others, on=[*RUN, "invoice_number"], how="left", maintain_order="left")
    is_same_bill = (pl.len().over(*RUN, "gross_amount", "tax_amount") > 1) & (
        pl.col("kind") == "contract_price"
    )
    return joined.with_columns(
        is_told_alike=(pl.col("is_of_other").fill_null(False) | is_same_bill.fill_null(False))
    ).drop("is_of_other")


def _presentation() -> pl.Expr:
    kind = pl.col("kind")
    can_hide = ~kind.is_in([*NEED_WORDS, "returned"])
    return (
        pl.when(kind.is_null()).then(pl.lit(None, pl.String))
        .when(kind.is_in(["tolerance", "overpaid"]) | (pl.col("advice_style") != "advised")).then(pl.lit("silent"))
        .when((kind == "excess_discount") | ((kind == "late_discount") & pl.col("in_column"))).then(pl.lit("discount"))
        .when(pl.col("shared_claim").is_not_null()).then(pl.lit("separate"))
        .when(kind == "part_payment").then(pl.lit("line"))
        .when(pl.col("is_loose") & kind.is_in(PROVEN)).then(pl.lit("not_itemised"))
        .when(pl.col("is_quiet") & can_hide).then(pl.lit("silent"))
        .when(pl.col("is_apart")).then(pl.lit("separate"))
        .otherwise(pl.lit("line"))
    )  # fmt: skip


def _one_loose_a_payment() -> pl.Expr:
    """What is not itemised lies in one place: two in one payment could not be told apart by anybody."""
    loose = pl.col("presentation") == "not_itemised"
    is_further = loose & (loose.fill_null(False).cast(pl.Int64).cum_sum().over(RUN) > 1)
    return pl.when(is_further).then(pl.lit("silent")).otherwise("presentation")


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
    on_line = pl.col("presentation").is_in(["line", "silent", "discount", "not_itemised"]).fill_null(False)
    return paid.with_columns(
        earned_amount=pl.when(is_taken).then(terms).otherwise(0),
    ).with_columns(
        cash_amount=pl.col("gross_amount")
        - pl.col("earned_amount")
        - pl.when(on_line).then("amount").otherwise(0)
    )
