"""Advice that bears no bank reference and does not add up to any payment: whose it is, where its lines or papers say so."""

from __future__ import annotations

from tests.contract.story import Story, advice, bill_line, invoice, line, payment

A_AND_B = [invoice("A", 300), invoice("B", 100, freight_amount=4), bill_line("B", 1, "Y", 8, "12", "96")]
FULL = (line("A", 300), line("B", 100))

STORIES = [
    Story(
        "the payer's one payment of about the amount lacks just what papers show of one document",
        {1: [*A_AND_B, payment("P", 396), *advice(None, *FULL)]},
        {
            1: {
                "allocated": {"P>A": 300, "P>B": 96},
                "disputes": {"P>B": 4},
                "causes": ["billing_error/freight"],
                "unapplied": {},
            }
        },
    ),
    Story(
        "… or just one line that the advice gives twice",
        {
            1: [
                *A_AND_B,
                invoice("C", 60),
                payment("P", 460),
                *advice(None, *FULL, line("C", 60), line("C", 60)),
            ]
        },
        {1: {"allocated": {"P>A": 300, "P>B": 100, "P>C": 60}, "unapplied": {}, "count": 0}},
    ),
    Story(
        "… or the sum of one line that is not what its document owes",
        {1: [*A_AND_B, payment("P", 400), *advice(None, line("A", 330), line("B", 100))]},
        {1: {"allocated": {"P>A": 300, "P>B": 100}, "unapplied": {}, "count": 0}},
    ),
    Story(
        "a gap that nothing explains ties nothing",
        {1: [*A_AND_B, payment("P", 391), *advice(None, *FULL)]},
        {1: {"allocated": {}, "unapplied": {"P": (391, "conflict")}, "count": 0}},
    ),
    Story(
        "two payments that it might be of are refused",
        {1: [*A_AND_B, payment("P", 396), payment("Q", 391), *advice(None, *FULL)]},
        {1: {"allocated": {}, "count": 0}},
    ),
    Story(
        "a payment that says itself what it is for is of no such advice",
        {1: [*A_AND_B, invoice("C", 396), payment("P", 396, memo="C"), *advice(None, *FULL)]},
        {1: {"allocated": {"P>C": 396}, "open": {"A": 300, "B": 100}, "count": 0}},
    ),
    Story(
        "its own payment comes later, and takes it",
        {1: [*A_AND_B, payment("P", 391), *advice(None, *FULL)], 2: [payment("Q", 400, on=2)]},
        {1: {"allocated": {}}, 2: {"allocated": {"Q>A": 300, "Q>B": 100}, "count": 0}},
    ),
    Story(
        "the payment comes after its advice",
        {1: [*A_AND_B, *advice(None, *FULL)], 3: [payment("P", 396, on=3)]},
        {1: {"allocated": {}}, 3: {"allocated": {"P>A": 300, "P>B": 96}, "disputes": {"P>B": 4}}},
    ),
]
