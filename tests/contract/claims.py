"""Claims over several documents, deductions taken again, advice that needs no money."""

from __future__ import annotations

from tests.contract.story import (
    Story,
    advice,
    credit_memo,
    decision,
    invoice,
    line,
    mapped_code,
    payer,
    payment,
)

SHORT = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-5"))]
UNPLACED = [
    invoice("A", 100),
    payment("P", 90),
    *advice("P", line("A", 100), line(None, -10, claim="CLAIM-4")),
]
OVER_TWO = [invoice("A", 100), invoice("B", 50), payment("P", 135),
            *advice("P", line("A", 90, deduction=10, claim="CL-1"), line("B", 45, deduction=5,
            claim="CL-1"))]  # fmt: skip
NOT_PAID = [invoice("A", 100), invoice("B", 50), payment("P", 40),
            *advice("P", line("B", 50), line("A", -10, claim="CL-1"))]  # fmt: skip

STORIES = [
    Story(
        "deducted, repaid, taken again: a new deduction",
        {1: SHORT, 2: [payment("Q", 10, on=2), *advice("Q", line("A", 10), name="S", on=2)],
         3: [invoice("B", 60), payment("R", 50, on=3),
             *advice("R", line("B", 60), line("A", -10, claim="CL-5"), name="T", on=3)]},
        {3: {"disputes": {"R>A": 10}, "disputed": {"A": 10}, "count": 1}},
    ),
    Story(
        "a claim without a document, credited in part and repaid",
        {1: UNPLACED, 2: [credit_memo("M", -4, "CLAIM-4")],
         3: [payment("Q", 6, on=3), *advice("Q", line(None, 6, claim="CLAIM-4"), name="S", on=3)]},
        {2: {"ledger": [(10, 6, 4, 0, 0, 0)]}, 3: {"count": 0, "closed_as": ["repaid"]}},
    ),
    Story(
        "a shortage claim …SC that the payer itself pays back as …SCR",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line("A", -10, claim="4711SC"))],
         2: [invoice("B", 50), payment("Q", 60, on=2),
             *advice("Q", line("B", 50), line(None, 10, claim="4711SCR"), name="S", on=2)]},
        {2: {"allocated": {"P>A": 90, "Q>A": 10, "Q>B": 50}, "count": 0, "closed_as": ["repaid"], "unapplied": {}}},
    ),
    Story(
        "the same of a claim without a document, by a reference",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line(None, -10, claim="4711-SC"))],
         2: [payment("Q", 10, on=2), *advice("Q", line("4711SCR", 10), name="S", on=2)]},
        {2: {"count": 0, "closed_as": ["repaid"], "unapplied": {}}},
    ),
    Story(
        "a claim that is paid back under a number that only looks so stays open",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 100), line(None, -10, claim="4711"))],
         2: [payment("Q", 10, on=2), *advice("Q", line(None, 10, claim="4711R"), name="S", on=2)]},
        {2: {"count": 1, "disputes": {"P>4711": 10}, "unapplied": {"Q": (10, "not_found")}}},
    ),
    Story(
        "a claim without a document, taken again",
        {1: UNPLACED,
         2: [invoice("B", 100), payment("Q", 90, on=2),
             *advice("Q", line("B", 100), line(None, -10, claim="CLAIM-4"), name="S", on=2)]},
        {2: {"count": 2, "disputes": {"P>CLAIM-4": 10, "Q>CLAIM-4": 10},
             "causes": ["duplicate/deduction", "other/unexplained"]}},
    ),
    Story(
        "taken again under another code and another claim number",
        {1: [mapped_code("S1", "short_ship", "quantity"), *SHORT],
         2: [invoice("B", 60), payment("Q", 50, on=2),
             *advice("Q", line("B", 60), line("A", -10, claim="CL-99", code="S1"), name="S", on=2)]},
        {2: {"count": 2, "disputed": {"A": 20}, "disputes": {"P>A": 10, "Q>A": 10}}},
    ),
    Story(
        "one claim over two invoices is two variances, and no duplicate",
        {1: OVER_TWO},
        {1: {"disputed": {"A": 10, "B": 5}, "causes": ["other/unexplained", "other/unexplained"]}},
    ),
    Story(
        "one credit memo closes a claim over two invoices",
        {1: OVER_TWO, 2: [credit_memo("M", -15, "CL-1")]},
        {2: {"count": 0, "credited": {"A": 10, "B": 5, "M": -15}}},
    ),
    Story(
        "one repayment closes a claim over two invoices",
        {1: OVER_TWO, 2: [payment("Q", 15, on=2), *advice("Q", line(None, 15, claim="CL-1"), name="S", on=2)]},
        {2: {"count": 0, "allocated": {"P>A": 90, "P>B": 45, "Q>A": 10, "Q>B": 5}, "unapplied": {}}},
    ),
    Story(
        "a parent repays its child's claim by number",
        {1: [payer("B", ""), invoice("A", 100, payer_id="B"), payment("P", 90, payer_id="B"),
             *advice("P", line("A", 90, deduction=10, claim="CL-5", payer_id="B"))],
         2: [payment("Q", 10, on=2), *advice("Q", line(None, 10, claim="CL-5"), name="S", on=2)]},
        {2: {"count": 0, "allocated": {"P>A": 90, "Q>A": 10}}},
    ),
    Story(
        "a deduction whose words several documents fit is a claim without a document",
        {1: [invoice("RX-990123", 70), invoice("RY-990123", 60), invoice("A", 100), payment("P", 95),
             *advice("P", line("A", 100), line("990123", -5))]},
        {1: {"allocated": {"P>A": 100, "P>-": -5}, "unapplied": {}, "open": {"RX-990123": 70, "RY-990123": 60},
             "disputes": {"P>-": 5}}},
    ),
    Story(
        "money for a claim that we do not know",
        {1: [payment("P", 10), *advice("P", line(None, 10, claim="CLAIM-55"))]},
        {1: {"unapplied": {"P": (10, "not_found")}, "count": 0}},
    ),
    Story(
        "a deduction larger than its invoice",
        {1: [invoice("A", 100), invoice("B", 200), payment("P", 50),
             *advice("P", line("B", 200), line("A", -150, claim="CL-1"))]},
        {1: {"allocated": {"P>B": 200, "P>A": -150}, "disputed": {"A": 150}, "open": {"A": 100}}},
    ),
    Story(
        "a deduction on an invoice that nobody has paid yet",
        {1: NOT_PAID},
        {1: {"allocated": {"P>B": 50, "P>A": -10}, "disputed": {"A": 10}, "open": {"A": 100}}},
    ),
    Story(
        "a deduction on an invoice that is then paid in full",
        {1: NOT_PAID, 2: [payment("Q", 100, on=2), *advice("Q", line("A", 100), name="S", on=2)]},
        {2: {"allocated": {"P>B": 50, "P>A": -10, "Q>A": 100}, "disputed": {"A": 10}, "open": {}, "count": 1,
             "unapplied": {}}},
    ),
    Story(
        "restated advice adds a claim, and the id stays",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10))],
         2: advice("P", line("A", 90, deduction=10, claim="CL-9"), on=2)},
        {2: {"rows": 0, "since": [(10, 1)], "count": 1}},
    ),
    Story(
        "restated advice no longer says why: the difference stays, unsaid, with its id",
        {1: SHORT, 2: advice("P", line("A", 90), on=2)},
        {2: {"rows": 0, "since": [(10, 1)], "disputed": {"A": 10}}},
    ),
    Story(
        "advice without money: a memo pays an invoice",
        {1: [invoice("A", 30), credit_memo("M", -30), *advice(None, line("A", 30), line("M", -30), name="Z")]},
        {1: {"allocated": {"advice>A": 30, "advice>M": -30}, "open": {}, "count": 0}},
    ),
    Story(
        "advice without money: a claim pays an invoice",
        {1: [invoice("A", 30), *advice(None, line("A", 30), line(None, -30, claim="CLAIM-3"), name="Z")]},
        {1: {"allocated": {"advice>A": 30, "advice>CLAIM-3": -30}, "open": {}, "disputes": {"advice>CLAIM-3": 30}}},
    ),
    Story(
        "advice without money states a deduction as well",
        {1: [invoice("A", 40), credit_memo("M", -30),
             *advice(None, line("A", 30, gross=40, deduction=10), line("M", -30), name="Z")]},
        {1: {"allocated": {"advice>A": 30, "advice>M": -30}, "disputed": {"A": 10}, "open": {}}},
    ),
    Story(
        "advice without money waits for its invoice",
        {1: [credit_memo("M", -30), *advice(None, line("A", 30), line("M", -30), name="Z")], 2: [invoice("A", 30)]},
        {1: {"allocated": {}, "open": {"M": -30}}, 2: {"allocated": {"advice>A": 30, "advice>M": -30}, "open": {}}},
    ),
    Story(
        "a credit memo for what was written off stays open",
        {1: SHORT, 2: [decision("written_off", "A", "P")], 3: [credit_memo("M", -10, "A")]},
        {3: {"open": {"M": -10}, "credited": {}, "count": 0}},
    ),
    Story(
        "a line with the number of one claim and the reference of another of its document repays the first",
        {1: [invoice("A", 100), payment("P", 70), *advice("P", line("A", 100), line("A", -10, claim="CL-1"),
         line("A", -20, claim="CL-2"))],
         2: [payment("Q", 5, on=2), *advice("Q", line("CL-2", 5, claim="CL-1"), name="S", on=2)]},
        {2: {"allocated": {"P>A": 70, "Q>A": 5}, "unapplied": {},
             "ledger": [(10, 5, 0, 5, 0, 0), (20, 20, 0, 0, 0, 0)]}},
    ),
    Story(
        "two payments of one night repay one claim without a document, and the second pays too much",
        {1: [invoice("A", 100), payment("P", 80), *advice("P", line("A", 100), line(None, -20, claim="CLAIM-1"))],
         2: [payment("Q", 15, on=2), *advice("Q", line(None, 15, claim="CLAIM-1"), name="S", on=2),
             payment("R", 10, on=2), *advice("R", line(None, 10, claim="CLAIM-1"), name="T", on=2)]},
        {1: {"disputes": {"P>CLAIM-1": 20}},
         2: {"disputes": {}, "count": 0, "allocated": {"P>A": 100, "P>CLAIM-1": -20, "Q>-": 15, "R>-": 5},
             "unapplied": {"R": (5, "no_reference")}}},
    ),
]  # fmt: skip
