"""Open disputes, and the entries of the policy that are about them: windows, due dates, limits of a write-off."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model

BOOK = (
    "place  variance_id  payer_id  dispute_type  original_amount  open_amount  currency  "
    "opened_date  confidence  is_contested  evidence_source\n"
)
RATES = "currency  rate\nEUR  2"


def test_an_open_dispute_with_its_age_its_evidence_and_its_worth() -> None:
    found = run_model("open_disputes", currency_terms=RATES, book_variances=BOOK + """\
        1  D1  P1  pricing  100  1000   EUR  2026-02-23  0.8   no   paper
        2  D2  P1  pricing  100  -1000  EUR  2026-02-24  0.79  no   paper
        3  D3  P1  pricing  100  0      EUR  2026-02-24  0.9   no   paper
        4  D4  P1  pricing  100  1000   CHF  2026-03-02  0.9   yes  paper""")  # fmt: skip

    names = ("place", "age_days", "age_band", "is_documented", "evidence_kind", "reporting_open_amount")
    assert sorted(columns(found, *names)) == [
        (1, 7, 7, True, "documented", 20), (2, 6, 0, False, "doubtful", -20), (4, 0, 0, True, "contested", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("open_amount", "granted", "credited", "expected"),
    [
        pytest.param(100, "60", 0, [60], id="what people granted"),
        pytest.param(100, "60", 20, [40], id="less what is credited already"),
        pytest.param(100, "60", 80, [0], id="all of it is credited already"),
        pytest.param(50, "60", 0, [50], id="not more than is open"),
        pytest.param(100, "0", 0, [0], id="nothing was granted"),
        pytest.param(100, "-", 0, [], id="nobody judged it"),
        pytest.param(-100, "60", 0, [], id="money held"),
    ],
)
def test_what_is_granted_and_not_credited_yet(
    open_amount: int, granted: str, credited: int, expected: list[int]
) -> None:
    found = run_model(
        "judged_disputes",
        book_cases=f"dispute_id  granted_amount\nD1  {granted}",
        open_disputes=f"place  open_amount\n1  {open_amount}",
        book_variances=f"place  variance_id  credited_amount\n1  D1  {credited}",
    )

    assert column(found, "granted_amount") == expected


def window(*entries: str) -> list[int]:
    rows = "rule_number  payer_id  dispute_type  opens_after_days  closes_after_days\n"
    rows += "".join(f"{n}  {entry}  {n}\n" for n, entry in enumerate(entries, 1))
    found = run_model(
        "case_windows", windows=rows, open_disputes="payer_id  dispute_type\nP1  pricing\nP1  pricing"
    )
    return column(found, "closes_after_days")


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param(("-  -  5",), [1], id="for all"),
        pytest.param(("P2  -  5", "-  other  5", "P1  other  5"), [], id="for others"),
        pytest.param(("-  -  5", "-  pricing  5"), [2], id="a type before all"),
        pytest.param(("-  pricing  5", "P1  -  5"), [2], id="a payer before a type"),
        pytest.param(("P1  -  5", "P1  pricing  5"), [2], id="both before a payer"),
        pytest.param(("P1  -  5", "P1  -  5"), [1], id="of equals the first"),
    ],
)
def test_the_window_of_a_payers_disputes(entries: tuple[str, ...], expected: list[int]) -> None:
    assert window(*entries) == expected


def due(*entries: str, dispute: str = "1  P1  pricing  10000  EUR  2026-02-20  10") -> list[str]:
    rows = "rule_number  payer_id  dispute_type  from_amount  from_age_days  days\n"
    rows += "".join(f"{n}  {entry}  {n}\n" for n, entry in enumerate(entries, 1))
    found = run_model(
        "case_due_dates", due_rules=rows, currency_terms=RATES,
        open_disputes=f"place  payer_id  dispute_type  original_amount  currency  opened_date  age_days\n{dispute}",
    )  # fmt: skip
    return [str(day) for day in column(found, "due_date")]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param(("-  -  -  -",), ["2026-02-21"], id="for all"),
        pytest.param(("P2  -  -  -", "-  other  -  -"), [], id="for others"),
        pytest.param(("-  -  200  -",), ["2026-02-21"], id="from its amount on"),
        pytest.param(("-  -  200.01  -",), [], id="from a cent more"),
        pytest.param(("-  -  -  10",), ["2026-02-21"], id="from its age on"),
        pytest.param(("-  -  -  11",), [], id="from a day more"),
        pytest.param(("-  -  -  -", "P1  -  -  -"), ["2026-02-22"], id="a payer before all"),
        pytest.param(("-  -  -  -", "-  pricing  -  -"), ["2026-02-22"], id="a type before all"),
        pytest.param(("-  -  -  -", "-  -  5  -"), ["2026-02-22"], id="an amount before all"),
        pytest.param(("-  -  -  -", "-  -  -  5"), ["2026-02-22"], id="an age before all"),
        pytest.param(("P1  -  -  -", "-  -  -  5"), ["2026-02-22"], id="an age before a payer"),
        pytest.param(("P1  -  -  -", "-  -  5  -"), ["2026-02-22"], id="an amount before a payer"),
        pytest.param(("-  -  5  -", "-  -  -  5"), ["2026-02-22"], id="an age before an amount"),
        pytest.param(("-  -  -  5", "-  -  -  9"), ["2026-02-22"], id="the higher age"),
        pytest.param(("-  -  5  -", "-  -  9  -"), ["2026-02-22"], id="the higher amount"),
        pytest.param(("P1  -  -  -", "-  pricing  -  -"), ["2026-02-21"], id="of equals the first"),
    ],
)
def test_when_a_dispute_is_due(entries: tuple[str, ...], expected: list[str]) -> None:
    assert due(*entries) == expected


def test_a_due_date_by_amount_needs_a_rate_and_takes_money_held_by_its_size() -> None:
    assert due("-  -  1  -", dispute="1  P1  pricing  10000  CHF  2026-02-20  10") == []
    assert due("-  -  -  -", dispute="1  P1  pricing  10000  CHF  2026-02-20  10") == ["2026-02-21"]
    assert due("-  -  200  -", dispute="1  P1  pricing  -10000  EUR  2026-02-20  10") == ["2026-02-21"]


def test_of_all_limits_that_are_about_a_dispute_the_most_restrictive_count() -> None:
    def scope(*entries: str) -> list[tuple[object, ...]]:
        rows = "rule_number  company_code  payer_id  dispute_type  amount  percent  min_age_days\n"
        found = run_model(
            "write_off_scopes",
            write_off_limits=rows + "".join(f"{n}  {entry}\n" for n, entry in enumerate(entries, 1)),
            book_variances="company_code  payer_id  dispute_type  opened_date\nC1  P1  pricing  2026-01-01\n"
            "C1  P1  pricing  2026-01-02\nC1  P2  pricing  -",
        )
        return columns(found, "payer_id", "amount", "percent", "min_age_days")

    assert scope("-  -  -  50  -  0", "-  -  -  20  5  0", "-  -  -  -  3  30") == [("P1", 20, 3, 30)]
    assert scope("C1  P1  pricing  50  -  0") == [("P1", 50, None, 0)]
    assert scope("C2  -  -  50  -  0", "-  P9  -  50  -  0", "-  -  tax  50  -  0") == []


SCOPES = "company_code  payer_id  dispute_type  amount  percent  min_age_days\n"
TAKEN = "company_code  payer_id  dispute_type  original_amount  currency  opened_date\n"
SMALL = "C1  P1  pricing  500  EUR  2026-03-01\n"


@pytest.mark.parametrize(
    ("third", "is_offender"),
    [
        pytest.param(SMALL, True, id="three small ones"),
        pytest.param("", False, id="two"),
        pytest.param(SMALL.replace("500", "501"), False, id="one above the limit"),
        pytest.param(SMALL.replace("500", "-500"), False, id="one of money held"),
        pytest.param(SMALL.replace("2026-03-01", "2025-12-03"), True, id="one of 89 days ago"),
        pytest.param(SMALL.replace("2026-03-01", "2025-12-02"), False, id="one of 90 days ago"),
        pytest.param(SMALL.replace("C1", "C2"), False, id="one of a company without limits"),
        pytest.param(SMALL.replace("pricing", "other"), False, id="one of a type without limits"),
        pytest.param(SMALL.replace("EUR", "CHF"), False, id="one without a rate"),
        pytest.param(SMALL.replace("P1", "P2"), False, id="one of another payer"),
    ],
)
def test_who_takes_small_amounts_again_and_again(third: str, is_offender: bool) -> None:
    found = run_model(
        "repeat_offenders", book_variances=TAKEN + SMALL * 2 + third, currency_terms=RATES,
        write_off_scopes=SCOPES + "C1  P1  pricing  10  -  0\nC1  P2  pricing  10  -  0",
    )  # fmt: skip

    assert columns(found, "payer_id", "dispute_count") == ([("P1", 3)] if is_offender else [])


def test_a_limit_without_an_amount_takes_every_amount_for_small() -> None:
    found = run_model(
        "repeat_offenders", book_variances=TAKEN + SMALL.replace("500", "99999") * 3, currency_terms=RATES,
        write_off_scopes=SCOPES + "C1  P1  pricing  -  5  0",
    )  # fmt: skip

    assert column(found, "payer_id") == ["P1"]


OPEN = "place  company_code  payer_id  dispute_type  open_amount  reporting_open_amount  age_days  invoice_number\n"
CLAIM = "1  C1  P1  pricing  500  10  30  I1\n"


def candidates(
    scope: str = "C1  P1  pricing  10  -  0", dispute: str = CLAIM, share: str = "0", **given: str
) -> list[bool]:
    found = run_model(
        "write_off_candidates", {"write_off_audit_percent": f"DECIMAL '{share}'"}, open_disputes=OPEN + dispute,
        book_variances="place  variance_id\n1  D1", write_off_scopes=SCOPES + scope,
        book_documents="company_code  invoice_number  gross_amount\nC1  I1  10000\nC2  I1  999999", **given,
    )  # fmt: skip
    return column(found, "is_audited")


@pytest.mark.parametrize(
    ("scope", "is_candidate"),
    [
        pytest.param("C1  P1  pricing  10  -  0", True, id="up to the amount"),
        pytest.param("C1  P1  pricing  9.99  -  0", False, id="a cent beyond"),
        pytest.param("C1  P1  pricing  10  -  30", True, id="of its age"),
        pytest.param("C1  P1  pricing  10  -  31", False, id="a day too young"),
        pytest.param("C1  P1  pricing  -  5  0", True, id="up to the percentage of its document"),
        pytest.param("C1  P1  pricing  -  4.99  0", False, id="beyond it"),
        pytest.param("C1  P1  pricing  9  5  0", False, id="beyond one of two limits"),
        pytest.param("C2  P1  pricing  10  -  0", False, id="of another company"),
        pytest.param("C1  P2  pricing  10  -  0", False, id="of another payer"),
        pytest.param("C1  P1  other  10  -  0", False, id="of another type"),
    ],
)
def test_which_dispute_is_within_the_limits_of_a_write_off(scope: str, is_candidate: bool) -> None:
    assert candidates(scope + "\nC9  P9  tax  99  -  0") == ([False] if is_candidate else [])


def test_what_is_never_within_the_limits() -> None:
    assert candidates(dispute=CLAIM.replace("500  10", "-500  -10")) == []
    assert candidates("C1  P1  pricing  -  5  0", CLAIM.replace("I1", "-")) == []
    assert candidates(dispute=CLAIM.replace("500  10", "500  -")) == []
    assert candidates(repeat_offenders="payer_id\nP1") == []
    assert candidates(repeat_offenders="payer_id\nP2") == [False]


def test_the_audit_sample_is_drawn_by_the_id_of_the_dispute() -> None:
    assert candidates(share="100") == [True]
    assert candidates(share="0") == [False]
