"""How closed cases came out, and how outcomes are counted."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model


def outcome(
    repaid: int = 0, credited: int = 0, written_off: int = 0, validity: str = "-", **more: object
) -> list[object]:
    values = {"open_amount": 0, "original_amount": 100, "slot": "deduction"} | more
    names, cells = "  ".join(values), "  ".join(str(value) for value in values.values())
    found = run_model(
        "case_outcomes",
        case_variances=f"place  variance_id  repaid_amount  credited_amount  written_off_amount  {names}\n"
        f"1  D1  {repaid}  {credited}  {written_off}  {cells}",
        decided_cases=f"place  validity  closed_date\n1  {validity}  2026-03-02",
        dated_variances="place  opened_date\n1  2026-02-20",
    )
    assert [row["age_band"] for row in found] in ([], [7])
    return [row["outcome"] for row in found]


@pytest.mark.parametrize(
    ("ledger", "validity", "expected"),
    [
        pytest.param((60, 40, 0), "-", "recovered", id="more was repaid than credited"),
        pytest.param((50, 50, 0), "-", "recovered", id="as much"),
        pytest.param((40, 60, 0), "-", "valid", id="more was credited"),
        pytest.param((1, 0, 1), "-", "recovered", id="as much was repaid as was given up"),
        pytest.param((40, 0, 60), "-", "lost", id="more was given up than repaid"),
        pytest.param((0, 10, 90), "invalid", "valid", id="credited, and the rest given up"),
        pytest.param((0, 0, 100), "invalid", "lost", id="all given up, and the payer was wrong"),
        pytest.param((0, 0, 100), "valid", "valid", id="all given up, and the payer was right"),
        pytest.param((0, 0, 100), "partly", None, id="all given up, and the payer was right in part"),
        pytest.param((0, 0, 100), "-", None, id="all given up undecided"),
        pytest.param((0, 0, 0), "invalid", None, id="withdrawn"),
    ],
)
def test_how_a_closed_case_came_out(
    ledger: tuple[int, int, int], validity: str, expected: str | None
) -> None:
    assert outcome(*ledger, validity) == [expected]


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"open_amount": 1}, id="open ones"),
        pytest.param({"original_amount": -100}, id="money paid too much"),
        pytest.param({"slot": "misapplied"}, id="postings of ours"),
    ],
)
def test_what_has_no_outcome(more: dict[str, object]) -> None:
    assert outcome(60, **more) == []


KEY = "P1  pricing  percent  none  7"
OUTCOMES = "payer_id  dispute_type  dispute_subtype  evidence_kind  age_band  valid_count  recovered_count  lost_count\n"
COUNTED = "dispute_id  outcome  outcome_payer_id  outcome_type  outcome_subtype  outcome_evidence  outcome_age_band\n"


@pytest.mark.parametrize(
    ("before", "known", "tonight", "expected"),
    [
        pytest.param("", "", "valid", [(1, 0, 0)], id="a first one"),
        pytest.param("2  3  4", "", "recovered", [(2, 4, 4)], id="one more"),
        pytest.param("2  3  4", "", "lost", [(2, 3, 5)], id="one more that was lost"),
        pytest.param("2  3  4", "valid", "valid", [(2, 3, 4)], id="one that counts already"),
        pytest.param("2  3  4", "valid", "lost", [(1, 3, 5)], id="one that comes out otherwise"),
        pytest.param("2  3  4", "recovered", "-", [(2, 2, 4)], id="one that came back"),
        pytest.param("0  0  1", "lost", "-", [], id="the only one came back"),
        pytest.param("1  0  0", "valid", "-", [], id="the only valid one came back"),
        pytest.param("", "", "-", [], id="none"),
    ],
)
def test_outcomes_are_counted(before: str, known: str, tonight: str, expected: list[tuple[int, ...]]) -> None:
    found = run_model(
        "book_outcomes",
        known_outcomes=OUTCOMES + (f"{KEY}  {before}" if before else ""),
        book_cases=f"{COUNTED}D1  {tonight}  {KEY}",
        known_cases=f"{COUNTED}D1  {known}  {KEY}" if known else "",
    )

    assert columns(found, "valid_count", "recovered_count", "lost_count") == expected


def test_a_case_that_comes_out_under_another_type_is_counted_there() -> None:
    found = run_model(
        "book_outcomes", known_outcomes=f"{OUTCOMES}{KEY}  1  0  0", known_cases=f"{COUNTED}D1  valid  {KEY}",
        book_cases=f"{COUNTED}D1  valid  P1  short_ship  quantity  documented  14",
    )  # fmt: skip

    assert columns(found, "dispute_subtype", "evidence_kind", "age_band", "valid_count") == [
        ("quantity", "documented", 14, 1)
    ]


DECIDED = "variance_id  closed_date\nD1  {}"


@pytest.mark.parametrize(
    ("closed", "assigned", "pool", "known", "expected"),
    [
        pytest.param("-", "D1  bob", "", "", "bob", id="whom the rule gives it tonight"),
        pytest.param(
            "-", "", "D1  [ann, eve]", "ann", "ann", id="who had it, while the rule still names them"
        ),
        pytest.param("-", "", "D1  [eve]", "ann", None, id="nobody, once the rule names them no more"),
        pytest.param("-", "", "", "ann", None, id="nobody, once no rule is about it"),
        pytest.param("2026-03-01", "", "", "ann", "ann", id="who had it when it closed"),
    ],
)
def test_whose_a_case_is_by_rule(
    closed: str, assigned: str, pool: str, known: str, expected: str | None
) -> None:
    [found] = run_model(
        "book_cases",
        decided_cases=DECIDED.format(closed),
        assigned_owners="variance_id  owner\n" + assigned,
        owner_pools="variance_id  owners\n" + pool,
        known_cases="dispute_id  rule_owner\n" + (f"D1  {known}" if known else ""),
    )

    assert found["rule_owner"] == expected


def test_a_case_keeps_under_what_its_outcome_was_counted() -> None:
    names = "variance_id  outcome  payer_id  dispute_type  dispute_subtype  evidence_kind  age_band\n"
    kept = (
        "outcome",
        "outcome_payer_id",
        "outcome_type",
        "outcome_subtype",
        "outcome_evidence",
        "outcome_age_band",
    )
    [found] = run_model(
        "book_cases", decided_cases=DECIDED.format("2026-03-02"), case_outcomes=f"{names}D1  lost  {KEY}"
    )
    [silent] = run_model(
        "book_cases", decided_cases=DECIDED.format("2026-03-02"), case_outcomes=f"{names}D1  -  {KEY}"
    )

    assert [found[name] for name in kept] == ["lost", "P1", "pricing", "percent", "none", 7]
    assert [silent[name] for name in kept] == [None] * 6
