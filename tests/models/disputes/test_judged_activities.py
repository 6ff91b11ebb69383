"""What people's activities do to a case, one after the other."""

from __future__ import annotations

import pytest

from tests.models.disputes.changes import CHANGES
from tests.models.running import columns, run_model

STATES = "variance_id  start_status  open_amount  written_off_amount  is_closed\n"
OPEN = "D1  new  100  0  no\n"
ACTIVITIES = (
    "dispute_id  ordinal  activity_id  cause  status  minor_amount  closes_money  reopens_money  "
    "earlier_closed_amount  own_flaw\n"
)


def judged(case: str, *activities: str) -> list[tuple[object, ...]]:
    """Per activity: its flaw, the status after it, what it closes, and what it moves."""
    rows = "".join(f"D1  {n}  X{n}  {activity}\n" for n, activity in enumerate(activities, 1))
    found = run_model(
        "judged_activities", cases=STATES + case, ordered_activities=ACTIVITIES + rows, state_changes=CHANGES
    )
    return columns(
        sorted(found, key=lambda row: row["ordinal"]), "flaw", "status_after", "closed_amount", "moved_amount"
    )


def write_off(amount: int | str = "-", earlier: int = 0, cause: str = "written_off") -> str:
    return f"{cause}  -  {amount}  yes  no  {earlier}  -"


def reopen(amount: int | str = "-", earlier: int = 0) -> str:
    return f"reopened  reopened  {amount}  no  yes  {earlier}  -"


def change(status: str) -> str:
    return f"status_changed  {status}  -  no  no  0  -"


def does(kind: str, flaw: str = "-") -> str:
    return f"{kind}  -  -  no  no  0  {flaw}"


WRITTEN_OFF = "D1  resolved  0  100  yes\n"


