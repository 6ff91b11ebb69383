"""The prices that a payer agreed to or paid before."""

import pytest

from tests.models.running import column, columns, run_model

AGREED = "payer_id  sku  currency  valid_from  unit_price"


@pytest.mark.parametrize(
    ("agreements", "expected"),
    [
        pytest.param("C1  A  USD  2026-01-01  5", [("C1", 5)], id="the payer's own"),
        pytest.param("G1  A  USD  2026-01-01  6", [("C1", 6)], id="its parent's"),
        pytest.param("G1  A  USD  2026-01-01  6\nC1  A  USD  2026-01-01  5", [("C1", 5)],
                     id="its own before its parent's"),
        pytest.param("C9  A  USD  2026-01-01  7", [], id="not a sister's"),
        pytest.param("G1  A  USD  2026-01-01  6\nC1  B  USD  2026-01-01  5", [("C1", 5), ("C1", 6)],
                     id="of another item beside"),
        pytest.param("G1  A  USD  2026-01-01  6\nC1  A  EUR  2026-01-01  5", [("C1", 5), ("C1", 6)],
                     id="in another currency beside"),
        pytest.param("G1  A  USD  2026-01-01  6\nC1  A  USD  2026-01-02  5", [("C1", 5), ("C1", 6)],
                     id="from another day beside"),
    ],
)  # fmt: skip
def test_which_agreements_hold_for_a_payer(agreements: str, expected: list):
    documents = "document_no  payer_id  group_id\n10  C1  G1\n11  C1  G1"
    rows = run_model(
        "price_agreements", night_price_agreements=f"{AGREED}\n{agreements}", documents=documents
    )
    assert sorted(columns(rows, "payer_id", "unit_price")) == expected


def test_each_payer_of_a_family_has_its_parents_agreement():
    documents = "document_no  payer_id  group_id\n10  C1  G1\n11  C2  G1"
    rows = run_model(
        "price_agreements", night_price_agreements=f"{AGREED}\nG1  A  USD  2026-01-01  6", documents=documents
    )
    assert sorted(column(rows, "payer_id")) == ["C1", "C2"]


PAID = (
    "company_code  invoice_number  payer_id  currency  issue_date  document_type  first_paid_date"
    "  due  disputed_amount"
)
OWN = "1000  OLD  C1  USD  2026-01-05  invoice  2026-02-01  0  0"


LINES = "company_code  invoice_number  sku\n1000  I10  A\n1000  I10  A\n1000  I10  -"


def last_price(*paid: str, lines: str = "1000  OLD  A  5", short: str = LINES, **given: str) -> list:
    tables = {
        "documents_in_play": "\n".join((PAID, *paid)),
        "night_lines": f"company_code  invoice_number  sku  unit_price\n{lines}",
        "documents": "company_code  invoice_number  payer_id  currency  issue_date\n1000  I10  C1  USD  2026-02-10",
        "lines": short,
    } | given
    return columns(run_model("last_prices", **tables), "invoice_number", "sku", "last_price", "last_number")


@pytest.mark.parametrize(
    ("paid", "is_known"),
    [
        pytest.param(OWN, True, id="paid, settled and undisputed"),
        pytest.param(OWN.replace("2026-01-05", "2026-02-09"), True, id="issued the day before"),
        pytest.param(OWN.replace("2026-01-05", "2026-02-10"), False, id="issued the same day"),
        pytest.param(OWN.replace("invoice", "debit_memo"), False, id="no invoice"),
        pytest.param(OWN.replace("2026-02-01", "-"), False, id="never paid"),
        pytest.param(OWN.replace("2026-02-01  0", "2026-02-01  1"), False, id="not settled"),
        pytest.param(OWN.replace("0  0", "0  1"), False, id="disputed"),
        pytest.param(OWN.replace("C1", "C2"), False, id="by another payer"),
        pytest.param(OWN.replace("1000", "2000"), False, id="of another company"),
        pytest.param(OWN.replace("USD", "EUR"), False, id="in another currency"),
    ],
)
def test_which_price_was_paid_without_a_dispute(paid: str, is_known: bool):
    lines = "1000  OLD  A  5\n2000  OLD  A  5"
    payers = (
        "company_code  invoice_number  payer_id  currency  issue_date\n1000  I10  C1  USD  2026-02-10\n"
        "1000  I9  C2  EUR  2020-01-01"
    )
    assert last_price(paid, lines=lines, documents=payers) == ([("I10", "A", 5, "OLD")] if is_known else [])


@pytest.mark.parametrize(
    ("paid", "lines", "number"),
    [
        pytest.param([OWN, OWN.replace("OLD", "NEW").replace("01-05", "01-06")], "1000  NEW  A  6\n1000  OLD  A  5", "NEW",
                     id="the latest"),
        pytest.param([OWN, OWN.replace("OLD", "NEW")], "1000  OLD  A  5\n1000  NEW  A  6", "OLD",
                     id="of one day the highest number"),
        pytest.param([OWN], "1000  OLD  A  0", None, id="no price of nothing"),
        pytest.param([OWN], "1000  OLD  B  5", None, id="no price of another item"),
        pytest.param([OWN], "2000  OLD  A  5", None, id="no line of another company"),
    ],
)  # fmt: skip
def test_the_price_last_paid(paid: list[str], lines: str, number: str | None):
    assert [row[3] for row in last_price(*paid, lines=lines)] == ([number] if number else [])


def test_a_price_is_that_of_an_item_of_the_very_documents():
    assert last_price(OWN, lines="1000  NEW  A  5") == [], "a line of another invoice"
    short = "company_code  invoice_number  sku\n1000  I10  A\n1000  I9  B\n2000  I10  B"
    found = last_price(OWN, lines="1000  OLD  A  5\n1000  OLD  B  6", short=short)
    assert found == [("I10", "A", 5, "OLD")], "B is on other documents"


def test_of_one_day_the_price_goes_with_its_number():
    lines = "1000  OLD  A  5\n1000  NEW  A  6"
    assert [row[2:] for row in last_price(OWN, OWN.replace("OLD", "NEW"), lines=lines)] == [(5, "OLD")]
