"""The dates, status and owner of a variance after the night."""

from __future__ import annotations

import pytest

from tests.models.running import run_model

NOON, EVENING = "2026-03-02 12:00:00+00", "2026-03-02 18:00:00+00"
BOOK = "place  variance_id  opened_date  status  owner  last_activity_at  changed_date  open_amount\n"
ENDED = "place  variance_id  status  owner  last_activity_at\n"


def dated(variance: str, end: str = "", history: str = "") -> tuple[str, ...]:
    [found] = run_model(
        "dated_variances",
        case_variances=BOOK + variance,
        ended_cases=ENDED + end,
        dispute_history="dispute_id\n" + history,
    )
    names = ("opened_date", "status", "owner", "changed_date", "is_live")
    return tuple(str(found[name]) for name in names)


def test_a_difference_without_a_case_keeps_its_dates() -> None:
    assert dated("1  V1  -  -  -  -  2026-02-01  0") == ("None", "None", "None", "2026-02-01", "True")


def test_a_case_is_opened_the_night_it_is_first_a_dispute() -> None:
    assert dated("1  V1  -  -  -  -  2026-02-01  5", "1  V1  new  -  -", "V1") == (
        "2026-03-02",
        "new",
        "None",
        "2026-03-02",
        "True",
    )
    assert dated("1  V1  2026-01-01  old  bob  -  2026-02-01  5", "1  V1  validated  ann  -") == (
        "2026-01-01", "validated", "ann", "2026-02-01", "True",
    )  # fmt: skip
    assert dated("1  V1  2026-01-01  old  bob  -  2026-02-01  5", "1  V1  -  -  -")[1:3] == ("old", "bob")


@pytest.mark.parametrize(
    ("changed", "open_amount", "history", "is_live"),
    [
        pytest.param("2025-12-02", 0, "", True, id="closed 90 nights ago"),
        pytest.param("2025-12-01", 0, "", False, id="closed 91 nights ago"),
        pytest.param("2025-12-01", 1, "", True, id="open, however old"),
        pytest.param("2025-12-01", -1, "", True, id="money held, however old"),
        pytest.param("2025-12-01", 0, "V1\nV1", True, id="changed tonight"),
    ],
)
def test_how_long_a_case_is_carried_on(changed: str, open_amount: int, history: str, is_live: bool) -> None:
    assert dated(f"1  V1  2025-01-01  resolved  -  -  {changed}  {open_amount}", "", history)[-1] == str(
        is_live
    )


def test_the_last_activity_is_the_later_of_the_known_and_the_nights() -> None:
    def last(known: str, tonight: str) -> str:
        [found] = run_model(
            "dated_variances",
            case_variances=BOOK + f"1  V1  -  -  -  {known}  2026-02-01  5",
            ended_cases=ENDED + f"1  V1  new  -  {tonight}",
        )
        return str(found["last_activity_at"])[:16]

    assert (
        last(NOON, EVENING)
        == last(EVENING, NOON)
        == last("-", EVENING)
        == last(EVENING, "-")
        == "2026-03-02 18:00"
    )
