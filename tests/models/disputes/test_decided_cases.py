"""What people decided of a case, how it came out, and how outcomes are counted."""

from __future__ import annotations

import pytest

from tests.models.running import run_model

WORK = "dispute_id  ordinal  flaw  kind  resolution  actor  minor_amount  most_open_amount  earlier_dispute_id  at\n"
CASES = (
    "dispute_id  decision  decided_by  validity  granted_amount  attempt_count  reopened_count  "
    "closed_date  link  linked_dispute_id\n"
)
NOON, EVENING = "2026-03-02 12:00:00+00", "2026-03-02 18:00:00+00"


def resolved(
    resolution: str, amount: int | str = "-", ordinal: int = 1, most: int = 100, flaw: str = "-"
) -> str:
    return f"D1  {ordinal}  {flaw}  resolved  {resolution}  ann  {amount}  {most}  -  {NOON}\n"


def decided(
    *activities: str, known: str = "", credited: int = 0, open_amount: int = 100, **given: str
) -> dict[str, object]:
    given = {"judged_activities": WORK + "".join(activities), "known_cases": CASES + known} | given
    [found] = run_model(
        "decided_cases",
        case_variances=f"place  variance_id  open_amount  credited_amount\n1  D1  {open_amount}  {credited}",
        dated_variances="place  is_live\n1  yes",
        cases="place\n1",
        **given,
    )
    return found


JUDGED = "D1  {}  bob  {}  {}  0  0  -  -  -\n"


@pytest.mark.parametrize(
    ("activities", "known", "expected"),
    [
        pytest.param((), "", (None, None, None), id="nobody decided"),
        pytest.param(
            (resolved("credit_granted"),), "", ("credit_granted", "valid", 100), id="all is granted"
        ),
        pytest.param(
            (resolved("credit_granted", 100),),
            "",
            ("credit_granted", "valid", 100),
            id="all is granted by its amount",
        ),
        pytest.param(
            (resolved("credit_granted", 99),), "", ("credit_granted", "partly", 99), id="a part is granted"
        ),
        pytest.param((resolved("denied"),), "", ("denied", "invalid", 0), id="all is denied"),
        pytest.param(
            (resolved("denied", 60),),
            "",
            ("denied", "partly", 40),
            id="a part is denied: the rest is granted",
        ),
        pytest.param(
            (resolved("lost", 60),), "", ("lost", "invalid", 0), id="given up as lost: the payer was wrong"
        ),
        pytest.param(
            (resolved("written_off"),),
            "",
            ("written_off", None, None),
            id="written off: nothing is said of the payer",
        ),
        pytest.param(
            (resolved("denied"), resolved("credit_granted", ordinal=2)),
            "",
            ("credit_granted", "valid", 100),
            id="the last decision counts",
        ),
        pytest.param(
            (resolved("credit_granted", ordinal=2), resolved("denied")),
            "",
            ("credit_granted", "valid", 100),
            id="the last, in whatever order they come",
        ),
        pytest.param(
            (resolved("denied"), resolved("written_off", ordinal=2)),
            "",
            ("written_off", "invalid", 0),
            id="a write-off after a denial",
        ),
        pytest.param(
            (resolved("denied", flaw="closed"),),
            "",
            (None, None, None),
            id="an impossible one does not count",
        ),
        pytest.param(
            (),
            JUDGED.format("denied", "invalid", 0),
            ("denied", "invalid", 0),
            id="what was decided before stays",
        ),
        pytest.param(
            (resolved("credit_granted"),),
            JUDGED.format("denied", "invalid", 0),
            ("credit_granted", "valid", 100),
            id="a new decision replaces it",
        ),
        pytest.param(
            (resolved("lost", 60),),
            JUDGED.format("denied", "partly", 40),
            ("lost", "partly", 40),
            id="who gives up the rest leaves the part that was granted",
        ),
        pytest.param(
            (resolved("lost"),),
            JUDGED.format("credit_granted", "valid", 100),
            ("lost", "invalid", 0),
            id="who gives up all takes the grant back",
        ),
        pytest.param(
            (resolved("denied"),),
            JUDGED.format("denied", "partly", 40),
            ("denied", "invalid", 0),
            id="who denies all denies the part, too",
        ),
    ],
)
def test_what_a_decision_says_of_the_payer(
    activities: tuple[str, ...], known: str, expected: tuple[object, ...]
) -> None:
    found = decided(*activities, known=known)

    assert (found["decision"], found["validity"], found["granted_amount"]) == expected


