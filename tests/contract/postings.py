"""What the ERP has posted: facts that replace the cascade, and their disagreement with the advice."""

from __future__ import annotations

from tests.contract.story import Story, advice, invoice, line, payment, posting

SHORT = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10))]

STORIES = [
    Story(
        "a posted discount is granted where the advice names another document, too",
        {1: [invoice("A", 100, "2/10"), payment("P", 98), *advice("P", line("99887766", 98))],
         2: [posting("P", "A", 98, 2, on=2)]},
        {1: {"unapplied": {"P": (98, "not_found")}},
         2: {"allocated": {"P>A": 98}, "discount": {"P>A": 2}, "open": {}, "count": 0}},
    ),
    Story(
        "a posting that says what stands writes nothing",
        {1: SHORT, 2: [posting("P", "A", 90, on=2)]},
        {2: {"rows": 0, "count": 1, "disputed": {"A": 10}, "allocated": {"P>A": 90}}},
    ),
    Story(
        "a posting on another invoice corrects the allocation and is misapplied cash",
        {1: [invoice("A", 100), invoice("B", 100), payment("P", 100), *advice("P", line("A", 100))],
         2: [posting("P", "B", 100, on=2)]},
        {2: {"allocated": {"P>B": 100}, "open": {"A": 100}, "disputed": {}, "disputes": {"P>A": 100},
             "causes": ["billing_error/misapplied_cash"]}},
    ),
    Story(
        "misapplied cash is withdrawn when advice and posting agree",
        {1: [invoice("A", 100), invoice("B", 100), payment("P", 100), *advice("P", line("A", 100))],
         2: [posting("P", "B", 100, on=2)], 3: [posting("P", "B", 0, on=3), posting("P", "A", 100, on=3)]},
        {3: {"allocated": {"P>A": 100}, "count": 0, "open": {"B": 100}, "closed_as": ["withdrawn"]}},
    ),
    Story(
        "a stated deduction stays on its document when the posting is on another one",
        {1: [invoice("A", 100), invoice("B", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10))],
         2: [posting("P", "B", 90, on=2)]},
        {2: {"allocated": {"P>B": 90}, "open": {"A": 90, "B": 10}, "disputed": {"A": 10}, "count": 2}},
    ),
    Story(
        "without advice a short posting is a variance",
        {1: [invoice("A", 100), payment("P", 90), posting("P", "A", 90)]},
        {1: {"allocated": {"P>A": 90}, "methods": ["posting"], "disputed": {"A": 10}, "count": 1}},
    ),
    Story(
        "a posted discount beyond the earned one is a variance",
        {1: [invoice("A", 100), payment("P", 95), posting("P", "A", 95, discount=5)]},
        {1: {"discount": {}, "disputed": {"A": 5}, "causes": ["other/unearned_discount"]}},
    ),
    Story(
        "what a posting puts beyond what its document owes is an overpayment",
        {1: [invoice("A", 100), payment("P", 120), posting("P", "A", 120)]},
        {1: {"allocated": {"P>A": 100}, "unapplied": {"P": (20, "overpayment")}, "disputes": {"P>A": -20}}},
    ),
    Story(
        "postings beyond the payment's money are quarantined",
        {1: [invoice("A", 100), payment("P", 90), posting("P", "A", 100)]},
        {1: {"quarantined": ["cash_applications"], "allocated": {}, "unapplied": {"P": (90, "no_reference")}}},
    ),
    Story(
        "a posting on a document that we do not have is quarantined",
        {1: [payment("P", 90), posting("P", "A", 90)]},
        {1: {"quarantined": ["cash_applications"]}},
    ),
    Story(
        "the rest of a posted payment goes through the cascade",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 150), *advice("P", line("A", 100), line("B", 50)),
             posting("P", "A", 100)]},
        {1: {"allocated": {"P>A": 100, "P>B": 50}, "unapplied": {}, "count": 0}},
    ),
    Story(
        "a posting that comes after the return changes nothing",
        {1: SHORT, 2: [payment("X", -90, on=2, reverses_payment_id="P")], 3: [posting("P", "A", 90, on=3)]},
        {3: {"rows": 0, "open": {"A": 100}, "allocated": {"P>A": 90, "X>A": -90}}},
    ),
]  # fmt: skip
