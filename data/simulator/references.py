"""How a payer writes a reference: in a dozen ways, most of them its own habit."""

from __future__ import annotations

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.randomness import happens, stream

SLIPS = ["swapped", "look_alike", "dropped"]
"""Slips of the hand: only where the amount beside them is in full, for without it nobody could tell."""


def write_references(
    lines: pl.DataFrame, documents: pl.DataFrame, paid: pl.DataFrame, behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """Adds reference_style and invoice_reference, po_reference to lines that name a document (`reference_number`)."""
    numbers = documents.select(
        "company_code", pl.col("invoice_number").alias("reference_number"), "po_number", "delivery_number"
    )
    short = paid.filter(pl.col("kind").is_not_null())
    short = short.select(
        "company_code", pl.col("invoice_number").alias("reference_number"), pl.lit(True).alias("is_short")
    )
    on = ["company_code", "reference_number"]
    frame = lines.join(numbers, on=on, how="left", maintain_order="left")
    frame = frame.join(short, on=on, how="left", maintain_order="left")
    keeps = pl.Series("keeps", happens(stream(seed, "references"), lines.height, behaviour.keeps_habit))
    number = pl.col("reference_number")
    wish = pl.when(keeps).then("reference_habit").otherwise(pl.lit("exact"))
    is_plain = pl.col("line_kind") == "invoice"
    is_advised = pl.col("advice_style") == "advised"
    impossible = (wish.is_in(["po", "delivery"]) & (pl.col("po_number").is_null() | ~is_plain)) | (
        wish.is_in(SLIPS) & (~is_plain | ~is_advised | pl.col("is_short").fill_null(False))
    )
    style = pl.when(number.is_not_null()).then(pl.when(impossible).then(pl.lit("exact")).otherwise(wish))
    return (
        frame.with_columns(reference_style=style)
        .with_columns(
            invoice_reference=_written(number),
            po_reference=pl.when((pl.col("cash_amount") % 4 == 0) & is_plain).then("po_number"),
        )
        .drop("po_number", "delivery_number", "is_short")
    )


def _written(number: pl.Expr) -> pl.Expr:
    style, digits = pl.col("reference_style"), number.str.extract(r"(\d+)$")
    letters = number.str.replace(r"\d+$", "")
    prefix = pl.when(pl.col("line_kind") == "memo").then(pl.lit("CN ")).otherwise(pl.lit("INV "))
    half = digits.str.len_chars() // 2
    split = pl.concat_str(letters, digits.str.slice(0, half), pl.lit("-"), digits.str.slice(half))
    return (
        pl.when(style == "exact").then(number)
        .when(style == "separators").then(split)
        .when(style == "prefix").then(pl.concat_str(prefix, digits))
        .when(style == "leading_zeros").then(pl.concat_str(pl.lit("0000"), digits))
        .when(style == "last_digits").then(digits.str.slice(-5))
        .when(style == "bare_digits").then(digits)
        .when(style == "lower_case").then(pl.concat_str(letters.str.to_lowercase(), pl.lit(" "), digits).str.strip_chars())
        .when(style == "suffix").then(pl.concat_str(number, pl.lit("/A")))
        .when(style == "po").then("po_number")
        .when(style == "delivery").then("delivery_number")
        .when(style == "swapped").then(_swap_digits(number))
        .when(style == "look_alike").then(_look_alike(letters, digits))
        .when(style == "dropped").then(pl.concat_str(letters, digits.str.slice(0, half), digits.str.slice(half + 1)))
    )  # fmt: skip


def _look_alike(letters: pl.Expr, digits: pl.Expr) -> pl.Expr:
    """Letters where digits should be: O for 0, I for 1, S for 5, B for 8, the first of each."""
    seen = digits
    for digit, letter in (("0", "O"), ("1", "I"), ("8", "B")):
        seen = seen.str.replace(digit, letter)
    return pl.concat_str(letters, seen)


def _swap_digits(number: pl.Expr) -> pl.Expr:
    """The last two digits change places; where they are equal, one is lost."""
    length = number.str.len_chars()
    head, before, last = number.str.slice(0, length - 2), number.str.slice(-2, 1), number.str.slice(-1)
    return (
        pl.when(last == before).then(pl.concat_str(head, last)).otherwise(pl.concat_str(head, last, before))
    )
