"""Two things at once: what the chains of `tests.properties` have found, each by its smallest story."""

from __future__ import annotations

from tests.contract.story import Story, advice, credit_memo, invoice, line, payment, posting

DEDUCTED = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-5"))]

STORIES = [
    Story(
        "a credit memo closes no payment in part",
        {1: [invoice("A", 100), credit_memo("M", -10, "A"), payment("P", 20), *advice("P", line("A", 20))]},
        {1: {"variances": [("P", "A", 80, "partial_payment")], "open": {"A": 80, "M": -10}, "credited": {}, "count": 0}},
    ),
    Story(
        "a credit memo of the night in which money repays the dispute stays open",
        {1: DEDUCTED, 2: [credit_memo("M", -10, "A"), payment("Q", 10, on=2), *advice("Q", line("A", 10), name="S", on=2)]},
        {2: {"allocated": {"P>A": 90, "Q>A": 10}, "credited": {}, "open": {"M": -10}, "count": 0, "closed_as": ["repaid"]}},
    ),
    Story(
        "a lower gross takes money and discount off in one row",
        {1: [invoice("A", 100, "2/10"), payment("P", 98), *advice("P", line("A", 98, discount=2))], 2: [invoice("A",
             50, "2/10")]},
        {2: {"rows": 1, "allocated": {"P>A": 49}, "discount": {"P>A": 1}}},
    ),
    Story(
        "a posting beyond the money that the same advice takes off on another line is quarantined",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line("A", -10, claim="CL-1")),
             posting("P", "A", 100)]},
        {1: {"quarantined": ["cash_applications"], "allocated": {"P>A": 90}, "disputed": {"A": 10}, "unapplied": {}}},
    ),
    Story(
        "a posting of what has been credited meanwhile is an overpayment",
        {1: [invoice("A", 100), invoice("B", 10), payment("P", 100), *advice("P", line("A", 90, deduction=10),
             line("B", 10))],
         2: [credit_memo("M", -4, "A")], 3: [posting("P", "A", 100, on=3)]},
        {2: {"disputed": {"A": 6}, "credited": {"A": 4, "M": -4}},
         3: {"allocated": {"P>A": 96}, "unapplied": {"P": (4, "overpayment")}, "disputed": {}, "open": {"B": 10},
             "disputes": {"P>A": -4, "P>B": 10}, "causes": ["billing_error/misapplied_cash", "other/overpayment"]}},
    ),
    Story(
        "a claim credited in part is credited only for its rest when late advice names it",
        {1: [invoice("A", 100), payment("P", 90, memo="A")], 2: [credit_memo("M", -4, "A")],
         3: [*advice("P", line("A", 90, deduction=10, claim="CL-2"), on=3), credit_memo("M2", -6, "A")]},
        {2: {"disputed": {"A": 6}}, 3: {"credited": {"A": 10, "M2": -6}, "open": {}, "count": 0}},
    ),
    Story(
        "advice that needs no money waits while money pays its document",
        {1: [invoice("A", 100), payment("P", 100), *advice("P", line("A", 100)),
             *advice(None, line("A", 100), line(None, -100, claim="CL-3"), name="Z")]},
        {1: {"allocated": {"P>A": 100}, "open": {}, "count": 0, "unapplied": {}}},
    ),
    Story(
        "advice comes before the memo, even where it needs no money",
        {1: [invoice("A", 100), payment("P", 100, memo="A"),
             *advice(None, line("A", 100), line(None, -100, claim="CL-3"), name="Z")]},
        {1: {"allocated": {"advice>A": 100, "advice>CL-3": -100}, "unapplied": {"P": (100, "overpayment")}, "open": {},
             "disputes": {"P>A": -100, "advice>CL-3": 100}}},
    ),
    Story(
        "two returns of one payment in one night",
        {1: [invoice("A", 100), payment("P", 100), *advice("P", line("A", 100))],
         2: [payment("X", -40, on=2, reverses_payment_id="P"), payment("Y", -60, on=2, reverses_payment_id="P")]},
        {2: {"allocated": {"P>A": 100, "X>A": -40, "Y>A": -60}, "open": {"A": 100}, "unapplied": {}}},
    ),
    Story(
        "two returns of one payment, one night after the other, take each row once",
        {1: [invoice("A", 60), invoice("B", 40), payment("P", 100), *advice("P", line("A", 60), line("B", 40))],
         2: [payment("X", -50, on=2, reverses_payment_id="P")], 3: [payment("Y", -50, on=3, reverses_payment_id="P")]},
        {3: {"open": {"A": 60, "B": 40}, "unapplied": {}}},
    ),
    Story(
        "a return of a payment with a claim and an unapplied rest takes all of it",
        {1: [payment("P", 110), *advice("P", line(None, -10, claim="CL-2"))],
         2: [payment("X", -110, on=2, reverses_payment_id="P")]},
        {1: {"unapplied": {"P": (120, "no_reference")}, "disputes": {"P>CL-2": 10}}, 2: {"unapplied": {}, "count": 0}},
    ),
    Story(
        "what came back in the night of its posting is not there to be posted",
        {1: [invoice("A", 100), payment("P", 100), posting("P", "A", 100), payment("X", -30, reverses_payment_id="P")]},
        {1: {"allocated": {"P>A": 70, "P>-": 30, "X>-": -30}, "unapplied": {}}},
    ),
    Story(
        "a deduction that comes back with its payment leaves a repayment of it too much",
        {1: DEDUCTED,
         2: [invoice("B", 60), payment("Q", 50, on=2), *advice("Q", line("B", 60), line("A", -10, claim="CL-5"),
              name="S", on=2)],
         3: [payment("R", 20, on=3), *advice("R", line("A", 20), name="T", on=3)],
         4: [payment("X", -50, on=4, reverses_payment_id="Q")]},
        {3: {"disputed": {}, "open": {}}, 4: {"unapplied": {"R": (10, "overpayment")}, "open": {"B": 60},
             "disputes": {"R>A": -10}}},
    ),
    Story(
        "cancelled in the night of another posting, a document gives all its money back once",
        {1: [invoice("A", 100), payment("P", 60), *advice("P", line("A", 60, words="part payment")),
             payment("Q", 40), *advice("Q", line("A", 40), name="S")],
         2: [invoice("A", 100, is_cancelled=True), posting("P", "A", 50, on=2)]},
        {2: {"allocated": {}, "open": {}, "unapplied": {"P": (60, "overpayment"), "Q": (40, "overpayment")}}},
    ),
]  # fmt: skip
