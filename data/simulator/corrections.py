"""What is corrected later: payments returned or refunded, documents restated or cancelled.

Each function returns what the zone gets in addition; the truth's pieces and closings come with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.nights import night_after, with_folder
from data.simulator.plan import KEYS, Plan
from data.simulator.randomness import happens, stream
from data.simulator.runs import RUN
from data.simulator.shortfalls import DOCUMENTED

CLOSING = ["company_code", "invoice_number", "kind", "closed_how", "closed_on", "settled_amount"]
RETURNABLE = [*DOCUMENTED, "short_without_proof", "percent", "tolerance"]


@dataclass(frozen=True)
class Corrections:
    """Further versions (`documents`), negative receipts (`payments`), and for the truth what they undo and end."""

    documents: pl.DataFrame
    payments: pl.DataFrame
    returned: pl.DataFrame
    refunded: pl.DataFrame
    lowered: pl.DataFrame
    closings: pl.DataFrame


def make_corrections(
    documents: pl.DataFrame,
    payments: pl.DataFrame,
    told: pl.DataFrame,
    plan: Plan,
    nights: list[date],
    behaviour: Behaviour,
    seed: int,
) -> Corrections:
    """All corrections; the documents and payments given stay as they are, but for `restate_before`."""
    lowered, restated = _restate_after(documents, plan, nights, behaviour, seed)
    cancelled = _cancel(documents, plan, nights, behaviour, seed)
    returned = _return_payments(payments, told, plan, lowered, nights, behaviour, seed)
    refunded = _refund(payments, plan, nights, behaviour, seed)
    back = pl.concat([returned.select(payments.columns), refunded.select(payments.columns)])
    return Corrections(
        documents=pl.concat([restated, cancelled.select(restated.columns)]),
        payments=back,
        returned=returned,
        refunded=refunded,
        lowered=lowered,
        closings=_closings(plan, returned, refunded, cancelled),
    )


def restate_before(
    documents: pl.DataFrame, plan: Plan, nights: list[date], behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """Some invoices come twice before they are paid: first without their freight, then with it."""
    dates = plan.clean.select(*KEYS, "value_date")
    able = documents.join(dates, on=KEYS, how="inner", maintain_order="left").filter(
        (pl.col("freight_amount") > 0) & (night_after(pl.col("folder_date"), 1) <= pl.col("value_date"))
    )
    hits = able.filter(_hit(seed, "restated before", able, behaviour.restated_before)).select(KEYS)
    final = documents.join(hits, on=KEYS, how="semi", maintain_order="left")
    first = final.with_columns(
        gross_amount=pl.col("gross_amount") - pl.col("freight_amount"), freight_amount=pl.lit(0, pl.Int64)
    )
    later = final.with_columns(folder_date=night_after(pl.col("folder_date"), 1))
    return pl.concat([documents.join(hits, on=KEYS, how="anti", maintain_order="left"), first, later])


def _hit(seed: int, purpose: str, rows: pl.DataFrame, rate: float) -> pl.Series:
    return pl.Series(happens(stream(seed, purpose), rows.height, rate), dtype=pl.Boolean)


def _restate_after(
    documents: pl.DataFrame, plan: Plan, nights: list[date], behaviour: Behaviour, seed: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Freight waived or raised after the payment: what was lowered, and the new versions of both."""
    known = documents.select(KEYS).unique()
    able = plan.clean.filter(
        (pl.col("freight_amount") > 0) & (night_after(pl.col("value_date"), 3) <= nights[-1])
    )
    able = able.join(known, on=KEYS, how="semi", maintain_order="left")
    lower = able.filter(_hit(seed, "restated lower", able, behaviour.restated_lower))
    rest = able.join(lower, on=KEYS, how="anti", maintain_order="left")
    higher = rest.filter(_hit(seed, "restated higher", rest, behaviour.restated_higher))
    changes = pl.concat(
        [
            lower.select(*KEYS, "value_date", (-pl.col("freight_amount")).alias("change")),
            higher.select(*KEYS, "value_date", pl.lit(500, pl.Int64).alias("change")),
        ]
    )
    newest = documents.sort("folder_date").unique(KEYS, keep="last", maintain_order=True)
    versions = newest.join(changes, on=KEYS, how="inner", maintain_order="left").with_columns(
        gross_amount=pl.col("gross_amount") + pl.col("change"),
        freight_amount=pl.col("freight_amount") + pl.col("change"),
        folder_date=night_after(pl.col("value_date"), 3),
    )
    lowered = lower.with_columns(
        amount=-pl.col("freight_amount"), kind=pl.lit("restated_lower"), presentation=pl.lit("restated"),
        changed_date=night_after(pl.col("value_date"), 3),
    )  # fmt: skip
    return lowered, versions.select(documents.columns)


