"""Deductions and shortfalls that a night's matching leaves: of which payment, and in whose words."""

import pytest

from tests.models.deductions.finding import UNSAID, found, settled
from tests.models.running import columns


def test_a_stated_deduction_is_a_difference_in_the_words_of_its_line():
    rows = found(
        deductions="""
        line_no  receipt_no  document_no  remittance_id  line_number  claim_number  reason_code  reason_text  amount
        7        2          10           R1             3            D1            22           damaged      500"""
    )
    [row] = rows
    assert (row["slot"], row["is_stated"], row["amount"], row["is_tolerable"]) == (
        "deduction",
        True,
        500,
        False,
    )
    assert (row["remittance_id"], row["remittance_line_number"], row["line_no"]) == ("R1", 3, 7)
    assert (row["claim_number"], row["reason_code"], row["reason_text"]) == ("D1", "22", "damaged")
    assert (row["company_code"], row["invoice_number"], row["payer_id"]) == ("1000", "I10", "C1"), (
        "those of the document"
    )
    assert (row["payment_id"], row["currency"], row["group_id"]) == ("P2", "USD", "G1"), (
        "those of the payment"
    )
    assert (row["is_part"], row["cut_amount"], row["is_repeat"], row["paid_amount"]) == (False, 0, False, 0)


@pytest.mark.parametrize(
    ("document_no", "receipt_no", "company_code", "payer_id"),
    [
        pytest.param("11", 1, "0900", "C1", id="the document's"),
        pytest.param("-", 2, "1000", "C2", id="without a document: the payment's"),
        pytest.param(
            "-", 3, "0900", "", id="of advice without money: the first company of the group, and no payer"
        ),
        pytest.param("-", 4, None, "C4", id="of a group without documents: no company"),
    ],
)
def test_company_and_payer_of_a_difference(
    document_no: str, receipt_no: int, company_code: str, payer_id: str
):
    rows = found(
        deductions=f"""
        line_no  receipt_no    document_no    claim_key  amount
        7        {receipt_no}  {document_no}  K          500"""
    )
    assert columns(rows, "company_code", "payer_id") == [(company_code, payer_id)]


def test_an_unsaid_shortfall_is_of_the_payment_that_came_last():
    rows = found(
        unstated_shortages=UNSAID,
        capped_allocations="""
            receipt_no  document_no  line_no  turn  is_settling  applied  remittance_id  remittance_line_number
            1          10           5        1     yes          4000     R1             3
            2          10           6        2     yes          5500     R2             1
            2          11           7        2     yes          900      R2             2""",
    )
    names = (
        "slot",
        "receipt_no",
        "line_no",
        "amount",
        "is_stated",
        "paid_amount",
        "remittance_id",
        "remittance_line_number",
    )
    assert columns(rows, *names) == [("deduction", 2, 6, 500, False, 5_500, "R2", 1)]


@pytest.mark.parametrize(
    ("second", "receipt_no"),
    [
        pytest.param(
            "2  10  6  2  no  no  0  0  no  0  0  0", 1, id="a payment that settles nothing is not asked"
        ),
        pytest.param("2  10  6  2  no  no  10  0  no  0  0  0", 2, id="one that states a discount is"),
        pytest.param("2  10  6  2  no  yes  0  0  no  0  0  0", 2, id="one that nets a credit memo is"),
    ],
)
def test_which_payments_may_leave_a_shortfall(second: str, receipt_no: int):
    rows = found(
        unstated_shortages=UNSAID,
        capped_allocations=settled("1  10  5  1  yes  no  0  4000  no  0  0  0", second),
    )
    assert columns(rows, "receipt_no") == [(receipt_no,)]


def test_a_little_too_much_is_of_the_last_payment_that_paid_anything():
    rows = found(
        unstated_shortages="document_no  discount_beyond  misapplied  unsaid\n10  0  0  -40",
        capped_allocations=settled(
            "1  10  5  1  yes  no  0  4000  no  0  0  0", "2  10  6  2  yes  no  0  0  no  0  0  0"
        ),
    )
    assert columns(rows, "receipt_no", "amount", "is_tolerable") == [(1, -40, True)]


def test_where_each_kind_of_rest_is_found():
    rows = found(
        unstated_shortages="document_no  discount_beyond  misapplied  unsaid\n10  30  70  0",
        document_settlements="document_no  granted  holdable\n10  20  100",
        capped_allocations=settled(
            "1  10  5  1  yes  no  50  4000  yes  900  800  0",
            "2  10  6  2  yes  no  0  4000  yes  800  800  0",
            "3  10  8  3  yes  no  0  4000  no  900  800  0",
        ),
    )
    assert sorted(columns(rows, "slot", "amount", "receipt_no", "is_stated")) == [
        ("discount", 30, 1, True),
        ("earned_discount", 20, 1, True),
        ("misapplied", 70, 1, True),
    ]
    assert set(columns(rows, "line_no")) == {(8,)}, "the line of whoever came last"
    assert set(columns(rows, "is_tolerable", "is_part")) == {(False, False)}


