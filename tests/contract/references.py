"""How payers write a reference, and when it is not enough."""

from __future__ import annotations

from tests.contract.story import Story, advice, invoice, line, payment


def one(name: str, reference: str, **more: object) -> Story:
    """Invoice INV-9…, named by a reference as the payer writes it, paid in full."""
    number = more.pop("number")
    return Story(
        name,
        {1: [invoice(str(number), 100, **more), payment("P", 100), *advice("P", line(reference, 100))]},
        {1: {"allocated": {f"P>{number}": 100}, "unapplied": {}, "open": {}}},
    )


STORIES = [
    one("exact", "RX/2026-004711", number="RX/2026-004711"),
    one("without separators", "RX2026004712", number="RX/2026-004712"),
    one("in small letters", "rx 2026 004713", number="RX/2026-004713"),
    one("digits only", "2026004714", number="RX/2026-004714"),
    one("leading zeros dropped", "815715", number="0000815715"),
    one("leading zeros added", "000000815716", number="815716"),
    one("a prefix of the payer's", "INVOICE NO 815717", number="815717"),
    one("the last six digits", "004718", number="RX/2026-004718"),
    one("the order's number", "PO-77", number="RX/2026-004719", po_number="PO-77"),
    one("the delivery's number", "DEL-88", number="RX/2026-004720", delivery_number="DEL-88"),
    Story(
        "one character off, and the amount agrees",
        {1: [invoice("RX-7700123", 100), invoice("RX-7700456", 80), payment("P", 90),
             *advice("P", line("RX-7700132", 90, gross=100, deduction=10))]},
        {1: {"allocated": {"P>RX-7700123": 90}, "disputed": {"RX-7700123": 10}, "methods": ["advice_slip"]}},
    ),
    Story(
        "a right number with another amount, and a near one with the very amount: that one is meant",
        {1: [invoice("RX-7720123", 100), invoice("RX-7720132", 80), payment("P", 80), *advice("P", line("RX-7720123",
             80))]},
        {1: {"allocated": {"P>RX-7720132": 80}, "open": {"RX-7720123": 100}, "count": 0}},
    ),
    Story(
        "a right number with its own amount stays, whatever is near",
        {1: [invoice("RX-7730123", 100), invoice("RX-7730132", 80), payment("P", 80),
             *advice("P", line("RX-7730123", 80, gross=100, deduction=20))]},
        {1: {"allocated": {"P>RX-7730123": 80}, "open": {"RX-7730132": 80}, "disputed": {"RX-7730123": 20}}},
    ),
    Story(
        "a deduction taken again with a slip in its reference",
        {1: [invoice("RX-7740123", 100), payment("P", 90), *advice("P", line("RX-7740123", 90, deduction=10))],
         2: [invoice("RX-7750001", 60), payment("Q", 50, on=2),
             *advice("Q", line("RX-7750001", 60), line("RX-7740132", -10, claim="CL-4"), name="S", on=2)]},
        {2: {"disputes": {"P>RX-7740123": 10, "Q>RX-7740123": 10}, "unapplied": {}}},
    ),
    Story(
        "one character off, and no amount agrees",
        {1: [invoice("RX-7711123", 100), payment("P", 63), *advice("P", line("RX-7711132", 63))]},
        {1: {"allocated": {}, "unapplied": {"P": (63, "not_found")}}},
    ),
    Story(
        "a short number is never found inside a longer one",
        {1: [invoice("RX-1814", 100), payment("P", 100), *advice("P", line("14", 100))]},
        {1: {"allocated": {}, "unapplied": {"P": (100, "not_found")}}},
    ),
    Story(
        "two documents of one order, and the amount tells them apart",
        {1: [invoice("RX-550001", 100, po_number="PO-5"), invoice("RX-550002", 60, po_number="PO-5"), payment("P", 60),
             *advice("P", line("PO-5", 60))]},
        {1: {"allocated": {"P>RX-550002": 60}, "open": {"RX-550001": 100}}},
    ),
    Story(
        "two documents of one order, and nothing tells them apart",
        {1: [invoice("RX-550011", 100, po_number="PO-6"), invoice("RX-550012", 60, po_number="PO-6"), payment("P", 33),
             *advice("P", line("PO-6", 33))]},
        {1: {"allocated": {}, "unapplied": {"P": (33, "ambiguous")}, "count": 0}},
    ),
    Story(
        "a negative line means the document that the same words mean beside it",
        {1: [invoice("RX-5509876", 100), payment("P", 93),
             *advice("P", line("09876", 100, gross=100), line("09876", -7, claim="CL-1"))]},
        {1: {"allocated": {"P>RX-5509876": 93}, "disputed": {"RX-5509876": 7}, "unapplied": {}}},
    ),
    Story(
        "all documents of one order at once",
        {1: [invoice("RX-550021", 100, po_number="PO-7"), invoice("RX-550022", 60, po_number="PO-7"), payment("P", 160),
             *advice("P", line("PO-7", 160))]},
        {1: {"allocated": {"P>RX-550021": 100, "P>RX-550022": 60}}},
    ),
    Story(
        "among identical open documents the earliest is paid first",
        {1: [invoice("RX-550031", 100, po_number="PO-8"), invoice("RX-550032", 100, po_number="PO-8"), payment("P",
             100),
             *advice("P", line("PO-8", 100))]},
        {1: {"allocated": {"P>RX-550031": 100}, "open": {"RX-550032": 100}}},
    ),
    Story(
        "advice that says more than the money brings is not used",
        {1: [invoice("A", 1000), payment("P", 300), *advice("P", line("A", 1000))]},
        {1: {"allocated": {}, "unapplied": {"P": (300, "conflict")}, "open": {"A": 1000}, "count": 0}},
    ),
]  # fmt: skip
