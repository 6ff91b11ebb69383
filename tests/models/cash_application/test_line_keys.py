"""Lines whose number settles it, and all ways in which the references of the other lines may be read."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

LINE = """
    line_no  receipt_no  pool  group_id  currency  company_code  paid_amount  discount_amount  deduction_amount
    1        7          5     G         USD       -             10000        0                0"""
SOURCE = "receipt_no  value_date\n7  2026-03-02"
ITEM = """
    document_no  group_id  currency  company_code  effective_gross  terms_discount  discount_date
    10           G         USD       C1            10000            200             2026-02-28"""
NUMBER = "line_no  pool  key_tier  key  tier\n1  5  2  RX4711  2"
KEY = "document_no  pool  tier  key\n10  5  2  RX4711"


def plain(line=(), item=(), key=(), **given: str) -> list[dict[str, object]]:
    tables = {
        "advice_lines": altered(LINE, **dict(line)),
        "documents_in_play": altered(ITEM, **dict(item)),
        "item_keys": altered(KEY, **dict(key)),
        "number_keys": NUMBER,
        "receipts": SOURCE,
        "opening_balances": "document_no  due  granted\n10  10000  0\n99  7  0",
    }
    return run_model("plain_lines", **tables | given)


@pytest.mark.parametrize(
    ("line", "item", "key", "found"),
    [
        pytest.param({}, {}, {}, True, id="the number leads to a document of the amount"),
        pytest.param({"paid_amount": 9000}, {}, {}, False, id="it leads to a document of another amount"),
        pytest.param({"paid_amount": 9700, "discount_amount": 200, "deduction_amount": 100}, {}, {}, True, id="settled"),
        pytest.param({"paid_amount": 9000, "invoice_amount": 10000}, {}, {}, True, id="the invoice's amount is stated"),
        pytest.param({"paid_amount": 9800}, {}, {}, True, id="less the terms' discount"),
        pytest.param({"paid_amount": -10000}, {}, {}, False, id="a line that takes"),
        pytest.param({"paid_amount": 0, "invoice_amount": 10000}, {}, {}, False, id="a line that pays nothing"),
        pytest.param({"paid_amount": 1, "invoice_amount": 10000}, {}, {}, True, id="a line that pays a cent"),
        pytest.param({"paid_amount": 9000}, {"effective_gross": -9000}, {}, False, id="a credit memo"),
        pytest.param({"invoice_amount": 0}, {"effective_gross": 0}, {}, False, id="a cancelled document"),
        pytest.param({}, {}, {"key": "RX4712"}, False, id="no document has the number"),
        pytest.param({}, {}, {"tier": 3}, False, id="a key of another tier"),
        pytest.param({}, {}, {"pool": 6}, False, id="a document of another pool"),
        pytest.param({}, {"group_id": "H"}, {}, False, id="a document of another family"),
        pytest.param({}, {"currency": "EUR"}, {}, False, id="a document in another currency"),
        pytest.param({"company_code": "C1"}, {}, {}, True, id="a document of the line's company"),
        pytest.param({"company_code": "C2"}, {}, {}, False, id="a document of another company"),
    ],
)  # fmt: skip
def test_a_line_is_plain_where_its_number_leads_to_the_amount_it_states(line, item, key, found):
    assert columns(plain(line, item, key), "line_no", "document_no", "agrees") == [(1, 10, True)] * found


TWO_ITEMS = ITEM + "\n    11  G  USD  C1  10000  0  2026-02-28"
TWO_DUE = "document_no  due  granted\n10  10000  0\n11  10000  0"
TWO_NUMBERS = NUMBER + "\n1  5  3  4711  3"
TWO_KEYS = KEY + "\n11  5  3  4711"


def test_the_closest_of_two_documents_of_the_amount_is_taken():
    rows = plain(
        documents_in_play=TWO_ITEMS, opening_balances=TWO_DUE, number_keys=TWO_NUMBERS, item_keys=TWO_KEYS
    )
    assert columns(rows, "document_no", "tier") == [(10, 2)]
    both = KEY + "\n11  5  2  RX4711\n10  5  3  4711"
    rows = plain(
        documents_in_play=TWO_ITEMS, opening_balances=TWO_DUE, number_keys=TWO_NUMBERS, item_keys=both
    )
    assert sorted(columns(rows, "document_no", "tier")) == [(10, 2), (11, 2)]


def test_each_line_has_a_closest_document_of_its_own():
    numbers = NUMBER + "\n2  5  3  4711  3"
    rows = plain(
        documents_in_play=TWO_ITEMS,
        opening_balances=TWO_DUE,
        number_keys=numbers,
        item_keys=TWO_KEYS,
        advice_lines=LINE + "\n" + LINE.splitlines()[2].replace("1  ", "2  ", 1),
    )
    assert sorted(columns(rows, "line_no", "document_no")) == [(1, 10), (2, 11)]


def test_a_line_is_not_plain_where_its_number_also_leads_to_another_amount():
    other = TWO_ITEMS.replace("11  G  USD  C1  10000", "11  G  USD  C1  7000")
    due = "document_no  due  granted\n10  10000  0\n11  7000  0"
    assert (
        plain(documents_in_play=other, opening_balances=due, number_keys=TWO_NUMBERS, item_keys=TWO_KEYS)
        == []
    )


def test_one_document_by_two_keys_of_a_tier_is_one_row():
    numbers, both = NUMBER + "\n1  5  2  4711  2", KEY + "\n10  5  2  4711"
    assert len(plain(number_keys=numbers, item_keys=both)) == 1


@pytest.mark.parametrize(
    ("paid_on", "due", "granted", "net_due"),
    [
        pytest.param("2026-03-05", 10000, 0, 9800, id="on the last day of grace"),
        pytest.param("2026-03-06", 10000, 0, 10000, id="a day later"),
        pytest.param("2026-03-05", 10000, 50, 9850, id="a part of the discount is granted"),
        pytest.param("2026-03-05", 150, 0, 0, id="less is open than the discount"),
        pytest.param("2026-03-05", -150, 0, -150, id="too much is paid already"),
    ],
)
def test_a_document_owes_the_rest_less_the_discount_that_the_payment_earns(paid_on, due, granted, net_due):
    source, standing = (
        f"receipt_no  value_date\n7  {paid_on}",
        f"document_no  due  granted\n10  {due}  {granted}",
    )
    [row] = plain({"invoice_amount": 10000}, receipts=source, opening_balances=standing)
    assert (row["due"], row["net_due"]) == (due, net_due)


def read(
    tiers: tuple[int, ...], given: dict[str, str] | None = None, **cells: object
) -> list[tuple[object, ...]]:
    """Return the keys (of these tiers of documents) by which a line is looked for."""
    rows = run_model("line_keys", advice_lines=altered(LINE, **cells), **given or {})
    return sorted((row["key_tier"], row["key"], row["tier"]) for row in rows if row["key_tier"] in tiers)


def test_a_reference_is_read_as_a_number_an_order_a_delivery_and_a_claim():
    found = read((2, 3, 4, 5, 7), {"number_keys": NUMBER}, invoice_reference="rx-4711")
    assert found == [(2, "RX4711", 2), (4, "PRX4711", 4), (5, "DRX4711", 5), (7, "RX4711", 7)]
    assert read((2, 3, 4, 5, 6, 7, 8), invoice_reference=None) == []
    assert read((2, 3, 4, 5, 6, 7, 8), invoice_reference="-.") == []


@pytest.mark.parametrize(
    ("reference", "found"),
    [("RX-1O0045", [(3, "100045", 10)]), ("RX-1O04", []), ("RX-100045", [])],
    ids=["a letter like a digit", "too few digits with it", "digits alone"],
)
def test_letters_that_look_like_digits(reference, found):
    assert read((3,), invoice_reference=reference) == found


def test_the_order_beside_a_reference_is_a_key_of_its_own():
    assert read((4,), po_reference="PO-9") == [(4, "PPO9", 14)]
    assert read((4,), po_reference=".") == []


def test_each_part_of_a_list_is_a_number():
    parts = {"reference_parts": "reference  parts\n4711/12  ['A-4711', 'A-0123']\n4811/12  ['4811', '4812']"}
    found = read((2, 3), parts, invoice_reference="4711/12")
    assert found == [(2, "A0123", 11), (2, "A4711", 11), (3, "4711", 11)]


@pytest.mark.parametrize(
    ("reference", "found"),
    [("RX-1234711A", [(6, "4711", 6)]), ("RX-4711", [(6, "4711", 6)]), ("RX-471", [])],
    ids=["the last four of more", "four", "three"],
)
def test_the_last_digits_of_a_reference(reference, found):
    assert read((6,), invoice_reference=reference) == found


def test_claims_and_held_money():
    both = {"invoice_reference": "RX-4711", "claim_number": "CL-1"}
    assert read((7,), **both) == [(7, "CL1", 7), (7, "RX4711", 7)]
    assert read((7,), **both, paid_amount=-1) == [(7, "CL1", 7), (7, "HRX4711", 7), (7, "RX4711", 7)]
    assert read((7,), **both, paid_amount=0) == read((7,), **both)
    assert read((7,), claim_number=".", invoice_reference=".", paid_amount=-1) == []


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        pytest.param(
            {"invoice_amount": 12000}, ["10000", "12000"], id="the invoice's amount and what is settled"
        ),
        pytest.param(
            {"discount_amount": 20, "deduction_amount": 3}, ["10023"], id="what is settled with what is taken"
        ),
        pytest.param({"paid_amount": 0, "invoice_amount": 12000}, ["12000"], id="a line that pays nothing"),
        pytest.param({"paid_amount": 0, "deduction_amount": 50}, ["50"], id="a line that only deducts"),
        pytest.param({"paid_amount": 0, "invoice_amount": 0}, [], id="a line without amounts"),
        pytest.param(
            {"paid_amount": -50, "invoice_amount": 12000}, ["V50"], id="a line that takes: the deduction"
        ),
        pytest.param({"po_reference": "PO-9"}, ["10000", "PPO9"], id="the order beside it"),
        pytest.param({"po_reference": "."}, ["10000"], id="an order without letter or digit"),
        pytest.param({"invoice_reference": "RX47"}, [], id="four characters are near too much"),
        pytest.param({"invoice_reference": None}, [], id="no reference"),
    ],
)
def test_what_is_near_a_reference_is_looked_for_by_amount_or_order(cells, found):
    keys = read((8,), **{"invoice_reference": "RX-4711"} | cells)
    assert keys == [(8, key, 8) for key in found]


def test_plain_lines_and_references_too_long_are_read_no_further():
    line = {"invoice_reference": "RX-4711", "po_reference": "PO-9", "claim_number": "CL-1", "paid_amount": -1}
    tiers = (1, 2, 3, 4, 5, 6, 7, 8)
    parts = {"reference_parts": "reference  parts\nRX-4711  ['RX1']"}
    assert read(tiers, parts | {"plain_lines": "line_no\n1", "number_keys": NUMBER}, **line) == []
    assert read(tiers, parts | {"long_references": "line_no\n1"}, **line) == []


def test_one_key_by_two_ways_is_one_row_and_bears_the_pool():
    rows = run_model("line_keys", advice_lines=altered(LINE, claim_number="CL-1", invoice_reference="CL1"))
    assert [row["key"] for row in rows if row["key_tier"] == 7] == ["CL1"]
    assert {row["pool"] for row in rows} == {5}
