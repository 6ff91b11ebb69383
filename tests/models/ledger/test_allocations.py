"""What a night puts where, as it is published and as the books keep it."""

import hashlib
from datetime import date

import pytest

from tests.models.running import Row, column, run_model

ROWS = (
    "receipt_no  document_no  claim_key  amount  discount_amount  method  remittance_id"
    "  remittance_line_number  claim_number"
)
PLACES = {
    "receipts": """
        receipt_no  company_code  payment_id  payer_id  remittance_id  group_id  currency  value_date  is_moneyless
        1          1000          P1          C1        -              G1        USD       2026-02-27  no
        2          -             -           C2        R2             G1        JPY       2026-02-28  yes
        3          -             -           -         R3             G1        USD       2026-02-28  yes
        4          1000          P4          C4        -              G9        USD       2026-02-28  no""",
    "documents_in_play": """
        document_no  company_code  invoice_number  payer_id  group_id
        10           1000          I10             C9        G1
        11           0900          I11             C9        G1
        12           0100          I12             C9        G2""",
}


def allocated(row: str) -> Row:
    [found] = run_model("allocations", allocation_changes=f"{ROWS}\n{row}", **PLACES)
    return found


@pytest.mark.parametrize(
    ("row", "company_code", "payer_id", "invoice_number"),
    [
        pytest.param("1  11  x  500  10  memo  R1  3  -", "0900", "C9", "I11", id="the document's"),
        pytest.param(
            "1  -  x  500  10  memo  R1  3  -", "1000", "C1", None, id="without a document: the payment's"
        ),
        pytest.param(
            "4  -  x  500  10  memo  R1  3  -", "1000", "C4", None, id="of a group without documents too"
        ),
        pytest.param(
            "2  -  x  500  10  memo  R1  3  -",
            "0900",
            "C2",
            None,
            id="of advice without money: the first company of the group",
        ),
        pytest.param(
            "3  -  x  500  10  memo  R1  3  -", "0900", "", None, id="and of no payer where it names none"
        ),
    ],
)
def test_company_and_payer_of_an_allocation(
    row: str, company_code: str, payer_id: str, invoice_number: str | None
):
    found = allocated(row)
    assert (found["company_code"], found["payer_id"], found["invoice_number"]) == (
        company_code,
        payer_id,
        invoice_number,
    )


@pytest.mark.parametrize(
    ("receipt_no", "amount", "discount"), [(1, "5.000", "0.100"), (2, "500.000", "10.000")]
)
def test_amounts_are_published_in_units_of_the_currency(receipt_no: int, amount: str, discount: str):
    found = allocated(f"{receipt_no}  10  x  500  10  memo  R1  3  C-1")
    assert (str(found["amount"]), str(found["discount_amount"]), found["claim_number"]) == (
        amount,
        discount,
        "C-1",
    )


@pytest.mark.parametrize(("remittance_id", "expected"), [("R1", "R1"), ("-", "R2")])
def test_an_allocation_names_its_advice(remittance_id: str, expected: str):
    assert allocated(f"2  10  x  500  10  memo  {remittance_id}  3  -")["remittance_id"] == expected


@pytest.mark.parametrize(
    ("row", "named"),
    [
        pytest.param(
            "1  11  x  500  10  memo  R1  3  -", "0900|P1||I11|x|memo|2026-03-02", id="on a document"
        ),
        pytest.param("1  -  x  500  10  memo  R1  3  -", "1000|P1|||x|memo|2026-03-02", id="on none"),
    ],
)
def test_the_id_of_an_allocation_says_what_its_payment_puts_where(row: str, named: str):
    assert allocated(row)["allocation_id"] == hashlib.md5(named.encode()).hexdigest()


def test_an_allocation_has_the_same_id_whatever_its_amount_and_another_in_every_other_place():
    def number(row: str, night: str = "DATE '2026-03-02'") -> str:
        [found] = run_model("allocations", {"night": night}, allocation_changes=f"{ROWS}\n{row}", **PLACES)
        return found["allocation_id"]

    first = "1  10  x  500  10  memo  R1  3  -"
    assert number(first) == number("1  10  x  700  0  memo  R9  4  C-1")
    others = [first.replace(*change) for change in (("1  10", "1  11"), ("1  10", "2  10"), ("1  10", "3  10"),
                                                    ("1  10", "1  -"),
                                                    ("x", "y"), ("memo", "advice"))]  # fmt: skip
    ids = {number(first), *map(number, others), number(first, "DATE '2026-03-03'")}
    assert len(ids) == len(others) + 2


STANDING = (
    "company_code  payment_id  invoice_number  claim_key  amount  discount_amount  is_posted  method"
    "  value_date  applied_date"
)
TONIGHT = "receipt_no  document_no  claim_key  amount  discount_amount  is_posted  method"


def applied(*, opening_balances: str = "", tonight: str = "") -> list[Row]:
    tables = {
        "night_applications": f"{STANDING}\n{opening_balances}",
        "allocation_changes": f"{TONIGHT}\n{tonight}",
    }
    return run_model("settled_applications", **tables, **PLACES)


def test_what_stands_after_tonight_is_what_stood_and_what_came():
    [row] = applied(
        opening_balances="1000  P1  I10  x  300  5  yes  posting  2026-01-27  2026-01-28",
        tonight="1  10  x  200  -2  no  correction_memo",
    )
    assert (row["amount"], row["discount_amount"], row["is_posted"], row["method"]) == (
        500,
        3,
        True,
        "correction_memo",
    )
    assert (row["value_date"], row["applied_date"]) == (date(2026, 2, 27), date(2026, 3, 2))


def test_what_is_not_touched_stays_as_it_is():
    [row] = applied(
        opening_balances="1000  P1  I10  x  300  5  no  zeta  2026-01-27  2026-01-28\n"
        "1000  P1  I10  x  300  5  no  alpha  2026-01-26  2026-01-27"
    )
    assert (row["amount"], row["is_posted"], row["method"]) == (600, False, "zeta")
    assert (row["value_date"], row["applied_date"]) == (date(2026, 1, 27), date(2026, 1, 28))


def test_each_payment_document_and_claim_is_a_row():
    rows = applied(
        opening_balances="1000  P1  I10  x  1  0  no  m  -  -\n1000  P1  I10  y  1  0  no  m  -  -\n"
        "1000  P1  -  x  1  0  no  m  -  -\n"
        "1000  P2  I10  x  1  0  no  m  -  -\n2000  P1  I10  x  1  0  no  m  -  -"
    )
    assert column(rows, "amount") == [1] * 5


@pytest.mark.parametrize(
    ("tonight", "place"),
    [
        pytest.param("1  11  x  5  0  no  memo", ("0900", "P1", "I11", "x"), id="in the document's company"),
        pytest.param("1  -  x  5  0  no  memo", ("1000", "P1", None, "x"), id="a claim in the payment's"),
        pytest.param("4  -  x  5  0  no  memo", ("1000", "P4", None, "x"), id="of a group without documents too"),
        pytest.param("2  -  x  5  0  no  memo", ("0900", None, None, "advice C2 R2\nx"),
                     id="advice without money under its own key, in the group's first company"),
    ],
)  # fmt: skip
def test_where_the_books_keep_what_came(tonight: str, place: tuple):
    [row] = applied(tonight=tonight)
    assert (row["company_code"], row["payment_id"], row["invoice_number"], row["claim_key"]) == place
