"""What the explanations read beside the documents that are short: lines, deliveries, look-alikes."""

import pytest

from tests.models.running import column, columns, run_model

SHORT = "company_code  invoice_number\n1000  I10\n1000  I10\n1000  I11"


def test_short_documents_are_listed_once():
    items = "document_no  company_code  invoice_number\n10  1000  I10\n11  2000  I10\n12  1000  I12"
    assert column(run_model("documents", documents_in_play=items, shortfalls=SHORT), "document_no") == [10]


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


def test_a_delivery_that_came_with_and_without_its_document_counts_once():
    rows = run_model(
        "shipments",
        night_shipments="company_code  delivery_number  invoice_number  sku  quantity_received\n"
        "1000  D1  -  A  4\n1000  D1  I10  A  3\n1000  D1  -  B  2",
        documents="company_code  invoice_number  delivery_number\n1000  I10  D1",
    )
    assert sorted(columns(rows, "invoice_number", "sku", "quantity_received")) == [
        ("I10", "A", 3),
        ("I10", "B", 2),
    ]


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
        documents_in_play="\n".join((OTHERS, *others)),
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


def test_a_document_is_withheld_whole_by_what_is_short_on_it_alone():
    rows = run_model(
        "look_alikes",
        documents=f"{WHOLE}\n{I10}",
        shortfalls="company_code  invoice_number  amount\n1000  I11  1000\n2000  I10  1000",
        documents_in_play=f"{OTHERS}\n{TWIN}",
    )
    assert rows == []


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
