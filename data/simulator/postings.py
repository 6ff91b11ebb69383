"""What the ERP posts, a night later: some payments, as advised; a few on the wrong invoice."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.corrections import Corrections
from data.simulator.nights import night_after, with_folder
from data.simulator.plan import Plan
from data.simulator.randomness import happens, stream
from data.simulator.runs import RUN

PIECE = ["company_code", "payment_id", "invoice_number"]


def make_postings(
    pieces: pl.DataFrame,
    payments: pl.DataFrame,
    told: pl.DataFrame,
    nights: list[date],
    behaviour: Behaviour,
    seed: int,
) -> pl.DataFrame:
    """One row per payment and document posted, as the payment truly paid it.

    Where the advice does not add up nobody posts: by the contract the advised figure less the posted one would be
    misapplied cash, whoever is wrong.
    """
    odd = told.filter((pl.col("shown_amount") != pl.col("cash_amount")) | pl.col("is_twice")).select(RUN)
    claims = pieces.filter(pl.col("invoice_number").is_null() & (pl.col("source") != "advice"))
    able = payments.join(claims, on=["company_code", "payment_id"], how="anti").sort(
        "company_code", "payment_id"
    )
    hit = pl.Series(happens(stream(seed, "postings"), able.height, behaviour.posted), dtype=pl.Boolean)
    posted = (
        able.filter(hit)
        .join(odd, on=RUN, how="anti", maintain_order="left")
        .select("company_code", "payment_id", "currency", posting_date=night_after(pl.col("value_date"), 1))
    )
    rows = pieces.filter(pl.col("invoice_number").is_not_null() & (pl.col("amount") != 0)).drop("currency")
    rows = rows.join(posted, on=["company_code", "payment_id"], how="inner").sort(PIECE)
    rows = rows.select(
        *PIECE, "currency", pl.col("amount").alias("applied_amount"), "discount_amount", "posting_date"
    )
    return with_folder(rows, "posting_date", nights)


def misapply(
    postings: pl.DataFrame, plan: Plan, corrections: Corrections, behaviour: Behaviour, seed: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Moves a few postings to an unpaid invoice of the same payer that is large enough. Returns postings and what moved."""
    returned = corrections.returned.select("company_code", pl.col("reverses_payment_id").alias("payment_id"))
    changed = corrections.documents.select("company_code", "invoice_number")
    clean = plan.clean.select("company_code", "invoice_number", "payer_id", "group_id")
    clean = clean.join(changed, on=["company_code", "invoice_number"], how="anti")
    unpaid = plan.unpaid.filter(~pl.col("is_taken_back")).join(
        changed, on=["company_code", "invoice_number"], how="anti", maintain_order="left"
    )
    able = postings.join(returned, on=["company_code", "payment_id"], how="anti", maintain_order="left")
    candidates = able.join(clean, on=["company_code", "invoice_number"], how="inner").sort(PIECE)
    hit = pl.Series(
        happens(stream(seed, "misapplied"), candidates.height, behaviour.misapplied), dtype=pl.Boolean
    )
    targets = unpaid.select(
        "company_code",
        "payer_id",
        pl.col("invoice_number").alias("wrong_number"),
        "issue_date",
        "gross_amount",
    )
    moved = (
        candidates.filter(hit)
        .join(targets, on=["company_code", "payer_id"], how="inner")
        .filter(
            (pl.col("gross_amount") >= pl.col("applied_amount"))
            & (pl.col("issue_date") < pl.col("posting_date"))
        )
        .sort(*PIECE, "wrong_number")
        .unique(PIECE, keep="first", maintain_order=True)
        .unique(["company_code", "wrong_number"], keep="first", maintain_order=True)
    )
    wrong = moved.select(*PIECE, "wrong_number")
    changed = postings.join(wrong, on=PIECE, how="left", maintain_order="left").with_columns(
        invoice_number=pl.coalesce("wrong_number", "invoice_number")
    )
    return changed.drop("wrong_number"), moved
