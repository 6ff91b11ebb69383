"""Shortfalls: found or not, false or not, of the right outcome, type and subtype; and what the last worklist holds."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.accuracy.measures import Measure

SHORTFALL = ["company_code", "payment_id", "invoice_number", "amount", "rank"]
"""What makes a shortfall the same one: document, payment and the amount to the cent."""
EXPLAINED = ("earned_discount", "tolerance", "settled_by_credit", "partial_payment")


def latest(variances: pl.DataFrame) -> pl.DataFrame:
    """The newest version of every variance."""
    newest = (
        variances.sort("variance_id", "business_date").group_by("variance_id", maintain_order=True).last()
    )
    return newest.filter(pl.col("outcome") != "withdrawn")


def keyed(frame: pl.DataFrame, amount: str = "amount") -> pl.DataFrame:
    """Adds the key. Money paid too much rests on its payment, so its document does not count; equal ones are numbered."""
    document = pl.when(pl.col(amount) < 0).then(pl.lit("")).otherwise(pl.col("invoice_number").fill_null(""))
    named = frame.with_columns(
        invoice_number=document, payment_id=pl.col("payment_id").fill_null(""), amount=pl.col(amount)
    )
    order = [name for name in ("dispute_subtype", "variance_id", "dispute_id") if name in named.columns]
    return named.sort(*SHORTFALL[:-1], *order).with_columns(rank=pl.int_range(pl.len()).over(SHORTFALL[:-1]))


def compare_shortfalls(variances: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """One row per shortfall in either, with both outcomes, types and subtypes."""
    found = keyed(latest(variances)).select(
        *SHORTFALL,
        pl.col("outcome").alias("found_outcome"),
        pl.col("dispute_type").alias("found_type"),
        pl.col("dispute_subtype").alias("found_subtype"),
        "confidence",
    )
    true = keyed(truth).select(
        *SHORTFALL,
        "outcome",
        "kind",
        "dispute_type",
        "dispute_subtype",
        "is_advised",
        "is_coded",
        "is_silent",
        "is_misleading",
    )
    return true.join(found, on=SHORTFALL, how="full", coalesce=True).sort(SHORTFALL)


def measure_disputes(shortfalls: pl.DataFrame) -> list[Measure]:
    """Found and false disputes, types and subtypes, coded and uncoded apart, and the other outcomes."""
    true = shortfalls.filter(pl.col("outcome") == "dispute")
    found = true.filter(pl.col("found_outcome") == "dispute")
    published = shortfalls.filter(pl.col("found_outcome") == "dispute")
    slices = {
        "all": pl.lit(True),
        "advised": pl.col("is_advised"),
        "stated": ~pl.col("is_silent"),
        "silent": pl.col("is_silent"),
        "coded": pl.col("is_coded"),
        "uncoded": ~pl.col("is_coded"),
    }
    measures = []
    for group, condition in slices.items():
        part, seen = true.filter(condition), found.filter(condition)
        measures += [
            _count("found", group, part, pl.col("found_outcome") == "dispute"),
            _count("type right, of those found", group, seen, pl.col("found_type") == pl.col("dispute_type")),
            _count(
                "subtype right, of those found",
                group,
                seen,
                pl.col("found_subtype") == pl.col("dispute_subtype"),
            ),
        ]
    measures.append(_count("not false", "all", published, pl.col("outcome") == "dispute"))
    measures += [
        _count("found by kind", str(key[0]), rows, pl.col("found_outcome") == "dispute")
        for key, rows in sorted(true.group_by("kind"), key=lambda item: str(item[0]))
    ]
    explained = shortfalls.filter(pl.col("outcome").is_in(EXPLAINED))
    return measures + [
        _count("no dispute, and said so", str(key[0]), rows, pl.col("found_outcome") == pl.col("outcome"))
        for key, rows in sorted(explained.group_by("outcome"), key=lambda item: str(item[0]))
    ]


def disputes_until(disputes: pl.DataFrame, last: date) -> pl.DataFrame:
    """The disputes as they stood after a night."""
    later = (pl.col("closed_date") > last).fill_null(False)
    return disputes.filter(pl.col("opened_date") <= last).with_columns(
        open_amount=pl.when(later).then("amount").otherwise("open_amount")
    )


def compare_worklist(worklist: pl.DataFrame, night: date, truth: pl.DataFrame) -> pl.DataFrame:
    """One row per dispute on the worklist of the last night or open in truth, with both open amounts."""
    last = worklist.filter(pl.col("business_date") == night)
    listed = keyed(last, "original_amount").select(*SHORTFALL, pl.col("open_amount").alias("listed_amount"))
    true = keyed(truth).select(*SHORTFALL, "kind", "open_amount")
    return true.join(listed, on=SHORTFALL, how="full", coalesce=True).sort(SHORTFALL)


def measure_worklist(rows: pl.DataFrame) -> list[Measure]:
    """What is open is listed; what is listed is open, not closed or unknown; and the amounts left."""
    is_open = (pl.col("open_amount") != 0).fill_null(False)
    opened, listed = rows.filter(is_open), rows.filter(pl.col("listed_amount").is_not_null())
    both = opened.filter(pl.col("listed_amount").is_not_null())
    closed = rows.filter(pl.col("open_amount") == 0)
    return [
        _count("open and listed", "all", opened, pl.col("listed_amount").is_not_null(), "worklist"),
        _count("listed and open", "all", listed, is_open, "worklist"),
        _count("closed and not listed", "all", closed, pl.col("listed_amount").is_null(), "worklist"),
        _count(
            "open amount right", "all", both, pl.col("listed_amount") == pl.col("open_amount"), "worklist"
        ),
    ]


def _count(
    name: str, group: str, rows: pl.DataFrame, condition: pl.Expr, section: str = "disputes"
) -> Measure:
    return Measure(
        section, name, group, int(rows.select(condition.fill_null(False).sum()).item()), rows.height
    )
