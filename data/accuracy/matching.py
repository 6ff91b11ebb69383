"""Matching: which payment was put on which document, against which payment truly paid it."""

from __future__ import annotations

import polars as pl

from data.accuracy.measures import Measure, band_decisions

PAIR = ["company_code", "payment_id", "invoice_number"]
PAYMENT = ["company_code", "payment_id"]
SECTION = "matching"
SLIP = "other_document"
"""The reference style of a slip that names another valid document of the same payer."""
FACTS = ("posting", "reversal", "refund", "restatement")
"""Methods that follow what the ERP or the bank did: no confidence of ours to judge."""


def compare_pairs(allocations: pl.DataFrame, truth: pl.DataFrame, payments: pl.DataFrame) -> pl.DataFrame:
    """One row per payment and document in either, with both sums, and what the payment told (`truth_payments`).

    Claims without a document are one pair a payment. What a refund or a return nets of money that was on no document
    puts nothing anywhere: where the truth has no such pair, it is none.
    """
    published = (
        _keyed(allocations)
        .sort(*PAIR, pl.col("amount").abs(), "method")
        .group_by(PAIR, maintain_order=True)
        .agg(pl.col("amount", "discount_amount").sum(), pl.col("method", "confidence").last())
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
    told = payments.select(*PAYMENT, "told", "family", "payer_clue")
    pairs = published.join(true, on=PAIR, how="full", coalesce=True).join(told, on=PAYMENT, how="left")
    same_cash = pl.col("amount") == pl.col("true_amount")
    same_discount = pl.col("discount_amount") == pl.col("true_discount_amount")
    is_netting = (pl.col("invoice_number") == "") & (pl.col("method") == "refund").fill_null(False)
    pairs = pairs.filter(~is_netting | pl.col("true_amount").is_not_null())
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
    advised, untold = true.filter("is_advised"), pl.col("family").is_not_null()
    measures = [
        _count("precision by pair", "all", published, "is_true"),
        _count("precision to the cent", "all", published, "is_exact"),
        _value("precision by value", "all", published, "amount"),
        _count("recall by pair", "all", true, "is_published"),
        _count("recall to the cent", "all", true, "is_exact"),
        _value("recall by value", "all", true, "true_amount"),
        _count("recall by pair", "advised", advised, "is_published"),
        _count("recall to the cent", "advised", advised, "is_exact"),
        *(
            _count("recall by pair", f"{told} advice", advised.filter(pl.col("told") == told), "is_published")
            for told in ("full", "bare")
        ),
        _count("recall by pair", "memo", true.filter(pl.col("source") == "memo"), "is_published"),
        _count("recall by pair", "no reference", true.filter(untold), "is_published"),
        _count("precision by pair", "no reference", published.filter(untold), "is_true"),
        _count("precision to the cent", "no reference", published.filter(untold), "is_exact"),
    ]
    measures += [
        _count("precision by tier", str(tier), rows, "is_true") for tier, rows in _groups(published, "method")
    ]
    measures += [
        _count("recall by reference style", str(style), rows, "is_published")
        for style, rows in _groups(true, "reference_style")
    ]
    for name, column, rows in (
        ("recall by source", "source", true),
        ("recall by family without reference", "family", true.filter(untold)),
        ("recall by what the bank says of the payer", "payer_clue", true.drop_nulls("payer_clue")),
    ):
        measures += [_count(name, str(key), part, "is_published") for key, part in _groups(rows, column)]
    measures += [
        _count("precision by family without reference", str(key), part, "is_true")
        for key, part in _groups(published.filter(untold), "family")
    ]
    decided = published.filter(~pl.col("method").is_in(FACTS))
    return [*measures, *band_decisions(SECTION, decided, "is_true")]


def measure_slips(pairs: pl.DataFrame, shortfalls: pl.DataFrame) -> list[Measure]:
    """Payments whose slip of the hand names another open document of the payer: no shortfall may come of it."""
    slips = pairs.filter(pl.col("reference_style") == SLIP).select(PAYMENT).unique()
    is_short = pl.col("found_outcome").is_in(["dispute", "partial_payment"])
    is_false = is_short & pl.col("outcome").ne_missing(pl.col("found_outcome"))
    harmed = shortfalls.filter(is_false & (pl.col("amount") > 0)).select(PAYMENT)
    spared = slips.join(harmed, on=PAYMENT, how="anti")
    return [Measure(SECTION, "slip without a false short payment", "all", spared.height, slips.height)]


def _groups(frame: pl.DataFrame, column: str) -> list[tuple[object, pl.DataFrame]]:
    return [(key[0], rows) for key, rows in sorted(frame.group_by(column), key=lambda item: str(item[0]))]


def _count(name: str, group: str, rows: pl.DataFrame, flag: str) -> Measure:
    return Measure(SECTION, name, group, int(rows[flag].sum()), rows.height)


def _value(name: str, group: str, rows: pl.DataFrame, column: str) -> Measure:
    return Measure(SECTION, name, group, int(rows["common"].sum()), int(rows[column].abs().sum()))
