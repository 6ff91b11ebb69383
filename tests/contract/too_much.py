"""Money after a dispute, and money beyond what is owed."""

from __future__ import annotations

from tests.contract.story import Story, advice, invoice, line, payment, posting

DEDUCTED = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-5"))]
PAID = [invoice("A", 100), payment("P", 100), *advice("P", line("A", 100))]

STORIES = [
    Story(
        "money on a document closes its open dispute",
        {1: DEDUCTED, 2: [payment("Q", 10, on=2), *advice("Q", line("A", 10), name="S", on=2)]},
        {2: {"allocated": {"P>A": 90, "Q>A": 10}, "disputed": {}, "open": {}, "count": 0, "closed_as": ["repaid"]}},
    ),
    Story(
        "a memo repays the dispute of the same amount first",
        {1: [invoice("A", 100), payment("P", 20),
             *advice("P", line("A", 100), line("A", -30, claim="CA"), line("A", -50, claim="CB"))],
         2: [payment("Q", 50, on=2, memo="A")]},
        {2: {"disputed": {"A": 30}, "count": 1, "ledger": [(30, 30, 0, 0, 0, 0)]}},
    ),
    Story(
        "repaid in part",
        {1: DEDUCTED, 2: [payment("Q", 4, on=2), *advice("Q", line("A", 4), name="S", on=2)]},
        {2: {"disputed": {"A": 6}, "ledger": [(10, 6, 0, 4, 0, 0)], "count": 1}},
    ),
    Story(
        "repaid beyond the dispute: the rest is an overpayment",
        {1: DEDUCTED, 2: [payment("Q", 12, on=2), *advice("Q", line("A", 12), name="S", on=2)]},
        {2: {"allocated": {"P>A": 90, "Q>A": 10}, "unapplied": {"Q": (2, "overpayment")}, "disputes": {"Q>A": -2},
             "causes": ["other/overpayment"]}},
    ),
    Story(
        "repaid by claim number alone",
        {1: DEDUCTED, 2: [payment("Q", 10, on=2), *advice("Q", line(None, 10, claim="CL-5"), name="S", on=2)]},
        {2: {"allocated": {"P>A": 90, "Q>A": 10}, "count": 0}},
    ),
    Story(
        "a claim without a document is repaid by its number",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line(None, -10, claim="CLAIM-8"))],
         2: [payment("Q", 10, on=2), *advice("Q", line(None, 10, claim="CLAIM-8"), name="S", on=2)]},
        {2: {"count": 0, "closed_as": ["repaid"], "unapplied": {}}},
    ),
    Story(
        "the same invoice paid twice is a duplicate payment",
        {1: PAID, 2: [payment("Q", 100, on=2), *advice("Q", line("A", 100), name="S", on=2)]},
        {2: {"allocated": {"P>A": 100}, "unapplied": {"Q": (100, "overpayment")}, "disputes": {"Q>A": -100},
             "causes": ["duplicate/payment"], "open": {}}},
    ),
    Story(
        "paid twice in one night",
        {1: [*PAID, payment("Q", 100), *advice("Q", line("A", 100), name="S")]},
        {1: {"allocated": {"P>A": 100}, "unapplied": {"Q": (100, "overpayment")}, "causes": ["duplicate/payment"]}},
    ),
    Story(
        "a line that pays in full a document already paid repays no dispute on it",
        {1: DEDUCTED, 2: [payment("Q", 100, on=2), *advice("Q", line("A", 100), name="S", on=2)]},
        {2: {"allocated": {"P>A": 90}, "disputed": {"A": 10}, "unapplied": {"Q": (100, "overpayment")},
             "disputes": {"P>A": 10, "Q>A": -100}}},
    ),
    Story(
        "two payments a little too much: only what is tolerable in all is tolerated",
        {1: [*PAID, payment("Q", "0.03"), *advice("Q", line("A", "0.03"), name="S"),
             payment("T", "0.03"), *advice("T", line("A", "0.03"), name="U")]},
        {1: {"allocated": {"P>A": 100, "Q>A": 0.03}, "written_off": {"A": -0.03},
             "unapplied": {"T": (0.03, "overpayment")}, "open": {}}},
    ),
    Story(
        "more paid than owed",
        {1: [invoice("A", 100), payment("P", 130), *advice("P", line("A", 130))]},
        {1: {"allocated": {"P>A": 100}, "unapplied": {"P": (30, "overpayment")}, "disputes": {"P>A": -30}, "open": {}}},
    ),
    Story(
        "an earned discount is worked out first, then what is too much",
        {1: [invoice("A", 100, "2/10"), payment("P", 110), *advice("P", line("A", 110, gross=100, discount=2))]},
        {1: {"allocated": {"P>A": 98}, "discount": {"P>A": 2}, "unapplied": {"P": (12, "overpayment")}, "open": {}}},
    ),
    Story(
        "a refund closes the overpayment as repaid",
        {1: PAID, 2: [payment("Q", 100, on=2), *advice("Q", line("A", 100), name="S", on=2)],
         3: [payment("X", -100, on=3, reverses_payment_id="Q")]},
        {3: {"unapplied": {}, "count": 0, "closed_as": ["repaid"], "allocated": {"P>A": 100, "Q>-": 100, "X>-": -100}}},
    ),
    Story(
        "one refund and two overpayments: the one of the same amount is closed",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 150), *advice("P", line("A", 100), line("B", 50))],
         2: [invoice("D", 10), payment("Q", 165, on=2), *advice("Q", line("A", 100), line("B", 50), line("D", 15),
              name="S", on=2)],
         3: [payment("X", -50, on=3, reverses_payment_id="Q")]},
        {2: {"disputes": {"Q>A": -100, "Q>B": -50, "Q>D": -5}, "unapplied": {"Q": (155, "overpayment")}},
         3: {"disputes": {"Q>A": -100, "Q>D": -5}, "unapplied": {"Q": (105, "overpayment")}}},
    ),
    Story(
        "an overpayment that the ERP uses for another invoice is withdrawn",
        {1: PAID, 2: [invoice("B", 100), payment("Q", 100, on=2), *advice("Q", line("A", 100), name="S", on=2)],
         3: [posting("Q", "B", 100, on=3)]},
        {2: {"disputes": {"Q>A": -100}, "open": {"B": 100}},
         3: {"allocated": {"P>A": 100, "Q>B": 100}, "unapplied": {}, "open": {}, "closed_as": ["withdrawn"]}},
    ),
]  # fmt: skip
