"""What a night adds to what stands already, as it is published and as the books keep it."""

from datetime import date

import pytest
from tests.models.running import Row, column, columns, run_model

WANTED = "source_no  document_no  claim_key  amount  discount_amount  method  confidence  remittance_id  remittance_line_number  is_posted  claim_number"
PRIOR = "source_no  document_no  claim_key  amount  discount_amount  method"
SOURCES = "source_no  mode\n1  full\n2  idle\n3  full\n5  reversal"


def tonight(*, wanted: str = "", prior: str = "", **given: str) -> list[Row]:
    tables = {"wanted_rows": f"{WANTED}\n{wanted}", "prior": f"{PRIOR}\n{prior}", "sources": SOURCES}
    return run_model("tonight_rows", **tables, **given)


def put(*cells: str) -> str:
    return "\n".join(f"{cell}  0.9  R1  3  no  -" for cell in cells)


@pytest.mark.parametrize(
    ("wanted", "prior", "expected"),
    [
        pytest.param("1  10  x  500  10  advice_exact", "", [(10, 500, 10, "advice_exact")], id="new"),
        pytest.param("1  10  x  500  10  advice_exact", "1  10  x  500  10  memo_exact", [], id="as it stands already"),
        pytest.param("1  10  x  500  10  advice_exact", "1  10  x  300  10  memo_exact", [(10, 200, 0, "correction_advice_exact")], id="more money"),
        pytest.param("1  10  x  500  10  advice_exact", "1  10  x  500  4  memo_exact", [(10, 0, 6, "correction_advice_exact")], id="more discount alone"),
        pytest.param("", "1  10  x  500  10  memo_exact", [(10, -500, -10, "correction_withdrawn")], id="not wanted any more"),
        pytest.param("", "2  10  x  500  10  memo_exact", [], id="of a payment that is not reckoned anew"),
        pytest.param("", "1  -  x  500  0  refund", [], id="what was sent back stands"),
        pytest.param("", "1  10  x  500  0  memo\n1  10  x  -500  0  memo", [], id="taken back before"),
        pytest.param("1  10  x  500  0  memo", "1  11  x  500  0  memo", [(10, 500, 0, "memo"), (11, -500, 0, "correction_withdrawn")], id="on another document"),
        pytest.param("1  10  x  500  0  memo", "3  10  x  500  0  memo", [(10, -500, 0, "correction_withdrawn"), (10, 500, 0, "memo")], id="of another payment"),
        pytest.param("1  10  x  500  0  memo", "1  10  y  500  0  memo", [(10, -500, 0, "correction_withdrawn"), (10, 500, 0, "memo")], id="of another claim"),
        pytest.param("1  -  x  -500  0  memo", "1  -  x  -300  0  memo", [(None, -200, 0, "correction_memo")], id="a claim without a document"),
    ],
)  # fmt: skip
def test_only_differences_are_written(wanted: str, prior: str, expected: list):
    rows = tonight(wanted=put(wanted) if wanted else "", prior=prior)
    assert sorted(columns(rows, "document_no", "amount", "discount_amount", "method"), key=str) == sorted(expected, key=str)


def test_a_row_says_where_it_comes_from():
    [row] = tonight(wanted="1  10  x  500  10  advice_exact  0.9  R1  3  yes  C-1")
    assert (float(row["confidence"]), row["remittance_id"], row["remittance_line_number"]) == (0.9, "R1", 3)
    assert (row["source_no"], row["claim_key"], row["is_posted"], row["claim_number"]) == (1, "x", True, "C-1")
    [row] = tonight(prior="1  10  x  500  0  memo")
    assert (float(row["confidence"]), row["remittance_id"], row["is_posted"], row["claim_key"]) == (1.0, None, False, "x")
    assert row["source_no"] == 1


def test_pieces_of_one_place_are_one_row_that_is_named_after_the_largest():
    [row] = tonight(
        wanted="\n".join((
            "1  -  x  -100  1  a  0.8  R2  4  no  C-2",
            "1  -  x  -500  2  c  0.9  R3  5  no  C-3",
            "1  -  x  500  0  b  0.7  R1  3  yes  C-1",
            "1  -  x  50  0  a  0.99  R4  6  no  C-4",
        ))
    )  # fmt: skip
    assert (row["amount"], row["discount_amount"], row["method"]) == (-50, 3, "b"), "of 500 and -500, b by its name"
    assert (float(row["confidence"]), row["remittance_id"], row["remittance_line_number"]) == (0.7, "R1", 3)
    assert (row["is_posted"], row["claim_number"]) == (True, "C-1")


