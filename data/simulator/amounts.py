"""Exact arithmetic on integer minor units, as Polars expressions. Rounding is half away from zero, to the minor unit."""

from __future__ import annotations

import polars as pl

from pipelines.money import EXPONENTS

PRICE_SCALE = 10_000
"""Unit prices are held in ten-thousandths of the currency's main unit."""


def divide_half_up(numerator: pl.Expr, denominator: int) -> pl.Expr:
    """numerator ÷ denominator, rounded half away from zero."""
    half = denominator // 2
    return (
        pl.when(numerator >= 0)
        .then((numerator + half) // denominator)
        .otherwise(-((-numerator + half) // denominator))
    )


def exponent(currency: pl.Expr) -> pl.Expr:
    """ISO 4217 decimal places."""
    return currency.replace_strict(EXPONENTS, default=2, return_dtype=pl.Int64)


def extend(quantity: pl.Expr, price: pl.Expr, currency: pl.Expr) -> pl.Expr:
    """quantity × unit price in minor units."""
    places = exponent(currency)
    factor = pl.when(places == 2).then(100).when(places == 3).then(1000).otherwise(1)
    return divide_half_up(quantity * price * factor, PRICE_SCALE)


def share(amount: pl.Expr, basis_points: pl.Expr) -> pl.Expr:
    """A percentage of an amount: 200 basis points are 2 %."""
    return divide_half_up(amount * basis_points, 10_000)
