"""Returns beside news of their payment, returns told again, and what a lower gross does to what people wrote off."""

from __future__ import annotations

from tests.contract.story import Story, advice, credit_memo, decision, invoice, line, payment, posting

SHORT = [invoice("A", 100), payment("P", 90), *advice("P", line("A", 90, deduction=10, claim="CL-1"))]
UNSAID = [invoice("A", 100), payment("P", 90, memo="A")]
WHOLE = payment("X", -90, on=2, reverses_payment_id="P")
PART = payment("X", -40, on=2, reverses_payment_id="P")
WRITTEN_OFF = {
    1: [invoice("A", 100), payment("P", 70), *advice("P", line("A", 70, deduction=30, claim="CL-1"))],
    2: [decision("written_off", "A", "P")],
}
TAKEN_OFF = [
    payment("Q", 40, on=2),
    *advice("Q", line("B", 50), line("A", -10, claim="CL-1"), name="S", on=2),
]
KEPT = {"open": {"A": 40}, "disputed": {"A": 10}, "count": 1}

STORIES = [
    Story(
        "a return told again with less money revives the dispute, by its id",
        {1: SHORT, 2: [WHOLE], 3: [PART], 4: [invoice("B", 5)]},
        {2: {"variances": [("P", "A", 10, "withdrawn")]},
         3: KEPT | {"allocated": {"P>A": 90, "X>A": -40}, "ledger": [(10, 10, 0, 0, 0, 0)], "since": [(10, 1)],
                    "variances": [("P", "A", 10, "dispute")]},
         4: {"rows": 0, "disputed": {"A": 10}}},
    ),
    Story(
        "a return told again with less money: discount and deduction are found again",
        {1: [invoice("A", 100, "2/10"), payment("P", 88), *advice("P", line("A", 88, discount=2, deduction=10))],
         2: [payment("X", -88, on=2, reverses_payment_id="P")], 3: [PART]},
        {2: {"discount": {"P>A": 2, "X>A": -2}, "open": {"A": 100}}, 3: KEPT | {"discount": {"P>A": 2}}},
    ),
    Story(
        "a return told again with less money: what is tolerated is written off again",
        {1: [invoice("A", 100), payment("P", "99.97"), *advice("P", line("A", "99.97"))],
         2: [payment("X", "-99.97", on=2, reverses_payment_id="P")], 3: [PART]},
        {2: {"open": {"A": 100}}, 3: {"open": {"A": 40}, "written_off": {"A": 0.03}}},
    ),
    Story(
        "a return told again with less money: what is repaid stays repaid",
        {1: SHORT, 2: [payment("Q", 10, on=2), *advice("Q", line("A", 10), name="S", on=2)],
         3: [payment("X", -90, on=3, reverses_payment_id="P")], 4: [payment("X", -40, on=3, reverses_payment_id="P")]},
        {3: {"open": {"A": 90}}, 4: {"open": {"A": 40}, "count": 0}},
    ),
    Story(
        "a return told again with less money: what people wrote off stays so",
        {1: SHORT, 2: [decision("written_off", "A", "P", 4)], 3: [payment("X", -90, on=3, reverses_payment_id="P")],
         4: [payment("X", -40, on=3, reverses_payment_id="P")]},
        {3: {"open": {"A": 96}}, 4: {"open": {"A": 40}, "disputed": {"A": 6}, "written_off": {"A": 4}}},
    ),
    Story(
        "what a return in part took is open, not short, when late advice comes",
        {1: UNSAID, 2: [PART], 3: advice("P", line("A", 90, deduction=10, claim="CL-1"), on=3)},
        {2: KEPT, 3: KEPT | {"rows": 0, "since": [(10, 1)]}},
    ),
    Story(
        "what a return in part took is open, not short, when the posting comes",
        {1: UNSAID, 2: [PART], 3: [posting("P", "A", 90, on=3)]},
        {3: KEPT | {"rows": 0}},
    ),
    Story(
        "a return in part and late advice, one night",
        {1: UNSAID, 2: [PART, *advice("P", line("A", 90, deduction=10, claim="CL-1"), on=2)]},
        {2: KEPT | {"allocated": {"P>A": 90, "X>A": -40}}},
    ),
    Story(
        "a return in part in the night of its payment",
        {1: [*UNSAID, payment("X", -40, reverses_payment_id="P")]},
        {1: KEPT | {"allocated": {"P>A": 50, "P>-": 40, "X>-": -40}}},
    ),
    Story(
        "a return in part follows its payment to where the ERP has posted it",
        {1: [*SHORT, invoice("B", 90)], 2: [PART], 3: [posting("P", "A", 0, on=3), posting("P", "B", 90, on=3)]},
        {2: {"allocated": {"P>A": 90, "X>A": -40}},
         3: {"allocated": {"P>B": 90, "X>B": -40}, "open": {"A": 90, "B": 40}, "disputed": {"A": 10}}},
    ),
    Story(
        "a return in part of a payment that late advice calls a duplicate: what came back of it is repaid",
        {1: [invoice("A", 100), payment("P", 100, memo="A")],
         2: [invoice("T", 100, "2/5"), payment("Q", 98, on=2)],
         3: [*advice("Q", line("A", 98), name="S", on=3), payment("X", -49, on=3, reverses_payment_id="Q")]},
        {2: {"allocated": {"P>A": 100, "Q>T": 98}},
         3: {"allocated": {"P>A": 100, "Q>-": 49, "X>-": -49}, "unapplied": {"Q": (49, "overpayment")}, "open": {"T": 100},
             "ledger": [(-98, -49, 0, -49, 0, 0)], "discount": {}}},
    ),
    Story(
        "a return of what is used of an overpayment: what was taken back for it is withheld",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 130), *advice("P", line("A", 130))],
         2: [payment("Q", 20, on=2), *advice("Q", line("B", 50), line("A", -30), name="S", on=2)],
         3: [payment("X", -130, on=3, reverses_payment_id="P")]},
        {2: {"count": 0, "open": {}}, 3: {"open": {"A": 100}, "disputed": {"A": 30}, "disputes": {"Q>A": 30}}},
    ),
    Story(
        "money that repaid a deduction is held when its advice takes it off no more",
        {1: [invoice("A", 100), invoice("B", 50), payment("P", 100), *advice("P", line("A", 100))], 2: TAKEN_OFF,
         3: [payment("T", 10, on=3), *advice("T", line("A", 10), name="U", on=3)],
         4: advice("Q", line("B", 40, deduction=10, claim="CL-1"), name="S", on=4)},
        {3: {"count": 0, "open": {}},
         4: {"allocated": {"P>A": 100, "Q>B": 40}, "unapplied": {"T": (10, "overpayment")}, "open": {},
             "disputes": {"Q>B": 10, "T>A": -10}}},
    ),
    Story(
        "a memo takes no discount on what tonight's advice has paid",
        {1: [invoice("A", 100, "2/20"), invoice("B", 100)],
         2: [payment("P", 100, on=2), *advice("P", line("A", 100), on=2), payment("Q", 90, on=2, memo="A B")]},
        {2: {"allocated": {"P>A": 100, "Q>B": 100, "Q>-": -10}, "disputes": {"Q>-": 10}, "open": {}}},
    ),
    Story(
        "a little too much is of whoever paid it, not of who came last",
        {1: [invoice("A", 50), payment("P", "50.03"), *advice("P", line("A", "50.03")),
             payment("Q", 40), *advice("Q", line("A", 0, deduction=10, claim="CL-4"), name="S")],
         2: [payment("X", -40, on=2, reverses_payment_id="Q")]},
        {1: {"variances": [("P", "A", -0.03, "tolerance")]}, 2: {"written_off": {}, "items": {}, "open": {}}},
    ),
    Story(
        "a lower gross moves money before it takes back what people wrote off",
        WRITTEN_OFF | {3: [invoice("A", 80)], 4: [invoice("A", 20)], 5: [invoice("A", 100)]},
        {3: {"items": {"A": (80, 50, 0, 0, 30, 0, 0)}, "unapplied": {"P": (20, "overpayment")}},
         4: {"items": {"A": (20, 0, 0, 0, 20, 0, 0)}, "closed_as": ["withdrawn", "written_off"],
             "unapplied": {"P": (70, "overpayment")}},
         5: {"open": {"A": 80}, "items": {"A": (100, 0, 0, 0, 20, 0, 80)}}},
    ),
    Story(
        "a cancelled document that people have written off in part",
        WRITTEN_OFF | {3: [invoice("A", 100, is_cancelled=True)]},
        {3: {"items": {"A": (0, 0, 0, 0, 0, 0, 0)}, "unapplied": {"P": (70, "overpayment")},
             "variances": [("P", "A", -70, "dispute"), ("P", "A", 30, "withdrawn")]}},
    ),
    Story(
        "a cancelled document with a tolerated difference",
        {1: [invoice("A", 100), payment("P", "99.97"), *advice("P", line("A", "99.97"))],
         2: [invoice("A", 100, is_cancelled=True)]},
        {2: {"items": {"A": (0, 0, 0, 0, 0, 0, 0)},
             "variances": [("P", "A", -99.97, "dispute"), ("P", "A", 0.03, "withdrawn")]}},
    ),
    Story(
        "a lower gross and news of the payment, one night: the write-off goes last",
        WRITTEN_OFF | {3: [invoice("A", 20), posting("P", "A", 60, on=3)]},
        {3: {"items": {"A": (20, 0, 0, 0, 20, 0, 0)}, "unapplied": {"P": (70, "overpayment")}}},
    ),
    Story(
        "a memo worth more than it was withdraws what was netted beyond it",
        {1: [invoice("A", 100), credit_memo("M", -20), payment("P", 70), *advice("P", line("A", 100), line("M", -30))],
         2: [credit_memo("M", -30)]},
        {1: {"disputes": {"P>M": 10}}, 2: {"count": 0, "open": {}, "closed_as": ["withdrawn"]}},
    ),
    Story(
        "money goes back from what a return has left of the latest payment",
        {1: [invoice("A", 100), payment("P", 60), *advice("P", line("A", 60, words="part payment"))],
         2: [payment("Q", 40, on=2), *advice("Q", line("A", 40), name="S", on=2)],
         3: [payment("X", -30, on=3, reverses_payment_id="Q")], 4: [invoice("A", 20)]},
        {4: {"allocated": {"P>A": 20, "Q>A": 30, "X>A": -30}, "open": {},
             "unapplied": {"P": (40, "overpayment"), "Q": (10, "overpayment")}}},
    ),
    Story(
        "a deduction repeated because its first payment came back is not taken twice",
        {1: SHORT, 2: [WHOLE, payment("Q", 90, on=2, bank_reference="P")]},
        {2: {"disputes": {"Q>A": 10}, "causes": ["other/unexplained"]}},
    ),
    Story(
        "costs of banks up to the limit in the reporting currency: some thousand yen",
        {1: [invoice("A", 100000), payment("P", 95000), *advice("P", line("A", 100000)),
             invoice("B", 100000), payment("Q", 90000), *advice("Q", line("B", 100000), name="S")]},
        {1: {"allocated": {"P>A": 95000}, "causes": ["other/bank_charges"], "unapplied": {"Q": (90000, "conflict")}}},
        currency="JPY",
    ),
    Story(
        "costs of banks up to the limit in the reporting currency: some dinars",
        {1: [invoice("A", 1000), payment("P", 985), *advice("P", line("A", 1000)),
             invoice("B", 1000), payment("Q", 975), *advice("Q", line("B", 1000), name="S")]},
        {1: {"allocated": {"P>A": 985}, "causes": ["other/bank_charges"], "unapplied": {"Q": (975, "conflict")}}},
        currency="KWD",
    ),
]  # fmt: skip
