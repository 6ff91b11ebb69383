"""Payments that name nothing: what their amount alone proves, and when it proves nothing."""

from __future__ import annotations

from datetime import date, timedelta

from tests.contract.story import FIRST, Row, Story, advice, credit_memo, invoice, line, payment


def due(days: int) -> date:
    return FIRST + timedelta(days=days)


def bare(
    name: str, invoices: list[tuple[str, str]], paid: str, settled: str, method: str, **more: object
) -> Story:
    """Open invoices of that order and those amounts, and a payment that names nothing: it pays the `settled` letters."""
    rows = [
        invoice(letter, gross, due_date=due(number), **more)
        for number, (letter, gross) in enumerate(invoices)
    ]
    amounts = dict(invoices)
    return Story(
        name,
        {1: [*rows, payment("P", paid, memo="THANK YOU", on=1)]},
        {1: {"allocated": {f"P>{letter}": float(amounts[letter]) for letter in settled}, "unapplied": {},
             "methods": [f"amount_{method}"] * len(settled)}},
    )  # fmt: skip


def refused(name: str, invoices: list[str], paid: str, reason: str, **more: object) -> Story:
    rows = [
        invoice(letter, gross, due_date=due(30 + number), **more)
        for number, (letter, gross) in enumerate(zip("ABCDEFGH", invoices, strict=False))
    ]
    return Story(
        name,
        {1: [*rows, payment("P", paid)]},
        {1: {"allocated": {}, "unapplied": {"P": (float(paid), reason)}}},
    )


def spread(dues: list[int], **more: list[str]) -> list[Row]:
    """The invoices of `LEDGER` and one more, due after so many days; further columns in the order of the letters."""
    letters = [*LEDGER, ("G", "99.19")][: len(dues)]
    return [
        invoice(letter, gross, due_date=due(days), **{name: values[place] for name, values in more.items()})
        for place, ((letter, gross), days) in enumerate(zip(letters, dues, strict=True))
    ]


LEDGER = [
    ("A", "812.47"),
    ("B", "455.13"),
    ("C", "1290.88"),
    ("D", "377.61"),
    ("E", "2044.02"),
    ("F", "618.35"),
]

