"""Pay runs: which invoice is paid in which payment, on which day."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.nights import night_after
from data.simulator.randomness import choose, happens, stream

RUN = ["company_code", "group_id", "currency", "value_date", "slot"]
"""What makes one payment. `slot` is the invoice of a payer that pays each invoice by itself, else empty."""

HABITS = [
    "takes_discount", "run_weekday", "lateness_days", "pays_each", "advice_style", "reference_habit", "has_code_table",
    "method", "is_overbilled",
]  # fmt: skip


def plan_runs(
    documents: pl.DataFrame, payers: pl.DataFrame, nights: list[date], behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """One row per invoice with the day it is paid; `is_paid` is false where that day is after the nights, or never comes.

    Invoices that would have been paid before the first night are left out: the books open without them.
    """
    invoices = documents.filter((pl.col("document_type") == "invoice") & (pl.col("gross_amount") > 0))
    generator = stream(seed, "runs")
    habits = payers.select("payer_id", *HABITS)
    planned = (
        invoices.join(habits, on="payer_id", maintain_order="left")
        .with_columns(
            jitter=pl.Series(choose(generator, invoices.height, [-2, -1, 0, 0, 1, 3])),
            is_never=pl.Series(happens(generator, invoices.height, behaviour.never_paid)),
        )
        .with_columns(target=_target_day())
        .with_columns(value_date=_next_weekday(pl.col("target"), pl.col("run_weekday")))
        .filter(pl.col("is_never") | (pl.col("value_date") >= nights[0]))
    )
    return planned.with_columns(
        is_paid=~pl.col("is_never") & (pl.col("value_date") <= nights[-1]),
        slot=pl.when("pays_each").then("invoice_number").otherwise(pl.lit("")),
        is_discount_due=(pl.col("discount_basis_points") > 0)
        & (pl.col("value_date") <= pl.col("discount_date") + pl.duration(days=3)),
    ).drop("jitter", "is_never", "target")


def mark_taken_back(
    planned: pl.DataFrame, nights: list[date], behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """Adds `is_taken_back` to invoices: unpaid ones of payers that advise, early enough for all of it to happen."""
    hit = pl.Series(happens(stream(seed, "zero sum"), planned.height, behaviour.zero_sum))
    able = ~pl.col("is_paid") & pl.col("fault").is_null() & (pl.col("advice_style") == "advised")
    in_time = night_after(pl.col("issue_date"), 4) <= nights[-1]
    return planned.with_columns(is_taken_back=able & in_time & pl.lit(hit))


def _target_day() -> pl.Expr:
    """Around the discount date, within the grace, for who takes discounts; else around the due date."""
    discounted = pl.col("discount_date") + pl.duration(days=pl.lit(-4))
    normal = pl.col("due_date") + pl.duration(days=pl.col("lateness_days") + pl.col("jitter"))
    target = (
        pl.when(pl.col("takes_discount") & pl.col("discount_date").is_not_null())
        .then(discounted)
        .otherwise(normal)
    )
    return pl.max_horizontal(target, pl.col("issue_date") + pl.duration(days=1))


def _next_weekday(day: pl.Expr, weekday: pl.Expr) -> pl.Expr:
    return (day + pl.duration(days=(weekday - day.dt.weekday().cast(pl.Int64) + 1) % 7)).cast(pl.Date)


def next_runs(lines: pl.DataFrame, runs: pl.DataFrame, days: int = 1) -> pl.DataFrame:
    """Moves each line to its group's first run at least `days` after `value_date`; lines without one are dropped."""
    owner = ["company_code", "group_id", "currency"]
    later = runs.select(*RUN, pl.col("value_date").alias("run_date")).unique().sort("value_date", *RUN)
    wanted = lines.with_columns(
        value_date=(pl.col("value_date") + pl.duration(days=days)).cast(pl.Date),
    ).drop("slot")
    order = [name for name in ("invoice_number", "claim_number") if name in wanted.columns]
    found = wanted.sort("value_date", *owner, *order).join_asof(
        later, on="value_date", by=owner, strategy="forward", check_sortedness=False
    )
    return (
        found.filter(pl.col("run_date").is_not_null())
        .with_columns(value_date=pl.col("run_date"))
        .drop("run_date")
    )
