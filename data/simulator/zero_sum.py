"""Advice that needs no money: an invoice taken back whole, netted with its credit memo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.simulator.advice import COLUMNS
from data.simulator.duplicates import Numbering
from data.simulator.nights import night_after, with_folder
from data.simulator.plan import KEYS


@dataclass(frozen=True)
class ZeroSum:
    """The memos with their lines, the advice, and the truth's pieces (without a payment)."""

    memos: pl.DataFrame
    lines: pl.DataFrame
    advice: pl.DataFrame


def net_whole_invoices(
    taken: pl.DataFrame, lines: pl.DataFrame, nights: list[date], numbering: Numbering
) -> ZeroSum:
    """One memo in full per invoice two nights after it, and an advice of two lines that sums to zero two nights later."""
    taken = taken.sort(KEYS).with_columns(
        memo_number=pl.format(
            "{}{}",
            pl.lit(numbering.memo),
            (pl.int_range(pl.len()) + numbering.first + 500_000).cast(pl.String),
        )
    )
    negative = [-pl.col(name) for name in ("gross_amount", "goods_amount", "tax_amount", "freight_amount")]
    memos = taken.with_columns(
        *negative,
        original_invoice_number=pl.col("invoice_number"),
        invoice_number=pl.col("memo_number"),
        document_type=pl.lit("credit_memo"),
        issue_date=night_after(pl.col("issue_date"), 2),
        discount_basis_points=pl.lit(0, pl.Int64),
        discount_date=pl.lit(None, pl.Date),
        po_number=pl.lit(None, pl.String),
        delivery_number=pl.lit(None, pl.String),
    ).with_columns(due_date=pl.col("issue_date"))
    pairs = taken.select(*KEYS, "memo_number")
    copies = lines.join(pairs, on=KEYS, how="inner").with_columns(
        -pl.col("quantity"), -pl.col("net_amount"), invoice_number=pl.col("memo_number")
    )
    return ZeroSum(memos.drop("memo_number"), copies.drop("memo_number"), _advise(taken, nights))


def _advise(taken: pl.DataFrame, nights: list[date]) -> pl.DataFrame:
    """The invoice with its amount, and the memo against it."""
    dated = with_folder(
        taken.with_columns(
            remittance_date=night_after(pl.col("issue_date"), 4),
            remittance_id=pl.format("RZ{}", pl.int_range(pl.len()) + 10_001),
            payer_id=pl.col("group_id"),
        ),
        "remittance_date",
        nights,
    )
    first = dated.with_columns(line_number=pl.lit(1, pl.Int64), invoice_reference=pl.col("invoice_number"))
    second = dated.with_columns(
        -pl.col("gross_amount"), line_number=pl.lit(2, pl.Int64), invoice_reference=pl.col("memo_number")
    )
    empty = ["bank_reference", "po_reference", "claim_number", "reason_code", "reason_text", "payment_id"]
    return (
        pl.concat([first, second])
        .sort("remittance_id", "line_number")
        .with_columns(
            *(pl.lit(None, pl.String).alias(name) for name in empty),
            invoice_amount=pl.col("gross_amount"),
            discount_amount=pl.lit(None, pl.Int64),
            deduction_amount=pl.lit(None, pl.Int64),
            paid_amount=pl.col("gross_amount"),
        )
        .select(COLUMNS)
    )
