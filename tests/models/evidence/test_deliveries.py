"""What the proof of delivery shows as not received, and the amounts that are just that."""

from __future__ import annotations

import pytest

from tests.models.running import Row, column, columns, run_model

DOCUMENT = """
    document_id  company_code  invoice_number  delivery_number
    7            C1            INV-1           D-9"""


def test_a_delivery_is_found_by_the_invoice_that_it_names_and_else_by_its_own_number() -> None:
    rows = run_model("received_items", examined_documents=DOCUMENT, shipments="""
        company_code  delivery_number  invoice_number  sku       quantity_shipped  quantity_received
        C1            D-1              INV-1           INVOICE   10                10
        C1            D-9              -               DELIVERY  10                10
        C1            D-9              INV-2           OTHER     10                10
        C2            D-9              -               COMPANY   10                10
        C1            D-8              -               NUMBER    10                10""")  # fmt: skip
    assert sorted(column(rows, "sku")) == ["DELIVERY", "INVOICE"]


def test_an_item_of_two_deliveries_is_received_in_sum_where_both_were_counted() -> None:
    rows = run_model("received_items", examined_documents=DOCUMENT, shipments="""
        company_code  delivery_number  invoice_number  sku     quantity_shipped  quantity_received  pod_reference
        C1            D-1              INV-1           KETTLE  20                19.5               POD-7
        C1            D-2              INV-1           KETTLE  4                 4                  POD-3
        C1            D-1              INV-1           TRAY    8                 8                  POD-7
        C1            D-2              INV-1           TRAY    2                 -                  -
        C1            D-1              INV-1           LAMP    1                 -                  -""")  # fmt: skip
    assert sorted(columns(rows, "sku", "shipped3", "received3", "proof")) == [
        ("KETTLE", 24000, 23500, "POD-3 to POD-7"),
        ("LAMP", 1000, None, "delivery D-1"),
        ("TRAY", 10000, None, "POD-7 to delivery D-2"),
    ]


LINE = """
    document_id  line_number  item    quantity3  price4  tax4    divisor  item_missing3  is_charge  unit_price  proof  tax_percent
    7            1            KETTLE  24000      308500  200000  100000   {missing}      {charge}   30.85       POD-5  20"""


def short_line(amount: int, missing: str = "3000", charge: str = "no") -> list[Row]:
    return run_model(
        "rules__delivery_short_line",
        examined_shortfalls=f"""
            shortfall_id  document_id  amount    figure_chance  places  short_line_count
            1             7            {amount}  15625          2       2""",
        document_lines=LINE.format(missing=missing, charge=charge),
    )


def test_a_short_line_says_what_was_received_and_what_not() -> None:
    [row] = short_line(9255)
    assert row == {
        "shortfall_id": 1,
        "dispute_type": "short_ship",
        "dispute_subtype": "quantity",
        "hypothesis": "short_ship/quantity",
        "amount_explained": 9255,
        # One chance in 64, on two short lines, with tax and without: four bits and a document.
        "strength": 12.0,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": "arithmetic and POD-5: 21 of 24 × KETTLE received",
        "sentence": "3 of 24 × KETTLE at 30.85 not received according to POD-5",
    }


@pytest.mark.parametrize(
    ("amount", "explained"),
    [(9255, [9255]), (9256, []), (11106, [11106]), (11107, [11106]), (11108, []), (9254, [])],
)
def test_a_short_line_is_the_amount_exactly_or_with_tax_to_the_cent(
    amount: int, explained: list[int]
) -> None:
    rows = short_line(amount)
    assert column(rows, "amount_explained") == explained
    assert all("plus 20 % tax" in row["sentence"] for row in rows) == (amount > 9255 or not rows)


def test_tax_may_be_rounded_once_at_the_end() -> None:
    # 333 × 0.125 = 41.625: 41.63 and 8.33 tax; in one go 49.95. 3 × 0.145 = 0.435: 0.44 + 0.09; in one go 0.52.
    rows = run_model(
        "rules__delivery_short_line",
        examined_shortfalls="""
            shortfall_id  document_id  amount  figure_chance  places  short_line_count
            1             7            4995    1              2       1""",
        document_lines="""
            document_id  line_number  item  quantity3  price4  tax4    divisor  item_missing3  is_charge  unit_price  proof  tax_percent
            7            1            NUT   500000     1250    200000  100000   333000         no         0.125       POD-5  20""",
    )
    assert column(rows, "amount_explained") == [4996]


