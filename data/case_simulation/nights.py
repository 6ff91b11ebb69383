"""Runs a zone night by night through `tieout run`, with people at work between the nights.

What does **not** belong here: what people decide (`data.case_simulation.people`), and what is judged
(`data.case_simulation.__main__`).
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path

from assets.cli import main as tieout
from data.accuracy.read import read_truth
from data.case_simulation.people import People, Row, key_of
from pipelines.catalog import EXTRACTS
from pipelines.lake import Lake

POLICY = Path(__file__).with_name("policy.toml")
"""The shipped one, but a changed folder is noticed however old: a change in the first makes every night anew."""


def known_kinds(truth: Path) -> dict[tuple[str, str, str, int], str]:
    """The true kind of every dispute that the truth leaves open, by its key; but of those that agree in document and
    amount, for a credit memo does not say which of them it is for."""
    rows = read_truth(truth, "truth_disputes").to_dicts()
    alike = Counter(_document_and_amount(row) for row in rows)
    return {
        key_of({**row, "original_amount": row["amount"] / 1000}): row["kind"]
        for row in rows
        if row["closed_date"] is None
        and row["open_amount"] == row["amount"]
        and alike[_document_and_amount(row)] == 1
    }


def _document_and_amount(row: Row) -> tuple[str, str, int]:
    """A claim without a document is like no other."""
    return row["company_code"], row["invoice_number"] or row["payment_id"], row["amount"]


def run_nights(zone: Path, lake: Path, nights: Sequence[date]) -> People:
    """Every night in turn; before each, people act on the worklist of the one before."""
    people, before = People(known_kinds(zone / "truth")), None
    for night in nights:
        if before is not None:
            put(zone / "extracts", night, people.act(worklist(lake, before), night))
        run(zone, lake, "--from", str(night), "--to", str(night))
        before = night
    return people


def run(zone: Path, lake: Path, *options: str) -> None:
    """`tieout run` in this process, so that forty nights do not start forty times; its summary is not wanted."""
    arguments = [
        "run",
        "--extracts",
        str(zone / "extracts"),
        "--lake",
        str(lake),
        "--policy",
        str(POLICY),
        *options,
    ]
    with redirect_stdout(io.StringIO()):
        code = tieout(arguments)
    if code:
        raise RuntimeError(f"tieout {' '.join(arguments)}: expected exit code 0, found {code}")


def worklist(lake: Path, night: date) -> list[Row]:
    snapshot = Lake(lake).pin()
    return snapshot.read("worklist", night).to_pylist() if snapshot else []


def put(extracts: Path, night: date, rows: dict[str, list[Row]], file: str = "people.csv") -> None:
    """One more file in the folders of the night; a control file there would no longer add up, so it goes."""
    for name, listed in rows.items():
        folder = extracts / name / night.isoformat()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.control.json").unlink(missing_ok=True)
        columns = EXTRACTS[name].names
        with (folder / file).open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, columns)
            writer.writeheader()
            writer.writerows({column: row.get(column) for column in columns} for row in listed)
