"""Returned payments, refunds, restated and cancelled documents."""

from __future__ import annotations

from tests.contract.story import Story, advice, credit_memo, invoice, line, payment

SHORT = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10))]

STORIES = [
    Story(
        "a returned payment opens the invoice again and withdraws its variances",
        {1: SHORT, 2: [payment("X", -90, on=2, reverses_payment_id="P")]},
        {2: {"allocated": {"P>A": 90, "X>A": -90}, "open": {"A": 100}, "disputed": {}, "count": 0,
             "variances": [("P", "A", 10, "withdrawn")], "unapplied": {}, "closed_as": ["withdrawn"]}},
    ),
    Story(
        "a return takes the discount back as well",
        {1: [invoice("A", 100, "2/10"), payment("P", 98), *advice("P", line("A", 98, discount=2))],
         2: [payment("X", -98, on=2, reverses_payment_id="P")]},
        {2: {"discount": {"P>A": 2, "X>A": -2}, "open": {"A": 100}}},
    ),
    Story(
        "what was unapplied is netted by a row without a document on each of the two",
        {1: [invoice("A", 80), payment("P", 100), *advice("P", line("A", 80))],
         2: [payment("X", -100, on=2, reverses_payment_id="P")]},
        {1: {"unapplied": {"P": (20, "no_reference")}},
         2: {"allocated": {"P>A": 80, "P>-": 20, "X>A": -80, "X>-": -20}, "unapplied": {}, "open": {"A": 80}}},
    ),
    Story(
        "a reversal in part takes the unapplied rest first, then the latest rows",
        {1: [invoice("A", 80), payment("P", 100), *advice("P", line("A", 80))],
         2: [payment("X", -50, on=2, reverses_payment_id="P")]},
        {2: {"allocated": {"P>A": 80, "P>-": 20, "X>A": -30, "X>-": -20}, "unapplied": {}, "open": {"A": 30}}},
    ),
    Story(
        "paid again after the return",
        {1: SHORT, 2: [payment("X", -90, on=2, reverses_payment_id="P")],
         3: [payment("Q", 100, on=3), *advice("Q", line("A", 100), name="S", on=3)]},
        {3: {"open": {}, "count": 0, "allocated": {"P>A": 90, "X>A": -90, "Q>A": 100}}},
    ),
    Story(
        "a return that is sent again takes nothing more",
        {1: SHORT, 2: [payment("X", -90, on=2, reverses_payment_id="P")],
         3: [payment("X", -90, on=2, reverses_payment_id="P", method="ACH")]},
        {3: {"allocated": {"P>A": 90, "X>A": -90}, "open": {"A": 100}, "unapplied": {}, "rows": 0}},
    ),
    Story(
        "a return beyond the payment leaves its rest unapplied, night after night",
        {1: SHORT, 2: [payment("X", -95, on=2, reverses_payment_id="P")], 3: [invoice("B", 5)]},
        {2: {"unapplied": {"X": (-5, "not_found")}},
         3: {"allocated": {"P>A": 90, "X>A": -90}, "open": {"A": 100, "B": 5}, "unapplied": {"X": (-5, "not_found")}}},
    ),
    Story(
        "two returns never take more than the payment put",
        {1: SHORT, 2: [payment("X", -60, on=2, reverses_payment_id="P")], 3: [payment("Y", -60, on=3,
             reverses_payment_id="P")]},
        {3: {"allocated": {"P>A": 90, "X>A": -60, "Y>A": -30}, "open": {"A": 100}, "unapplied": {"Y": (-30, "not_found")},
             "count": 0}},
    ),
    Story(
        "a whole return in two parts takes the discount back as well",
        {1: [invoice("A", 100, "2/10"), payment("P", 98), *advice("P", line("A", 98, discount=2))],
         2: [payment("X", -50, on=2, reverses_payment_id="P")], 3: [payment("Y", -48, on=3, reverses_payment_id="P")]},
        {3: {"open": {"A": 100}, "discount": {"P>A": 2, "Y>A": -2}}},
    ),
    Story(
        "two returns in one night",
        {1: SHORT, 2: [payment("X", -50, on=2, reverses_payment_id="P"), payment("Y", -40, on=2, reverses_payment_id="P")]},
        {2: {"allocated": {"P>A": 90, "X>A": -50, "Y>A": -40}, "open": {"A": 100}, "count": 0, "unapplied": {}}},
    ),
    Story(
        "a higher restated gross is open",
        {1: SHORT, 2: [invoice("A", 120)]},
        {2: {"open": {"A": 20}, "disputed": {"A": 10}, "count": 1}},
    ),
    Story(
        "a lower gross first reduces what is open",
        {1: [invoice("A", 100)], 2: [invoice("A", 70)]},
        {1: {"open": {"A": 100}}, 2: {"open": {"A": 70}, "variances": []}},
    ),
    Story(
        "then it withdraws open disputes",
        {1: SHORT, 2: [invoice("A", 94)]},
        {2: {"open": {}, "disputed": {"A": 4}, "ledger": [(10, 4, 0, 0, 0, 6)], "closed_as": ["withdrawn"]}},
    ),
    Story(
        "then it moves money back to unapplied, with its negative variance",
        {1: [invoice("A", 100), payment("P", 100), *advice("P", line("A", 100))], 2: [invoice("A", 80)]},
        {2: {"allocated": {"P>A": 80}, "unapplied": {"P": (20, "overpayment")}, "open": {}, "disputes": {"P>A": -20},
             "causes": ["other/overpayment"]}},
    ),
    Story(
        "before the money it reckons the earned discount anew",
        {1: [invoice("A", 100, "2/10"), payment("P", 98), *advice("P", line("A", 98, discount=2))],
         2: [invoice("A", 50, "2/10")]},
        {2: {"discount": {"P>A": 1}, "allocated": {"P>A": 49}, "unapplied": {"P": (49, "overpayment")}}},
    ),
    Story(
        "a cancelled document counts as 0",
        {1: [invoice("A", 100)], 2: [invoice("A", 100, is_cancelled=True)]},
        {1: {"open": {"A": 100}}, 2: {"open": {}, "count": 0}},
    ),
    Story(
        "a cancelled document gives its money back",
        {1: SHORT, 2: [invoice("A", 100, is_cancelled=True)]},
        {2: {"open": {}, "disputed": {}, "unapplied": {"P": (90, "overpayment")}, "disputes": {"P>A": -90}}},
    ),
    Story(
        "last, credits go back to their memo",
        {1: [credit_memo("M", -10, "A"), *SHORT], 2: [invoice("A", 100, is_cancelled=True)]},
        {1: {"credited": {"A": 10, "M": -10}},
         2: {"credited": {}, "open": {"M": -10}, "unapplied": {"P": (90, "overpayment")}, "disputes": {"P>A": -90}}},
    ),
    Story(
        "a changed currency on a settled document is quarantined",
        {1: SHORT, 2: [invoice("A", 100, currency="EUR")]},
        {2: {"quarantined": ["invoices"], "disputed": {"A": 10}}},
    ),
    Story(
        "the same content again changes nothing",
        {1: SHORT, 2: SHORT},
        {2: {"rows": 0, "count": 1, "disputed": {"A": 10}, "allocated": {"P>A": 90}}},
    ),
    Story(
        "a credit memo that was netted opens again when its payment returns",
        {1: [invoice("A", 100), credit_memo("M", -30), payment("P", 70), *advice("P", line("A", 100), line("M", -30))],
         2: [payment("X", -70, on=2, reverses_payment_id="P")]},
        {1: {"open": {}, "allocated": {"P>A": 100, "P>M": -30}},
         2: {"open": {"A": 100, "M": -30}, "allocated": {"P>A": 100, "P>M": -30, "X>A": -100, "X>M": 30}}},
    ),
]  # fmt: skip
