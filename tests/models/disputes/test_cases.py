"""Cases as they stand after the engine, before and after people's work."""

from __future__ import annotations

import pytest

from tests.models.disputes.changes import CHANGES
from tests.models.running import column, run_model

VARIANCES = (
    "place  variance_id  outcome  opened_date  status  open_amount  original_amount  written_off_amount\n"
)
KNOWN = "1  D1  dispute  2026-02-01  {}  {}  100  {}\n"
MOVEMENTS = "variance_id  event  amount  text\n"


def case(variance: str, *movements: str) -> dict[str, object]:
    rows = MOVEMENTS + "".join(f"D1  {movement}  -\n" for movement in movements)
    [found] = run_model(
        "cases", case_variances=VARIANCES + variance, case_movements=rows, state_changes=CHANGES
    )
    return found


@pytest.mark.parametrize(
    ("variance", "movements", "expected"),
    [
        pytest.param(
            "1  D1  dispute  -  -  100  100  0",
            (),
            (True, None, "new", "opened", False),
            id="a new dispute is opened",
        ),
        pytest.param(
            KNOWN.format("with_customer", 100, 0),
            (),
            (False, "with_customer", "with_customer", None, False),
            id="a known one stays as it is",
        ),
        pytest.param(
            KNOWN.format("-", 100, 0),
            (),
            (False, "new", "new", None, False),
            id="a known one without a status is new",
        ),
        pytest.param(
            KNOWN.format("resolved", 100, 0),
            (),
            (False, "resolved", "reopened", "reopened", False),
            id="a resolved one with money open is reopened",
        ),
        pytest.param(
            KNOWN.format("resolved", 0, 0),
            (),
            (False, "resolved", "resolved", None, True),
            id="a resolved one without money is closed",
        ),
        pytest.param(
            KNOWN.format("new", 0, 0),
            ("repaid  100",),
            (False, "new", "new", None, False),
            id="one that closes tonight was open by day",
        ),
        pytest.param(
            KNOWN.format("resolved", 0, 0),
            ("reclassified  100",),
            (False, "resolved", "resolved", None, True),
            id="another type is no movement of money",
        ),
        pytest.param(
            KNOWN.format("new", 0, 100),
            ("written_off  100",),
            (False, "new", "new", None, False),
            id="one that people write off tonight was open",
        ),
    ],
)
def test_how_a_case_stands_when_people_turn_to_it(
    variance: str, movements: tuple[str, ...], expected: tuple[object, ...]
) -> None:
    found = case(variance, *movements)

    assert (
        tuple(found[name] for name in ("is_new", "book_status", "start_status", "start_cause", "is_closed"))
        == expected
    )


@pytest.mark.parametrize(
    ("movements", "expected"),
    [
        pytest.param((), (60, 40, 60), id="nothing moved"),
        pytest.param(
            ("written_off  30",), (90, 10, 90), id="what people write off tonight is open before they do"
        ),
        pytest.param(("written_off  -30",), (30, 70, 30), id="what they take back tonight is not"),
        pytest.param(
            ("credited  10", "repaid  5", "withdrawn  3"),
            (60, 40, 78),
            id="what the night closed was open by day",
        ),
        pytest.param(("grown  10", "opened  5"), (60, 40, 60), id="what came is open anyway"),
        pytest.param(("written_off  30", "credited  10"), (90, 10, 100), id="both"),
    ],
)
def test_the_money_of_a_case_before_people_decide(
    movements: tuple[str, ...], expected: tuple[int, ...]
) -> None:
    found = case(KNOWN.format("new", 60, 40), *movements)

    assert (
        tuple(found[name] for name in ("open_amount", "written_off_amount", "most_open_amount")) == expected
    )


def test_a_difference_that_never_was_a_dispute_is_no_case() -> None:
    variances = (
        VARIANCES
        + "1  V1  tolerance  -  -  0  0  0\n2  V2  withdrawn  2026-02-01  resolved  0  9  0\n3  V3  -  -  -  0  0  0\n"
    )

    assert column(run_model("cases", case_variances=variances, state_changes=CHANGES), "variance_id") == [
        "V2"
    ]


