"""Memos that name several documents: lists, ranges, orders beside numbers, ends cut off, all but one."""

from __future__ import annotations

from tests.contract.story import Story, invoice, payment

CUT = [
    invoice("RX-7860041", 100), invoice("RX-7860052", 80), invoice("RX-7860063", 70),
    payment("P", "321.37", memo="RX-7860041 + RX-7860052 + RX-7860063 +"),
]  # fmt: skip

STORIES = [
    Story(
        "last digits of three documents and more, each of one only: they are meant, though the money is short",
        {1: [invoice("RX-7862041", 100), invoice("RX-7862052", 80), invoice("RX-7862063", 70, freight_amount=4),
             payment("P", 246, memo="62041 62052 62063")]},
        {1: {"allocated": {"P>RX-7862041": 100, "P>RX-7862052": 80, "P>RX-7862063": 66}, "disputes": {"P>RX-7862063": 4},
             "causes": ["billing_error/freight"]}},
    ),
    Story(
        "… two, or less than half the money, prove nothing",
        {1: [invoice("RX-7863041", 100), invoice("RX-7863052", 80), invoice("RX-7864041", 100), invoice("RX-7864052", 80),
             invoice("RX-7864063", 70), payment("P", 176, memo="63041 63052"),
             payment("Q", 121, memo="64041 64052 64063")]},
        {1: {"allocated": {}, "count": 0}},
    ),
    Story(
        "what a bank cuts off a memo in the order of numbers was listed after its last one",
        {1: [*CUT, invoice("RX-7860011", "71.37"), invoice("RX-7860074", "71.37")]},
        {1: {"allocated": {"P>RX-7860041": 100, "P>RX-7860052": 80, "P>RX-7860063": 70, "P>RX-7860074": 71.37},
             "unapplied": {}}},
    ),
    Story(
        "… and not before it, however well the amount fits",
        {1: [invoice("RX-7861041", 100), invoice("RX-7861052", 80), invoice("RX-7861063", 70),
             invoice("RX-7861011", "71.37"), payment("P", "321.37", memo="RX-7861041 + RX-7861052 + RX-7861063 +")]},
        {1: {"allocated": {"P>RX-7861041": 100, "P>RX-7861052": 80, "P>RX-7861063": 70},
             "unapplied": {"P": (71.37, "not_found")}}},
    ),
    Story(
        "last digits after a comma are further documents",
        {1: [invoice("RX-7201801", 100), invoice("RX-7201802", 80), payment("P", 180, memo="INV7201801,802")]},
        {1: {"allocated": {"P>RX-7201801": 100, "P>RX-7201802": 80}, "open": {}, "count": 0}},
    ),
    Story(
        "last digits after a comma and a blank are, where they come to the money",
        {1: [invoice("RX-7201901", 100), invoice("RX-7201902", 80), invoice("RX-7201903", 70),
             payment("P", 250, memo="INV 7201901, 902 and 903")]},
        {1: {"allocated": {"P>RX-7201901": 100, "P>RX-7201902": 80, "P>RX-7201903": 70}, "count": 0}},
    ),
    Story(
        "a list of which one document is unknown is no overpayment of the others",
        {1: [invoice("RX-7202001", 100), payment("P", 180, memo="INV7202001,002")], 2: [invoice("RX-7202002", 80)]},
        {1: {"allocated": {"P>RX-7202001": 100}, "count": 0},
         2: {"allocated": {"P>RX-7202001": 100, "P>RX-7202002": 80}, "unapplied": {}, "count": 0}},
    ),
    Story(
        "a number that a bank has cut off is no overpayment of the others",
        {1: [invoice("7202190", 100), invoice("7202191", 80), invoice("7202192", 60), invoice("7202193", 50),
             payment("P", 233.11, memo="7202190 7202191 72021")]},
        {1: {"allocated": {"P>7202190": 100, "P>7202191": 80}, "count": 0}},
    ),
    Story(
        "an order beside the number of its invoice confirms that one",
        {1: [*(invoice(letter, 250, po_number="7210001") for letter in "ABC"), payment("P", 250, memo="B PO# 7210001")]},
        {1: {"allocated": {"P>B": 250}, "open": {"A": 250, "C": 250}, "count": 0}},
    ),
    Story(
        "and the shortfall lies there",
        {1: [*(invoice(letter, 250, po_number="7210002") for letter in "ABC"), payment("P", 230, memo="B PO# 7210002")]},
        {1: {"allocated": {"P>B": 230}, "open": {"A": 250, "C": 250}, "disputed": {"B": 20}}},
    ),
    Story(
        "two invoices, each with its order",
        {1: [invoice("A", 250, po_number="7210003"), invoice("B", 250, po_number="7210003"),
             invoice("C", 310, po_number="7210004"), invoice("D", 310, po_number="7210004"),
             payment("P", 560, memo="B /PO 7210003 D /PO 7210004")]},
        {1: {"allocated": {"P>B": 250, "P>D": 310}, "open": {"A": 250, "C": 310}, "count": 0}},
    ),
    Story(
        "an invoice paid again with its order beside it is a duplicate payment",
        {1: [invoice("A", 250, po_number="7210005"), invoice("B", 250, po_number="7210005"), payment("P", 250, memo="A")],
         2: [payment("Q", 250, on=2, memo="A PO# 7210005")]},
        {2: {"open": {"B": 250}, "disputes": {"Q>A": -250}, "causes": ["duplicate/payment"]}},
    ),
    Story(
        "a statement less one invoice pays all others",
        {1: [invoice("A", 411.50), invoice("B", 388.10), invoice("C", 220.91), invoice("D", 333.91),
             payment("P", 1020.51, memo="STATEMENT LESS INV D")]},
        {1: {"allocated": {"P>A": 411.50, "P>B": 388.10, "P>C": 220.91}, "open": {"D": 333.91}, "count": 0}},
    ),
    Story(
        "a range in words",
        {1: [*(invoice(f"721010{n}", 100 + n) for n in range(1, 5)), payment("P", 410, memo="7210101 bis 7210104")]},
        {1: {"allocated": {f"P>721010{n}": 100 + n for n in range(1, 5)}, "open": {}, "count": 0}},
    ),
    Story(
        "a range with blanks around its dash, and a short end",
        {1: [*(invoice(f"SI-2026-4{n:04d}", 100 + n) for n in range(1, 5)),
             payment("P", 410, memo="for SI-2026-40001 - 04")]},
        {1: {"allocated": {f"P>SI-2026-4{n:04d}": 100 + n for n in range(1, 5)}, "open": {}, "count": 0}},
    ),
    Story(
        "a memo that ends where another number would follow may mean more",
        {1: [invoice("7210201", 100), invoice("7210202", 80), invoice("7210203", 61.37),
             payment("P", 241.37, memo="INVS 7210201; 7210202;")]},
        {1: {"allocated": {"P>7210201": 100, "P>7210202": 80, "P>7210203": 61.37}, "unapplied": {}, "count": 0}},
    ),
    Story(
        "a bundle of which one document is paid already pays it again",
        {1: [invoice("A", 500), payment("P", 500, memo="A")], 2: [invoice("B", 333), payment("Q", 833, on=2, memo="A B")]},
        {2: {"disputes": {"Q>A": -500}, "causes": ["duplicate/payment"], "open": {}}},
    ),
]  # fmt: skip
