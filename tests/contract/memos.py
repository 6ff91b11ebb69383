"""Payments without advice that name documents in their memo, alone or in a bundle."""

from __future__ import annotations

from tests.contract.story import Story, advice, bill_line, credit_memo, invoice, line, payment

STORIES = [
    Story(
        "a memo names one invoice",
        {1: [invoice("A", 100), payment("P", 100, memo="A")]},
        {1: {"allocated": {"P>A": 100}, "open": {}}},
    ),
    Story(
        "a memo names one invoice and pays less",
        {1: [invoice("A", 100), payment("P", 88, memo="A")]},
        {1: {"allocated": {"P>A": 88}, "disputed": {"A": 12}}},
    ),
    Story(
        "a bundle that adds up",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 150, memo="A B")]},
        {1: {"allocated": {"P>A": 100, "P>B": 50}, "open": {}, "count": 0}},
    ),
    Story(
        "a memo that ends where the next number would come means more than it names",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 3000, memo="A + B +")]},
        {1: {"allocated": {"P>A": 100, "P>B": 50}, "open": {}, "count": 0, "unapplied": {"P": (2850, "not_found")}}},
    ),
    Story(
        "a bundle net of its earned discounts",
        {1: [invoice("A", 100, "2/10"), invoice("B", 50, "2/10"), payment("P", 147, memo="A B")]},
        {1: {"allocated": {"P>A": 98, "P>B": 49}, "discount": {"P>A": 2, "P>B": 1}, "count": 0, "open": {}}},
    ),
    Story(
        "a short bundle whose shortfall one document explains",
        {1: [invoice("A", 100, freight_amount=12), bill_line("A", 1, "X", 8, "11", "88"),
             invoice("B", 50), bill_line("B", 1, "Y", 5, "10", "50"), payment("P", 138, memo="A B")]},
        {1: {"allocated": {"P>A": 88, "P>B": 50}, "disputed": {"A": 12}, "causes": ["billing_error/freight"]}},
    ),
    Story(
        "a short bundle whose shortfall is one unused credit memo",
        {1: [invoice("A", 100), invoice("B", 200), credit_memo("M", -50, "B"), payment("P", 250, memo="A B")]},
        {1: {"allocated": {"P>A": 100, "P>B": 150}, "credited": {"B": 50, "M": -50}, "open": {}, "count": 0}},
    ),
    Story(
        "a short bundle within tolerance is written off on the earliest document",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", "149.96", memo="B A")]},
        {1: {"written_off": {"A": 0.04}, "allocated": {"P>A": 99.96, "P>B": 50}, "count": 0}},
    ),
    Story(
        "less than half of a bundle is a payment in part, earliest due first",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 70, memo="A B")]},
        {1: {"allocated": {"P>A": 70}, "open": {"A": 30, "B": 50}, "count": 0, "unapplied": {}}},
    ),
    Story(
        "half of a bundle, the odd cent included, is a payment in part",
        {1: [invoice("A", "100.01"), invoice("B", 50), payment("P", "75.01", memo="A B")]},
        {1: {"allocated": {"P>A": 75.01}, "open": {"A": 25, "B": 50}, "count": 0, "unapplied": {}}},
    ),
    Story(
        "else every document is paid in full and the rest is a claim without a document",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", "137.77", memo="A B")]},
        {1: {"allocated": {"P>A": 100, "P>B": 50, "P>-": -12.23}, "open": {}, "disputes": {"P>-": 12.23},
             "causes": ["other/unexplained"]}},
    ),
    Story(
        "late advice says where a bundle's claim lies, and the claim keeps its id",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", "137.77", memo="A B")],
         2: advice("P", line("A", "87.77", deduction="12.23", claim="CL-2"), line("B", 50), on=2)},
        {2: {"allocated": {"P>A": 87.77, "P>B": 50}, "disputes": {"P>A": 12.23}, "disputed": {"A": 12.23}, "count": 1}},
    ),
    Story(
        "a payment that names nothing stays unapplied",
        {1: [invoice("A", 100), payment("P", "63.21", memo="THANK YOU")]},
        {1: {"allocated": {}, "unapplied": {"P": (63.21, "no_reference")}, "open": {"A": 100}}},
    ),
    Story(
        "advice may come after its payment",
        {1: [invoice("A", 100), payment("P", 90)], 2: advice("P", line("A", 90, deduction=10), on=2)},
        {1: {"unapplied": {"P": (90, "no_reference")}}, 2: {"allocated": {"P>A": 90}, "unapplied": {},
             "disputed": {"A": 10}}},
    ),
    Story(
        "advice may come before its payment, and waits for it",
        {1: [invoice("A", 100), *advice("P", line("A", 90, deduction=10))], 2: [payment("P", 90, on=2)]},
        {1: {"allocated": {}, "open": {"A": 100}}, 2: {"allocated": {"P>A": 90}, "disputed": {"A": 10}}},
    ),
    Story(
        "late advice replaces what the memo had put, and names the unsaid difference",
        {1: [invoice("A", 100), payment("P", 90, memo="A")],
         2: advice("P", line("A", 90, deduction=10, claim="CL-3", code="99"), on=2)},
        {1: {"variances": [("P", "A", 10, "dispute")]}, 2: {"variances": [("P", "A", 10, "dispute")], "count": 1,
             "rows": 0}},
    ),
    Story(
        "the invoice may come after the money",
        {1: [payment("P", 100), *advice("P", line("A", 100))], 2: [invoice("A", 100)]},
        {1: {"unapplied": {"P": (100, "not_found")}}, 2: {"allocated": {"P>A": 100}, "unapplied": {}, "open": {}}},
    ),
]  # fmt: skip
