"""The life of a case in a night: opened, worked by people, moved by money, closed, opened again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest

from pipelines.catalog import BOOKS, PUBLISHED
from pipelines.disputes import work_cases
from pipelines.disputes.cases import KNOWN
from pipelines.policy import Policy, load_policy
from tests.casebook import NIGHT, acted, activities, case, movements, rows_of, variances

POLICY = load_policy()
PAYERS = rows_of(
    BOOKS["book_payers"],
    {"payer_id": "C1", "name": "Acme", "country": "FR", "collector": "mia", "is_live": True},
    {"payer_id": "C2", "name": "Birch", "country": "DE", "is_live": True},
)
BY_DAY = date(2026, 3, 2)


def work(
    disputes: list[dict[str, Any]],
    moved: list[tuple[str, str, str]],
    people: list[dict[str, Any]],
    before: dict[str, pa.Table] | None = None,
    policy: Policy = POLICY,
):
    """`before`: what `work` gave for the night before."""
    known = {name: before[name.replace("known_", "book_")] for name in KNOWN} if before else None
    return work_cases(
        variances(*disputes), movements(*moved), activities(*people), policy, NIGHT, known, PAYERS
    )


def book(result: dict[str, pa.Table], dispute: str = "D1") -> dict[str, Any]:
    return next(row for row in result["book_variances"].to_pylist() if row["variance_id"] == dispute)


def history(result: dict[str, pa.Table]) -> list[str]:
    """Each change as a controller reads it: dispute, event, change of status, text."""
    return [
        f"{row['dispute_id']} {row['event_number']} {row['event']}"
        + (f" [{row['from_status'] or ''} > {row['to_status']}]" if row["to_status"] else "")
        + f": {row['text']}"
        for row in result["dispute_history"].to_pylist()
    ]


def reasons(result: dict[str, pa.Table]) -> list[str]:
    return result["quarantine"]["reason"].to_pylist()


def test_a_dispute_found_tonight_is_opened_as_new() -> None:
    result = work([case("D1", "50.00", opened=None, status=None)], [("D1", "opened", "50.00")], [])
    assert (book(result)["status"], book(result)["opened_date"]) == ("new", NIGHT)
    assert history(result) == ["D1 1 opened [ > new]: opened 50.00 GBP"]


@pytest.mark.parametrize("event", ["credited", "repaid", "withdrawn"])
def test_a_case_closes_by_itself_when_its_money_is_gone(event: str) -> None:
    result = work(
        [case("D1", "50.00", "0", status="validated", **{event: "50.00"})], [("D1", event, "50.00")], []
    )
    assert book(result)["status"] == "resolved"
    assert history(result) == [
        f"D1 1 {event}: {event} 50.00 GBP",
        "D1 2 closed [validated > resolved]: closed",
    ]


def test_a_case_closed_in_part_stays_open_in_its_status() -> None:
    result = work(
        [case("D1", "50.00", "20.00", repaid="30.00", status="validated")], [("D1", "repaid", "30.00")], []
    )
    assert book(result)["status"] == "validated"
    assert history(result) == ["D1 1 repaid: repaid 30.00 GBP"]


def test_money_that_comes_back_reopens_the_case() -> None:
    case_again_open = case("D1", "50.00", "50.00", status="resolved")
    result = work([case_again_open], [("D1", "repaid", "-50.00")], [])
    assert book(result)["status"] == "reopened"
    assert history(result) == [
        "D1 1 repaid: no longer repaid 50.00 GBP",
        "D1 2 reopened [resolved > reopened]: reopened 50.00 GBP",
    ]


def test_opened_and_settled_in_one_night_has_both_rows() -> None:
    settled = case("D1", "50.00", "0", credited="50.00", opened=None, status=None)
    result = work([settled], [("D1", "opened", "50.00"), ("D1", "credited", "50.00")], [])
    assert [line.split(":")[0] for line in history(result)] == [
        "D1 1 opened [ > new]", "D1 2 credited", "D1 3 closed [new > resolved]",
    ]  # fmt: skip


def test_history_names_money_in_the_places_of_its_currency() -> None:
    cases = [case("D1", "5000", currency="JPY"), case("D2", "7.125", currency="KWD")]
    moved = pa.Table.from_pylist(
        [
            {"variance_id": "D1", "event": "grown", "amount": 1500, "text": None},
            {"variance_id": "D2", "event": "grown", "amount": 1125, "text": None},
        ],
        schema=movements().schema,
    )
    result = work_cases(variances(*cases), moved, activities(), POLICY, NIGHT)
    assert history(result) == ["D1 1 grown: grown 1500 JPY", "D2 1 grown: grown 1.125 KWD"]


def test_a_new_type_is_history_without_money() -> None:
    result = work([case("D1", "50.00")], [("D1", "reclassified", "0")], [])
    assert result["dispute_history"].select(["event", "amount"]).to_pylist() == [
        {"event": "reclassified", "amount": None}
    ]


def test_people_assign_note_and_move_a_case() -> None:
    people = [
        acted("D1", "assigned", "09:00", "A1", actor="lead", text="bob"),
        acted("D1", "email_in", "10:00", "A2", actor="customer", text="proof of delivery follows"),
        acted("D1", "status_changed", "11:00", "A3", actor="bob", status="needs_evidence"),
        acted("D1", "status_changed", "12:00", "A4", actor="bob", status="validated"),
    ]
    result = work([case("D1", "50.00")], [], people)
    row = book(result)
    assert (row["owner"], row["status"], row["last_activity_at"].hour) == ("bob", "validated", 12)
    assert history(result) == [
        "D1 1 assigned: bob",
        "D1 2 email_in: proof of delivery follows",
        "D1 3 status_changed [new > needs_evidence]: status changed",
        "D1 4 status_changed [needs_evidence > validated]: status changed",
    ]
    assert reasons(result) == []


def test_who_assigns_without_a_name_takes_the_case() -> None:
    assert book(work([case("D1", "50.00")], [], [acted("D1", "assigned", actor="ann")]))["owner"] == "ann"


@pytest.mark.parametrize(
    ("resolution", "status"), [("denied", "with_customer"), ("credit_granted", "validated")]
)
def test_a_decision_that_moves_no_money_moves_the_status(resolution: str, status: str) -> None:
    result = work([case("D1", "50.00")], [], [acted("D1", "resolved", resolution=resolution, amount="50.00")])
    assert (book(result)["status"], book(result)["open_amount"]) == (status, 5000)


def test_credit_granted_by_day_and_credited_the_same_night_is_no_mistake() -> None:
    closed = case("D1", "50.00", "0", credited="50.00")
    granted = acted("D1", "resolved", resolution="credit_granted", amount="50.00")
    result = work([closed], [("D1", "credited", "50.00")], [granted])
    assert (reasons(result), book(result)["status"]) == ([], "resolved")


def test_a_write_off_closes_the_case_and_says_who_decided() -> None:
    written_off = case("D1", "50.00", "0", written_off="50.00")
    decided = acted("D1", "resolved", resolution="lost", text="court said so")
    result = work([written_off], [("D1", "written_off", "50.00")], [decided])
    assert history(result) == [
        "D1 1 resolved: lost: court said so",
        "D1 2 written_off: written off 50.00 GBP",
        "D1 3 closed [new > resolved]: closed",
    ]
    assert result["book_activities"]["closed_amount"].to_pylist() == [5000]


CLOSED = case("D1", "50.00", "0", repaid="50.00", status="resolved")


@pytest.mark.parametrize(
    ("dispute", "activity", "reason"),
    [
        pytest.param(case("D1", "50.00"), acted("D9", "note"), "dispute is unknown", id="unknown dispute"),
        pytest.param(
            case("D1", "5.00", "0", outcome="tolerance", opened=None, status=None),
            acted("D1", "note"), "dispute is unknown", id="a variance that never was a dispute",
        ),
        pytest.param(
            case("D1", "50.00"), acted("D1", "resolved", resolution="written_off", amount="50.01"),
            "amount is more than open; expected up to 50.00 GBP, found 50.01 GBP", id="more than open",
        ),
        pytest.param(
            case("D1", "50.00"), acted("D1", "resolved", resolution="credit_granted", amount="50.01"),
            "amount is more than open", id="more granted than open",
        ),
        pytest.param(
            case("D1", "-50.00"), acted("D1", "resolved", resolution="written_off", amount="50.00"),
            "amount has not the sign of what is open", id="wrong sign on money that we hold",
        ),
        pytest.param(
            case("D1", "50.00"), acted("D1", "resolved", resolution="written_off", amount="20.001"),
            "too many digits for GBP; expected at most 2 places, found 20.001", id="too many digits",
        ),
        pytest.param(
            case("D1", "5000", currency="JPY"), acted("D1", "resolved", resolution="lost", amount="20.5"),
            "too many digits for JPY", id="yen have no places",
        ),
        pytest.param(CLOSED, acted("D1", "assigned", text="bob"), "dispute is closed", id="assigned when closed"),
        pytest.param(
            CLOSED, acted("D1", "resolved", resolution="lost"), "dispute is closed", id="lost when closed"
        ),
        pytest.param(
            case("D1", "50.00"), acted("D1", "status_changed", status="resolved"),
            "status cannot change so; expected a change that is allowed from new (to needs_evidence, pending_approval, "
            "validated, with_customer), found resolved",
            id="only money resolves",
        ),
        pytest.param(
            case("D1", "50.00"), acted("D1", "status_changed", status="validated", amount="50.01"),
            "amount is more than open; expected up to 50.00 GBP, found 50.01 GBP", id="more is valid than is open",
        ),
        pytest.param(case("D1", "50.00"), acted("D1", "status_changed"), "without a status", id="no status"),
        pytest.param(
            case("D1", "50.00"), acted("D1", "resolved"), "without a resolution", id="no resolution"
        ),
    ],
)  # fmt: skip
def test_impossible_activity_is_quarantined_and_changes_nothing(
    dispute: dict[str, Any], activity: dict[str, Any], reason: str
) -> None:
    result = work([dispute], [], [activity])
    assert [reason in found for found in reasons(result)] == [True], reasons(result)
    assert result["quarantine"].select(["file", "row_number", "row"]).to_pylist() == [
        {"file": activity["source_file"], "row_number": 1, "row": activity["raw_row"]}
    ]
    assert book(result)["status"] == dispute["status"]
    assert (history(result), result["book_activities"].num_rows) == ([], 0)


def test_a_note_on_a_closed_case_is_kept() -> None:
    result = work([CLOSED], [], [acted("D1", "note", text="customer says thanks")])
    assert (reasons(result), history(result)) == ([], ["D1 1 note: customer says thanks"])


def test_the_same_activity_again_changes_nothing() -> None:
    people = [acted("D1", "status_changed", status="validated", text="as agreed")]
    first = work([case("D1", "50.00")], [], people)
    again = work([case("D1", "50.00", status="with_customer")], [], people, first)
    assert (history(again), book(again)["status"]) == ([], "with_customer")


@pytest.mark.parametrize(
    ("last_change", "open_amount", "is_live"),
    [(60, "0", True), (61, "0", False), (61, "50.00", True)],
    ids=["settled and remembered", "settled long ago", "open however old"],
)
def test_a_variance_stays_at_hand_while_open_or_remembered(
    last_change: int, open_amount: str, is_live: bool
) -> None:
    changed = NIGHT - timedelta(days=last_change)
    row = case("D1", "50.00", open_amount, status="new" if is_live else "resolved", changed_date=changed)
    row["status"] = "resolved" if open_amount == "0" else "new"
    result = work([row], [], [])
    assert (book(result)["is_live"], book(result)["changed_date"]) == (is_live, changed)


def test_order_of_rows_does_not_matter() -> None:
    cases = [case("D1", "50.00"), case("D2", "50.00", "20.00", repaid="30.00")]
    moved = [("D2", "repaid", "10.00"), ("D2", "repaid", "20.00")]
    people = [acted("D1", "note", "09:00", "A2"), acted("D1", "call", "09:00", "A1")]
    one, other = work(cases, moved, people), work(cases[::-1], moved[::-1], people[::-1])
    assert one == other


def test_tables_come_as_declared() -> None:
    result = work([], [], [])
    assert {name: table.schema for name, table in result.items()} == {
        "book_variances": BOOKS["book_variances"].arrow_schema,
        "book_activities": BOOKS["book_activities"].arrow_schema,
        "book_cases": BOOKS["book_cases"].arrow_schema,
        "book_outcomes": BOOKS["book_outcomes"].arrow_schema,
        "dispute_history": PUBLISHED["dispute_history"].arrow_schema,
        "quarantine": PUBLISHED["quarantine"].arrow_schema,
    }


def test_an_activity_cannot_move_to_another_dispute() -> None:
    known = rows_of(
        BOOKS["book_activities"],
        {"activity_id": "A1", "dispute_id": "D2", "kind": "note", "closed_amount": 0, "is_live": False},
    )
    before = work([], [], []) | {"book_activities": known}
    result = work([case("D1", "50.00"), case("D2", "9.00")], [], [acted("D1", "note")], before)
    assert reasons(result) == ["activity names another dispute than before; expected D2, found D1"]
