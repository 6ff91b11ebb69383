"""Faults of our own documents that their lines, totals and taxes show."""

from __future__ import annotations

import pytest

from tests.models.running import Row, column, columns, run_model

LINE_HEAD = """document_id  line_number  item  quantity3  price4  unit_price  agreed4  agreed_price  agreed_from  net_amount  extension  taxed_amount  tax4  rate_amount  divisor  places
"""


def prices(rule: str, line: str) -> list[tuple[object, ...]]:
    rows = run_model(f"checks__{rule}", tested_lines=LINE_HEAD + line)
    return columns(rows, "billed_amount", "right_amount", "claim")


ABOVE = "7  1  CUP  10000  50000  5  {}  {}  2025-10-01  {}  5000  6000  200000  {}  100000  2"


def test_a_line_above_its_agreed_price_is_right_at_that_price_with_its_tax() -> None:
    assert prices("agreed_price", ABOVE.format(45000, "4.50", 5000, 5000)) == [
        (6000, 5400, "10 × CUP billed at 5.00 instead of 4.50 agreed from 2025-10-01")
    ]
    assert prices("price_below_agreement", ABOVE.format(55000, "5.50", 5000, 5000)) == [
        (6000, 6600, "10 × CUP billed at 5.00 instead of 5.50 agreed from 2025-10-01")
    ]


def test_tax_is_what_the_lines_taxed_alike_bear_less_without_the_difference() -> None:
    # 0.03 too much of 50.03: 20 % of 50.03 is 10.01 (10.006), of 50.00 10.00.
    line = "7  1  CUP  10000  50000  5  49970  4.997  2025-10-01  5000  5000  6000  200000  5003  100000  2"
    assert prices("agreed_price", line)[0][:2] == (6000, 5996)


@pytest.mark.parametrize("rule", ["agreed_price", "price_below_agreement"])
@pytest.mark.parametrize(
    "line",
    [
        ABOVE.format(50000, "5.00", 5000, 5000),
        ABOVE.format("-", "-", 5000, 5000),
        ABOVE.format(5000, "0.50", 5000, 5000),
        ABOVE.format(500000, "50.00", 5000, 5000),
        ABOVE.format(45000, "4.50", 5002, 5000),
        ABOVE.format(55000, "5.50", 4998, 5000),
        ABOVE.format(45000, "4.50", 5000, 5000).replace("10000  50000", "-  50000"),
        ABOVE.format(55000, "5.50", 5000, 5000).replace("10000  50000", "-  50000"),
    ],
    ids=["the agreed price", "none is agreed", "a tenth of it", "ten times of it", "a line that is too high", "or too low",
         "no quantity", "nor then"],
)  # fmt: skip
def test_other_lines_are_at_their_price_or_another_fault(rule: str, line: str) -> None:
    assert prices(rule, line) == []


@pytest.mark.parametrize("net", [4999, 5001])
def test_a_line_may_be_rounded_by_a_cent_either_way(net: int) -> None:
    assert len(prices("agreed_price", ABOVE.format(45000, "4.50", net, 5000))) == 1
    assert len(prices("price_below_agreement", ABOVE.format(55000, "5.50", net, 5000))) == 1
    assert prices("extension", ABOVE.format("-", "-", net, 5000)) == []


def test_each_price_rule_is_of_its_side() -> None:
    assert prices("agreed_price", ABOVE.format(55000, "5.50", 5000, 5000)) == []
    assert prices("price_below_agreement", ABOVE.format(45000, "4.50", 5000, 5000)) == []


@pytest.mark.parametrize(
    ("net", "right", "bills"), [(5002, 5998, "50.02"), (4998, 6002, "49.98"), (6000, 4800, "60.00")]
)
def test_a_line_is_quantity_times_price(net: int, right: int, bills: str) -> None:
    # What was billed with its tax, less what is beyond with its own: 0.02 bears no tax of its own.
    assert prices("extension", ABOVE.format("-", "-", net, 6000)) == [
        (6000, right, f"line 1 (CUP) bills {bills}, but 10 × 5.00 is 50.00")
    ]


TOTALS_HEAD = """document_id  gross_amount  lines_amount  tax_amount  lines_tax_amount  freight_amount  highest_tax4  line_count  places
"""


def totals(rule: str, document: str) -> list[tuple[object, ...]]:
    rows = run_model(f"checks__{rule}", tested_documents=TOTALS_HEAD + document)
    return columns(rows, "line_number", "line_count", "billed_amount", "right_amount", "claim")


