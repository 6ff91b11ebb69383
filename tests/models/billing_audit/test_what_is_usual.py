"""Bills at hand and the prices of items, which tonight's documents are compared with."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model

CHANGED = """
    company_code  invoice_number
    C1            INV-1
    C1            CM-2
    C1            INV-3"""


def test_bills_that_tonight_brings_or_changes_are_tested() -> None:
    rows = run_model("audited_documents", night_changed_documents=CHANGED, night_documents="""
        company_code  invoice_number  document_type  is_cancelled
        C1            INV-1           invoice        -
        C1            CM-2            credit_memo    no
        C1            INV-3           invoice        yes
        C1            INV-4           invoice        no
        C2            INV-1           invoice        no""")  # fmt: skip
    assert columns(rows, "company_code", "invoice_number") == [("C1", "INV-1")]


def test_other_kinds_of_bills_are_tested_too() -> None:
    rows = run_model("audited_documents", night_changed_documents=CHANGED, night_documents="""
        company_code  invoice_number  document_type  is_cancelled
        C1            INV-1           debit_memo     no""")  # fmt: skip
    assert len(rows) == 1


def test_a_bill_is_compared_with_all_bills_of_its_payer() -> None:
    rows = run_model(
        "audited_items",
        audited_documents="invoice_number  payer_id\nINV-1  P1",
        night_documents="""
            invoice_number  payer_id  document_type  is_cancelled  effective_gross  allocated_amount  discount_granted_amount  credited_amount  written_off_amount
            INV-1           P1        invoice        -             1000             100               20                       3                4
            INV-0           P1        invoice        no            1000             0                 0                        0                0
            CM-1            P1        credit_memo    no            -500             0                 0                        0                0
            INV-8           P1        invoice        yes           1000             0                 0                        0                0
            INV-9           P2        invoice        no            1000             0                 0                        0                0""",
    )
    assert sorted(columns(rows, "invoice_number", "due")) == [("INV-0", 1000), ("INV-1", 873)]


def test_bills_at_hand_are_those_of_payers_that_are_looked_into() -> None:
    rows = run_model(
        "billed_documents",
        documents="invoice_number  payer_id\nINV-1  P1",
        documents_in_play="""
            invoice_number  payer_id  document_type  is_cancelled
            INV-1           P1        invoice        -
            INV-0           P1        invoice        no
            CM-1            P1        credit_memo    no
            INV-8           P1        invoice        yes
            INV-9           P2        invoice        no""",
    )
    assert sorted(column(rows, "invoice_number")) == ["INV-0", "INV-1"]


def test_lines_of_bills_are_goods_or_charges() -> None:
    rows = run_model(
        "billed_lines",
        billed_documents="company_code  invoice_number  payer_id\nC1  INV-1  P1",
        night_lines="""
            company_code  invoice_number  sku     description  tax_percent  net_amount
            C1            INV-1           KETTLE  -            19           100
            C1            INV-1           -       Freight      -            20
            C1            INV-2           KETTLE  -            19           100
            C2            INV-1           KETTLE  -            19           100""",
    )
    assert sorted(columns(rows, "payer_id", "sku", "tax4", "net_amount", "is_charge"), key=str) == [
        ("P1", "KETTLE", 190000, 100, False), ("P1", None, None, 20, True),
    ]  # fmt: skip


def test_items_of_tonights_documents_are_looked_up_once() -> None:
    rows = run_model("tested_items", night_changed_documents=CHANGED, night_lines="""
        company_code  invoice_number  sku
        C1            INV-1           KETTLE
        C1            CM-2            KETTLE
        C1            INV-3           -
        C1            INV-4           TRAY
        C2            INV-1           LAMP""")  # fmt: skip
    assert column(rows, "sku") == ["KETTLE"]


DOCUMENTS = """
    company_code  invoice_number  currency  issue_date
    C1            A               USD       2026-01-01
    C1            B               USD       2026-01-01
    C1            C               USD       2026-01-02
    C1            E               EUR       2026-01-02
    C2            F               USD       2026-01-02"""
LINES = """
    company_code  invoice_number  sku     unit_price
    C1            B               KETTLE  30
    C1            A               KETTLE  30
    C1            B               KETTLE  31
    C1            C               KETTLE  31
    C1            C               KETTLE  0
    C1            C               KETTLE  1000000000
    C1            C               KETTLE  999999999
    C1            C               TRAY    1
    C1            E               KETTLE  31
    C2            F               KETTLE  31
    C3            A               KETTLE  5"""


def test_the_least_price_of_a_day_counts() -> None:
    rows = run_model(
        "billed_prices", night_documents=DOCUMENTS, night_lines=LINES, tested_items="sku\nKETTLE"
    )
    found = [(*row[:3], str(row[3]), int(row[4]), row[5]) for row in columns(
        rows, "company_code", "sku", "currency", "issue_date", "earlier_price", "earlier_number")]  # fmt: skip
    assert sorted(found) == [
        ("C1", "KETTLE", "EUR", "2026-01-02", 31, "E"),
        ("C1", "KETTLE", "USD", "2026-01-01", 30, "A"),
        ("C1", "KETTLE", "USD", "2026-01-02", 31, "C"),
        ("C2", "KETTLE", "USD", "2026-01-02", 31, "F"),
    ]


def test_the_document_that_billed_the_least_price_is_named() -> None:
    rows = run_model("billed_prices", night_documents=DOCUMENTS, tested_items="sku\nKETTLE", night_lines="""
        company_code  invoice_number  sku     unit_price
        C1            A               KETTLE  31
        C1            B               KETTLE  30""")  # fmt: skip
    assert [(int(row["earlier_price"]), row["earlier_number"]) for row in rows] == [(30, "B")]


def prices(lines: str) -> list[tuple[object, ...]]:
    rows = run_model(
        "usual_prices",
        night_documents=DOCUMENTS,
        night_lines="company_code  invoice_number  sku  unit_price\n" + lines,
        tested_items="sku\nKETTLE",
    )
    return sorted(
        (*row[:3], int(row[3])) for row in columns(rows, "company_code", "sku", "currency", "usual_price")
    )


@pytest.mark.parametrize(
    ("billed", "usual"),
    [
        (["31", "31", "30"], 31),
        (["31", "31", "30", "30", "30"], 30),
        (["31", "31", "31", "30", "30"], 31),
        (["31", "31", "30", "30"], 30),
        (["30", "30", "31", "31"], 30),
        (["31", "30"], None),
        (["0", "0"], None),
        (["1000000000", "1000000000"], None),
        (["999999999", "999999999"], 999999999),
    ],
    ids=[
        "the most lines",
        "more lines",
        "more at a higher price",
        "the lower of two",
        "in any order",
        "one line is no usage",
        "no price",
        "beyond a milliard",
        "below it",
    ],
)
def test_the_usual_price_of_an_item_is_that_of_most_lines(billed: list[str], usual: int | None) -> None:
    found = prices("\n".join(f"C1  A  KETTLE  {price}" for price in billed))
    assert found == ([("C1", "KETTLE", "USD", usual)] if usual else [])


def test_usual_prices_are_those_of_tonights_items_by_company_and_currency() -> None:
    two = "C1  A  KETTLE  31\nC1  B  KETTLE  31\nC1  E  KETTLE  31\nC2  F  KETTLE  31\nC1  A  TRAY  5\nC1  B  TRAY  5\nC9  A  KETTLE  31"
    assert prices(two) == [("C1", "KETTLE", "USD", 31)]
    assert prices(f"{two}\nC1  E  KETTLE  30\nC1  E  KETTLE  30") == [
        ("C1", "KETTLE", "EUR", 30), ("C1", "KETTLE", "USD", 31),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "price"),
    [
        ("C1  KETTLE  USD  2026-01-01", None),
        ("C1  KETTLE  USD  2026-01-02", 30),
        ("C1  KETTLE  USD  2026-01-05", 30),
        ("C1  KETTLE  USD  2026-01-06", 31),
        ("C2  KETTLE  USD  2026-01-06", None),
        ("C1  TRAY    USD  2026-01-06", None),
        ("C1  KETTLE  EUR  2026-01-06", None),
        ("C1  -       USD  2026-01-06", None),
    ],
    ids=["on the day itself", "the day after", "before the next one", "after the next one", "company", "item", "currency", "no item"],
)  # fmt: skip
def test_the_price_last_billed_before_the_document(asked: str, price: int | None) -> None:
    line = f"7  INV-9  {asked}"
    rows = run_model(
        "earlier_prices",
        numbered_lines=f"document_id  invoice_number  company_code  sku  currency  issue_date\n{line}\n{line}",
        billed_prices="""
            company_code  sku     currency  issue_date  earlier_price  earlier_number
            C1            KETTLE  USD       2026-01-01  30             A
            C1            KETTLE  USD       2026-01-05  31             B""",
    )
    assert columns(rows, "document_id", "earlier4") == ([(7, price * 10000)] if price else [])


def test_a_price_of_no_money_is_none_and_one_of_some_cents_is() -> None:
    rows = run_model("billed_prices", night_documents=DOCUMENTS, tested_items="sku\nKETTLE", night_lines="""
        company_code  invoice_number  sku     unit_price
        C1            A               KETTLE  0.5
        C1            C               KETTLE  1000000000
        C2            F               KETTLE  999999999.9999""")  # fmt: skip
    assert sorted(column(rows, "earlier_number")) == ["A", "F"]
