"""The differences that a night's matching leaves: which there are, of which payment, and which are within tolerance."""

import pytest
from tests.models.running import Row, columns, run_model

GIVEN = {
    "settings": """
        night       grace_days  tolerance
        2026-03-02  5           1.00""",
    "sources": """
        source_no  company_code  payment_id  payer_id  group_id  currency  value_date  memo
        1          1000          P1          C1        G1        USD       2026-02-27  less damages
        2          1000          P2          C2        G1        USD       2026-02-28  -
        3          -             -           -         G1        USD       2026-03-01  -
        4          -             -           C4        G9        USD       2026-03-01  -""",
    "items": """
        document_no  company_code  invoice_number  payer_id  group_id  currency  is_credit
        10           1000          I10             C1        G1        USD       no
        11           0900          I11             C1        G1        USD       no
        20           1000          M20             C1        G1        USD       yes""",
}


def found(**given: str) -> list[Row]:
    return run_model("whole_found", **(GIVEN | given))


def settled(*rows: str) -> str:
    """Return settlements: source, document, line, turn, and the cells that a case is about."""
    names = "source_no  document_no  line_no  turn  is_settling  is_credit  discount  applied  is_advised  advised  cash  excess"
    return "\n".join((names, *rows))


UNSAID = "document_no  discount_beyond  misapplied  unsaid\n10  0  0  500"


def test_a_stated_deduction_is_a_difference_in_the_words_of_its_line():
    rows = found(deductions="""
        line_no  source_no  document_no  claim_key  remittance_id  line_number  claim_number  reason_code  reason_text  amount
        7        2          10           -          R1             3            D1            22           damaged      500""")
    [row] = rows
    assert (row["slot"], row["is_stated"], row["amount"], row["is_tolerable"]) == ("deduction", True, 500, False)
    assert (row["remittance_id"], row["remittance_line_number"], row["line_no"]) == ("R1", 3, 7)
    assert (row["claim_number"], row["reason_code"], row["reason_text"]) == ("D1", "22", "damaged")
    assert (row["company_code"], row["invoice_number"], row["payer_id"]) == ("1000", "I10", "C1"), "those of the document"
    assert (row["payment_id"], row["currency"], row["group_id"]) == ("P2", "USD", "G1"), "those of the payment"
    assert (row["is_part"], row["cut_amount"], row["is_repeat"], row["paid_amount"]) == (False, 0, False, 0)


@pytest.mark.parametrize(
    ("document_no", "source_no", "company_code", "payer_id"),
    [
        pytest.param("11", 1, "0900", "C1", id="the document's"),
        pytest.param("-", 2, "1000", "C2", id="without a document: the payment's"),
        pytest.param("-", 3, "0900", "", id="of advice without money: the first company of the group, and no payer"),
        pytest.param("-", 4, None, "C4", id="of a group without documents: no company"),
    ],
)
def test_company_and_payer_of_a_difference(document_no: str, source_no: int, company_code: str, payer_id: str):
    rows = found(deductions=f"""
        line_no  source_no    document_no    claim_key  amount
        7        {source_no}  {document_no}  K          500""")
    assert columns(rows, "company_code", "payer_id") == [(company_code, payer_id)]


def test_an_unsaid_shortfall_is_of_the_payment_that_came_last():
    rows = found(
        rests=UNSAID,
        settlements=settled("1  10  5  1  yes  no  0  4000  no  0  0  0", "2  10  6  2  yes  no  0  5500  no  0  0  0"),
    )
    assert columns(rows, "slot", "source_no", "line_no", "amount", "is_stated", "paid_amount") == [
        ("deduction", 2, 6, 500, False, 5_500)
    ]


@pytest.mark.parametrize(
    ("second", "source_no"),
    [
        pytest.param("2  10  6  2  no  no  0  0  no  0  0  0", 1, id="a payment that settles nothing is not asked"),
        pytest.param("2  10  6  2  no  no  10  0  no  0  0  0", 2, id="one that states a discount is"),
        pytest.param("2  10  6  2  no  yes  0  0  no  0  0  0", 2, id="one that nets a credit memo is"),
    ],
)
def test_which_payments_may_leave_a_shortfall(second: str, source_no: int):
    rows = found(rests=UNSAID, settlements=settled("1  10  5  1  yes  no  0  4000  no  0  0  0", second))
    assert columns(rows, "source_no") == [(source_no,)]