CASES = "place  variance_id  start_status\n1  D1  {}\n"
JUDGED = "dispute_id  ordinal  flaw  kind  status_after  actor  text  at\n"


def ended(start: str, open_amount: int, *activities: str) -> dict[str, object]:
    rows = JUDGED + "".join(f"D1  {activity}\n" for activity in activities)
    [found] = run_model(
        "ended_cases",
        cases=CASES.format(start),
        case_variances=f"place  open_amount\n1  {open_amount}",
        judged_activities=rows,
        state_changes=CHANGES,
    )
    return found


NOON, EVENING = "2026-03-02 12:00:00+00", "2026-03-02 18:00:00+00"


@pytest.mark.parametrize(
    ("start", "open_amount", "activities", "expected"),
    [
        pytest.param("new", 100, (), ("new", "new", None), id="nothing happened"),
        pytest.param(
            "new", 0, (), ("new", "resolved", "closed"), id="nothing is open any more: the night closes it"
        ),
        pytest.param("resolved", 0, (), ("resolved", "resolved", None), id="a closed one stays closed"),
        pytest.param(
            "new",
            100,
            (f"1  -  status_changed  validated  ann  -  {NOON}",),
            ("validated", "validated", None),
            id="a person changes it",
        ),
        pytest.param(
            "new",
            0,
            (f"1  -  status_changed  validated  ann  -  {NOON}",),
            ("validated", "resolved", "closed"),
            id="a person changes it, and the night closes it",
        ),
        pytest.param(
            "new",
            100,
            (
                f"2  -  status_changed  with_customer  ann  -  {NOON}",
                f"1  -  status_changed  validated  ann  -  {EVENING}",
            ),
            ("with_customer", "with_customer", None),
            id="the last change counts",
        ),
        pytest.param(
            "new",
            100,
            (f"1  closed  status_changed  validated  ann  -  {NOON}",),
            ("new", "new", None),
            id="an impossible change does not count",
        ),
        pytest.param(
            "resolved",
            -5,
            (),
            ("resolved", "reopened", "reopened"),
            id="money is open again: the night reopens it",
        ),
    ],
)
def test_how_a_case_ends_the_night(
    start: str, open_amount: int, activities: tuple[str, ...], expected: tuple[object, ...]
) -> None:
    found = ended(start, open_amount, *activities)

    assert tuple(found[name] for name in ("status_before_end", "status", "end_cause")) == expected


@pytest.mark.parametrize(
    ("activities", "owner"),
    [
        pytest.param((f"1  -  assigned  new  ann  bob  {NOON}",), "bob", id="whom the text names"),
        pytest.param((f"1  -  assigned  new  ann  -  {NOON}",), "ann", id="who takes it"),
        pytest.param((f'1  -  assigned  new  ann  ""  {NOON}',), "ann", id="an empty text names nobody"),
        pytest.param((f"1  -  note  new  ann  bob  {NOON}",), None, id="a note gives it to nobody"),
        pytest.param(
            (f"1  -  assigned  new  ann  bob  {EVENING}", f"2  -  assigned  new  ann  eve  {NOON}"),
            "eve",
            id="the last one",
        ),
        pytest.param(
            (f"1  bad  assigned  new  ann  bob  {NOON}",), None, id="an impossible one gives it to nobody"
        ),
    ],
)
def test_who_is_given_a_case(activities: tuple[str, ...], owner: str | None) -> None:
    assert ended("new", 100, *activities)["owner"] == owner


def test_the_last_activity_of_a_case() -> None:
    found = ended(
        "new",
        100,
        f"1  -  note  new  ann  -  {EVENING}",
        f"2  -  note  new  ann  -  {NOON}",
        "3  bad  note  new  ann  -  2026-03-03 09:00:00+00",
    )

    assert str(found["last_activity_at"]).startswith("2026-03-02 18:00")
