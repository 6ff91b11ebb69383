"""Our own mistakes, one kind at a time."""

from __future__ import annotations

import polars as pl
import pytest

from tests.data.situations.zones import DOCUMENT, made, paid_in_full

FAULTS = {
    "wrong_footing": "footing", "wrong_extension": "extension", "wrong_tax_rate": "tax_rate",
    "wrong_price": "agreed_price", "wrong_unit": "unit_of_measure", "wrong_freight": "freight_terms",
}  # fmt: skip


@pytest.mark.parametrize("rate", FAULTS)
def test_billing_faults_come_one_kind_at_a_time(rate: str) -> None:
    zone = made(**{rate: 0.5, "free_delivery": 1.0 if rate == "wrong_freight" else 0.0})
    faults = zone.truth["truth_billing_faults"]
    assert faults["fault"].unique().to_list() == [FAULTS[rate]]
    assert faults["amount"].min() > 0
    assert paid_in_full(zone)


def test_footing_is_what_the_parts_lack() -> None:
    zone = made(wrong_footing=0.5)
    lines = zone.extracts["invoice_lines"].group_by(DOCUMENT).agg(pl.col("net_amount").sum())
    off = pl.col("gross_amount") - pl.sum_horizontal("net_amount", "tax_amount", "freight_amount")
    documents = (
        zone.extracts["invoices"]
        .join(lines, on=DOCUMENT)
        .filter(off != 0)
        .select(*DOCUMENT, off.alias("off"))
    )
    faults = zone.truth["truth_billing_faults"].join(documents, on=DOCUMENT, how="full", coalesce=True)
    assert faults.filter(pl.col("off").ne_missing(pl.col("amount"))).is_empty()


def test_extension_is_a_line_that_is_not_quantity_times_price() -> None:
    zone = made(wrong_extension=0.5)
    off = pl.col("net_amount") * 100 - pl.col("quantity") * pl.col("unit_price")
    wrong = zone.extracts["invoice_lines"].filter(off.abs() > 100)
    assert set(wrong["invoice_number"]) == set(zone.truth["truth_billing_faults"]["invoice_number"])
