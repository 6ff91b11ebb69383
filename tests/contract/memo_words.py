"""What the words of a memo say of the numbers in it: amounts, days, what is not paid, what is paid in part, lists."""

from __future__ import annotations

from tests.contract.story import Story, advice, credit_memo, invoice, line, payment, posting

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
        "what is left of a posted payment goes by its memo",
        {1: [invoice("A", 600), invoice("B", 200), payment("P", 800, memo="A B"), posting("P", "A", 600)]},
        {1: {"allocated": {"P>A": 600, "P>B": 200}, "unapplied": {}, "open": {}, "count": 0}},
    ),
    Story(
        "also where the posting comes later and names another document",
        {1: [invoice("A", 101.11), invoice("B", 202.37), invoice("C", 101.11), payment("P", 303.48, memo="A B")],
         2: [posting("P", "C", 101.11, on=2)]},
        {2: {"allocated": {"P>B": 202.37, "P>C": 101.11}, "open": {"A": 101.11}, "unapplied": {}, "count": 0}},
    ),
    Story(
        "codes of a bank's fields are no part of a number",
        {1: [invoice("JP7210301", 1000), payment("P", 900, memo="/ROC/JP7210301 //USD900.00")]},
        {1: {"allocated": {"P>JP7210301": 900}, "disputed": {"JP7210301": 100}}},
    ),
    Story(
        "a line that takes off means the invoice whose number begins so on another line of its advice",
        {1: [invoice("KW/72104/26", 120), invoice("KW/72105/26", 80), payment("P", 190),
             *advice("P", line("KW/72104", -10, claim="K-78"), line("KW/72104/26", 120), line("KW/72105/26", 80))]},
        {1: {"allocated": {"P>KW/72104/26": 110, "P>KW/72105/26": 80}, "disputed": {"KW/72104/26": 10}}},
    ),
    Story(
        "a credit memo that a memo names without its zeros is netted",
        {1: [invoice("0072106001", 897.44), credit_memo("0062106002", -101.15),
             payment("P", 796.29, memo="Rechnung 72106001 ABZGL GUTSCHRIFT 62106002")]},
        {1: {"allocated": {"P>0072106001": 897.44, "P>0062106002": -101.15}, "open": {}, "count": 0}},
    ),
    Story(
        "a month and the number of a transfer are no references",
        {1: [invoice("A", 411.53), invoice("B", 388.17),
             payment("P", 799.70, memo="RELEVE 02/2026 TRANSFER REF 558812034")]},
        {1: {"allocated": {"P>A": 411.53, "P>B": 388.17}, "open": {}, "count": 0}},
    ),
    Story(
        "words of a payment in part in other languages",
        {1: [invoice("A", 100), invoice("B", 80), invoice("C", 60), payment("P", 61, memo="AKONTO A"),
             payment("Q", 50, memo="Pago a cuenta B"), payment("R", 40, memo="C Restzahlung folgt")]},
        {1: {"allocated": {"P>A": 61, "Q>B": 50, "R>C": 40}, "open": {"A": 39, "B": 30, "C": 20}, "count": 0}},
    ),
    Story(
        "amounts of an electronic addendum",
        {1: [invoice("7210701", 500), invoice("7210702", 300),
             payment("P", 760, memo="RMR*IV*7210701*PI*460.00*500.00*0.00~RMR*IV*7210702*PI*300.00*300.00~")]},
        {1: {"allocated": {"P>7210701": 460, "P>7210702": 300}, "disputes": {"P>7210701": 40}}},
    ),
    Story(
        "a memo says why less is paid",
        {1: [invoice("A", 1000), invoice("B", 800), payment("P", 985, memo="A LESS BANK CHARGES 15.00"),
             payment("Q", 750, memo="B ABZGL 50,00 BRUCH")]},
        {1: {"allocated": {"P>A": 985, "Q>B": 750}, "causes": ["other/bank_charges", "short_ship/damaged_or_returned"]}},
    ),
    Story(
        "a tax invoice in a memo says nothing of what is short",
        {1: [invoice("A", 1000), payment("P", 962.63, memo="TAX INVOICE A")]},
        {1: {"allocated": {"P>A": 962.63}, "causes": ["other/unexplained"]}},
    ),
    Story(
        "a payment that brings a little more than its advice is within tolerance",
        {1: [invoice("A", 1000), payment("P", 1000.03), *advice("P", line("A", 1000))]},
        {1: {"allocated": {"P>A": 1000.03}, "written_off": {"A": -0.03}, "unapplied": {}, "count": 0}},
    ),
]  # fmt: skip
