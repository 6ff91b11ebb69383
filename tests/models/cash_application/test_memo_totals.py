"""What the documents that a memo names come to."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

OWED = """
    document_no  due  discount_left  discount_date
    10           500  400            2026-02-28
    11           300  10             2026-02-28"""
SOURCE = "receipt_no  value_date  company_code  group_id  currency\n7  2026-03-02  C1  G  USD"

SUMS = ("money", "due", "due_again", "net_due", "unread_words", "unread_word")
REFERENCES = "receipt_no  word  is_idle\n7  A  no\n7  B  no"
FOUND = "receipt_no  word  document_no\n7  A  10"
PAID = "document_no  allocated_amount\n10  490\n11  250"


def totals(**given: str) -> list[tuple[object, ...]]:
    tables = {
        "memo_references": REFERENCES,
        "memo_found": FOUND,
        "documents_in_play": PAID,
        "amounts_due": OWED,
        "receipts": SOURCE,
    }
    rows = run_model("memo_totals", **{"advice_money": "receipt_no  money\n7  900"} | tables | given)
    return columns(rows, *SUMS)


GUESSED = "receipt_no  word  document_no\n7  B  11"


@pytest.mark.parametrize(
    ("given", "sums"),
    [
        pytest.param({}, [(900, 500, 500, 100, 1, "B")], id="one word names a document"),
        pytest.param({"memo_guesses": GUESSED}, [(900, 800, 800, 390, 0, None)], id="the other is guessed"),
        pytest.param(
            {"memo_found": FOUND + "\n7  B  10"}, [(900, 500, 500, 100, 0, None)], id="both name one document"
        ),
        pytest.param(
            {"memo_found": FOUND, "memo_guesses": FOUND},
            [(900, 500, 500, 100, 1, "B")],
            id="named and guessed",
        ),
        pytest.param({"memo_found": ""}, [(900, 0, 0, 0, 2, "A")], id="no word names a document"),
        pytest.param(
            {"amounts_due": OWED.replace("500  400", "0    0  ")},
            [(900, 0, 490, 0, 1, "B")],
            id="it is paid already",
        ),
        pytest.param(
            {"memo_paid": "receipt_no  document_no\n7  10"},
            [(900, 0, 0, 0, 1, "B")],
            id="this payment has paid it",
        ),
        pytest.param(
            {"memo_references": altered(REFERENCES, is_idle="yes")},
            [(900, 500, 500, 100, 0, None)],
            id="no doubt",
        ),
        pytest.param(
            {"memo_paid": "receipt_no  document_no\n7  11\n8  10"},
            [(900, 500, 500, 100, 1, "B")],
            id="others are paid",
        ),
        pytest.param(
            {"memo_found": FOUND + "\n8  B  11"}, [(900, 500, 500, 100, 1, "B")], id="another memo's word"
        ),
        pytest.param(
            {"memo_guesses": "receipt_no  word  document_no\n8  B  11"},
            [(900, 500, 500, 100, 1, "B")],
            id="its guess",
        ),
        pytest.param({"memo_references": ""}, [], id="the memo holds no reference"),
        pytest.param({"long_memos": "receipt_no\n7"}, [], id="the memo is not read to its end"),
        pytest.param(
            {"receipts": altered(SOURCE, value_date="2026-03-06")},
            [(900, 500, 500, 500, 1, "B")],
            id="no discount is earned",
        ),
    ],
)
def test_what_the_documents_of_a_memo_come_to(given, sums):
    found = totals(**given)
    assert [row[:5] for row in found] == [row[:5] for row in sums]
    assert all(row[5] == expected[5] or row[4] == 2 for row, expected in zip(found, sums, strict=True))


def test_a_document_that_owes_something_is_paid_once_and_each_memo_has_its_own_sum():
    words, named = REFERENCES + "\n8  C  no", FOUND + "\n8  C  11"
    sources = SOURCE + "\n8  2026-03-02  C1  G  USD"
    found = totals(
        memo_references=words,
        memo_found=named,
        receipts=sources,
        advice_money="receipt_no  money\n7  900\n8  50\n9  1",
    )
    assert sorted(found) == [(50, 300, 300, 290, 0, None), (900, 500, 500, 100, 1, "B")]
