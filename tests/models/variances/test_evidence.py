"""What the explanations read beside the documents that are short: lines, deliveries, prices, look-alikes."""

import pytest

from tests.models.running import column, columns, run_model

SHORT = "company_code  invoice_number\n1000  I10\n1000  I10\n1000  I11"


def test_short_documents_are_listed_once():
    items = "document_no  company_code  invoice_number\n10  1000  I10\n11  2000  I10\n12  1000  I12"
    assert column(run_model("documents", items=items, shortfalls=SHORT), "document_no") == [10]


def test_lines_are_those_of_short_documents():
    night_lines = (
        "company_code  invoice_number  line_number\n1000  I10  1\n1000  I10  2\n2000  I10  3\n1000  I12  4"
    )
    rows = run_model("lines", night_lines=night_lines, documents="company_code  invoice_number\n1000  I10")
    assert sorted(column(rows, "line_number")) == [1, 2]


@pytest.mark.parametrize(
    ("shipment", "invoices"),
    [
        pytest.param("1000  D1  I10", ["I10"], id="of the document itself"),
        pytest.param(
            "1000  D1  -", ["I10", "I11"], id="of a delivery alone: of each document of the delivery"
        ),
        pytest.param("1000  D9  I10", ["I10"], id="under another delivery than the document says"),
        pytest.param("1000  D1  I12", [], id="of another document, though of the same delivery"),
        pytest.param("1000  D9  -", [], id="of another delivery"),
        pytest.param("2000  D1  I10", [], id="of another company"),
        pytest.param("2000  D1  -", [], id="of another company's delivery"),
    ],
)
def test_which_deliveries_tell_of_a_short_document(shipment: str, invoices: list[str]):
    rows = run_model(
        "shipments",
        night_shipments=f"company_code  delivery_number  invoice_number\n{shipment}",
        documents="company_code  invoice_number  delivery_number\n1000  I10  D1\n1000  I11  D1",
    )
    assert sorted(column(rows, "invoice_number")) == invoices


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


def last_price(*paid: str, lines: str = "1000  OLD  A  5", **given: str) -> list:
    tables = {
        "items": "\n".join((PAID, *paid)),
        "night_lines": f"company_code  invoice_number  sku  unit_price\n{lines}",
        "documents": "company_code  invoice_number  payer_id  currency  issue_date\n1000  I10  C1  USD  2026-02-10",
        "lines": "company_code  invoice_number  sku\n1000  I10  A\n1000  I10  A\n1000  I10  -",
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


def test_of_one_day_the_price_goes_with_its_number():
    lines = "1000  OLD  A  5\n1000  NEW  A  6"
    assert [row[2:] for row in last_price(OWN, OWN.replace("OLD", "NEW"), lines=lines)] == [(5, "OLD")]


WHOLE = (
    "company_code  payer_id  currency  invoice_number  issue_date  gross_amount  terms_discount"
    "  lines_key  delivery_number  po_number"
)
I10 = "1000  C1  USD  I10  2026-02-10  1000  20  L1  D1  O1"
OTHERS = (
    "company_code  payer_id  currency  invoice_number  issue_date  gross_amount  lines_key"
    "  delivery_number  po_number  document_type  is_cancelled"
)
TWIN = "1000  C1  USD  I09  2026-02-01  1000  L1  D1  O1  invoice  no"


def alike(*others: str, document: str = I10, short: int = 1_000) -> list:
    rows = run_model(
        "look_alikes",
        documents=f"{WHOLE}\n{document}",
        shortfalls=f"company_code  invoice_number  amount\n1000  I10  {short}",
        items="\n".join((OTHERS, *others)),
    )
    return columns(
        rows, "other_number", "is_same_lines", "is_same_total", "is_same_delivery", "is_same_order"
    )


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(TWIN, [("I09", True, True, True, True)], id="all alike, said once"),
        pytest.param(TWIN.replace("L1", "L9"), [("I09", False, True, True, True)], id="the same total"),
        pytest.param(
            TWIN.replace("L1", "-"),
            [("I09", False, True, True, True)],
            id="the same total, its lines unknown",
        ),
        pytest.param(
            TWIN.replace("  1000  L1", "  999  L1"), [("I09", True, False, True, True)], id="the same lines"
        ),
        pytest.param(TWIN.replace("  1000  L1", "  999  L9"), [], id="neither"),
        pytest.param(
            TWIN.replace("D1  O1", "D2  O2"),
            [("I09", True, True, False, False)],
            id="of another delivery and order",
        ),
        pytest.param(TWIN.replace("invoice", "debit_memo"), [], id="a debit memo"),
        pytest.param(TWIN.replace("C1", "C2"), [], id="another payer's"),
        pytest.param("2" + TWIN[1:], [], id="another company's"),
        pytest.param(TWIN.replace("USD", "EUR"), [], id="in another currency"),
        pytest.param(TWIN.replace("  no", "  yes"), [], id="cancelled"),
        pytest.param(
            TWIN.replace("  no", "  -"), [("I09", True, True, True, True)], id="not said to be cancelled"
        ),
        pytest.param(TWIN.replace("02-01", "02-11"), [], id="issued later"),
        pytest.param(
            TWIN.replace("02-01", "02-10"),
            [("I09", True, True, True, True)],
            id="of the same day, with a lower number",
        ),
        pytest.param(
            TWIN.replace("02-01", "02-10").replace("I09", "I11"),
            [],
            id="of the same day, with a higher number",
        ),
        pytest.param(TWIN.replace("02-01", "02-10").replace("I09", "I10"), [], id="itself"),
    ],
)
def test_which_earlier_documents_look_alike(other: str, expected: list):
    assert alike(other) == expected


@pytest.mark.parametrize("changes", [("L1", "L9", 1_000), ("1000  20", "999  20", 999)])
@pytest.mark.parametrize(
    "other",
    [
        TWIN.replace("invoice", "debit_memo"),
        TWIN.replace("C1", "C2"),
        TWIN.replace("USD", "EUR"),
        "2" + TWIN[1:],
    ],
)
def test_by_lines_or_total_alone_too_only_invoices_of_the_payer_look_alike(changes: tuple, other: str):
    assert alike(other, document=I10.replace(*changes[:2]), short=changes[2]) == []


@pytest.mark.parametrize(
    ("document", "short", "is_whole"),
    [
        pytest.param(I10, 1_000, True, id="all of it"),
        pytest.param(I10, 980, True, id="all but its discount"),
        pytest.param(I10, 999, False, id="a cent less"),
        pytest.param(I10.replace("1000  20", "1000  -"), 1_000, True, id="without terms"),
        pytest.param(I10.replace("1000  20", "0  0"), 0, False, id="nothing is billed"),
    ],
)
def test_only_a_document_withheld_whole_is_compared(document: str, short: int, is_whole: bool):
    assert bool(alike(TWIN, document=document, short=short)) is is_whole