BACK = "source_no  document_no  claim_key  amount  discount_amount  method"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({"reversal_rows": f"{BACK}\n5  10  x  -500  -10  reversal"}, [(5, 10, "x", -500, -10, "reversal")], id="a return"),
        pytest.param({"reversal_rows": f"{BACK}\n5  10  x  0  -10  reversal"}, [(5, 10, "x", 0, -10, "reversal")], id="a return of discount alone"),
        pytest.param({"reversal_rows": f"{BACK}\n5  10  x  -500  -10  reversal\n5  10  x  500  10  reversal"}, [], id="a return that takes what it took before"),
        pytest.param({"reversal_rows": f"{BACK}\n5  10  x  -500  0  reversal\n5  11  x  -50  0  reversal\n5  -  x  -5  0  refund"},
                     [(5, 10, "x", -500, 0, "reversal"), (5, 11, "x", -50, 0, "reversal"), (5, None, "x", -5, 0, "refund")], id="each place and method"),
        pytest.param({"moved_returns": "source_no  document_no  amount  discount_amount  method\n5  10  300  7  reversal"},
                     [(5, 10, "", 300, 7, "reversal")], id="a return that moves"),
        pytest.param({"reversal_rows": f"{BACK}\n5  10  ''  -500  -10  reversal",
                      "moved_returns": "source_no  document_no  amount  discount_amount  method\n5  10  300  7  reversal"},
                     [(5, 10, "", -200, -3, "reversal")], id="both in one row"),
        pytest.param({"restated_money": "source_no  document_no  amount\n2  10  300\n2  10  50"}, [(2, 10, "", -350, 0, "restatement")],
                     id="money that a lower gross moves back"),
        pytest.param({"restated_discounts": "document_no  amount\n10  20", "prior": "2  10  x  500  20  memo\n1  10  x  500  20  memo"},
                     [(2, 10, "", 0, -20, "restatement"), (1, 10, "x", -500, -20, "correction_withdrawn")],
                     id="discount that it shortens, of a payment that is not reckoned anew"),
        pytest.param({"restated_discounts": "document_no  amount\n10  20",
                      "prior": "2  10  x  500  20  memo\n5  10  x  500  0  memo\n2  10  y  50  10  memo\n2  11  y  50  10  memo"},
                     [(2, 10, "", 0, -20, "restatement")], id="once, of a payment that took one"),
        pytest.param({"restated_discounts": "document_no  amount\n10  20",
                      "prior": "2  10  x  500  20  memo\n5  10  x  500  10  memo"},
                     [(5, 10, "", 0, -20, "restatement")], id="of several the last source"),
    ],
)  # fmt: skip
def test_returns_and_restatements(given: dict, expected: list):
    found = columns(tonight(**given), "source_no", "document_no", "claim_key", "amount", "discount_amount", "method")
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_returns_and_restatements_are_sure_and_not_posted():
    rows = tonight(reversal_rows=f"{BACK}\n5  10  x  -500  0  reversal", restated_money="source_no  document_no  amount\n2  10  300")
    assert [(float(row["confidence"]), row["is_posted"], row["remittance_id"]) for row in rows] == [(1.0, False, None)] * 2


ROWS = "source_no  document_no  claim_key  amount  discount_amount  method  remittance_id  remittance_line_number  claim_number"
PLACES = {
    "sources": """
        source_no  company_code  payment_id  payer_id  remittance_id  group_id  currency  value_date  is_moneyless
        1          1000          P1          C1        -              G1        USD       2026-02-27  no
        2          -             -           C2        R2             G1        JPY       2026-02-28  yes
        3          -             -           -         R3             G1        USD       2026-02-28  yes""",
    "items": """
        document_no  company_code  invoice_number  payer_id  group_id
        10           1000          I10             C9        G1
        11           0900          I11             C9        G1
        12           0100          I12             C9        G2""",
}


def allocated(row: str) -> Row:
    [found] = run_model("allocations", tonight_rows=f"{ROWS}\n{row}", **PLACES)
    return found


@pytest.mark.parametrize(
    ("row", "company_code", "payer_id", "invoice_number"),
    [
        pytest.param("1  11  x  500  10  memo  R1  3  -", "0900", "C9", "I11", id="the document's"),
        pytest.param("1  -  x  500  10  memo  R1  3  -", "1000", "C1", None, id="without a document: the payment's"),
        pytest.param("2  -  x  500  10  memo  R1  3  -", "0900", "C2", None, id="of advice without money: the first company of the group"),
        pytest.param("3  -  x  500  10  memo  R1  3  -", "0900", "", None, id="and of no payer where it names none"),
    ],
)
def test_company_and_payer_of_an_allocation(row: str, company_code: str, payer_id: str, invoice_number: str | None):
    found = allocated(row)
    assert (found["company_code"], found["payer_id"], found["invoice_number"]) == (company_code, payer_id, invoice_number)


