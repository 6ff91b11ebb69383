"""Every change of a dispute tonight, in order and in words, and which dispute belongs to which."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

CASES = "place  variance_id  is_new  start_cause  book_status  start_status  open_amount\n"
NEW, KNOWN = "1  D1  yes  opened  -  new  80\n", "1  D1  no  -  new  new  80\n"
BOOK = "place  variance_id  original_amount  open_amount\n1  D1  100  80"
MOVEMENTS = "variance_id  event  amount  text\n"


def events(case: str = KNOWN, **given: str) -> list[tuple[object, ...]]:
    found = run_model("events", **({"cases": CASES + case, "case_variances": BOOK} | given))
    return sorted(columns(found, "phase", "event", "from_status", "to_status", "amount", "text"), key=str)


def test_a_dispute_is_opened_with_what_was_withheld() -> None:
    opened = (1, "opened", None, "new", 100, None)

    assert events(NEW) == [opened]
    assert events(NEW, case_movements=MOVEMENTS + "D1  opened  60  b\nD1  opened  30  a\nD1  grown  5  -") == [
        (1, "opened", None, "new", 90, "a"), (2, "grown", None, None, 5, None),
    ]  # fmt: skip


def test_a_dispute_is_reopened_by_the_night_with_what_is_open() -> None:
    assert events("1  D1  no  reopened  resolved  reopened  80\n") == [
        (3, "reopened", "resolved", "reopened", 80, None)
    ]
    assert events(KNOWN) == []


@pytest.mark.parametrize(
    ("movement", "expected"),
    [
        pytest.param(
            "credited  10  memo CM-1", (2, "credited", None, None, 10, "memo CM-1"), id="money that closes"
        ),
        pytest.param(
            "written_off  10  -",
            (5, "written_off", None, None, 10, None),
            id="a write-off comes after people's work",
        ),
        pytest.param(
            "opened  10  -", (2, "grown", None, None, 10, None), id="what comes to a known dispute has grown"
        ),
        pytest.param(
            "reclassified  10  now tax",
            (2, "reclassified", None, None, None, "now tax"),
            id="another type has no amount",
        ),
    ],
)
def test_movements_of_the_night(movement: str, expected: tuple[object, ...]) -> None:
    assert events(case_movements=f"{MOVEMENTS}D1  {movement}\nD9  {movement}") == [expected]


WORK = (
    "dispute_id  ordinal  activity_id  flaw  cause  kind  from_status  status_after  resolution  "
    "minor_amount  currency  text  actor\n"
)


@pytest.mark.parametrize(
    ("activity", "expected"),
    [
        pytest.param(
            "-  note  note  new  new  -  -  EUR  called them",
            [(4, "note", None, None, None, "called them")],
            id="a note",
        ),
        pytest.param(
            "-  denied  resolved  new  with_customer  denied  4000  EUR  see mail",
            [(4, "resolved", "new", "with_customer", 4000, "denied 40.00 EUR: see mail")],
            id="a decision with an amount",
        ),
        pytest.param(
            "-  denied  resolved  new  with_customer  denied  -  EUR  -",
            [(4, "resolved", "new", "with_customer", None, "denied")],
            id="a decision without one",
        ),
        pytest.param(
            "-  merged  status_changed  new  new  -  -  EUR  D2",
            [(4, "merged", None, None, None, "D2")],
            id="a merger by a person",
        ),
        pytest.param(
            "-  split  status_changed  new  new  -  -  EUR  -",
            [(4, "split", None, None, None, "")],
            id="a split by a person",
        ),
        pytest.param(
            "-  reopened  status_changed  resolved  reopened  -  -  EUR  -",
            [(4, "status_changed", "resolved", "reopened", None, "")],
            id="reopened by a person",
        ),
        pytest.param("closed  note  note  new  new  -  -  EUR  -", [], id="an impossible one"),
    ],
)
def test_what_people_did(activity: str, expected: list[tuple[object, ...]]) -> None:
    assert events(judged_activities=f"{WORK}D1  1  X1  {activity}  ann") == expected


def test_how_the_night_ends_a_case_who_gets_it_and_what_it_is_linked_with() -> None:
    found = events(
        ended_cases="place  variance_id  status_before_end  status  end_cause\n1  D1  new  resolved  closed",
        linked_cases="variance_id  link  linked_dispute_id  is_by_night\nD1  merged_into  D2  yes\n"
        "D3  split_from  D4  yes\nD5  split_from  D6  no",
        assigned_owners="variance_id  owner\nD1  bob",
    )

    assert found == [
        (2, "merged", None, None, None, "merged into D2"), (2, "split", None, None, None, "split from D4"),
        (6, "assigned", None, None, None, "by rule: bob"), (7, "closed", "new", "resolved", None, None),
    ]  # fmt: skip
    reopened = "place  variance_id  status_before_end  status  end_cause\n1  D1  resolved  reopened  reopened"
    assert events(ended_cases=reopened) == [(7, "reopened", "resolved", "reopened", 80, None)]


EVENTS = "dispute_id  phase  at_order  detail_order  event  amount  text\n"


def history(*happened: str, original: int = 10000) -> list[tuple[object, ...]]:
    found = run_model(
        "dispute_history",
        events=EVENTS + "".join(f"D1  {event}\n" for event in happened),
        cases="variance_id  currency\nD1  EUR",
        case_variances=f"variance_id  original_amount\nD1  {original}",
    )
    return sorted(columns(found, "event_number", "event", "text"))


def test_changes_are_numbered_by_phase_then_time_then_detail() -> None:
    rows = (
        "4  2  a  call  -  2nd",
        "4  1  z  note  -  1st",
        "2  -  b  repaid  -  later",
        "2  -  a  credited  -  sooner",
        "7  -  a  closed  -  end",
        "2  -  b  grown  -  g",
    )

    assert history(*rows) == [
        (1, "credited", "sooner"),
        (2, "grown", "g"),
        (3, "repaid", "later"),
        (4, "note", "1st"),
        (5, "call", "2nd"),
        (6, "closed", "end"),
    ]


@pytest.mark.parametrize(
    ("event", "original", "text"),
    [
        pytest.param("credited  1000  by CM-1", 10000, "by CM-1", id="its own words"),
        pytest.param("credited  1000  -", 10000, "credited 10.00 EUR", id="else what and how much"),
        pytest.param('credited  1000  ""', 10000, "credited 10.00 EUR", id="an empty text is none"),
        pytest.param(
            "written_off  -1000  -",
            10000,
            "no longer written off 10.00 EUR",
            id="money that had closed it went back",
        ),
        pytest.param("repaid  -1000  -", -10000, "repaid -10.00 EUR", id="money held that is refunded"),
        pytest.param(
            "repaid  1000  -",
            -10000,
            "no longer repaid -10.00 EUR",
            id="money held that was refunded and came back",
        ),
        pytest.param("grown  -1000  -", 10000, "grown -10.00 EUR", id="what has grown closed nothing"),
        pytest.param("closed  -  -", 10000, "closed", id="without an amount"),
    ],
)
def test_a_change_in_words(event: str, original: int, text: str) -> None:
    assert history(f"2  -  a  {event}", original=original) == [(1, event.split("  ")[0], text)]
