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
from pipelines.catalog import EXTRACTS
from pipelines.catalog.codes import SUBTYPES_BY_TYPE

PAYMENT = ["company_code", "payment_id"]
DOCUMENT = ["company_code", "invoice_number"]
PAID_TOO_MUCH = ["overpaid", "paid_twice", "restated_lower"]


@pytest.fixture(scope="module", params=[1, 2, 3])
def zone(request: pytest.FixtureRequest) -> Zone:
    return simulate(seed=request.param, invoices=1_500, payers=50)


def newest_documents(zone: Zone) -> pl.DataFrame:
    return zone.extracts["invoices"].sort("folder_date").unique(DOCUMENT, keep="last", maintain_order=True)


def test_every_payment_is_allocated_or_paid_too_much(zone: Zone) -> None:
    allocated = (
        zone.truth["truth_allocations"].group_by(PAYMENT).agg(pl.col("amount").sum().alias("allocated"))
    )
    beyond = zone.truth["truth_disputes"].filter(pl.col("kind").is_in(PAID_TOO_MUCH))
    beyond = beyond.group_by(PAYMENT).agg((-pl.col("open_amount")).sum().alias("beyond"))
    payments = (
        zone.extracts["payments"].join(allocated, on=PAYMENT, how="left").join(beyond, on=PAYMENT, how="left")
    )
    rest = pl.col("amount") - pl.col("allocated").fill_null(0) - pl.col("beyond").fill_null(0)
    assert payments.filter(rest != 0).is_empty()


def test_advice_adds_up_to_its_payment(zone: Zone) -> None:
    """Unless it forgets a line, says another amount, or has a line twice, or does not itemise a deduction."""
    advised = zone.extracts["remittances"].group_by("bank_reference").agg(pl.col("paid_amount").sum())
    forgotten = zone.truth["truth_allocations"].filter(pl.col("source") == "none").select(PAYMENT)
    loose = zone.truth["truth_shortfalls"].filter(pl.col("presentation") == "not_itemised").select(PAYMENT)
    joined = (
        zone.extracts["payments"]
        .join(advised, on="bank_reference")
        .join(pl.concat([forgotten, loose]), on=PAYMENT, how="anti")
    )
    odd = joined.filter(pl.col("amount") != pl.col("paid_amount"))
    assert joined.height > 50
    assert odd.height < joined.height // 20


def test_every_document_keeps_its_identity(zone: Zone) -> None:
    """gross = allocated + discount + credited + written off + disputed + open, where open is 0, all of it, or explained."""
    allocated = (
        zone.truth["truth_allocations"].group_by(DOCUMENT).agg(pl.col("amount", "discount_amount").sum())
    )
    disputes = zone.truth["truth_disputes"].filter((pl.col("amount") > 0) & (pl.col("kind") != "misapplied"))
    is_credited = pl.col("closed_how") == "credited"
    disputed = disputes.group_by(DOCUMENT).agg(
        pl.col("open_amount").sum().alias("disputed"),
        (pl.col("amount") - pl.col("open_amount")).filter(is_credited).sum().alias("credited"),
    )
    others = zone.truth["truth_shortfalls"].filter(
        pl.col("outcome").is_in(["tolerance", "settled_by_credit"])
    )
    settled = others.group_by(DOCUMENT).agg(pl.col("amount").sum().alias("settled"))
    documents = newest_documents(zone)
    for table in (allocated, disputed, settled):
        documents = documents.join(table, on=DOCUMENT, how="left")
    parts = ["amount", "discount_amount", "disputed", "credited", "settled"]
    documents = documents.with_columns(pl.col(parts).fill_null(0), pl.col("is_cancelled").fill_null(False))
    gross = pl.when(pl.col("is_cancelled")).then(0).otherwise("gross_amount")
    rest = documents.with_columns(open=gross - pl.sum_horizontal(parts))
    odd = rest.filter(~pl.col("open").is_in([0, 500]) & (pl.col("open") != pl.col("gross_amount")))
    part = zone.truth["truth_shortfalls"].filter(pl.col("kind") == "part_payment").select(DOCUMENT)
    moved = zone.truth["truth_allocations"].filter(pl.col("source") == "posting").select(DOCUMENT)
    assert odd.join(pl.concat([part, moved]), on=DOCUMENT, how="anti").is_empty()


def test_documents_add_up_unless_they_are_meant_not_to(zone: Zone) -> None:
    goods = zone.extracts["invoice_lines"].group_by(DOCUMENT).agg(pl.col("net_amount").sum())
    documents = newest_documents(zone).join(goods, on=DOCUMENT, how="left")
    parts = pl.sum_horizontal("net_amount", "tax_amount", "freight_amount")
    wrong = documents.filter(pl.col("gross_amount") != parts)
    meant = zone.truth["truth_billing_faults"].filter(pl.col("fault") == "footing")
    assert set(wrong["invoice_number"]) == set(meant["invoice_number"])


