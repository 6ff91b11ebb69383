"""The place of a dispute on the worklist."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.models.running import column, columns, run_model

VALUED = "place  recommended_action  ranked_value  window_opens  window_closes\n"


def ranked(*disputes: str, causes: str = "", soon: int = 7) -> list[dict[str, object]]:
    """Disputes with their places from 1, in the order of their priority."""
    rows = "".join(f"{place}  {dispute}\n" for place, dispute in enumerate(disputes, 1))
    book = "".join(f"{place}  D{place}\n" for place, _ in enumerate(disputes, 1))
    found = run_model(
        "ranked_disputes",
        {"window_closes_soon_days": str(soon)},
        valued_disputes=VALUED + rows,
        book_variances="place  variance_id\n" + book,
        caused_disputes="place  root_cause_id\n" + causes,
    )
    return sorted(found, key=lambda row: row["priority"])


@pytest.mark.parametrize(
    ("dispute", "tier", "urgency"),
    [
        pytest.param("collect  10  -  -", 2, "1", id="no window"),
        pytest.param("collect  10  2026-03-02  2026-03-10", 2, "1", id="open, and closes in eight days"),
        pytest.param("collect  10  -  2026-03-09", 1, "1", id="closes in seven days"),
        pytest.param("collect  10  -  2026-03-04", 1, "1.71", id="closes in two days"),
        pytest.param("collect  10  -  2026-03-02", 1, "2", id="closes tonight"),
        pytest.param("collect  0  -  2026-03-02", 1, "1", id="closes tonight, and is worth nothing"),
        pytest.param("collect  -  -  2026-03-02", 1, "1", id="closes tonight, and nobody knows its worth"),
        pytest.param("collect  10  2026-01-01  2026-03-01", 4, "1", id="closed yesterday"),
        pytest.param("collect  10  2026-03-03  2026-03-04", 3, "1", id="opens tomorrow"),
        pytest.param("write_off  10  -  2026-03-02", 5, "1", id="is to be written off"),
    ],
)
def test_the_tier_of_a_dispute(dispute: str, tier: int, urgency: str) -> None:
    [found] = ranked(dispute)

    assert (found["tier"], found["urgency"]) == (tier, Decimal(urgency))


def test_a_policy_that_warns_only_on_the_last_day_doubles_it() -> None:
    [found] = ranked("collect  10  -  2026-03-02", soon=0)

    assert (found["tier"], found["urgency"], found["days_left"]) == (1, 2, 0)


@pytest.mark.parametrize(
    ("disputes", "order"),
    [
        pytest.param(
            (
                "collect  90  2026-04-01  -",
                "collect  5  -  -",
                "collect  1  -  2026-03-03",
                "write_off  99  -  -",
                "collect  99  -  2026-03-01",
            ),
            [3, 2, 1, 5, 4],
            id="by tier",
        ),
        pytest.param(
            ("collect  5  -  -", "collect  9  -  -", "collect  -3  -  -", "collect  -  -  -"),
            [2, 1, 3, 4],
            id="by worth, unknown worth last",
        ),
        pytest.param(
            ("collect  9  -  2026-03-09", "collect  5  -  2026-03-02"), [2, 1], id="by worth times urgency"
        ),
        pytest.param(("collect  5  -  -", "collect  5  -  -"), [1, 2], id="of equal worth by id"),
    ],
)
def test_the_order_of_disputes(disputes: tuple[str, ...], order: list[int]) -> None:
    assert column(ranked(*disputes), "place") == order


def test_disputes_of_one_cause_stand_together_by_what_they_are_worth_together() -> None:
    found = ranked("collect  4  -  -", "collect  5  -  -", "collect  3  -  -", causes="1  R1\n3  R1\n")

    assert columns(found, "place", "shared_value", "shared_count") == [(1, 7, 2), (3, 7, 2), (2, 5, 1)]


def test_disputes_of_one_cause_in_two_tiers_are_worth_together_what_each_tier_holds() -> None:
    found = ranked("collect  4  -  -", "write_off  3  -  -", causes="1  R1\n2  R1\n")

    assert columns(found, "place", "shared_value", "shared_count") == [(1, 4, 1), (2, 3, 1)]


def test_two_causes_of_equal_worth_are_not_mixed() -> None:
    found = ranked(
        "collect  1  -  -",
        "collect  6  -  -",
        "collect  5  -  -",
        "collect  2  -  -",
        causes="1  R2\n2  R2\n3  R1\n4  R1\n",
    )

    assert column(found, "place") == [3, 4, 2, 1]


def test_ranked_disputes_come_in_the_order_of_the_book() -> None:
    given = "".join(f"{place}  collect  {worth}  -  -\n" for place, worth in ((3, 1), (1, 2), (2, 3)))
    found = run_model(
        "ranked_disputes",
        valued_disputes=VALUED + given,
        book_variances="place  variance_id\n1  A\n2  B\n3  C",
    )

    assert columns(found, "place", "priority") == [(1, 2), (2, 1), (3, 3)]
