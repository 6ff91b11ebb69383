"""What postings, advice, memos and used overpayments together put on a document, by what method and how sure."""

from __future__ import annotations

import pytest

from tests.models.cash_application.putting_money import AMOUNT, ITEMS, LINE, MEMO, POSTED, pieces
from tests.models.given import alike, together
from tests.models.running import columns, run_model


def test_lines_of_one_document_are_one_piece():
    lines = alike(
        """
        line_no  cash_amount  advised_amount  stated_discount  tier  paid_amount  invoice_amount  remittance_id  line_number
        2        700          800             5                3     700          900             R2             20
        1        -50          -50             2                2     -50          1000            R1             10""",
        **LINE,
    )
    posted = alike("line_no  cash_amount  advised_amount  tier  is_posted\n3  10  30  4  yes", **LINE)
    [row] = pieces(line_pieces=together(lines, posted))
    amounts = columns([row], "cash", "advised", "discount", "cut_amount", "invoice_amount")
    assert amounts == [(660, 780, 7, 100, 1000)]
    assert columns([row], "remittance_id", "remittance_line_number", "line_no") == [("R1", 10, 1)]
    found = columns([row], "method", "is_advised", "is_posted", "turn")
    assert found == [("advice_normalised", True, False, 1)]


def test_a_line_without_a_document_is_no_piece():
    assert pieces(line_pieces=alike("document_no  cash_amount\n-  500", **LINE)) == []


@pytest.mark.parametrize(
    ("given", "method", "confidence"),
    [
        pytest.param({"night_postings": f"{POSTED}\nC  Z1  I1  9  0", "line_pieces": alike("tier\n3", **LINE)},
            "posting", 1.0, id="a posting is a fact, whatever advice says"),
        pytest.param({"line_pieces": alike("tier\n3", **LINE)}, "advice_digits", 0.99, id="advice by its tier"),
        pytest.param({"line_pieces": alike("tier  is_corrected\n3  yes", **LINE)}, "advice_mended", 0.95,
            id="advice that was corrected is less sure"),
        pytest.param({"line_pieces": alike("tier  is_corrected\n9  yes", **LINE)}, "advice_mended", 0.5,
            id="advice that was corrected is no surer than its tier"),
        pytest.param({"line_pieces": alike("tier  line_no  is_corrected\n3  1  no\n2  2  yes", **LINE)}, "advice_mended", 0.95,
            id="one corrected line makes all of a piece so"),
        pytest.param({"memo_pieces": f"{MEMO}\n1  10  5  4  no"}, "memo_order", 0.97, id="a memo by its tier"),
        pytest.param({"amount_pieces": f"{AMOUNT}  method  confidence\n1  10  5  amount_run  0.996"},
            "amount_run", 0.996, id="an amount alone by its family"),
        pytest.param({"overpayments_used": "receipt_no  document_no  amount\n1  10  5"}, "overpayment_used", 0.97,
            id="a used overpayment"),
        pytest.param({"overpayments_used": "receipt_no  document_no  amount\n1  10  5",
                "line_pieces": alike("tier\n3", **LINE)},
            "overpayment_used", 0.99, id="a used overpayment before the advice beside it"),
    ],
)  # fmt: skip
def test_a_piece_says_how_it_was_found(given: dict[str, str], method: str, confidence: float):
    [row] = pieces(**given)
    assert (row["method"], float(row["confidence"])) == (method, confidence)


