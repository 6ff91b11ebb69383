"""What truly happened: which payment paid what, why each shortfall, how each dispute went. Never read by Tieout itself."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.simulator.corrections import Corrections
from data.simulator.nights import with_folder
from data.simulator.plan import Plan
from data.simulator.runs import RUN
from data.simulator.settlement import is_bundle_claim
from data.simulator.shortfalls import TYPES
from data.simulator.two_causes import split_causes

OUTCOMES = {
    "tolerance": "tolerance",
    "part_payment": "partial_payment",
    "settled_by_credit": "settled_by_credit",
    "earned_discount": "earned_discount",
}
SHORTFALL = [
    *RUN, "invoice_number", "claim_number", "payer_id", "amount", "kind", "presentation", "advice_style", "reason_code",
    "is_coded", "is_misleading",
]  # fmt: skip
"""What every source of shortfalls brings, before payment ids and types are added."""
PIECE = [
    "company_code", "payment_id", "invoice_number", "claim_number", "currency", "amount", "discount_amount",
    "reference_style", "line_kind", "source", "is_advised", "found_date",
]  # fmt: skip
NO_TEXT = pl.lit(None, pl.String)


def make_pieces(told: pl.DataFrame, payments: pl.DataFrame, advice: pl.DataFrame) -> pl.DataFrame:
    """One row per payment and document (or claim without one): the money truly put on it and the discount earned with it."""
    seen = advice.group_by("company_code", "payment_id").agg(pl.col("folder_date").max().alias("advice_date"))
    heads = payments.select(*RUN, "payment_id", "folder_date").join(
        seen, on=["company_code", "payment_id"], how="left"
    )
    heads = heads.with_columns(found_date=pl.max_horizontal("folder_date", "advice_date"))
    numbered = told.join(heads, on=RUN, how="inner").sort("payment_id", "line_order")
    source = (
        pl.when(~pl.col("is_shown")).then(pl.lit("none"))
        .when(pl.col("advice_style").is_in(["advised", "bare"])).then(pl.lit("advice"))
        .when(pl.col("advice_style") == "memo").then(pl.lit("memo"))
        .otherwise(pl.lit("none"))
    )  # fmt: skip
    return (
        numbered.with_columns(
            claim_number=pl.when(pl.col("invoice_number").is_null()).then("claim_number"),
            source=source,
            style=pl.when((source != "none") | (pl.col("reference_style") == "cut_memo")).then(
                "reference_style"
            ),
        )
        .group_by("company_code", "payment_id", "invoice_number", "claim_number", maintain_order=True)
        .agg(
            pl.col("currency").first(),
            pl.col("allocated_amount").sum().alias("amount"),
            pl.col("earned_amount").sum().alias("discount_amount"),
            pl.col("style").drop_nulls().first().alias("reference_style"),
            pl.col("line_kind").first(),
            pl.col("source").first(),
            pl.col("found_date").first(),
        )
        .with_columns(is_advised=pl.col("source") == "advice")
        .select(PIECE)
    )


def is_alike_claim() -> pl.Expr:
    """A shortfall of a bundle named without amounts that papers of several of its documents tell alike: by the contract it
    is a claim on the payment, `unexplained`."""
    is_alike = pl.col("is_told_alike") & pl.col("kind").is_not_null() & (pl.col("kind") != "unexplained")
    return ((pl.col("advice_style") == "memo") & pl.col("is_bundle") & is_alike).fill_null(False)


def tell_posted(paid: pl.DataFrame, payments: pl.DataFrame, postings: pl.DataFrame) -> pl.DataFrame:
    """A posting says which of several documents is short, whatever papers tell alike."""
    posted = payments.join(postings, on=["company_code", "payment_id"], how="semi").select(
        *RUN, pl.lit(True).alias("is_posted")
    )
    joined = paid.join(posted, on=RUN, how="left", maintain_order="left")
    untold = pl.col("is_told_alike") & pl.col("is_posted").is_null()
    return joined.with_columns(is_told_alike=untold).drop("is_posted")


def claim_alike(pieces: pl.DataFrame, paid: pl.DataFrame, payments: pl.DataFrame) -> pl.DataFrame:
    """Pays in full the document of an `is_alike_claim`, and takes it off the payment's claim without a document."""
    keys = ["company_code", "payment_id", "invoice_number"]
    alike = paid.filter(is_alike_claim()).join(payments.select(*RUN, "payment_id"), on=RUN)
    alike = alike.select(*keys, pl.col("amount").alias("moved"))
    raised = pieces.join(alike, on=keys, how="left", maintain_order="left")
    raised = raised.with_columns(amount=pl.col("amount") + pl.col("moved").fill_null(0)).drop("moved")
    taken = pieces.join(alike, on=keys, how="inner", maintain_order="left").with_columns(
        amount=-pl.col("moved"), invoice_number=NO_TEXT, discount_amount=pl.lit(0, pl.Int64), reference_style=NO_TEXT,
        line_kind=pl.lit("bundle_claim"),
    )  # fmt: skip
    identity = [*keys, "claim_number"]
    joined = pl.concat([raised, taken.select(PIECE)]).group_by(identity, maintain_order=True)
    return joined.agg(pl.col("amount").sum(), pl.exclude(*identity, "amount").first()).select(PIECE)


