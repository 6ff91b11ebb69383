"""The earned discount, and what is taken beyond it."""

from __future__ import annotations

from tests.contract.story import Story, advice, invoice, line, payment

STORIES = [
    Story(
        "a discount of the terms, paid in time, is earned",
        {1: [invoice("A", 100, "2/10"), payment("P", 98, on=5), *advice("P", line("A", 98, gross=100, discount=2))]},
        {1: {"discount": {"P>A": 2}, "open": {}, "count": 0, "variances": [("P", "A", 2, "earned_discount")]}},
    ),
    Story(
        "a discount that the advice does not state is earned where the shortfall reaches it",
        {1: [invoice("A", 100, "2/10"), payment("P", 98), *advice("P", line("A", 98))]},
        {1: {"discount": {"P>A": 2}, "open": {}, "count": 0}},
    ),
    Story(
        "no discount where the shortfall does not reach it",
        {1: [invoice("A", 100, "2/10"), payment("P", 99), *advice("P", line("A", 99))]},
        {1: {"discount": {}, "disputed": {"A": 1}, "count": 1}},
    ),
    Story(
        "as much of the discount as was taken",
        {1: [invoice("A", 100, "2/10"), payment("P", 99), *advice("P", line("A", 99, gross=100, discount=1))]},
        {1: {"discount": {"P>A": 1}, "open": {}, "count": 0}},
    ),
    Story(
        "three days of grace",
        {1: [invoice("A", 100, "2/1"), payment("P", 98, on=5), *advice("P", line("A", 98, discount=2))]},
        {1: {"discount": {"P>A": 2}, "count": 0}},
    ),
    Story(
        "a day after the grace the discount is not earned",
        {1: [invoice("A", 100, "2/1"), payment("P", 98, on=6), *advice("P", line("A", 98, discount=2))]},
        {1: {"discount": {}, "disputed": {"A": 2}, "causes": ["other/unearned_discount"]}},
    ),
    Story(
        "a discount beyond the rate is a variance",
        {1: [invoice("A", 100, "2/10"), payment("P", 95), *advice("P", line("A", 95, discount=5))]},
        {1: {"discount": {"P>A": 2}, "disputed": {"A": 3}, "causes": ["other/unearned_discount"],
             "variances": [("P", "A", 2, "earned_discount"), ("P", "A", 3, "dispute")]}},
    ),
    Story(
        "the discount is rounded half up to the cent",
        {1: [invoice("A", "100.25", "2/10"), payment("P", "98.24"), *advice("P", line("A", "98.24"))]},
        {1: {"discount": {"P>A": 2.01}, "open": {}, "count": 0}},
    ),
    Story(
        "an earned discount on a negative line of its own",
        {1: [invoice("A", 100, "2/10"), payment("P", 98), *advice("P", line("A", 100), line("A", -2))]},
        {1: {"discount": {"P>A": 2}, "allocated": {"P>A": 98}, "count": 0, "open": {}}},
    ),
    Story(
        "an earned discount in the deduction column",
        {1: [invoice("A", 100, "2/10"), payment("P", 98), *advice("P", line("A", 98, deduction=2))]},
        {1: {"discount": {"P>A": 2}, "count": 0, "open": {}}},
    ),
    Story(
        "a discount beyond the rate in the deduction column, in words",
        {1: [invoice("A", 100, "2/10"), payment("P", 97), *advice("P", line("A", 97, deduction=3,
             words="cash discount 3%"))]},
        {1: {"discount": {"P>A": 2}, "disputed": {"A": 1}, "causes": ["other/unearned_discount"]}},
    ),
    Story(
        "a discount and a deduction beside each other",
        {1: [invoice("A", 100, "2/10"), payment("P", 88), *advice("P", line("A", 88, gross=100, discount=2, deduction=10))]},
        {1: {"discount": {"P>A": 2}, "disputed": {"A": 10}, "count": 1}},
    ),
]  # fmt: skip
