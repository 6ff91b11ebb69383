"""Advice whose lines do not add up to its payment: which line is wrong, or how many may be."""

from __future__ import annotations

from tests.contract.story import Story, advice, bill_line, credit_memo, invoice, line, payment

THREE = [invoice("A", 100), invoice("B", 200), invoice("C", 300)]

STORIES = [
    Story(
        "papers show which document the payment is short of, though the advice says that all are paid in full",
        {1: [invoice("A", 300), invoice("B", 100, freight_amount=4), bill_line("B", 1, "Y", 8, "12", "96"),
             *advice("P", line("A", 300), line("B", 100)), payment("P", 396)]},
        {1: {"allocated": {"P>A": 300, "P>B": 96}, "disputes": {"P>B": 4}, "causes": ["billing_error/freight"],
             "mended": {2: (96, "withheld_unsaid")}}},
    ),
    Story(
        "a line given twice is left out once",
        {1: [*THREE, payment("P", 600), *advice("P", line("A", 100), line("B", 200), line("C", 300), line("B", 200))]},
        {1: {"allocated": {"P>A": 100, "P>B": 200, "P>C": 300}, "unapplied": {}, "count": 0,
             "mended": {4: (0, "given_twice")}}},
    ),
    Story(
        "advice given twice over is read once",
        {1: [*THREE, payment("P", 300), *advice("P", line("A", 100), line("B", 200), line("A", 100), line("B", 200))]},
        {1: {"allocated": {"P>A": 100, "P>B": 200}, "unapplied": {}, "count": 0,
             "mended": {3: (0, "given_twice"), 4: (0, "given_twice")}}},
    ),
    Story(
        "a line that is off by the very difference, where its document says so",
        {1: [*THREE, payment("P", 300), *advice("P", line("A", 100), line("B", 290))]},
        {1: {"allocated": {"P>A": 100, "P>B": 200}, "unapplied": {}, "count": 0,
             "methods": ["advice_exact", "advice_mended"], "mended": {2: (200, "wrong_amount")}}},
    ),
    Story(
        "a line that says too little is mended, and is no short payment",
        {1: [*THREE, payment("P", 300), *advice("P", line("A", 100), line("B", 20))]},
        {1: {"allocated": {"P>A": 100, "P>B": 200}, "unapplied": {}, "disputed": {}, "count": 0}},
    ),
    Story(
        "a line whose document is paid already is left out",
        {1: [*THREE, payment("P", 100), *advice("P", line("A", 100))],
         2: [payment("Q", 500, on=2), *advice("Q", line("A", 100), line("B", 200), line("C", 300), name="S", on=2)]},
        {2: {"allocated": {"P>A": 100, "Q>B": 200, "Q>C": 300}, "unapplied": {}, "count": 0,
             "mended": {1: (0, "paid_already")}}},
    ),
    Story(
        "paid already and paid for again is too much, as before",
        {1: [*THREE, payment("P", 100), *advice("P", line("A", 100))],
         2: [payment("Q", 300, on=2), *advice("Q", line("A", 100), line("B", 200), name="S", on=2)]},
        {2: {"allocated": {"P>A": 100, "Q>B": 200}, "unapplied": {"Q": (100, "overpayment")},
             "causes": ["duplicate/payment"]}},
    ),
    Story(
        "a deduction that is not taken off what the line pays",
        {1: [*THREE, payment("P", 288), *advice("P", line("A", 100), line("B", 200, gross=200, deduction=12))]},
        {1: {"allocated": {"P>A": 100, "P>B": 188}, "disputed": {"B": 12}, "unapplied": {}, "count": 1,
             "mended": {2: (188, "deduction_not_netted")}}},
    ),
    Story(
        "discounts that are taken off no line, a habit of the payer",
        {1: [invoice("A", 100, "2/10"), invoice("B", 200, "2/10"), payment("P", 294),
             *advice("P", line("A", 100, discount=2), line("B", 200, discount=4))]},
        {1: {"allocated": {"P>A": 98, "P>B": 196}, "discount": {"P>A": 2, "P>B": 4}, "unapplied": {},
             "open": {}, "count": 0}},
    ),
    Story(
        "a deduction on the invoice's line and on a line of its own is one",
        {1: [*THREE, payment("P", 290), *advice("P", line("A", 100), line("B", 190, deduction=10),
             line("B", -10, claim="CL-1"))]},
        {1: {"allocated": {"P>A": 100, "P>B": 190}, "disputed": {"B": 10}, "unapplied": {}, "count": 1}},
    ),
    Story(
        "a credit memo that is written without its minus",
        {1: [*THREE, credit_memo("M", -40, "B"), payment("P", 260),
             *advice("P", line("A", 100), line("B", 200), line("M", 40))]},
        {1: {"allocated": {"P>A": 100, "P>B": 200, "P>M": -40}, "unapplied": {}, "open": {"C": 300}, "count": 0}},
    ),
    Story(
        "a netted credit memo and an earlier deduction taken off add up, and nothing is mended",
        {1: [*THREE, credit_memo("M", -40, "B"), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-1"))],
         2: [payment("Q", 455, on=2), *advice("Q", line("B", 200), line("C", 300), line("M", -40),
             line("A", -5, claim="CL-2"), name="S", on=2)]},
        {2: {"allocated": {"P>A": 90, "Q>A": -5, "Q>B": 200, "Q>C": 300, "Q>M": -40}, "disputed": {"A": 15},
             "unapplied": {}, "mended": {}}},
    ),
    Story(
        "no line explains the gap: nothing is applied, and the payment says that there is no way to mend it",
        {1: [invoice("A", 100), invoice("B", 100), payment("P", 200), *advice("P", line("A", 190), line("B", 190))]},
        {1: {"allocated": {}, "unapplied": {"P": (200, "conflict")}, "ways": {"P": 0}}},
    ),
    Story(
        "of two lines either may be the wrong one: nothing is applied, and the payment says that there are two ways",
        {1: [invoice("A", 500), invoice("B", 500), payment("P", 1090), *advice("P", line("A", 590), line("B", 590))]},
        {1: {"allocated": {}, "unapplied": {"P": (1090, "conflict")}, "ways": {"P": 2}, "count": 0}},
    ),
    Story(
        "costs of banks explain a gap that no line explains",
        {1: [*THREE, payment("P", 285), *advice("P", line("A", 100), line("B", 200))]},
        {1: {"allocated": {"P>A": 100, "P>B": 185}, "disputed": {"B": 15}, "causes": ["other/bank_charges"], "mended": {}}},
    ),
    Story(
        "what advice says too little of is left, where no line is wrong",
        {1: [*THREE, payment("P", "377.77"), *advice("P", line("A", 100), line("B", 200))]},
        {1: {"allocated": {"P>A": 100, "P>B": 200}, "open": {"C": 300}, "count": 0, "mended": {}}},
    ),
    Story(
        "mended advice that comes right later counts as it came",
        {1: [*THREE, payment("P", 300), *advice("P", line("A", 100), line("B", 290))],
         2: advice("P", line("A", 100), line("B", 200), on=2)},
        {2: {"rows": 0, "allocated": {"P>A": 100, "P>B": 200}, "unapplied": {}, "mended": {}}},
    ),
]  # fmt: skip