def test_a_little_too_much_is_of_the_last_payment_that_paid_anything():
    rows = found(
        rests="document_no  discount_beyond  misapplied  unsaid\n10  0  0  -40",
        settlements=settled("1  10  5  1  yes  no  0  4000  no  0  0  0", "2  10  6  2  yes  no  0  0  no  0  0  0"),
    )
    assert columns(rows, "source_no", "amount", "is_tolerable") == [(1, -40, True)]


def test_where_each_kind_of_rest_is_found():
    rows = found(
        rests="document_no  discount_beyond  misapplied  unsaid\n10  30  70  0",
        shares="document_no  granted  holdable\n10  20  100",
        settlements=settled(
            "1  10  5  1  yes  no  50  4000  yes  900  800  0",
            "2  10  6  2  yes  no  0  4000  yes  800  800  0",
            "3  10  8  3  yes  no  0  4000  no  900  800  0",
        ),
    )
    assert sorted(columns(rows, "slot", "amount", "source_no", "is_stated")) == [
        ("discount", 30, 1, True),
        ("earned_discount", 20, 1, True),
        ("misapplied", 70, 1, True),
    ]
    assert set(columns(rows, "line_no")) == {(8,)}, "the line of whoever came last"
    assert set(columns(rows, "is_tolerable")) == {(False,)}


def test_of_two_payments_that_take_a_discount_or_are_posted_short_the_later_one():
    rows = found(
        rests="document_no  discount_beyond  misapplied  unsaid\n10  30  70  0",
        shares="document_no  granted  holdable\n10  20  100",
        settlements=settled(
            "1  10  5  1  yes  no  50  4000  yes  900  800  0", "2  10  6  2  yes  no  10  4000  yes  810  800  0"
        ),
    )
    assert sorted(columns(rows, "slot", "source_no")) == [("discount", 2), ("earned_discount", 2), ("misapplied", 2)]


def test_no_difference_where_nothing_is_left():
    settlements = settled("1  10  5  1  yes  no  0  4000  no  0  0  0")
    rests = "document_no  discount_beyond  misapplied  unsaid\n10  0  0  0"
    assert found(rests=rests, shares="document_no  granted  holdable\n10  0  0", settlements=settlements) == []


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
        rests=UNSAID,
        settlements=settled("1  10  5  1  yes  no  0  4000  no  0  0  0"),
        line_outcomes=f"""
            line_no  document_no  deduction_amount  is_credit  claim_number  reason_code  reason_text
            {line_outcome}  D1  22  damaged""",
    )
    code, text = ("22", "damaged") if claim_number else (None, None)
    assert columns(rows, "claim_number", "reason_code", "reason_text") == [(claim_number, code, text)]


def test_a_difference_on_a_credit_memo_counts_as_stated():
    rows = found(
        rests="document_no  discount_beyond  misapplied  unsaid\n20  0  0  50",
        settlements=settled("1  20  5  1  no  yes  0  -4000  no  0  0  0"),
    )
    assert columns(rows, "amount", "is_stated", "is_tolerable") == [(50, True, False)]


@pytest.mark.parametrize(("line_no", "reason_text"), [("-", "less damages"), ("5", None)])
def test_without_advice_the_memo_says_why(line_no: str, reason_text: str | None):
    rows = found(rests=UNSAID, settlements=settled(f"1  10  {line_no}  1  yes  no  0  4000  no  0  0  0"))
    assert [(text or "").strip() or None for (text,) in columns(rows, "reason_text")] == [reason_text]


def test_the_memo_says_nothing_of_what_was_paid_too_much():
    rows = found(settlements=settled("1  10  -  1  yes  no  0  4000  no  0  0  900"))
    assert columns(rows, "slot", "reason_text") == [("overpayment", None)]


def test_what_is_paid_too_much_is_a_negative_difference():
    settlements = """
        source_no  document_no  excess  is_repeat  applied  remittance_id  remittance_line_number  line_no
        1          10           900     yes        0        R1             2                       5
        2          11           0       no         4000     R2             3                       6"""
    rows = found(settlements=settlements)
    assert columns(rows, "source_no", "document_no", "slot", "amount", "is_stated", "is_repeat", "remittance_id", "line_no") == [
        (1, 10, "overpayment", -900, False, True, "R1", 5)
    ]


