"""Credit memos: netted by the payer, met by a deduction, come later, used before."""

from __future__ import annotations

from tests.contract.story import Story, advice, credit_memo, invoice, line, payment

DEDUCTED = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-5"))]

STORIES = [
    Story(
        "a credit memo that the payer nets is allocated to that payment",
        {1: [invoice("A", 100), credit_memo("M", -30), payment("P", 70), *advice("P", line("A", 100), line("M", -30))]},
        {1: {"allocated": {"P>A": 100, "P>M": -30}, "open": {}, "count": 0, "unapplied": {}}},
    ),
    Story(
        "an unused credit memo of the same amount settles the deduction it meets",
        {1: [credit_memo("M", -10, "A"), *DEDUCTED]},
        {1: {"credited": {"A": 10, "M": -10}, "open": {}, "disputed": {}, "count": 0,
             "variances": [("P", "A", 10, "settled_by_credit")]}},
    ),
    Story(
        "a credit memo for another invoice does not settle it",
        {1: [invoice("B", 50), credit_memo("M", -10, "B"), *DEDUCTED]},
        {1: {"credited": {}, "disputed": {"A": 10}, "open": {"B": 50, "M": -10}, "count": 1}},
    ),
    Story(
        "two credit memos that fit are a tie, and a tie settles nothing",
        {1: [credit_memo("M", -10, "A"), credit_memo("M2", -10, "A"), *DEDUCTED]},
        {1: {"credited": {}, "disputed": {"A": 10}, "count": 1}},
    ),
    Story(
        "a credit memo that comes later closes the dispute",
        {1: DEDUCTED, 2: [credit_memo("M", -10, "A")]},
        {1: {"count": 1}, 2: {"credited": {"A": 10, "M": -10}, "disputed": {}, "open": {}, "count": 0,
             "closed_as": ["credited"]}},
    ),
    Story(
        "a smaller credit memo closes it in part",
        {1: DEDUCTED, 2: [credit_memo("M", -4, "A")]},
        {2: {"credited": {"A": 4, "M": -4}, "disputed": {"A": 6}, "ledger": [(10, 6, 4, 0, 0, 0)]}},
    ),
    Story(
        "what is beyond the dispute stays open on the memo",
        {1: DEDUCTED, 2: [credit_memo("M", -15, "A")]},
        {2: {"credited": {"A": 10, "M": -10}, "disputed": {}, "open": {"M": -5}, "count": 0}},
    ),
    Story(
        "two credits close one dispute",
        {1: DEDUCTED, 2: [credit_memo("M", -4, "A"), credit_memo("M2", -6, "A")]},
        {2: {"credited": {"A": 10, "M": -4, "M2": -6}, "count": 0}},
    ),
    Story(
        "one credit closes two disputes, oldest first",
        {1: DEDUCTED,
         2: [invoice("B", 20), payment("S", 5, on=2),
             *advice("S", line("B", 20), line("A", -15, claim="CL-6"), name="T", on=2)],
         3: [credit_memo("M", -18, "A")]},
        {3: {"disputed": {"A": 7}, "credited": {"A": 18, "M": -18}, "ledger": [(15, 7, 8, 0, 0, 0)]}},
    ),
    Story(
        "a deduction whose credit was used before is already credited",
        {1: [invoice("A", 100), credit_memo("M", -10, "A"), invoice("B", 50), payment("P", 40),
             *advice("P", line("B", 50), line("M", -10))],
         2: [payment("Q", 90, on=2), *advice("Q", line("A", 90, deduction=10), name="S", on=2)]},
        {2: {"disputed": {"A": 10}, "causes": ["duplicate/already_credited"]}},
    ),
    Story(
        "a deduction taken again after a credit memo settled it is already credited",
        {1: [credit_memo("M", -10, "A"), *DEDUCTED],
         2: [invoice("B", 50), payment("Q", 40, on=2),
             *advice("Q", line("B", 50), line("A", -10, claim="CL-5"), name="S", on=2)]},
        {1: {"credited": {"A": 10, "M": -10}, "count": 0},
         2: {"disputed": {"A": 10}, "causes": ["duplicate/already_credited"]}},
    ),
    Story(
        "… also where the memo came after the first",
        {1: DEDUCTED, 2: [credit_memo("M", -10, "A")],
         3: [invoice("B", 50), payment("Q", 40, on=3),
             *advice("Q", line("B", 50), line("A", -10, claim="CL-6"), name="S", on=3)]},
        {2: {"closed_as": ["credited"], "count": 0}, 3: {"disputed": {"A": 10}, "causes": ["duplicate/already_credited"]}},
    ),
    Story(
        "a credit memo netted twice is a deduction the second time",
        {1: [invoice("A", 100), credit_memo("M", -30), payment("P", 70), *advice("P", line("A", 100), line("M", -30))],
         2: [invoice("B", 100), payment("Q", 70, on=2), *advice("Q", line("B", 100), line("M", -30), name="S", on=2)]},
        {2: {"allocated": {"P>A": 100, "P>M": -30, "Q>B": 100, "Q>M": -30}, "disputed": {"M": 30}, "count": 1,
             "unapplied": {},
             "causes": ["duplicate/already_credited"]}},
    ),
    Story(
        "a credit memo with the claim's number settles the claim without a document",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line(None, -10, claim="CLAIM-77"))],
         2: [credit_memo("M", -10, "CLAIM-77")]},
        {1: {"disputes": {"P>CLAIM-77": 10}}, 2: {"count": 0, "credited": {"M": -10}, "open": {}}},
    ),
]  # fmt: skip
