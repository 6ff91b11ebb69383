"""What a payer withholds: stated on the line, on a line of its own, or unsaid; claims, payments in part, tolerance."""

from __future__ import annotations

from tests.contract.story import Story, advice, invoice, line, payment

STORIES = [
    Story(
        "a deduction on the invoice's line is one variance",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, gross=100, deduction=10))]},
        {1: {"allocated": {"P>A": 90}, "disputed": {"A": 10}, "open": {}, "disputes": {"P>A": 10}, "count": 1,
             "variances": [("P", "A", 10, "dispute")], "unapplied": {}}},
    ),
    Story(
        "a deduction on a negative line of its own, with claim and reference, is one variance",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line("A", -10, claim="CL-7"))]},
        {1: {"allocated": {"P>A": 90}, "disputed": {"A": 10}, "disputes": {"P>A": 10}, "count": 1}},
    ),
    Story(
        "an unsaid deduction is one variance",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90))]},
        {1: {"allocated": {"P>A": 90}, "disputed": {"A": 10}, "variances": [("P", "A", 10, "dispute")]}},
    ),
    Story(
        "stated deductions come first and the unsaid rest is one more",
        {1: [invoice("A", 100), payment("P", 85), *advice("P", line("A", 85, gross=100, deduction=10))]},
        {1: {"variances": [("P", "A", 5, "dispute"), ("P", "A", 10, "dispute")], "disputed": {"A": 15}}},
    ),
    Story(
        "two claims on one invoice are two variances",
        {1: [invoice("A", 100), payment("P", 85),
             *advice("P", line("A", 100), line("A", -10, claim="CL-1"), line("A", -5, claim="CL-2"))]},
        {1: {"count": 2, "disputed": {"A": 15}, "allocated": {"P>A": 85}}},
    ),
    Story(
        "a line that names an invoice and pays 0 withholds all of it",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 50), *advice("P", line("B", 50), line("A", 0,
             gross=100))]},
        {1: {"allocated": {"P>B": 50}, "disputed": {"A": 100}, "disputes": {"P>A": 100}, "open": {}}},
    ),
    Story(
        "an invoice no one names is not short, only open",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 50), *advice("P", line("B", 50))]},
        {1: {"open": {"A": 100}, "count": 0, "variances": []}},
    ),
    Story(
        "a claim that names no document of ours is a variance and an allocation without one",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line(None, -10, claim="CLAIM-X"))]},
        {1: {"allocated": {"P>A": 100, "P>CLAIM-X": -10}, "open": {}, "disputed": {}, "disputes": {"P>CLAIM-X": 10},
             "unapplied": {}}},
    ),
    Story(
        "taken again by another payment, a deduction is a second variance of the same amount",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-9"))],
         2: [invoice("B", 60), payment("Q", 50, on=2), *advice("Q", line("B", 60), line("A", -10, claim="CL-9"),
              name="S", on=2)]},
        {2: {"allocated": {"P>A": 90, "Q>A": -10, "Q>B": 60}, "disputed": {"A": 20}, "count": 2,
             "disputes": {"P>A": 10, "Q>A": 10}, "causes": ["duplicate/deduction", "other/unexplained"]}},
    ),
    Story(
        "taken again on another line of the same advice, a deduction is a second variance",
        {1: [invoice("A", 100), payment("P", 80),
             *advice("P", line("A", 100), line("A", -10, claim="CL-9"), line("A", -10, claim="CL-9"))]},
        {1: {"allocated": {"P>A": 80}, "disputed": {"A": 20}, "count": 2}},
    ),
    Story(
        "advice that needs no money is used the night it comes",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-3"))],
         2: [invoice("B", 40), *advice(None, line("B", 40), line("A", -40, claim="CL-4"), name="Z", on=2)]},
        {2: {"allocated": {"P>A": 90, "advice>B": 40, "advice>A": -40}, "disputed": {"A": 50},
             "disputes": {"P>A": 10, "advice>A": 40}, "open": {}}},
    ),
    Story(
        "advice that needs no money, restated",
        {1: [invoice("A", 100), invoice("B", 70), *advice(None, line("A", 100), line("A", -100, claim="CL-4"), name="Z")],
         2: advice(None, line("B", 70), line("B", -70, claim="CL-4"), name="Z", on=2)},
        {1: {"disputes": {"advice>A": 100}},
         2: {"allocated": {}, "disputes": {"advice>B": 70}, "open": {"A": 100}, "disputed": {"B": 70}}},
    ),
    Story(
        "at most 0.05 of unsaid difference is written off",
        {1: [invoice("A", 100), payment("P", "99.95"), *advice("P", line("A", "99.95"))]},
        {1: {"written_off": {"A": 0.05}, "count": 0, "open": {}, "variances": [("P", "A", 0.05, "tolerance")]}},
    ),
    Story(
        "0.05 too much is tolerated as well",
        {1: [invoice("A", 100), payment("P", "100.05"), *advice("P", line("A", "100.05"))]},
        {1: {"allocated": {"P>A": 100.05}, "written_off": {"A": -0.05}, "unapplied": {}, "count": 0}},
    ),
    Story(
        "0.06 of unsaid difference is a dispute",
        {1: [invoice("A", 100), payment("P", "99.94"), *advice("P", line("A", "99.94"))]},
        {1: {"written_off": {}, "disputed": {"A": 0.06}}},
    ),
    Story(
        "a stated deduction is never tolerated",
        {1: [invoice("A", 100), payment("P", "99.97"), *advice("P", line("A", "99.97", deduction="0.03"))]},
        {1: {"written_off": {}, "disputed": {"A": 0.03}, "count": 1}},
    ),
    Story(
        "less than half paid, nothing stated, nothing explains it: a payment in part",
        {1: [invoice("A", 100), payment("P", 40), *advice("P", line("A", 40))]},
        {1: {"open": {"A": 60}, "disputed": {}, "count": 0, "variances": [("P", "A", 60, "partial_payment")]}},
    ),
    Story(
        "the payer says that it pays in part",
        {1: [invoice("A", 100), payment("P", 70), *advice("P", line("A", 70, words="part payment"))],
         2: [payment("Q", 30, on=2), *advice("Q", line("A", 30), name="S", on=2)]},
        {1: {"open": {"A": 30}, "count": 0}, 2: {"open": {}, "allocated": {"P>A": 70, "Q>A": 30}, "count": 0}},
    ),
    Story(
        "the yen has no smaller coin",
        {1: [invoice("A", 10000), payment("P", 9000), *advice("P", line("A", 9000, gross=10000, deduction=1000))]},
        {1: {"allocated": {"P>A": 9000}, "disputed": {"A": 1000}}},
        currency="JPY",
    ),
    Story(
        "the dinar has a thousandth",
        {1: [invoice("A", "100.125"), payment("P", "90.005"), *advice("P", line("A", "90.005"))]},
        {1: {"allocated": {"P>A": 90.005}, "disputed": {"A": 10.12}}},
        currency="KWD",
    ),
]  # fmt: skip