def test_money_that_a_restatement_or_an_end_of_use_sets_free_is_held_as_an_overpayment():
    rows = found(
        restated_money="document_no  source_no  amount\n10  1  300",
        overpayments_used="""
            variance_id  source_no  document_no  amount
            -            2          11           -200
            V1           2          11           -150""",
    )
    assert sorted(columns(rows, "source_no", "document_no", "slot", "amount", "is_stated")) == [
        (1, 10, "overpayment", -300, False),
        (2, 11, "overpayment", -200, False),
    ]


def test_what_a_bundle_lacks_on_no_document_is_a_claim_of_its_payment():
    rows = found(memo_pieces="""
        source_no  document_no  is_part  cash_amount
        1          -            no       -500
        1          10           no       4000""")
    assert columns(rows, "source_no", "document_no", "claim_key", "slot", "amount", "is_stated") == [
        (1, None, "bundle", "deduction", 500, False)
    ]
    assert rows[0]["reason_text"].strip() == "less damages"


@pytest.mark.parametrize(
    ("unsaid", "holdable", "is_tolerable"),
    [
        pytest.param(100, 100, True, id="just the tolerance"),
        pytest.param(101, 500, False, id="a cent beyond it"),
        pytest.param(-100, 0, True, id="as little too much"),
        pytest.param(-101, 0, False, id="a cent more than that"),
        pytest.param(60, 59, False, id="settled in part under another variance of the document"),
    ],
)
def test_what_is_within_tolerance(unsaid: int, holdable: int, is_tolerable: bool):
    rows = found(
        rests=f"document_no  discount_beyond  misapplied  unsaid\n10  0  0  {unsaid}",
        shares=f"document_no  granted  holdable\n10  0  {holdable}",
        settlements=settled("1  10  5  1  yes  no  0  4000  no  0  0  0"),
    )
    assert columns(rows, "is_tolerable") == [(is_tolerable,)]


def test_a_small_overpayment_or_stated_deduction_is_never_within_tolerance():
    rows = found(
        restated_money="document_no  source_no  amount\n10  1  1",
        deductions="line_no  source_no  document_no  claim_key  amount\n7  1  10  -  1",
    )
    assert columns(rows, "is_tolerable") == [(False,), (False,)]


def test_a_small_rest_of_a_bundle_is_within_tolerance_though_no_document_holds_it():
    rows = found(memo_pieces="source_no  document_no  is_part  cash_amount\n1  -  no  -100")
    assert columns(rows, "is_tolerable") == [(True,)]


def test_a_payment_in_part_and_what_was_cut_are_kept_with_the_rest():
    rows = found(
        rests=UNSAID,
        settlements="""
            source_no  document_no  line_no  turn  is_settling  is_credit  discount  applied  is_part  cut_amount
            1          10           5        1     yes          no         0         2000     yes      7
            2          10           6        2     yes          no         0         2000     no       8""",
    )
    assert columns(rows, "is_part", "cut_amount") == [(True, 15)]


def test_differences_are_numbered_in_one_order_whatever_the_order_of_rows():
    rows = found(deductions="""
        line_no  source_no  document_no  claim_key  claim_number  amount
        9        2          10           -          A             500
        8        1          11           -          B             100
        7        1          10           -          B             300
        6        1          10           -          A             300
        5        1          10           -          A             300
        4        1          10           -          Z             900
        3        1          -            K2         A             900
        2        1          -            K1         A             900""")
    assert [row["line_no"] for row in sorted(rows, key=lambda row: row["found_no"])] == [4, 5, 6, 7, 8, 2, 3, 9]
    assert sorted(row["found_no"] for row in rows) == list(range(1, 9))


def test_a_deduction_of_several_causes_is_found_in_its_parts():
    rows = run_model(
        "split_found",
        whole_found="""
            found_no  document_no  slot       amount
            1         10           deduction  900
            2         11           deduction  500
            3         12           deduction  300""",
        proven_splits="""
            shortfall_id  part_number  amount  part_types
            3             1            200     [pricing, short_ship]
            2             2            100     [pricing]
            2             1            400     [pricing]
            3             2            100     [pricing, short_ship]""",
    )
    assert sorted(columns(rows, "found_no", "document_no", "amount", "whole_amount", "part_types")) == [
        (1, 10, 900, None, None),
        (4, 11, 400, 500, ["pricing"]),
        (5, 11, 100, 500, ["pricing"]),
        (6, 12, 200, 300, ["pricing", "short_ship"]),
        (7, 12, 100, 300, ["pricing", "short_ship"]),
    ]
