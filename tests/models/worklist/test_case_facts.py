"""Facts of a night about disputes: open ones, cases at hand, and their changes."""

from __future__ import annotations

import pytest

from tests.models.worklist.facts import CASE, CASES, facts

LIST = (
    "payer_id  dispute_type  owner  currency  open_amount  expected_recovery  dispute_subtype  "
    "is_contested  due_date  window_closes\n"
)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(
            "100  40  percent  no  2026-03-02  2026-03-02",
            {"open_count": 1, "open": 100, "expected": 40, "open_by_days": 500},
            id="an open one",
        ),
        pytest.param("-100  0  overpayment  yes  -  -", {"open_count": 1, "held": 100}, id="money held"),
        pytest.param(
            "100  -5  unexplained  no  -  -",
            {"open_count": 1, "open": 100, "open_unexplained": 100, "open_by_days": 500},
            id="one that nothing explains",
        ),
        pytest.param(
            "-100  0  unexplained  no  -  -",
            {"open_count": 1, "held": 100},
            id="money held that nothing explains",
        ),
        pytest.param(
            "100  0  percent  yes  -  -",
            {"open_count": 1, "open": 100, "open_contested": 100, "open_by_days": 500},
            id="a contested one",
        ),
        pytest.param(
            "100  0  misapplied_cash  no  -  -", {"open_count": 1, "open": 100}, id="a posting of ours"
        ),
        pytest.param(
            "100  0  percent  no  2026-03-01  2026-03-01",
            {"open_count": 1, "open": 100, "open_by_days": 500, "overdue_count": 1, "window_missed_count": 1},
            id="one that is late",
        ),
    ],
)
def test_open_disputes(row: str, expected: dict[str, float]) -> None:
    since = CASES + CASE.replace("2026-03-02", "2026-02-26").replace("yes  no", "no  no")

    found = facts(worklist=f"{LIST}P1  pricing  ann  EUR  {row}", measured_cases=since)
    assert dict(found.items()) == expected


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(
            CASE,
            {"opened_count": 1, "opened": 100, "opened_recently": 100, "deducted": 100, "given_up": 20},
            id="opened tonight",
        ),
        pytest.param(
            CASE.replace("2026-03-02", "2026-02-01"),
            {"opened_recently": 100, "deducted": 100, "given_up": 20},
            id="opened before",
        ),
        pytest.param(
            CASE.replace("2026-03-02", "2025-12-02"),
            {"deducted": 100, "given_up": 20},
            id="opened before what is at hand",
        ),
        pytest.param(CASE.replace("yes  no", "no  no"), {"opened_count": 1}, id="no deduction"),
        pytest.param(
            CASE.replace("2026-03-02  yes  no", "2025-12-02  yes  yes"),
            {"deducted": 100, "given_up": 20, "denied": 100, "denied_repaid": 30},
            id="without reason",
        ),
        pytest.param(
            CASE.replace("2026-03-02  yes  no", "2025-12-02  no  yes"),
            {},
            id="without reason, and no deduction",
        ),
        pytest.param(
            CASE.replace("2026-03-02  yes", "2025-12-02  no").replace("20  -", "20  recovered"),
            {"decided_count": 1, "won_count": 1},
            id="won",
        ),
        pytest.param(
            CASE.replace("2026-03-02  yes", "2025-12-02  no").replace("20  -", "20  lost"),
            {"decided_count": 1},
            id="lost",
        ),
    ],
)
def test_cases_at_hand(case: str, expected: dict[str, float]) -> None:
    assert facts(measured_cases=CASES + case) == expected


def test_changes_of_disputes_tonight() -> None:
    cases = (
        CASES
        + CASE.replace("2026-03-02", "2025-01-01")
        + CASE.replace("D1", "D2").replace("yes", "no").replace("2026-03-02", "2025-01-01")
    )
    history = (
        "dispute_id  event  to_status  amount\nD1  credited  -  5\nD1  written_off  -  7\n"
        "D1  grown  -  9\nD1  status_changed  reopened  -\nD2  repaid  -  8\nD9  repaid  -  8"
    )
    names = ("credited", "repaid", "written_off", "withdrawn", "grown", "reopened_count")

    assert facts(*names, measured_cases=cases, dispute_history=history) == {
        "credited": 5,
        "written_off": 7,
        "reopened_count": 1,
    }
