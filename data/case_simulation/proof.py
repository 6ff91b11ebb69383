"""Proves what must hold of cases over forty nights with people in them.

Every open dispute of the truth is listed and none that closed; money is conserved in every case, by its own history; a
back-fill from the first night equals the nights as they came; ids stay through nights run again and a restated extract.
What does **not** belong here: how good the learned chances are (`data.case_simulation.chances`).
"""

from __future__ import annotations

import csv
import gzip
from datetime import date
from pathlib import Path

import polars as pl

from data.accuracy.disputes import compare_worklist, disputes_until, measure_worklist
from data.accuracy.read import read_lake, read_truth
from data.case_simulation.chances import Brier, outcomes, score_chances
from data.case_simulation.nights import put, run, run_nights, worklist
from data.case_simulation.zones import make_zone
from pipelines.catalog import PUBLISHED
from pipelines.lake import Lake, Snapshot

CLOSING = ("credited", "repaid", "written_off", "withdrawn")


def prove(work: Path, name: str, invoices: int) -> tuple[list[str], list[Brier]]:
    """The lines of the report, each ending in yes or no, and the scores of the learned chances."""
    zone, nights = make_zone(work, name, invoices)
    people = run_nights(zone, work / "lake", nights)
    lines, came = (
        [*_listed(zone, work / "lake", nights[-1], people.touched), conserved(work / "lake")],
        _pin(work / "lake"),
    )
    lines += _restated(zone, work, nights, came)
    if name == "sample":
        lines.append(_run_again(zone, work, nights, came))
    return lines, score_chances(work / "lake")


def _pin(lake: Path) -> Snapshot:
    snapshot = Lake(lake).pin()
    assert snapshot is not None
    return snapshot


def _listed(zone: Path, lake: Path, last: date, touched: set[str]) -> list[str]:
    """Against the truth, people's closings apart: what they touched is judged by its own history."""
    listed = read_lake(lake, "worklist")
    known = disputes_until(read_truth(zone / "truth", "truth_disputes"), last)
    rows = compare_worklist(listed, last, known)
    closed = set(outcomes(lake)["dispute_id"]) & touched
    still = {row["dispute_id"] for row in worklist(lake, last)}
    measures = {measure.name: measure for measure in measure_worklist(rows)}
    opened, shut = measures["open and listed"], measures["closed and not listed"]
    missing = max(opened.total - opened.hits - len(touched - still), 0)
    return [
        f"open by the truth: {opened.total}, closed by people: {len(touched - still)}, missing on the last worklist: "
        f"{missing} ({1 - missing / opened.total:.2%} listed): {'yes' if missing <= opened.total / 100 else 'NO'}",
        f"closed by the truth: {shut.total}, listed all the same: {shut.total - shut.hits}: "
        f"{'yes' if shut.hits == shut.total else 'NO'}",
        f"closed by people: {len(closed)}, listed all the same: {len(closed & still)}: {'NO' if closed & still else 'yes'}",
    ]


def conserved(lake: Path) -> str:
    """Every row of every worklist, against all that its history says until that night."""
    money = ("original", "open", *CLOSING)
    rows = read_lake(lake, "worklist").select(
        "dispute_id", "business_date", *(f"{name}_amount" for name in money)
    )
    history = read_lake(lake, "dispute_history").with_columns(pl.col("amount").fill_null(0))

    def moved(*events: str) -> pl.Expr:
        return pl.col("amount").filter(pl.col("event").is_in(events)).sum()

    told = (
        rows.select("dispute_id", "business_date")
        .join(history.rename({"business_date": "on"}), on="dispute_id")
        .filter(pl.col("on") <= pl.col("business_date"))
        .group_by("dispute_id", "business_date")
        .agg(
            moved("opened", "grown").alias("told_original"),
            *(moved(name).alias(f"told_{name}") for name in CLOSING),
        )
    )
    # What was read as money is in thousandths, the rest is a decimal.
    exact = [
        (pl.col(f"{name}_amount").cast(pl.Decimal(18, 3)) * 1000).cast(pl.Int64).alias(name)
        for name in CLOSING
    ]
    both = rows.with_columns(*exact).join(told, on=["dispute_id", "business_date"], how="left")
    left = pl.col("original_amount") - pl.sum_horizontal(CLOSING)
    agrees = [(pl.col("open_amount") == left), pl.col("original_amount") == pl.col("told_original")]
    agrees += [pl.col(name) == pl.col(f"told_{name}") for name in CLOSING]
    wrong = both.filter(~pl.all_horizontal(agrees).fill_null(False)).height
    return f"money conserved: {rows.height} rows of worklists, not so by history: {wrong}: {'NO' if wrong else 'yes'}"


def _unlike(one: Snapshot, other: Snapshot, nights: list[date]) -> list[str]:
    """Published tables of nights that are not the same, row by row."""
    return [
        f"{name} of {night}"
        for name in PUBLISHED
        for night in nights
        if not one.read(name, night).equals(other.read(name, night))
    ]


def _answer(claim: str, unlike: list[str]) -> str:
    return f"{claim}: {'NO: ' + ', '.join(unlike[:5]) if unlike else 'yes'}"


def _run_again(zone: Path, work: Path, nights: list[date], came: Snapshot) -> str:
    """The first folder changes by a payer without any business, so that every night is made anew in the same lake."""
    put(zone / "extracts", nights[0], {"payers": [{"payer_id": "nobody", "name": "Nobody Ltd"}]}, "late.csv")
    last = str(nights[-1])
    run(zone, work / "lake", "--from", last, "--to", last)
    again = _pin(work / "lake")
    unlike = _unlike(came, again, nights[:-1]) + _others(came, again, nights[-1])
    return _answer("every night run again leaves the same tables", unlike)


def _restated(zone: Path, work: Path, nights: list[date], came: Snapshot) -> list[str]:
    """A disputed invoice is sent again on the last night with another due date, and all nights are run from nothing."""
    disputed = next(
        row["invoice_number"] for row in worklist(work / "lake", nights[-1]) if row["invoice_number"]
    )
    sent = _invoice(zone / "extracts", disputed) | {"due_date": str(nights[-1])}
    put(zone / "extracts", nights[-1], {"invoices": [sent]}, "restated.csv")
    run(zone, work / "backfill", "--to", str(nights[-1]))
    filled = _pin(work / "backfill")
    return [
        _answer("a back-fill equals the nights as they came", _unlike(came, filled, nights[:-1])),
        _answer("ids, statuses and money stay through a restated extract", _others(came, filled, nights[-1])),
    ]


def _others(one: Snapshot, other: Snapshot, night: date) -> list[str]:
    """The disputes of a night that are not the same: by id, status, owner and money."""
    kept = ("dispute_id", "status", "owner", "original_amount", "open_amount")
    before, after = (
        {tuple(row[c] for c in kept) for row in s.read("worklist", night).to_pylist()} for s in (one, other)
    )
    return sorted({str(row[0]) for row in before ^ after})


def _invoice(extracts: Path, number: str) -> dict[str, str]:
    for file in sorted(extracts.glob("invoices/*/part-0.csv.gz")):
        for row in csv.DictReader(gzip.decompress(file.read_bytes()).decode().splitlines()):
            if row["invoice_number"] == number:
                return row
    raise LookupError(f"no invoice {number}")
