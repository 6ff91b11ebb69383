"""What a night adds to what stands already, and what returns and restatements take back."""

import pytest

from tests.models.running import Row, columns, run_model

WANTED = (
    "receipt_no  document_no  claim_key  amount  discount_amount  method  confidence  remittance_id"
    "  remittance_line_number  is_posted  claim_number"
)
PRIOR = "receipt_no  document_no  claim_key  amount  discount_amount  method"
SOURCES = "receipt_no  mode\n1  full\n2  idle\n3  full\n5  reversal"


def tonight(*, wanted: str = "", prior_allocations: str = "", **given: str) -> list[Row]:
    tables = {
        "target_allocations": f"{WANTED}\n{wanted}",
        "prior_allocations": f"{PRIOR}\n{prior_allocations}",
        "receipts": SOURCES,
    }
    return run_model("allocation_changes", **tables, **given)


def put(*cells: str) -> str:
    return "\n".join(f"{cell}  0.9  R1  3  no  -" for cell in cells)


@pytest.mark.parametrize(
    ("wanted", "prior", "expected"),
    [
        pytest.param("1  10  x  500  10  advice_exact", "", [(10, 500, 10, "advice_exact")], id="new"),
        pytest.param("1  10  x  500  10  advice_exact", "1  10  x  500  10  memo_exact", [],
                     id="as it stands already"),
        pytest.param("1  10  x  500  10  advice_exact", "1  10  x  300  10  memo_exact",
                     [(10, 200, 0, "correction_advice_exact")],
                     id="more money"),
        pytest.param("1  10  x  500  10  advice_exact", "1  10  x  500  4  memo_exact",
                     [(10, 0, 6, "correction_advice_exact")],
                     id="more discount alone"),
        pytest.param("", "1  10  x  500  10  memo_exact", [(10, -500, -10, "correction_withdrawn")],
                     id="not wanted any more"),
        pytest.param("", "2  10  x  500  10  memo_exact", [], id="of a payment that is not reckoned anew"),
        pytest.param("", "1  -  x  500  0  refund", [], id="what was sent back stands"),
        pytest.param("", "1  10  x  500  0  memo\n1  10  x  -500  0  memo", [], id="taken back before"),
        pytest.param("1  10  x  500  0  memo", "1  11  x  500  0  memo",
                     [(10, 500, 0, "memo"), (11, -500, 0, "correction_withdrawn")],
                     id="on another document"),
        pytest.param("1  10  x  500  0  memo", "3  10  x  500  0  memo",
                     [(10, -500, 0, "correction_withdrawn"), (10, 500, 0, "memo")],
                     id="of another payment"),
        pytest.param("1  10  x  500  0  memo", "1  10  y  500  0  memo",
                     [(10, -500, 0, "correction_withdrawn"), (10, 500, 0, "memo")],
                     id="of another claim"),
        pytest.param("1  -  x  -500  0  memo", "1  -  x  -300  0  memo", [(None, -200, 0, "correction_memo")],
                     id="a claim without a document"),
    ],
)  # fmt: skip
def test_only_differences_are_written(wanted: str, prior: str, expected: list):
    rows = tonight(wanted=put(wanted) if wanted else "", prior_allocations=prior)
    assert sorted(columns(rows, "document_no", "amount", "discount_amount", "method"), key=str) == sorted(
        expected, key=str
    )


def test_a_row_says_where_it_comes_from():
    [row] = tonight(wanted="1  10  x  500  10  advice_exact  0.9  R1  3  yes  C-1")
    assert (float(row["confidence"]), row["remittance_id"], row["remittance_line_number"]) == (0.9, "R1", 3)
    assert (row["receipt_no"], row["claim_key"], row["is_posted"], row["claim_number"]) == (
        1,
        "x",
        True,
        "C-1",
    )
    [row] = tonight(prior_allocations="1  10  x  500  0  memo")
    assert (float(row["confidence"]), row["remittance_id"], row["is_posted"], row["claim_key"]) == (
        1.0,
        None,
        False,
        "x",
    )
    assert row["receipt_no"] == 1


