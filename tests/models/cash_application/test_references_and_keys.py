"""How references are taken apart, and by which keys documents are known."""

from __future__ import annotations

import pytest

from tests.models.running import altered, column, columns, run_model

LIMIT_3 = {"reference_limit": "3"}


def line(reference: str, **cells: object) -> str:
    return altered("line_no  pool  company_code  invoice_reference\n1  5  C1  " + reference, **cells)


@pytest.mark.parametrize(
    ("reference", "limit", "found"),
    [
        pytest.param("1001/02/03", 3, [], id="as many numbers as are read"),
        pytest.param("1001 1002 1003 1004", 3, [4], id="one more than are read"),
        pytest.param("1001 1002 1003 123 124", 3, [], id="short numbers are no references"),
        pytest.param("9" * 10_000, 3, [], id="one number, as long as a reference may be"),
        pytest.param("9" * 10_001, 3, [1], id="one number too long"),
        pytest.param("x" * 10_001, 3, [0], id="words without a number, too long"),
        pytest.param("9" * 10_001, 20_000, [1], id="one number too long, where very many numbers are read"),
        pytest.param("-", 3, [], id="no reference"),
    ],
)
def test_a_reference_is_too_long_by_its_numbers_or_its_characters(reference, limit, found):
    rows = run_model("long_references", {"reference_limit": str(limit)}, advice_lines=line(reference))
    assert column(rows, "number_count") == found


@pytest.mark.parametrize(
    ("reference", "parts"),
    [
        pytest.param("1001/02/03", "1001 1002 1003", id="ends after slashes"),
        pytest.param("1001,02", "1001 1002", id="an end after a comma"),
        pytest.param("1001/1002", "1001 1002", id="whole numbers after a slash"),
        pytest.param(
            "INV-1001/02", "INV-1001 INV-1002", id="what stands before the first number holds for all"
        ),
        pytest.param("1001/10002", "1001 10002", id="a longer number after a slash"),
        pytest.param("1001/01", "", id="the first number again"),
        pytest.param("991/2", "991 992", id="a number of three digits"),
        pytest.param("99/102", "", id="a number of two digits begins no list"),
        pytest.param("1001-1003", "1001 1002 1003", id="a range"),
        pytest.param("1001-03", "1001 1002 1003", id="a range up to an end"),
        pytest.param("1001 to 1003", "1001 1002 1003", id="a range in words"),
        pytest.param("1001 bis 1003", "1001 1002 1003", id="a range in German words"),
        pytest.param("1001 THRU 1003", "1001 1002 1003", id="a range in capitals"),
        pytest.param(
            "1001..1003 2001–2002", "1001 1002 1003 2001 2002", id="two ranges, by dots and by a dash"
        ),
        pytest.param("INV-0998-1001", "INV-0998 INV-0999 INV-1000 INV-1001", id="leading zeros are kept"),
        pytest.param("1001-1002", "1001 1002", id="two neighbours"),
        pytest.param("1001-1001", "", id="a range of one number"),
        pytest.param("1003-1001", "", id="a range backwards"),
        pytest.param("998-1001", "", id="a last number longer than the first"),
        pytest.param("1001-1003 and 2001/02", "1001 1002 1003 2001 2002", id="a range and a list"),
        pytest.param("1001-1002 and 1001/02", "1001 1002", id="a range and a list of the same numbers"),
        pytest.param("1001/02 and 1002", "1001 1002", id="a list and one of its numbers"),
        pytest.param("1001, 1002 and 1003", "1001 1002 1003", id="whole numbers, separated"),
        pytest.param("1001 1001", "", id="one number twice"),
        pytest.param("1001", "", id="one number"),
    ],
)
def test_a_reference_that_names_several_documents_is_written_out(reference, parts):
    rows = run_model("reference_parts", advice_lines=line(reference))
    assert [(row["reference"], sorted(row["parts"])) for row in rows] == (
        [(reference, sorted(parts.split()))] if parts else []
    )


def test_a_range_holds_fifty_numbers_after_its_first():
    [row] = run_model("reference_parts", advice_lines=line("1001-1051"))
    assert sorted(row["parts"]) == [str(number) for number in range(1001, 1052)]
    assert run_model("reference_parts", advice_lines=line("1001-1052")) == []


def test_references_of_advice_and_of_memos_are_written_out_once_each():
    memo_words = "receipt_no  word\n1  1001/02\n2  1003/04\n3  1003/04"
    rows = run_model("reference_parts", advice_lines=line("1001/02"), memo_words=memo_words)
    assert sorted((row["reference"], sorted(row["parts"])) for row in rows) == [
        ("1001/02", ["1001", "1002"]),
        ("1003/04", ["1003", "1004"]),
    ]


def test_a_reference_that_is_too_long_to_be_read_is_not_written_out():
    lines = line("1001/02") + "\n2  5  C1  1003/04"
    rows = run_model("reference_parts", advice_lines=lines, long_references="line_no\n1")
    assert column(rows, "reference") == ["1003/04"]


DOCUMENT = """
    document_no  pool  invoice_number  normal_key  digit_key  all_digits  effective_gross  terms_discount
    10           5     RX-20047        RX20047     20047      020047      10000            200"""


def keys(*tiers: int, document: str = DOCUMENT, **given: str) -> list[tuple[object, ...]]:
    rows = run_model("item_keys", documents_in_play=document, **given)
    return sorted((row["tier"], row["key"], row["receipt_no"]) for row in rows if row["tier"] in tiers)