@pytest.mark.parametrize(
    ("gross", "line_count", "found"),
    [(12000, 1, 0), (12001, 1, 0), (11999, 1, 0), (12002, 1, 1), (11998, 1, 1), (12002, 3, 0), (12003, 3, 1)],
)
def test_the_total_is_lines_tax_and_freight_but_for_rounding_of_each_line(
    gross: int, line_count: int, found: int
) -> None:
    assert len(totals("footing", f"7  {gross}  10000  2000  1900  -  200000  {line_count}  2")) == found


@pytest.mark.parametrize(
    ("tax", "freight", "right"),
    [("2000", "-", 12000), ("-", "-", 11900), ("2000", "500", 12500), ("0", "-", 10000)],
)
def test_the_total_is_reckoned_with_the_tax_of_the_head_or_else_of_the_lines(
    tax: str, freight: str, right: int
) -> None:
    text = f"{right // 100}.00"
    assert totals("footing", f"7  99900  10000  {tax}  1900  {freight}  200000  1  2") == [
        (None, 0, 99900, right, f"the total is 999.00, but lines, tax and freight come to {text}")
    ]


def test_the_tax_is_that_of_the_lines() -> None:
    assert totals("tax_total", "7  0  10000  2100  2000  -  200000  1  2") == [
        (None, 0, 2100, 2000, "the tax is 21.00, but by its lines 20.00")
    ]


@pytest.mark.parametrize(
    ("tax", "freight", "line_count", "found"),
    [
        ("2001", "-", 1, 0), ("1999", "-", 1, 0), ("2002", "-", 1, 1), ("1998", "-", 1, 1), ("2002", "-", 3, 0),
        ("2100", "500", 1, 0), ("2000", "500", 1, 0), ("2101", "500", 1, 0), ("2102", "500", 1, 1), ("2050", "500", 1, 1), ("0", "-", 1, 1),
        ("-", "-", 1, 0),
    ],
)  # fmt: skip
def test_freight_may_be_taxed_or_not_and_each_line_rounded(
    tax: str, freight: str, line_count: int, found: int
) -> None:
    assert len(totals("tax_total", f"7  0  10000  {tax}  2000  {freight}  200000  {line_count}  2")) == found


def test_lines_without_tax_say_nothing_of_the_tax_of_the_head() -> None:
    assert totals("tax_total", "7  0  10000  2000  0  -  0  1  2") == []


def rates(*lines: str, usual: str = "P1  -  200000  12\nP1  BOOK  70000  9\nP2  -  0  30") -> list[Row]:
    return run_model(
        "checks__tax_rate",
        tested_lines="document_id  payer_id  line_number  item  sku  net_amount  tax4  is_charge  has_rate\n"
        + "\n".join(lines),
        usual_rates="payer_id  sku  rate4  document_count\n" + usual,
    )


def test_a_line_at_another_rate_than_usual_names_both() -> None:
    [row] = rates("7  P1  1  CUP  CUP  10000  250000  no  yes")
    assert columns(
        [row], "document_id", "line_number", "line_count", "billed_amount", "right_amount", "claim"
    ) == [(7, 1, 1, 2500, 2000, "line 1 (CUP) is taxed at 25 %, 12 documents of the payer at 20 %")]


def test_lines_at_one_rate_are_one_fault_from_the_first_of_them() -> None:
    rows = rates("7  P1  3  CUP  CUP  10000  250000  no  yes", "7  P1  2  POT  POT  15  250000  no  yes",
                 "7  P1  1  JUG  JUG  10000  0  no  yes", "7  P1  4  BOOK  BOOK  10000  200000  no  yes",
                 "8  P1  1  CUP  CUP  10000  250000  no  yes")  # fmt: skip
    found = columns(
        rows, "document_id", "line_number", "line_count", "billed_amount", "right_amount", "claim"
    )
    assert sorted(found) == [
        (7, 1, 1, 0, 2000, "line 1 (JUG) is taxed at 0 %, 12 documents of the payer at 20 %"),
        # Tax of the sum, not of each line.
        (7, 2, 2, 2504, 2003, "2 lines are taxed at 25 %, 12 documents of the payer at 20 %"),
        (7, 4, 1, 2000, 700, "line 4 (BOOK) is taxed at 20 %, 9 documents of the payer at 7 %"),
        (8, 1, 1, 2500, 2000, "line 1 (CUP) is taxed at 25 %, 12 documents of the payer at 20 %"),
    ]


