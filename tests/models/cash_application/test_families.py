"""The ways in which payers pay without a reference: sets of documents whose sum comes near the payment."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike
from tests.models.running import columns, run_model

SCALE = "receipt_no  money  reach  documents  value_date\n1  1000  10  {documents}  2026-03-01\n2  1000  10  3  2026-03-01"


def fits(family: str, documents: int = 3, **given: str) -> list[tuple[Any, ...]]:
    rows = run_model(f"patterns__{family}", amount_scales=SCALE.format(documents=documents), **given)
    return sorted(columns(rows, "receipt_no", "variant", "documents", "total"))


DOCUMENT = {"receipt_no": 1, "variant": "net", "is_credit": "no", "order_key": "PO1", "ship_to_id": "S1"}


def payable(text: str, **constants: object) -> str:
    return alike(text, **(DOCUMENT | constants))


NEAR = [(989, 0), (990, 1), (1000, 1), (1010, 1), (1011, 0)]


@pytest.mark.parametrize(("amount", "count"), NEAR)
def test_one_document_is_near_within_reach(amount: int, count: int):
    assert (
        fits("one", payable=payable(f"document_no  amount\n10  {amount}"))
        == [(1, "net", [10], amount)] * count
    )


def test_one_document_may_be_what_is_disputed_but_no_credit_memo():
    assert (
        len(fits("one", payable=payable("document_no  amount  variant\n10  1000  disputed\n11  1000  gross")))
        == 2
    )
    assert fits("one", payable=payable("document_no  amount  is_credit\n10  1000  yes")) == []


PARTS = {
    "pair": "document_no  amount\n10  400\n11  {last}",
    "triple": "document_no  amount\n10  300\n11  100\n12  {last}",
    "purchase_order": "document_no  amount\n11  400\n10  {last}",
    "store": "document_no  amount\n11  400\n10  {last}",
}
WHOLE = {"pair": [10, 11], "triple": [10, 11, 12], "purchase_order": [10, 11], "store": [10, 11]}


@pytest.mark.parametrize("family", PARTS)
@pytest.mark.parametrize(("total", "count"), NEAR)
def test_documents_together_are_near_within_reach(family: str, total: int, count: int):
    text = PARTS[family].format(last=total - 400)
    assert fits(family, payable=payable(text)) == [(1, "net", WHOLE[family], total)] * count


@pytest.mark.parametrize("family", PARTS)
@pytest.mark.parametrize(
    "constants",
    [{"variant": "disputed"}, {"is_credit": "yes"}, {"receipt_no": 9}],
    ids=["of what is disputed", "of credit memos", "of another payment"],
)
def test_documents_together_do_not_count(family: str, constants: dict[str, Any]):
    assert fits(family, payable=payable(PARTS[family].format(last=600), **constants)) == []


@pytest.mark.parametrize("family", PARTS)
@pytest.mark.parametrize("column", ["variant", "receipt_no", "is_credit"])
def test_one_of_them_that_is_of_another_kind_parts_them(family: str, column: str):
    head, *rows = PARTS[family].format(last=600).splitlines()
    usual, other = {"variant": ("net", "gross"), "receipt_no": (1, 2), "is_credit": ("no", "yes")}[column]
    for place in range(len(rows)):
        marked = [f"{row}  {other if number == place else usual}" for number, row in enumerate(rows)]
        assert fits(family, payable=payable("\n".join([f"{head}  {column}", *marked]))) == []


@pytest.mark.parametrize(("family", "documents", "count"), [
    ("pair", 150, 1), ("pair", 151, 0), ("triple", 30, 1), ("triple", 31, 0), ("purchase_order", 900, 1), ("store", 900, 1),
])  # fmt: skip
def test_small_sets_are_looked_for_among_few_documents_only(family: str, documents: int, count: int):
    assert len(fits(family, documents, payable=payable(PARTS[family].format(last=600)))) == count


@pytest.mark.parametrize(("family", "column"), [("purchase_order", "order_key"), ("store", "ship_to_id")])
def test_documents_of_an_order_or_a_store_belong_together(family: str, column: str):
    two = f"document_no  amount  {column}\n10  400  A\n11  600  B\n12  1000  A"
    assert fits(family, payable=payable(two)) == []
    none = {"order_key": "''", "ship_to_id": "-"}[column]
    assert (
        fits(family, payable=payable(f"document_no  amount  {column}\n10  400  {none}\n11  600  {none}"))
        == []
    )


ACCOUNT = {"receipt_no": 1, "variant": "net", "account": "own", "due_date": "2026-03-01"}


def accounts(text: str, **constants: object) -> str:
    return alike(text, **(ACCOUNT | constants))


@pytest.mark.parametrize("family", ["due_date", "past_due", "whole_account"])
@pytest.mark.parametrize(("total", "count"), NEAR)
def test_an_account_is_near_within_reach(family: str, total: int, count: int):
    rows = accounts(f"document_no  amount\n11  {total - 400}\n10  400")
    assert fits(family, accounts=rows) == [(1, "net", [10, 11], total)] * count


@pytest.mark.parametrize("family", ["due_date", "past_due", "whole_account"])
@pytest.mark.parametrize(
    ("column", "other"), [("variant", "gross"), ("account", "family"), ("receipt_no", "2")]
)
def test_accounts_are_not_mixed(family: str, column: str, other: str):
    rows = accounts(f"document_no  amount  {column}\n10  400  {ACCOUNT[column]}\n11  600  {other}")
    assert fits(family, accounts=rows) == []


@pytest.mark.parametrize(
    ("family", "found"),
    [
        ("due_date", [[12]]),
        ("past_due", [[10, 11]]),
        ("whole_account", []),
    ],
)
def test_documents_are_taken_by_when_they_are_due(family: str, found: list[list[int]]):
    rows = accounts("""
        document_no  amount  due_date
        10           400     2026-02-01
        11           600     2026-03-01
        12           1000    2026-03-02""")
    assert [row[2] for row in fits(family, accounts=rows)] == found


RUN = {"receipt_no": 1, "variant": "net", "account": "own"}


def runs(*amounts: int, **constants: object) -> str:
    total, rows = 0, []
    for place, amount in enumerate(amounts, 1):
        total += amount
        rows.append(f"{20 - place}  {amount}  {place}  {total}")
    return alike("document_no  amount  place  total\n" + "\n".join(rows), **(RUN | constants))


@pytest.mark.parametrize(("last", "count"), [(589, 0), (590, 1), (600, 1), (610, 1), (611, 0)])
def test_runs_are_near_within_reach(last: int, count: int):
    assert fits("run", runs=runs(400, last)) == [(1, "net", [18, 19], 400 + last)] * count
    assert fits("later_run", runs=runs(5000, 400, last)) == [(1, "net", [17, 18], 400 + last)] * count
    assert fits("run_less_one", runs=runs(400, 5000, last)) == [(1, "net", [17, 19], 400 + last)] * count


def test_a_run_begins_with_the_earliest_and_a_later_one_behind_it():
    assert [row[2] for row in fits("run", runs=runs(1000, 7))] == [[18, 19], [19]]
    assert [row[2] for row in fits("run", runs=runs(500, 500, 700))] == [[18, 19]]
    assert [row[2] for row in fits("later_run", runs=runs(500, 500))] == []
    assert [row[2] for row in fits("later_run", runs=runs(500, 1000, 500, 500))] == [[16, 17], [18]]


def test_a_run_less_one_leaves_out_any_but_its_last():
    assert [row[2] for row in fits("run_less_one", runs=runs(700, 500, 500))] == [[17, 18]]
    assert [row[2] for row in fits("run_less_one", runs=runs(400, 600, 700))] == []
    assert [row[2] for row in fits("run_less_one", runs=runs(400, 5000, 600, 77))] == [[17, 19]]


@pytest.mark.parametrize("column", ["receipt_no", "variant", "account"])
def test_runs_are_not_mixed(column: str):
    other = {"receipt_no": 2, "variant": "gross", "account": "family"}[column]
    first, second = runs(400, 600), runs(5000, 7, 9, **{column: other}).splitlines()
    both = "\n".join([first, *second[1:]])
    assert [row[2] for row in fits("run", runs=both)] == [[18, 19]]
    left = runs(5000, 400, 600) + "\n" + "\n".join(runs(3000, 70, 9, **{column: other}).splitlines()[1:])
    assert [row[2] for row in fits("later_run", runs=left)] == [[17, 18]]
    less = runs(400, 5000, 600) + "\n" + "\n".join(runs(3000, 70, 9, **{column: other}).splitlines()[1:])
    assert [row[2] for row in fits("run_less_one", runs=less)] == [[17, 19]]


@pytest.mark.parametrize(("family", "documents", "count"), [
    ("run", 900, 1), ("later_run", 60, 1), ("later_run", 61, 0), ("run_less_one", 200, 1), ("run_less_one", 201, 0),
])  # fmt: skip
def test_runs_are_looked_for_among_few_documents_only(family: str, documents: int, count: int):
    amounts = {"run": (400, 600), "later_run": (5000, 400, 600), "run_less_one": (400, 5000, 600)}[family]
    assert len(fits(family, documents, runs=runs(*amounts))) == count


def test_all_families_are_stacked_by_name():
    head = "receipt_no  variant  documents  total\n1  net  [10]  1000"
    rows = run_model("amount_fits", patterns__one=head, patterns__triple=head)
    assert sorted(columns(rows, "family", "documents", "total")) == [
        ("one", [10], 1000),
        ("triple", [10], 1000),
    ]
