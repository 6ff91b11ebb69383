"""Proves a zone of 45 nights with people in them, and what must hold of their cases.

Every open dispute of the truth is listed and none that closed; ids stay through nights run again and a restated
extract; a back-fill equals the nights as they came; learned chances beat the average. Money is conserved: no night is
published otherwise.
"""

from __future__ import annotations

import csv
import gzip
import shutil
from datetime import date
from pathlib import Path

from data.accuracy.disputes import compare_worklist, disputes_until, measure_worklist
from data.accuracy.read import read_lake, read_truth
from data.casework.chances import Brier, outcomes, score_chances
from data.casework.nights import put, run, run_nights, worklist
from data.simulator import Behaviour, simulate
from data.simulator.write import write
from pipelines.lake import Lake
from pipelines.tables import PUBLISHED

NIGHTS, INVOICES, PAYERS = 45, 2_000, 40
NOTICED_NIGHTS = 100
"""So long a changed folder is noticed here, so that a change in the first one makes every night anew."""


def make_zone(work: Path, seed: int, invoices: int) -> tuple[Path, list[date]]:
    shutil.rmtree(work, ignore_errors=True)
    zone = simulate(seed, invoices, NIGHTS, PAYERS, Behaviour())
    write(zone, work / "zone")
    return work / "zone", list(zone.nights)


def prove(work: Path, seed: int, invoices: int) -> list[str]:
    """The lines of the report; each ends in yes or no."""
    zone, nights = make_zone(work, seed, invoices)
    people = run_nights(zone, work / "lake", nights)
    lines = _listed(zone, work / "lake", nights[-1], people.touched)
    lines += [_told(brier) for brier in score_chances(work / "lake")]
    run(zone, work / "backfill")
    lines.append(
        _same("a back-fill equals the nights as they came", work / "lake", work / "backfill", nights)
    )
    return [*lines, _restated(zone, work, nights)]


def _told(brier: Brier) -> str:
    if not brier.cases:
        return f"Brier score, {brier.name}: too few resolved cases to have an average"
    return (
        f"Brier score, {brier.name}: learned {brier.learned:.4f}, average {brier.average:.4f} "
        f"(share {brier.share:.2f} of {brier.cases} cases): {'yes' if brier.is_better else 'NO'}"
    )


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


def _same(claim: str, one: Path, other: Path, nights: list[date]) -> str:
    """Every published table of every night that is still kept, row by row."""
    first, second = Lake(one).pin(), Lake(other).pin()
    assert first is not None and second is not None
    unlike = [
        f"{name} of {night}"
        for name in PUBLISHED
        for night in nights
        if not first.read(name, night).equals(second.read(name, night))
    ]
    return f"{claim}: {'NO: ' + ', '.join(unlike[:5]) if unlike else 'yes'}"


def _restated(zone: Path, work: Path, nights: list[date]) -> str:
    """A dispute's invoice is sent again with another due date, and the first folder changes: all nights are made anew."""
    lake, last = work / "lake", nights[-1]
    before = {row["dispute_id"]: row["status"] for row in worklist(lake, last)}
    disputed = next(row["invoice_number"] for row in worklist(lake, last) if row["invoice_number"])
    sent = _invoice(zone / "extracts", disputed) | {"due_date": str(last)}
    put(zone / "extracts", last, {"invoices": [sent]}, "restated.csv")
    put(zone / "extracts", nights[0], {"payers": [{"payer_id": "nobody", "name": "Nobody Ltd"}]}, "late.csv")
    (work / "policy.toml").write_text(f"late_folder_nights = {NOTICED_NIGHTS}\n")
    run(zone, lake, "--policy", str(work / "policy.toml"), "--from", str(last), "--to", str(last))
    after = {row["dispute_id"]: row["status"] for row in worklist(lake, last)}
    claim = "ids and statuses stay through every night run again and a restated extract"
    return f"{claim}: {'yes' if before == after else 'NO'}"


def _invoice(extracts: Path, number: str) -> dict[str, str]:
    for file in sorted(extracts.glob("invoices/*/part-0.csv.gz")):
        for row in csv.DictReader(gzip.decompress(file.read_bytes()).decode().splitlines()):
            if row["invoice_number"] == number:
                return row
    raise LookupError(f"no invoice {number}")
