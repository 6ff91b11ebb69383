"""How a closed case counts among the resolved ones: money tells, then people; a case that comes back no longer counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from tests.casebook import acted, case
from tests.pipelines.disputes.test_cases import work


def counts(result: dict[str, pa.Table]) -> dict[str, int]:
    rows = result["book_outcomes"].to_pylist()
    kinds = ("valid", "recovered", "lost")
    return {kind: total for kind in kinds if (total := sum(row[f"{kind}_count"] for row in rows))}


@pytest.mark.parametrize(
    ("ledger", "people", "expected"),
    [
        pytest.param({"repaid": "50.00"}, [], {"recovered": 1}, id="repaid"),
        pytest.param({"credited": "50.00"}, [], {"valid": 1}, id="credited"),
        pytest.param({"repaid": "30.00", "credited": "20.00"}, [], {"recovered": 1}, id="mostly repaid"),
        pytest.param({"repaid": "20.00", "credited": "30.00"}, [], {"valid": 1}, id="mostly credited"),
        pytest.param({"repaid": "10.00", "written_off": "40.00"}, [], {"lost": 1}, id="mostly given up"),
        pytest.param({"withdrawn": "50.00"}, [], {}, id="withdrawn"),
        pytest.param({"written_off": "50.00"}, ["written_off"], {}, id="written off, undecided"),
        pytest.param({"written_off": "50.00"}, ["lost"], {"lost": 1}, id="lost"),
        pytest.param({"written_off": "50.00"}, ["denied", "written_off"], {"lost": 1}, id="denied, then given up"),
        pytest.param({"written_off": "50.00"}, ["credit_granted", "written_off"], {"valid": 1}, id="granted, then given up"),
        pytest.param({"repaid": "50.00", "slot": "misapplied"}, [], {}, id="our own posting put right"),
    ],
)  # fmt: skip
def test_what_a_closed_case_tells(
    ledger: dict[str, str], people: list[str], expected: dict[str, int]
) -> None:
    acts = [
        acted("D1", "resolved", f"{9 + n}:00", f"A{n}", resolution=r) for n, r in enumerate(people, start=1)
    ]
    moves = [("D1", event, amount) for event, amount in ledger.items() if event != "slot"]
    assert counts(work([case("D1", "50.00", "0", **ledger)], moves, acts)) == expected


def test_money_that_we_hold_tells_nothing() -> None:
    assert counts(work([case("D1", "-50.00", "0", repaid="-50.00")], [("D1", "repaid", "-50.00")], [])) == {}


REPAID = case("D1", "50.00", "0", repaid="50.00")


def test_it_is_counted_once_under_what_was_known_of_it() -> None:
    first = work([REPAID | {"opened_date": date(2026, 2, 20)}], [("D1", "repaid", "50.00")], [])
    again = work(first["book_variances"].to_pylist(), [], [], first)
    assert again["book_outcomes"] == first["book_outcomes"]
    (row,) = first["book_outcomes"].to_pylist()
    assert (row["payer_id"], row["dispute_subtype"], row["evidence_kind"], row["age_band"], row["recovered_count"]) == (
        "C1", "quantity", "documented", 14, 1,
    )  # fmt: skip


def test_a_case_that_comes_back_no_longer_counts() -> None:
    first = work([REPAID], [("D1", "repaid", "50.00")], [])
    back: list[dict[str, Any]] = [case("D1", "50.00", status="resolved")]
    assert counts(work(back, [("D1", "repaid", "-50.00")], [], first)) == {}