@pytest.mark.parametrize(
    ("case", "activities", "expected"),
    [
        pytest.param(OPEN, (does("note"),), [(None, "new", 0, 0)], id="a note changes nothing"),
        pytest.param(
            OPEN,
            (change("validated"), change("with_customer")),
            [(None, "validated", 0, 0), (None, "with_customer", 0, 0)],
            id="one status after the other",
        ),
        pytest.param(
            OPEN, (change("resolved"),), [("status", "new", 0, 0)], id="a status that people may not set"
        ),
        pytest.param(
            OPEN, (does("credit_granted"),), [(None, "validated", 0, 0)], id="a credit that is granted"
        ),
        pytest.param(
            OPEN,
            (does("note", "digits"), does("denied")),
            [("digits", "new", 0, 0), (None, "with_customer", 0, 0)],
            id="what is impossible by itself does nothing",
        ),
        pytest.param(OPEN, (write_off(),), [(None, "new", 100, 100)], id="a write-off of all that is open"),
        pytest.param(
            OPEN,
            (write_off(40), write_off(cause="lost")),
            [(None, "new", 40, 40), (None, "new", 60, 60)],
            id="a part, then the rest",
        ),
        pytest.param(OPEN, (write_off(100),), [(None, "new", 100, 100)], id="to the cent"),
        pytest.param(
            OPEN,
            (write_off(101), write_off(50)),
            [("more than open", "new", 0, 0), (None, "new", 50, 50)],
            id="a cent more than open",
        ),
        pytest.param(OPEN, (write_off(-5),), [("sign", "new", 0, 0)], id="of the other sign"),
        pytest.param(OPEN, (write_off(0),), [("sign", "new", 0, 0)], id="of nothing"),
        pytest.param(
            "D1  new  -100  0  no\n", (write_off(-40),), [(None, "new", -40, -40)], id="of money that is held"
        ),
        pytest.param(
            "D1  new  -100  0  no\n",
            (write_off(-101),),
            [("more than open", "new", 0, 0)],
            id="of more than is held",
        ),
        pytest.param(
            OPEN,
            (write_off(), write_off()),
            [(None, "new", 100, 100), ("closed", "new", 0, 0)],
            id="a second one finds it closed",
        ),
        pytest.param(
            OPEN,
            (write_off(), does("assigned")),
            [(None, "new", 100, 100), ("closed", "new", 0, 0)],
            id="who takes it then finds it closed",
        ),
        pytest.param(
            OPEN,
            (write_off(40), does("assigned")),
            [(None, "new", 40, 40), (None, "new", 0, 0)],
            id="written off in part it is open",
        ),
        pytest.param(
            OPEN,
            (write_off(), reopen(30), does("assigned")),
            [(None, "new", 100, 100), (None, "reopened", -30, -30), (None, "reopened", 0, 0)],
            id="reopened the same day",
        ),
        pytest.param(WRITTEN_OFF, (reopen(),), [(None, "reopened", -100, -100)], id="all is taken back"),
        pytest.param(WRITTEN_OFF, (reopen(100),), [(None, "reopened", -100, -100)], id="all by its amount"),
        pytest.param(
            WRITTEN_OFF,
            (reopen(101),),
            [("more than written off", "resolved", 0, 0)],
            id="more than was written off",
        ),
        pytest.param(
            "D1  resolved  0  0  yes\n",
            (reopen(),),
            [("nothing written off", "resolved", 0, 0)],
            id="nothing was written off",
        ),
        pytest.param(
            WRITTEN_OFF, (reopen(-5),), [("sign", "resolved", 0, 0)], id="taken back with the other sign"
        ),
        pytest.param(
            "D1  new  50  50  no\n", (reopen(),), [("status", "new", 0, 0)], id="an open one is not reopened"
        ),
        pytest.param(
            "D1  new  70  30  no\n",
            (write_off(50, 30),),
            [(None, "new", 50, 20)],
            id="a write-off corrected upwards moves the difference",
        ),
        pytest.param(
            "D1  new  70  30  no\n", (write_off(10, 30),), [(None, "new", 10, -20)], id="corrected downwards"
        ),
        pytest.param(
            "D1  new  70  30  no\n", (write_off(0, 30),), [(None, "new", 0, -30)], id="corrected to nothing"
        ),
        pytest.param(
            "D1  new  70  30  no\n",
            (write_off(101, 30),),
            [("more than open", "new", 0, 0)],
            id="corrected to more than was open",
        ),
        pytest.param(
            WRITTEN_OFF,
            (write_off(60, 100),),
            [(None, "resolved", 60, -40)],
            id="the write-off that closed it is corrected",
        ),
        pytest.param(
            WRITTEN_OFF,
            (write_off(60),),
            [("closed", "resolved", 0, 0)],
            id="another write-off of a closed one",
        ),
        pytest.param(
            "D1  reopened  30  70  no\n",
            (reopen(50, -30),),
            [("status", "reopened", 0, 0)],
            id="a reopening is not done again while it is open",
        ),
    ],
)
def test_what_activities_do_to_a_case(
    case: str, activities: tuple[str, ...], expected: list[tuple[object, ...]]
) -> None:
    assert judged(case, *activities) == expected


def test_a_note_after_a_write_off_of_all_leaves_the_closing_to_the_night() -> None:
    assert judged(OPEN, write_off(), does("note")) == [(None, "new", 100, 100), (None, "new", 0, 0)]


def test_a_corrected_reopening_moves_the_difference() -> None:
    corrected = "-  reopened  50  no  yes  -30  -"

    assert judged("D1  reopened  30  70  no\n", corrected) == [(None, "reopened", -50, -20)]
    assert judged("D1  reopened  30  70  no\n", corrected.replace("50", "101")) == [
        ("more than written off", "reopened", 0, 0)
    ]


def test_cases_are_judged_each_by_itself() -> None:
    cases = STATES + OPEN + OPEN.replace("D1", "D2") + OPEN.replace("D1", "D3")
    rows = (
        ACTIVITIES + f"D1  1  X1  {write_off(60)}\nD2  1  X2  {write_off(60)}\nD9  1  X3  {write_off(60)}\n"
    )
    found = run_model("judged_activities", cases=cases, ordered_activities=rows, state_changes=CHANGES)

    assert sorted(columns(found, "dispute_id", "flaw", "from_status", "available_amount")) == [
        ("D1", None, "new", 100),
        ("D2", None, "new", 100),
    ]
