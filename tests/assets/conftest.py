"""Small landing zones, and Dagster's nights from long ago on, so that any night of a test exists."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ["TIEOUT_FIRST_NIGHT"] = "2020-01-01"
os.environ.pop("DAGSTER_HOME", None)

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
"""Monday: two invoices. Tuesday: both paid, 10.00 of the first withheld under claim CL-7."""

Drop = Callable[[str, str, str], Path]


@pytest.fixture
def drop(tmp_path: Path) -> Drop:
    """Puts a file into the landing zone: extract, date, text."""

    def put(extract: str, day: str, text: str) -> Path:
        path = tmp_path / "extracts" / extract / day / "part-0.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return put


@pytest.fixture
def zone(tmp_path: Path, drop: Drop) -> Path:
    drop("payers", "2026-03-02", PAYERS)
    drop("invoices", "2026-03-02", INVOICES)
    drop("payments", "2026-03-03", PAYMENTS)
    drop("remittances", "2026-03-03", REMITTANCES)
    return tmp_path / "extracts"


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIEOUT_EXTRACTS", str(tmp_path / "extracts"))
    monkeypatch.setenv("TIEOUT_LAKE", str(tmp_path / "lake"))
    return tmp_path / "lake"