def test_what_is_granted_comes_on_top_of_what_was_credited_before_tonight() -> None:
    moved = {"case_movements": "variance_id  event  amount\nD1  credited  10\nD1  repaid  7"}

    assert decided(resolved("credit_granted", 20), credited=30, **moved)["granted_amount"] == 40
    assert decided(resolved("lost"), credited=30, **moved)["granted_amount"] == 30


def test_who_decided() -> None:
    assert decided(known=JUDGED.format("denied", "invalid", 0))["decided_by"] == "bob"
    second = resolved("denied", ordinal=2).replace("ann", "eve")
    assert (
        decided(resolved("denied"), second, known=JUDGED.format("denied", "invalid", 0))["decided_by"]
        == "eve"
    )


def test_calls_and_mails_to_the_payer_are_counted_once() -> None:
    work = "D1  {}  {}  {}  -  ann  -  100  {}  " + NOON + "\n"
    rows = [
        work.format(1, "-", "email_out", "-"), work.format(2, "-", "call", "-"), work.format(3, "-", "email_in", "-"),
        work.format(4, "-", "call", "D1"), work.format(5, "bad", "call", "-"),
    ]  # fmt: skip

    assert decided(*rows)["attempt_count"] == 2
    assert decided(*rows, known="D1  -  -  -  -  3  0  -  -  -\n")["attempt_count"] == 5


def test_how_often_a_case_came_back() -> None:
    history = {"dispute_history": "dispute_id  to_status\nD1  reopened\nD1  new\nD2  reopened"}

    assert decided(**history)["reopened_count"] == 1
    assert decided(**history, known="D1  -  -  -  -  0  2  -  -  -\n")["reopened_count"] == 3


def test_the_last_paper_about_a_case() -> None:
    paper = "D1  {}  -  {}  -  ann  -  100  -  {}\n"
    found = decided(
        paper.format(1, "document", EVENING),
        paper.format(2, "document", NOON),
        paper.format(3, "note", "2026-03-02 20:00:00+00"),
    )

    assert str(found["document_at"]).startswith("2026-03-02 18:00")


@pytest.mark.parametrize(
    ("open_amount", "known", "expected"),
    [
        pytest.param(0, "", "2026-03-02", id="closes tonight"),
        pytest.param(0, "D1  -  -  -  -  0  0  2026-02-01  -  -\n", "2026-02-01", id="was closed before"),
        pytest.param(5, "D1  -  -  -  -  0  0  2026-02-01  -  -\n", "None", id="is open again"),
        pytest.param(-5, "", "None", id="holds money"),
    ],
)
def test_when_a_case_closed(open_amount: int, known: str, expected: str) -> None:
    assert str(decided(known=known, open_amount=open_amount)["closed_date"]) == expected


def test_the_link_to_another_case() -> None:
    known = "D1  -  -  -  -  0  0  -  split_from  D8\n"
    linked = {"linked_cases": "variance_id  link  linked_dispute_id\nD1  merged_into  D9"}

    assert [decided(known=known)[name] for name in ("link", "linked_dispute_id")] == ["split_from", "D8"]
    assert [decided(known=known, **linked)[name] for name in ("link", "linked_dispute_id")] == [
        "merged_into",
        "D9",
    ]