@pytest.mark.parametrize(
    ("advice", "given", "settling"),
    [
        pytest.param(
            "yes",
            {"line_pieces": alike("paid_amount\n0", **LINE)},
            True,
            id="a line that pays nothing settles it",
        ),
        pytest.param(
            "yes", {"line_pieces": alike("paid_amount\n-1", **LINE)}, False, id="a negative line does not"
        ),
        pytest.param(
            "yes",
            {"line_pieces": alike("paid_amount  line_no\n-1  1\n5  2", **LINE)},
            True,
            id="one that pays among others does",
        ),
        pytest.param("no", {"memo_pieces": f"{MEMO}\n1  10  5  1  no"}, True, id="a memo does"),
        pytest.param(
            "no", {"night_postings": f"{POSTED}\nC  Z1  I1  9  0"}, True, id="a posting without advice does"
        ),
        pytest.param(
            "yes",
            {"night_postings": f"{POSTED}\nC  Z1  I1  9  0"},
            False,
            id="a posting beside advice that is silent does not",
        ),
        pytest.param(
            "no", {"night_postings": f"{POSTED}\nC  Z1  I1  0  9"}, False, id="a posting of no cash does not"
        ),
        pytest.param(
            "no",
            {"overpayments_used": "receipt_no  document_no  amount\n1  10  5"},
            False,
            id="a used overpayment does not",
        ),
    ],
)
def test_who_settles_a_document(advice: str, given: dict[str, str], settling: bool):
    [row] = pieces(advice, **given)
    assert row["is_settling"] is settling


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"line_pieces": alike("is_part  line_no\nno  1\nyes  2", **LINE)}, True),
        ({"line_pieces": alike("is_part\nno", **LINE)}, False),
        ({"memo_pieces": f"{MEMO}\n1  10  5  1  yes"}, True),
        ({"memo_pieces": f"{MEMO}\n1  10  5  1  no"}, False),
        ({"amount_pieces": "receipt_no  document_no  cash_amount\n1  10  5"}, False),
        ({"night_postings": f"{POSTED}\nC  Z1  I1  9  0"}, False),
    ],
    ids=[
        "one line says so",
        "no line says so",
        "the memo says so",
        "the memo does not",
        "an amount alone",
        "a posting",
    ],
)
def test_a_payment_in_part(given: dict[str, str], part: bool):
    [row] = pieces(**given)
    assert row["is_part"] is part


@pytest.mark.parametrize(
    ("posted", "stated", "found"), [("20", 5, 20), ("0", 5, 5), ("-", 5, 5), ("0", 0, 0)],
    ids=["the posting's", "the advice's where none is posted", "the advice's where the posting says nothing", "none"],
)  # fmt: skip
def test_the_discount_of_a_piece_is(posted: str, stated: int, found: int):
    given = {
        "night_postings": f"{POSTED}\nC  Z1  I1  9  {posted}",
        "line_pieces": alike(f"stated_discount\n{stated}", **LINE),
    }
    [row] = pieces(**given)
    assert row["discount"] == found


def test_all_that_a_source_puts_on_one_document_is_one_piece():
    [row] = pieces(
        night_postings=f"{POSTED}\nC  Z1  I1  1000  0", line_pieces=alike("cash_amount\n200", **LINE),
        memo_pieces=f"{MEMO}\n1  10  30  1  no", overpayments_used="receipt_no  document_no  amount\n1  10  3\n1  10  1",
    )  # fmt: skip
    assert columns([row], "cash", "held_cash", "is_posted", "is_advised") == [(1234, 4, True, True)]


@pytest.mark.parametrize(
    "given",
    [
        {"line_pieces": alike("cash_amount  advised_amount\n5  5", **LINE)},
        {"memo_pieces": f"{MEMO}\n1  10  5  1  no"},
        {"amount_pieces": "receipt_no  document_no  cash_amount\n1  10  5"},
        {"overpayments_used": "receipt_no  document_no  amount\n1  10  5"},
        {"night_postings": f"{POSTED}\nC  Z1  I1  5  0"},
    ],
    ids=["advice", "a memo", "an amount", "a used overpayment", "a posting"],
)
def test_each_alone_makes_a_piece(given: dict[str, str]):
    [row] = pieces(**given)
    amounts = columns([row], "receipt_no", "document_no", "cash", "discount", "cut_amount")
    assert amounts == [(1, 10, 5, 0, 0)]


def test_postings_take_their_turn_first_then_advice_then_the_first_payment():
    memos = f"{MEMO}\n1  10  5  1  no\n2  10  5  1  no\n3  11  5  1  no"
    lines = alike("receipt_no\n5", **LINE)
    rows = run_model(
        "proposed_allocations", memo_pieces=memos, line_pieces=lines, documents_in_play=ITEMS, advice_money="receipt_no  money\n6  0",
        night_postings=f"{POSTED}\nC  Z6  I1  5  0",
        receipts=alike("receipt_no  payment_id\n1  Z1\n2  Z2\n3  Z3\n5  Z5\n6  Z6", company_code="C", mode="full"),
    )  # fmt: skip
    assert sorted(columns(rows, "document_no", "turn", "receipt_no")) == [
        (10, 1, 6),
        (10, 2, 5),
        (10, 3, 1),
        (10, 4, 2),
        (11, 1, 3),
    ]
