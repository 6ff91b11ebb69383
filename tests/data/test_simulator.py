"""What a simulated zone must be: complete, exact, repeatable, and quiet about everything nobody asked for."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from data.simulator import Behaviour, Zone, simulate
from data.simulator.nights import business_nights
from data.simulator.shortfalls import TYPES
from data.simulator.simulate import FIRST_NIGHT
from data.simulator.write import write
from pipelines.tables import EXTRACTS
from pipelines.tables.published import SUBTYPES

PAYMENT = ["company_code", "payment_id"]
DOCUMENT = ["company_code", "invoice_number"]
PAID_TOO_MUCH = ["overpaid", "paid_twice"]


@pytest.fixture(scope="module", params=[1, 2, 3])
def zone(request: pytest.FixtureRequest) -> Zone:
    return simulate(seed=request.param, invoices=1_500, payers=50)


def test_every_payment_is_allocated_or_paid_too_much(zone: Zone) -> None:
    allocated = (
        zone.truth["truth_allocations"].group_by(PAYMENT).agg(pl.col("amount").sum().alias("allocated"))
    )
    beyond = zone.truth["truth_shortfalls"].filter(pl.col("kind").is_in(PAID_TOO_MUCH))
    beyond = beyond.group_by(PAYMENT).agg((-pl.col("amount")).sum().alias("beyond"))
    payments = (
        zone.extracts["payments"].join(allocated, on=PAYMENT, how="left").join(beyond, on=PAYMENT, how="left")
    )
    rest = pl.col("amount") - pl.col("allocated").fill_null(0) - pl.col("beyond").fill_null(0)
    assert payments.filter(rest != 0).is_empty()


def test_advice_adds_up_to_its_payment(zone: Zone) -> None:
    advised = zone.extracts["remittances"].group_by("bank_reference").agg(pl.col("paid_amount").sum())
    joined = zone.extracts["payments"].join(advised, on="bank_reference")
    assert joined.height > 50
    assert joined.filter(pl.col("amount") != pl.col("paid_amount")).is_empty()


def test_every_document_is_settled_open_or_explained(zone: Zone) -> None:
    allocated = (
        zone.truth["truth_allocations"].group_by(DOCUMENT).agg(pl.col("amount", "discount_amount").sum())
    )
    shortfalls = zone.truth["truth_shortfalls"].filter(
        (pl.col("amount") > 0) & ~pl.col("kind").is_in(["earned_discount", "misapplied"])
    )
    short = shortfalls.group_by(DOCUMENT).agg(pl.col("amount").sum().alias("short"))
    repaid = zone.truth["truth_disputes"].filter(pl.col("closed_how") == "repaid")
    repaid = repaid.group_by(DOCUMENT).agg(pl.col("amount").sum().alias("repaid"))
    rest = (
        pl.col("gross_amount")
        - pl.col("amount")
        - pl.col("discount_amount")
        - pl.col("short")
        + pl.col("repaid")
    )
    documents = zone.extracts["invoices"].rename({"gross_amount": "gross"}).with_columns(gross_amount="gross")
    for table in (allocated, short, repaid):
        documents = documents.join(table, on=DOCUMENT, how="left")
    touched = documents.filter(pl.col("amount").is_not_null()).with_columns(
        pl.col("discount_amount", "short", "repaid").fill_null(0)
    )
    part = zone.truth["truth_shortfalls"].filter(pl.col("kind") == "part_payment").select(DOCUMENT)
    moved = zone.truth["truth_allocations"].filter(pl.col("source") == "posting").select(DOCUMENT)
    whole = touched.join(pl.concat([part, moved]), on=DOCUMENT, how="anti")
    assert whole.filter(rest != 0).is_empty()


def test_documents_add_up_unless_they_are_meant_not_to(zone: Zone) -> None:
    goods = zone.extracts["invoice_lines"].group_by(DOCUMENT).agg(pl.col("net_amount").sum())
    documents = zone.extracts["invoices"].join(goods, on=DOCUMENT, how="left")
    wrong = documents.filter(
        pl.col("gross_amount") != pl.sum_horizontal("net_amount", "tax_amount", "freight_amount")
    )
    meant = zone.truth["truth_shortfalls"].filter(pl.col("kind") == "arithmetic")
    assert set(wrong["invoice_number"]) == set(meant["invoice_number"])


@pytest.mark.parametrize("name", sorted(EXTRACTS))
def test_keys_are_unique_and_required_columns_filled(zone: Zone, name: str) -> None:
    if name not in zone.extracts:
        pytest.skip(f"the simulator makes no {name}")
    table, frame = EXTRACTS[name], zone.extracts[name]
    assert frame.height == frame.unique(list(table.key)).height
    required = [column.name for column in table.columns if not column.nullable]
    assert frame.select(pl.col(required).null_count()).sum_horizontal().sum() == 0


def test_every_type_is_one_of_the_contract() -> None:
    pairs = {pair for pair in TYPES.values() if pair[0]}
    assert pairs <= {(family, subtype) for family, subtypes in SUBTYPES.items() for subtype in subtypes}


@pytest.mark.parametrize("file_format", ["csv", "parquet"])
def test_same_seed_same_bytes(tmp_path: Path, file_format: str) -> None:
    for run in ("first", "second"):
        write(simulate(seed=9, invoices=200, payers=12), tmp_path / run, file_format)
    first = {
        path.relative_to(tmp_path / "first"): path.read_bytes() for path in (tmp_path / "first").rglob("*.*")
    }
    second = {
        path.relative_to(tmp_path / "second"): path.read_bytes()
        for path in (tmp_path / "second").rglob("*.*")
    }
    assert first
    assert first == second


def test_quiet_payers_pay_everything_in_full() -> None:
    zone = simulate(seed=5, invoices=300, payers=15, behaviour=Behaviour.quiet())
    assert zone.truth["truth_shortfalls"].is_empty()
    assert zone.truth["truth_allocations"]["reference_style"].unique().to_list() == ["exact"]


SITUATIONS = (
    "short_with_proof", "short_without_proof", "missing_line", "damaged", "contract_price", "unknown_price", "percent",
    "tax", "freight", "arithmetic", "promotion", "compliance", "withholding_tax", "bank_charges", "unexplained",
    "tolerance", "part_payment", "overpaid", "billed_twice", "paid_twice",
)  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS)
def test_one_situation_at_a_time(situation: str) -> None:
    zone = simulate(seed=6, invoices=400, payers=15, behaviour=Behaviour.quiet(**{situation: 0.5}))
    assert zone.truth["truth_shortfalls"]["kind"].unique().to_list() == [situation]


def test_nights_are_business_days() -> None:
    nights = business_nights(FIRST_NIGHT, 20)
    assert len(nights) == 20
    assert all(night.weekday() < 5 for night in nights)
