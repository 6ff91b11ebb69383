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
    one("letters for digits", "RX/2O26-OO472I", number="RX/2026-004721"),
    one("our company before it", "C1-RX2026004722", number="RX/2026-004722"),
    one("one character off and without its prefix", "26004732", number="RX/26-004723"),
    one("cut off in mid-number", "RX/2026-9047", number="RX/2026-904724"),
    one("rounded by a spreadsheet", "2.02600E+09", number="2026004725"),
    Story(
        "several in one string, in full",
        {1: [invoice("7740001", 100), invoice("7740002", 80), invoice("7740003", 70), payment("P", 250),
             *advice("P", line("7740001/02/03", 250))]},
        {1: {"allocated": {"P>7740001": 100, "P>7740002": 80, "P>7740003": 70}, "methods": ["advice_several"] * 3}},
    ),
    Story(
        "a range of numbers, each less its earned discount",
        {1: [invoice("7750001", 100, "2/10"), invoice("7750002", 50, "2/10"), payment("P", 147),
             *advice("P", line("7750001-7750002", 147))]},
        {1: {"allocated": {"P>7750001": 98, "P>7750002": 49}, "discount": {"P>7750001": 2, "P>7750002": 1}, "open": {},
             "count": 0}},
    ),
    Story(
        "several in one string that do not come to the money stay unapplied",
        {1: [invoice("7760001", 100), invoice("7760002", 80), payment("P", 150), *advice("P", line("7760001/02", 150))]},
        {1: {"allocated": {}, "unapplied": {"P": (150, "ambiguous")}}},
    ),
    Story(
        "of the documents of an order, the one with the near number",
        {1: [invoice("RX-7770123", 100, po_number="PO-9"), invoice("RX-7770456", 80, po_number="PO-9"), payment("P", 77),
             *advice("P", line("RX-7770132", 77, po="PO-9"))]},
        {1: {"allocated": {"P>RX-7770123": 77}, "disputed": {"RX-7770123": 23}, "methods": ["advice_slip"]}},
    ),
    Story(
        "the order beside a delivery's number counts only where that leads nowhere",
        {1: [invoice("A", 100, po_number="PO-10", delivery_number="DEL-10"),
             invoice("B", 100, po_number="PO-11", delivery_number="DEL-11"),
             payment("P", 70), *advice("P", line("DEL-11", 70, po="PO-10"))]},
        {1: {"allocated": {"P>B": 70}, "disputed": {"B": 30}, "methods": ["advice_delivery"]}},
    ),
    Story(
        "numbers of the payer's own, and every line states the amount of one document",
        {1: [invoice("A", "812.47"), invoice("B", "455.13"), invoice("C", "377.61"), payment("P", "1257.60"),
             *advice("P", line("510000219", "802.47", gross="812.47", deduction=10), line("510000243", "455.13",
             gross="455.13"))]},
        {1: {"allocated": {"P>A": 802.47, "P>B": 455.13}, "disputed": {"A": 10}, "methods": ["advice_amount"] * 2}},
    ),
    Story(
        "numbers of the payer's own prove nothing where one amount has two documents",
        {1: [invoice("A", "812.47"), invoice("B", "455.13"), invoice("C", "455.13"), payment("P", "1267.60"),
             *advice("P", line("510000219", "812.47", gross="812.47"), line("510000243", "455.13", gross="455.13"))]},
        {1: {"allocated": {}, "unapplied": {"P": (1267.60, "not_found")}}},
    ),
    Story(
        "numbers of the payer's own beside one of ours prove nothing, and no more so on a later night",
        {1: [invoice("A", "812.47"), invoice("B", "455.13"), invoice("C", "377.61"), payment("P", "1645.21"),
             *advice("P", line("A", "812.47", gross="812.47"), line("510000219", "455.13", gross="455.13"),
             line("510000243", "377.61", gross="377.61"))],
         3: [invoice("D", 20)]},
        {1: {"allocated": {"P>A": 812.47}, "unapplied": {"P": (832.74, "not_found")}},
         3: {"allocated": {"P>A": 812.47}, "unapplied": {"P": (832.74, "not_found")}}},
    ),
    Story(
        "of two alike of one order, the one that no other advice names",
        {1: [invoice("A", 100, po_number="PO-12"), invoice("B", 100, po_number="PO-12"),
             payment("P", 100), *advice("P", line("PO-12", 100)), payment("Q", 100),
             *advice("Q", line("A", 100), name="S")]},
        {1: {"allocated": {"P>B": 100, "Q>A": 100}, "unapplied": {}, "open": {}, "count": 0}},
    ),
    Story(
        "two numbers near the reference with the very amount: neither is believed",
        {1: [invoice("RX-7780123", 100), invoice("RX-7780125", 100), payment("P", 100),
             *advice("P", line("RX-7780124", 100))]},
        {1: {"allocated": {}, "unapplied": {"P": (100, "ambiguous")}}},
    ),
    Story(
        "a slip in a memo, and the amount agrees",
        {1: [invoice("RX-7790123", 100), invoice("RX-7790999", 80), payment("P", 180, memo="RX-7790132 RX-7790999")]},
        {1: {"allocated": {"P>RX-7790123": 100, "P>RX-7790999": 80}, "unapplied": {}, "count": 0}},
    ),
    Story(
        "a memo's right number with another amount, and a near one with the very amount: that one is meant",
        {1: [invoice("RX-7800123", 100), invoice("RX-7800132", 80), payment("P", 80, memo="RX-7800123")]},
        {1: {"allocated": {"P>RX-7800132": 80}, "open": {"RX-7800123": 100}, "count": 0, "methods": ["memo_slip"]}},
    ),
    Story(
        "a memo cut off in mid-number",
        {1: [invoice("RX-7810123", 100), invoice("RX-7810999", 80), payment("P", 180, memo="RX-7810999 RX-7810")]},
        {1: {"allocated": {"P>RX-7810123": 100, "P>RX-7810999": 80}}},
    ),
    Story(
        "a memo with a list and a range",
        {1: [*(invoice(f"782000{n}", 10 + n) for n in range(1, 7)), payment("P", 81, memo="7820001/2 7820003-6")]},
        {1: {"unapplied": {}, "open": {}, "methods": ["memo_several"] * 6}},
    ),
    Story(
        "the last digits of an invoice on a line that takes off a claim",
        {1: [invoice("RX-7830912", 100), invoice("B", 80), *advice("P", line("B", 80), line("30912", -10, claim="K-77")),
             payment("P", 70)]},
        {1: {"allocated": {"P>RX-7830912": -10, "P>B": 80}, "disputed": {"RX-7830912": 10}}},
    ),
    Story(
        "last digits in a memo, and the amounts come to the money",
        {1: [invoice("RX-7830041", 100), invoice("RX-7830052", 80), invoice("RX-7830063", 70), payment("P", 250,
             memo="RX-7830041 0052 0063")]},
        {1: {"allocated": {"P>RX-7830041": 100, "P>RX-7830052": 80, "P>RX-7830063": 70},
             "methods": ["memo_exact", "memo_last_digits", "memo_last_digits"]}},
    ),
    Story(
        "last digits in a memo that do not come to the money prove nothing",
        {1: [invoice("RX-7840041", 100), invoice("RX-7840052", 80), payment("P", 170, memo="RX-7840041 0052")]},
        {1: {"allocated": {"P>RX-7840041": 100}, "unapplied": {"P": (70, "not_found")}, "count": 0}},
    ),
    Story(
        "letters within a number are the digits that they look like, before last digits that nobody wrote",
        {1: [invoice("RX-1000081", 64), invoice("RX-9000001", 64), payment("P", 64),
             *advice("P", line("RXIO000B1", 64), line("RX-9000001", 0, gross=64))]},
        {1: {"allocated": {"P>RX-1000081": 64}, "disputes": {"P>RX-9000001": 64},
             "methods": ["advice_look_alike"]}},
    ),
    Story(
        "a right number that is paid short, and a near one of the very amount that other advice pays",
        {1: [invoice("RX-7730467", 80), invoice("RX-7730469", 99), payment("P", 80), payment("Q", 80),
             *advice("P", line("RX-7730467", 80)), *advice("Q", line("RX-7730469", 80), name="S")]},
        {1: {"allocated": {"P>RX-7730467": 80, "Q>RX-7730469": 80}, "disputes": {"Q>RX-7730469": 19},
             "unapplied": {}}},
    ),
    Story(
        "a memo cut off by the bank: what it still names, and the one document of the rest",
        {1: [invoice("RX-7850041", 100), invoice("RX-7850052", "80.11"), invoice("RX-7850063", "71.37"),
             payment("P", "171.37", memo="PAYMENT FOR INVOICE RX-7850041, RX-")]},
        {1: {"allocated": {"P>RX-7850041": 100, "P>RX-7850063": 71.37}, "methods": ["amount_one", "memo_exact"]}},
    ),
    one("an order's number rounded by a spreadsheet", "4.50002E+09", number="RX/2026-004726", po_number="4500019931"),
    Story(
        "a memo that says more than we can read: the rest is not paid too much",
        {1: [invoice("A", 100), payment("P", 163.21, memo="A 99887766")]},
        {1: {"allocated": {"P>A": 100}, "unapplied": {"P": (63.21, "not_found")}, "count": 0}},
    ),
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