@pytest.mark.parametrize(("source_no", "amount", "discount"), [(1, "5.000", "0.100"), (2, "500.000", "10.000")])
def test_amounts_are_published_in_units_of_the_currency(source_no: int, amount: str, discount: str):
    found = allocated(f"{source_no}  10  x  500  10  memo  R1  3  C-1")
    assert (str(found["amount"]), str(found["discount_amount"]), found["claim_number"]) == (amount, discount, "C-1")


@pytest.mark.parametrize(("remittance_id", "expected"), [("R1", "R1"), ("-", "R2")])
def test_an_allocation_names_its_advice(remittance_id: str, expected: str):
    assert allocated(f"2  10  x  500  10  memo  {remittance_id}  3  -")["remittance_id"] == expected


def test_an_allocation_has_the_same_id_whatever_its_amount_and_another_in_every_other_place():
    def number(row: str, night: str = "DATE '2026-03-02'") -> str:
        [found] = run_model("allocations", {"night": night}, tonight_rows=f"{ROWS}\n{row}", **PLACES)
        return found["allocation_id"]

    first = "1  10  x  500  10  memo  R1  3  -"
    assert number(first) == number("1  10  x  700  0  memo  R9  4  C-1")
    others = [first.replace(*change) for change in (("1  10", "1  11"), ("1  10", "2  10"), ("1  10", "3  10"), ("1  10", "1  -"),
                                                    ("x", "y"), ("memo", "advice"))]  # fmt: skip
    ids = {number(first), *map(number, others), number(first, "DATE '2026-03-03'")}
    assert len(ids) == len(others) + 2


STANDING = "company_code  payment_id  invoice_number  claim_key  amount  discount_amount  is_posted  method  value_date  applied_date"
TONIGHT = "source_no  document_no  claim_key  amount  discount_amount  is_posted  method"


def applied(*, standing: str = "", tonight: str = "") -> list[Row]:
    tables = {"night_applications": f"{STANDING}\n{standing}", "tonight_rows": f"{TONIGHT}\n{tonight}"}
    return run_model("settled_applications", **tables, **PLACES)


def test_what_stands_after_tonight_is_what_stood_and_what_came():
    [row] = applied(
        standing="1000  P1  I10  x  300  5  yes  posting  2026-01-27  2026-01-28", tonight="1  10  x  200  -2  no  correction_memo"
    )
    assert (row["amount"], row["discount_amount"], row["is_posted"], row["method"]) == (500, 3, True, "correction_memo")
    assert (row["value_date"], row["applied_date"]) == (date(2026, 2, 27), date(2026, 3, 2))


def test_what_is_not_touched_stays_as_it_is():
    [row] = applied(standing="1000  P1  I10  x  300  5  no  zeta  2026-01-27  2026-01-28\n1000  P1  I10  x  300  5  no  alpha  2026-01-26  2026-01-27")
    assert (row["amount"], row["is_posted"], row["method"]) == (600, False, "zeta")
    assert (row["value_date"], row["applied_date"]) == (date(2026, 1, 27), date(2026, 1, 28))


def test_each_payment_document_and_claim_is_a_row():
    rows = applied(
        standing="1000  P1  I10  x  1  0  no  m  -  -\n1000  P1  I10  y  1  0  no  m  -  -\n1000  P1  -  x  1  0  no  m  -  -\n"
        "1000  P2  I10  x  1  0  no  m  -  -\n2000  P1  I10  x  1  0  no  m  -  -"
    )
    assert column(rows, "amount") == [1] * 5


@pytest.mark.parametrize(
    ("tonight", "place"),
    [
        pytest.param("1  11  x  5  0  no  memo", ("0900", "P1", "I11", "x"), id="in the document's company"),
        pytest.param("1  -  x  5  0  no  memo", ("1000", "P1", None, "x"), id="a claim in the payment's"),
        pytest.param("2  -  x  5  0  no  memo", ("0900", None, None, "advice C2 R2\nx"), id="advice without money under its own key, in the group's first company"),
    ],
)  # fmt: skip
def test_where_the_books_keep_what_came(tonight: str, place: tuple):
    [row] = applied(tonight=tonight)
    assert (row["company_code"], row["payment_id"], row["invoice_number"], row["claim_key"]) == place
