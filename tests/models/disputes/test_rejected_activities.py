"""Why an activity is impossible, in words; what the others move, and how they are kept."""

from __future__ import annotations

import pytest

from tests.models.disputes.changes import CHANGES
from tests.models.running import columns, run_model

NAMES = (
    "flaw  dispute_id  earlier_dispute_id  currency  amount  minor_amount  available_amount  "
    "most_open_amount  payer_id  leading_id  "
    "from_status  status  resolution\n"
)


def reason(flaw: str, **values: str) -> str:
    cells = {
        "dispute_id": "D1",
        "currency": "EUR",
        "minor_amount": "10100",
        "available_amount": "10000",
        "most_open_amount": "20000",
    } | values
    row = "  ".join({"flaw": flaw, **cells}.get(name, "-") for name in NAMES.split())
    [found] = run_model("rejected_activities", judged_activities=NAMES + row, state_changes=CHANGES)
    return found["reason"]


@pytest.mark.parametrize(
    ("flaw", "values", "expected"),
    [
        (
            "another dispute",
            {"earlier_dispute_id": "D0"},
            "activity names another dispute than before; expected D0, found D1",
        ),
        ("digits", {"amount": "1.005"}, "too many digits for EUR; expected at most 2 places, found 1.005"),
        (
            "no resolution",
            {},
            "resolved without a resolution; expected credit_granted, denied, written_off or lost, found nothing",
        ),
        ("no status", {}, "status changed without a status; expected the new status, found nothing"),
        (
            "no leading case",
            {"payer_id": "P1", "leading_id": "D9"},
            "no dispute to merge with; expected the id of another open dispute of P1, found D9",
        ),
        (
            "no leading case",
            {"payer_id": "P1", "leading_id": '""'},
            "no dispute to merge with; expected the id of another open dispute of P1, found nothing",
        ),
        (
            "nothing written off",
            {},
            "nothing to take back; expected a dispute that was written off, found nothing written off",
        ),
        (
            "more than written off",
            {},
            "amount is more than was written off; expected up to 100.00 EUR, found 101.00 EUR",
        ),
        ("closed", {}, "dispute is closed; expected an open one, found nothing open"),
        (
            "sign",
            {"minor_amount": "-5"},
            "amount has not the sign of what is open; expected up to 100.00 EUR, found -0.05 EUR",
        ),
        ("more than open", {}, "amount is more than open; expected up to 100.00 EUR, found 101.00 EUR"),
        (
            "more than open by day",
            {},
            "amount is more than open; expected up to 200.00 EUR, found 101.00 EUR",
        ),
        (
            "status",
            {"from_status": "new", "status": "resolved"},
            "status cannot change so; expected a change that is allowed from new (to needs_evidence, "
            "pending_approval, validated, with_customer), found resolved",
        ),
        (
            "status",
            {"from_status": "resolved", "resolution": "denied"},
            "status cannot change so; expected a change that is allowed from resolved, found denied",
        ),
    ],
)
def test_the_reason_says_what_was_expected_and_what_was_found(
    flaw: str, values: dict[str, str], expected: str
) -> None:
    assert reason(flaw, **values) == expected


def test_activities_of_disputes_that_nobody_knows_are_rejected_and_possible_ones_are_not() -> None:
    where = "source_file  source_row  raw_row  dispute_id  currency"
    found = run_model(
        "rejected_activities", ordered_activities=where + "\nwork.csv  2  X1,D9  D9  -\nwork.csv  3  X2,D1  D1  EUR",
        judged_activities=where + "  flaw\nwork.csv  3  X2,D1  D1  EUR  -\nwork.csv  4  X3,D1  D1  EUR  closed",
    )  # fmt: skip

    assert sorted(columns(found, "extract", "file", "row_number", "reason", "row")) == [
        (
            "dispute_activity",
            "work.csv",
            2,
            "dispute is unknown; expected a dispute_id of a worklist, found D9",
            "X1,D9",
        ),
        (
            "dispute_activity",
            "work.csv",
            4,
            "dispute is closed; expected an open one, found nothing open",
            "X3,D1",
        ),
    ]


def test_what_decisions_move_of_each_dispute() -> None:
    found = run_model(
        "decided_amounts",
        judged_activities="""
        dispute_id  flaw    moved_amount
        D1          -       40
        D1          -       20
        D1          closed  5
        D2          -       40
        D2          -       -40
        D3          -       -30
        D4          -       0""",
    )

    assert sorted(columns(found, "variance_id", "amount", "kind")) == [
        ("D1", 60, "written_off"),
        ("D3", -30, "written_off"),
    ]


def test_accepted_activities_are_kept_and_rejected_ones_are_not() -> None:
    found = run_model(
        "book_activities",
        judged_activities="""
        activity_id  flaw    minor_amount  amount  closed_amount
        X1           -       4000          40      3000
        X2           closed  1             0.01    0""",
    )

    assert columns(found, "activity_id", "amount", "closed_amount", "is_live") == [("X1", 4000, 3000, False)]
