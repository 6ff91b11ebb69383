"""Memos that a bank has cut off: the last of the documents that they name in order."""

from __future__ import annotations

import pytest

from tests.models.running import column, run_model


@pytest.mark.parametrize(
    ("memo", "documents", "last"),
    [
        pytest.param("INV A1001 A1003 A1007 AND", "10 11 12", [1007], id="in order"),
        pytest.param("INV A1001 A1003 A1007", "10 11 12", [], id="not where it is not cut off"),
        pytest.param("INV A1001 A1003 AND", "10 11", [], id="not of two numbers"),
        pytest.param("INV A1003 A1001 A1007 AND", "10 11 12", [], id="not out of order"),
        pytest.param("INV A1001 A1007 A1003 AND", "10 11 12", [], id="not where the last goes back"),
    ],
)
def test_a_cut_memo_lists_documents(memo: str, documents: str, last: list[int]):
    words = {"10": "A1001", "11": "A1003", "12": "A1007"}
    found = "\n".join(f"1  {words[number]}  {number}" for number in documents.split())
    rows = run_model(
        "cut_memos", receipts=f"receipt_no  memo\n1  {memo}", unreferenced="receipt_no\n1",
        memo_found=f"receipt_no  word  document_no\n{found}\n1  A1001  10",
        documents_in_play="document_no  all_digits\n10  1001\n11  1003\n12  1007",
    )  # fmt: skip
    assert [int(number) for number in column(rows, "last_number")] == last


@pytest.mark.parametrize(("first", "count"), [("1001", 1), ("1003", 0)])
def test_one_word_of_a_cut_memo_may_name_several_documents_in_order(first: str, count: int):
    found = "receipt_no  word  document_no\n1  A1001/03  11\n1  A1001/03  10\n1  A1007  12"
    rows = run_model(
        "cut_memos", receipts="receipt_no  memo\n1  INV A1001/03 A1007 AND", unreferenced="receipt_no\n1", memo_found=found,
        documents_in_play=f"document_no  all_digits\n10  {first}\n11  1003\n12  1007",
    )  # fmt: skip
    assert len(rows) == count


def test_each_cut_memo_is_read_alone():
    memo = "INV A1001 A1003 A1007 AND"
    words = [f"{source}  {word}" for source in (1, 2) for word in ("A1001  10", "A1003  11", "A1007  12")]
    rows = run_model(
        "cut_memos", receipts=f"receipt_no  memo\n1  {memo}\n2  {memo}", unreferenced="receipt_no\n1\n2",
        memo_found="\n".join(["receipt_no  word  document_no", *words]),
        documents_in_play="document_no  all_digits\n10  1001\n11  1003\n12  1007",
    )  # fmt: skip
    assert sorted(column(rows, "receipt_no")) == [1, 2]
