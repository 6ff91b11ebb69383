"""What payers decide, before anybody tells anybody: who pays what when, how short and why, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.simulator import followups as after
from data.simulator import settlement as settle
from data.simulator.behaviour import Behaviour
from data.simulator.credits import plan_memos
from data.simulator.duplicates import Numbering, bill_twice, grant_credits
from data.simulator.families import compose_untold
from data.simulator.presentation import present
from data.simulator.runs import mark_taken_back, plan_runs
from data.simulator.shortfalls import draw_shortfalls

KEYS = ["company_code", "invoice_number"]


@dataclass(frozen=True)
class Plan:
    """Invoices with their day (`planned`), those paid with their shortfall (`paid`), and all that hangs on them."""

    planned: pl.DataFrame
    paid: pl.DataFrame
    memos: pl.DataFrame
    twins: pl.DataFrame
    twin_lines: pl.DataFrame
    claims: pl.DataFrame
    seconds: pl.DataFrame
    followed: after.FollowUps
    repeated: pl.DataFrame
    granted: pl.DataFrame
    granted_lines: pl.DataFrame

    @property
    def unpaid(self) -> pl.DataFrame:
        return self.planned.filter(~pl.col("is_paid"))

    @property
    def busy(self) -> pl.DataFrame:
        """Invoices with a further course of their own: what else may happen to invoices leaves these alone."""
        frames = [
            self.followed.repaid,
            self.followed.again,
            self.followed.credited,
            self.repeated,
            self.seconds,
        ]
        origins = self.twins.select("company_code", pl.col("first_number").alias("invoice_number"))
        return pl.concat([*(frame.select(KEYS) for frame in frames), origins]).unique()

    @property
    def clean(self) -> pl.DataFrame:
        """Invoices paid in full, without discount terms, with an advice, and without a further course."""
        plain = self.paid.filter(
            pl.col("kind").is_null()
            & pl.col("fault").is_null()
            & (pl.col("discount_basis_points") == 0)
            & (pl.col("advice_style") == "advised")
        )
        return plain.join(self.busy, on=KEYS, how="anti", maintain_order="left").sort(KEYS)


def make_plan(
    documents: pl.DataFrame,
    lines: pl.DataFrame,
    nights: list[date],
    payers: pl.DataFrame,
    behaviour: Behaviour,
    seed: int,
    numbering: Numbering,
) -> Plan:
    """Every decision, in the order in which one rests on the other."""
    planned = plan_runs(documents, payers, nights, behaviour, seed)
    planned = compose_untold(planned, nights, behaviour, seed)
    planned = mark_taken_back(planned, nights, behaviour, seed)
    paid = draw_shortfalls(planned.filter("is_paid"), lines, behaviour, seed)
    is_wrong = pl.col("kind") == "arithmetic"
    paid = paid.with_columns(
        gross_amount=pl.col("gross_amount") + pl.when(is_wrong).then("amount").otherwise(0)
    )
    memos, paid = plan_memos(
        documents.filter(pl.col("document_type") == "credit_memo"), paid, behaviour, seed
    )
    paid = present(paid, behaviour, seed)
    twins, twin_lines = bill_twice(paid, lines, behaviour, numbering, seed)
    seconds = after.second_deductions(paid, behaviour, seed)
    followed = after.follow_up(paid, seconds, behaviour, seed)
    granted, granted_lines = grant_credits(followed.credited, nights, numbering)
    return Plan(
        planned=planned,
        paid=paid,
        memos=memos,
        twins=twins,
        twin_lines=twin_lines,
        claims=after.make_claims(paid, behaviour, seed),
        seconds=seconds,
        followed=followed,
        repeated=after.second_payments(paid, behaviour, seed),
        granted=granted,
        granted_lines=granted_lines,
    )


def make_settlement(plan: Plan, payers: pl.DataFrame) -> pl.DataFrame:
    """All lines of all payments, numbered."""
    return pl.concat(
        [
            settle.invoice_lines(plan.paid),
            settle.bundle_claims(plan.paid),
            settle.deduction_lines(plan.paid.filter(pl.col("presentation") == "separate")),
            settle.memo_lines(plan.memos, payers),
            settle.deduction_lines(plan.claims, "claim"),
            settle.deduction_lines(plan.seconds, "second_deduction"),
            settle.deduction_lines(plan.followed.again, "deduction_twice"),
            after.withheld_lines(plan.twins),
            after.repayment_lines(plan.followed.repaid),
            after.rest_lines(plan.paid),
            after.second_payment_lines(plan.repeated),
        ]
    ).with_row_index("line_order")


def all_documents(documents: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """The documents of the zone: those still in the books, with their final totals and originals, and those added."""
    keep = pl.concat([plan.planned.select(KEYS), plan.memos.select(KEYS)])
    totals = plan.paid.filter(pl.col("kind") == "arithmetic")
    totals = totals.select(*KEYS, pl.col("gross_amount").alias("wrong_total"))
    origins = plan.memos.select(*KEYS, pl.col("original_invoice_number").alias("final_origin"))
    kept = (
        documents.join(keep, on=KEYS, how="semi", maintain_order="left")
        .join(totals, on=KEYS, how="left", maintain_order="left")
        .join(origins, on=KEYS, how="left", maintain_order="left")
        .with_columns(
            gross_amount=pl.coalesce("wrong_total", "gross_amount"),
            original_invoice_number=pl.col("final_origin"),
        )
        .select(documents.columns)
    )
    twins = plan.twins.select(documents.columns)
    return pl.concat([kept, twins, plan.granted], how="diagonal_relaxed")
