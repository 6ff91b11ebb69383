"""The lines of every payment: invoices, deductions apart, netted memos, claims.

One row per line as the payer means it. `cash_amount` is what it adds to the payment, `allocated_amount` what truly goes on
the document; they differ only where the payer pays too much. Follow-ups are in `followups`.
"""

from __future__ import annotations

import polars as pl

from data.simulator.runs import RUN

LINE = [
    *RUN, "advice_style", "reference_habit", "method", "line_kind", "invoice_number", "reference_number", "claim_number",
    "invoice_amount", "discount_amount", "deduction_amount", "cash_amount", "allocated_amount", "earned_amount",
    "reason_code", "reason_text",
]  # fmt: skip
HABIT = ["advice_style", "reference_habit", "method", "has_code_table"]
NOTHING = pl.lit(None, pl.Int64)


def make_lines(frame: pl.DataFrame, line_kind: str, **columns: pl.Expr) -> pl.DataFrame:
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
    return make_lines(
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
    return make_lines(
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
    return make_lines(
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
    return make_lines(
        netted.with_columns(value_date=pl.col("netted_date"), slot=pl.col("netted_slot")),
        "memo",
        claim_number=empty,
        reason_code=empty,
        reason_text=empty,
        invoice_amount=pl.when(pl.col("advice_style") == "advised").then("gross_amount"),
        cash_amount=pl.col("gross_amount"),
        allocated_amount=pl.col("gross_amount"),
    )
