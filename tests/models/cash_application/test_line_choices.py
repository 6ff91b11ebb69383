"""Which of several candidates a line of advice means, after tier, sign and amounts are weighed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.running import altered, columns, run_model

ITEMS = """
    document_no  company_code  effective_gross  due_date    issue_date
    10           C1            10000            2026-03-01  2026-02-01
    11           C1            10000            2026-03-01  2026-02-01
    12           C1            10000            2026-03-01  2026-02-01
    13           C1            -5000            2026-03-01  2026-02-01"""
HEAD = "line_no  document_no  tier  due  net_due  agrees  is_near_by_amount\n"


def choices(
    candidates: str, paid: int = 9000, lines: str = "", documents_in_play: str = ITEMS
) -> list[dict[str, Any]]:
    return run_model(
        "line_choices",
        line_candidates=HEAD + candidates,
        advice_lines=f"line_no  paid_amount\n1  {paid}\n{lines}",
        documents_in_play=documents_in_play,
    )


def chosen(candidates: str, paid: int = 9000, lines: str = "") -> list[int]:
    return sorted(row["document_no"] for row in choices(candidates, paid, lines) if row["line_no"] == 1)


@pytest.mark.parametrize(
    ("candidates", "found"),
    [
        pytest.param("1  10  2  9000  9000  no  no", [10], id="the only one, of another amount"),
        pytest.param("1  10  2  9000  9000  no  no\n1  11  1  9000  9000  no  no", [11], id="the closer tier"),
        pytest.param("1  10  4  9000  9000  yes  no\n1  11  3  9000  9000  no  no", [11], id="closer, of another amount"),
        pytest.param("1  10  2  9000  9000  no  no\n1  11  2  9000  9000  no  no", [10, 11], id="no amount of either"),
        pytest.param("1  10  2  9000  9000  no  no\n1  11  2  9000  9000  yes  no", [11], id="an amount of one of them"),
        pytest.param("1  10  2  0  0  yes  no\n1  11  2  9000  9000  yes  no", [11], id="the one that is open"),
        pytest.param("1  10  2  0  0  yes  no\n1  11  2  9000  9000  no  no", [10], id="the amount before what is open"),
        pytest.param("1  10  2  0  0  yes  no\n1  11  2  -1  -1  yes  no", [11], id="the one that is paid too much"),
        pytest.param("1  10  2  0  0  yes  no\n1  11  2  0  0  yes  no", [10, 11], id="neither is open"),
    ],
)  # fmt: skip
def test_a_closer_tier_comes_before_an_amount_and_an_amount_before_what_is_open(candidates, found):
    assert chosen(candidates) == found


@pytest.mark.parametrize(
    ("tier", "paid", "agrees", "found"),
    [
        pytest.param(2, -5000, "yes", [13], id="the memo that fits"),
        pytest.param(2, -5000, "no", [10, 13], id="a memo of another amount"),
        pytest.param(1, -5000, "yes", [10, 13], id="both by their exact number"),
        pytest.param(2, 5000, "yes", [10, 13], id="a line that pays"),
        pytest.param(2, 0, "yes", [10, 13], id="a line that pays nothing"),
    ],
)
def test_a_negative_line_means_a_credit_memo_where_one_fits(tier, paid, agrees, found):
    candidates = f"1  10  {tier}  5000  5000  {agrees}  no\n1  13  {tier}  -5000  -5000  {agrees}  no"
    assert chosen(candidates, paid) == found


def test_of_two_negative_documents_a_cancelled_one_is_no_credit_memo():
    items = ITEMS.replace("10           C1            10000", "10           C1            0    ")
    rows = choices(
        "1  10  2  -5  -5  yes  no\n1  13  2  -5000  -5000  yes  no", -5000, documents_in_play=items
    )
    assert columns(rows, "document_no") == [(13,)]


@pytest.mark.parametrize("tier", [1, 2, 3, 6, 10])
def test_a_number_with_another_amount_may_be_a_slip_for_a_near_one_of_the_very_amount(tier):
    near = "1  11  12  9000  9000  yes  yes"
    assert chosen(f"1  10  {tier}  10000  10000  no  no\n{near}") == [11]
    assert chosen(f"1  10  {tier}  9000  9000  yes  no\n{near}") == [10]
    assert chosen(f"1  10  {tier}  10000  10000  no  no\n1  11  12  9000  9000  yes  no") == [10]


@pytest.mark.parametrize("tier", [4, 5, 7, 11])
def test_an_order_a_delivery_a_claim_or_a_list_is_no_slip(tier):
    assert chosen(f"1  10  {tier}  10000  10000  no  no\n1  11  12  9000  9000  yes  yes") == [10]


@pytest.mark.parametrize(
    ("other", "paid", "found"),
    [
        pytest.param("2  11  1  9000  9000  yes  no", 1, [10], id="by its number, with its amount"),
        pytest.param("2  11  3  9000  9000  yes  no", 1, [10], id="by its digits, with its amount"),
        pytest.param("2  11  4  9000  9000  yes  no", 1, [11], id="by its order"),
        pytest.param("2  11  1  9000  9000  no  no", 1, [11], id="with another amount"),
        pytest.param("2  11  1  9000  9000  yes  no", 0, [11], id="without paying it"),
        pytest.param("2  12  1  9000  9000  yes  no", 1, [11], id="another document"),
    ],
)
def test_a_near_number_is_not_meant_where_another_line_names_it(other, paid, found):
    candidates = f"1  10  2  10000  10000  no  no\n1  11  8  9000  9000  yes  yes\n{other}"
    assert chosen(candidates, lines=f"2  {paid}") == found


def test_two_lines_that_name_a_near_document_leave_the_line_its_own_once():
    candidates = """1  10  2  7  7  no  no
        1  11  8  9000  9000  yes  yes
        2  11  1  9000  9000  yes  no
        3  11  2  9000  9000  yes  no"""
    assert chosen(candidates, lines="2  9000\n3  9000") == [10]


def test_lines_are_weighed_one_by_one():
    candidates = """1  10  1  1  1  no  no
        1  11  1  9000  9000  no  no
        2  10  2  0  0  yes  no
        2  11  2  9000  9000  yes  no
        3  10  3  0  0  yes  no
        3  12  8  1  1  yes  yes"""
    rows = choices(candidates, lines="2  9000\n3  9000")
    assert sorted(columns(rows, "line_no", "document_no")) == [(1, 10), (1, 11), (2, 11), (3, 10)]


TWO = "1  10  2  9000  8800  yes  no\n1  11  2  9000  8900  yes  no"


def test_several_choices_are_counted_and_summed():
    rows = choices(
        TWO.replace("11  2  9000", "11  2  9500"),
        documents_in_play=ITEMS.replace("11           C1", "11           C2"),
    )
    found = columns(rows, "choices", "companies", "due_of_all", "net_due_of_all", "first_document")
    assert found == [(2, 2, 18500, 17700, 10)] * 2


@pytest.mark.parametrize(
    ("candidates", "gross", "alike"),
    [
        pytest.param(TWO, 10000, True, id="one gross and one rest"),
        pytest.param(TWO, 10001, False, id="another gross"),
        pytest.param(TWO.replace("11  2  9000", "11  2  9001"), 10000, False, id="another rest"),
        pytest.param(TWO.replace("yes", "no"), 10000, False, id="no amount of theirs is stated"),
    ],
)
def test_choices_of_the_same_amounts_are_alike(candidates, gross, alike):
    items = ITEMS.replace("11           C1            10000", f"11           C1            {gross}")
    assert columns(choices(candidates, documents_in_play=items), "is_alike") == [(alike,)] * 2


@pytest.mark.parametrize(
    ("tier", "alike"),
    [(1, True), (2, True), (3, True), (4, True), (5, True), (7, True), (14, True),
     (6, False), (8, False), (10, False), (11, False), (12, False), (13, False)],
)  # fmt: skip
def test_choices_are_alike_only_by_numbers_orders_deliveries_and_claims(tier, alike):
    one = f"1  10  {tier}  9000  9000  yes  no"
    two = one + "\n" + one.replace("1  10", "1  11")
    assert columns(choices(one), "is_alike") == [(alike,)]
    assert columns(choices(two), "is_alike") == [(alike,)] * 2
    assert columns(choices(one.replace("yes", "no")), "is_alike") == [(False,)]


def test_one_choice_is_all_of_it():
    [row] = choices("1  11  2  9000  8800  no  no")
    names = (
        "tier",
        "due",
        "net_due",
        "agrees",
        "choices",
        "companies",
        "position",
        "due_of_all",
        "net_due_of_all",
    )
    assert [row[name] for name in (*names, "first_document")] == [
        2,
        9000,
        8800,
        False,
        1,
        1,
        1,
        9000,
        8800,
        11,
    ]


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        pytest.param(
            {10: {"due_date": "2026-03-09"}, 11: {"issue_date": "2026-02-09"}}, [11, 10], id="by due date"
        ),
        pytest.param({10: {"issue_date": "2026-02-09"}}, [11, 10], id="due on one day: by date of issue"),
        pytest.param({}, [10, 11], id="issued on one day: by number"),
    ],
)
def test_choices_come_in_the_order_in_which_documents_are_paid(cells, order):
    names, *rows = ITEMS.strip().splitlines()
    rows = [altered(f"{names}\n{row}", **cells.get(int(row.split()[0]), {})).splitlines()[1] for row in rows]
    found = choices(TWO, documents_in_play="\n".join([names, *rows]))
    assert [row["document_no"] for row in sorted(found, key=lambda row: row["position"])] == order
