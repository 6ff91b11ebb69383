"""What is known of a document before any rule reads it: its lines in integers, its items and what they add up to."""

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


def test_an_item_is_billed_by_all_its_lines_and_may_have_no_paper() -> None:
    rows = run_model(
        "document_items",
        numbered_lines="""
            document_id  company_code  invoice_number  line_number  sku     quantity3
            7            C1            INV-1           1            KETTLE  24000
            7            C1            INV-1           2            TRAY    10000
            7            C1            INV-1           3            KETTLE  6000
            7            C1            INV-1           4            -       1000
            8            C1            INV-2           1            TRAY    2000""",
        received_items="""
            document_id  sku     shipped3  received3  proof
            7            KETTLE  30000     28000      POD-5""",
        agreed_prices="""
            document_id  sku   agreed_price  agreed_from
            7            TRAY  25            2026-01-01""",
        last_prices="""
            company_code  invoice_number  sku   last_price  last_number
            C1            INV-2           TRAY  24          INV-0
            C2            INV-2           TRAY  23          INV-9""",
    )
    found = columns(
        rows, "document_id", "sku", "billed3", "item_line_count", "received3", "agreed_price", "last_number"
    )
    assert sorted(found, key=str) == [
        (7, "KETTLE", 30000, 2, 28000, None, None),
        (7, "TRAY", 10000, 1, None, 25, None),
        (8, "TRAY", 2000, 1, None, None, "INV-0"),
    ]


NUMBERED = """
    document_id  line_number  sku     unit_price  net_amount  tax4    quantity3  price4  divisor  is_charge  pack_after  pack_before
    7            1            KETTLE  30.85       74040       200000  24000      308500  100000   no         -           -
    7            2            TRAY    25.955      10382       0       4000       259550  100000   no         12          6
    7            3            KETTLE  30.85       18510       200000  6000       308500  100000   no         -           500
    7            4            -       10          1000        0       1000       100000  100000   no         501         1"""  # noqa: E501
ITEMS = """
    document_id  sku     billed3  item_line_count  received3  agreed_price  last_price
    7            KETTLE  30000    2                -          30.5          29
    7            TRAY    4000     1                -          1000000000    1000000000"""


def test_a_line_is_reckoned_with_tax_and_by_the_unit() -> None:
    rows = run_model("document_lines", numbered_lines=NUMBERED, document_items=ITEMS)
    found = columns(rows, "line_number", "taxed_amount", "extension", "unit6", "taxed_unit6")
    assert sorted(found) == [
        (1, 88848, 74040, 30850000, 37020000),
        (2, 10382, 10382, 25955000, 25955000),
        (3, 22212, 18510, 30850000, 37020000),
        (4, 1000, 1000, 10000000, 10000000),
    ]


def test_a_line_is_named_by_its_item_and_by_its_number_where_the_item_is_repeated_or_missing() -> None:
    rows = run_model("document_lines", numbered_lines=NUMBERED, document_items=ITEMS)
    assert sorted(columns(rows, "line_number", "item")) == [
        (1, "KETTLE (line 1)"), (2, "TRAY"), (3, "KETTLE (line 3)"), (4, "line 4"),
    ]  # fmt: skip


def test_the_described_pack_holds_two_to_five_hundred() -> None:
    rows = run_model("document_lines", numbered_lines="""
        document_id  line_number  pack_after  pack_before
        7            1            12          6
        7            2            -           2
        7            3            500         -
        7            4            1           -
        7            5            -           501
        7            6            -           -""")  # fmt: skip
    assert sorted(columns(rows, "line_number", "described_pack")) == [
        (1, 12), (2, 2), (3, 500), (4, None), (5, None), (6, None),
    ]  # fmt: skip


def test_agreed_and_last_prices_beyond_a_milliard_are_not_reckoned_with() -> None:
    rows = run_model("document_lines", numbered_lines=NUMBERED, document_items=ITEMS)
    assert sorted(columns(rows, "line_number", "agreed4", "last4")) == [
        (1, 305000, 290000), (2, None, None), (3, 305000, 290000), (4, None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("received3", "missing"),
    [
        # No paper shows any of it missing.
        ("-", [0, 0]),
        ("30000", [0, 0]),
        ("31000", [0, 0]),
        ("29000", [0, 1000]),
        ("24000", [0, 6000]),
        ("23000", [1000, 6000]),
        ("0", [24000, 6000]),
    ],
)
def test_an_item_billed_on_two_lines_is_short_on_the_last_one_first(
    received3: str, missing: list[int]
) -> None:
    rows = run_model(
        "document_lines",
        numbered_lines="""
            document_id  line_number  sku     quantity3  is_charge
            7            3            KETTLE  6000       no
            7            1            KETTLE  24000      no""",
        document_items=f"""
            document_id  sku     billed3  item_line_count  received3
            7            KETTLE  30000    2                {received3}""",
    )
    assert [amount for _, amount in sorted(columns(rows, "line_number", "missing3"))] == missing
    assert column(rows, "item_missing3") == [None if received3 == "-" else 30000 - int(received3)] * 2


def test_a_charge_cannot_be_missing() -> None:
    rows = run_model(
        "document_lines",
        numbered_lines="""
            document_id  line_number  sku      quantity3  is_charge
            7            1            FREIGHT  1000       yes""",
        document_items="""
            document_id  sku      billed3  item_line_count  received3
            7            FREIGHT  1000     1                0""",
    )
    assert columns(rows, "missing3", "item_missing3") == [(None, 1000)]


def test_a_document_adds_up_its_lines_and_its_goods_apart_from_charges() -> None:
    rows = run_model("document_totals", document_lines="""
        document_id  line_number  net_amount  tax4    tax_percent  is_charge  missing3
        7            1            74040       200000  20           no         1000
        7            2            25960       200000  20           no         0
        7            3            1750        70000   7            yes        -
        8            1            500         0       0            yes        -""")  # fmt: skip
    found = columns(
        rows, "document_id", "line_count", "lines_amount", "goods_amount", "lines_tax_amount", "highest_tax_percent",
        "short_line_count",
    )  # fmt: skip
    assert sorted(found) == [(7, 3, 101750, 100000, 20123, 20, 1), (8, 1, 500, 0, 0, 0, 0)]


@pytest.mark.parametrize(
    ("lines", "is_all_received"),
    [
        (["10000  0     no", "4000  0  no"], True),
        (["10000  -1000  no", "4000  0  no"], True),
        (["10000  1     no", "4000  0  no"], False),
        (["-      -     no", "4000  0  no"], False),
        (["-      -     yes", "4000  0  no"], True),
        (["-      -     yes"], None),
    ],
    ids=[
        "all counted",
        "more than billed",
        "one short",
        "one not counted",
        "a charge is not goods",
        "no goods",
    ],
)
def test_everything_was_received_where_every_line_of_goods_was(
    lines: list[str], is_all_received: bool | None
) -> None:
    rows = run_model("document_totals", document_lines="\n".join((
        "document_id  received3  item_missing3  is_charge", *(f"7  {line}" for line in lines))))  # fmt: skip
    assert column(rows, "is_all_received") == [is_all_received]