def test_a_line_of_which_nothing_came_is_a_missing_line() -> None:
    [row] = short_line(74040, missing="24000")
    assert (row["dispute_subtype"], row["hypothesis"]) == ("missing_line", "short_ship/missing_line")


def test_a_line_cannot_be_short_by_more_than_it_bills() -> None:
    [row] = short_line(74040, missing="30000")
    assert row["sentence"] == "24 of 24 × KETTLE at 30.85 not received according to POD-5"


@pytest.mark.parametrize(("missing", "charge"), [("0", "no"), ("-", "no"), ("3000", "yes")])
def test_what_was_received_or_never_counted_or_is_a_charge_is_not_short(missing: str, charge: str) -> None:
    assert short_line(9255 if missing == "3000" else 0, missing, charge) == []


def test_an_untaxed_line_has_no_second_amount() -> None:
    rows = run_model(
        "rules__delivery_short_line",
        examined_shortfalls="""
            shortfall_id  document_id  amount  figure_chance  places  short_line_count
            1             7            9256    1              2       1""",
        document_lines=LINE.format(missing="3000", charge="no").replace("200000", "0"),
    )
    assert rows == []


def short_document(amount: int, lines: str) -> list[Row]:
    return run_model(
        "rules__delivery_short_document",
        examined_shortfalls=f"""
            shortfall_id  document_id  amount    figure_chance  places
            1             7            {amount}  15625          2
            2             8            {amount}  15625          2""",
        document_lines="""
            document_id  line_number  item  quantity3  price4  tax4  divisor  missing3  unit_price  proof
            """ + lines.strip(),
    )  # fmt: skip


TWO_SHORT = """
    7  2  TRAY    10000  259600  200000  100000  4000  25.96  POD-6
    7  1  KETTLE  24000  308500  200000  100000  3000  30.85  POD-5
    7  3  LAMP    5000   100000  200000  100000  0     10     POD-5
    7  4  CUP     5000   100000  200000  100000  -     10     -"""


def test_two_short_lines_are_named_together_in_the_order_of_the_document() -> None:
    [row] = short_document(19639, TWO_SHORT)
    assert row == {
        "shortfall_id": 1,
        "dispute_type": "short_ship",
        "dispute_subtype": "quantity",
        "hypothesis": "short_ship/quantity",
        "amount_explained": 19639,
        "strength": 13.0,
        "is_documented": True,
        "evidence_source": "paper",
        "basis": "arithmetic and POD-5, POD-6: 2 lines not fully received",
        "sentence": "3 of 24 × KETTLE at 30.85, 4 of 10 × TRAY at 25.96 not received according to POD-5, POD-6",
    }


@pytest.mark.parametrize(
    ("amount", "explained"),
    [
        (19639, [19639]),
        (19640, []),
        (23567, [23567]),
        (23568, [23567]),
        (23566, [23567]),
        (23569, []),
        (23565, []),
    ],
)
def test_two_short_lines_are_the_amount_exactly_or_with_tax_to_half_a_cent_a_line(
    amount: int, explained: list[int]
) -> None:
    rows = short_document(amount, TWO_SHORT)
    assert column(rows, "amount_explained") == explained
    assert all(" plus tax not received" in row["sentence"] for row in rows) == (amount != 19639)


def test_untaxed_lines_have_no_second_amount() -> None:
    assert short_document(19640, TWO_SHORT.replace("200000", "0")) == []


def test_one_short_line_is_left_to_the_rule_for_one_line() -> None:
    one = "7  1  KETTLE  24000  308500  200000  100000  3000  30.85  POD-5"
    assert short_document(9255, one) == []


def test_lines_are_missing_only_where_all_of_them_are_wholly() -> None:
    whole = "7  1  KETTLE  2000  100000  0  100000  2000  10  POD-5\n"
    both = short_document(5000, whole + "7  2  TRAY  3000  100000  0  100000  3000  10  POD-5")
    mixed = short_document(4000, whole + "7  2  TRAY  3000  100000  0  100000  2000  10  POD-5")
    assert columns(both + mixed, "dispute_subtype", "hypothesis") == [
        ("missing_line", "short_ship/missing_line"), ("quantity", "short_ship/quantity"),
    ]  # fmt: skip


def test_a_proof_of_two_lines_is_named_once() -> None:
    [row] = short_document(19639, TWO_SHORT.replace("POD-6", "POD-5"))
    assert row["basis"] == "arithmetic and POD-5: 2 lines not fully received"
