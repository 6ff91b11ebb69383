"""Money after disputes in all orders; overpayments that are held, used and refunded."""

from __future__ import annotations

from tests.contract.story import Story, advice, decision, invoice, line, payer, payment, posting

DEDUCTED = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-5"))]
TWO = [
    invoice("A", 100),
    payment("P", 20),
    *advice("P", line("A", 100), line("A", -30, claim="CA"), line("A", -50, claim="CB")),
]
TOO_MUCH = [invoice("A", 100), payment("P", 130), *advice("P", line("A", 130))]
TWICE = [
    invoice("A", 100),
    payment("P", 100),
    *advice("P", line("A", 100)),
    payment("Q", 100),
    *advice("Q", line("A", 100), name="S"),
]

STORIES = [
    Story(
        "money closes the dispute of its claim first",
        {1: TWO, 2: [payment("Q", 30, on=2), *advice("Q", line("A", 30, claim="CB"), name="S", on=2)]},
        {2: {"ledger": [(30, 30, 0, 0, 0, 0), (50, 20, 0, 30, 0, 0)], "disputed": {"A": 50}}},
    ),
    Story(
        "money closes the dispute of its amount next",
        {1: TWO, 2: [payment("Q", 50, on=2), *advice("Q", line("A", 50), name="S", on=2)]},
        {2: {"ledger": [(30, 30, 0, 0, 0, 0)], "disputed": {"A": 30}, "closed_as": ["repaid"]}},
    ),
    Story(
        "money closes the oldest dispute at last",
        {1: [*DEDUCTED, invoice("B", 20)],
         2: [payment("Q", 5, on=2), *advice("Q", line("B", 20), line("A", -15, claim="CL-6"), name="S", on=2)],
         3: [payment("R", 12, on=3), *advice("R", line("A", 12), name="T", on=3)]},
        {3: {"ledger": [(15, 13, 0, 2, 0, 0)], "disputes": {"Q>A": 13}, "disputed": {"A": 13}}},
    ),
    Story(
        "a written-off dispute is closed: money on it is an overpayment",
        {1: DEDUCTED, 2: [decision("written_off", "A", "P")], 3: [payment("Q", 10, on=3), *advice("Q", line("A", 10),
         name="S", on=3)]},
        {2: {"written_off": {"A": 10}, "count": 0, "open": {}},
         3: {"allocated": {"P>A": 90}, "unapplied": {"Q": (10, "overpayment")}, "disputes": {"Q>A": -10}}},
    ),
    Story(
        "a denied dispute stays open until money closes it",
        {1: DEDUCTED, 2: [decision("denied", "A", "P")], 3: [payment("Q", 10, on=3), *advice("Q", line("A", 10),
         name="S", on=3)]},
        {2: {"disputed": {"A": 10}, "count": 1}, 3: {"count": 0, "closed_as": ["repaid"]}},
    ),
    Story(
        "written off in part, the rest lost",
        {1: DEDUCTED, 2: [decision("written_off", "A", "P", 4)], 3: [decision("lost", "A", "P", on=3)]},
        {2: {"ledger": [(10, 6, 0, 0, 4, 0)], "written_off": {"A": 4}, "disputed": {"A": 6}},
         3: {"written_off": {"A": 10}, "count": 0}},
    ),
    Story(
        "written off by a person, then returned by the bank",
        {1: DEDUCTED, 2: [decision("written_off", "A", "P", 4)], 3: [payment("X", -90, on=3, reverses_payment_id="P")]},
        {3: {"open": {"A": 96}, "written_off": {"A": 4}, "disputed": {}, "count": 0}},
    ),
    Story(
        "a refund in part leaves the rest of the overpayment held",
        {1: TWICE, 2: [payment("X", -40, on=2, reverses_payment_id="Q")]},
        {1: {"ledger": [(-100, -100, 0, 0, 0, 0)]},
         2: {"ledger": [(-100, -60, 0, -40, 0, 0)], "unapplied": {"Q": (60, "overpayment")}}},
    ),
    Story(
        "an overpayment that the ERP uses in part",
        {1: [*TWICE, invoice("B", 60)], 2: [posting("Q", "B", 60, on=2)]},
        {2: {"allocated": {"P>A": 100, "Q>B": 60}, "unapplied": {"Q": (40, "overpayment")},
             "ledger": [(-100, -40, 0, 0, 0, -60)]}},
    ),
    Story(
        "an overpayment that its own late advice uses",
        {1: [invoice("A", 100), payment("P", 130, memo="A"), invoice("B", 30)],
         2: advice("P", line("A", 100), line("B", 30), on=2)},
        {1: {"unapplied": {"P": (30, "overpayment")}}, 2: {"allocated": {"P>A": 100, "P>B": 30}, "unapplied": {},
         "count": 0}},
    ),
    Story(
        "an overpayment that the payer takes back from the document with a later payment is used",
        {1: [*TOO_MUCH, invoice("B", 50)], 2: [payment("Q", 20, on=2), *advice("Q", line("B", 50), line("A", -30),
         name="S", on=2)]},
        {1: {"unapplied": {"P": (30, "overpayment")}, "disputes": {"P>A": -30}},
         2: {"allocated": {"P>A": 130, "Q>A": -30, "Q>B": 50}, "unapplied": {}, "open": {}, "disputed": {}, "count": 0,
             "closed_as": ["withdrawn"]}},
    ),
    Story(
        "an overpayment that the payer takes back in part",
        {1: [*TOO_MUCH, invoice("B", 50)], 2: [payment("Q", 40, on=2), *advice("Q", line("B", 50), line("A", -10),
         name="S", on=2)]},
        {2: {"allocated": {"P>A": 110, "Q>A": -10, "Q>B": 50}, "unapplied": {"P": (20, "overpayment")},
             "ledger": [(-30, -20, 0, 0, 0, -10)]}},
    ),
    Story(
        "what the payer takes back beyond the overpayment is withheld",
        {1: [*TOO_MUCH, invoice("B", 50)], 2: [payment("Q", 10, on=2), *advice("Q", line("B", 50), line("A", -40),
         name="S", on=2)]},
        {2: {"allocated": {"P>A": 130, "Q>A": -40, "Q>B": 50}, "unapplied": {}, "disputed": {"A": 10},
         "disputes": {"Q>A": 10}}},
    ),
    Story(
        "what the payer takes back beside a smaller claim: the claim is withheld",
        {1: [*TOO_MUCH, invoice("B", 100)], 2: [payment("Q", 60, on=2), *advice("Q", line("B", 100), line("A", -30),
         line("A", -10, claim="CL-9"), name="S", on=2)]},
        {2: {"allocated": {"P>A": 130, "Q>A": -40, "Q>B": 100}, "unapplied": {}, "disputes": {"Q>A": 10},
             "claims": ["CL-9"]}},
    ),
    Story(
        "a claim that the payer adds to what it took back before uses no overpayment",
        {1: [invoice("A", 100), payment("P", 160), *advice("P", line("A", 160)), invoice("B", 100)],
         2: [payment("Q", 70, on=2), *advice("Q", line("B", 100), line("A", -30), name="S", on=2)],
         3: advice("Q", line("B", 100), line("A", -30), line("A", -10, claim="CL-9"), name="S", on=3)},
        {2: {"unapplied": {"P": (30, "overpayment")}, "disputes": {"P>A": -30}},
         3: {"unapplied": {"P": (30, "overpayment"), "Q": (10, "no_reference")}, "disputes": {"P>A": -30, "Q>A": 10},
             "claims": ["CL-9"]}},
    ),
    Story(
        "a duplicate payment that the payer nets by the payment's own number",
        {1: [*TWICE, invoice("B", 150)],
         2: [payment("R", 50, on=2), *advice("R", line("B", 150), line("payment Q", -100), name="T", on=2)]},
        {2: {"allocated": {"P>A": 100, "Q>A": 100, "R>A": -100, "R>B": 150}, "unapplied": {}, "open": {},
         "disputed": {},
             "count": 0}},
    ),
    Story(
        "an overpayment that is taken back no more is held again",
        {1: [*TOO_MUCH, invoice("B", 50)],
         2: [payment("Q", 20, on=2), *advice("Q", line("B", 50), line("A", -30), name="S", on=2)],
         3: advice("Q", line("B", 20, deduction=30, claim="CL-2"), name="S", on=3)},
        {2: {"unapplied": {}, "count": 0},
         3: {"allocated": {"P>A": 100, "Q>B": 20}, "unapplied": {"P": (30, "overpayment")}, "disputed": {"B": 30},
             "disputes": {"P>A": -30, "Q>B": 30}, "open": {}}},
    ),
    Story(
        "advice sent again uses no more of an overpayment than before",
        {1: [invoice("A", 100), payment("P", 160), *advice("P", line("A", 160)), invoice("B", 50)],
         2: [payment("Q", 20, on=2), *advice("Q", line("B", 50), line("A", -30), name="S", on=2)],
         3: advice("Q", line("B", 50), line("A", -30, words="as agreed"), name="S", on=3)},
        {2: {"unapplied": {"P": (30, "overpayment")}},
         3: {"rows": 0, "unapplied": {"P": (30, "overpayment")}, "disputes": {"P>A": -30}, "open": {}}},
    ),
    Story(
        "an overpayment that advice without money uses",
        {1: [*TOO_MUCH, invoice("B", 30)], 2: advice(None, line("B", 30), line("A", -30), name="Z", on=2)},
        {2: {"allocated": {"P>A": 130, "advice>A": -30, "advice>B": 30}, "unapplied": {}, "open": {}, "count": 0}},
    ),
    Story(
        "a stated deduction on an overpaid document is a deduction: it bears a claim",
        {1: [*TOO_MUCH, invoice("B", 50)], 2: [payment("Q", 20, on=2), *advice("Q", line("B", 50), line("A", -30,
         claim="CL-8",
             words="damaged"), name="S", on=2)]},
        {2: {"unapplied": {"P": (30, "overpayment")}, "disputed": {"A": 30}, "disputes": {"P>A": -30, "Q>A": 30}}},
    ),
    Story(
        "a claim without a document is repaid in part",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line(None, -10, claim="CLAIM-8"))],
         2: [payment("Q", 4, on=2), *advice("Q", line(None, 4, claim="CLAIM-8"), name="S", on=2)]},
        {2: {"ledger": [(10, 6, 0, 4, 0, 0)], "unapplied": {}, "allocated": {"P>A": 100, "P>CLAIM-8": -10, "Q>-": 4}}},
    ),
    Story(
        "a claim without a document is repaid by a line that bears its number as a reference",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line(None, -10, claim="CLAIM-8"))],
         2: [payment("Q", 10, on=2), *advice("Q", line("CLAIM-8", 10), name="S", on=2)]},
        {2: {"count": 0, "closed_as": ["repaid"], "unapplied": {}}},
    ),
    Story(
        "money for a claim that comes before its deduction waits for it",
        {1: [payment("Q", 10), *advice("Q", line(None, 10, claim="CLAIM-8"), name="S")],
         2: [invoice("A", 100), payment("P", 90, on=2), *advice("P", line("A", 100), line(None, -10, claim="CLAIM-8"),
         on=2)],
         3: [invoice("B", 5)]},
        {1: {"unapplied": {"Q": (10, "not_found")}}, 2: {"disputes": {"P>CLAIM-8": 10}}, 3: {"count": 0,
         "unapplied": {}}},
    ),
    Story(
        "a claim without a document is repaid beyond what is open",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line(None, -10, claim="CLAIM-8"))],
         2: [payment("Q", 14, on=2), *advice("Q", line(None, 14, claim="CLAIM-8"), name="S", on=2)]},
        {2: {"count": 0, "unapplied": {"Q": (4, "no_reference")}}},
    ),
    Story(
        "a claim without a document is withdrawn when its payment returns",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line(None, -10, claim="CLAIM-8"))],
         2: [payment("X", -90, on=2, reverses_payment_id="P")]},
        {2: {"allocated": {"P>A": 100, "P>CLAIM-8": -10, "X>A": -100, "X>-": 10}, "open": {"A": 100}, "count": 0}},
    ),
    Story(
        "paid twice, and the second returns: nothing is left of it",
        {1: TWICE, 2: [payment("X", -100, on=2, reverses_payment_id="Q")]},
        {2: {"allocated": {"P>A": 100, "Q>-": 100, "X>-": -100}, "count": 0, "unapplied": {}, "open": {},
         "closed_as": ["repaid"]}},
    ),
    Story(
        "a parent pays a child's invoice a second time",
        {1: [payer("B", ""), invoice("A", 100, payer_id="B"), payment("P", 100, payer_id="B"),
             *advice("P", line("A", 100, payer_id="B"))],
         2: [payment("Q", 100, on=2), *advice("Q", line("A", 100), name="S", on=2)]},
        {2: {"unapplied": {"Q": (100, "overpayment")}, "causes": ["duplicate/payment"], "disputes": {"Q>A": -100}}},
    ),
    Story(
        "an invoice paid in part and then in full: the second line is no duplicate beyond what is owed",
        {1: [invoice("A", 100), payment("P", 60), *advice("P", line("A", 60, words="part payment"))],
         2: [payment("Q", 100, on=2), *advice("Q", line("A", 100), name="S", on=2)]},
        {2: {"allocated": {"P>A": 60, "Q>A": 40}, "unapplied": {"Q": (60, "overpayment")}, "disputes": {"Q>A": -60},
             "open": {}}},
    ),
]  # fmt: skip