def test_of_two_payments_that_take_a_discount_or_are_posted_short_the_later_one():
    rows = found(
        unstated_shortages="document_no  discount_beyond  misapplied  unsaid\n10  30  70  0",
        document_settlements="document_no  granted  holdable\n10  20  100",
        capped_allocations=settled(
            "1  10  5  1  yes  no  50  4000  yes  900  800  0",
            "2  10  6  2  yes  no  10  4000  yes  810  800  0",
        ),
    )
    assert sorted(columns(rows, "slot", "receipt_no")) == [
        ("discount", 2),
        ("earned_discount", 2),
        ("misapplied", 2),
    ]


def test_an_earned_discount_is_found_where_no_rest_is():
    settlements = settled("1  10  5  1  yes  no  20  4000  no  0  0  0")
    rows = found(
        document_settlements="document_no  granted  holdable\n10  20  0", capped_allocations=settlements
    )
    assert columns(rows, "slot", "amount", "receipt_no") == [("earned_discount", 20, 1)]


def test_no_difference_where_nothing_is_left():
    settlements = settled("1  10  5  1  yes  no  0  4000  no  0  0  0")
    rests = "document_no  discount_beyond  misapplied  unsaid\n10  0  0  0"
    assert (
        found(
            unstated_shortages=rests,
            document_settlements="document_no  granted  holdable\n10  0  0",
            capped_allocations=settlements,
        )
        == []
    )


@pytest.mark.parametrize(
    ("line_outcome", "claim_number"),
    [
        pytest.param("5  10  0  no", "D1", id="of the very line and document"),
        pytest.param("5  10  200  no", None, id="not of a line whose deduction is a difference of its own"),
        pytest.param("5  20  0  no", None, id="not of another document on the line"),
        pytest.param("6  10  0  no", None, id="not of another line"),
        pytest.param("5  10  200  yes", "D1", id="of a credit memo's line, whatever it states"),
    ],
)
def test_claim_and_reason_of_an_unsaid_shortfall(line_outcome: str, claim_number: str | None):
    rows = found(
        unstated_shortages=UNSAID,
        capped_allocations=settled("1  10  5  1  yes  no  0  4000  no  0  0  0"),
        line_outcomes=f"""
            line_no  document_no  deduction_amount  is_credit  claim_number  reason_code  reason_text
            {line_outcome}  D1  22  damaged""",
    )
    code, text = ("22", "damaged") if claim_number else (None, None)
    assert columns(rows, "claim_number", "reason_code", "reason_text") == [(claim_number, code, text)]


def test_a_difference_on_a_credit_memo_counts_as_stated():
    rows = found(
        unstated_shortages="document_no  discount_beyond  misapplied  unsaid\n20  0  0  50",
        capped_allocations=settled("1  20  5  1  no  yes  0  -4000  no  0  0  0"),
    )
    assert columns(rows, "amount", "is_stated", "is_tolerable") == [(50, True, False)]


@pytest.mark.parametrize(("line_no", "reason_text"), [("-", "less damages"), ("5", None)])
def test_without_advice_the_memo_says_why(line_no: str, reason_text: str | None):
    rows = found(
        unstated_shortages=UNSAID,
        capped_allocations=settled(f"1  10  {line_no}  1  yes  no  0  4000  no  0  0  0"),
    )
    assert [(text or "").strip() or None for (text,) in columns(rows, "reason_text")] == [reason_text]


def test_the_memo_says_nothing_of_what_was_paid_too_much():
    rows = found(
        unstated_shortages=UNSAID, capped_allocations=settled("1  10  -  1  yes  no  0  4000  no  0  0  900")
    )
    assert [(row["slot"], bool(row["reason_text"])) for row in rows] == [
        ("deduction", True),
        ("overpayment", False),
    ]


def test_deductions_that_are_equal_but_for_their_lines_are_numbered_by_line():
    rows = found(
        deductions="""
        line_no  receipt_no  document_no  remittance_id  line_number  claim_number  reason_code  reason_text  amount
        8        2          10           R1             4            D1            22           damaged      500
        7        2          10           R1             3            D1            22           damaged      500"""
    )
    assert sorted(columns(rows, "difference_no", "line_no")) == [(1, 7), (2, 8)]
