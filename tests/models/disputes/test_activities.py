"""People's activities: in which order they are judged, what is impossible, and what each does to its case."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

CASES = (
    "variance_id  currency  most_open_amount  payer_id  is_closed\nD1  EUR  10000  P1  no\n"
    "D2  EUR  10000  P1  no\nD3  EUR  10000  P1  yes\nD4  EUR  10000  P2  no\n"
    "D5  EUR  -10000  P1  no\n"
)
NAMES = "activity_id  dispute_id  at  actor  kind  status  resolution  amount  text\n"
NOON, EVENING = "2026-03-02 12:00:00+00", "2026-03-02 18:00:00+00"


def ordered(activities: str, known: str = "") -> list[dict[str, object]]:
    known = NAMES.replace("\n", "  closed_amount\n") + known
    return run_model("ordered_activities", activities=NAMES + activities, cases=CASES, known_activities=known)


def asked(
    kind: str,
    status: str = "-",
    resolution: str = "-",
    amount: str = "-",
    text: str = "-",
    dispute: str = "D1",
) -> str:
    return f"X1  {dispute}  {NOON}  ann  {kind}  {status}  {resolution}  {amount}  {text}\n"


@pytest.mark.parametrize(
    ("activity", "expected"),
    [
        pytest.param(asked("note"), ("note", False, False, None), id="a note"),
        pytest.param(
            asked("resolved", resolution="written_off"),
            ("written_off", True, False, None),
            id="a write-off closes money",
        ),
        pytest.param(
            asked("resolved", resolution="lost"), ("lost", True, False, None), id="a loss closes money"
        ),
        pytest.param(
            asked("resolved", resolution="denied"), ("denied", False, False, None), id="a denial moves none"
        ),
        pytest.param(
            asked("note", resolution="written_off"),
            ("note", False, False, None),
            id="a note about a write-off is none",
        ),
        pytest.param(
            asked("status_changed", "reopened"),
            ("reopened", False, True, None),
            id="reopening takes money back",
        ),
        pytest.param(
            asked("status_changed", "validated"), ("status_changed", False, False, None), id="another status"
        ),
        pytest.param(asked("status_changed", "split"), ("split", False, False, None), id="a split"),
        pytest.param(
            asked("status_changed", "merged", text="D2"),
            ("merged", False, False, None),
            id="merged into another",
        ),
        pytest.param(
            asked("status_changed", "merged", text="D1"),
            ("merged", False, False, "no leading case"),
            id="merged into itself",
        ),
        pytest.param(
            asked("status_changed", "merged", text="D3"),
            ("merged", False, False, "no leading case"),
            id="merged into a closed one",
        ),
        pytest.param(
            asked("status_changed", "merged", text="D4"),
            ("merged", False, False, "no leading case"),
            id="merged into one of another payer",
        ),
        pytest.param(
            asked("status_changed", "merged"),
            ("merged", False, False, "no leading case"),
            id="merged into none",
        ),
        pytest.param(
            asked("resolved"), (None, False, False, "no resolution"), id="resolved without a resolution"
        ),
        pytest.param(
            asked("status_changed"), ("status_changed", False, False, "no status"), id="a status without one"
        ),
        pytest.param(asked("note", amount="1.005"), ("note", False, False, "digits"), id="a digit too many"),
        pytest.param(
            asked("resolved", resolution="denied", amount="100"),
            ("denied", False, False, None),
            id="all that was open is denied",
        ),
        pytest.param(
            asked("resolved", resolution="denied", amount="100.01"),
            ("denied", False, False, "more than open by day"),
            id="more than was open is denied",
        ),
        pytest.param(
            asked("resolved", resolution="denied", amount="-100.01", dispute="D5"),
            ("denied", False, False, "more than open by day"),
            id="more than was held is denied",
        ),
        pytest.param(
            asked("resolved", resolution="denied", amount="50", dispute="D5"),
            ("denied", False, False, None),
            id="sums compare without their sign",
        ),
        pytest.param(
            asked("status_changed", "validated", amount="100.01"),
            ("status_changed", False, False, "more than open by day"),
            id="a status with more than was open",
        ),
        pytest.param(
            asked("note", amount="100.01"), ("note", False, False, None), id="a note with any amount"
        ),
        pytest.param(
            asked("resolved", resolution="written_off", amount="100.01"),
            ("written_off", True, False, None),
            id="a write-off is judged by what is open then",
        ),
        pytest.param(
            asked("status_changed", "reopened", amount="100.01"),
            ("reopened", False, True, None),
            id="reopening is judged by what was written off",
        ),
    ],
)
def test_what_an_activity_asks_for(activity: str, expected: tuple[object, ...]) -> None:
    assert columns(ordered(activity), "cause", "closes_money", "reopens_money", "own_flaw") == [expected]


def test_activities_of_a_dispute_are_numbered_in_the_order_of_their_time() -> None:
    names = [("X2", "D1", EVENING), ("X4", "D1", NOON), ("X3", "D1", NOON), ("X1", "D2", EVENING)]
    rows = "".join(f"{name}  {dispute}  {at}  ann  note  -  -  -  -\n" for name, dispute, at in names)

    assert sorted(columns(ordered(rows), "dispute_id", "ordinal", "activity_id")) == [
        ("D1", 1, "X3"), ("D1", 2, "X4"), ("D1", 3, "X2"), ("D2", 1, "X1"),
    ]  # fmt: skip


KNOWN = f"X1  D1  {NOON}  ann  resolved  -  lost  4000  old  4000\n"
AGAIN = f"X1  D1  {NOON}  ann  resolved  -  lost  40  old\n"


@pytest.mark.parametrize(
    ("activity", "expected"),
    [
        pytest.param(AGAIN, [], id="the same again is no news"),
        pytest.param(AGAIN.replace("  40  ", "  50  "), [(None, None, 4000)], id="another amount"),
        pytest.param(
            AGAIN.replace("old", "new"),
            [(None, None, 4000)],
            id="another text does not change the status again",
        ),
        pytest.param(AGAIN.replace("ann", "bob"), [(None, None, 4000)], id="another person"),
        pytest.param(AGAIN.replace(NOON, EVENING), [(None, None, 4000)], id="another time"),
        pytest.param(
            AGAIN.replace("lost", "written_off"), [("written_off", None, 4000)], id="another resolution"
        ),
        pytest.param(
            AGAIN.replace("resolved  -", "resolved  new"), [("lost", None, 4000)], id="another status"
        ),
        pytest.param(AGAIN.replace("resolved", "note"), [("note", None, 4000)], id="another kind"),
        pytest.param(AGAIN.replace("D1", "D2"), [(None, "another dispute", 4000)], id="another dispute"),
        pytest.param(AGAIN.replace("X1", "X2"), [("lost", None, 0)], id="another activity"),
    ],
)
def test_an_activity_that_is_sent_again(activity: str, expected: list[tuple[object, ...]]) -> None:
    assert columns(ordered(activity, KNOWN), "cause", "own_flaw", "earlier_closed_amount") == expected
