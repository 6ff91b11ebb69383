"""Restated and cancelled documents beside money, disputes, discounts and credits; returns that are restated themselves."""

from __future__ import annotations

from tests.contract.story import Story, advice, credit_memo, invoice, line, payment, posting

SHORT = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-5"))]

STORIES = [
    Story(
        "a return in part takes the latest rows first",
        {1: [invoice("A", 100), payment("P", 150), *advice("P", line("A", 100), line("B", 50))], 2: [invoice("B", 50)],
         3: [payment("X", -60, on=3, reverses_payment_id="P")]},
        {2: {"allocated": {"P>A": 100, "P>B": 50}}, 3: {"allocated": {"P>A": 100, "P>B": 50, "X>B": -50, "X>A": -10},
         "open": {"A": 10, "B": 50}}},
    ),
    Story(
        "a return of netted credit and discount takes all of it back",
        {1: [invoice("A", 100, "2/10"), credit_memo("M", -30), payment("P", 58),
             *advice("P", line("A", 88, discount=2, deduction=10), line("M", -30))],
         2: [payment("X", -58, on=2, reverses_payment_id="P")]},
        {1: {"discount": {"P>A": 2}, "disputed": {"A": 10}},
         2: {"allocated": {"P>A": 88, "P>M": -30, "X>A": -88, "X>M": 30}, "discount": {"P>A": 2, "X>A": -2},
             "open": {"A": 100, "M": -30}, "count": 0}},
    ),
    Story(
        "a smaller return, sent again, gives the difference back",
        {1: SHORT, 2: [payment("X", -90, on=2, reverses_payment_id="P")], 3: [payment("X", -50, on=2,
         reverses_payment_id="P")]},
        {2: {"open": {"A": 100}, "count": 0}, 3: {"allocated": {"P>A": 90, "X>A": -50}, "unapplied": {}}},
    ),
    Story(
        "a larger return, sent again, takes the difference as well",
        {1: SHORT, 2: [payment("X", -50, on=2, reverses_payment_id="P")], 3: [payment("X", -90, on=2,
         reverses_payment_id="P")]},
        {2: {"open": {"A": 50}, "disputed": {"A": 10}},
         3: {"allocated": {"P>A": 90, "X>A": -90}, "open": {"A": 100}, "unapplied": {}, "count": 0}},
    ),
    Story(
        "a smaller refund, sent again",
        {1: [payment("P", 100)], 2: [payment("X", -100, on=2, reverses_payment_id="P")],
         3: [payment("X", -60, on=2, reverses_payment_id="P")]},
        {2: {"unapplied": {}}, 3: {"unapplied": {"P": (40, "no_reference")}, "allocated": {"P>-": 60, "X>-": -60}}},
    ),
    Story(
        "a payment sent again with more money",
        {1: SHORT, 2: [payment("P", 95)]},
        {2: {"allocated": {"P>A": 90}, "unapplied": {"P": (5, "no_reference")}, "disputed": {"A": 10}}},
    ),
    Story(
        "the latest dispute is withdrawn first",
        {1: [*SHORT, invoice("B", 20)], 2: [payment("Q", 5, on=2), *advice("Q", line("B", 20), line("A", -15,
         claim="CL-6"),
              name="S", on=2)], 3: [invoice("A", 88)]},
        {2: {"disputed": {"A": 25}}, 3: {"disputed": {"A": 13}, "disputes": {"P>A": 10, "Q>A": 3}, "open": {}}},
    ),
    Story(
        "the latest payment gives its money back first",
        {1: [invoice("A", 100), payment("P", 60), *advice("P", line("A", 60, words="part payment"))],
         2: [payment("Q", 40, on=2), *advice("Q", line("A", 40), name="S", on=2)], 3: [invoice("A", 50)]},
        {3: {"allocated": {"P>A": 50}, "unapplied": {"P": (10, "overpayment"), "Q": (40, "overpayment")},
             "disputes": {"P>A": -10, "Q>A": -40}}},
    ),
    Story(
        "a lower gross, all steps at once: what is open, disputes, discount, money",
        {1: [invoice("A", 100, "2/20"), payment("P", 50), *advice("P", line("A", 50, words="part payment"))],
         2: [payment("Q", 38, on=2), *advice("Q", line("A", 38, discount=2, deduction=10), name="S", on=2)],
         3: [invoice("A", 120, "2/20")], 4: [invoice("A", 60, "2/20")]},
        {3: {"open": {"A": 20}, "disputed": {"A": 10}, "discount": {"P>A": 2}},
         4: {"open": {}, "disputed": {}, "discount": {"P>A": 1.2}, "allocated": {"P>A": 50, "Q>A": 8.8},
             "unapplied": {"Q": (29.2, "overpayment")}, "disputes": {"Q>A": -29.2}}},
    ),
    Story(
        "the discount is never more than was taken",
        {1: [invoice("A", 100, "2/20"), payment("P", 99), *advice("P", line("A", 99, discount=1))], 2: [invoice("A",
         80, "2/20")]},
        {2: {"discount": {"P>A": 1}, "allocated": {"P>A": 79}, "unapplied": {"P": (20, "overpayment")}}},
    ),
    Story(
        "credited and paid, a lower gross moves the money first and the credit last",
        {1: [credit_memo("M", -10, "A"), *SHORT], 2: [invoice("A", 95)]},
        {2: {"open": {}, "allocated": {"P>A": 85}, "unapplied": {"P": (5, "overpayment")}}},
    ),
    Story(
        "a higher gross after a lower one is open",
        {1: [invoice("A", 100), payment("P", 100), *advice("P", line("A", 100))], 2: [invoice("A", 80)],
         3: [invoice("A", 90)]},
        {2: {"unapplied": {"P": (20, "overpayment")}}, 3: {"open": {"A": 10}, "unapplied": {"P": (20, "overpayment")},
         "disputes": {"P>A": -20}}},
    ),
    Story(
        "a document cancelled with a misapplied dispute on it",
        {1: [invoice("A", 100), invoice("B", 100), payment("P", 100), *advice("P", line("A", 100))],
         2: [posting("P", "B", 100, on=2)], 3: [invoice("A", 100, is_cancelled=True)]},
        {2: {"disputes": {"P>A": 100}}, 3: {"allocated": {"P>B": 100}, "open": {}, "count": 0}},
    ),
    Story(
        "misapplied cash is repaid when other money pays the document that lacks it",
        {1: [invoice("A", 100), invoice("B", 100), payment("P", 100), *advice("P", line("A", 100))],
         2: [posting("P", "B", 100, on=2)], 3: [payment("Q", 60, on=3), *advice("Q", line("A", 60,
         words="part payment"),
              name="S", on=3)]},
        {3: {"allocated": {"P>B": 100, "Q>A": 60}, "open": {"A": 40}, "ledger": [(100, 40, 0, 60, 0, 0)],
         "unapplied": {}}},
    ),
    Story(
        "cancelled and then valid again",
        {1: [invoice("A", 100)], 2: [invoice("A", 100, is_cancelled=True)], 3: [invoice("A", 100)]},
        {2: {"open": {}, "items": {"A": (0, 0, 0, 0, 0, 0, 0)}}, 3: {"open": {"A": 100}}},
    ),
    Story(
        "money for a cancelled document is an overpayment",
        {1: [invoice("A", 100, is_cancelled=True)], 2: [payment("P", 100, on=2), *advice("P", line("A", 100), on=2)]},
        {2: {"allocated": {}, "unapplied": {"P": (100, "overpayment")}, "disputes": {"P>A": -100},
         "causes": ["other/overpayment"]}},
    ),
    Story(
        "a changed payer on a settled document is quarantined",
        {1: SHORT, 2: [invoice("A", 100, payer_id="B")]},
        {2: {"quarantined": ["invoices"], "disputed": {"A": 10}}},
    ),
    Story(
        "a changed payer on a document that nothing was settled of counts",
        {1: [("payers", {"payer_id": "B", "name": "B"}), invoice("A", 100)], 2: [invoice("A", 100, payer_id="B")],
         3: [payment("P", 100, on=3, payer_id="B"), *advice("P", line("A", 100, payer_id="B"), on=3)]},
        {2: {"quarantined": [], "open": {"A": 100}}, 3: {"allocated": {"P>A": 100}}},
    ),
    Story(
        "a changed currency on a document that is wholly in dispute is quarantined",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 50), *advice("P", line("B", 50), line("A", 0,
         gross=100))],
         2: [invoice("A", 100, currency="EUR")]},
        {2: {"quarantined": ["invoices"], "disputed": {"A": 100}}},
    ),
    Story(
        "money, then its return, then the document restated",
        {1: SHORT, 2: [payment("X", -90, on=2, reverses_payment_id="P")], 3: [invoice("A", 70)]},
        {3: {"open": {"A": 70}, "unapplied": {}, "count": 0}},
    ),
    Story(
        "a higher gross keeps the dispute and the late payment closes both",
        {1: SHORT, 2: [invoice("A", 120)], 3: [payment("Q", 30, on=3), *advice("Q", line("A", 30), name="S", on=3)]},
        {3: {"open": {}, "disputed": {}, "count": 0, "allocated": {"P>A": 90, "Q>A": 30}, "unapplied": {}}},
    ),
    Story(
        "paid once more after the dispute was withdrawn by a lower gross",
        {1: SHORT, 2: [invoice("A", 90)], 3: [payment("Q", 10, on=3), *advice("Q", line("A", 10), name="S", on=3)]},
        {2: {"count": 0, "open": {}, "closed_as": ["withdrawn"]}, 3: {"unapplied": {"Q": (10, "overpayment")},
         "disputes": {"Q>A": -10}}},
    ),
]  # fmt: skip
