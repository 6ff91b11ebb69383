"""Items and lines of a document with what papers say of them, and what they add up to."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model


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
    7            4            -       10          1000        0       1000       100000  100000   no         501         1"""
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
