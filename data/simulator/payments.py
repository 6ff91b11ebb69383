"""Bank receipts: one per run, with what the bank passes on of the payer's words."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.joined import joined_style, joined_text
from data.simulator.names import name_payers
from data.simulator.nights import with_folder
from data.simulator.randomness import happens, stream
from data.simulator.runs import RUN
from data.simulator.silence import LONG_MEMO, MEMO_LENGTH

FIRST = 700_001
"""Number of the first payment."""


def make_payments(
    lines: pl.DataFrame,
    payers: pl.DataFrame,
    nights: list[date],
    behaviour: Behaviour,
    seed: int,
    first: int = FIRST,
) -> pl.DataFrame:
    """One row per payment, numbered from `first` on, with its run's key and its folder."""
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
            pl.col("reference_number").filter(named).alias("numbers"),
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
        payment_id=pl.format("PAY{}", (pl.int_range(pl.len()) + first).cast(pl.String)),
    )
    runs = _list_in_memo(name_payers(runs, payers, behaviour, seed), behaviour, seed).with_columns(
        bank_reference=pl.format("TR{}-{}", "trace", pl.int_range(pl.len()) + (first - FIRST)),
        reverses_payment_id=pl.lit(None, pl.String),
        payer_account=pl.lit(None, pl.String),
    )
    return with_folder(runs, "value_date", nights)


def _list_in_memo(runs: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Adds memo, `is_cut` (whatever its length) and `list_style` where several numbers are in one string."""
    generator = stream(seed, "memo lists")
    is_listed = pl.Series(happens(generator, runs.height, behaviour.joined_memo), dtype=pl.Boolean)
    is_long = pl.Series(happens(generator, runs.height, behaviour.cut_memo_long), dtype=pl.Boolean)
    can_list = pl.col("can_cut") & ~pl.col("is_cut") & (pl.col("numbers").list.len() >= 2) & is_listed
    numbers = pl.col("numbers").list.sort()
    runs = runs.with_columns(list_style=pl.when(can_list).then(joined_style(numbers)), memo=_memo())
    runs = runs.with_columns(
        memo=pl.when(can_list).then(joined_text(numbers)).otherwise("memo"),
        is_long_cut=pl.col("can_cut") & ~can_list & (pl.col("memo").str.len_chars() > LONG_MEMO) & is_long,
    )
    return runs.with_columns(
        memo=pl.when(pl.col("is_long_cut")).then(pl.col("memo").str.slice(0, LONG_MEMO)).otherwise("memo"),
        is_cut=pl.col("is_cut") | pl.col("is_long_cut"),
    ).drop("is_long_cut", "numbers")


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
