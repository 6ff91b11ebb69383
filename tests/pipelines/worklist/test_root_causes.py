"""Which disputes share a cause, what the cause is called, and the one fix that would end it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipelines.catalog import BOOKS, PUBLISHED
from pipelines.worklist import build_worklist
from tests.casebook import NIGHT, case, rows_of, variances
from tests.pipelines.worklist.listing import PAYERS, because, policy

AGREED = "arithmetic and the agreement from 2026-01-01: agreed 1.10, billed 1.25"


def built(*cases: dict[str, Any], **books: pa.Table) -> dict[str, pa.Table]:
    tables = {"book_variances": variances(*cases), "book_payers": PAYERS, **books}
    return build_worklist(tables, policy(), NIGHT)


def causes(*cases: dict[str, Any], **books: pa.Table) -> list[dict[str, Any]]:
    return built(*cases, **books)["root_causes"].to_pylist()


def priced(
    dispute: str, basis: str = AGREED, item: str = "SKU-7", source: str = "paper", **others: Any
) -> dict[str, Any]:
    sentence = f"Deduction 9.00 GBP on INV-{dispute}: 60 × {item} billed at 1.25 instead of 1.10 agreed from 2026-01-01."
    named = {"dispute_type": "pricing", "dispute_subtype": "contract_price", "explanation": sentence}
    return case(dispute, "9.00", **because(basis, source), **named | others)


def alike(dispute: str, subtype: str, amount: str = "75.00", **others: Any) -> dict[str, Any]:
    types = {
        "tax": "billing_error",
        "freight": "billing_error",
        "quantity": "short_ship",
        "compliance": "other",
    }
    word = because("the payer's code 99", "payer")
    return case(dispute, amount, dispute_type=types[subtype], dispute_subtype=subtype, **word | others)


def test_one_item_at_one_wrong_price_is_one_cause_whoever_deducts_it() -> None:
    (cause,) = causes(
        priced("D1"), priced("D2", payer_id="C2", opened=date(2026, 2, 20)), priced("D3", item="SKU-8"),
        priced("D4", AGREED.replace("1.10", "1.05")), priced("D5", currency="EUR"),
        priced("D6", "arithmetic: 60 × 0.15", source="arithmetic"),
    )  # fmt: skip
    assert (cause["what"], cause["payer_id"], cause["payer_count"]) == (
        "Item SKU-7: agreed 1.10, billed 1.25; deducted by 2 payers", None, 2,
    )  # fmt: skip
    assert (cause["open_count"], cause["open_amount"], cause["since_date"]) == (
        2,
        Decimal(18),
        date(2026, 2, 20),
    )
    assert cause["fix"].startswith("Put the agreed price of the item into the price list")


def test_the_worklist_names_the_cause_and_lists_its_disputes_together() -> None:
    rows = built(priced("D1"), case("D2", "20.00"), priced("D3"))["worklist"].to_pylist()
    by_id = {row["dispute_id"]: row for row in rows}
    assert by_id["D1"]["root_cause_id"] == by_id["D3"]["root_cause_id"] is not None
    assert by_id["D2"]["root_cause_id"] is None
    assert abs(by_id["D1"]["priority"] - by_id["D3"]["priority"]) == 1
    assert by_id["D1"]["priority_reason"].endswith("; ranked with 1 more of one cause, together -11.90 GBP")


def test_closed_disputes_of_an_open_cause_are_counted() -> None:
    settled = priced("D2") | {"open_amount": 0, "credited_amount": 900, "status": "resolved"}
    (cause,) = causes(priced("D1"), settled)
    assert (cause["dispute_count"], cause["open_count"], cause["original_amount"]) == (2, 1, Decimal(18))
    assert causes(settled, settled | {"variance_id": "D3"}) == []


def test_shortages_of_one_carrier_are_one_cause_and_else_of_one_ship_to() -> None:
    documents = rows_of(
        BOOKS["book_documents"],
        *({"company_code": "1000", "invoice_number": f"INV-D{n}", "ship_to_id": "S1", "is_live": True} for n in range(1, 5)),
    )  # fmt: skip
    shipments = rows_of(
        BOOKS["book_shipments"],
        *(
            {"company_code": "1000", "invoice_number": f"INV-D{n}", "sku": "A", "carrier_code": "FASTCO"}
            for n in (1, 2)
        ),
    )  # fmt: skip
    found = causes(
        *(alike(f"D{n}", "quantity") for n in range(1, 5)), book_documents=documents, book_shipments=shipments
    )
    assert sorted(cause["what"] for cause in found) == [
        "Shortages at ship-to S1 of Acme", "Shortages with carrier FASTCO, deducted by Acme",
    ]  # fmt: skip


def test_tax_and_freight_of_one_payer_are_causes_of_two() -> None:
    found = causes(
        alike("D1", "tax", "20.00"), alike("D2", "tax", "31.00"), alike("D3", "freight", "5.95"),
        alike("D4", "freight", "7.10"), alike("D5", "tax", "20.00", payer_id="C2"),
    )  # fmt: skip
    assert sorted(cause["what"] for cause in found) == [
        "Freight billed to Acme, who does not pay it", "Tax billed to Acme, who says that none is owed",
    ]  # fmt: skip


def test_the_same_deduction_three_times_is_a_habit() -> None:
    twice = [alike("D1", "compliance"), alike("D2", "compliance"), alike("D3", "compliance", "80.00")]
    assert causes(*twice) == []
    (cause,) = causes(*twice, alike("D4", "compliance"))
    assert cause["what"] == "Acme takes 75.00 GBP as compliance again and again"
    percent = [
        alike(
            f"P{n}", "compliance", f"{n}0.00", **because(f"arithmetic: 2 % of the goods, {n}", "arithmetic")
        )
        for n in range(1, 4)
    ]
    assert [c["what"] for c in causes(*percent)] == ["Acme takes 2 % as compliance again and again"]


def test_a_cause_keeps_its_id_from_night_to_night() -> None:
    (first,) = causes(priced("D1"), priced("D2"))
    (later,) = causes(priced("D2"), priced("D3", payer_id="C2"), priced("D1"))
    assert first["root_cause_id"] == later["root_cause_id"]


def test_the_table_is_as_declared() -> None:
    assert built(priced("D1"), priced("D2"))["root_causes"].schema == PUBLISHED["root_causes"].arrow_schema
