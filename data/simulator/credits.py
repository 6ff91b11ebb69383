"""What becomes of credit memos: netted, met by a deduction, used twice, arriving after the deduction, or unused."""

from __future__ import annotations

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.randomness import draw_kind, happens, stream
from data.simulator.runs import RUN, next_runs

KEYS = ["company_code", "invoice_number"]


def plan_memos(
    memos: pl.DataFrame, paid: pl.DataFrame, behaviour: Behaviour, seed: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Adds `usage` (netted, settles, later, unused) and the netting run to memos; gives invoices the matching shortfall.

    Returns memos and paid invoices. Only payers that send an advice use memos in these ways.
    """
    origins = paid.select(
        "company_code",
        pl.col("invoice_number").alias("original_invoice_number"),
        pl.col("value_date").alias("origin_paid"),
        pl.col("gross_amount").alias("origin_gross"),
        pl.col("kind").alias("origin_kind"),
        pl.col("advice_style").alias("origin_style"),
    )
    frame = memos.sort(KEYS).join(
        origins, on=["company_code", "original_invoice_number"], how="left", maintain_order="left"
    )
    frame = _draw_usage(frame, behaviour, seed)
    frame = _net(frame, paid)
    paid = _give_shortfalls(paid, frame)
    return _forget_origins(frame, paid), paid


def _draw_usage(memos: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    generator = stream(seed, "memo usage")
    wish = draw_kind(generator, memos.height, {"netted": behaviour.memo_netted})
    deducts = pl.Series(happens(generator, memos.height, behaviour.memo_settles))
    doubles = pl.Series(happens(generator, memos.height, behaviour.memo_used_and_deducted))
    amount = -pl.col("gross_amount")
    first = pl.int_range(pl.len()).over("company_code", "original_invoice_number") == 0
    is_free = (
        pl.col("origin_kind").is_null()
        & (amount <= pl.col("origin_gross") * 2 // 5)
        & pl.col("origin_style").is_in(["advised", "bare"])
        & first
    )
    is_before = pl.col("issue_date") <= pl.col("origin_paid")
    is_advised = pl.col("origin_style") == "advised"
    return memos.with_columns(pl.Series("wish", wish, dtype=pl.String)).with_columns(
        usage=pl.when(pl.col("wish") == "netted").then(pl.lit("netted"))
        .when(is_free & deducts & is_before).then(pl.lit("settles"))
        .when(is_free & deducts & is_advised & ~is_before).then(pl.lit("later"))
        .otherwise(pl.lit("unused")),
        doubles=(pl.col("wish") == "netted") & is_free & doubles & is_before,
    )  # fmt: skip


def _net(memos: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """Gives netted memos the payer's next run, as far as that payment stays well above zero; the others are unused."""
    advised = paid.filter(pl.col("advice_style").is_in(["advised", "bare"]))
    worst = (
        pl.when(pl.col("kind").is_null())
        .then(pl.col("gross_amount") * 3 // 5)
        .otherwise(pl.col("gross_amount") - pl.col("amount"))
    )
    room = advised.group_by(RUN).agg((worst.sum() // 3).alias("room"))
    wanted = memos.filter(pl.col("usage") == "netted").select(
        *KEYS,
        "group_id",
        "currency",
        pl.col("issue_date").alias("value_date"),
        "gross_amount",
        pl.lit("").alias("slot"),
    )
    placed = next_runs(wanted, room, days=0).join(room, on=RUN, maintain_order="left").sort(*RUN, *KEYS)
    placed = placed.filter((-pl.col("gross_amount")).cum_sum().over(RUN) <= pl.col("room"))
    runs = placed.select(
        *KEYS, pl.col("value_date").alias("netted_date"), pl.col("slot").alias("netted_slot")
    )
    joined = memos.join(runs, on=KEYS, how="left", maintain_order="left")
    is_lost = (pl.col("usage") == "netted") & pl.col("netted_date").is_null()
    return joined.with_columns(
        usage=pl.when(is_lost).then(pl.lit("unused")).otherwise("usage"),
        doubles=pl.col("doubles") & (pl.col("netted_date") <= pl.col("origin_paid")),
    )


def _give_shortfalls(paid: pl.DataFrame, memos: pl.DataFrame) -> pl.DataFrame:
    kind = (
        pl.when(pl.col("usage") == "settles").then(pl.lit("settled_by_credit"))
        .when(pl.col("usage") == "later").then(pl.lit("returned"))
        .when(pl.col("doubles")).then(pl.lit("already_credited"))
    )  # fmt: skip
    given = memos.with_columns(given_kind=kind).filter(pl.col("given_kind").is_not_null())
    given = given.select(
        "company_code",
        pl.col("original_invoice_number").alias("invoice_number"),
        "given_kind",
        (-pl.col("gross_amount")).alias("given_amount"),
        pl.col("invoice_number").alias("memo_number"),
        pl.col("issue_date").alias("memo_date"),
    )
    joined = paid.join(given, on=KEYS, how="left", maintain_order="left")
    return joined.with_columns(
        kind=pl.coalesce("given_kind", "kind"), amount=pl.coalesce("given_amount", "amount")
    ).drop("given_kind", "given_amount")


def _forget_origins(memos: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """A memo that has nothing to do with the shortfall of its invoice does not name it, or it would settle it."""
    short = paid.filter(pl.col("kind").is_not_null()).select(
        "company_code", pl.col("invoice_number").alias("original_invoice_number"), pl.lit(True).alias("is_short"),
        pl.col("memo_number").alias("its_memo"),
    )  # fmt: skip
    joined = memos.join(
        short, on=["company_code", "original_invoice_number"], how="left", maintain_order="left"
    )
    is_other = pl.col("is_short").fill_null(False) & ~pl.col("its_memo").eq_missing(pl.col("invoice_number"))
    return joined.with_columns(original_invoice_number=pl.when(~is_other).then("original_invoice_number"))
