"""Postings in all orders, bundles, and advice that says more or less than there is."""

from __future__ import annotations

from tests.contract.story import (
    Story,
    advice,
    bill_line,
    credit_memo,
    invoice,
    line,
    mapped_code,
    payment,
    posting,
)

SHORT = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-5"))]
HALF = [invoice("A", 100), payment("P", 50), *advice("P", line("A", 50, words="partial"))]

STORIES = [
    Story(
        "less is posted than the advice says, and the advice says more than is owed: the rest is too much",
        {1: [invoice("A", 100), payment("P", 120), *advice("P", line("A", 120))], 2: [posting("P", "A", 100, on=2)]},
        {1: {"allocated": {"P>A": 100}, "unapplied": {"P": (20, "overpayment")}, "causes": ["other/overpayment"]},
         2: {"allocated": {"P>A": 100}, "unapplied": {"P": (20, "overpayment")}, "causes": ["other/overpayment"]}},
    ),
    Story(
        "what is posted elsewhere lacks on the document that the advice names, not on one that it pays twice",
        {1: [invoice("A", 100), invoice("B", 52), invoice("C", 52), payment("O", 100), *advice("O", line("A", 100)),
             payment("P", 152), *advice("P", line("A", 100), line("B", 52), name="S")],
         2: [posting("P", "C", 52, on=2)]},
        {1: {"allocated": {"O>A": 100, "P>B": 52}, "unapplied": {"P": (100, "overpayment")},
             "causes": ["duplicate/payment"]},
         2: {"allocated": {"O>A": 100, "P>C": 52}, "unapplied": {"P": (100, "overpayment")},
             "disputes": {"P>A": -100, "P>B": 52}, "causes": ["billing_error/misapplied_cash", "duplicate/payment"]}},
    ),
    Story(
        "a credit memo that is netted and posted is used once, also where a claim is not posted",
        {1: [invoice("A", 100), credit_memo("M", -30), payment("P", 60),
             *advice("P", line("A", 100), line("M", -30), line(None, -10, claim="CLAIM-61")),
             posting("P", "A", 100), posting("P", "M", -30)]},
        {1: {"allocated": {"P>A": 100, "P>M": -30, "P>CLAIM-61": -10}, "disputes": {"P>CLAIM-61": 10}, "unapplied": {}}},
    ),
    Story(
        "… the night of the payment, too",
        {1: [invoice("A", 100), payment("P", 120), *advice("P", line("A", 120)), posting("P", "A", 100)]},
        {1: {"allocated": {"P>A": 100}, "unapplied": {"P": (20, "overpayment")}, "causes": ["other/overpayment"]}},
    ),
    Story(
        "postings of a netted credit memo say what stands",
        {1: [invoice("A", 100), credit_memo("M", -30), payment("P", 70), *advice("P", line("A", 100), line("M", -30))],
         2: [posting("P", "A", 100, on=2), posting("P", "M", -30, on=2)]},
        {2: {"rows": 0, "quarantined": [], "allocated": {"P>A": 100, "P>M": -30}, "count": 0}},
    ),
    Story(
        "postings a night late that agree with the advice leave the deduction as it is",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 140), *advice("P", line("A", 90, deduction=10),
         line("B", 50))],
         2: [posting("P", "A", 90, on=2), posting("P", "B", 50, on=2)]},
        {2: {"rows": 0, "disputed": {"A": 10}, "count": 1}},
    ),
    Story(
        "a posted discount within the terms is earned",
        {1: [invoice("A", 100, "2/10"), payment("P", 98), posting("P", "A", 98, discount=2)]},
        {1: {"discount": {"P>A": 2}, "open": {}, "count": 0}},
    ),
    Story(
        "a posting of less than half is a payment in part",
        {1: [invoice("A", 100), payment("P", 40), posting("P", "A", 40)]},
        {1: {"open": {"A": 60}, "count": 0, "variances": [("P", "A", 60, "partial_payment")]}},
    ),
    Story(
        "a posting that the ERP moves leaves its first document open, not short",
        {1: [invoice("A", 100), invoice("B", 100), payment("P", 100), posting("P", "A", 100)],
         2: [posting("P", "A", 0, on=2), posting("P", "B", 100, on=2)]},
        {2: {"allocated": {"P>B": 100}, "open": {"A": 100}, "count": 0, "variances": []}},
    ),
    Story(
        "a posting on the wrong invoice, put right a night later",
        {1: [invoice("A", 100), invoice("B", 90), payment("P", 90), *advice("P", line("A", 90, deduction=10))],
         2: [posting("P", "B", 90, on=2)], 3: [posting("P", "B", 0, on=3), posting("P", "A", 90, on=3)]},
        {2: {"disputed": {"A": 10}, "disputes": {"P>A": 100}, "open": {"A": 90}},
         3: {"disputes": {"P>A": 10}, "open": {"B": 90}, "allocated": {"P>A": 90}}},
    ),
    Story(
        "a posting closes the dispute first, what is beyond is an overpayment",
        {1: SHORT, 2: [payment("Q", 15, on=2), posting("Q", "A", 15, on=2)]},
        {2: {"allocated": {"P>A": 90, "Q>A": 10}, "unapplied": {"Q": (5, "overpayment")}, "disputes": {"Q>A": -5}}},
    ),
    Story(
        "two payments of one night settle one invoice",
        {1: [*HALF, payment("Q", 50), *advice("Q", line("A", 50), name="S")]},
        {1: {"allocated": {"P>A": 50, "Q>A": 50}, "open": {}, "count": 0, "unapplied": {}}},
    ),
    Story(
        "two payments of one night, and the second withholds",
        {1: [*HALF, payment("Q", 40), *advice("Q", line("A", 40, deduction=10), name="S")]},
        {1: {"allocated": {"P>A": 50, "Q>A": 40}, "disputed": {"A": 10}, "disputes": {"Q>A": 10}, "open": {}}},
    ),
    Story(
        "two credit memos netted beside a deduction and a discount",
        {1: [invoice("A", 200, "2/10"), credit_memo("M", -30), credit_memo("M2", -20), payment("P", 136),
             *advice("P", line("A", 186, gross=200, discount=4, deduction=10), line("M", -30), line("M2", -20))]},
        {1: {"allocated": {"P>A": 186, "P>M": -30, "P>M2": -20}, "discount": {"P>A": 4}, "disputed": {"A": 10},
             "open": {}, "unapplied": {}}},
    ),
    Story(
        "a debit memo is paid as an invoice is",
        {1: [invoice("A", 100, kind="debit_memo"), payment("P", 90), *advice("P", line("A", 90, deduction=10))]},
        {1: {"allocated": {"P>A": 90}, "disputed": {"A": 10}}},
    ),
    Story(
        "a bundle with a credit memo in it",
        {1: [invoice("A", 100), invoice("B", 50), credit_memo("M", -30), payment("P", 120, memo="A B M")]},
        {1: {"allocated": {"P>A": 100, "P>B": 50, "P>M": -30}, "open": {}, "count": 0, "unapplied": {}}},
    ),
    Story(
        "a bundle that pays more than it comes to",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 160, memo="A B")]},
        {1: {"allocated": {"P>A": 100, "P>B": 50}, "unapplied": {"P": (10, "overpayment")}, "count": 1}},
    ),
    Story(
        "a memo that names nothing of ours",
        {1: [invoice("A", 100), payment("P", "63.50", memo="55667788")]},
        {1: {"unapplied": {"P": (63.5, "not_found")}}},
    ),
    Story(
        "advice names one document that we do not have: the others are paid",
        {1: [invoice("A", 100), payment("P", 155), *advice("P", line("A", 100), line("UNKNOWN-77", 55))]},
        {1: {"allocated": {"P>A": 100}, "unapplied": {"P": (55, "not_found")}}},
    ),
    Story(
        "advice that says a little more than the money brings: costs of banks",
        {1: [invoice("A", 1000), payment("P", 985), *advice("P", line("A", 1000))]},
        {1: {"allocated": {"P>A": 985}, "disputed": {"A": 15}, "causes": ["other/bank_charges"]}},
    ),
    Story(
        "a code and papers that disagree are one dispute",
        {1: [mapped_code("S1", "short_ship", "quantity"), invoice("A", 100, freight_amount=10),
             bill_line("A", 1, "X", 9, "10", "90"), payment("P", 90), *advice("P", line("A", 90, deduction=10,
             code="S1"))]},
        {1: {"count": 1, "disputed": {"A": 10}}},
    ),
]  # fmt: skip
