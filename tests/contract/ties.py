"""Which advice belongs to which payment: one to one, one for several, several for one, and when that is not sure."""

from __future__ import annotations

from tests.contract.story import Story, advice, invoice, line, payment, posting

A_B_C = [invoice("A", 100), invoice("B", 200), invoice("C", 60)]
ADDS_UP_TWICE = [
    payment("P", 110), payment("Q", 190), payment("R", 150), payment("S", 150),
    *advice(None, line("A", 100), line("B", 200), name="X"),
]  # fmt: skip

STORIES = [
    Story(
        "advice without a reference is tied by payer, amount and date, ten days before its money",
        {1: [*A_B_C, payment("P", 300, on=11), *advice(None, line("A", 100), line("B", 200))]},
        {1: {"allocated": {"P>A": 100, "P>B": 200}, "unapplied": {}}},
    ),
    Story(
        "… and ten days after it",
        {1: [*A_B_C, payment("P", 300), *advice(None, line("A", 100), line("B", 200), on=11)]},
        {1: {"allocated": {"P>A": 100, "P>B": 200}, "unapplied": {}}},
    ),
    Story(
        "eleven days are too many",
        {1: [*A_B_C, payment("P", 303, on=12), *advice(None, line("A", 100), line("B", 203))]},
        {1: {"allocated": {}, "unapplied": {"P": (303, "no_reference")}}},
    ),
    Story(
        "two payments that fit one advice are refused",
        {1: [*A_B_C, payment("P", 303), payment("Q", 303), *advice(None, line("A", 100), line("B", 203))]},
        {1: {"allocated": {}}},
    ),
    Story(
        "two advices that fit one payment are refused",
        {1: [*A_B_C, payment("P", 303), *advice(None, line("A", 100), line("B", 203)),
             *advice(None, line("C", 103), line("B", 200), name="S")]},
        {1: {"allocated": {}}},
    ),
    Story(
        "the same advice sent again under another name is one advice",
        {1: [*A_B_C, payment("P", 300), *advice("P", line("A", 100), line("B", 200))],
         2: advice("P", line("A", 100), line("B", 200), name="S", on=2),
         3: advice(None, line("A", 100), line("B", 200), name="T", on=3)},
        {1: {"allocated": {"P>A": 100, "P>B": 200}}, 2: {"rows": 0, "unapplied": {}}, 3: {"rows": 0, "unapplied": {}}},
    ),
    Story(
        "one reference, two advices: the one with the payment's amount is meant",
        {1: [*A_B_C, payment("P", 300), *advice("P", line("A", 100), line("B", 200)),
             *advice("P", line("C", 60), name="S")]},
        {1: {"allocated": {"P>A": 100, "P>B": 200}, "unapplied": {}, "open": {"C": 60}}},
    ),
    Story(
        "several advices for one payment, by its bank reference",
        {1: [*A_B_C, payment("P", 300), *advice("P", line("A", 100)), *advice("P", line("B", 200), name="S")]},
        {1: {"allocated": {"P>A": 100, "P>B": 200}, "unapplied": {}}},
    ),
    Story(
        "… one of them withholds a document, and the other has all of the money",
        {1: [*A_B_C, payment("P", 100), *advice("P", line("A", 100)), *advice("P", line("C", 0, gross=60), name="S")]},
        {1: {"allocated": {"P>A": 100}, "disputes": {"P>C": 60}, "unapplied": {}}},
    ),
    Story(
        "several advices for one payment, by their sum",
        {1: [*A_B_C, payment("P", 360), *advice(None, line("A", 100)), *advice(None, line("B", 200), name="S", on=2),
             *advice(None, line("C", 60), name="T", on=3)]},
        {1: {"allocated": {"P>A": 100, "P>B": 200, "P>C": 60}, "unapplied": {}, "open": {}}},
    ),
    Story(
        "several advices that add up to a payment in two ways are refused",
        {1: [*A_B_C, invoice("D", 177), invoice("E", 123), payment("P", 300),
             *advice(None, line("A", 100)), *advice(None, line("B", 200), name="S"),
             *advice(None, line("D", 177), name="T"), *advice(None, line("E", 123), name="U")]},
        {1: {"rows": 0}},
    ),
    Story(
        "one advice for several payments that bear its reference, each line to the payment that its amount is",
        {1: [*A_B_C, payment("P", 200), payment("Q", 160, bank_reference="P"),
             *advice("P", line("A", 100), line("B", 200), line("C", 60))]},
        {1: {"allocated": {"P>B": 200, "Q>A": 100, "Q>C": 60}, "unapplied": {}, "open": {}}},
    ),
    Story(
        "… and to the cent in the order of the lines, where no lines add up to them",
        {1: [*A_B_C, payment("P", "133.33"), payment("Q", "226.67", bank_reference="P"),
             *advice("P", line("A", 100), line("B", 190, deduction=10, claim="CL-9"), line("C", 70, gross=60))]},
        {1: {"allocated": {"P>A": 100, "P>B": 33.33, "Q>B": 156.67, "Q>C": 60}, "disputed": {"B": 10},
             "unapplied": {"Q": (10, "overpayment")}, "open": {}}},
    ),
    Story(
        "… what is taken off comes off the first of them",
        {1: [*A_B_C, payment("P", 80), payment("Q", 273, bank_reference="P"),
             *advice("P", line("A", 100), line("B", 200), line("C", 60), line("A", -7, claim="CL-8"))]},
        {1: {"allocated": {"P>A": 80, "Q>A": 13, "Q>B": 200, "Q>C": 60}, "disputed": {"A": 7}, "unapplied": {}}},
    ),
    Story(
        "… but from the line that pays the same reference, where there is one",
        {1: [*(invoice(letter, 100 + n) for n, letter in enumerate("ABCDEF")),
             *(payment(letter, paid, bank_reference="P") for letter, paid in
               {"P": 100, "Q": 101, "R": 102, "S": 103, "T": 97, "U": 105}.items()),
             *advice("P", *(line(letter, 100 + n) for n, letter in enumerate("ABCDEF")), line("E", -7, claim="CL-8"))]},
        {1: {"allocated": {"P>A": 100, "Q>B": 101, "R>C": 102, "S>D": 103, "T>E": 97, "U>F": 105}, "disputed": {"E": 7}}},
    ),
    Story(
        "a second payment may come later, and the advice waits for both",
        {1: [*A_B_C, payment("P", 200), *advice("P", line("A", 100), line("B", 200), line("C", 60))],
         2: [payment("Q", 160, on=2, bank_reference="P")]},
        {1: {"allocated": {}, "unapplied": {"P": (200, "conflict")}},
         2: {"allocated": {"P>B": 200, "Q>A": 100, "Q>C": 60}, "unapplied": {}, "open": {}}},
    ),
    Story(
        "one advice for the only payments of one day that add up to it",
        {1: [*A_B_C, payment("P", 100), payment("Q", 260), *advice(None, line("A", 100), line("B", 200), line("C", 60))]},
        {1: {"allocated": {"P>A": 100, "Q>B": 200, "Q>C": 60}, "unapplied": {}}},
    ),
    Story(
        "one advice for several of the payments of one day, each of them one line, less what is taken off it",
        {1: [*A_B_C, invoice("D", 81), invoice("E", 77), payment("P", 81), payment("Q", 60), payment("R", 194),
             payment("S", 100), payment("T", 77, memo="E"),
             *advice(None, line("A", 100), line("B", 200), line("B", -6, claim="CL-4"), line("C", 60), line("D", 81))]},
        {1: {"allocated": {"P>D": 81, "Q>C": 60, "R>B": 194, "S>A": 100, "T>E": 77}, "disputed": {"B": 6}, "open": {},
             "unapplied": {}}},
    ),
    Story(
        "… but two payments of one line's amount are refused",
        {1: [*A_B_C, invoice("D", 81), payment("P", 81), payment("Q", 60), payment("R", 194), payment("S", 100),
             payment("T", 194), *advice(None, line("A", 100), line("B", 194), line("C", 60), line("D", 81))]},
        {1: {"allocated": {"P>D": 81, "Q>C": 60, "S>A": 100}}},
    ),
    Story(
        "payments of two days are not taken together",
        {1: [*A_B_C, payment("P", 103), payment("Q", 263, on=2),
             *advice(None, line("A", 103), line("B", 200), line("C", 63))]},
        {1: {"allocated": {}}},
    ),
    Story(
        "payments that add up to one advice in two ways are refused",
        {1: [*A_B_C, *ADDS_UP_TWICE]},
        {1: {"allocated": {}}},
    ),
    Story(
        "lines of one advice that bear references of their own belong to two payments",
        {1: [*A_B_C, payment("P", 100), payment("Q", 260),
             *advice("P", line("A", 100), line("B", 200, bank_reference="Q"), line("C", 60, bank_reference="Q"))]},
        {1: {"allocated": {"P>A": 100, "Q>B": 200, "Q>C": 60}, "unapplied": {}}},
    ),
    Story(
        "shared advice that comes again says nothing new, and restated advice counts anew",
        {1: [*A_B_C, payment("P", "133.33"), payment("Q", "226.67", bank_reference="P"),
             *advice("P", line("A", 100), line("B", 200), line("C", 60))],
         2: advice("P", line("A", 100), line("B", 200), line("C", 60)),
         3: advice("P", line("A", 100), line("C", 60), line("B", 200))},
        {1: {"allocated": {"P>A": 100, "P>B": 33.33, "Q>B": 166.67, "Q>C": 60}}, 2: {"rows": 0},
         3: {"allocated": {"P>A": 100, "P>C": 33.33, "Q>C": 26.67, "Q>B": 200}, "unapplied": {}, "open": {}}},
    ),
    Story(
        "advice of the amount of a payment that the ERP has posted elsewhere waits for its own",
        {1: [invoice("A", 100), invoice("B", 100), payment("P", 100), posting("P", "A", 100)],
         2: advice(None, line("B", 100), on=2), 3: [payment("Q", 100, on=3)]},
        {2: {"allocated": {"P>A": 100}, "count": 0}, 3: {"allocated": {"P>A": 100, "Q>B": 100}, "count": 0, "open": {}}},
    ),
    Story(
        "advice that names what the ERP has posted explains its shortfall",
        {1: [invoice("A", 110), payment("P", 100), posting("P", "A", 100)],
         2: advice(None, line("A", 100, deduction=10, claim="CL-5"), on=2)},
        {2: {"allocated": {"P>A": 100}, "disputes": {"P>A": 10}, "count": 1}},
    ),
]  # fmt: skip
