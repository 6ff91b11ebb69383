"""People's decisions about money: what they close, in which order, and what a corrected one gives back."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.catalog import BOOKS
from pipelines.disputes import decisions
from tests.casebook import acted, activities, case, minor, rows_of, variances


def decide(dispute: dict[str, Any], *people: dict[str, Any], known=None) -> dict[str, int]:
    moved = decisions(activities(*people), variances(dispute), known)
    assert set(moved["kind"].to_pylist()) <= {"written_off"}
    return dict(zip(moved["variance_id"].to_pylist(), moved["amount"].to_pylist(), strict=True))


def written_off(amount: str | None, at: str = "09:00", activity: str = "A1", **others: Any) -> dict[str, Any]:
    return acted("D1", "resolved", at, activity, resolution="written_off", amount=amount, **others)


@pytest.mark.parametrize(
    ("people", "amount"),
    [
        pytest.param([written_off(None)], "50.00", id="no amount: all that is open"),
        pytest.param([written_off("20.00")], "20.00", id="in part"),
        pytest.param([acted("D1", "resolved", resolution="lost", amount="50.00")], "50.00", id="lost"),
        pytest.param(
            [written_off("20.00", "09:00", "A1"), written_off(None, "10:00", "A2")], "50.00",
            id="in part, then the rest",
        ),
        pytest.param(
            [
                written_off("40.00", "09:00", "A1"),
                written_off("20.00", "10:00", "A2"),
                written_off("10.00", "11:00", "A3"),
            ],
            "50.00", id="the second is more than the first left, the third is not",
        ),
    ],
)  # fmt: skip
def test_decisions_close_money_in_the_order_people_made_them(
    people: list[dict[str, Any]], amount: str
) -> None:
    assert decide(case("D1", "50.00"), *people) == {"D1": minor(amount)}
    assert decide(case("D1", "50.00"), *people[::-1]) == {"D1": minor(amount)}


def test_money_that_we_hold_is_written_off_with_its_sign() -> None:
    assert decide(case("D1", "-50.00"), written_off("-20.00")) == {"D1": -2000}


@pytest.mark.parametrize(
    "activity",
    [
        acted("D1", "resolved", resolution="denied"),
        acted("D1", "resolved", resolution="credit_granted", amount="50.00"),
        acted("D1", "note", amount="50.00"),
        written_off("50.01"),
        written_off("0"),
        acted("D9", "resolved", resolution="lost"),
    ],
    ids=["denied", "credit granted", "note", "more than open", "nothing", "unknown dispute"],
)
def test_what_closes_no_money(activity: dict[str, Any]) -> None:
    assert decide(case("D1", "50.00"), activity) == {}


@pytest.mark.parametrize(
    ("again", "amount"),
    [
        pytest.param(written_off("30.00"), 0, id="the same again"),
        pytest.param(written_off("10.00"), -2000, id="less: gives back"),
        pytest.param(written_off("50.00"), 2000, id="more"),
        pytest.param(written_off(None), 2000, id="now all"),
        pytest.param(acted("D1", "resolved", resolution="denied"), -3000, id="no write-off after all"),
        pytest.param(written_off("0.00"), -3000, id="none of it after all"),
        pytest.param(written_off("50.01"), 0, id="more than ever was open: the earlier version stays"),
    ],
)
def test_a_corrected_decision_moves_the_difference(again: dict[str, Any], amount: int) -> None:
    before = {
        name: value for name, value in written_off("30.00").items() if name in BOOKS["book_activities"].names
    }
    known = rows_of(
        BOOKS["book_activities"], before | {"amount": 3000, "closed_amount": 3000, "is_live": False}
    )
    rest = case("D1", "50.00", "20.00", written_off="30.00")
    assert decide(rest, again, known=known).get("D1", 0) == amount