@pytest.mark.parametrize(
    "line",
    ["7  P1  1  CUP   CUP   100  200000  no   yes", "7  P1  1  BOOK  BOOK  100  70000  no   yes",
     "7  P1  1  CUP   CUP   100  250000  yes  yes", "7  P1  1  CUP   CUP   100  0  no   no",
     "7  P3  1  CUP   CUP   100  250000  no   yes"],
    ids=["the usual rate", "the usual rate of its item", "a charge", "no rate", "a payer without a usual rate"],
)  # fmt: skip
def test_other_lines_are_taxed_as_usual_or_not_compared(line: str) -> None:
    assert rates(line) == []


def test_a_line_without_an_item_is_compared_with_the_rate_of_all_items() -> None:
    assert rates("7  P1  1  line 1  -  100  200000  no  yes") == []


def test_a_line_without_an_item_may_be_at_another_rate_than_all_items() -> None:
    assert column(rates("7  P1  1  CUP  -  100  250000  no  yes", usual="P1  -  200000  12"), "claim") == [
        "line 1 (CUP) is taxed at 25 %, 12 documents of the payer at 20 %"
    ]


def freight(document: str, *lines: str, usual: str = "P1  USD  12  10000") -> list[tuple[object, ...]]:
    rows = run_model(
        "checks__freight_terms",
        tested_documents="document_id  payer_id  currency  goods_amount  freight_amount  places\n" + document,
        tested_lines="document_id  line_number  item  is_charge  net_amount  taxed_amount  places\n"
        + "\n".join(lines),
        usual_freight="payer_id  currency  document_count  free_from\n" + usual,
    )
    return sorted(
        columns(rows, "line_number", "line_count", "billed_amount", "right_amount", "claim"), key=str
    )


def test_freight_that_the_payer_usually_does_not_bear_is_a_fault() -> None:
    found = freight(
        "7  P1  USD  10000  1750  2", "7  3  POST  yes  500  600  2", "7  1  CUP  no  900  900  2"
    )
    assert found == [
        (3, 1, 600, 0, "line 3 (POST) bills freight, which 12 documents of the payer do not have"),
        (None, 0, 1750, 0, "freight of 17.50 is billed, which 12 documents of the payer do not have"),
    ]


@pytest.mark.parametrize(
    ("document", "usual"),
    [
        ("7  P1  USD  9999   1750  2", "P1  USD  12  10000"),
        ("7  P1  USD  10000  1750  2", "P2  USD  12  10000"),
        ("7  P1  USD  10000  1750  2", "P1  EUR  12  10000"),
        ("7  P1  USD  10000  0     2", "P1  USD  12  10000"),
        ("7  P1  USD  10000  -     2", "P1  USD  12  10000"),
    ],
    ids=["a smaller order", "another payer", "another currency", "no freight", "none said"],
)
def test_freight_is_usual_on_other_orders(document: str, usual: str) -> None:
    assert freight(document, "7  3  POST  yes  0  0  2", usual=usual) == []


def test_freight_that_stands_on_the_document_twice_is_a_fault() -> None:
    lines = (
        "7  3  POST  yes  1750  2100  2",
        "7  4  POST  yes  1751  2101  2",
        "7  5  CUP  no  1750  2100  2",
    )
    assert freight("7  P2  USD  10000  1750  2", *lines) == [
        (3, 1, 2100, 0, "line 3 (POST) bills the freight of 17.50 once more")
    ]
    assert freight("7  P2  USD  10000  0  2", "7  3  POST  yes  0  0  2") == []


def test_freight_that_is_unusual_and_stands_there_twice_is_named_once_a_line() -> None:
    found = freight("7  P1  USD  10000  1750  2", "7  3  POST  yes  1750  2100  2")
    assert [row[4] for row in found] == [
        "line 3 (POST) bills freight, which 12 documents of the payer do not have",
        "freight of 17.50 is billed, which 12 documents of the payer do not have",
    ]


def test_lines_of_an_item_and_of_all_items_at_the_same_rates_name_the_most_documents() -> None:
    usual = "P1  CUP  200000  9\nP1  -  200000  12"
    rows = rates(
        "7  P1  1  CUP  CUP  100  250000  no  yes", "7  P1  2  JUG  JUG  100  250000  no  yes", usual=usual
    )
    assert column(rows, "claim") == ["2 lines are taxed at 25 %, 12 documents of the payer at 20 %"]
