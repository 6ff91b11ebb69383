"""One deduction of two causes, where papers prove both: two variances that add up to the cent."""

from __future__ import annotations

from decimal import Decimal

from tests.contract.story import (
    FIRST,
    Row,
    Story,
    advice,
    bill_line,
    credit_memo,
    invoice,
    line,
    payment,
    posting,
)

# 4 of 24 kettles at 30.85 did not come, 123.40; 10 trays are 0.96 dearer than agreed, 9.60.
PAPERS: list[Row] = [
    invoice("A", "1000.00"),
    bill_line("A", 1, "KETTLE", 24, "30.85", "740.40"),
    bill_line("A", 2, "TRAY", 10, "25.96", "259.60"),
    ("shipments", {
        "company_code": "C1", "delivery_number": "DEL-1", "invoice_number": "A", "sku": "KETTLE",
        "quantity_shipped": Decimal(24), "quantity_received": Decimal(20), "pod_reference": "POD-5",
    }),
    ("price_agreements", {
        "sku": "TRAY", "unit_price": Decimal("25.00"), "currency": "USD", "valid_from": FIRST,
    }),
]  # fmt: skip
SPLIT = {
    "variances": [("P", "A", 9.60, "dispute"), ("P", "A", 123.40, "dispute")],
    "causes": ["pricing/contract_price", "short_ship/quantity"],
    "disputed": {"A": 133.00},
    "open": {},
}

STORIES = [
    Story(
        "a stated deduction that papers prove to be of two causes is split",
        {1: [*PAPERS, payment("P", "867.00"), *advice("P", line("A", "867.00", deduction="133.00", claim="CL-1"))]},
        {1: SPLIT},
    ),
    Story(
        "an unsaid one is split as well",
        {1: [*PAPERS, payment("P", "867.00"), *advice("P", line("A", "867.00"))]},
        {1: SPLIT},
    ),
    Story(
        "a posting that says the same changes nothing of the parts",
        {1: [*PAPERS, payment("P", "867.00"), *advice("P", line("A", "867.00"))], 2: [posting("P", "A", "867.00", on=2)]},
        {1: SPLIT, 2: SPLIT | {"count": 2}},
    ),
    Story(
        "late advice that states the whole claim finds the same parts",
        {1: [*PAPERS, payment("P", "867.00", memo="A")],
         2: advice("P", line("A", "867.00", deduction="133.00", claim="CL-1"), on=2)},
        {1: SPLIT, 2: SPLIT | {"count": 2, "ledger": [(9.60, 9.60, 0, 0, 0, 0), (123.40, 123.40, 0, 0, 0, 0)]}},
    ),
    Story(
        "the whole paid back closes both parts",
        {1: [*PAPERS, payment("P", "867.00"), *advice("P", line("A", "867.00", deduction="133.00", claim="CL-1"))],
         2: [payment("Q", "133.00", on=2), *advice("Q", line("A", "133.00", claim="CL-1"), name="S", on=2)]},
        {2: {"count": 0, "closed_as": ["repaid", "repaid"], "disputed": {}, "open": {}}},
    ),
    Story(
        "an unused credit memo of the whole settles it, and nothing is split",
        {1: [*PAPERS, credit_memo("M", "-133.00", "A"), payment("P", "867.00"),
             *advice("P", line("A", "867.00", deduction="133.00"))]},
        {1: {"variances": [("P", "A", 133.00, "settled_by_credit")], "count": 0}},
    ),
    Story(
        "taken again, each part is a deduction taken twice",
        {1: [*PAPERS, payment("P", "867.00"), *advice("P", line("A", "867.00", deduction="133.00", claim="CL-1"))],
         2: [invoice("B", "200.00"), payment("Q", "67.00", on=2),
             *advice("Q", line("B", "200.00"), line("A", "-133.00", claim="CL-1"), name="S", on=2)]},
        {2: {"count": 4, "disputed": {"A": 266.00},
             "causes": ["duplicate/deduction", "duplicate/deduction", "pricing/contract_price", "short_ship/quantity"]}},
    ),
]  # fmt: skip
