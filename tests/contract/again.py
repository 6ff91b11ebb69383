"""What comes again: findings keep their ids, what came back is paid anew, what repeats a settlement is too much."""

from __future__ import annotations

from tests.contract.story import Row, Story, advice, invoice, line, payment, posting

SHORT = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-1"))]
RETURN = payment("X", -90, on=2, reverses_payment_id="P")
RESENT = payment("Q", 90, on=3, bank_reference="P")
PAID_ANEW = {
    "allocated": {"P>A": 90, "X>A": -90, "Q>A": 90}, "disputes": {"Q>A": 10}, "open": {}, "unapplied": {},
    "variances": [("P", "A", 10, "withdrawn"), ("Q", "A", 10, "dispute")],
}  # fmt: skip
ONE_CLAIM_TWICE = [
    invoice("A", 100),
    payment("P", 72),
    *advice("P", line("A", 77, deduction=10, claim="CL-1"), line(None, -5, claim="CL-1")),
]
IN_TWO_PARTS = {
    1: [invoice("A", 100), payment("P", 70), *advice("P", line("A", 70, words="part payment"))],
    2: [payment("Q", 30, on=2), *advice("Q", line("A", 30), name="S", on=2)],
}


def of_the_returned(claim: str) -> list[Row]:
    """New advice about the payment sent again, by the bank reference that the returned one bore."""
    return advice("P", line("A", 90, deduction=10, claim=claim), name="S", on=3)


