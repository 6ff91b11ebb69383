"""The lines of every payment: invoices, deductions apart, netted memos, claims, and follow-ups of earlier payments.

One row per line as the payer means it. `cash_amount` is what it adds to the payment, `allocated_amount` what truly goes on
the document; they differ only where the payer pays too much. `is_listed` is false for lines no advice shows.
"""

from __future__ import annotations

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.codes import add_reasons
from data.simulator.randomness import choose, draw_kind, happens, stream
from data.simulator.runs import RUN, next_runs

LINE = [
    *RUN, "advice_style", "reference_habit", "method", "line_kind", "invoice_number", "reference_number", "claim_number",
    "invoice_amount", "discount_amount", "deduction_amount", "cash_amount", "allocated_amount", "earned_amount",
    "reason_code", "reason_text",
]  # fmt: skip
HABIT = ["advice_style", "reference_habit", "method", "has_code_table"]
NOT_FOLLOWED = [
    "tolerance", "part_payment", "settled_by_credit", "returned", "already_credited", "late_discount", "excess_discount",
]  # fmt: skip
"""Shortfalls that open no dispute, or whose further course is already settled."""
NOTHING = pl.lit(None, pl.Int64)


def _line(frame: pl.DataFrame, line_kind: str, **columns: pl.Expr) -> pl.DataFrame:
    """Rows in the common shape; a money column not given is 0, or null where the advice leaves it empty."""
    names = {
        "reference_number": pl.col("invoice_number"),
        "invoice_amount": NOTHING,
        "discount_amount": NOTHING,
        "deduction_amount": NOTHING,
        "allocated_amount": columns.get("cash_amount", pl.col("cash_amount")),
        "earned_amount": pl.lit(0, pl.Int64),
        "line_kind": pl.lit(line_kind),
    }
    whole = [pl.col(name).cast(pl.Int64) for name in LINE if name.endswith("_amount")]
    return frame.with_columns(**{**names, **columns}).select(LINE).with_columns(whole)


def invoice_lines(paid: pl.DataFrame) -> pl.DataFrame:
    """The line of each paid invoice. An advice with columns fills them; a bare one shows what is paid and no more."""
    is_full = pl.col("advice_style") == "advised"
    in_column = pl.col("presentation") == "discount"
    stated = pl.when(pl.col("presentation") == "line").then("amount").otherwise(0)
    is_part = (pl.col("kind") == "part_payment").fill_null(False)
    overpaid = pl.when(pl.col("kind") == "overpaid").then("amount").otherwise(0)
    on_bundle = pl.when(is_bundle_claim()).then("amount").otherwise(0)
    said = pl.col("presentation") == "line"
    return _line(
        paid,
        "invoice",
        claim_number=pl.when(said).then("claim_number"),
        reason_code=pl.when(said).then("reason_code"),
        reason_text=pl.when(said).then("reason_text"),
        invoice_amount=pl.when(is_full).then("gross_amount"),
        discount_amount=pl.when(is_full).then(
            pl.col("earned_amount") + pl.when(in_column).then("amount").otherwise(0)
        ),
        deduction_amount=pl.when(is_full & ~is_part).then(stated),
        allocated_amount=pl.col("cash_amount") + overpaid + on_bundle,
        earned_amount=pl.col("earned_amount"),
    )


def is_bundle_claim() -> pl.Expr:
    """An unexplained shortfall of a bundle named without amounts: the contract puts it on the payment, not on a document."""
    return (
        (pl.col("advice_style") == "memo") & pl.col("is_bundle") & (pl.col("kind") == "unexplained")
    ).fill_null(False)


def bundle_claims(paid: pl.DataFrame) -> pl.DataFrame:
    """The other half of `is_bundle_claim`: no money of its own, a negative piece without a document."""
    return _line(
        paid.filter(is_bundle_claim()),
        "bundle_claim",
        invoice_number=pl.lit(None, pl.String),
        reference_number=pl.lit(None, pl.String),
        cash_amount=pl.lit(0, pl.Int64),
        allocated_amount=-pl.col("amount"),
    )


def deduction_lines(short: pl.DataFrame, line_kind: str = "deduction") -> pl.DataFrame:
    """Negative lines of their own; every other one repeats the amount in the deduction column."""
    is_odd = pl.col("amount") % 2 == 1
    return _line(
        short,
        line_kind,
        invoice_amount=pl.when(is_odd).then(0),
        deduction_amount=pl.when(is_odd).then("amount"),
        cash_amount=-pl.col("amount"),
        allocated_amount=-pl.col("amount"),
    )


def memo_lines(memos: pl.DataFrame, payers: pl.DataFrame) -> pl.DataFrame:
    """Netted credit memos."""
    habits = payers.select("payer_id", *HABIT)
    netted = memos.filter(pl.col("usage") == "netted").join(habits, on="payer_id", maintain_order="left")
    empty = pl.lit(None, pl.String)
    return _line(
        netted.with_columns(value_date=pl.col("netted_date"), slot=pl.col("netted_slot")),
        "memo",
        claim_number=empty,
        reason_code=empty,
        reason_text=empty,
        invoice_amount=pl.when(pl.col("advice_style") == "advised").then("gross_amount"),
        cash_amount=pl.col("gross_amount"),
        allocated_amount=pl.col("gross_amount"),
    )


