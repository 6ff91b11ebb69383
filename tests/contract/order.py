"""The order of a night: what comes first takes the document, and what comes after it finds it taken."""

from __future__ import annotations

from tests.contract.story import Story, advice, credit_memo, invoice, line, payment, posting

PAID_BY_TWO = [
    invoice("A", 100),
    payment("P", 100, memo="A"),
    payment("Q", 100),
    *advice("Q", line("A", 100)),
]

STORIES = [
    Story(
        "documents come before the money of the same night",
        {1: [payment("P", 100), *advice("P", line("A", 100)), invoice("A", 100)]},
        {1: {"allocated": {"P>A": 100}, "open": {}, "items": {"A": (100, 100, 0, 0, 0, 0, 0)}}},
    ),
    Story(
        "an item that has nothing open any more is shown once",
        {1: [invoice("A", 100)], 2: [payment("P", 100, on=2), *advice("P", line("A", 100), on=2)], 3: [invoice("B",
         5)]},
        {2: {"items": {"A": (100, 100, 0, 0, 0, 0, 0)}}, 3: {"items": {"B": (5, 0, 0, 0, 0, 0, 5)}}},
    ),
    Story(
        "a reversal comes before new money: the invoice is free for it",
        {1: [invoice("A", 100), payment("P", 100), *advice("P", line("A", 100))],
         2: [payment("X", -100, on=2, reverses_payment_id="P"), payment("Q", 100, on=2), *advice("Q", line("A", 100),
              name="S", on=2)]},
        {2: {"allocated": {"P>A": 100, "X>A": -100, "Q>A": 100}, "open": {}, "count": 0, "unapplied": {}}},
    ),
    Story(
        "the ERP's posting comes before the advice of another payment",
        {1: [invoice("A", 100), payment("P", 100), *advice("P", line("A", 100)), payment("Q", 100), posting("Q", "A",
         100)]},
        {1: {"allocated": {"Q>A": 100}, "unapplied": {"P": (100, "overpayment")}, "disputes": {"P>A": -100}}},
    ),
    Story(
        "the advice comes before the memo of another payment",
        {1: PAID_BY_TWO},
        {1: {"allocated": {"Q>A": 100}, "unapplied": {"P": (100, "overpayment")}, "causes": ["duplicate/payment"]}},
    ),
    Story(
        "credit lines of the advice come before unused memos meet deductions",
        {1: [invoice("A", 100), credit_memo("M", -10, "A"), payment("P", 80),
             *advice("P", line("A", 100), line("M", -10), line("A", -10, claim="CL-1"))]},
        {1: {"allocated": {"P>A": 90, "P>M": -10}, "credited": {}, "disputed": {"A": 10},
             "causes": ["duplicate/already_credited"]}},
    ),
    Story(
        "a deduction taken back from an invoice settled earlier is a negative row",
        {1: [invoice("A", 100), payment("P", 100), *advice("P", line("A", 100))],
         2: [invoice("B", 50), payment("Q", 40, on=2), *advice("Q", line("B", 50), line("A", -10, claim="CL-1"),
         name="S", on=2)]},
        {2: {"allocated": {"P>A": 100, "Q>B": 50, "Q>A": -10}, "disputed": {"A": 10}, "open": {}, "unapplied": {},
             "items": {"A": (100, 90, 0, 0, 0, 10, 0), "B": (50, 50, 0, 0, 0, 0, 0)}}},
    ),
    Story(
        "a posting that says otherwise is a new pair of rows, and its method says so",
        {1: [invoice("A", 100), invoice("B", 100), payment("P", 100, memo="A")], 2: [posting("P", "B", 100, on=2)]},
        {1: {"methods": ["memo_exact"]}, 2: {"methods": ["correction_withdrawn", "posting"],
         "allocated": {"P>B": 100}}},
    ),
    Story(
        "the rest of a posted payment goes through the cascade again, and only differences are written",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 150), *advice("P", line("A", 100), line("B", 50))],
         2: [posting("P", "A", 100, on=2)]},
        {2: {"rows": 0, "allocated": {"P>A": 100, "P>B": 50}}},
    ),
    Story(
        "an unsaid variance goes with the row that a posting replaces",
        {1: [invoice("A", 100), invoice("B", 95), payment("P", 90, memo="A")], 2: [posting("P", "B", 90, on=2)]},
        {1: {"disputed": {"A": 10}},
         2: {"allocated": {"P>B": 90}, "open": {"A": 100}, "disputed": {"B": 5},
             "variances": [("P", "A", 10, "withdrawn"), ("P", "B", 5, "dispute")]}},
    ),
    Story(
        "with advice, a short posting on a document that it does not name leaves the rest open",
        {1: [invoice("A", 100), invoice("B", 130), payment("P", 100), *advice("P", line("A", 100))],
         2: [posting("P", "B", 100, on=2)]},
        {2: {"open": {"A": 100, "B": 30}, "variances": [("P", "A", 100, "dispute")]}},
    ),
    Story(
        "postings may exceed the money by the claims without a document",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line(None, -10, claim="CLAIM-5")),
             posting("P", "A", 100)]},
        {1: {"quarantined": [], "allocated": {"P>A": 100, "P>CLAIM-5": -10}, "disputes": {"P>CLAIM-5": 10}}},
    ),
    Story(
        "a posting of a payment that we do not have is quarantined",
        {1: [invoice("A", 100), posting("Z", "A", 100)]},
        {1: {"quarantined": ["cash_applications"], "open": {"A": 100}}},
    ),
    Story(
        "a posting in another currency is quarantined",
        {1: [invoice("A", 100, currency="EUR"), payment("P", 100), posting("P", "A", 100)]},
        {1: {"quarantined": ["cash_applications"], "allocated": {}, "open": {"A": 100}}},
    ),
    Story(
        "late advice never replaces a posting",
        {1: [invoice("A", 90), invoice("B", 90), payment("P", 90), posting("P", "A", 90)],
         2: advice("P", line("B", 90), on=2)},
        {2: {"rows": 0, "allocated": {"P>A": 90}, "disputes": {"P>B": 90}, "causes": ["billing_error/misapplied_cash"],
             "open": {"B": 90}}},
    ),
    Story(
        "misapplied cash is what the advice says less what is posted, once, where the advice says more",
        {1: [invoice("A", 60), invoice("B", 100), payment("P", 100), *advice("P", line("A", 60), line("B", 40,
             words="part payment"))],
         2: [posting("P", "A", 40, on=2), posting("P", "B", 60, on=2)]},
        {2: {"allocated": {"P>A": 40, "P>B": 60}, "disputes": {"P>A": 20}, "open": {"A": 20, "B": 40},
             "causes": ["billing_error/misapplied_cash"]}},
    ),
    Story(
        "a posted discount is earned as far as the terms go",
        {1: [invoice("A", 100, "2/10"), payment("P", 95), posting("P", "A", 95, discount=5)]},
        {1: {"discount": {"P>A": 2}, "disputed": {"A": 3}, "causes": ["other/unearned_discount"]}},
    ),
    Story(
        "a negative posting takes a deduction back from a document settled earlier",
        {1: [invoice("A", 100), payment("P", 100), *advice("P", line("A", 100))],
         2: [invoice("B", 50), payment("Q", 40, on=2), *advice("Q", line("B", 50), line("A", -10, claim="CL-1"),
         name="S", on=2),
             posting("Q", "B", 50, on=2), posting("Q", "A", -10, on=2)]},
        {2: {"quarantined": [], "allocated": {"P>A": 100, "Q>B": 50, "Q>A": -10}, "disputed": {"A": 10},
         "unapplied": {}}},
    ),
]  # fmt: skip
