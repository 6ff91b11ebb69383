"""A small landing zone. Monday: two invoices. Tuesday: both paid, 10.00 of the first withheld under claim CL-7."""

from __future__ import annotations

import shutil
from pathlib import Path

from assets.cli import main

MONDAY, TUESDAY, WEDNESDAY = "2026-03-02", "2026-03-03", "2026-03-04"

INVOICES = (
    "company_code,invoice_number,document_type,payer_id,issue_date,due_date,currency,gross_amount\n"
    "1000,INV-1001,invoice,C1,2026-03-02,2026-04-01,GBP,100.00\n"
    "1000,INV-1002,invoice,C1,2026-03-02,2026-04-01,GBP,50.00\n"
)
PAYERS = "payer_id,name,collector\nC1,Smith & Sons,Ann\n"
PAYMENTS = (
    "company_code,payment_id,payer_id,value_date,amount,currency,bank_reference\n"
    "1000,P1,C1,2026-03-03,140.00,GBP,B1\n"
)
REMITTANCES = (
    "remittance_id,line_number,payer_id,bank_reference,remittance_date,currency,invoice_reference,deduction_amount,"
    "paid_amount,claim_number,reason_text\n"
    "R1,1,C1,B1,2026-03-03,GBP,INV-1001,10.00,90.00,CL-7,short delivery\n"
    "R1,2,C1,B1,2026-03-03,GBP,INV-1002,,50.00,,\n"
)


def put(extracts: Path, extract: str, day: str, text: str) -> Path:
    path = extracts / extract / day / "part-0.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def put_sample(extracts: Path) -> None:
    put(extracts, "payers", MONDAY, PAYERS)
    put(extracts, "invoices", MONDAY, INVOICES)
    put(extracts, "payments", TUESDAY, PAYMENTS)
    put(extracts, "remittances", TUESDAY, REMITTANCES)


def copy_site(made: Path, to: Path) -> Path:
    """A landing zone and its lake, as two folders of `made`, once more in `to`; files keep their times."""
    for name in ("extracts", "lake"):
        if (made / name).exists():
            shutil.copytree(made / name, to / name, symlinks=True, dirs_exist_ok=True)
    return to


def make_night(site: Path, night: str) -> None:
    """Of a folder with a landing zone `extracts` and a `lake`."""
    asked = ["run", "--extracts", str(site / "extracts"), "--lake", str(site / "lake")]
    assert main([*asked, "--from", night, "--to", night]) == 0