def test_a_document_is_known_by_its_number_its_order_and_its_delivery():
    document = altered(DOCUMENT, po_number="PO-7", delivery_number="d 8")
    assert keys(1, 2, 3, 4, 5, 6, document=document) == [
        (1, "RX-20047", None), (2, "RX20047", None), (3, "20047", None),
        (4, "PPO7", None), (5, "DD8", None), (6, "0047", None),
    ]  # fmt: skip
    assert keys(8, document=document) == [(8, "PPO7", None)]
    assert keys(4, 5, 8) == []


def test_a_key_bears_its_documents_pool():
    rows = run_model("item_keys", documents_in_play=DOCUMENT)
    assert set(columns(rows, "document_no", "pool")) == {(10, 5)}


@pytest.mark.parametrize(
    ("digits", "found"),
    [("0047", [(3, "0047", None), (6, "0047", None)]), ("047", [])],
    ids=["four", "three"],
)
def test_a_document_is_known_by_four_digits_not_by_three(digits, found):
    assert keys(3, 6, document=altered(DOCUMENT, digit_key=digits, all_digits=digits)) == found


CLAIM = """
    document_no  receipt_no  claim_number  slot       company_code  payment_id  amount  open_amount
    10           3          CL-1          deduction  C1            P-1         500     500"""
PAYMENT = """
    company_code  payment_id  bank_reference
    C1            P-1         TR-1"""


def test_a_document_is_known_by_a_claim_on_it_and_by_what_was_deducted():
    twice = (
        CLAIM + "\n    10  3  CL-1  deduction  C1  P-1  500  500\n    10  4  -  document  C1  P-1  600  600"
    )
    assert keys(7, disputes=twice) == [(7, "CL1", 3)]
    assert keys(8, disputes=twice) == [(8, "V500", 3)]
    assert keys(7, 8, disputes=altered(CLAIM, document_no=None)) == []


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        pytest.param(
            {}, [(7, "HP1", 3), (7, "HTR1", 3)], id="by the payment's number and its bank reference"
        ),
        pytest.param({"slot": "deduction"}, [], id="a deduction holds no money"),
        pytest.param({"open_amount": 0}, [], id="the money is used or refunded"),
        pytest.param({"company_code": "C2"}, [], id="a payment of the same number in another company"),
        pytest.param({"payment_id": "P-2"}, [], id="another payment of the company"),
    ],
)
def test_a_document_is_known_by_the_payment_whose_money_is_held_because_of_it(cells, found):
    held = altered(CLAIM, claim_number=None, slot="overpayment", amount=-500, open_amount=-500)
    assert keys(7, disputes=altered(held, **cells), night_payments=PAYMENT) == found


def test_two_variances_of_one_payment_give_a_document_its_key_once():
    held = altered(CLAIM, claim_number=None, slot="overpayment", open_amount=-500)
    twice = held + "\n" + held.splitlines()[1]
    assert keys(7, disputes=twice, night_payments=PAYMENT) == [(7, "HP1", 3), (7, "HTR1", 3)]


@pytest.mark.parametrize(
    ("gross", "due", "granted", "amounts"),
    [
        pytest.param(
            10000, 9000, 50, [10000, 8850, 9000, 9800], id="the whole, the rest, and either less the discount"
        ),
        pytest.param(10000, 9000, 300, [10000, 9000, 9800], id="no discount is left on the rest"),
        pytest.param(10000, 10000, 0, [10000, 9800], id="nothing is paid yet"),
        pytest.param(10000, 1, 200, [1, 10000, 9800], id="a cent is left"),
        pytest.param(10000, 0, 0, [], id="nothing is left"),
        pytest.param(1, 9000, 200, [-199, 1, 9000], id="a gross of a cent"),
        pytest.param(0, 9000, 0, [], id="a cancelled document"),
        pytest.param(-10000, 9000, 0, [], id="a credit memo"),
    ],
)
def test_an_open_invoice_is_known_by_what_a_payer_would_pay(gross, due, granted, amounts):
    standing = f"document_no  due  granted\n10  {due}  {granted}"
    found = keys(8, document=altered(DOCUMENT, effective_gross=gross), opening_balances=standing)
    assert found == [(8, str(amount), None) for amount in amounts]


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        pytest.param(
            "C1-4711",
            [(1, "C1-4711", 1), (2, "4711", 2), (2, "C14711", 2), (3, "14711", 3)],
            id="our company before it",
        ),
        pytest.param("RX 4711", [(1, "RX 4711", 1), (2, "RX4711", 2), (3, "4711", 3)], id="four digits"),
        pytest.param("RX 471", [(1, "RX 471", 1), (2, "RX471", 2)], id="three digits are too few alone"),
        pytest.param("-", [], id="no reference"),
    ],
)
def test_ways_in_which_a_reference_may_be_a_documents_number(reference, found):
    rows = run_model("number_keys", advice_lines=line(reference))
    assert sorted(columns(rows, "key_tier", "key", "tier")) == found
    assert set(columns(rows, "line_no", "pool")) <= {(1, 5)}


def test_a_reference_that_is_too_long_is_no_number():
    rows = run_model("number_keys", advice_lines=line("4711"), long_references="line_no\n1")
    assert rows == []
