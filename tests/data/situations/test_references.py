"""How documents are named, on advice and in memos."""

from __future__ import annotations

import polars as pl
import pytest

from tests.data.situations.zones import advised, made, paid_in_full


@pytest.mark.parametrize(
    ("style", "pattern"),
    [
        pytest.param("company_prefix", r"^1000-INV\d{7}$", id="our company before it"),
        pytest.param("excel", r"^4\.5\dE\+09$", id="a spreadsheet's damage to the order"),
        pytest.param("own_number", r"^51\d{7}$", id="the payer's own number"),
    ],
)
def test_references_are_written_so(style: str, pattern: str) -> None:
    zone = made(references={style: 1.0}, keeps_habit=1.0)
    assert zone.truth["truth_allocations"]["reference_style"].unique().to_list() == [style]
    assert zone.extracts["remittances"]["invoice_reference"].str.contains(pattern).all()


def test_several_documents_on_one_line() -> None:
    zone = made(joined_lines=1.0)
    styles = zone.truth["truth_allocations"].filter(pl.col("reference_style") != "exact")
    assert set(styles["reference_style"]) == {"joined", "range"}
    lines = zone.extracts["remittances"]["invoice_reference"]
    assert lines.str.contains(r"^INV\d{7}(/\d{2,4})+$").any()
    assert lines.str.contains(r"^INV\d{7}-\d{7}$").any()
    assert advised(zone).filter(pl.col("amount") != pl.col("paid_amount")).is_empty()
    assert paid_in_full(zone)


def test_several_documents_in_one_string_of_a_memo() -> None:
    zone = made(joined_memo=1.0, advice={"memo": 1.0})
    memos = zone.extracts["payments"]["memo"]
    assert memos.str.contains(r"^INV\d{7}(/\d{2,4})+$").any()
    assert memos.str.contains(r"^INV\d{7}-\d{7}$").any()


def test_long_memos_end_at_140_characters() -> None:
    zone = made(cut_memo_long=1.0, advice={"memo": 1.0}, payers=4)
    lengths = zone.extracts["payments"]["memo"].str.len_chars()
    assert lengths.max() == 140
    assert (zone.truth["truth_allocations"]["reference_style"] == "cut_memo").any()


def test_a_slip_names_another_invoice_of_the_payer_one_digit_off() -> None:
    zone = made(other_document=1.0, invoices=1_500, pays_each=1.0)
    slips = zone.truth["truth_allocations"].filter(pl.col("reference_style") == "other_document")
    lines = zone.extracts["remittances"].rename({"invoice_reference": "named"})
    bills = zone.extracts["invoices"].select("payer_id", "invoice_number", "gross_amount")
    owner = pl.coalesce("parent_payer_id", "payer_id").alias("owner")
    owners = zone.extracts["payers"].select("payer_id", owner)
    named = lines.join(bills, left_on="named", right_on="invoice_number", suffix="_of_bill").join(
        owners, left_on="payer_id_of_bill", right_on="payer_id"
    )
    wrong = named.filter(pl.col("paid_amount") != pl.col("gross_amount"))
    assert slips.height == wrong.height > 200
    assert wrong.filter(pl.col("owner") != pl.col("payer_id")).is_empty()
    assert zone.truth["truth_shortfalls"].is_empty()
    assert paid_in_full(zone)
