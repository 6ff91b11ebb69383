"""Whose money pays whose documents: companies, currencies, families, advice that says little."""

from __future__ import annotations

from tests.contract.story import Story, advice, credit_memo, invoice, line, payer, payment

STORIES = [
    Story(
        "a payment pays documents of its own company",
        {1: [invoice("A", 100, company_code="C2"), payment("P", 100), *advice("P", line("A", 100))]},
        {1: {"allocated": {}, "unapplied": {"P": (100, "not_found")}, "open": {"A": 100}, "count": 0}},
    ),
    Story(
        "advice without a company takes its payment's",
        {1: [invoice("A", 100, company_code="C2"), invoice("A", 100), payment("P", 100, company_code="C2"),
             *advice("P", line("A", 100))]},
        {1: {"allocated": {"P>A": 100}, "unapplied": {}, "open": {"A": 100}}},
    ),
    Story(
        "advice that payments of two companies fit is applied to none",
        {1: [invoice("A", 100), invoice("B", 100, company_code="C2"), payment("P", 100, bank_reference="T"),
             payment("Q", 100, bank_reference="T", company_code="C2"), *advice("T", line("A", 100))]},
        {1: {"allocated": {}, "unapplied": {"P": (100, "ambiguous"), "Q": (100, "ambiguous")},
             "open": {"A": 100, "B": 100}}},
    ),
    Story(
        "money never crosses currencies",
        {1: [invoice("A", 100, currency="EUR"), payment("P", 100), *advice("P", line("A", 100))]},
        {1: {"allocated": {}, "unapplied": {"P": (100, "currency")}, "open": {"A": 100}, "count": 0}},
    ),
    Story(
        "a memo that names a document in another currency",
        {1: [invoice("A", 100, currency="EUR"), payment("P", 100, memo="A")]},
        {1: {"allocated": {}, "unapplied": {"P": (100, "currency")}, "open": {"A": 100}}},
    ),
    Story(
        "advice in another currency than the payment that it names",
        {1: [invoice("A", 100, currency="EUR"), payment("P", 100), *advice("P", line("A", 100, currency="EUR"))]},
        {1: {"allocated": {}, "unapplied": {"P": (100, "currency")}, "open": {"A": 100}, "count": 0}},
    ),
    Story(
        "a payer with two currencies: each payment pays its own",
        {1: [invoice("A", 100, currency="EUR"), invoice("B", 100), payment("P", 90, currency="EUR"),
             *advice("P", line("A", 90, deduction=10, currency="EUR")), payment("Q", 100), *advice("Q", line("B", 100),
             name="S")]},
        {1: {"allocated": {"P>A": 90, "Q>B": 100}, "disputed": {"A": 10}, "unapplied": {}}},
    ),
    Story(
        "a parent pays for its child",
        {1: [payer("B", ""), invoice("A", 100, payer_id="B"), payment("P", 90), *advice("P", line("A", 90,
         deduction=10))]},
        {1: {"allocated": {"P>A": 90}, "disputed": {"A": 10}, "unapplied": {}}},
    ),
    Story(
        "a payer's group is its whole family: a grandchild and a sister's child",
        {1: [payer("B", ""), payer("C", ""), payer("D", "B"), invoice("A", 100, payer_id="D"), invoice("E", 50,
         payer_id="B"),
             payment("P", 150, payer_id="C"), *advice("P", line("A", 100, payer_id="C"), line("E", 50, payer_id="C"))]},
        {1: {"allocated": {"P>A": 100, "P>E": 50}, "unapplied": {}, "open": {}}},
    ),
    Story(
        "another family's documents are not paid by a reference",
        {1: [payer("B"), invoice("A", 100, payer_id="B"), payment("P", 100), *advice("P", line("A", 100))]},
        {1: {"allocated": {}, "unapplied": {"P": (100, "not_found")}, "open": {"A": 100}}},
    ),
    Story(
        "the bank does not know the payer, the advice does",
        {1: [invoice("A", 100), payment("P", 90, payer_id=None), *advice("P", line("A", 90, deduction=10))]},
        {1: {"allocated": {"P>A": 90}, "disputed": {"A": 10}}},
    ),
    Story(
        "advice without a payer is keyed by its own number alone",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, payer_id=None))],
         2: advice("P", line("A", 90, deduction=10, claim="CL-1", payer_id=None), on=2)},
        {1: {"allocated": {"P>A": 90}, "disputed": {"A": 10}}, 2: {"rows": 0, "disputed": {"A": 10}, "count": 1}},
    ),
    Story(
        "neither the bank nor the advice knows the payer, its references do",
        {1: [invoice("A", 100), payment("P", 90, payer_id=None), *advice("P", line("A", 90, deduction=10,
         payer_id=None))]},
        {1: {"allocated": {"P>A": 90}, "disputed": {"A": 10}}},
    ),
    Story(
        "an order's number means the invoice on a positive line and the credit memo on a negative one",
        {1: [invoice("A", 100, po_number="PO-31"), credit_memo("M", -10, po_number="PO-31"), payment("P", 90),
             *advice("P", line("PO-31", 100), line("PO-31", -10))]},
        {1: {"allocated": {"P>A": 100, "P>M": -10}, "open": {}, "count": 0}},
    ),
    Story(
        "a delivery's number never means a credit memo on a positive line",
        {1: [credit_memo("M", -10, delivery_number="DEL-31"), payment("P", 10), *advice("P", line("DEL-31", 10))]},
        {1: {"allocated": {}, "unapplied": {"P": (10, "not_found")}, "open": {"M": -10}}},
    ),
    Story(
        "advice in two halves for one payment",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 145), *advice("P", line("A", 100)),
             *advice("P", line("B", 45, deduction=5, claim="CL-1"), name="S")]},
        {1: {"allocated": {"P>A": 100, "P>B": 45}, "disputed": {"B": 5}, "unapplied": {}}},
    ),
    Story(
        "the second half of the advice comes a night later",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 145), *advice("P", line("A", 100))],
         2: advice("P", line("B", 45, deduction=5, claim="CL-1"), name="S", on=2)},
        {1: {"unapplied": {"P": (45, "no_reference")}}, 2: {"rows": 1, "allocated": {"P>A": 100, "P>B": 45},
         "disputed": {"B": 5}, "unapplied": {}}},
    ),
    Story(
        "restated advice replaces all lines of the first",
        {1: [invoice("A", 100), invoice("B", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10))],
         2: advice("P", line("B", 90, deduction=10), on=2)},
        {2: {"allocated": {"P>B": 90}, "open": {"A": 100}, "disputed": {"B": 10}, "disputes": {"P>B": 10}}},
    ),
    Story(
        "advice restated with one line less gives the other document back",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 145), *advice("P", line("A", 100), line("B", 45,
         deduction=5))],
         2: advice("P", line("A", 100), on=2)},
        {2: {"allocated": {"P>A": 100}, "open": {"B": 50}, "unapplied": {"P": (45, "no_reference")},
             "variances": [("P", "B", 5, "withdrawn")]}},
    ),
    Story(
        "a bundle that nobody named and that adds up to nothing stays unapplied",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 139)]},
        {1: {"allocated": {}, "unapplied": {"P": (139, "no_reference")}, "open": {"A": 100, "B": 50}, "count": 0}},
    ),
    Story(
        "of identical documents the later one is the duplicate",
        {1: [invoice("A", 100, delivery_number="DEL-41"), invoice("B", 100, delivery_number="DEL-41"),
             *[("invoice_lines", {"company_code": "C1", "invoice_number": number, "line_number": 1, "sku": "X",
                "quantity": 10, "unit_price": 10, "net_amount": 100}) for number in "AB"],
             payment("P", 100), *advice("P", line("A", 100), line("B", 0, gross=100))]},
        {1: {"allocated": {"P>A": 100}, "disputed": {"B": 100}, "causes": ["duplicate/invoice"]}},
    ),
    Story(
        "advice that fits no payment waits, whatever night it is",
        {1: [invoice("A", 100), *advice("P", line("A", 90, deduction=10))], 2: [invoice("B", 5)],
         3: [payment("P", 90, on=3)]},
        {2: {"open": {"A": 100, "B": 5}, "count": 0}, 3: {"allocated": {"P>A": 90}, "disputed": {"A": 10}}},
    ),
    Story(
        "a document that two halves of the same words could mean is ambiguous, and its candidates are counted",
        {1: [invoice("RX-880123", 70), invoice("RY-880123", 60), payment("P", 33), *advice("P", line("880123", 33))]},
        {1: {"allocated": {}, "unapplied": {"P": (33, "ambiguous")}, "count": 0}},
    ),
]  # fmt: skip
