"""Our own mistakes on synthetic invoices, billed and paid as they stand: nobody has noticed, or not yet."""

from __future__ import annotations

import polars as pl

from data.simulator.amounts import extend, share
from data.simulator.behaviour import Behaviour
from data.simulator.randomness import choose, draw_kind, stream

KEYS = ["company_code", "invoice_number"]
ITEM = ["payer_id", "sku", "currency"]
DOZEN = 12
TAX_TOO_HIGH = 500
"""Basis points added to the payer's usual rate."""
FREIGHT = 1_250
FAULT = [*KEYS, "currency", "fault", "amount", "found_date"]


def misbill(
    documents: pl.DataFrame, lines: pl.DataFrame, behaviour: Behaviour, seed: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Adds `fault` and `fault_amount` (what the document is too high by); changes the documents and lines it befalls.

    Faults: footing, extension, tax_rate, freight_terms, unit_of_measure; and agreed_price, to which `agreements_of` adds
    the agreement.
    """
    able = documents.filter(
        (pl.col("document_type") == "invoice") & ~pl.col("is_recurring") & (pl.col("goods_amount") > 5_000)
    ).sort(KEYS)
    rates = {
        "footing": behaviour.wrong_footing, "extension": behaviour.wrong_extension,
        "tax_rate": behaviour.wrong_tax_rate, "agreed_price": behaviour.wrong_price,
        "unit_of_measure": behaviour.wrong_unit, "freight_terms": behaviour.wrong_freight,
    }  # fmt: skip
    generator = stream(seed, "misbilling")
    drawn = able.select(*KEYS, "is_delivered_free").with_columns(
        pl.Series("fault", draw_kind(generator, able.height, rates), dtype=pl.String),
        pl.Series("odd", choose(generator, able.height, [137, 290, 405, 618, 983])),
    )
    drawn = drawn.filter((pl.col("fault") != "freight_terms") | pl.col("is_delivered_free"))
    drawn = drawn.filter(pl.col("fault").is_not_null()).drop("is_delivered_free")
    lines = _mar_lines(lines, drawn)
    goods = lines.group_by(KEYS).agg(pl.col("net_amount").sum().alias("billed_goods"))
    marred = documents.join(drawn, on=KEYS, how="left", maintain_order="left")
    marred = marred.join(goods, on=KEYS, how="left", maintain_order="left")
    return _mar_totals(marred).select(*documents.columns, "fault", "fault_amount"), lines


def _mar_lines(lines: pl.DataFrame, drawn: pl.DataFrame) -> pl.DataFrame:
    """A line total that is off, or pieces at the price of a dozen: on the first line."""
    joined = lines.join(drawn, on=KEYS, how="left", maintain_order="left")
    is_first = pl.col("line_number") == 1
    price = (
        pl.when(is_first & (pl.col("fault") == "unit_of_measure"))
        .then(pl.col("price") * DOZEN)
        .otherwise("price")
    )
    off = pl.when(is_first & (pl.col("fault") == "extension")).then("odd").otherwise(0)
    marred = joined.with_columns(price=price).with_columns(
        net_amount=extend(pl.col("quantity"), pl.col("price"), pl.col("currency")) + off
    )
    return marred.select(lines.columns)


def _mar_totals(documents: pl.DataFrame) -> pl.DataFrame:
    fault, before = pl.col("fault"), pl.col("gross_amount")
    rate = pl.col("tax_basis_points") + pl.when(fault == "tax_rate").then(TAX_TOO_HIGH).otherwise(0)
    is_marred = fault.is_not_null()
    marred = documents.with_columns(
        goods_amount=pl.when(is_marred).then("billed_goods").otherwise("goods_amount"),
        tax_basis_points=rate,
        freight_amount=pl.when(fault == "freight_terms").then(FREIGHT).otherwise("freight_amount"),
        before=before,
    ).with_columns(
        tax_amount=pl.when(is_marred)
        .then(share(pl.col("goods_amount"), pl.col("tax_basis_points")))
        .otherwise("tax_amount")
    )
    total = pl.sum_horizontal("goods_amount", "tax_amount", "freight_amount")
    wrong = total + pl.when(fault == "footing").then("odd").otherwise(0)
    marred = marred.with_columns(gross_amount=pl.when(is_marred).then(wrong).otherwise("gross_amount"))
    return marred.with_columns(
        fault_amount=pl.when(is_marred).then(pl.col("gross_amount") - pl.col("before"))
    )


def agreements_of(
    documents: pl.DataFrame, lines: pl.DataFrame, claimed: pl.DataFrame, seed: int
) -> pl.DataFrame:
    """One agreed price below the billed one for the first line of each `agreed_price` document: payer, item, currency,
    `agreed_price`, `issue_date`. Items with an agreement or a claim already keep theirs.
    """
    wanted = documents.filter(pl.col("fault") == "agreed_price").select(*KEYS, "payer_id", "issue_date")
    first = lines.filter(pl.col("line_number") == 1).join(wanted, on=KEYS, how="inner").sort(KEYS)
    shares = pl.Series(
        "agreed_share", choose(stream(seed, "agreed prices"), first.height, [8_000, 8_500, 9_000])
    )
    agreed = pl.max_horizontal(share(pl.col("price"), pl.col("agreed_share")) // 100 * 100, pl.lit(100))
    new = first.with_columns(shares).with_columns(agreed_price=agreed)
    return new.join(claimed, on=ITEM, how="anti").select(*ITEM, "agreed_price", "issue_date")


def list_faults(
    documents: pl.DataFrame, lines: pl.DataFrame, agreements: pl.DataFrame, paid: pl.DataFrame
) -> pl.DataFrame:
    """The truth: one row per document and fault, with what its total is too high by, found the night the document comes.

    A price off its agreement is one wherever it is billed, claimed or not; so is a total that a payer disputes.
    """
    billed = documents.filter(pl.col("document_type") == "invoice")
    drawn = billed.filter(pl.col("fault").is_not_null() & (pl.col("fault") != "agreed_price"))
    drawn = drawn.with_columns(amount=pl.col("fault_amount"))
    disputed = paid.filter(pl.col("kind") == "arithmetic").select(*KEYS, pl.col("amount"))
    footing = billed.join(disputed, on=KEYS, how="inner").with_columns(fault=pl.lit("footing"))
    found = [part.rename({"folder_date": "found_date"}).select(FAULT) for part in (drawn, footing)]
    return (
        pl.concat([*found, _off_agreement(billed, lines, agreements)])
        .filter(pl.col("amount") != 0)
        .sort(FAULT)
    )


def _off_agreement(billed: pl.DataFrame, lines: pl.DataFrame, agreements: pl.DataFrame) -> pl.DataFrame:
    """Documents above or below the prices agreed for their date; a dozen's price for a piece is another fault."""
    agreed = agreements.select(*ITEM, pl.col("unit_price").alias("agreed"), "valid_from")
    heads = billed.rename({"folder_date": "found_date"}).select(
        *KEYS, "payer_id", "issue_date", "tax_basis_points", "goods_amount", "fault", "found_date"
    )
    priced = lines.join(heads, on=KEYS, how="inner").join(agreed, on=ITEM, how="inner")
    is_dozen = (pl.col("fault") == "unit_of_measure").fill_null(False) & (pl.col("line_number") == 1)
    off = priced.filter(
        (pl.col("price") != pl.col("agreed")) & (pl.col("issue_date") >= pl.col("valid_from")) & ~is_dozen
    )
    is_dear = pl.col("price") > pl.col("agreed")
    off = off.with_columns(
        fault=pl.when(is_dear).then(pl.lit("agreed_price")).otherwise(pl.lit("price_below_agreement")),
        beyond=pl.col("net_amount") - extend(pl.col("quantity"), pl.col("agreed"), pl.col("currency")),
    )
    group = [*KEYS, "currency", "fault", "found_date", "goods_amount", "tax_basis_points"]
    summed = off.group_by(group).agg(pl.col("beyond").sum())
    right_goods = pl.col("goods_amount") - pl.col("beyond")
    tax_beyond = share(pl.col("goods_amount"), pl.col("tax_basis_points")) - share(
        right_goods, pl.col("tax_basis_points")
    )
    return summed.with_columns(amount=pl.col("beyond") + tax_beyond).select(FAULT)