def test_keys_are_unique_and_required_columns_filled(zone: Zone) -> None:
    assert set(EXTRACTS) - set(zone.extracts) <= {"dispute_activity"}
    for name, frame in zone.extracts.items():
        table = EXTRACTS[name]
        assert frame.height == frame.unique([*table.key, "folder_date"]).height, name
        required = [column.name for column in table.columns if not column.nullable]
        assert frame.select(pl.col(required).null_count()).sum_horizontal().sum() == 0, name


def test_every_type_is_one_of_the_contract() -> None:
    pairs = {pair for pair in TYPES.values() if pair[0]}
    assert pairs <= {
        (family, subtype) for family, subtypes in SUBTYPES_BY_TYPE.items() for subtype in subtypes
    }


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
    assert zone.truth["truth_billing_faults"].is_empty()


SITUATIONS = (
    "short_with_proof", "short_without_proof", "missing_line", "damaged", "contract_price", "unknown_price", "percent",
    "tax", "freight", "arithmetic", "promotion", "compliance", "withholding_tax", "bank_charges", "unexplained",
    "tolerance", "part_payment", "overpaid", "billed_twice", "paid_twice", "restated_lower",
)  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS)
def test_one_situation_at_a_time(situation: str) -> None:
    zone = simulate(seed=6, invoices=400, payers=15, behaviour=Behaviour.quiet(**{situation: 0.5}))
    assert zone.truth["truth_shortfalls"]["kind"].unique().to_list() == [situation]


@pytest.mark.parametrize(
    ("situation", "closed_how"),
    [("repaid", "repaid"), ("credited_later", "credited"), ("returned_payment", "withdrawn")],
)
def test_disputes_close_the_way_that_is_asked_for(situation: str, closed_how: str) -> None:
    behaviour = Behaviour.quiet(unexplained=0.4, **{situation: 0.7})
    disputes = simulate(seed=6, invoices=400, payers=15, behaviour=behaviour).truth["truth_disputes"]
    assert set(disputes["closed_how"].drop_nulls()) == {closed_how}
    assert disputes.filter(pl.col("closed_how") == closed_how)["open_amount"].sum() == 0


def test_settled_in_part_leaves_the_rest_open() -> None:
    behaviour = Behaviour.quiet(unexplained=0.4, repaid=0.7, in_part=1.0)
    disputes = simulate(seed=6, invoices=400, payers=15, behaviour=behaviour).truth["truth_disputes"]
    settled = disputes.filter(pl.col("closed_how") == "repaid")
    assert (
        settled.filter(pl.col("open_amount") == pl.col("amount") - pl.col("amount") // 2).height
        == settled.height
        > 3
    )


def test_advice_without_money_sums_to_zero() -> None:
    zone = simulate(seed=6, invoices=400, payers=15, behaviour=Behaviour.quiet(never_paid=0.5, zero_sum=0.5))
    advice = zone.extracts["remittances"].filter(pl.col("remittance_id").str.starts_with("RZ"))
    assert advice.height > 10
    assert advice.group_by("remittance_id").agg(pl.col("paid_amount").sum())[
        "paid_amount"
    ].unique().to_list() == [0]


def test_recurring_invoices_come_to_one_amount_per_payer() -> None:
    behaviour = Behaviour.quiet(recurring=1.0)
    documents = simulate(seed=6, invoices=300, payers=10, behaviour=behaviour).extracts["invoices"]
    assert documents.group_by("payer_id").agg(pl.col("gross_amount").n_unique())["gross_amount"].max() == 1


def test_several_companies_and_currencies(tmp_path: Path) -> None:
    behaviour = Behaviour(companies=("1000", "2000"), currencies=("GBP", "JPY", "KWD"))
    zone = simulate(seed=8, invoices=900, payers=30, behaviour=behaviour)
    write(zone, tmp_path)
    texts = [
        pl.read_csv(file, infer_schema=False) for file in (tmp_path / "extracts/payments").rglob("*.csv")
    ]
    payments = pl.concat(texts)
    places = payments.group_by("currency").agg(
        pl.col("amount").str.extract(r"\.(\d+)$").str.len_chars().max()
    )
    assert dict(places.iter_rows()) == {"GBP": 2, "JPY": None, "KWD": 3}
    assert set(payments["company_code"]) == {"1000", "2000"}


def test_nights_are_business_days() -> None:
    nights = business_nights(FIRST_NIGHT, 20)
    assert len(nights) == 20
    assert all(night.weekday() < 5 for night in nights)