def claims(paid: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Claims that name no document: an audit or promotion charged to a payment. One row per claim, with its run."""
    runs = (
        paid.filter(pl.col("advice_style") == "advised")
        .group_by(RUN, maintain_order=True)
        .agg(pl.col(HABIT).first(), pl.col("gross_amount").sum().alias("size"), pl.col("payer_id").first())
        .sort(RUN)
    )
    generator = stream(seed, "claims")
    runs = runs.with_columns(
        pl.Series("hit", happens(generator, runs.height, behaviour.claim_only)),
        pl.Series("fee", choose(generator, runs.height, [1250, 2000, 3333, 4875, 7250])),
        pl.Series("number", generator.integers(10_000, 99_999, runs.height)),
        pl.Series(
            "kind",
            draw_kind(generator, runs.height, {"post_audit": 0.5, "promotion": 0.25, "compliance": 0.25}),
        ),
    )
    hits = runs.filter(pl.col("hit") & (pl.col("fee") < pl.col("size") // 12)).with_columns(
        amount=pl.col("fee"),
        presentation=pl.lit("claim"),
        invoice_number=pl.lit(None, pl.String),
        claim_number=pl.format("DM{}-{}", "number", (pl.int_range(pl.len()) % 97).cast(pl.String)),
    )
    return add_reasons(hits, behaviour, seed, "claims").drop("hit", "fee", "number", "size")


def follow_ups(paid: pl.DataFrame, behaviour: Behaviour, seed: int) -> dict[str, pl.DataFrame]:
    """What happens to a disputed deduction later: repaid, taken again, or credited by a new memo. At most one of them.

    Keyed by `repaid`, `deduction_twice`, `credited`; each row is the deduction, moved to the payer's later run (or night).
    """
    generator = stream(seed, "follow ups")
    rates = {
        "repaid": behaviour.repaid,
        "deduction_twice": behaviour.deduction_twice,
        "credited": behaviour.credited_later,
    }
    open_kinds = paid.filter(
        (pl.col("amount") > 0) & pl.col("kind").is_not_null() & ~pl.col("kind").is_in(NOT_FOLLOWED)
        & (pl.col("advice_style") == "advised")
    )  # fmt: skip
    fate = draw_kind(generator, open_kinds.height, rates)
    drawn = open_kinds.with_columns(pl.Series("fate", fate, dtype=pl.String))
    stated = pl.col("presentation").is_in(["line", "separate"])
    again = drawn.filter((pl.col("fate") == "deduction_twice") & stated)
    return {
        "repaid": next_runs(drawn.filter(pl.col("fate") == "repaid"), paid),
        "deduction_twice": _with_room(next_runs(again, paid), paid),
        "credited": drawn.filter(pl.col("fate") == "credited"),
    }


def _with_room(lines: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """Only as many further deductions as the payment bears."""
    room = paid.group_by(RUN).agg((pl.col("gross_amount").sum() // 12).alias("room"))
    fits = pl.col("amount").cum_sum().over(RUN) <= pl.col("room")
    return lines.join(room, on=RUN, maintain_order="left").filter(fits).drop("room")


def repayment_lines(repaid: pl.DataFrame) -> pl.DataFrame:
    """The payer pays a deduction back: a positive line that names the invoice again."""
    empty = pl.lit(None, pl.String)
    return _line(
        repaid,
        "repayment",
        reason_code=empty,
        reason_text=pl.lit("REPAYMENT OF DEDUCTION"),
        cash_amount=pl.col("amount"),
        allocated_amount=pl.col("amount"),
    )


def rest_lines(paid: pl.DataFrame) -> pl.DataFrame:
    """The rest of a payment in part, with the payer's next run."""
    rest = next_runs(paid.filter(pl.col("kind") == "part_payment"), paid)
    empty = pl.lit(None, pl.String)
    return _line(
        rest,
        "rest",
        claim_number=empty,
        reason_code=empty,
        reason_text=pl.lit("BALANCE"),
        invoice_amount=pl.col("gross_amount"),
        cash_amount=pl.col("amount"),
        allocated_amount=pl.col("amount"),
    )


def second_payments(paid: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Invoices paid in full and then paid again with the payer's next run. One row per invoice, moved to that run."""
    generator = stream(seed, "paid twice")
    clean = paid.filter(pl.col("kind").is_null() & pl.col("advice_style").is_in(["advised"]))
    hit = clean.filter(pl.Series(happens(generator, clean.height, behaviour.paid_twice), dtype=pl.Boolean))
    return next_runs(hit, paid).with_columns(amount=-pl.col("gross_amount"), kind=pl.lit("paid_twice"))


def second_payment_lines(twice: pl.DataFrame) -> pl.DataFrame:
    empty = pl.lit(None, pl.String)
    return _line(
        twice,
        "paid_twice",
        claim_number=empty,
        reason_code=empty,
        reason_text=empty,
        invoice_amount=pl.col("gross_amount"),
        discount_amount=pl.lit(0, pl.Int64),
        deduction_amount=pl.lit(0, pl.Int64),
        cash_amount=pl.col("gross_amount"),
        allocated_amount=pl.lit(0, pl.Int64),
    )


def withheld_lines(duplicates: pl.DataFrame) -> pl.DataFrame:
    """Invoices billed twice: the line names the second one and pays 0; every other one states the deduction."""
    return _line(
        duplicates,
        "withheld",
        invoice_amount=pl.col("gross_amount"),
        discount_amount=pl.lit(0, pl.Int64),
        deduction_amount=pl.when(pl.col("gross_amount") % 2 == 1).then("gross_amount"),
        cash_amount=pl.lit(0, pl.Int64),
    )
