"""What came close, and why it was taken or left: the trace of every match and every refusal."""

from __future__ import annotations

from tests.contract.story import Story, advice, invoice, line, payment

STORIES = [
    Story(
        "a match by the book has one candidate, and it is posted",
        {1: [invoice("RY-8800123", 100), payment("P", 100), *advice("P", line("RY-8800123", 100))]},
        {1: {"candidates": [("RY-8800123", "RY-8800123", "posted")]}},
    ),
    Story(
        "a slip: the number that was written was left for its amount",
        {1: [invoice("RY-8810123", 100), invoice("RY-8810132", 80), payment("P", 80),
             *advice("P", line("RY-8810123", 80))]},
        {1: {"candidates": [("RY-8810123", "RY-8810123", "other_amount"), ("RY-8810123", "RY-8810132", "posted")]}},
    ),
    Story(
        "two that fit as well are both named",
        {1: [invoice("RY-8820123", 100), invoice("RY-8820125", 100), payment("P", 100),
             *advice("P", line("RY-8820124", 100))]},
        {1: {"candidates": [("RY-8820124", "RY-8820123", "several_fit"), ("RY-8820124", "RY-8820125", "several_fit")]}},
    ),
    Story(
        "a reference that leads nowhere is said to",
        {1: [invoice("RY-8830123", 100), payment("P", 63), *advice("P", line("77001122", 63))]},
        {1: {"candidates": [("77001122", "", "nothing_found")]}},
    ),
    Story(
        "an invoice that is paid already",
        {1: [invoice("RY-8840123", 100), payment("P", 100), *advice("P", line("RY-8840123", 100))],
         2: [payment("Q", 100, on=2), *advice("Q", line("RY-8840123", 100), name="S", on=2)]},
        {2: {"candidates": [("RY-8840123", "RY-8840123", "paid_already")]}},
    ),
    Story(
        "every combination that adds up is named",
        {1: [invoice("A", "812.47"), invoice("B", "455.13"), invoice("C", "1267.60"), invoice("D", "377.61"),
             payment("P", "1267.60")]},
        {1: {"candidates": [("-", "A B", "several_fit"), ("-", "C", "several_fit")]}},
    ),
    Story(
        "what nearly added up is named",
        {1: [invoice("A", "812.47"), invoice("B", "455.13"), invoice("C", "1264.00"), payment("P", "1267.61")]},
        {1: {"candidates": [("-", "A B", "other_amount"), ("-", "C", "other_amount")]}},
    ),
    Story(
        "what nearly added up is named once, with its discount or without",
        {1: [invoice("A", 100, "2/10"), payment("P", 99)]},
        {1: {"candidates": [("-", "A", "other_amount")]}},
    ),
    Story(
        "advice that promises more than its payment brings",
        {1: [invoice("RY-8850123", 1000), payment("P", 100), *advice("P", line("RY-8850123", 1000))]},
        {1: {"candidates": [("RY-8850123", "RY-8850123", "advice_refused")], "unapplied": {"P": (100, "conflict")}}},
    ),
]  # fmt: skip
