"""Payments that the bank took back are made again: the same invoices, in full, in a payment of their own."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.plan import Plan
from data.simulator.randomness import happens, stream
from data.simulator.runs import RUN
from data.simulator.settlement import make_lines

SLOT = "again"
NO_TEXT = pl.lit(None, pl.String)


def pay_again(
    returned: pl.DataFrame, plan: Plan, nights: list[date], behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """The lines of the new payments, two business days after the return; only what was first paid without a shortfall.

    Whatever discount the first payment had earned, the second pays the whole.
    """
    back = returned.select(
        *(name for name in RUN if name != "value_date"), pl.col("paid_date").alias("value_date"),
        pl.col("value_date").alias("returned_date"),
    )  # fmt: skip
    first = plan.paid.join(back, on=RUN, how="inner").sort("company_code", "invoice_number")
    first = first.filter(pl.col("kind").is_null().all().over(RUN))
    runs = first.select(RUN).unique().sort(RUN)
    hit = pl.Series(happens(stream(seed, "paid again"), runs.height, behaviour.paid_again), dtype=pl.Boolean)
    again = first.join(runs.filter(hit), on=RUN, how="semi", maintain_order="left").with_columns(
        value_date=pl.col("returned_date").dt.add_business_days(2),
        slot=pl.concat_str(pl.lit(SLOT), "slot"),
    )
    again = again.filter(pl.col("value_date") <= nights[-1])
    return make_lines(
        again,
        "invoice",
        claim_number=NO_TEXT,
        reason_code=NO_TEXT,
        reason_text=NO_TEXT,
        invoice_amount=pl.when(pl.col("advice_style") == "advised").then("gross_amount"),
        discount_amount=pl.when(pl.col("advice_style") == "advised").then(0),
        deduction_amount=pl.when(pl.col("advice_style") == "advised").then(0),
        cash_amount=pl.col("gross_amount"),
    ).with_row_index("line_order")
