"""How payers that tell nothing put their payments together: out of their open invoices, in one of the ways of `FAMILIES`.

Run day by run day, for all such accounts at once; what one run pays is not open in the next. A way that finds nothing
to pay (no two invoices of a purchase order, too few for a run) becomes `one`. Nothing here is short.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.randomness import happens, pick, stream

ACCOUNT = ["company_code", "group_id", "currency"]
KEYS = ["company_code", "invoice_number"]
LONGEST_RUN = 12
LARGEST_ARBITRARY = 8

position, count = pl.col("position"), pl.col("count")
length = 2 + (pl.col("draw_length") * pl.min_horizontal(count - 2, pl.lit(LONGEST_RUN))).cast(pl.Int64)
left_out = (pl.col("draw_left") * (length - 1)).cast(pl.Int64)
drawn = (pl.col("draw_one") * count).cast(pl.Int64)
some = 4 + (pl.col("draw_length") * (LARGEST_ARBITRARY - 3)).cast(pl.Int64)


def _like_drawn(column: str) -> pl.Expr:
    """The invoices that share a column with the one drawn."""
    return (pl.col(column) == pl.col(column).filter(position == drawn).first().over(ACCOUNT)).fill_null(False)


FAMILIES: Mapping[str, pl.Expr] = {
    "one": position == drawn,
    "whole_account": count >= 1,
    "past_due": pl.col("due_date") <= pl.col("run_date"),
    "due_run": (count >= 3) & (position < length),
    "run_less_one": (count >= 4) & (position <= length) & (position != left_out),
    "pair": (count >= 3) & (pl.col("shuffled") < 2),
    "triple": (count >= 4) & (pl.col("shuffled") < 3),
    "one_po": _like_drawn("po_number"),
    "one_store": _like_drawn("ship_to_id"),
    "one_due_date": _like_drawn("due_date"),
    "arbitrary": (count >= some + 2) & (pl.col("shuffled") < some),
}
"""Which open invoices a payment takes. `arbitrary` is honest noise: a person chose, and nobody else can tell."""


def compose_untold(
    planned: pl.DataFrame, nights: list[date], behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """Adds `family`; plans the payments of accounts that tell nothing anew, on two days a week."""
    untold = (pl.col("advice_style") == "nothing") & pl.lit(bool(behaviour.families))
    mute = planned.filter(untold).with_columns(family=pl.lit(None, pl.String), paid_on=pl.lit(None, pl.Date))
    mute = mute.sort(KEYS)
    accounts = _accounts(mute, behaviour, seed)
    for run, day in enumerate(_days(nights)):
        mute = _pay(mute, accounts, day, stream(seed, f"families {run}"), behaviour)
    is_paid = pl.col("family").is_not_null()
    mute = mute.with_columns(
        is_paid=is_paid,
        slot=pl.lit(""),
        value_date=pl.coalesce("paid_on", pl.lit(nights[-1] + timedelta(days=30))),
    ).with_columns(
        is_discount_due=(pl.col("discount_basis_points") > 0)
        & (pl.col("value_date") <= pl.col("discount_date") + pl.duration(days=3)),
    )
    others = planned.filter(~untold).with_columns(family=pl.lit(None, pl.String))
    return pl.concat([others, mute.select(others.columns)])


def _days(nights: list[date]) -> list[date]:
    return [night for night in nights if night != nights[0]]


def _accounts(mute: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """One row per account with its habit."""
    accounts = mute.select(*ACCOUNT, "run_weekday").unique().sort(ACCOUNT)
    weights = behaviour.families or {"one": 1.0}
    habits = pick(stream(seed, "family habits"), accounts.height, weights)
    return accounts.with_columns(pl.Series("habit", habits.tolist(), dtype=pl.String))


def _pay(
    mute: pl.DataFrame,
    accounts: pl.DataFrame,
    day: date,
    generator: np.random.Generator,
    behaviour: Behaviour,
) -> pl.DataFrame:
    """One run day: every account whose day it is takes some of its open invoices."""
    is_day = (pl.col("run_weekday") == day.weekday()) | ((pl.col("run_weekday") + 2) % 5 == day.weekday())
    due = accounts.filter(is_day)
    keeps = pl.Series(happens(generator, due.height, behaviour.keeps_habit), dtype=pl.Boolean)
    other = pl.Series(
        pick(generator, due.height, behaviour.families or {"one": 1.0}).tolist(), dtype=pl.String
    )
    due = due.select(
        *ACCOUNT,
        pl.when(keeps).then("habit").otherwise(other).alias("wish"),
        *(pl.Series(f"draw_{name}", generator.random(due.height)) for name in ("length", "left", "one")),
    )
    order = pl.Series("order", generator.random(mute.height))
    items = mute.with_columns(order, run_date=pl.lit(day)).filter(
        pl.col("family").is_null() & (pl.col("issue_date") < day)
    )
    items = items.join(due, on=ACCOUNT, how="inner", maintain_order="left").with_columns(
        position=pl.struct("due_date", "invoice_number").rank("ordinal").over(ACCOUNT).cast(pl.Int64) - 1,
        shuffled=pl.col("order").rank("ordinal").over(ACCOUNT).cast(pl.Int64) - 1,
        count=pl.len().over(ACCOUNT).cast(pl.Int64),
    )
    return _take(mute, items, day)


def _take(mute: pl.DataFrame, items: pl.DataFrame, day: date) -> pl.DataFrame:
    items = items.with_columns(takes.alias(f"takes_{name}") for name, takes in FAMILIES.items())
    wished = pl.coalesce(pl.when(pl.col("wish") == name).then(f"takes_{name}") for name in FAMILIES)
    items = items.with_columns(wished=wished, taken=wished.sum().over(ACCOUNT))
    is_shared = pl.col("wish").is_in(["one_po", "one_store", "one_due_date"])
    is_lone = (pl.col("taken") == 0) | (is_shared & (pl.col("taken") == 1))
    is_idle = (pl.col("wish") == "past_due") & (pl.col("taken") == 0)
    items = items.with_columns(
        made=pl.when(is_lone).then(pl.lit("one")).otherwise("wish"),
        takes=pl.when(is_lone).then("takes_one").otherwise("wished") & ~is_idle,
    )
    taken = items.filter("takes").select(*KEYS, "made")
    joined = mute.join(taken, on=KEYS, how="left", maintain_order="left")
    return joined.with_columns(
        family=pl.coalesce("family", "made"),
        paid_on=pl.when(pl.col("made").is_not_null()).then(pl.lit(day)).otherwise("paid_on"),
    ).drop("made")
