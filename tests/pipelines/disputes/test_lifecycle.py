"""The table of changes, and what follows from it: who may cause what, cases taken back, merged and split."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from pipelines.catalog import EXTRACTS
from pipelines.catalog.codes import STATUSES
from pipelines.disputes import decisions
from pipelines.disputes.lifecycle import state_changes
from tests.casebook import acted, activities, case, minor, variances
from tests.pipelines.disputes.test_cases import book, history, reasons, work

OPEN = [status for status in STATUSES if status != "resolved"]
WRITTEN_OFF = case("D1", "50.00", "0", written_off="50.00", status="resolved")


def changes(caused_by: str) -> set[tuple[str, str | None, str]]:
    rows = state_changes().to_pylist()
    return {(r["cause"], r["from_status"], r["to_status"]) for r in rows if r["caused_by"] == caused_by}


def test_every_status_of_the_worklist_and_no_other_is_in_the_table() -> None:
    named = {
        status for row in state_changes().to_pylist() for status in (row["from_status"], row["to_status"])
    }
    assert named == {None, *STATUSES}


def test_only_the_night_opens_and_closes_and_only_from_where_that_makes_sense() -> None:
    assert changes("night") == {
        ("opened", None, "new"), ("reopened", "resolved", "reopened"), *(("closed", status, "resolved") for status in OPEN),
    }  # fmt: skip
    assert {change for change in changes("person") if "resolved" in change[1:]} == {
        ("reopened", "resolved", "reopened"),
        *((kind, "resolved", "resolved") for kind in ("note", "email_in", "email_out", "call", "document")),
    }


def test_every_kind_and_resolution_of_the_extract_is_a_cause() -> None:
    activity = EXTRACTS["dispute_activity"]
    named = {*activity.column("kind").allowed, *activity.column("resolution").allowed} - {"resolved"}
    assert named <= {cause for cause, _, _ in changes("person")}


@pytest.mark.parametrize("status", OPEN)
@pytest.mark.parametrize("wanted", ["needs_evidence", "validated", "pending_approval", "with_customer"])
def test_people_move_an_open_case_anywhere_between(status: str, wanted: str) -> None:
    result = work([case("D1", "50.00", status=status)], [], [acted("D1", "status_changed", status=wanted)])
    assert (book(result)["status"], reasons(result)) == (wanted, [])


@pytest.mark.parametrize("wanted", ["new", "resolved", "reopened", "parked"])
def test_people_cannot_make_a_case_new_resolved_reopened_or_anything_else(wanted: str) -> None:
    result = work([case("D1", "50.00")], [], [acted("D1", "status_changed", status=wanted)])
    assert book(result)["status"] == "new"
    assert len(reasons(result)) == 1


def decided(dispute: dict[str, Any], *people: dict[str, Any]) -> int:
    moved = decisions(activities(*people), variances(dispute)).to_pylist()
    return sum(row["amount"] for row in moved)


@pytest.mark.parametrize(("amount", "moved"), [(None, "-50.00"), ("20.00", "-20.00")], ids=["all", "in part"])
def test_a_write_off_is_taken_back(amount: str | None, moved: str) -> None:
    back = acted("D1", "status_changed", status="reopened", amount=amount, text="the payer paid after all")
    assert decided(WRITTEN_OFF, back) == minor(moved)
    left = minor("50.00") + minor(moved)
    again = WRITTEN_OFF | {"open_amount": -minor(moved), "written_off_amount": left}
    result = work([again], [("D1", "written_off", moved)], [back])
    assert (book(result)["status"], reasons(result)) == ("reopened", [])
    assert history(result) == [
        "D1 1 status_changed [resolved > reopened]: the payer paid after all",
        f"D1 2 written_off: no longer written off {moved[1:]} GBP",
    ]
    assert result["book_cases"]["reopened_count"].to_pylist() == [1]


@pytest.mark.parametrize(
    ("dispute", "amount", "reason"),
    [
        pytest.param(WRITTEN_OFF, "50.01", "more than was written off; expected up to 50.00 GBP", id="more"),
        pytest.param(WRITTEN_OFF, "-1.00", "has not the sign", id="other sign"),
        pytest.param(
            case("D1", "50.00", "0", repaid="50.00", status="resolved"), None, "nothing to take back", id="repaid"
        ),
        pytest.param(
            case("D1", "50.00", "20.00", written_off="30.00"), None, "expected a change that is allowed from new",
            id="still open",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_back(dispute: dict[str, Any], amount: str | None, reason: str) -> None:
    back = acted("D1", "status_changed", status="reopened", amount=amount)
    assert decided(dispute, back) == 0
    assert [reason in found for found in reasons(work([dispute], [], [back]))] == [True]


def link_of(result: dict[str, pa.Table], dispute: str) -> tuple[str | None, str | None]:
    row = next(row for row in result["book_cases"].to_pylist() if row["dispute_id"] == dispute)
    return row["link"], row["linked_dispute_id"]


def merge(into: str | None) -> dict[str, Any]:
    return acted("D1", "status_changed", status="merged", text=into)


def test_people_merge_a_case_into_another_and_split_it_again() -> None:
    both = [case("D1", "50.00"), case("D2", "70.00")]
    merged = work(both, [], [merge("D2")])
    assert link_of(merged, "D1") == ("merged_into", "D2")
    assert (history(merged), book(merged)["status"]) == (["D1 1 merged: D2"], "new")
    again = acted("D1", "status_changed", activity="A2", status="split")
    split = work(both, [], [again], merged)
    assert link_of(split, "D1") == ("split_from", "D2")
    assert reasons(merged) + reasons(split) == []


@pytest.mark.parametrize(
    ("other", "into"),
    [
        pytest.param(case("D2", "70.00"), "D9", id="unknown"),
        pytest.param(case("D2", "70.00"), "D1", id="itself"),
        pytest.param(case("D2", "70.00"), None, id="none named"),
        pytest.param(case("D2", "70.00", payer_id="C2"), "D2", id="of another payer"),
        pytest.param(case("D2", "70.00", "0", repaid="70.00", status="resolved"), "D2", id="closed"),
    ],
)
def test_a_case_is_merged_only_with_an_open_one_of_its_payer(other: dict[str, Any], into: str | None) -> None:
    result = work([case("D1", "50.00"), other], [], [merge(into)])
    assert ["expected the id of another open dispute of C1" in reason for reason in reasons(result)] == [True]
    assert link_of(result, "D1") == (None, None)


def test_advice_that_splits_a_finding_links_the_new_case_to_the_old_one() -> None:
    """100 unsaid turns out to be claims of 60 and 40: the largest keeps the id."""
    old = case("D1", "100.00", "60.00", withdrawn="40.00")
    new = case("D2", "40.00", opened=None, status=None, invoice_number=old["invoice_number"])
    result = work([old, new], [("D1", "withdrawn", "40.00"), ("D2", "opened", "40.00")], [])
    assert link_of(result, "D2") == ("split_from", "D1")
    assert "D2 2 split: split from D1" in history(result)


def test_two_findings_that_become_one_are_linked() -> None:
    gone = case("D1", "40.00", "0", withdrawn="40.00")
    grown = case("D2", "100.00", invoice_number=gone["invoice_number"])
    result = work([gone, grown], [("D1", "withdrawn", "40.00"), ("D2", "grown", "40.00")], [])
    assert link_of(result, "D1") == ("merged_into", "D2")
    assert "D1 2 merged: merged into D2" in history(result)


def test_findings_of_other_payments_are_not_linked() -> None:
    gone = case("D1", "40.00", "0", withdrawn="40.00")
    other = case(
        "D2", "40.00", opened=None, status=None, invoice_number=gone["invoice_number"], payment_id="P2"
    )
    result = work([gone, other], [("D1", "withdrawn", "40.00"), ("D2", "opened", "40.00")], [])
    assert (link_of(result, "D1"), link_of(result, "D2")) == ((None, None), (None, None))


@pytest.mark.parametrize(
    ("resolution", "amount", "validity", "granted"),
    [
        ("credit_granted", None, "valid", "80.00"), ("credit_granted", "20.00", "partly", "50.00"),
        ("denied", None, "invalid", "30.00"), ("denied", "50.00", "invalid", "30.00"),
        ("denied", "20.00", "partly", "60.00"),
        ("lost", None, "invalid", "30.00"), ("lost", "20.00", "invalid", "30.00"), ("written_off", None, None, None),
    ],
)  # fmt: skip
def test_a_decision_says_what_the_payer_s_reason_is_worth(
    resolution: str, amount: str | None, validity: str | None, granted: str | None
) -> None:
    """Of 80.00 were 30.00 credited before: what is granted counts from there on. Who gives up a part says nothing more."""
    dispute = case("D1", "80.00", "50.00", credited="30.00")
    result = work([dispute], [], [acted("D1", "resolved", resolution=resolution, amount=amount)])
    (row,) = result["book_cases"].to_pylist()
    assert (row["decision"], row["decided_by"], row["validity"]) == (resolution, "ann", validity)
    assert row["granted_amount"] == (None if granted is None else minor(granted))
    told = f"{resolution} {amount} GBP" if amount else resolution
    assert history(result)[0].endswith(f": {told}")


def test_who_gives_up_a_part_leaves_what_was_granted_of_the_rest() -> None:
    first = work(
        [case("D1", "50.00")], [], [acted("D1", "resolved", resolution="credit_granted", amount="20.00")]
    )
    lost = acted("D1", "resolved", activity="A2", resolution="lost", amount="10.00")
    (row,) = work([case("D1", "50.00")], [], [lost], first)["book_cases"].to_pylist()
    assert (row["validity"], row["granted_amount"]) == ("partly", minor("20.00"))


def test_what_people_did_is_carried_from_night_to_night() -> None:
    people = [
        acted("D1", "email_out", "09:00", "A1"), acted("D1", "call", "10:00", "A2"), acted("D1", "document", "11:00", "A3"),
    ]  # fmt: skip
    first = work([case("D1", "50.00")], [], people)
    more = [acted("D1", "call", "12:00", "A4"), acted("D1", "call", "10:00", "A2", text="nobody there")]
    again = work([case("D1", "50.00")], [], more, first)
    (row,) = again["book_cases"].to_pylist()
    assert (row["attempt_count"], row["document_at"].hour, row["closed_date"]) == (3, 11, None)


def test_a_closed_case_keeps_the_night_it_closed_until_it_comes_back() -> None:
    first = work([case("D1", "50.00", "0", repaid="50.00")], [("D1", "repaid", "50.00")], [])
    (row,) = first["book_cases"].to_pylist()
    assert row["closed_date"] == date(2026, 3, 10)
    back = case("D1", "50.00", "50.00", status="resolved")
    (row,) = work([back], [("D1", "repaid", "-50.00")], [], first)["book_cases"].to_pylist()
    assert (row["closed_date"], row["reopened_count"]) == (None, 1)
