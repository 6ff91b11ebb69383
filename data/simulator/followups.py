"""What payers do beside and after the invoice's own line: claims without a document, second deductions, repayments,
the rest of a payment in part, and second payments. Frames of causes first, their settlement lines after.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.codes import add_reasons
from data.simulator.randomness import choose, draw_kind, happens, stream
from data.simulator.runs import RUN, next_runs
from data.simulator.settlement import HABIT, make_lines
from data.simulator.shortfalls import NEED_LINE

NOT_FOLLOWED = [
    "tolerance", "part_payment", "settled_by_credit", "returned", "already_credited", "late_discount", "excess_discount",
    "two_causes",
]  # fmt: skip
"""Shortfalls that open no dispute, or whose further course is already settled."""
NO_TEXT = pl.lit(None, pl.String)


@dataclass(frozen=True)
class FollowUps:
    """Deductions with a further course, each moved to the payer's later run; `settled_amount` is what is made good."""

    repaid: pl.DataFrame
    again: pl.DataFrame
    credited: pl.DataFrame


def make_claims(paid: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Claims that name no document: an audit or promotion charged to a payment. One row per claim, with its run."""
    runs = (
        paid.filter(pl.col("advice_style") == "advised")
        .group_by(RUN, maintain_order=True)
        .agg(pl.col(HABIT).first(), pl.col("gross_amount").sum().alias("size"), pl.col("payer_id").first())
        .sort(RUN)
    )
    generator = stream(seed, "claims")
    kinds = draw_kind(generator, runs.height, {"post_audit": 0.5, "promotion": 0.25, "compliance": 0.25})
    runs = runs.with_columns(
        pl.Series("hit", happens(generator, runs.height, behaviour.claim_only)),
        pl.Series("fee", choose(generator, runs.height, [1250, 2000, 3333, 4875, 7250])),
        pl.Series("number", generator.integers(10_000, 99_999, runs.height)),
        pl.Series("kind", kinds, dtype=pl.String),
    )
    hits = runs.filter(pl.col("hit") & (pl.col("fee") < pl.col("size") // 12)).with_columns(
        amount=pl.col("fee"),
        presentation=pl.lit("claim"),
        invoice_number=NO_TEXT,
        claim_number=pl.format("DM{}-{}", "number", (pl.int_range(pl.len()) % 97).cast(pl.String)),
    )
    return add_reasons(hits, behaviour, seed, "claims").drop("hit", "fee", "number", "size")


def second_deductions(paid: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """A further, separate deduction on invoices that already have one: the freight, or else a flat fee."""
    able = paid.filter(
        pl.col("kind").is_in(NEED_LINE)
        & pl.col("presentation").is_in(["line", "separate"])
        & (pl.col("gross_amount") > 40_000)
    )
    generator = stream(seed, "second deductions")
    hit = pl.Series(happens(generator, able.height, behaviour.two_deductions), dtype=pl.Boolean)
    has_freight = pl.col("freight_amount") > 0
    seconds = able.filter(hit).with_columns(
        kind=pl.when(has_freight).then(pl.lit("freight")).otherwise(pl.lit("compliance")),
        amount=pl.when(has_freight).then("freight_amount").otherwise(2_500),
        presentation=pl.lit("separate"),
        claim_number=pl.format("CX{}", "invoice_number"),
    )
    return add_reasons(seconds, behaviour, seed, "second deductions")


def follow_up(paid: pl.DataFrame, seconds: pl.DataFrame, behaviour: Behaviour, seed: int) -> FollowUps:
    """What happens to a disputed deduction later: repaid, taken again, or credited by a new memo. At most one of them."""
    generator = stream(seed, "follow ups")
    rates = {
        "repaid": behaviour.repaid,
        "again": behaviour.deduction_twice,
        "credited": behaviour.credited_later,
    }
    followed = paid.filter(
        (pl.col("amount") > 0) & pl.col("kind").is_not_null() & ~pl.col("kind").is_in(NOT_FOLLOWED)
        & (pl.col("advice_style") == "advised")
    ).join(seconds, on=["company_code", "invoice_number"], how="anti", maintain_order="left")  # fmt: skip
    fate = draw_kind(generator, followed.height, rates)
    halved = pl.Series(happens(generator, followed.height, behaviour.in_part), dtype=pl.Boolean)
    drawn = followed.with_columns(
        pl.Series("fate", fate, dtype=pl.String),
        settled_amount=pl.when(halved).then(pl.col("amount") // 2).otherwise("amount"),
    ).filter(pl.col("settled_amount") > 0)
    stated = pl.col("presentation").is_in(["line", "separate"])
    again = drawn.filter((pl.col("fate") == "again") & stated)
    at_once = pl.Series(
        happens(stream(seed, "again at once"), again.height, behaviour.again_at_once), dtype=pl.Boolean
    )
    later = next_runs(again.filter(~at_once), paid)
    again = _with_room(pl.concat([later, again.filter(at_once).select(later.columns)]), paid)
    by_claim = happens(stream(seed, "own claim numbers"), drawn.height, behaviour.own_claim_number)
    has_own = pl.col("claim_number").is_not_null() & pl.col("shared_claim").is_null()
    drawn = drawn.with_columns(names_claim=pl.Series(by_claim, dtype=pl.Boolean) & has_own)
    return FollowUps(
        repaid=next_runs(drawn.filter(pl.col("fate") == "repaid"), paid),
        again=_recode(again, behaviour, seed),
        credited=drawn.filter(pl.col("fate") == "credited"),
    )


def _with_room(lines: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """Only as many further deductions as the payment bears."""
    room = paid.group_by(RUN).agg((pl.col("gross_amount").sum() // 12).alias("room"))
    fits = pl.col("amount").cum_sum().over(RUN) <= pl.col("room")
    return lines.join(room, on=RUN, maintain_order="left").filter(fits).drop("room")


def _recode(again: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """The same deduction again: as before, or under another claim and without its code."""
    generator = stream(seed, "deductions again")
    other = pl.Series(happens(generator, again.height, behaviour.other_code), dtype=pl.Boolean)
    return again.with_columns(
        kind=pl.lit("deduction_twice"),
        presentation=pl.lit("separate"),
        claim_number=pl.when(other).then(pl.format("CY{}", "invoice_number")).otherwise("claim_number"),
        reason_code=pl.when(other).then(pl.lit("ZZ8")).otherwise("reason_code"),
        is_coded=pl.col("is_coded") & ~pl.lit(other),
    )


def second_payments(paid: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Invoices paid in full and then paid again with the payer's next run. One row per invoice, moved to that run."""
    generator = stream(seed, "paid twice")
    clean = paid.filter(pl.col("kind").is_null() & (pl.col("advice_style") == "advised"))
    hit = clean.filter(pl.Series(happens(generator, clean.height, behaviour.paid_twice), dtype=pl.Boolean))
    return next_runs(hit, paid).with_columns(
        amount=-pl.col("gross_amount"), kind=pl.lit("paid_twice"), presentation=pl.lit("line")
    )


def repayment_lines(repaid: pl.DataFrame) -> pl.DataFrame:
    """The payer pays a deduction back: a positive line that names the invoice again, or its own claim only."""
    return make_lines(
        repaid,
        "repayment",
        reference_number=pl.when(~pl.col("names_claim")).then("invoice_number"),
        reason_code=NO_TEXT,
        reason_text=pl.lit("REPAYMENT OF DEDUCTION"),
        cash_amount=pl.col("settled_amount"),
        allocated_amount=pl.col("settled_amount"),
    )


def rest_lines(paid: pl.DataFrame) -> pl.DataFrame:
    """The rest of a payment in part, with the payer's next run."""
    rest = next_runs(paid.filter(pl.col("kind") == "part_payment"), paid)
    return make_lines(
        rest,
        "rest",
        claim_number=NO_TEXT,
        reason_code=NO_TEXT,
        reason_text=pl.lit("BALANCE"),
        invoice_amount=pl.col("gross_amount"),
        cash_amount=pl.col("amount"),
        allocated_amount=pl.col("amount"),
    )


def second_payment_lines(repeated: pl.DataFrame) -> pl.DataFrame:
    """A line like the first one: all of it is paid too much."""
    return make_lines(
        repeated,
        "paid_twice",
        claim_number=NO_TEXT,
        reason_code=NO_TEXT,
        reason_text=NO_TEXT,
        invoice_amount=pl.col("gross_amount"),
        discount_amount=pl.lit(0, pl.Int64),
        deduction_amount=pl.lit(0, pl.Int64),
        cash_amount=pl.col("gross_amount"),
        allocated_amount=pl.lit(0, pl.Int64),
    )


def withheld_lines(twins: pl.DataFrame) -> pl.DataFrame:
    """Invoices billed twice: the line names the second one and pays 0; every other one states the deduction."""
    return make_lines(
        twins,
        "withheld",
        invoice_amount=pl.col("gross_amount"),
        discount_amount=pl.lit(0, pl.Int64),
        deduction_amount=pl.when(pl.col("gross_amount") % 2 == 1).then("gross_amount"),
        cash_amount=pl.lit(0, pl.Int64),
    )
