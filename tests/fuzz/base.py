"""The files that are mutated: a few dozen rows of each extract of the sample, and rows of what the sample does not have."""

from __future__ import annotations

import csv
import gzip
from datetime import date
from functools import cache
from pathlib import Path

from pipelines.catalog import EXTRACTS as DECLARED
from tests.fuzz.contract import EXTRACTS
from tests.fuzz.sheets import Sheet
from tests.fuzz.zone import Zone

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "extracts"
EARLY, DAY = "2026-03-02", "2026-03-03"
NIGHT = date.fromisoformat(DAY)
ROWS = 24
PAIRED = ("company_code", "invoice_number")

WRITTEN_HERE = {
    "dispute_activity": (
        "activity_id,dispute_id,at,actor,kind,status,resolution,amount,text\n"
        "A1,d1,2026-03-03T09:00:00Z,ann,note,,,,called the payer\n"
        "A2,d1,2026-03-03T09:30:00+01:00,ann,status_changed,validated,,,\n"
        "A3,d2,2026-03-03T10:00:00Z,ben,resolved,,denied,12.50,proof of delivery sent\n"
        "A4,d3,2026-03-03T10:05:00Z,ben,assigned,,,,carla\n"
    ),
    "invoice_terms": (
        "company_code,invoice_number,term_number,kind,due_date,amount,percent\n"
        "1000,570222,1,instalment,2026-02-24,,50\n"
        "1000,570222,2,instalment,2026-03-24,,50\n"
        "1000,570257,1,retention,2026-06-30,46.13,\n"
        "1000,570258,1,discount,2026-03-10,,3\n"
    ),
    "ledger_balances": (
        "company_code,account,currency,balance_date,balance\n"
        "1000,120000,GBP,2026-03-03,283026.14\n"
        "1000,120100,EUR,2026-03-03,-162.00\n"
    ),
}
"""CSV of the extracts that the sample does not have."""


def extract_names() -> list[str]:
    """Return the contract's extracts that this version reads."""
    return [name for name in EXTRACTS if name in DECLARED]


@cache
def _rows(extract: str, day: str) -> list[list[str]]:
    """Header and rows of the sample's file of that day; of the first day where there is none."""
    if extract in WRITTEN_HERE:
        return list(csv.reader(WRITTEN_HERE[extract].splitlines()))
    folders = [SAMPLE / extract / day, SAMPLE / extract / EARLY, *sorted((SAMPLE / extract).iterdir())]
    path = next(file for folder in folders if folder.is_dir() for file in sorted(folder.glob("part-*")))
    content = path.read_bytes()
    content = gzip.decompress(content) if path.suffix == ".gz" else content
    return list(csv.reader(content.decode().splitlines()))


def base_sheet(extract: str, day: str = DAY, kind: str = "csv") -> Sheet:
    """Return the rows of a day as a file: those about the payers and documents of its payments first."""
    header, *rows = _rows(extract, day)
    known = _payers(day) if "payer_id" in header else _documents(day)
    place = header.index("payer_id") if "payer_id" in header else -1
    numbers = [header.index(name) for name in PAIRED if name in header]
    marks = [row[place] if place >= 0 else tuple(row[number] for number in numbers) for row in rows]
    first = sorted(range(len(rows)), key=lambda number: (marks[number] not in known, number))
    return Sheet(extract, day, "part-0", kind, list(header), [list(rows[number]) for number in first[:ROWS]])


@cache
def _payers(day: str) -> frozenset[str]:
    header, *rows = _rows("payments", day)
    return frozenset(row[header.index("payer_id")] for row in rows)


@cache
def _documents(day: str) -> frozenset[tuple[str, ...]]:
    sheet = base_sheet("invoices", day)
    return frozenset(tuple(row[sheet.place(name)] for name in PAIRED) for row in sheet.rows)


@cache
def base_zone(day: str) -> Zone:
    """Return every extract's file of a day, as CSV."""
    sheets = [base_sheet(name, day) for name in extract_names()]
    return Zone({sheet.path: sheet.render() for sheet in sheets})
