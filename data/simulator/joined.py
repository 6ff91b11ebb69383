"""Several documents in one string, as people write them: 1001/02/03, 1001-1003."""

from __future__ import annotations

import polars as pl

TAILS = (2, 3, 4)
"""So many last digits stand for a number whose head is the first one's."""


def joined_text(numbers: pl.Expr) -> pl.Expr:
    """A sorted list of numbers as one string: a range where nothing is missing between, else the first and the tails."""
    first, last = numbers.list.first(), numbers.list.last()
    text = numbers.list.join("/")
    for width in reversed(TAILS):
        heads = numbers.list.eval(pl.element().str.head(-width)).list.n_unique()
        tails = numbers.list.slice(1).list.eval(pl.element().str.tail(width)).list.join("/")
        text = pl.when(heads == 1).then(pl.concat_str(first, pl.lit("/"), tails)).otherwise(text)
    return pl.when(_is_range(numbers)).then(pl.concat_str(first, pl.lit("-"), _digits(last))).otherwise(text)


def joined_style(numbers: pl.Expr) -> pl.Expr:
    """`range` or `joined`, for the truth."""
    return pl.when(_is_range(numbers)).then(pl.lit("range")).otherwise(pl.lit("joined"))


def _is_range(numbers: pl.Expr) -> pl.Expr:
    span = _digits(numbers.list.last()).cast(pl.Int64) - _digits(numbers.list.first()).cast(pl.Int64)
    letters = numbers.list.eval(pl.element().str.replace(r"\d+$", "")).list.n_unique()
    return (numbers.list.len() >= 2) & (letters == 1) & (span == numbers.list.len().cast(pl.Int64) - 1)


def _digits(number: pl.Expr) -> pl.Expr:
    return number.str.extract(r"(\d+)$")