def correct_pieces(
    pieces: pl.DataFrame, moved: pl.DataFrame, corrections: Corrections, netted: pl.DataFrame
) -> pl.DataFrame:
    """Adds what later nights changed: postings on another document, returns, refunds, lower totals; and zero-sum advice."""
    keys = ["company_code", "payment_id", "invoice_number"]
    posted = moved.select(
        *keys, "currency", "wrong_number", "applied_amount", pl.col("folder_date").alias("found_date")
    )
    returned = pieces.drop("found_date").join(
        corrections.returned.select(
            "company_code", pl.col("reverses_payment_id").alias("payment_id"), pl.col("payment_id").alias("back_id"),
            pl.col("folder_date").alias("found_date"),
        ),
        on=["company_code", "payment_id"], how="inner", maintain_order="left",
    )  # fmt: skip
    refunds = corrections.refunded.with_columns(found_date=pl.col("folder_date"), invoice_number=NO_TEXT)
    first = refunds.with_columns(-pl.col("amount"), payment_id=pl.col("reverses_payment_id"))
    ids = pieces.select(keys)
    lowered = corrections.lowered.drop("payment_id", strict=False).join(
        ids, on=["company_code", "invoice_number"], how="inner", maintain_order="left"
    )
    parts = [
        pieces,
        _piece(posted.with_columns(amount=-pl.col("applied_amount")), "posting"),
        _piece(posted.with_columns(amount=pl.col("applied_amount"), invoice_number=pl.col("wrong_number")), "posting"),
        _piece(
            returned.with_columns(-pl.col("amount"), -pl.col("discount_amount"), payment_id=pl.col("back_id")),
            "correction", keep_discount=True,
        ),
        _piece(refunds, "correction"),
        _piece(first, "correction"),
        _piece(lowered.with_columns(found_date=pl.col("changed_date")), "correction"),
        _piece(
            netted.with_columns(
                amount=pl.col("paid_amount"), found_date=pl.col("folder_date"), invoice_number=pl.col("invoice_reference")
            ),
            "advice",
        ),
    ]  # fmt: skip
    return pl.concat(parts)


def _piece(frame: pl.DataFrame, source: str, keep_discount: bool = False) -> pl.DataFrame:
    return frame.with_columns(
        discount_amount=pl.col("discount_amount") if keep_discount else pl.lit(0, pl.Int64),
        claim_number=pl.col("claim_number") if keep_discount else NO_TEXT,
        reference_style=pl.lit("exact") if source == "advice" else NO_TEXT,
        line_kind=pl.lit(source),
        source=pl.lit(source),
        is_advised=pl.lit(source == "advice"),
    ).select(PIECE)


def collect_shortfalls(plan: Plan) -> pl.DataFrame:
    """Every difference of the plan, from whatever source."""
    paid = plan.paid
    earned = paid.filter(pl.col("earned_amount") > 0).with_columns(
        kind=pl.lit("earned_discount"), amount=pl.col("earned_amount"), claim_number=NO_TEXT, reason_code=NO_TEXT,
        is_coded=pl.lit(False), is_misleading=pl.lit(False),
        presentation=pl.when(pl.col("advice_style") == "advised").then(pl.lit("discount")).otherwise(pl.lit("silent")),
    )  # fmt: skip
    caused = paid.filter(pl.col("kind").is_not_null()).with_columns(
        invoice_number=pl.when(~(is_bundle_claim() | is_alike_claim())).then("invoice_number"),
        kind=pl.when(is_alike_claim()).then(pl.lit("unexplained")).otherwise("kind"),
    )
    repeated = plan.repeated.with_columns(reason_code=NO_TEXT)
    sources = [
        earned,
        split_causes(caused),
        plan.claims,
        plan.twins,
        plan.seconds,
        plan.followed.again,
        repeated,
    ]
    return pl.concat([source.select(SHORTFALL) for source in sources])


def add_types(shortfalls: pl.DataFrame, payments: pl.DataFrame, advice: pl.DataFrame) -> pl.DataFrame:
    """Adds payment, type, outcome, and the night everything needed to see it had come."""
    seen = advice.group_by("company_code", "payment_id").agg(pl.col("folder_date").max().alias("advice_date"))
    heads = payments.select(*RUN, "payment_id", pl.col("folder_date").alias("payment_date"))
    heads = heads.join(seen, on=["company_code", "payment_id"], how="left")
    return (
        shortfalls.join(heads, on=RUN, how="inner")
        .with_columns(
            *_types(),
            is_advised=pl.col("advice_style").is_in(["advised", "bare"]),
            is_silent=pl.col("presentation").is_in(["silent", "not_itemised"]),
            found_date=pl.max_horizontal("payment_date", "advice_date"),
        )
        .drop("payment_date", "advice_date", "slot", "group_id")
    )


