"""What the words of a memo say of the numbers in it: amounts, days, what is not paid, what is paid in part, lists."""

from __future__ import annotations

from tests.contract.story import Story, invoice, payment

PAID = {"allocated": {"P>A": 100}, "count": 0}

STORIES = [
    Story(
        "an amount in a memo is no reference",
        {1: [invoice("A", 4213.57), invoice("421357", 88), payment("P", 4213.57, memo="USD 4213.57 INV A")]},
        {1: {"allocated": {"P>A": 4213.57}, "open": {"421357": 88}, "count": 0}},
    ),
    Story(
        "a round amount after its currency is no reference, nor is one before it",
        {1: [invoice("A", 100), invoice("7200510", 88), invoice("7200511", 77),
             payment("P", 100, memo="USD 7200510 / 7200511 USD A")]},
        {1: {**PAID, "open": {"7200510": 88, "7200511": 77}}},
    ),
    Story(
        "a currency between a reference and its amount is the amount's",
        {1: [invoice("7203510", 100), payment("P", 90, memo="7203510 USD 90.00")]},
        {1: {"allocated": {"P>7203510": 90}, "disputed": {"7203510": 10}}},
    ),
    Story(
        "a year in a memo is no reference",
        {1: [invoice("A", 100), invoice("2027", 60), payment("P", 100, memo="INV A MAR 2027")]},
        {1: {**PAID, "open": {"2027": 60}}},
    ),
    Story(
        "a day in a memo is no reference",
        {1: [invoice("A", 100), invoice("INV-20260310", 60), payment("P", 100, memo="A dated 20260310")]},
        {1: {**PAID, "open": {"INV-20260310": 60}}},
    ),
    Story(
        "but it is one where the memo then comes to its money",
        {1: [invoice("A", 100), invoice("INV-20260311", 60), payment("P", 160, memo="A 20260311")]},
        {1: {"allocated": {"P>A": 100, "P>INV-20260311": 60}, "open": {}, "count": 0}},
    ),
    Story(
        "and where it is called an invoice",
        {1: [invoice("R-20260312", 60), payment("P", 50, memo="Inv no. 20260312")]},
        {1: {"allocated": {"P>R-20260312": 50}, "disputed": {"R-20260312": 10}}},
    ),
    Story(
        "a number that begins with a year is one",
        {1: [invoice("2026-0513", 60), payment("P", 50, memo="PAYMENT 2026-0513 of 12.05.2026")]},
        {1: {"allocated": {"P>2026-0513": 50}, "disputed": {"2026-0513": 10}}},
    ),
    Story(
        "a check's or an account's number is no reference",
        {1: [invoice("A", 100), invoice("7200610", 60), invoice("7200611", 70),
             payment("P", 90, memo="CHK 7200610 ACCT no. 7200611 A")]},
        {1: {"allocated": {"P>A": 90}, "disputed": {"A": 10}, "open": {"7200610": 60, "7200611": 70}}},
    ),
    Story(
        "what a memo calls an order is one, also where an invoice has its number",
        {1: [invoice("A", 100, po_number="7200710"), invoice("7200710", 60), payment("P", 100, memo="PO# 7200710")]},
        {1: {**PAID, "open": {"7200710": 60}}},
    ),
    Story(
        "what a memo says is disputed is not paid",
        {1: [invoice("A", 100), invoice("B", 80), payment("P", 100, memo="A ( B DISPUTED)")]},
        {1: {**PAID, "open": {"B": 80}, "unapplied": {}}},
    ),
    Story(
        "nor what follows later, and the other may be short",
        {1: [invoice("A", 100), invoice("B", 80), payment("P", 90, memo="A , B follows next week")]},
        {1: {"allocated": {"P>A": 90}, "disputed": {"A": 10}, "open": {"B": 80}}},
    ),
    Story(
        "nor what was paid before",
        {1: [invoice("A", 100), invoice("B", 80), payment("P", 100, memo="A ( B paid 03/02)")]},
        {1: {**PAID, "open": {"B": 80}}},
    ),
    Story(
        "nor what is excluded",
        {1: [invoice("A", 100), invoice("B", 80), payment("P", 100, memo="A excl. INV B")]},
        {1: {**PAID, "open": {"B": 80}}},
    ),
    Story(
        "money of all that a memo names pays all, whatever its words",
        {1: [invoice("A", 100), invoice("B", 80), payment("P", 180, memo="A , B disputed")]},
        {1: {"allocated": {"P>A": 100, "P>B": 80}, "open": {}, "count": 0}},
    ),
    Story(
        "a memo whose one document is disputed pays it short",
        {1: [invoice("A", 100), payment("P", 90, memo="A DISPUTED")]},
        {1: {"allocated": {"P>A": 90}, "disputed": {"A": 10}}},
    ),
    Story(
        "amounts beside the numbers say what is paid on each",
        {1: [invoice("A", 100), invoice("B", 80), payment("P", 175, memo="A 100.00 , B : USD 75.00")]},
        {1: {"allocated": {"P>A": 100, "P>B": 75}, "disputed": {"B": 5}, "disputes": {"P>B": 5}}},
    ),
    Story(
        "but not where they do not come to the money",
        {1: [invoice("A", 100), invoice("B", 80), payment("P", 175, memo="A 100.00 B 80.00")]},
        {1: {"allocated": {"P>A": 100, "P>B": 80, "P>-": -5}, "disputes": {"P>-": 5}}},
    ),
    Story(
        "a payment in part by its memo leaves the rest open",
        {1: [invoice("A", 100), payment("P", 70, memo="PART PAYMENT A")]},
        {1: {"allocated": {"P>A": 70}, "open": {"A": 30}, "count": 0, "variances": [("P", "A", 30, "partial_payment")]}},
    ),
    Story(
        "an instalment, a balance that follows and money on account are payments in part",
        {1: [invoice("A", 100), invoice("B", 80), invoice("C", 60), payment("P", 70, memo="A INSTALMENT 1 of 2"),
             payment("Q", 50, memo="B balance to follow"), payment("R", 40, memo="on account C")]},
        {1: {"allocated": {"P>A": 70, "Q>B": 50, "R>C": 40}, "open": {"A": 30, "B": 30, "C": 20}, "count": 0}},
    ),
    Story(
        "a bundle paid in part by its memo pays the earliest due first",
        {1: [invoice("A", 100), invoice("B", 80), payment("P", 150, memo="PARTIAL PMT A B")]},
        {1: {"allocated": {"P>A": 100, "P>B": 50}, "open": {"B": 30}, "count": 0}},
    ),
    Story(
        "a partial shipment is no payment in part",
        {1: [invoice("A", 100), payment("P", 70, memo="A partial shipment")]},
        {1: {"allocated": {"P>A": 70}, "disputed": {"A": 30}}},
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
]  # fmt: skip
