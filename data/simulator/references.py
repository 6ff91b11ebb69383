"""How a payer writes a reference: in a dozen ways, most of them its own habit."""

from __future__ import annotations

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.randomness import happens, stream


def write_references(
    lines: pl.DataFrame, documents: pl.DataFrame, behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """Adds reference_style and invoice_reference, po_reference to lines that name a document (`reference_number`)."""
    numbers = documents.select(
        "company_code", pl.col("invoice_number").alias("reference_number"), "po_number", "delivery_number"
    )
    frame = lines.join(numbers, on=["company_code", "reference_number"], how="left", maintain_order="left")
    keeps = pl.Series("keeps", happens(stream(seed, "references"), lines.height, behaviour.keeps_habit))
    number = pl.col("reference_number")
    wish = pl.when(keeps).then("reference_habit").otherwise(pl.lit("exact"))
    impossible = wish.is_in(["po", "delivery"]) & (pl.col("po_number").is_null() | ~_is_plain())
    style = (
        pl.when(number.is_null())
        .then(pl.lit(None, pl.String))
        .when(impossible)
        .then(pl.lit("exact"))
        .otherwise(wish)
    )
    frame = frame.with_columns(reference_style=style)
    return frame.with_columns(
        invoice_reference=_written(number),
        po_reference=pl.when((pl.col("cash_amount") % 4 == 0) & _is_plain()).then("po_number"),
    ).drop("po_number", "delivery_number")


def _is_plain() -> pl.Expr:
    """Ordinary invoice lines: others name the document itself, because PO and delivery mean the first invoice of two."""
    return pl.col("line_kind").is_in(["invoice"])


def _written(number: pl.Expr) -> pl.Expr:
    style, digits = pl.col("reference_style"), number.str.extract(r"(\d+)$")
    prefix = pl.when(pl.col("line_kind") == "memo").then(pl.lit("CN ")).otherwise(pl.lit("INV "))
    half = digits.str.len_chars() // 2
    return (
        pl.when(style == "exact").then(number)
        .when(style == "separators").then(
            pl.concat_str(number.str.replace(r"\d+$", ""), digits.str.slice(0, half), pl.lit("-"), digits.str.slice(half))
        )
        .when(style == "prefix").then(pl.concat_str(prefix, digits))
        .when(style == "leading_zeros").then(pl.concat_str(pl.lit("0000"), digits))
        .when(style == "last_digits").then(digits.str.slice(-5))
        .when(style == "lower_case").then(number.str.to_lowercase())
        .when(style == "po").then("po_number")
        .when(style == "delivery").then("delivery_number")
        .when(style == "typo").then(_swap_digits(number))
        .when(style == "look_alike").then(number.str.replace("0", "O").str.replace("1", "I"))
    )  # fmt: skip


def _swap_digits(number: pl.Expr) -> pl.Expr:
    """The last two different neighbours among the last digits change places."""
    head, last, before = (
        number.str.slice(0, number.str.len_chars() - 2),
        number.str.slice(-1),
        number.str.slice(-2, 1),
    )
    swapped = pl.concat_str(head, last, before)
    dropped = pl.concat_str(head, last)
    return pl.when(last == before).then(dropped).otherwise(swapped)