def _types() -> list[pl.Expr]:
    kind = pl.col("kind")
    families = {name: family for name, (family, _) in TYPES.items()}
    subtypes = {name: subtype for name, (_, subtype) in TYPES.items()}
    return [
        kind.replace_strict(families, return_dtype=pl.String).alias("dispute_type"),
        kind.replace_strict(subtypes, return_dtype=pl.String).alias("dispute_subtype"),
        kind.replace_strict(OUTCOMES, default="dispute", return_dtype=pl.String).alias("outcome"),
    ]


def settle_returns(shortfalls: pl.DataFrame, memos: pl.DataFrame, nights: list[date]) -> pl.DataFrame:
    """What is taken off for goods sent back is settled where the memo lies there, unused, when the advice tells of it."""
    keys = ["company_code", "invoice_number", "kind"]
    came = with_folder(memos.filter(pl.col("usage") == "later"), "issue_date", nights).select(
        "company_code", pl.col("original_invoice_number").alias("invoice_number"), pl.lit("returned").alias("kind"),
        pl.col("folder_date").alias("memo_date"),
    )  # fmt: skip
    joined = shortfalls.join(came, on=keys, how="left", maintain_order="left")
    is_met = (pl.col("memo_date") <= pl.col("found_date")).fill_null(False)
    outcome = pl.when(is_met).then(pl.lit("settled_by_credit")).otherwise("outcome")
    return joined.with_columns(outcome=outcome).drop("memo_date")


def add_later_findings(
    shortfalls: pl.DataFrame, moved: pl.DataFrame, lowered: pl.DataFrame, payments: pl.DataFrame
) -> pl.DataFrame:
    """Adds differences that no payer made: postings that disagree with the advice, totals lowered after the payment."""
    posted = moved.with_columns(
        amount=pl.col("applied_amount"), found_date=pl.col("folder_date"), value_date=pl.col("posting_date"),
        kind=pl.lit("misapplied"), presentation=pl.lit("posting"), is_advised=pl.lit(True),
    )  # fmt: skip
    heads = payments.select(*RUN, "payment_id")
    beyond = lowered.join(heads, on=RUN, how="inner").with_columns(
        found_date=pl.col("changed_date"), is_advised=pl.lit(False)
    )
    rows = []
    for frame in (posted, beyond):
        typed = frame.with_columns(
            *_types(), claim_number=NO_TEXT, reason_code=NO_TEXT, advice_style=pl.lit("advised"),
            is_coded=pl.lit(False), is_misleading=pl.lit(False), is_silent=pl.lit(False),
        )  # fmt: skip
        rows.append(typed.select(shortfalls.columns))
    order = ["company_code", "payment_id", "invoice_number", "claim_number", "kind", "amount"]
    return pl.concat([shortfalls, *rows]).sort(order)


def make_disputes(shortfalls: pl.DataFrame, closings: pl.DataFrame, nights: list[date]) -> pl.DataFrame:
    """One row per dispute: when it opened, what settled it when, and what is left of it after the last night."""
    keys = ["company_code", "invoice_number", "kind"]
    known = with_folder(closings, "closed_on", nights).select(
        *keys, "closed_how", "settled_amount", pl.col("folder_date").alias("closed_date")
    )
    disputes = shortfalls.filter(pl.col("outcome") == "dispute")
    joined = disputes.join(
        known.unique(keys, keep="first", maintain_order=True), on=keys, how="left", maintain_order="left"
    )
    settled = (
        pl.when(pl.col("closed_how").is_not_null()).then(pl.coalesce("settled_amount", "amount")).otherwise(0)
    )
    last_change = pl.max_horizontal("closed_date", "found_date")
    return joined.select(
        "company_code", "invoice_number", "claim_number", "payment_id", "payer_id", "currency", "amount", "kind",
        "dispute_type", "dispute_subtype", pl.col("found_date").alias("opened_date"),
        pl.when(pl.col("closed_how").is_not_null()).then(last_change).alias("closed_date"),
        "closed_how",
        (pl.col("amount") - settled).alias("open_amount"),
    )  # fmt: skip


def mark_withdrawn(shortfalls: pl.DataFrame, corrections: Corrections) -> pl.DataFrame:
    """Differences whose ground went away: their payment came back, or their document was cancelled."""
    gone = corrections.returned.select(
        "company_code", pl.col("reverses_payment_id").alias("payment_id"), pl.lit(True).alias("is_gone")
    )
    cancelled = corrections.closings.filter(
        (pl.col("closed_how") == "withdrawn") & (pl.col("kind") == "billed_twice")
    ).select("company_code", "invoice_number", "kind", pl.lit(True).alias("is_cancelled"))
    joined = shortfalls.join(gone, on=["company_code", "payment_id"], how="left", maintain_order="left")
    joined = joined.join(
        cancelled, on=["company_code", "invoice_number", "kind"], how="left", maintain_order="left"
    )
    is_gone = pl.col("is_gone").fill_null(False) | pl.col("is_cancelled").fill_null(False)
    return joined.with_columns(outcome=pl.when(is_gone).then(pl.lit("withdrawn")).otherwise("outcome")).drop(
        "is_gone", "is_cancelled"
    )
