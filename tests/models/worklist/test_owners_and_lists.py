"""Who works a dispute and until when, and its row on the worklist in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.models.running import columns, run_model

BOOK = "place  variance_id  payer_id  owner  opened_date\n"


def worked(owner: str = "-", **given: str) -> dict[str, object]:
    tables = {
        "ranked_disputes": "place\n1",
        "valued_disputes": "place\n1",
        "book_variances": f"{BOOK}1  D1  P1  {owner}  2026-02-20",
        "book_payers": "payer_id  collector\nP1  -",
    }
    [found] = run_model("worked_disputes", **(tables | given))
    return found


RULE, LEAD = "dispute_id  rule_owner\nD1  rule", "dispute_id  owner\nD1  lead"
COLLECTOR = "payer_id  collector\nP1  {}"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            {
                "owner": "ann",
                "leading_owners": LEAD,
                "book_cases": RULE,
                "book_payers": COLLECTOR.format("coll"),
            },
            "ann",
            id="who was given it",
        ),
        pytest.param(
            {"leading_owners": LEAD, "book_cases": RULE, "book_payers": COLLECTOR.format("coll")},
            "lead",
            id="who has the leading dispute",
        ),
        pytest.param(
            {"book_cases": RULE, "book_payers": COLLECTOR.format("coll")}, "rule", id="whom a rule names"
        ),
        pytest.param({"book_payers": COLLECTOR.format("coll")}, "coll", id="the payer's collector"),
        pytest.param({"book_payers": COLLECTOR.format('""')}, "clerk", id="an empty collector is none"),
        pytest.param({"book_payers": ""}, "clerk", id="nobody"),
    ],
)
def test_who_owns_a_dispute(given: dict[str, str], expected: str) -> None:
    owner = given.pop("owner", "-")
    assert worked(owner, **given)["owner"] == expected
    measured = {name: rows for name, rows in given.items() if name != "ranked_disputes"}
    book = "place  variance_id  payer_id  owner  opened_date  original_amount  currency  slot\n"
    [found] = run_model(
        "measured_cases",
        book_variances=f"{book}1  D1  P1  {owner}  2026-02-20  100  EUR  deduction",
        **measured,
    )
    assert found["owner"] == expected


def test_a_dispute_is_due_by_its_rule_else_fourteen_days_after_it_was_opened() -> None:
    assert str(worked()["due_date"]) == "2026-03-06"
    assert str(worked(case_due_dates="place  due_date\n1  2026-04-01")["due_date"]) == "2026-04-01"


def test_what_people_did_so_far() -> None:
    cases = "dispute_id  validity  attempt_count  reopened_count  link  linked_dispute_id\nD1  partly  3  1  split_from  D0"
    names = ("validity", "attempt_count", "reopened_count", "link", "linked_dispute_id")

    assert [worked(book_cases=cases)[name] for name in names] == ["partly", 3, 1, "split_from", "D0"]
    assert [worked()[name] for name in names] == [None, 0, 0, None, None]


def test_the_owner_of_the_dispute_that_another_is_merged_into() -> None:
    found = run_model(
        "leading_owners",
        book_cases="dispute_id  link  linked_dispute_id\nD1  merged_into  D9\nD2  split_from  D9\n"
        "D3  merged_into  D8\nD4  -  -",
        book_variances="variance_id  owner\nD9  ann\nD7  bob",
    )

    assert columns(found, "dispute_id", "owner") == [("D1", "ann")]


MEASURED = (
    "variance_id  payer_id  original_amount  repaid_amount  written_off_amount  currency  slot  opened_date\n"
)


def measured(
    variance: str = "D1  P1  1234  100  50  EUR  deduction  2026-02-20", case: str = ""
) -> list[tuple[object, ...]]:
    found = run_model(
        "measured_cases",
        book_variances=MEASURED + variance,
        book_cases=f"dispute_id  outcome  validity\n{case}",
    )
    return columns(
        found, "original_amount", "repaid_amount", "written_off_amount", "is_deduction", "is_invalid"
    )


@pytest.mark.parametrize(
    ("case", "is_invalid"),
    [
        pytest.param("", False, id="nobody judged it"),
        pytest.param("D1  recovered  -", True, id="it was recovered"),
        pytest.param("D1  lost  valid", True, id="it was lost, whatever was decided"),
        pytest.param("D1  valid  invalid", False, id="the payer was right in the end"),
        pytest.param("D1  -  invalid", True, id="open, and judged to be wrong"),
        pytest.param("D1  -  partly", False, id="open, and judged to be right in part"),
    ],
)
def test_a_case_that_the_payer_has_no_reason_for(case: str, is_invalid: bool) -> None:
    assert measured(case=case) == [(Decimal("12.34"), 1, Decimal("0.5"), True, is_invalid)]


def test_what_is_measured_as_a_deduction() -> None:
    assert measured("D1  P1  -1234  0  0  EUR  overpayment  2026-02-20")[0][3] is False
    assert measured("D1  P1  1234  0  0  EUR  misapplied  2026-02-20")[0][3] is False
    assert measured("D1  P1  0  0  0  EUR  deduction  2026-02-20")[0][3] is False
    assert measured("D1  P1  1234  0  0  EUR  deduction  -") == []
