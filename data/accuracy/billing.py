"""Our own bills: faults found the night they arrive, against the faults that were made."""

from __future__ import annotations

import polars as pl

from data.accuracy.measures import Measure

FAULT = ["company_code", "invoice_number", "fault"]
SECTION = "billing"
NO_EXCEPTIONS = pl.DataFrame(
    schema={**dict.fromkeys(FAULT, pl.String), "amount": pl.Int64, "business_date": pl.Date}
)


def compare_faults(exceptions: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """One row per document and fault in either, with both amounts; of one listed again, the first: the night it arrived."""
    first = exceptions.sort("business_date").unique(FAULT, keep="first", maintain_order=True)
    found = first.select(*FAULT, pl.col("amount").alias("found_amount"))
    true = truth.select(*FAULT, "amount", pl.lit(True).alias("is_true"))
    return true.join(found, on=FAULT, how="full", coalesce=True).sort(FAULT)


def measure_faults(faults: pl.DataFrame) -> list[Measure]:
    """Found and not false, each fault apart, and the money at risk to the cent."""
    is_true, is_found = pl.col("is_true").fill_null(False), pl.col("found_amount").is_not_null()
    true, found = faults.filter(is_true), faults.filter(is_found)
    both = true.filter(is_found)
    measures = [
        _count("fault found", "all", true, is_found),
        _count("fault not false", "all", found, is_true),
        _count(
            "money at risk right, of those found", "all", both, pl.col("amount") == pl.col("found_amount")
        ),
    ]
    for (fault,), rows in sorted(true.group_by("fault"), key=lambda item: str(item[0])):
        measures.append(_count("fault found", str(fault), rows, is_found))
    for (fault,), rows in sorted(found.group_by("fault"), key=lambda item: str(item[0])):
        measures.append(_count("fault not false", str(fault), rows, is_true))
    return measures


def _count(name: str, group: str, rows: pl.DataFrame, condition: pl.Expr) -> Measure:
    return Measure(SECTION, name, group, int(rows.select(condition.sum()).item()), rows.height)