STORIES = [
    bare("one invoice has the very amount", LEDGER, "1290.88", "C", "one"),
    bare("the whole account", LEDGER, "5598.46", "ABCDEF", "whole_account"),
    bare("a run from the earliest due", LEDGER, "2936.09", "ABCD", "run"),
    bare("a run from the earliest due, one left out", LEDGER, "4524.98", "ACDE", "run_less_one"),
    bare("a run that leaves earlier ones out", LEDGER, "4330.86", "CDEF", "later_run"),
    bare("a pair", LEDGER, "1073.48", "BF", "pair"),
    bare("three of them", LEDGER, "3474.84", "AEF", "triple"),
    Story(
        "everything past due",
        {1: [*spread([-9, -4, -2, -1, 30]), payment("P", "2936.09")]},
        {1: {"allocated": {"P>A": 812.47, "P>B": 455.13, "P>C": 1290.88, "P>D": 377.61},
             "methods": ["amount_past_due"] * 4}},
    ),
    Story(
        "one due date",
        {1: [*spread([9, 20, 20, 20, 20, 40]), payment("P", "4167.64")]},
        {1: {"allocated": {"P>B": 455.13, "P>C": 1290.88, "P>D": 377.61, "P>E": 2044.02},
             "methods": ["amount_due_date"] * 4}},
    ),
    Story(
        "one purchase order",
        {1: [*spread([3, 5, 8, 9, 11, 14, 15], po_number=["PO-1", "PO-2"] * 3 + ["PO-1"]), payment("P", "4246.56")]},
        {1: {"allocated": {"P>A": 812.47, "P>C": 1290.88, "P>E": 2044.02, "P>G": 99.19},
             "methods": ["amount_purchase_order"] * 4}},
    ),
    Story(
        "one store",
        {1: [*spread([3, 5, 8, 9, 11, 14, 15], ship_to_id=["S1", "S2"] * 3 + ["S1"]), payment("P", "4246.56")]},
        {1: {"allocated": {"P>A": 812.47, "P>C": 1290.88, "P>E": 2044.02, "P>G": 99.19}, "methods": ["amount_store"] * 4}},
    ),
    Story(
        "less the earned discount",
        {1: [invoice("A", "812.47", "2/10"), invoice("B", "455.13", "2/10"), payment("P", "446.03")]},
        {1: {"allocated": {"P>B": 446.03}, "discount": {"P>B": 9.10}, "open": {"A": 812.47}, "count": 0}},
    ),
    Story(
        "the whole account less an unused credit memo",
        {1: [invoice("A", "812.47"), invoice("B", "455.13"), credit_memo("M", "-60.11"), payment("P", "1207.49")]},
        {1: {"allocated": {"P>A": 812.47, "P>B": 455.13, "P>M": -60.11}, "open": {}, "unapplied": {}}},
    ),
    Story(
        "what was disputed is repaid without a word",
        {1: [invoice("A", "812.47"), invoice("B", "455.13"), payment("P", "771.05"), *advice("P", line("A", "771.05"))],
         2: [payment("Q", "41.42", on=2)]},
        {1: {"disputed": {"A": 41.42}}, 2: {"allocated": {"P>A": 771.05, "Q>A": 41.42}, "disputed": {},
             "closed_as": ["repaid"]}},
    ),
    refused("two invoices of the very amount prove nothing", ["812.47", "455.13", "455.13", "1290.88", "377.61", "2044.02",
            "618.35", "93.77"], "455.13", "ambiguous"),
    refused("one invoice and a pair of the same sum prove nothing", ["812.47", "455.13", "1267.60", "377.61"], "1267.60",
            "ambiguous"),
    refused("no tolerance in combinations", ["812.47", "455.13", "1290.88"], "1267.61", "no_reference"),
    Story(
        "an invoice issued after the payment is not what it pays",
        {1: [payment("P", "455.13", on=1)], 2: [invoice("A", "455.13", issue_date=due(1))]},
        {2: {"allocated": {}, "unapplied": {"P": (455.13, "no_reference")}}},
    ),
    Story(
        "two payments that claim one invoice by amount alone are both refused",
        {1: [invoice("A", "812.47"), invoice("B", "455.13"), payment("P", "812.47"), payment("Q", "812.47")]},
        {1: {"allocated": {}, "unapplied": {"P": (812.47, "conflict"), "Q": (812.47, "conflict")}}},
    ),
    Story(
        "advice comes before amounts: what it pays is not there to be proven",
        {1: [invoice("A", "812.47"), invoice("B", "455.13"), payment("P", "812.47"), payment("Q", "812.47"),
             *advice("Q", line("A", "812.47"))]},
        {1: {"allocated": {"Q>A": 812.47}, "unapplied": {"P": (812.47, "no_reference")}}},
    ),
    Story(
        "late advice replaces what the amount alone had put",
        {1: [invoice("A", "812.47"), invoice("B", "455.13"), payment("P", "812.47")],
         2: advice("P", line("B", "455.13"),
                   line("A", "357.34"), on=2)},
        {1: {"allocated": {"P>A": 812.47}}, 2: {"allocated": {"P>B": 455.13, "P>A": 357.34}}},
    ),
    Story(
        "a memo that names something we do not know is not overruled by the amount",
        {1: [invoice("A", "812.47"), payment("P", "812.47", memo="FOR 77123456")]},
        {1: {"allocated": {}, "unapplied": {"P": (812.47, "not_found")}}},
    ),
    Story(
        "a memo with a day and the amount names nothing",
        {1: [invoice("A", "812.47"), payment("P", "812.47", memo="PAYMENT 2026-03-02 812.47")]},
        {1: {"allocated": {"P>A": 812.47}, "methods": ["amount_one"]}},
    ),
]  # fmt: skip
