"""What a variance is, how it grows and shrinks, and by what it is known again."""

from __future__ import annotations

from tests.contract.story import Story, advice, bill_line, credit_memo, invoice, line, payment, posting

SHORT = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10))]
UNSAID = [invoice("A", 100), payment("P", 85, memo="A")]

STORIES = [
    Story(
        "what is in dispute already is not short a second time",
        {1: SHORT, 2: [invoice("A", 120)], 3: [payment("Q", 20, on=3), *advice("Q", line("A", 20, claim="NONE"),
         name="S", on=3)]},
        {2: {"open": {"A": 20}, "disputed": {"A": 10}}, 3: {"allocated": {"P>A": 90, "Q>A": 20}}},
    ),
    Story(
        "a deduction on a negative line with a reference alone is one variance",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line("A", -10))]},
        {1: {"allocated": {"P>A": 90}, "disputes": {"P>A": 10}, "variances": [("P", "A", 10, "dispute")]}},
    ),
    Story(
        "a claim on a line that pays 0 beside a payment short by it",
        {1: [invoice("A", 100), invoice("B", 300), payment("P", 390),
             *advice("P", line("A", 100), line("B", 300), line("A", 0, deduction=10, claim="CL-1"))]},
        {1: {"allocated": {"P>A": 90, "P>B": 300}, "disputed": {"A": 10}, "variances": [("P", "A", 10, "dispute")],
             "unapplied": {}}},
    ),
    Story(
        "a claim without a document on a line that pays 0 beside a payment short by it",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line(None, 0, deduction=10,
         claim="CLAIM-6"))]},
        {1: {"allocated": {"P>A": 100, "P>CLAIM-6": -10}, "open": {}, "disputed": {}, "disputes": {"P>CLAIM-6": 10},
             "unapplied": {}}},
    ),
    Story(
        "the largest stated deduction of late advice keeps the id of the unsaid one, further ones are new",
        {1: UNSAID, 2: advice("P", line("A", 100), line("A", -10, claim="CL-1"), line("A", -5, claim="CL-2"), on=2)},
        {1: {"ledger": [(15, 15, 0, 0, 0, 0)]},
         2: {"ledger": [(5, 5, 0, 0, 0, 0), (15, 10, 0, 0, 0, 5)], "since": [(5, 2), (10, 1)], "disputed": {"A": 15}}},
    ),
    Story(
        "a bundle's claim keeps its id and is found on a document by late advice",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 138, memo="A B")],
         2: advice("P", line("A", 90, deduction=10, claim="CL-1"), line("B", 48, deduction=2, claim="CL-2"), on=2)},
        {1: {"disputes": {"P>-": 12}}, 2: {"allocated": {"P>A": 90, "P>B": 48}, "since": [(2, 2), (10, 1)],
         "ledger": [(2, 2, 0, 0, 0, 0), (12, 10, 0, 0, 0, 2)]}},
    ),
    Story(
        "a variance that grows lets the dispute's original grow",
        {1: SHORT, 2: advice("P", line("A", 80, deduction=20), line(None, 10, claim="ZZZ"), on=2)},
        {2: {"ledger": [(20, 20, 0, 0, 0, 0)], "since": [(20, 1)], "variances": [("P", "A", 20, "dispute")]}},
    ),
    Story(
        "a variance that shrinks is withdrawn by the difference, and its original stays",
        {1: SHORT, 2: [invoice("B", 5), *advice("P", line("A", 90, deduction=7, words="damaged"), on=2)]},
        {2: {"ledger": [(3, 3, 0, 0, 0, 0), (10, 7, 0, 0, 0, 3)], "disputed": {"A": 10},
             "variances": [("P", "A", 3, "dispute"), ("P", "A", 7, "dispute")]}},
    ),
    Story(
        "a variance's amount is the difference as found, not what is left of it",
        {1: SHORT, 2: [payment("Q", 4, on=2), *advice("Q", line("A", 4), name="S", on=2)]},
        {2: {"variances": [("P", "A", 10, "dispute")], "ledger": [(10, 6, 0, 4, 0, 0)]}},
    ),
    Story(
        "a withdrawn row bears the difference as found",
        {1: SHORT, 2: [payment("Q", 4, on=2), *advice("Q", line("A", 4), name="S", on=2)],
         3: [payment("X", -90, on=3, reverses_payment_id="P")]},
        {3: {"variances": [("P", "A", 10, "withdrawn")], "open": {"A": 96}, "count": 0, "closed_as": ["withdrawn"]}},
    ),
    Story(
        "a payment in part that advice turns into a deduction is a dispute from that night on",
        {1: [invoice("A", 100), payment("P", 40, memo="A")], 2: advice("P", line("A", 40, deduction=60, claim="CL-1"),
         on=2)},
        {1: {"count": 0, "open": {"A": 60}, "variances": [("P", "A", 60, "partial_payment")]},
         2: {"since": [(60, 2)], "disputed": {"A": 60}, "variances": [("P", "A", 60, "dispute")]}},
    ),
    Story(
        "a deduction reclassified by late papers keeps its id",
        {1: SHORT, 2: [invoice("A", 100, freight_amount=10), bill_line("A", 1, "X", 9, "10", "90"),
                       *advice("P", line("A", 90, deduction=10, words="freight"), on=2)]},
        {1: {"causes": ["other/unexplained"]}, 2: {"causes": ["billing_error/freight"], "since": [(10, 1)],
         "count": 1}},
    ),
    Story(
        "less than half paid, but the payer states why: no payment in part",
        {1: [invoice("A", 100), payment("P", 40), *advice("P", line("A", 40, deduction=60))]},
        {1: {"disputed": {"A": 60}, "open": {}}},
    ),
    Story(
        "less than half paid, but papers explain it: no payment in part",
        {1: [invoice("A", 100, freight_amount=60), bill_line("A", 1, "X", 4, "10", "40"), payment("P", 40),
             *advice("P", line("A", 40))]},
        {1: {"disputed": {"A": 60}, "causes": ["billing_error/freight"]}},
    ),
    Story(
        "half paid is a payment in part",
        {1: [invoice("A", 100), payment("P", 50), *advice("P", line("A", 50))]},
        {1: {"open": {"A": 50}, "count": 0, "variances": [("P", "A", 50, "partial_payment")]}},
    ),
    Story(
        "half paid, the odd cent included, is a payment in part",
        {1: [invoice("A", "100.01"), payment("P", "50.01"), *advice("P", line("A", "50.01"))]},
        {1: {"open": {"A": 50}, "count": 0}},
    ),
    Story(
        "a cent more than half is none",
        {1: [invoice("A", 100), payment("P", "50.01"), *advice("P", line("A", "50.01"))]},
        {1: {"disputed": {"A": 49.99}, "open": {}}},
    ),
    Story(
        "half is half of what was open before the payment, also where the ERP posts it a night later",
        {1: [invoice("A", 1000), payment("P", 400, memo="A"), payment("Q", 300, memo="A")],
         2: [payment("R", 150, on=2, memo="A")], 3: [posting("P", "A", 400, on=3)]},
        {1: {"open": {"A": 300}, "count": 0}, 2: {"open": {"A": 150}, "count": 0}, 3: {"open": {"A": 150}, "count": 0}},
    ),
    Story(
        "more than half of what was open before the payment, though the document is large",
        {1: [invoice("A", 1000), payment("P", 400, memo="A")], 2: [payment("Q", "300.01", on=2, memo="A")]},
        {2: {"disputed": {"A": 299.99}, "open": {}}},
    ),
    Story(
        "a percentage of the whole does not explain what a payment in part leaves open",
        {1: [invoice("A", 6400), bill_line("A", 1, "X", 7, "400", "2800"), bill_line("A", 2, "Y", 12, "300", "3600"),
             payment("P", 5760), *advice("P", line("A", 5760, words="part payment"))],
         2: [payment("Q", 320, on=2, memo="A")]},
        {1: {"open": {"A": 640}}, 2: {"open": {"A": 320}, "count": 0}},
    ),
    Story(
        "the payer says by its code that it pays in part",
        {1: [invoice("A", 100), payment("P", 70), *advice("P", line("A", 70, code="H6"))]},
        {1: {"open": {"A": 30}, "count": 0, "variances": [("P", "A", 30, "partial_payment")]}},
    ),
    Story(
        "tolerance is an amount of the currency: a yen is none, fifty fils are",
        {1: [invoice("A", "100.000"), payment("P", "99.950"), *advice("P", line("A", "99.950")),
             invoice("B", "100.000"), payment("Q", "99.949"), *advice("Q", line("B", "99.949"), name="S")]},
        {1: {"written_off": {"A": 0.05}, "disputed": {"B": 0.051}}},
        currency="KWD",
    ),
    Story(
        "one yen short is in dispute",
        {1: [invoice("A", 1000), payment("P", 999), *advice("P", line("A", 999))]},
        {1: {"written_off": {}, "disputed": {"A": 1}}},
        currency="JPY",
    ),
    Story(
        "a bundle whose shortfall reaches all its discounts together",
        {1: [invoice("A", 100, "2/10"), invoice("B", 50, "2/10"), payment("P", "130.11", memo="A B")]},
        {1: {"allocated": {"P>A": 98, "P>B": 49, "P>-": -16.89}, "discount": {"P>A": 2, "P>B": 1},
         "disputes": {"P>-": 16.89}}},
    ),
    Story(
        "a bundle whose shortfall does not reach its discounts",
        {1: [invoice("A", 100, "2/10"), invoice("B", 50, "2/10"), payment("P", "147.39", memo="A B")]},
        {1: {"allocated": {"P>A": 100, "P>B": 50, "P>-": -2.61}, "discount": {}, "disputes": {"P>-": 2.61}}},
    ),
    Story(
        "a short bundle that papers explain in two ways is a claim without a document",
        {1: [invoice("A", 100, freight_amount=12), bill_line("A", 1, "X", 8, "11", "88"),
             invoice("B", 100, freight_amount=12), bill_line("B", 1, "Y", 8, "11", "88"), payment("P", 188,
             memo="A B")]},
        {1: {"allocated": {"P>A": 100, "P>B": 100, "P>-": -12}, "open": {}, "causes": ["other/unexplained"]}},
    ),
    Story(
        "an earned discount and a tolerated difference are variances too",
        {1: [invoice("A", 100, "2/10"), payment("P", "97.97"), *advice("P", line("A", "97.97"))]},
        {1: {"variances": [("P", "A", 0.03, "tolerance"), ("P", "A", 2, "earned_discount")], "written_off": {"A": 0.03},
             "discount": {"P>A": 2}, "count": 0, "open": {}}},
    ),
    Story(
        "beyond the discount that it reaches, a shortfall is a variance",
        {1: [invoice("A", 100, "2/10"), payment("P", 90), *advice("P", line("A", 90))]},
        {1: {"discount": {"P>A": 2}, "disputed": {"A": 8}}},
    ),
    Story(
        "a discount that nobody took is not granted beside a stated deduction",
        {1: [invoice("A", 100, "2/10"), payment("P", 90), *advice("P", line("A", 90, deduction=10))]},
        {1: {"discount": {}, "disputed": {"A": 10}}},
    ),
    Story(
        "a discount is earned if something was paid in time",
        {1: [invoice("A", 100, "2/5"), payment("P", 50, on=1), *advice("P", line("A", 50, words="part payment"))],
         2: [payment("Q", 48, on=30), *advice("Q", line("A", 48), name="S", on=2)]},
        {1: {"discount": {"P>A": 2}, "open": {"A": 48}}, 2: {"discount": {"P>A": 2}, "open": {}, "count": 0}},
    ),
    Story(
        "posted and memo money that nothing says anything of is one variance with one id",
        {1: UNSAID, 2: [posting("P", "A", 85, on=2)]},
        {2: {"rows": 0, "since": [(15, 1)], "variances": [("P", "A", 15, "dispute")]}},
    ),
    Story(
        "a deduction that a credit memo closes later is no new variance, though its advice is sent again",
        {1: SHORT, 2: [credit_memo("M", -10, "A")], 3: SHORT[2:]},
        {3: {"variances": [("P", "A", 10, "dispute")], "rows": 0, "open": {}, "count": 0}},
    ),
]  # fmt: skip
