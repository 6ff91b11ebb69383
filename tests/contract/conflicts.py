"""What contradicts itself has a named outcome, and no outcome rests on the order of rows."""

from __future__ import annotations

from tests.contract.story import Story, advice, invoice, line, payment, posting

A = invoice("A", 100)

STORIES = [
    Story(
        "two payments claim one invoice by their advice: the earlier pays it, the later is paid twice",
        {1: [A, payment("Q", 100, on=2), *advice("Q", line("A", 100), name="S", on=2), payment("P", 100),
             *advice("P", line("A", 100))]},
        {1: {"allocated": {"P>A": 100}, "unapplied": {"Q": (100, "overpayment")}, "causes": ["duplicate/payment"]}},
    ),
    Story(
        "two payments claim one invoice, one by its advice and one by its memo: advice comes first",
        {1: [A, payment("P", 100, memo="A"), payment("Q", 100, on=2), *advice("Q", line("A", 100), on=2)]},
        {1: {"allocated": {"Q>A": 100}, "unapplied": {"P": (100, "overpayment")}, "causes": ["duplicate/payment"]}},
    ),
    Story(
        "two payments of one amount and one invoice of it, and nothing said: neither is applied",
        {1: [invoice("A", "147.31"), payment("P", "147.31"), payment("Q", "147.31")]},
        {1: {"allocated": {}, "open": {"A": 147.31}, "count": 0,
             "unapplied": {"P": (147.31, "conflict"), "Q": (147.31, "conflict")}}},
    ),
    Story(
        "a posting that disagrees with the advice stands, and is misapplied cash on the document that the advice names",
        {1: [A, invoice("B", 100), payment("P", 100), *advice("P", line("A", 100)), posting("P", "B", 100)]},
        {1: {"allocated": {"P>B": 100}, "causes": ["billing_error/misapplied_cash"], "disputes": {"P>A": 100}}},
    ),
    Story(
        "an invoice paid already and paid again is wholly too much",
        {1: [A, payment("P", 100), *advice("P", line("A", 100))],
         2: [payment("Q", 100, on=2), *advice("Q", line("A", 100), name="S", on=2)]},
        {2: {"allocated": {"P>A": 100}, "unapplied": {"Q": (100, "overpayment")}, "causes": ["duplicate/payment"]}},
    ),
    Story(
        "an invoice paid already is named in advice that says more than its money by as much: that line is left out",
        {1: [A, invoice("B", 250), payment("P", 100), *advice("P", line("A", 100))],
         2: [payment("Q", 250, on=2), *advice("Q", line("A", 100), line("B", 250), name="S", on=2)]},
        {2: {"allocated": {"P>A": 100, "Q>B": 250}, "unapplied": {}, "count": 0, "mended": {1: (0, "paid_already")}}},
    ),
]  # fmt: skip
