"""A landing zone with a person, Hans Müller (C1), and a company that bears the same words, Hans Müller & Söhne GmbH (C2).

Monday: five invoices of his, one of theirs. Tuesday: he pays four by name, misspelt name and advice, which keeps back 10.00;
they pay theirs; one row of each is rejected. Wednesday: people note what he said, and write the 10.00 off.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from tests.assets.landing import MONDAY, TUESDAY, WEDNESDAY, put

FRIDAY = "2026-03-06"
NAMESAKE = re.compile(r"hans m(ü|u)ller (& )?s(ö|o)hne", re.IGNORECASE)
NAME = re.compile(r"hans|m(?:ü|u|ue)ller|erna", re.IGNORECASE)
ONLY_HIS = re.compile(r"MUELLER|Mueller|Erna|called Hans")
"""What no row of the company holds: statistics of files cut its name short."""

PAYERS = "payer_id,name,collector\nC1,Hans Müller,Ann\nC2,Hans Müller & Söhne GmbH,Ann\n"
INVOICES = """company_code,invoice_number,document_type,payer_id,issue_date,due_date,currency,gross_amount,po_number
1000,INV-1001,invoice,C1,2026-03-02,2026-04-01,EUR,100.00,
1000,INV-1002,invoice,C1,2026-03-02,2026-04-01,EUR,50.00,
1000,INV-1003,invoice,C1,2026-03-02,2026-04-01,EUR,70.00,
1000,INV-1004,invoice,C1,2026-03-02,2026-04-01,EUR,31.00,Hans Müller privat
1000,INV-2001,invoice,C2,2026-03-02,2026-04-01,EUR,200.00,Hans Müller & Söhne
"""
LINES = """company_code,invoice_number,line_number,sku,description,quantity,unit_price,net_amount
1000,INV-1001,1,ENG,Engraving Hans Müller,1,100.00,100.00
1000,INV-2001,1,SGN,Sign Hans Müller & Söhne,1,200.00,200.00
"""
PAYMENTS = """company_code,payment_id,payer_id,payer_name,value_date,amount,currency,bank_reference,memo
1000,P1,C1,Hans Müller,2026-03-03,100.00,EUR,B1,"Rechnung INV-1001 Hans Müller, danke Erna"
1000,P2,,HANS MUELLER,2026-03-03,31.00,EUR,B2,
1000,P3,,Hans Mueller,2026-03-03,70.00,EUR,B3,INV-1003 von Hans Müller
1000,P4,C2,Hans Müller & Söhne GmbH,2026-03-03,200.00,EUR,B4,INV-2001 Hans Müller & Söhne
1000,P5,C1,Hans Müller,2026-03-03,40.00,EUR,B5,
1000,P8,,Hans Müller,2026-03-03,none,EUR,B8,Hans Müller
1000,P9,,Hans Müller & Söhne GmbH,2026-03-03,none,EUR,B9,Hans Müller & Söhne
"""
ADVICE = """\
remittance_id,line_number,payer_id,bank_reference,remittance_date,currency,invoice_reference,\
deduction_amount,paid_amount,claim_number,reason_text
R1,1,C1,B5,2026-03-03,EUR,INV-1002,10.00,40.00,CL-7,"short delivery, says Hans Müller"
"""
NOTES = (
    (
        "A1",
        "2026-03-04T09:00:00Z",
        "Hans Müller",
        "email_in",
        None,
        None,
        "Müller: my wife Erna counted them",
    ),
    ("A2", "2026-03-04T10:00:00Z", "Ann", "note", None, None, "called Hans"),
    ("A3", "2026-03-04T11:00:00Z", "Ann", "resolved", "written_off", None, "as promised to Hans Müller"),
)


def put_zone(extracts: Path) -> None:
    put(extracts, "payers", MONDAY, PAYERS)
    put(extracts, "invoices", MONDAY, INVOICES)
    put(extracts, "invoice_lines", MONDAY, LINES)
    put(extracts, "payments", TUESDAY, PAYMENTS)
    put(extracts, "remittances", TUESDAY, ADVICE)


def put_notes(extracts: Path, dispute_id: str) -> None:
    """What people did on Wednesday, as JSON lines with escaped letters; the last line is rejected."""
    names = ("activity_id", "at", "actor", "kind", "resolution", "amount", "text")
    rows = [{"dispute_id": dispute_id, **dict(zip(names, note, strict=True))} for note in NOTES]
    rows.append({**rows[1], "activity_id": "A4", "kind": "sung"})
    path = extracts / "dispute_activity" / WEDNESDAY / "part-0.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def names_in(lake: Path) -> list[str]:
    """Wherever the person's name is in the lake, whatever the file; that of the company is none."""
    files = [path for path in sorted(lake.rglob("*")) if path.is_file() and not path.is_symlink()]
    bytes_ = [(path, ONLY_HIS.findall(path.read_bytes().decode("utf-8", errors="ignore"))) for path in files]
    rows = [(path, NAME.findall(NAMESAKE.sub("", text))) for path in files for text in _rows(path)]
    return [f"{path.relative_to(lake)}: {name}" for path, names in (*bytes_, *rows) for name in names]


def _rows(path: Path) -> Iterator[str]:
    if path.suffix == ".parquet":
        yield str(pq.read_table(path, partitioning=None).to_pylist())
    elif path.suffix == ".duckdb":
        with duckdb.connect(path, read_only=True) as connection:
            for (table,) in connection.sql("SELECT table_name FROM duckdb_tables()").fetchall():
                yield str(connection.sql(f"FROM {table}").fetchall())
    elif path.suffix in (".json", ".jsonl"):
        yield path.read_text(encoding="utf-8")
