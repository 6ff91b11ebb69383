"""Returns beside discounts, tolerance and repayments; small amounts; payments in part; documents that change late."""

from __future__ import annotations

from tests.contract.story import Story, advice, credit_memo, invoice, line, payment, posting

SHORT = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-5"))]
REPAID = [payment("Q", 10, on=2), *advice("Q", line("A", 10), name="S", on=2)]
LATE = {"on": 20}

STORIES = [
    Story(
        "discount and deduction, each on a line of its own",
        {1: [invoice("A", 100, "2/10"), payment("P", 88),
             *advice("P", line("A", 100), line("A", -2, words="discount"), line("A", -10, claim="CL-1"))]},
        {1: {"discount": {"P>A": 2}, "disputed": {"A": 10}, "count": 1}},
    ),
    Story(
        "a late discount is one variance, all of it",
        {1: [invoice("A", 100, "2/1"), payment("P", 98, **LATE), *advice("P", line("A", 98, gross=100, discount=2))]},
        {1: {"discount": {}, "variances": [("P", "A", 2, "dispute")], "causes": ["other/unearned_discount"]}},
    ),
    Story(
        "a late discount that the advice does not state",
        {1: [invoice("A", 100, "2/1"), payment("P", 98, **LATE), *advice("P", line("A", 98))]},
        {1: {"discount": {}, "disputed": {"A": 2}, "causes": ["other/unearned_discount"]}},
    ),
    Story(
        "a discount in yen is rounded half up to the yen",
        {1: [invoice("A", 1025, "2/10"), payment("P", 1004), *advice("P", line("A", 1004))]},
        {1: {"discount": {"P>A": 21}, "open": {}, "count": 0}},
        currency="JPY",
    ),
    Story(
        "a discount in dinar is rounded half up to the fils",
        {1: [invoice("A", "100.125", "2/10"), payment("P", "98.122"), *advice("P", line("A", "98.122"))]},
        {1: {"discount": {"P>A": 2.003}, "open": {}, "count": 0}},
        currency="KWD",
    ),
    Story(
        "a return of a payment that never came stays unapplied",
        {1: [payment("X", -50, reverses_payment_id="Z")]},
        {1: {"unapplied": {"X": (-50, "not_found")}}},
    ),
    Story(
        "a return in the night of its payment",
        {1: [invoice("A", 100), payment("P", 100), *advice("P", line("A", 100)), payment("X", -100,
         reverses_payment_id="P")]},
        {1: {"open": {"A": 100}, "unapplied": {}, "count": 0}},
    ),
    Story(
        "a return of what the ERP has posted",
        {1: [invoice("A", 100), payment("P", 90), posting("P", "A", 90)], 2: [payment("X", -90, on=2,
         reverses_payment_id="P")]},
        {2: {"allocated": {"P>A": 90, "X>A": -90}, "open": {"A": 100}, "count": 0}},
    ),
    Story(
        "advice that comes after the return changes nothing",
        {1: [invoice("A", 100), payment("P", 90, memo="A")], 2: [payment("X", -90, on=2, reverses_payment_id="P")],
         3: advice("P", line("A", 90, deduction=10), on=3)},
        {3: {"rows": 0, "open": {"A": 100}, "count": 0}},
    ),
    Story(
        "a return in part keeps the dispute",
        {1: SHORT, 2: [payment("X", -40, on=2, reverses_payment_id="P")]},
        {2: {"open": {"A": 40}, "disputed": {"A": 10}, "count": 1}},
    ),
    Story(
        "returned after the repayment: what was repaid stays",
        {1: SHORT, 2: REPAID, 3: [payment("X", -90, on=3, reverses_payment_id="P")]},
        {3: {"open": {"A": 90}, "count": 0, "allocated": {"P>A": 90, "Q>A": 10, "X>A": -90}}},
    ),
    Story(
        "a repayment that returns leaves its document open",
        {1: SHORT, 2: REPAID, 3: [payment("X", -10, on=3, reverses_payment_id="Q")]},
        {3: {"open": {"A": 10}, "count": 0, "unapplied": {}}},
    ),
    Story(
        "a tolerated difference is withdrawn with a return",
        {1: [invoice("A", 100), payment("P", "99.97"), *advice("P", line("A", "99.97"))],
         2: [payment("X", "-99.97", on=2, reverses_payment_id="P")]},
        {2: {"written_off": {}, "open": {"A": 100}, "variances": [("P", "A", 0.03, "withdrawn")]}},
    ),
    Story(
        "an earned discount is withdrawn with a return",
        {1: [invoice("A", 100, "2/10"), payment("P", 98), *advice("P", line("A", 98, discount=2))],
         2: [payment("X", -98, on=2, reverses_payment_id="P")]},
        {2: {"discount": {"P>A": 2, "X>A": -2}, "variances": [("P", "A", 2, "withdrawn")]}},
    ),
    Story(
        "0.05 too much stays on the document",
        {1: [invoice("A", 100), payment("P", "100.05"), *advice("P", line("A", "100.05"))]},
        {1: {"written_off": {"A": -0.05}, "unapplied": {}, "count": 0}},
    ),
    Story(
        "0.06 too much is an overpayment",
        {1: [invoice("A", 100), payment("P", "100.06"), *advice("P", line("A", "100.06"))]},
        {1: {"written_off": {}, "unapplied": {"P": (0.06, "overpayment")}, "disputes": {"P>A": -0.06}}},
    ),
    Story(
        "the rest of a payment in part comes short",
        {1: [invoice("A", 100), payment("P", 40), *advice("P", line("A", 40))],
         2: [payment("Q", 55, on=2), *advice("Q", line("A", 55, deduction=5), name="S", on=2)]},
        {2: {"disputed": {"A": 5}, "disputes": {"Q>A": 5}, "open": {}}},
    ),
    Story(
        "a payment sent again with less money",
        {1: [invoice("A", 100), payment("P", 100), *advice("P", line("A", 100))], 2: [payment("P", 90)]},
        {2: {"allocated": {"P>A": 90}, "disputed": {"A": 10}, "unapplied": {}}},
    ),
    Story(
        "a lower gross on a dispute that is partly repaid and credited",
        {1: [invoice("A", 100), payment("P", 80), *advice("P", line("A", 80, deduction=20))],
         2: [credit_memo("M", -5, "A"), payment("Q", 5, on=2), *advice("Q", line("A", 5), name="S", on=2)],
         3: [invoice("A", 94)]},
        {2: {"disputed": {"A": 10}}, 3: {"disputed": {"A": 4}, "ledger": [(20, 4, 5, 5, 0, 6)]}},
    ),
    Story(
        "a document cancelled with a dispute credited in part",
        {1: SHORT, 2: [credit_memo("M", -4, "A")], 3: [invoice("A", 100, is_cancelled=True)]},
        {3: {"open": {"M": -4}, "disputed": {}, "unapplied": {"P": (90, "overpayment")}, "disputes": {"P>A": -90}}},
    ),
    Story(
        "a cancelled document whose money is refunded",
        {1: SHORT, 2: [invoice("A", 100, is_cancelled=True)], 3: [payment("X", -90, on=3, reverses_payment_id="P")]},
        {3: {"unapplied": {}, "count": 0, "closed_as": ["repaid"]}},
    ),
]  # fmt: skip
