"""What came close: the documents that a line, a memo or an amount may mean, and why each was taken or left."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike
from tests.models.running import column, columns, run_model

EXPLAINED = "receipt_no  documents  family  odds"
CHOSEN = "receipt_no  reason  explanations  is_repeating"


def amounts(explained: str, chosen: str, decoys: str = "") -> list[tuple[Any, ...]]:
    rows = run_model(
        "amount_trace", amount_explanations=f"{EXPLAINED}\n{explained}", amount_choices=f"{CHOSEN}\n{chosen}",
        unreferenced="receipt_no  money\n1  1000\n2  500", amount_decoys=f"receipt_no  documents  family  total\n{decoys}",
    )  # fmt: skip
    return columns(rows, "receipt_no", "documents", "method", "candidate_amount", "reason")


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        ("-  1  no", "posted"),
        ("conflict  1  no", "claimed_twice"),
        ("conflict  2  yes", "claimed_twice"),
        ("ambiguous  2  no", "several_fit"),
        ("ambiguous  2  yes", "several_fit"),
        ("ambiguous  1  yes", "repeating_amounts"),
        ("ambiguous  1  no", "may_be_chance"),
    ],
)
def test_documents_that_add_up_were(chosen: str, reason: str):
    assert amounts("1  [10, 11]  pair  500", f"1  {chosen}") == [(1, [10, 11], "amount_pair", 1000, reason)]


def test_decoys_are_shown_where_nothing_is_posted():
    decoys = "1  [12]  one  999\n2  [13]  one  499"
    assert amounts("", "", decoys) == [
        (1, [12], "amount_one", 999, "other_amount"),
        (2, [13], "amount_one", 499, "other_amount"),
    ]
    found = amounts("1  [10]  one  4000", "1  -  1  no", decoys)
    assert sorted(row[:2] for row in found) == [(1, [10]), (2, [13])]
    found = amounts("1  [10]  one  100", "1  ambiguous  1  no", decoys)
    assert sorted(row[:2] for row in found) == [(1, [10]), (1, [12]), (2, [13])]


def test_twelve_sets_are_shown_the_most_plausible_first():
    many = [
        f"1  [{number}]  one  {odds}" for number, odds in zip(range(10, 23), [1, *range(50, 62)], strict=True)
    ]
    found = amounts("\n".join(many), "1  ambiguous  13  no")
    assert sorted(row[1][0] for row in found) == list(range(11, 23))
    equal = "\n".join(f"1  [{number}]  one  9" for number in range(22, 9, -1))
    assert sorted(row[1][0] for row in amounts(equal, "1  ambiguous  13  no")) == list(range(10, 22))


def test_twelve_sets_are_shown_of_each_payment():
    first = "\n".join(f"1  [{number}]  one  9" for number in range(10, 22))
    assert len(amounts(f"{first}\n2  [22]  one  9", "1  ambiguous  12  no\n2  ambiguous  1  no")) == 13


READ = "receipt_no  word  document_no  tier"
OWED = "document_no  due\n10  100\n11  0\n12  70"


def memo(differences: str, **given: str) -> list[tuple[Any, ...]]:
    rows = run_model("memo_trace", memo_found=f"{READ}\n{differences}", amounts_due=OWED, **given)
    return sorted(
        columns(rows, "receipt_no", "word", "document_no", "tier", "candidate_amount", "reason"), key=str
    )


PAID = "receipt_no  document_no\n1  10\n1  11\n1  12"


@pytest.mark.parametrize(
    ("found", "given", "reason"),
    [
        pytest.param("1  A  10  1", {"memo_pieces": PAID}, "posted", id="that is paid was posted"),
        pytest.param("1  A  10  1", {"memo_pieces": PAID,
                "capped_allocations": "receipt_no  document_no  applied  excess\n1  10  0  5"},
            "paid_already", id="that is wholly paid too much was paid already"),
        pytest.param("1  A  10  1", {"memo_pieces": PAID,
                "capped_allocations": "receipt_no  document_no  applied  excess\n1  10  1  5"},
            "posted", id="that is paid too much in part was posted"),
        pytest.param("1  A  10  1", {"memo_pieces": PAID,
                "capped_allocations": "receipt_no  document_no  applied  excess\n1  10  0  0"},
            "posted", id="that is paid nothing was posted"),
        pytest.param("1  A  10  1", {"memo_pieces": "receipt_no  document_no\n2  10"}, "other_sum",
            id="that another payment pays was of another sum"),
        pytest.param("1  A  10  1", {}, "other_sum", id="that owes was of another sum"),
        pytest.param("1  A  11  1", {}, "paid_already", id="that owes nothing was paid already"),
    ],
)  # fmt: skip
def test_a_document_that_a_memo_names(found: str, given: dict[str, str], reason: str):
    assert [row[5] for row in memo(found, **given)] == [reason]


def test_a_number_of_another_amount_is_replaced_by_its_slip():
    slip = "receipt_no  word  replaced_no  document_no  tier\n1  A  10  12  8"
    found = memo("1  A  10  1\n2  A  10  1", memo_slips=slip, memo_pieces="receipt_no  document_no\n1  12")
    assert found == [
        (1, "A", 10, 1, 100, "other_amount"),
        (1, "A", 12, 8, 70, "posted"),
        (2, "A", 10, 1, 100, "other_sum"),
    ]


def test_guesses_are_shown():
    assert memo("", memo_guesses=f"{READ}\n1  A  12  6") == [(1, "A", 12, 6, 70, "other_sum")]


@pytest.mark.parametrize(
    ("reading", "found"),
    [
        pytest.param("1  A  11  1  no", [(1, "A", 11, 1, 0, "set_aside")], id="what the memo sets aside"),
        pytest.param("1  A  11  1  yes", [], id="not what may be no number"),
        pytest.param("1  A  10  1  no", [], id="not what it names"),
    ],
)
def test_readings_are_shown(reading: str, found: list[tuple[Any, ...]]):
    readings = f"{READ}  is_doubtful\n{reading}"
    rows = memo("1  A  10  1", memo_readings=readings)
    assert [row for row in rows if row[2] != 10] == found
    assert len(rows) == 1 + len(found)


@pytest.mark.parametrize(("idle", "count"), [("no", 1), ("yes", 0)])
def test_a_word_that_means_nothing_is_shown_where_it_should(idle: str, count: int):
    words = f"receipt_no  word  is_idle\n1  B  {idle}"
    assert memo("1  A  10  1\n2  B  10  1", memo_references=words)[:1] == [(1, "A", 10, 1, 100, "other_sum")]
    shown = [
        row for row in memo("1  A  10  1\n2  B  10  1", memo_references=words) if row[5] == "nothing_found"
    ]
    assert shown == [(1, "B", None, None, None, "nothing_found")] * count
    assert memo("1  B  10  1", memo_references=words) == [(1, "B", 10, 1, 100, "other_sum")]


def test_twelve_documents_of_a_word_are_shown_those_that_are_paid_first_then_the_closest():
    words = [
        f"1  A  {number}  {tier}"
        for number, tier in ((40, 9), (41, 8), *((number, 1) for number in range(20, 33)))
    ]
    owed = "document_no  due\n" + "\n".join(f"{number}  5" for number in (40, 41, *range(20, 33)))
    rows = run_model(
        "memo_trace",
        memo_found="\n".join([READ, *words, "1  B  40  1"]),
        amounts_due=owed,
        memo_pieces="receipt_no  document_no\n1  40",
    )
    assert sorted(row["document_no"] for row in rows if row["word"] == "A") == [*range(20, 31), 40]
    rows = run_model("memo_trace", memo_found="\n".join([READ, *words]), amounts_due=owed)
    assert sorted(column(rows, "document_no")) == [*range(20, 32)]


@pytest.mark.parametrize(
    ("source", "money", "shown"),
    [("no", 1, True), ("no", 0, False), ("yes", 1, False)],
    ids=["with money to place", "not without", "not beside advice"],
)
def test_a_memo_that_was_not_read_to_its_end_is_shown(source: str, money: int, shown: bool):
    rows = run_model(
        "unread_trace", long_memos="receipt_no  number_count  read_count\n1  150  98",
        receipts=f"receipt_no  amount  has_advice\n1  5000  {source}", advice_money=f"receipt_no  money\n1  {money}",
    )  # fmt: skip
    found = columns(rows, "receipt_no", "remittance_id", "line_number", "reference", "wanted_amount")
    assert found == [(1, None, None, "the first 98 of 150 numbers", 5000)] * shown


def test_a_reference_that_was_not_read_is_shown_with_its_line():
    rows = run_model(
        "unread_trace", long_references="line_no  number_count\n7  150",
        advice_lines=alike("line_no  paid_amount\n7  300\n8  5", receipt_no=1, remittance_id="R1", line_number=3),
    )  # fmt: skip
    found = columns(rows, "receipt_no", "remittance_id", "line_number", "reference", "wanted_amount")
    assert found == [(1, "R1", 3, "none of 150 numbers", 300)]
