"""Matching: which payment was put on which document, against which payment truly paid it."""

from __future__ import annotations

import polars as pl

from data.accuracy.measures import Measure

PAIR = ["company_code", "payment_id", "invoice_number"]
SECTION = "matching"


def compare_pairs(allocations: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """One row per payment and document in either, with both sums. Claims without a document are one pair a payment."""
    published = (
        _keyed(allocations)
        .sort(*PAIR, pl.col("amount").abs(), "method")
        .group_by(PAIR, maintain_order=True)
        .agg(pl.col("amount", "discount_amount").sum(), pl.col("method").last())
        .filter((pl.col("amount") != 0) | (pl.col("discount_amount") != 0))
    )
    true = (
        _keyed(truth)
        .group_by(PAIR, maintain_order=True)
        .agg(
            pl.col("amount").sum().alias("true_amount"),
            pl.col("discount_amount").sum().alias("true_discount_amount"),
            pl.col("reference_style").drop_nulls().first(),
            pl.col("source").first(),
            pl.col("is_advised").any(),
        )
        .filter((pl.col("true_amount") != 0) | (pl.col("true_discount_amount") != 0))
    )
    pairs = published.join(true, on=PAIR, how="full", coalesce=True)
    same_cash = pl.col("amount") == pl.col("true_amount")
    same_discount = pl.col("discount_amount") == pl.col("true_discount_amount")
    return pairs.with_columns(
        is_published=pl.col("amount").is_not_null(),
        is_true=pl.col("true_amount").is_not_null(),
        is_exact=(same_cash & same_discount).fill_null(False),
        reference_style=pl.coalesce("reference_style", pl.lit("no reference")),
        common=_common().fill_null(0),
    ).sort(PAIR)


def _keyed(frame: pl.DataFrame) -> pl.DataFrame:
    """Advice that needs no money is the payment without an id."""
    return frame.with_columns(pl.col("payment_id", "invoice_number").fill_null(""))


def _common() -> pl.Expr:
    """The money on which both agree: the smaller of two sums of one sign."""
    published, true = pl.col("amount"), pl.col("true_amount")
    smaller = pl.min_horizontal(published.abs(), true.abs())
    return pl.when(published.sign() == true.sign()).then(smaller).otherwise(0)


def measure_matching(pairs: pl.DataFrame) -> list[Measure]:
    """Precision over what was published, recall over what is true, each by pair, to the cent and by value."""
    published, true = pairs.filter("is_published"), pairs.filter("is_true")
    advised = true.filter("is_advised")
    measures = [
        _count("precision by pair", "all", published, "is_true"),
        _count("precision to the cent", "all", published, "is_exact"),
        _value("precision by value", "all", published, "amount"),
        _count("recall by pair", "all", true, "is_published"),
        _count("recall to the cent", "all", true, "is_exact"),
        _value("recall by value", "all", true, "true_amount"),
        _count("recall by pair", "advised", advised, "is_published"),
        _count("recall to the cent", "advised", advised, "is_exact"),
    ]
    measures += [
        _count("precision by tier", str(tier), rows, "is_true") for tier, rows in _groups(published, "method")
    ]
    measures += [
        _count("recall by reference style", str(style), rows, "is_published")
        for style, rows in _groups(true, "reference_style")
    ]
    return measures + [
        _count("recall by source", str(source), rows, "is_published")
        for source, rows in _groups(true, "source")
    ]


def _groups(frame: pl.DataFrame, column: str) -> list[tuple[object, pl.DataFrame]]:
    return [(key[0], rows) for key, rows in sorted(frame.group_by(column), key=lambda item: str(item[0]))]


def _count(name: str, group: str, rows: pl.DataFrame, flag: str) -> Measure:
    return Measure(SECTION, name, group, int(rows[flag].sum()), rows.height)


def _value(name: str, group: str, rows: pl.DataFrame, column: str) -> Measure:
    return Measure(SECTION, name, group, int(rows["common"].sum()), int(rows[column].abs().sum()))