def test_pieces_of_one_place_are_one_row_that_is_named_after_the_largest():
    [row] = tonight(
        wanted="\n".join((
            "1  -  x  -100  1  a  0.8  R2  4  no  C-2",
            "1  -  x  -500  2  c  0.9  R3  5  no  C-3",
            "1  -  x  500  0  b  0.7  R1  3  yes  C-1",
            "1  -  x  50  0  a  0.99  R4  6  no  C-4",
        ))
    )  # fmt: skip
    assert (row["amount"], row["discount_amount"], row["method"]) == (-50, 3, "b"), (
        "of 500 and -500, b by its name"
    )
    assert (float(row["confidence"]), row["remittance_id"], row["remittance_line_number"]) == (0.7, "R1", 3)
    assert (row["is_posted"], row["claim_number"]) == (True, "C-1")


def test_the_largest_piece_may_be_one_that_takes():
    [row] = tonight(wanted=put("1  -  x  -500  0  c", "1  -  x  400  0  a"))
    assert row["method"] == "c"


BACK = "receipt_no  document_no  claim_key  amount  discount_amount  method"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({"reversal_rows": f"{BACK}\n5  10  x  -500  -10  reversal"}, [(5, 10, "x", -500, -10, "reversal")],
                     id="a return"),
        pytest.param({"reversal_rows": f"{BACK}\n5  10  x  0  -10  reversal"}, [(5, 10, "x", 0, -10, "reversal")],
                     id="a return of discount alone"),
        pytest.param({"reversal_rows": f"{BACK}\n5  10  x  -500  -10  reversal\n5  10  x  500  10  reversal"}, [],
                     id="a return that takes what it took before"),
        pytest.param({"reversal_rows": f"{BACK}\n5  10  x  -500  0  reversal\n5  11  x  -50  0  reversal\n"
                      "5  -  x  -5  0  refund"},
                     [(5, 10, "x", -500, 0, "reversal"), (5, 11, "x", -50, 0, "reversal"),
                      (5, None, "x", -5, 0, "refund")], id="each place and method"),
        pytest.param({"moved_returns": "receipt_no  document_no  amount  discount_amount  method\n5  10  300  7  reversal"},
                     [(5, 10, "", 300, 7, "reversal")], id="a return that moves"),
        pytest.param({"reversal_rows": f"{BACK}\n5  10  ''  -500  -10  reversal",
                      "moved_returns": "receipt_no  document_no  amount  discount_amount  method\n5  10  300  7  reversal"},
                     [(5, 10, "", -200, -3, "reversal")], id="both in one row"),
        pytest.param({"restated_money": "receipt_no  document_no  amount\n2  10  300\n2  10  50"},
                     [(2, 10, "", -350, 0, "restatement")],
                     id="money that a lower gross moves back"),
        pytest.param({"restated_discounts": "document_no  amount\n10  20",
                      "prior_allocations": "2  10  x  500  20  memo\n3  10  x  500  20  memo"},
                     [(2, 10, "", 0, -20, "restatement"), (3, 10, "x", -500, -20, "correction_withdrawn")],
                     id="discount that it shortens, of a payment that is not reckoned anew"),
        pytest.param({"restated_discounts": "document_no  amount\n10  20",
                      "prior_allocations": "2  10  x  500  20  memo\n5  10  x  500  0  memo\n2  10  y  50  10  memo\n"
                      "2  11  y  50  10  memo"},
                     [(2, 10, "", 0, -20, "restatement")], id="once, of a payment that took one"),
        pytest.param({"restated_discounts": "document_no  amount\n10  20",
                      "prior_allocations": "2  10  x  500  20  memo\n5  10  x  500  10  memo"},
                     [(5, 10, "", 0, -20, "restatement")], id="of several the last source"),
    ],
)  # fmt: skip
def test_returns_and_restatements(given: dict, expected: list):
    found = columns(
        tonight(**given), "receipt_no", "document_no", "claim_key", "amount", "discount_amount", "method"
    )
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_returns_and_restatements_are_sure_and_not_posted():
    rows = tonight(
        reversal_rows=f"{BACK}\n5  10  x  -500  0  reversal",
        restated_money="receipt_no  document_no  amount\n2  10  300",
    )
    assert [(float(row["confidence"]), row["is_posted"], row["remittance_id"]) for row in rows] == [
        (1.0, False, None)
    ] * 2
