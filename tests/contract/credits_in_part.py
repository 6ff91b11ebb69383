"""Credit memos by other keys than the invoice's, in part, several for one, one for several; what became of them later."""

from __future__ import annotations

from tests.contract.story import Story, advice, credit_memo, decision, invoice, line, payment

DEDUCTED = [invoice("A", 100, po_number="PO-51", delivery_number="DEL-51"), payment("P", 90),
            *advice("P", line("A", 90, deduction=10, claim="CL-5"))]  # fmt: skip
TWICE = [*DEDUCTED, invoice("B", 20)]
AGAIN = [payment("Q", 5, on=2), *advice("Q", line("B", 20), line("A", -15, claim="CL-6"), name="S", on=2)]

STORIES = [
    Story(
        "an unused memo of an earlier night settles the deduction that meets it",
        {1: [invoice("A", 100), credit_memo("M", -10, "A")], 2: [payment("P", 90, on=2), *advice("P", line("A", 90,
             deduction=10), on=2)]},
        {1: {"open": {"A": 100, "M": -10}}, 2: {"credited": {"A": 10, "M": -10}, "open": {}, "count": 0,
         "variances": [("P", "A", 10, "settled_by_credit")]}},
    ),
    Story(
        "an unused memo settles an unsaid deduction as well",
        {1: [invoice("A", 100), credit_memo("M", -10, "A"), payment("P", 90, memo="A")]},
        {1: {"credited": {"A": 10, "M": -10}, "open": {}, "count": 0}},
    ),
    Story(
        "an unused memo of another amount that came earlier settles nothing",
        {1: [invoice("A", 100), credit_memo("M", -15, "A")], 2: [payment("P", 90, on=2), *advice("P", line("A", 90,
             deduction=10), on=2)]},
        {2: {"credited": {}, "disputed": {"A": 10}, "open": {"M": -15}, "count": 1}},
    ),
    Story(
        "a memo of the same night with another amount closes the dispute in part",
        {1: [*DEDUCTED, credit_memo("M", -4, "A")]},
        {1: {"credited": {"A": 4, "M": -4}, "disputed": {"A": 6}, "ledger": [(10, 6, 4, 0, 0, 0)]}},
    ),
    Story(
        "a memo that names the claim",
        {1: DEDUCTED, 2: [credit_memo("M", -10, "CL-5")]},
        {2: {"credited": {"A": 10, "M": -10}, "count": 0}},
    ),
    Story(
        "a memo that names the order",
        {1: DEDUCTED, 2: [credit_memo("M", -10, po_number="PO-51")]},
        {2: {"credited": {"A": 10, "M": -10}, "count": 0}},
    ),
    Story(
        "a memo that names the delivery",
        {1: DEDUCTED, 2: [credit_memo("M", -10, delivery_number="DEL-51")]},
        {2: {"credited": {"A": 10, "M": -10}, "count": 0}},
    ),
    Story(
        "a memo that names nothing closes nothing",
        {1: DEDUCTED, 2: [credit_memo("M", -10)]},
        {2: {"credited": {}, "open": {"M": -10}, "disputed": {"A": 10}}},
    ),
    Story(
        "a memo in another currency closes nothing",
        {1: DEDUCTED, 2: [credit_memo("M", -10, "A", currency="EUR")]},
        {2: {"credited": {}, "open": {"M": -10}, "disputed": {"A": 10}}},
    ),
    Story(
        "a later memo closes the dispute of the same amount before an older one",
        {1: TWICE, 2: AGAIN, 3: [credit_memo("M", -15, "A")]},
        {3: {"credited": {"A": 15, "M": -15}, "disputes": {"P>A": 10}, "count": 1}},
    ),
    Story(
        "a later memo closes the dispute of its claim before one of the same amount",
        {1: TWICE, 2: AGAIN, 3: [credit_memo("M", -10, "A", po_number="CL-6")]},
        {3: {"credited": {"A": 10, "M": -10}, "disputes": {"P>A": 10, "Q>A": 5}}},
    ),
    Story(
        "two later memos of the same amount: the second stays open",
        {1: DEDUCTED, 2: [credit_memo("M", -10, "A"), credit_memo("M2", -10, "A")]},
        {2: {"credited": {"A": 10, "M": -10}, "open": {"M2": -10}, "count": 0}},
    ),
    Story(
        "several credits for one claim, night after night",
        {1: DEDUCTED, 2: [credit_memo("M", -3, "A")], 3: [credit_memo("M2", -3, "CL-5")], 4: [credit_memo("M3", -6,
         "A")]},
        {3: {"ledger": [(10, 4, 6, 0, 0, 0)]}, 4: {"credited": {"A": 10, "M3": -4}, "open": {"M3": -2}, "count": 0}},
    ),
    Story(
        "credited in part, the rest repaid",
        {1: DEDUCTED, 2: [credit_memo("M", -4, "A")], 3: [payment("Q", 6, on=3), *advice("Q", line("A", 6), name="S",
         on=3)]},
        {3: {"allocated": {"P>A": 90, "Q>A": 6}, "credited": {"A": 4}, "disputed": {}, "count": 0,
             "closed_as": ["repaid"], "unapplied": {}}},
    ),
    Story(
        "credited in part, the rest written off by a person",
        {1: DEDUCTED, 2: [credit_memo("M", -4, "A")], 3: [decision("written_off", "A", "P", on=3)]},
        {3: {"credited": {"A": 4}, "written_off": {"A": 6}, "disputed": {}, "count": 0, "closed_as": ["written_off"]}},
    ),
    Story(
        "credited in part, then returned by the bank: what was credited stays",
        {1: DEDUCTED, 2: [credit_memo("M", -4, "A")], 3: [payment("X", -90, on=3, reverses_payment_id="P")]},
        {3: {"open": {"A": 96}, "credited": {"A": 4}, "disputed": {}, "count": 0, "closed_as": ["withdrawn"]}},
    ),
    Story(
        "deducted, credited in part, taken again, returned by the bank",
        {1: TWICE, 2: [credit_memo("M", -4, "A")],
         3: [payment("Q", 10, on=3), *advice("Q", line("B", 20), line("A", -10, claim="CL-5"), name="S", on=3)],
         4: [payment("X", -90, on=4, reverses_payment_id="P")]},
        {3: {"disputed": {"A": 16}, "disputes": {"P>A": 6, "Q>A": 10}, "causes": ["duplicate/deduction",
         "other/unexplained"]},
         4: {"allocated": {"P>A": 90, "X>A": -90, "Q>A": -10, "Q>B": 20}, "disputed": {"A": 10}, "open": {"A": 96},
             "credited": {"A": 4}, "count": 1}},
    ),
    Story(
        "taken again under another claim number after it was credited",
        {1: TWICE, 2: [credit_memo("M", -10, "A")],
         3: [payment("Q", 10, on=3), *advice("Q", line("B", 20), line("A", -10, claim="CL-77", code="ZZ"), name="S",
         on=3)]},
        {3: {"disputed": {"A": 10}, "credited": {"A": 10}, "disputes": {"Q>A": 10}, "count": 1}},
    ),
    Story(
        "a memo netted in part stays open for the rest",
        {1: [invoice("A", 100), credit_memo("M", -30), payment("P", 80), *advice("P", line("A", 100), line("M", -20))]},
        {1: {"allocated": {"P>A": 100, "P>M": -20}, "open": {"M": -10}, "count": 0}},
    ),
    Story(
        "a memo netted beyond what it has: the rest is withheld",
        {1: [invoice("A", 100), credit_memo("M", -30), payment("P", 60), *advice("P", line("A", 100), line("M", -40))]},
        {1: {"allocated": {"P>A": 100, "P>M": -40}, "disputed": {"M": 10}, "open": {}, "count": 1}},
    ),
    Story(
        "a smaller credit memo, not used yet, reduces what is open on it",
        {1: [credit_memo("M", -10)], 2: [credit_memo("M", -6)]},
        {2: {"open": {"M": -6}, "variances": []}},
    ),
    Story(
        "a smaller credit memo, used: the dispute that it closed is open again for the difference",
        {1: DEDUCTED, 2: [credit_memo("M", -10, "A")], 3: [credit_memo("M", -6, "A")]},
        {2: {"count": 0}, 3: {"credited": {"A": 6, "M": -6}, "disputed": {"A": 4}, "open": {}, "ledger": [(10, 4, 6, 0,
         0, 0)],
         "since": [(4, 1)]}},
    ),
    Story(
        "a smaller credit memo, that settled a deduction at once: the difference is in dispute",
        {1: [credit_memo("M", -10, "A"), *DEDUCTED], 2: [credit_memo("M", -6, "A")]},
        {2: {"credited": {"A": 6, "M": -6}, "disputed": {"A": 4}, "open": {}, "count": 1}},
    ),
    Story(
        "a smaller credit memo, partly used: first what is open on it",
        {1: DEDUCTED, 2: [credit_memo("M", -15, "A")], 3: [credit_memo("M", -8, "A")]},
        {2: {"credited": {"A": 10, "M": -10}, "open": {"M": -5}},
         3: {"credited": {"A": 8, "M": -8}, "disputed": {"A": 2}, "open": {}, "ledger": [(10, 2, 8, 0, 0, 0)]}},
    ),
    Story(
        "a cancelled credit memo gives its dispute back",
        {1: DEDUCTED, 2: [credit_memo("M", -10, "A")], 3: [credit_memo("M", -10, "A", is_cancelled=True)]},
        {3: {"credited": {}, "disputed": {"A": 10}, "open": {}, "ledger": [(10, 10, 0, 0, 0, 0)]}},
    ),
    Story(
        "a larger credit memo closes more of the dispute",
        {1: DEDUCTED, 2: [credit_memo("M", -4, "A")], 3: [credit_memo("M", -7, "A")]},
        {2: {"ledger": [(10, 6, 4, 0, 0, 0)]}, 3: {"credited": {"A": 7, "M": -7}, "open": {}, "disputed": {"A": 3},
         "ledger": [(10, 3, 7, 0, 0, 0)]}},
    ),
    Story(
        "a smaller credit memo that the payer has netted is open for the difference",
        {1: [invoice("A", 100), credit_memo("M", -30), payment("P", 70), *advice("P", line("A", 100), line("M", -30))],
         2: [credit_memo("M", -20)]},
        {2: {"allocated": {"P>A": 100, "P>M": -30}, "open": {"M": 10}, "items": {"M": (-20, -30, 0, 0, 0, 0, 10)}}},
    ),
]  # fmt: skip
