"""Chances: the policy's share, moved as far as resolved cases bear out. The policy's weight is 20 cases in all tests."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.models.running import column, columns, run_model

RESOLVED = "question  payer_id  dispute_type  dispute_subtype  evidence_kind  age_band  hits  total\n"


def test_of_judged_cases_the_payer_was_wrong_in_some_and_of_those_some_were_paid() -> None:
    found = run_model(
        "resolved", book_outcomes="payer_id  valid_count  recovered_count  lost_count\nP1  1  2  4"
    )

    assert sorted(columns(found, "question", "hits", "total")) == [("invalid", 6, 7), ("recovery", 2, 6)]


def test_the_policys_share_of_each_type_for_both_questions() -> None:
    found = run_model(
        "prior_shares",
        invalid_shares="name  share\npricing  0.3\ncollect  0.9",
        recovered_shares="name  share\npricing  0.6\ntax  0.5",
    )

    assert sorted(columns(found, "question", "dispute_type", "share")) == [
        ("invalid", "pricing", Decimal("0.3")), ("recovery", "pricing", Decimal("0.6")), ("recovery", "tax", Decimal("0.5")),
    ]  # fmt: skip


PRIORS = "question  dispute_type  share\ninvalid  pricing  0.5\ninvalid  other  0.3\nrecovery  pricing  0.5\n"


def types(resolved: str = "", priors: str = PRIORS) -> dict[tuple[str, str], float]:
    found = run_model("learned_types", prior_shares=priors, resolved=RESOLVED + resolved)
    return {(row["question"], row["dispute_type"]): round(float(row["chance"]), 4) for row in found}


def test_without_cases_the_policys_share_stands() -> None:
    assert types() == {("invalid", "pricing"): 0.5, ("invalid", "other"): 0.3, ("recovery", "pricing"): 0.5}


def test_cases_move_all_types_of_their_question_and_their_own_type_more() -> None:
    # Ten of ten where five were expected: 5 / (10 + 20) = 0.1667 for all; then 3.3333 / (10 + 20) = 0.1111 for the type.
    assert types("invalid  P1  pricing  percent  none  0  10  10\n") == {
        ("invalid", "pricing"): 0.7778, ("invalid", "other"): 0.4667, ("recovery", "pricing"): 0.5,
    }  # fmt: skip


def test_types_that_come_out_as_all_do_stay_with_all() -> None:
    # Both types surpass by a quarter, no more than chance among themselves: the weight is 10,000.
    found = types(
        "invalid  P1  pricing  percent  none  0  75  100\ninvalid  P1  other  tax  none  0  55  100\n"
    )

    assert found["invalid", "pricing"] == pytest.approx(0.7273, abs=0.001)
    assert found["invalid", "other"] == pytest.approx(0.5273, abs=0.001)


def test_no_chance_is_ever_certain() -> None:
    certain = "invalid  P1  pricing  percent  none  0  {}  1000\n"
    shares = "question  dispute_type  share\ninvalid  pricing  0.5\n"

    assert types(certain.format(1000), shares) == {("invalid", "pricing"): 0.99}
    assert types(certain.format(0), shares) == {("invalid", "pricing"): 0.01}


KINDS = "dispute_type  dispute_subtype  evidence_kind\n"
TYPES = "question  dispute_type  chance\ninvalid  pricing  0.5\nrecovery  pricing  0.5\n"
ADVISED = "dispute_subtype  documented_action  is_ours\ncontract_price  issue_credit  yes\npercent  investigate  no\n"
SHARES = "name  share\nissue_credit  0.1\ncollect  0.9\npricing  0.4\n"


def evidence(kinds: str, resolved: str = "") -> dict[tuple[object, ...], float]:
    found = run_model(
        "learned_evidence", open_disputes=KINDS + kinds, learned_types=TYPES, subtypes=ADVISED, invalid_shares=SHARES,
        resolved=RESOLVED + resolved,
    )  # fmt: skip
    return {
        tuple(row[:3]): round(float(row[3]), 4)
        for row in columns(found, "question", "dispute_subtype", "evidence_kind", "chance")
    }


@pytest.mark.parametrize(
    ("subtype", "kind", "chance"),
    [
        pytest.param("contract_price", "documented", 0.1, id="papers show that a credit is owed"),
        pytest.param("percent", "documented", 0.5, id="papers show what the policy has no share for"),
        pytest.param(
            "percent", "contested", 0.9, id="papers contradict the payer, and it is no fault of ours"
        ),
        pytest.param(
            "contract_price", "contested", 0.5, id="papers contradict the payer, but it is a fault of ours"
        ),
        pytest.param("percent", "none", 0.5, id="no papers"),
    ],
)
def test_where_papers_show_whose_fault_it_is_the_policys_share_for_that_stands(
    subtype: str, kind: str, chance: float
) -> None:
    assert evidence(f"pricing  {subtype}  {kind}\n") == {
        ("invalid", subtype, kind): chance,
        ("recovery", subtype, kind): 0.5,
    }


def test_a_kind_of_evidence_is_moved_by_its_own_cases() -> None:
    found = evidence(
        "pricing  percent  none\npricing  percent  none\n",
        "invalid  P1  pricing  percent  none  0  10  10\ninvalid  P2  pricing  contract_price  none  0  5  10\n",
    )

    # Ten of ten and five of ten where five each were expected: squares 25 + 0, by chance 2.5 + 2.5.
    # So the weight is 5 / 20 × 180 / (25 - 5) = 2.25, less than the policy's 20: 5 / (10 + 20) = 0.1667.
    assert found["invalid", "percent", "none"] == 0.6667
    assert found["invalid", "contract_price", "none"] == 0.5
    assert found["recovery", "percent", "none"] == 0.5
    assert len(found) == 4


def test_a_kind_that_departs_by_chance_stays_with_its_type() -> None:
    found = evidence(
        "",
        "invalid  P1  pricing  percent  none  0  6  10\ninvalid  P2  pricing  contract_price  none  0  1  1\n",
    )

    assert found["invalid", "percent", "none"] == pytest.approx(0.5001, abs=0.0001)


CHANCES = "question  dispute_subtype  evidence_kind  chance\ninvalid  percent  none  0.5\nrecovery  percent  none  0.5\n"


def payers(*resolved: str) -> dict[str, tuple[float, int]]:
    rows = RESOLVED + "".join(f"invalid  {row}\n" for row in resolved)
    found = run_model("learned_payers", resolved=rows, learned_evidence=CHANCES)
    return {
        row["payer_id"]: (round(float(row["bent"]), 4), row["total"])
        for row in found
        if row["question"] == "invalid"
    }


def test_a_payer_departs_as_far_as_its_own_cases_bear_out() -> None:
    assert payers("P1  pricing  percent  none  0  10  10", "P2  pricing  percent  none  0  0  10") == {
        "P1": (0.1667, 10),
        "P2": (-0.1667, 10),
    }
    assert payers("P1  pricing  percent  none  0  5  5", "P1  pricing  percent  none  30  5  5") == {
        "P1": (0.1667, 10)
    }
    assert payers("P1  pricing  percent  none  0  5  10") == {"P1": (0.0, 10)}


def test_one_case_each_tells_nothing_of_payers() -> None:
    found = payers("P1  pricing  percent  none  0  1  1", "P2  pricing  percent  none  0  0  1")

    assert max(abs(bent) for bent, _ in found.values()) <= 0.0001


def test_cases_of_another_kind_of_evidence_are_held_against_that() -> None:
    assert payers("P1  pricing  percent  documented  0  10  10") == {}


AGES = "age_band\n"


def ages(*resolved: str, bands: str = "0\n30\n60\n") -> dict[tuple[str, int], float]:
    rows = RESOLVED + "".join(f"{row}\n" for row in resolved)
    found = run_model("learned_ages", open_disputes=AGES + bands, resolved=rows, learned_evidence=CHANCES)
    return {(row["question"], row["age_band"]): round(float(row["bent"]), 4) for row in found}


def test_how_cases_that_lasted_as_long_came_out_against_all() -> None:
    found = ages(
        "invalid  P1  pricing  percent  none  0  5  10", "invalid  P1  pricing  percent  none  30  10  10"
    )

    # As old as 30 days: 5 / (10 + 20) = 0.1667; all: 5 / (20 + 20) = 0.125.
    assert found == {
        ("invalid", 0): 0.0, ("invalid", 30): 0.0417, ("invalid", 60): 0.0,
        ("recovery", 0): 0.0, ("recovery", 30): 0.0, ("recovery", 60): 0.0,
    }  # fmt: skip


def test_cases_of_later_bands_are_cases_that_lasted_as_long() -> None:
    found = ages(
        "recovery  P1  pricing  percent  none  0  5  10", "recovery  P1  pricing  percent  none  60  10  10"
    )

    assert found["recovery", 30] == found["recovery", 60] == 0.0417
    assert found["invalid", 60] == 0.0


ASKED = "payer_id  dispute_type  dispute_subtype  evidence_kind  age_band\nP1  pricing  percent  none  30\n"


def chances(payer: str = "", more: str = "", resolved: str = "") -> tuple[object, ...]:
    found = run_model(
        "probabilities",
        open_disputes=ASKED + ASKED.split("\n")[1],
        learned_evidence="question  dispute_subtype  evidence_kind  chance\ninvalid  percent  none  0.404\n"
        "recovery  percent  none  0.7\n" + more,
        learned_ages="question  age_band  bent\ninvalid  30  0.1\nrecovery  30  -0.1\ninvalid  0  0.5\n",
        learned_payers="question  payer_id  bent  total\n" + payer,
        resolved=RESOLVED + resolved,
    )
    [row] = columns(
        found, "invalid_probability", "recovery_probability", "payer_cases", "invalid_cases", "recovery_cases"
    )
    return (float(row[0]), float(row[1]), *row[2:])


def test_a_chance_is_that_of_its_kind_moved_by_age_and_payer_in_whole_per_cents() -> None:
    assert chances() == (0.5, 0.6, 0, 0, 0)
    assert chances("invalid  P1  0.2  7\nrecovery  P1  -0.3  5\ninvalid  P2  0.4  9") == (0.7, 0.3, 7, 0, 0)
    assert chances("invalid  P1  0.9  7") == (0.99, 0.6, 7, 0, 0)


def test_cases_like_it_are_those_of_its_kind_that_lasted_as_long() -> None:
    like = "invalid  P2  pricing  percent  none  {}  1  4\nrecovery  P2  pricing  percent  none  60  1  3\n"

    assert chances(resolved=like.format(30))[3:] == (4, 3)
    assert chances(resolved=like.format(14))[3:] == (0, 3)
    assert chances(
        resolved="invalid  P2  pricing  percent  documented  60  1  4\ninvalid  P2  other  tax  none  60  1  4"
    )[3:] == (0, 0)


def test_every_open_kind_has_its_own_chance() -> None:
    found = run_model(
        "probabilities",
        open_disputes=ASKED + "P1  pricing  percent  none  0\nP2  pricing  percent  none  30",
        learned_evidence=CHANCES,
        learned_ages="question  age_band  bent\ninvalid  30  0.1\nrecovery  30  0\ninvalid  0  0\nrecovery  0  0.2",
        learned_payers="question  payer_id  bent  total\ninvalid  P2  -0.2  3",
    )

    assert sorted(columns(found, "payer_id", "age_band", "invalid_probability", "recovery_probability", "payer_cases")) == [
        ("P1", 0, Decimal("0.5"), Decimal("0.7"), 0), ("P1", 30, Decimal("0.6"), Decimal("0.5"), 0),
        ("P2", 30, Decimal("0.4"), Decimal("0.5"), 3),
    ]  # fmt: skip
    assert set(column(found, "dispute_subtype")) == {"percent"}