def _cancel(
    documents: pl.DataFrame, plan: Plan, nights: list[date], behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """Unpaid invoices, and second invoices for one delivery, cancelled by a later version."""
    unpaid = plan.unpaid.filter(~pl.col("is_taken_back")).sort(KEYS)
    unpaid = unpaid.filter(_hit(seed, "cancelled", unpaid, behaviour.cancelled))
    twins = plan.twins.filter(_hit(seed, "twins cancelled", plan.twins, behaviour.twin_cancelled))
    days = pl.concat(
        [
            unpaid.select(*KEYS, night_after(pl.col("issue_date"), 4).alias("changed_date")),
            twins.select(*KEYS, night_after(pl.col("value_date"), 3).alias("changed_date")),
        ]
    )
    days = days.filter((pl.col("changed_date") <= nights[-1]) & (pl.col("changed_date") > nights[0]))
    newest = documents.sort("folder_date").unique(KEYS, keep="last", maintain_order=True)
    return newest.join(days, on=KEYS, how="inner", maintain_order="left").with_columns(
        is_cancelled=pl.lit(True), folder_date=pl.col("changed_date")
    )


def _return_payments(
    payments: pl.DataFrame,
    told: pl.DataFrame,
    plan: Plan,
    lowered: pl.DataFrame,
    nights: list[date],
    behaviour: Behaviour,
    seed: int,
) -> pl.DataFrame:
    """Payments that the bank takes back, three to five business days later: only such that nothing else hangs on."""
    tied = pl.concat([plan.busy, lowered.select(KEYS)])
    taken = plan.paid.join(tied, on=KEYS, how="semi").select(RUN)
    odd = plan.paid.filter(pl.col("kind").is_not_null() & ~pl.col("kind").is_in(RETURNABLE)).select(RUN)
    other = told.filter(~pl.col("line_kind").is_in(["invoice", "deduction"])).select(RUN)
    able = payments.join(pl.concat([taken, odd, other]), on=RUN, how="anti", maintain_order="left")
    able = able.filter(_hit(seed, "returned", able, behaviour.returned_payment))
    return _send_back(able, "RET", -pl.col("amount"), 3 + pl.col("trace") % 3, "RETURNED BY BANK", nights)


def _refund(
    payments: pl.DataFrame, plan: Plan, nights: list[date], behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """What was paid too much, sent back four business days later."""
    overpaid = plan.paid.filter(pl.col("kind") == "overpaid")
    beyond = pl.concat(
        [f.select(*RUN, "invoice_number", "kind", "amount") for f in (overpaid, plan.repeated)]
    )
    beyond = beyond.sort(*RUN, "invoice_number", "kind")
    hits = beyond.filter(_hit(seed, "refunded", beyond, behaviour.refunded))
    paid = payments.drop("amount").join(hits, on=RUN, how="inner", maintain_order="left")
    return _send_back(paid, "REF", pl.col("amount"), pl.lit(4), "REFUND", nights)


def _send_back(
    paid: pl.DataFrame, prefix: str, amount: pl.Expr, days: pl.Expr, words: str, nights: list[date]
) -> pl.DataFrame:
    back = paid.with_columns(
        reverses_payment_id=pl.col("payment_id"),
        payment_id=pl.format(
            "{}{}-{}", pl.lit(prefix), pl.col("payment_id").str.slice(3), pl.int_range(pl.len())
        ),
        amount=amount,
        memo=pl.lit(words),
        bank_reference=pl.lit(None, pl.String),
        advice_style=pl.lit("back"),
        value_date=pl.col("value_date").dt.add_business_days(days),
        paid_date=pl.col("value_date"),
    )
    return with_folder(back, "value_date", nights)


def _closings(
    plan: Plan, returned: pl.DataFrame, refunded: pl.DataFrame, cancelled: pl.DataFrame
) -> pl.DataFrame:
    """What ends disputes, wholly or in part, and when."""
    whole = pl.lit(None, pl.Int64).alias("settled_amount")
    memos = plan.memos.filter(pl.col("usage") == "later")
    granted = plan.followed.credited.select(*KEYS, "kind", "settled_amount").join(
        plan.granted.select(
            "company_code", pl.col("original_invoice_number").alias("invoice_number"), "issue_date"
        ),
        on=KEYS,
        how="inner",
    )
    back = returned.select(
        *[name for name in RUN if name != "value_date"], "paid_date", pl.col("value_date").alias("on")
    )
    undone = plan.paid.filter(pl.col("kind").is_not_null()).join(
        back.rename({"paid_date": "value_date"}), on=RUN, how="inner"
    )
    twins = cancelled.join(plan.twins, on=KEYS, how="semi")
    parts = [
        memos.select(
            "company_code", pl.col("original_invoice_number").alias("invoice_number"), pl.lit("returned").alias("kind"),
            pl.lit("credited").alias("closed_how"), pl.col("issue_date").alias("closed_on"), whole,
        ),
        granted.with_columns(closed_how=pl.lit("credited"), closed_on=pl.col("issue_date")),
        plan.followed.repaid.with_columns(closed_how=pl.lit("repaid"), closed_on=pl.col("value_date")),
        undone.with_columns(whole, closed_how=pl.lit("withdrawn"), closed_on=pl.col("on")),
        refunded.with_columns(whole, closed_how=pl.lit("repaid"), closed_on=pl.col("value_date")),
        twins.with_columns(
            whole, kind=pl.lit("billed_twice"), closed_how=pl.lit("withdrawn"), closed_on=pl.col("folder_date")
        ),
    ]  # fmt: skip
    return pl.concat([part.select(CLOSING) for part in parts])
