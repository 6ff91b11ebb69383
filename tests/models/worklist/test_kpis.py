"""Measures of a night: by scope, as quotients, and how long cases took."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model
from tests.models.worklist.facts import CASE, CASES, facts


def test_what_closed_tonight_and_how_long_it_took() -> None:
    closed = run_model(
        "closed_tonight", measured_cases=CASES + CASE.replace("2026-03-02", "2026-02-20"),
        dispute_history="dispute_id  event\nD1  closed\nD1  closed\nD1  note\nD9  closed",
    )  # fmt: skip

    assert columns(closed, "variance_id", "owner", "cycle_days") == [("D1", "ann", 10)]
    assert facts(
        closed_tonight="payer_id  dispute_type  owner  currency  cycle_days\nP1  pricing  ann  EUR  10\n"
        "P1  pricing  ann  EUR  4"
    ) == {
        "closed_count": 2,
        "closed_days": 14,
    }


def test_how_long_the_middle_case_and_nine_of_ten_took() -> None:
    rows = "".join(
        f"P1  pricing  {'ann' if days < 10 else 'bob'}  {days}\n" for days in (1, 2, 3, 4, 5, 6, 7, 8, 9, 30)
    )
    found = run_model("cycle_times", closed_tonight="payer_id  dispute_type  owner  cycle_days\n" + rows)

    assert sorted(columns(found, "scope", "scope_id", "kpi", "days", "case_count")) == [
        ("all", "", "cycle_days_median", 5, 10), ("all", "", "cycle_days_p90", 9, 10),
        ("owner", "ann", "cycle_days_median", 5, 9), ("owner", "ann", "cycle_days_p90", 9, 9),
        ("owner", "bob", "cycle_days_median", 30, 1), ("owner", "bob", "cycle_days_p90", 30, 1),
        ("payer", "P1", "cycle_days_median", 5, 10), ("payer", "P1", "cycle_days_p90", 9, 10),
        ("type", "pricing", "cycle_days_median", 5, 10), ("type", "pricing", "cycle_days_p90", 9, 10),
    ]  # fmt: skip


def test_facts_are_summed_by_payer_type_and_owner_and_in_all() -> None:
    found = run_model(
        "scoped_facts",
        night_facts="""
        fact  payer_id  dispute_type  owner  currency  amount
        open  P1        pricing       ann    EUR       5
        open  P1        tax           bob    EUR       7
        open  P2        pricing       ann    USD       1
        open  -         -             -      EUR       100""",
    )

    assert sorted(columns(found, "scope", "scope_id", "currency", "amount")) == [
        ("all", "", "EUR", 112),
        ("all", "", "USD", 1),
        ("owner", "ann", "EUR", 5),
        ("owner", "ann", "USD", 1),
        ("owner", "bob", "EUR", 7),
        ("payer", "P1", "EUR", 12),
        ("payer", "P2", "USD", 1),
        ("type", "pricing", "EUR", 5),
        ("type", "pricing", "USD", 1),
        ("type", "tax", "EUR", 7),
    ]


SCOPED = "fact  scope  scope_id  currency  amount\n"


def kpis(measure: str, scoped: str, **given: str) -> list[tuple[object, ...]]:
    found = run_model(
        "kpis",
        measures="kpi  numerator  denominator  by_currency\n" + measure,
        scoped_facts=SCOPED + scoped,
        **given,
    )
    return sorted(
        columns(found, "kpi", "scope", "scope_id", "currency", "value", "numerator", "denominator"), key=str
    )


def test_a_measure_without_a_denominator_is_its_sum() -> None:
    assert kpis(
        "open  open  -  yes", "open  all  -  EUR  5\nopen  all  -  USD  7\nopen  payer  P1  EUR  5"
    ) == [
        ("open", "all", None, "EUR", 5, 5, None),
        ("open", "all", None, "USD", 7, 7, None),
        ("open", "payer", "P1", "EUR", 5, 5, None),
    ]
    assert kpis("count  open  -  no", "open  payer  P1  EUR  5\nopen  payer  P1  USD  7") == [
        ("count", "payer", "P1", None, 12, 12, None)
    ]


@pytest.mark.parametrize(
    ("scoped", "expected"),
    [
        pytest.param("won  payer  P1  EUR  1\nall  payer  P1  EUR  4", [(0.25, 1, 4)], id="its quotient"),
        pytest.param("all  payer  P1  EUR  4", [(0, 0, 4)], id="no hit is 0"),
        pytest.param("won  payer  P1  EUR  1\nall  payer  P1  EUR  0", [], id="no measure of nothing"),
        pytest.param("won  payer  P2  EUR  1\nall  payer  P1  EUR  4", [(0, 0, 4)], id="of each payer alone"),
        pytest.param("won  type  P1  EUR  1\nall  payer  P1  EUR  4", [(0, 0, 4)], id="of each scope alone"),
        pytest.param(
            "won  payer  P1  USD  1\nall  payer  P1  EUR  4", [(0, 0, 4)], id="of each currency alone"
        ),
    ],
)
def test_a_measure_with_a_denominator(scoped: str, expected: list[tuple[float, ...]]) -> None:
    assert [row[4:] for row in kpis("rate  won  all  yes\nother  lost  none  yes", scoped)] == expected


def test_a_quotient_over_all_currencies() -> None:
    scoped = "won  payer  P1  EUR  1\nwon  payer  P1  USD  1\nall  payer  P1  EUR  4\nall  payer  P1  USD  4"

    assert kpis("rate  won  all  no", scoped) == [("rate", "payer", "P1", None, 0.25, 2, 8)]


def test_quantiles_of_days_are_taken_as_they_are() -> None:
    found = kpis(
        "median  closed_days  closed_count  no", "closed_days  payer  P1  EUR  9\nclosed_count  payer  P1  EUR  2",
        cycle_times="scope  scope_id  kpi  days  case_count\npayer  P1  median  5  2",
    )  # fmt: skip

    assert found == [("median", "payer", "P1", None, 5, None, 2)]