STORIES = [
    Story(
        "a short posting leaves one claim on two lines where it was found, and the rest of the money unapplied",
        {1: ONE_CLAIM_TWICE, 2: [posting("P", "A", 60, on=2)], 3: [invoice("B", 5)]},
        {1: {"allocated": {"P>A": 77, "P>CL-1": -5}, "disputes": {"P>A": 23, "P>CL-1": 5}},
         2: {"allocated": {"P>A": 60, "P>CL-1": -5}, "unapplied": {"P": (17, "no_reference")},
             "since": [(5, 1), (10, 1), (13, 1), (17, 2)],
             "variances": [("P", "A", 10, "dispute"), ("P", "A", 13, "dispute"), ("P", "A", 17, "dispute"),
                           ("P", "CL-1", 5, "dispute")]},
         3: {"rows": 0, "since": [(5, 1), (10, 1), (13, 1), (17, 2)], "disputed": {"A": 23}}},
    ),
    Story(
        "what is in dispute as misapplied is not short a second time",
        {1: [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-1"))],
         2: [posting("P", "A", 70, on=2)], 3: [payment("Q", 10, on=3), *advice("Q", line("A", 10), name="S", on=3)]},
        {2: {"disputes": {"P>A": 30}, "open": {"A": 20}},
         3: {"disputes": {"P>A": 20}, "causes": ["billing_error/misapplied_cash"], "open": {"A": 20}, "disputed": {}}},
    ),
    Story(
        "misapplied cash ends the night in which a deduction takes its place",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 100), *advice("P", line("A", 100))],
         2: [posting("P", "A", 70, on=2)],
         3: [payment("Q", 20, on=3), *advice("Q", line("B", 50), line("A", -30, claim="CL-7"), name="S", on=3)],
         4: [payment("T", 30, on=4), *advice("T", line("A", 30, deduction=30, claim="CL-8"), name="U", on=4)]},
        {3: {"disputes": {"P>A": 30, "Q>A": 30}, "disputed": {"A": 30}, "open": {"A": 30}},
         4: {"disputes": {"T>A": 30}, "disputed": {"A": 30}, "open": {}, "closed_as": ["repaid", "repaid"]}},
    ),
    Story(
        "advice is about the next payment of its bank reference when the first came back",
        {1: SHORT, 2: [RETURN], 3: [RESENT], 4: [invoice("B", 5)]},
        {2: {"open": {"A": 100}, "count": 0}, 3: PAID_ANEW, 4: {"rows": 0, "disputes": {"Q>A": 10}}},
    ),
    Story(
        "the payment sent again comes the night of the return",
        {1: SHORT, 2: [RETURN, RESENT]},
        {2: PAID_ANEW},
    ),
    Story(
        "the payment sent again comes before the return",
        {1: SHORT, 2: [RESENT], 3: [RETURN]},
        {2: {"unapplied": {"Q": (90, "no_reference")}, "disputes": {"P>A": 10}}, 3: PAID_ANEW},
    ),
    Story(
        "a payment returned and sent again, twice",
        {1: SHORT, 2: [RETURN], 3: [RESENT], 4: [payment("Y", -90, on=4, reverses_payment_id="Q")],
         5: [payment("T", 90, on=5, bank_reference="P")]},
        {4: {"open": {"A": 100}, "count": 0},
         5: {"allocated": {"P>A": 90, "X>A": -90, "Q>A": 90, "Y>A": -90, "T>A": 90}, "disputes": {"T>A": 10}}},
    ),
    Story(
        "the payment sent again has advice of its own: the old one is not used beside it",
        {1: SHORT, 2: [RETURN], 3: [RESENT, *of_the_returned("CL-2")], 4: [invoice("B", 5)]},
        {3: PAID_ANEW, 4: {"rows": 0, "unapplied": {}}},
    ),
    Story(
        "the payment sent again, and its advice as well",
        {1: SHORT, 2: [RETURN], 3: [RESENT, *of_the_returned("CL-1")], 4: [invoice("B", 5)]},
        {3: PAID_ANEW, 4: {"rows": 0, "unapplied": {}}},
    ),
    Story(
        "a return in part leaves advice with its payment",
        {1: SHORT, 2: [payment("X", -40, on=2, reverses_payment_id="P")], 3: [RESENT]},
        {3: {"allocated": {"P>A": 90, "X>A": -40}, "unapplied": {"Q": (90, "no_reference")}, "disputes": {"P>A": 10}}},
    ),
    Story(
        "advice without a bank reference, its payment returned and sent again in the same amount",
        {1: [*SHORT[:2], *advice(None, line("A", 90, deduction=10, claim="CL-1"))], 2: [RETURN],
         3: [payment("Q", 90, on=3)]},
        {3: PAID_ANEW},
    ),
    Story(
        "advice that comes after the return is used by the payment that is sent again",
        {1: SHORT[:2], 2: [RETURN], 3: SHORT[2:], 4: [RESENT]},
        {3: {"rows": 0, "open": {"A": 100}},
         4: {"allocated": {"P>-": 90, "X>-": -90, "Q>A": 90}, "disputes": {"Q>A": 10}, "open": {}, "unapplied": {}}},
    ),
    Story(
        "a smaller settlement of an invoice paid in two parts, made again, is a duplicate payment",
        IN_TWO_PARTS | {3: [payment("T", 30, on=3), *advice("T", line("A", 30), name="U", on=3)]},
        {2: {"open": {}}, 3: {"unapplied": {"T": (30, "overpayment")}, "causes": ["duplicate/payment"]}},
    ),
    Story(
        "what repeats no settlement of a paid invoice is an overpayment",
        IN_TWO_PARTS | {3: [payment("T", 20, on=3), *advice("T", line("A", 20), name="U", on=3)]},
        {3: {"unapplied": {"T": (20, "overpayment")}, "causes": ["other/overpayment"]}},
    ),
    Story(
        "a settlement that came back is not repeated",
        IN_TWO_PARTS | {3: [payment("X", -30, on=3, reverses_payment_id="Q"), payment("S", 10, on=3, memo="A"),
                            payment("T", 20, on=3, memo="A")],
                        4: [payment("U", 30, on=4), *advice("U", line("A", 30), name="V", on=4)]},
        {3: {"open": {}}, 4: {"unapplied": {"U": (30, "overpayment")}, "causes": ["other/overpayment"]}},
    ),
    Story(
        "two instalments of one amount repay a dispute: the second repeats nothing",
        {1: [invoice("A", 100), payment("P", 80), *advice("P", line("A", 80, deduction=20, claim="CL-1"))],
         2: [payment("Q", 10, on=2), *advice("Q", line("A", 10), name="S", on=2)],
         3: [payment("T", 10, on=3), *advice("T", line("A", 10), name="U", on=3)]},
        {3: {"allocated": {"P>A": 80, "Q>A": 10, "T>A": 10}, "count": 0, "unapplied": {}, "closed_as": ["repaid"]}},
    ),
]  # fmt: skip
