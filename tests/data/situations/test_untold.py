"""Payments of which nothing is told, family by family."""

from __future__ import annotations

import polars as pl
import pytest

from data.simulator import Zone
from data.simulator.families import FAMILIES
from tests.data.situations.zones import DOCUMENT, PAYMENT, made, paid_in_full


def untold(family: str) -> tuple[Zone, pl.DataFrame]:
    """A zone whose payers all pay in one way, and what each payment of that way took."""
    zone = made(advice={"nothing": 1.0}, families={family: 1.0}, keeps_habit=1.0, shared_po=0.5, payers=8)
    payments = zone.truth["truth_payments"].filter(pl.col("family") == family).select(PAYMENT)
    dates = zone.extracts["payments"].select(*PAYMENT, "value_date")
    taken = zone.truth["truth_allocations"].join(payments, on=PAYMENT, how="semi").join(dates, on=PAYMENT)
    bills = zone.extracts["invoices"].select(
        *DOCUMENT, "payer_id", "issue_date", "due_date", "po_number", "ship_to_id"
    )
    return zone, taken.join(bills, on=DOCUMENT)


def left_open(zone: Zone, taken: pl.DataFrame) -> pl.DataFrame:
    """One row per payment and invoice of its payer that was billed before and paid later, or never."""
    paid = zone.truth["truth_allocations"].join(
        zone.extracts["payments"].select(*PAYMENT, "value_date"), on=PAYMENT
    )
    paid = paid.select(*DOCUMENT, pl.col("value_date").alias("paid_on"))
    bills = zone.extracts["invoices"].join(paid, on=DOCUMENT, how="left")
    runs = taken.select(*PAYMENT, "payer_id", "value_date").unique()
    pairs = runs.join(bills.drop("company_code"), on="payer_id")
    is_open = pl.col("paid_on").is_null() | (pl.col("paid_on") > pl.col("value_date"))
    return pairs.filter((pl.col("issue_date") < pl.col("value_date")) & is_open)


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_family_is_made_and_paid_in_full(family: str) -> None:
    zone, taken = untold(family)
    assert taken["payment_id"].n_unique() > 3
    assert zone.extracts["remittances"].is_empty()
    assert paid_in_full(zone)


@pytest.mark.parametrize(
    ("family", "sizes"), [("one", {1}), ("pair", {2}), ("triple", {3}), ("arbitrary", {4, 5, 6, 7, 8})]
)
def test_families_of_so_many_invoices(family: str, sizes: set[int]) -> None:
    _, taken = untold(family)
    assert set(taken.group_by("payment_id").len()["len"]) <= sizes


@pytest.mark.parametrize("column", ["po_number", "ship_to_id", "due_date"])
def test_families_that_share_something_take_all_that_does(column: str) -> None:
    family = {"po_number": "one_po", "ship_to_id": "one_store", "due_date": "one_due_date"}[column]
    zone, taken = untold(family)
    counts = taken.group_by("payment_id").agg(pl.col(column).n_unique().alias("values"), pl.len())
    assert counts["values"].unique().to_list() == [1]
    assert counts["len"].min() > 1
    rest = left_open(zone, taken).join(taken.select("payment_id", column).unique(), on=["payment_id", column])
    assert rest.is_empty()


def test_a_whole_account_leaves_nothing_open() -> None:
    zone, taken = untold("whole_account")
    assert left_open(zone, taken).is_empty()


def test_everything_past_due_leaves_what_is_not_due() -> None:
    zone, taken = untold("past_due")
    assert taken.filter(pl.col("due_date") > pl.col("value_date")).is_empty()
    assert left_open(zone, taken).filter(pl.col("due_date") <= pl.col("value_date")).is_empty()


@pytest.mark.parametrize(("family", "left_out"), [("due_run", 0), ("run_less_one", 1)])
def test_a_run_is_in_due_date_order(family: str, left_out: int) -> None:
    zone, taken = untold(family)
    order = pl.concat_str(pl.col("due_date").cast(pl.String), "invoice_number")
    last = taken.group_by("payment_id").agg(order.max().alias("last"))
    rest = left_open(zone, taken).join(last, on="payment_id")
    earlier = rest.filter(order < pl.col("last"))
    counts = last.join(earlier.group_by("payment_id").len(), on="payment_id", how="left")
    assert counts["len"].fill_null(0).unique().to_list() == [left_out]
