"""Our own bills, tested the night they arrive. The bill of every case, to payer P1, 2026-03-02:

line 1   24 × KETTLE at 30.85   740.40   20 % tax
line 2   10 × TRAY   at 25.96   259.60   20 % tax
tax                             200.00
total                          1200.00 USD
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.billing_audit import fault_names, find_billing_exceptions, price_items
from pipelines.catalog.codes import BILLING_FAULTS
from pipelines.policy import load_policy
from tests.nights import NightRunner, Rows, landed_tables

FIRST, SECOND = date(2026, 3, 2), date(2026, 3, 3)
Row = dict[str, Any]


def bill(number: str = "INV-1", **changes: Any) -> Row:
    return {
        "company_code": "C1", "invoice_number": number, "document_type": "invoice", "payer_id": "P1", "currency": "USD",
        "issue_date": FIRST, "due_date": date(2026, 4, 1), "gross_amount": 120000, "tax_amount": 20000,
        "delivery_number": "D-9", **changes,
    }  # fmt: skip


def line(
    number: int, sku: str, quantity: str, price: str, net: str, bill: str = "INV-1", **changes: Any
) -> Row:
    return {
        "company_code": "C1", "invoice_number": bill, "line_number": number, "sku": sku, "quantity": Decimal(quantity),
        "unit_price": Decimal(price), "net_amount": Decimal(net), "tax_percent": Decimal(20), **changes,
    }  # fmt: skip


KETTLES, TRAYS = line(1, "KETTLE", "24", "30.85", "740.40"), line(2, "TRAY", "10", "25.96", "259.60")


def agreed(sku: str, price: str) -> Row:
    return {
        "payer_id": "P1", "sku": sku, "unit_price": Decimal(price), "currency": "USD", "valid_from": date(2025, 10, 1),
    }  # fmt: skip


def shipped(sku: str, quantity: str) -> Row:
    return {
        "company_code": "C1", "delivery_number": "D-9", "invoice_number": "INV-1", "sku": sku,
        "quantity_shipped": Decimal(quantity),
    }  # fmt: skip


def bills_before(count: int, **changes: Any) -> Rows:
    """Bills of ten trays each, as they usually are."""
    numbers = [f"INV-0{n}" for n in range(count)]
    return {
        "payers": [{"payer_id": "P1", "name": "Payer"}],
        "invoices": [
            bill(
                n,
                issue_date=date(2026, 2, 2),
                gross_amount=31152,
                tax_amount=5192,
                delivery_number=f"D-{n}",
                **changes,
            )
            for n in numbers
        ],
        "invoice_lines": [line(1, "TRAY", "10", "25.96", "259.60", n) for n in numbers],
    }


def exceptions(folder: Path, tonight: Rows, before: Rows | None = None) -> list[tuple[str, Decimal, str]]:
    """What is found of INV-1 on the second night; a whole night goes before it where something came `before`."""
    folder.mkdir(exist_ok=True)
    runner = NightRunner(folder)
    if before:
        runner.run(FIRST, before)
    payers = [{"payer_id": "P1", "name": "Payer"}]
    working = runner.open(SECOND, landed_tables({"payers": payers, **tonight}))
    return [
        (row["fault"], row["amount"], row["explanation"])
        for row in find_billing_exceptions(working, price_items(working), load_policy()).to_pylist()
        if row["invoice_number"] == "INV-1"
    ]


@pytest.mark.parametrize(
    ("head", "lines", "papers", "expected"),
    [
        pytest.param({}, (KETTLES, TRAYS), {}, [], id="a bill that is right"),
        pytest.param(
            {"gross_amount": 121440, "tax_amount": 20240}, (line(1, "KETTLE", "24", "30.85", "752.40"), TRAYS), {},
            [("extension", "14.40",
              "INV-1 bills 14.40 USD too much: line 1 (KETTLE) bills 752.40, but 24 × 30.85 is 740.40.")],
            id="extension, with its tax",
        ),
        pytest.param(
            {"gross_amount": 123641}, (KETTLES, TRAYS), {},
            [("footing", "36.41",
              "INV-1 bills 36.41 USD too much: the total is 1236.41, but lines, tax and freight come to 1200.00.")],
            id="footing",
        ),
        pytest.param(
            {"gross_amount": 116400, "tax_amount": 16400}, (KETTLES, TRAYS), {},
            [("tax_total", "-36.00", "INV-1 bills 36.00 USD too little: the tax is 164.00, but by its lines 200.00.")],
            id="tax does not add up",
        ),
        pytest.param(
            {"gross_amount": 121800, "tax_amount": 20300, "freight_amount": 1500}, (KETTLES, TRAYS), {}, [],
            id="taxed freight is no fault",
        ),
        pytest.param(
            {}, (KETTLES, TRAYS), {"price_agreements": [agreed("KETTLE", "30.00")]},
            [("agreed_price", "24.48",
              "INV-1 bills 24.48 USD too much: 24 × KETTLE billed at 30.85 instead of 30.00 agreed from 2025-10-01.")],
            id="above the agreed price",
        ),
        pytest.param(
            {}, (KETTLES, TRAYS), {"price_agreements": [agreed("TRAY", "27.00")]},
            [("price_below_agreement", "-12.48",
              "INV-1 bills 12.48 USD too little: 10 × TRAY billed at 25.96 instead of 27.00 agreed from 2025-10-01.")],
            id="below the agreed price",
        ),
        pytest.param(
            {"gross_amount": 1097328, "tax_amount": 182888}, (line(1, "KETTLE", "24", "370.20", "8884.80"), TRAYS),
            {"price_agreements": [agreed("KETTLE", "30.85")]},
            [("unit_of_measure", "9773.28",
              "INV-1 bills 9773.28 USD too much: line 1 (KETTLE) bills 24 × 370.20, 12 times the agreed price 30.85.")],
            id="a case's price for a piece",
        ),
        pytest.param(
            {}, (KETTLES, TRAYS), {"shipments": [shipped("KETTLE", "288")]},
            [("unit_of_measure", "-9773.28",
              "INV-1 bills 9773.28 USD too little: line 1 (KETTLE) bills 24 × 30.85, 1/12 of the shipped quantity 288.")],
            id="cases billed for pieces",
        ),
        pytest.param(
            {"gross_amount": 123000, "freight_amount": 1500},
            (KETTLES, TRAYS, line(3, "POST", "1", "15.00", "15.00", tax_percent=Decimal(0))), {},
            [("freight_terms", "15.00",
              "INV-1 bills 15.00 USD too much: line 3 (POST) bills the freight of 15.00 once more.")],
            id="freight twice",
        ),
    ],
)  # fmt: skip
def test_a_bill_of_tonight(tmp_path, head, lines, papers, expected):
    tonight: Rows = {"invoices": [bill(**head)], "invoice_lines": list(lines), **papers}
    assert exceptions(tmp_path, tonight) == [
        (fault, Decimal(amount), text) for fault, amount, text in expected
    ]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        pytest.param(
            9,
            [
                (
                    "tax_rate",
                    Decimal("-74.04"),
                    "INV-1 bills 74.04 USD too little: line 1 (KETTLE) is taxed at 10 %, 10 documents of the payer at 20 %.",
                )
            ],
            id="nine bills beside it make it usual",
        ),
        pytest.param(3, [], id="three do not"),
    ],
)
def test_another_tax_rate_than_usual(tmp_path, count, expected):
    tonight: Rows = {
        "invoices": [bill(gross_amount=112596, tax_amount=12596)],
        "invoice_lines": [{**KETTLES, "tax_percent": Decimal(10)}, TRAYS],
    }
    assert exceptions(tmp_path, tonight, bills_before(count)) == expected


def test_freight_for_a_payer_who_is_billed_none(tmp_path):
    tonight: Rows = {
        "invoices": [bill(gross_amount=121500, freight_amount=1500)],
        "invoice_lines": [KETTLES, TRAYS],
    }
    assert exceptions(tmp_path, tonight, bills_before(9)) == [
        (
            "freight_terms",
            Decimal("15.00"),
            "INV-1 bills 15.00 USD too much: freight of 15.00 is billed, which 9 documents of the payer do not have.",
        )
    ]
    assert exceptions(tmp_path / "usually", tonight, bills_before(9, freight_amount=1500)) == []


def test_the_money_at_risk_is_what_the_mended_bill_is_lower_by(tmp_path):
    """20 % of 1000.02 is 200.00, and so it is of 999.99: no tax goes with the 0.03."""
    tonight: Rows = {
        "invoices": [bill(gross_amount=120002)],
        "invoice_lines": [KETTLES, line(2, "TRAY", "10", "25.962", "259.62")],
        "price_agreements": [agreed("KETTLE", "30.8488")],
    }
    assert [(fault, amount) for fault, amount, _ in exceptions(tmp_path, tonight)] == [
        ("agreed_price", Decimal("0.03"))
    ]


@pytest.mark.parametrize(
    ("trays_before", "expected"),
    [
        pytest.param(("10", "259.60", 31152), ["freight_terms"], id="smaller orders bore none"),
        pytest.param(("100", "2596.00", 311520), [], id="only larger orders bore none"),
    ],
)
def test_freight_is_often_waived_from_some_size_of_an_order_on(tmp_path, trays_before, expected):
    quantity, net, gross = trays_before
    before = bills_before(9)
    for head in before["invoices"]:
        head.update(gross_amount=gross, tax_amount=None)
    before["invoice_lines"] = [
        {**row, "quantity": Decimal(quantity), "net_amount": Decimal(net)} for row in before["invoice_lines"]
    ]
    tonight: Rows = {
        "invoices": [bill(gross_amount=121500, freight_amount=1500)],
        "invoice_lines": [KETTLES, TRAYS],
    }
    assert [fault for fault, _, _ in exceptions(tmp_path, tonight, before)] == expected


@pytest.mark.parametrize(
    ("price", "words", "expected"),
    [
        pytest.param("77.88", "TRAY", [], id="three times as dear: prices rise"),
        pytest.param(
            "77.88", "TRAY, PACK OF 3", ["unit_of_measure"], id="three times, and its words name the pack"
        ),
        pytest.param("5.192", "TRAY", [], id="a fifth: a sale"),
        pytest.param("155.76", "TRAY", ["unit_of_measure"], id="six times"),
    ],
)
def test_a_price_that_may_be_another_pack_s(tmp_path, price, words, expected):
    others = bills_before(2, payer_id="P2")
    net = Decimal(price) * 10
    tonight: Rows = {
        "invoices": [bill(gross_amount=int((Decimal("740.40") + net) * 120), tax_amount=None)],
        "invoice_lines": [KETTLES, line(2, "TRAY", "10", price, str(net), description=words)],
    }
    assert [fault for fault, _, _ in exceptions(tmp_path, tonight, others)] == expected


def test_a_case_s_price_for_an_item_that_costs_otherwise_elsewhere(tmp_path):
    others = bills_before(2, payer_id="P2")
    tonight: Rows = {
        "invoices": [bill(gross_amount=462672, tax_amount=77112)],
        "invoice_lines": [KETTLES, line(2, "TRAY", "10", "311.52", "3115.20")],
    }
    assert exceptions(tmp_path, tonight, others) == [
        (
            "unit_of_measure",
            Decimal("3426.72"),
            "INV-1 bills 3426.72 USD too much: line 2 (TRAY) bills 10 × 311.52, 12 times the usual price 25.96.",
        )
    ]


def test_the_same_bill_again_is_no_news_and_a_mended_one_is_tested_anew(tmp_path):
    wrong: Rows = {"invoices": [bill(gross_amount=123641)], "invoice_lines": [KETTLES, TRAYS]}
    assert exceptions(tmp_path / "same", wrong, wrong) == []
    still_wrong: Rows = {"invoices": [bill(gross_amount=121000)]}
    assert [amount for _, amount, _ in exceptions(tmp_path / "mended", still_wrong, wrong)] == [
        Decimal("10.00")
    ]


def test_lines_that_come_a_night_later_are_tested_then(tmp_path):
    late: Rows = {"invoice_lines": [line(1, "KETTLE", "24", "30.85", "752.74"), TRAYS]}
    found = exceptions(tmp_path, late, {"invoices": [bill(gross_amount=121481, tax_amount=20247)]})
    assert [fault for fault, _, _ in found] == ["extension"]


def test_a_credit_memo_and_a_cancelled_bill_are_not_tested(tmp_path):
    for head in (
        {"document_type": "credit_memo", "gross_amount": -99},
        {"is_cancelled": True, "gross_amount": 99},
    ):
        tonight: Rows = {"invoices": [bill(**head)], "invoice_lines": [KETTLES, TRAYS]}
        assert exceptions(tmp_path / head.get("document_type", "cancelled"), tonight) == []


def test_every_fault_is_a_value_of_the_table():
    assert tuple(fault_names()) == BILLING_FAULTS


def test_one_other_bill_shows_only_what_became_dearer(tmp_path):
    others = bills_before(1, payer_id="P2")
    dearer, cheaper = line(2, "TRAY", "10", "311.52", "3115.20"), line(2, "TRAY", "144", "2.1633", "311.52")
    for lines, gross, faults in (
        ((KETTLES, dearer), 462672, ["unit_of_measure"]),
        ((KETTLES, cheaper), 126230, []),
    ):
        tonight: Rows = {
            "invoices": [bill(gross_amount=gross, tax_amount=None)],
            "invoice_lines": list(lines),
        }
        found = exceptions(tmp_path / str(gross), tonight, others)
        assert [fault for fault, _, _ in found] == faults
