"""Documents and their lines in integers, before any rule reads them."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model


@pytest.mark.parametrize(
    ("currency", "divisor", "millionths"),
    [("USD", 10**5, 10**4), ("JPY", 10**7, 10**6), ("KWD", 10**4, 10**3)],
)
def test_arithmetic_is_scaled_to_the_minor_unit_of_the_currency(
    currency: str, divisor: int, millionths: int
) -> None:
    rows = run_model("examined_documents", documents=f"""
        invoice_number  currency
        INV-1           {currency}""")  # fmt: skip
    assert columns(rows, "divisor", "millionths") == [(divisor, millionths)]


def test_terms_discount_is_rounded_half_up_and_only_where_there_are_terms() -> None:
    rows = run_model("examined_documents", documents="""
        invoice_number  currency  gross_amount  discount_percent
        EXACT           USD       100000        2
        HALF            USD       1025          2
        BELOW           USD       1024          2
        SMALL           USD       1000          0.5
        ZERO            USD       100000        0
        NONE            USD       100000        -""")  # fmt: skip
    found = dict(columns(rows, "invoice_number", "terms_discount"))
    assert found == {"EXACT": 2000, "HALF": 21, "BELOW": 20, "SMALL": 5, "ZERO": None, "NONE": None}
    assert sorted(column(rows, "document_id")) == [1, 2, 3, 4, 5, 6]


EXAMINED = """
    document_id  company_code  invoice_number
    7            C1            INV-1"""


def test_lines_belong_to_their_document_of_their_company() -> None:
    rows = run_model("numbered_lines", examined_documents=EXAMINED, lines="""
        company_code  invoice_number  line_number
        C1            INV-1           1
        C2            INV-1           2
        C1            INV-2           3""")  # fmt: skip
    assert columns(rows, "document_id", "line_number") == [(7, 1)]


@pytest.mark.parametrize(
    ("quantity", "price", "thousandths", "ten_thousandths"),
    [
        ("24", "30.85", 24000, 308500),
        ("0.001", "0.0001", 1, 1),
        ("0", "0", None, None),
        ("-3", "-2", None, None),
        ("999999999.999", "999999999.9999", 999999999999, 9999999999999),
        ("1000000000", "1000000000", None, None),
        ("-", "-", None, None),
    ],
)
def test_quantities_and_prices_are_positive_and_below_a_milliard(
    quantity: str, price: str, thousandths: int | None, ten_thousandths: int | None
) -> None:
    rows = run_model("numbered_lines", examined_documents=EXAMINED, lines=f"""
        company_code  invoice_number  line_number  quantity    unit_price
        C1            INV-1           1            {quantity}  {price}""")  # fmt: skip
    assert columns(rows, "quantity3", "price4") == [(thousandths, ten_thousandths)]


def test_a_line_without_a_rate_is_untaxed_but_is_not_taxed_at_zero() -> None:
    rows = run_model("numbered_lines", examined_documents=EXAMINED, lines="""
        company_code  invoice_number  line_number  tax_percent
        C1            INV-1           1            19.5
        C1            INV-1           2            0
        C1            INV-1           3            -""")  # fmt: skip
    assert columns(rows, "line_number", "tax4", "has_rate") == [
        (1, 195000, True),
        (2, 0, True),
        (3, 0, False),
    ]


@pytest.mark.parametrize(
    ("sku", "description", "is_charge"),
    [
        ("KETTLE", "Freight to Hamburg", True),
        ("postage", "-", True),
        ("-", "delivery charge", True),
        ("KETTLE", "Freightliner toy truck", False),
        ("KETTLE", "for delivery in May", False),
        ("-", "-", False),
    ],
)
def test_words_of_a_line_say_that_it_is_a_charge(sku: str, description: str, is_charge: bool) -> None:
    rows = run_model("numbered_lines", examined_documents=EXAMINED, lines=f"""
        company_code  invoice_number  line_number  sku    description
        C1            INV-1           1            {sku}  {description}""")  # fmt: skip
    assert column(rows, "is_charge") == [is_charge]


@pytest.mark.parametrize(
    ("uom", "description", "after", "before"),
    [
        ("EA", "kettle, case of 24", 24, None),
        ("pk6", "-", 6, None),
        ("CS/12", "-", 12, None),
        ("EA", "kettle 12 pack", None, 12),
        ("EA", "kettle 12-ct", None, 12),
        ("EA", "kettle 6 per box", None, 6),
        ("-", "kettle, case of 24", 24, None),
        ("12 PK", "-", None, 12),
        ("-", "12 pack", None, 12),
        ("EA", "set of 12", None, None),
        ("EA", "case of 1200", None, None),
        ("EA", "12 packets", None, None),
    ],
)
def test_words_of_a_line_name_its_pack(
    uom: str, description: str, after: int | None, before: int | None
) -> None:
    rows = run_model("numbered_lines", examined_documents=EXAMINED, lines=f"""
        company_code  invoice_number  line_number  uom    description
        C1            INV-1           1            {uom}  {description}""")  # fmt: skip
    assert columns(rows, "pack_after", "pack_before") == [(after, before)]
