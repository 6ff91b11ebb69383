"""What resolved cases teach about open ones: groups depart from the larger one as far as their own cases bear it out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from pipelines.catalog import BOOKS
from tests.casebook import case, rows_of
from tests.pipelines.worklist.listing import because, listed, policy

DOCUMENTED = because("our books: shown")
STATED = because("the payer's words “short”", "payer")


def came_out(valid: int = 0, recovered: int = 0, lost: int = 0, **others: Any) -> dict[str, Any]:
    return {
        "payer_id": "X", "dispute_type": "short_ship", "dispute_subtype": "quantity", "evidence_kind": "stated",
        "age_band": 0, "valid_count": valid, "recovered_count": recovered, "lost_count": lost, "is_live": True,
    } | others  # fmt: skip


def learned(*outcomes: dict[str, Any], **dispute: Any) -> dict[str, Any]:
    """The row of one dispute of 100.00 by payer C1, eight days old; policy: 0.5 wrong, of those 0.8 recovered."""
    books: dict[str, pa.Table] = {"book_outcomes": rows_of(BOOKS["book_outcomes"], *outcomes)}
    (row,) = listed(case("D1", "100.00", **STATED | dispute), books=books)
    return row


def probabilities(row: dict[str, Any]) -> tuple[float, float]:
    return round(row["invalid_probability"], 3), round(row["recovery_probability"], 3)


def test_without_resolved_cases_the_policy_s_shares_count() -> None:
    row = learned()
    assert probabilities(row) == (0.5, 0.8)
    assert (row["invalid_cases"], row["recovery_cases"], row["payer_cases"]) == (0, 0, 0)


def test_cases_of_the_type_pull_towards_how_they_came_out() -> None:
    """Another subtype, 10 of 10 wrong. All cases: 0.5 + (10 - 5) / (10 + 10) = 0.75. The type departs from that as it
    differs by more than chance, at weight 10: 0.75 + (10 - 7.5) / 20 = 0.875. Recovered: 0.8 + 2 / 20 = 0.9, and the type
    hardly differs: variance 0.9 against a surplus of 1 squared gives weight 81: 0.9 + 1 / 91. Stated in whole per cents."""
    row = learned(came_out(recovered=10, dispute_subtype="missing_line"))
    assert probabilities(row) == (0.88, 0.91)
    assert row["invalid_cases"] == 0


def test_cases_with_the_same_evidence_are_counted_and_what_is_no_more_than_chance_moves_nothing() -> None:
    """20 of 30 wrong: 0.5 + (20 - 15) / 40 = 0.625; then 18.75 are expected of the type and of the evidence: near enough."""
    row = learned(came_out(valid=10, recovered=20, age_band=30))
    assert row["invalid_probability"] == 0.63
    assert (row["invalid_cases"], row["recovery_cases"]) == (30, 20)


def test_evidence_that_tells_is_believed() -> None:
    """Half of all are wrong; of those with the payer's word alone all, of those with arithmetic none."""
    kinds = came_out(lost=20), came_out(valid=20, evidence_kind="arithmetic")
    # 10 were expected, variance 5: the two groups' surpluses give weight 10: 0.5 + 10 / 30.
    assert learned(*kinds)["invalid_probability"] == 0.83
    word = learned(*kinds, **because("arithmetic: 2 of 10", "arithmetic"))
    assert word["invalid_probability"] == 0.17


def test_only_cases_that_lasted_as_long_tell_about_an_old_one() -> None:
    early, late = came_out(recovered=30, age_band=0), came_out(lost=30, age_band=30)
    young, old = learned(early, late), learned(early, late, opened=date(2026, 2, 1))
    assert (young["recovery_cases"], old["recovery_cases"]) == (30, 30)
    assert learned(early, late, opened=date(2026, 3, 9))["recovery_cases"] == 60
    assert old["recovery_probability"] < 0.3


def test_a_payer_s_own_bent_is_added() -> None:
    """20 of 20 of C1's own pricing cases were wrong, where cases like them lead to expect fewer."""
    own = came_out(lost=20, payer_id="C1", dispute_type="pricing", dispute_subtype="percent")
    others = came_out(valid=20, payer_id="X", dispute_type="pricing", dispute_subtype="percent")
    mine, theirs = learned(own, others), learned(own, others, payer_id="C2")
    assert theirs["invalid_probability"] == 0.5
    # Of cases of their kind half were wrong. Surplus: (20 - 20 × 0.5) / 30.
    assert mine["invalid_probability"] == 0.83
    assert (mine["payer_cases"], theirs["payer_cases"]) == (20, 0)


def test_no_share_is_ever_sure() -> None:
    row = learned(came_out(lost=10000))
    assert probabilities(row) == (0.99, 0.01)


def test_expected_recovery_is_open_times_both_less_the_cost_and_said_so() -> None:
    row = learned(came_out(recovered=10, dispute_subtype="missing_line"))
    assert row["expected_recovery"] == Decimal("70.080")
    assert row["priority_reason"] == (
        "70.08 GBP = 100.00 GBP × 88 % payer wrong (0 cases like it, 0 of this payer) × 91 % recovered (0 cases) "
        "− 10.00 GBP to work it"
    )


def test_amounts_of_any_size_are_valued() -> None:
    (row,) = listed(case("D1", "99999999999.00", **STATED))
    assert row["expected_recovery"] == Decimal("39999999989.600")


@pytest.mark.parametrize(
    ("dispute", "share"),
    [
        pytest.param({}, 0.05, id="papers show our fault"),
        pytest.param(
            {"dispute_type": "duplicate", "dispute_subtype": "deduction"}, 0.95, id="papers show theirs"
        ),
        pytest.param({"is_contested": True}, 0.5, id="papers say otherwise, but still a fault of ours"),
        pytest.param(
            {"is_contested": True, "dispute_type": "other", "dispute_subtype": "unexplained"},
            0.95,
            id="refuted",
        ),
        pytest.param(because("arithmetic: 2 of 10", "arithmetic"), 0.5, id="no papers: the type's"),
    ],
)
def test_what_papers_show_says_more_than_the_type(dispute: dict[str, Any], share: float) -> None:
    shares = policy().invalid_probabilities | {"issue_credit": Decimal("0.05"), "collect": Decimal("0.95")}
    (row,) = listed(case("D1", "100.00", **DOCUMENTED | dispute), invalid_probabilities=shares)
    assert row["invalid_probability"] == share
