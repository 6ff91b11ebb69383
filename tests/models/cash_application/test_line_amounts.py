"""Advice in numbers of the payer's own, which is read by its amounts."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

LINES = """
    line_no  receipt_no  pool  group_id  currency  company_code  invoice_reference  invoice_amount  paid_amount  discount_amount  deduction_amount
    1        7          5     G         USD       C1            A1                 10000           9700         200              100
    2        7          5     G         USD       C1            A2                 500             500          0                0
    3        7          5     G         USD       C1            -                  -               0            0                0"""
ITEMS = """
    document_no  group_id  currency  company_code  effective_gross
    10           G         USD       C1            10000
    11           G         USD       C1            500"""
KEYS = "document_no  pool  tier  key\n10  5  8  10000\n11  5  8  500"
STANDING = "document_no  due\n10  10000\n11  500"


def amounts(**given: str) -> list[tuple[int, int]]:
    tables = {
        "advice_lines": LINES,
        "documents_in_play": ITEMS,
        "item_keys": KEYS,
        "opening_balances": STANDING,
    }
    return sorted(columns(run_model("line_amounts", **tables | given), "line_no", "document_no"))


def test_an_advice_in_the_payers_own_numbers_is_read_by_its_amounts():
    assert amounts() == [(1, 10), (2, 11)]


SECOND = "2        7          5     G         USD       C1            A2                 500             500 "
NAMES = "line_no  receipt_no  pool  group_id  currency  company_code  invoice_reference  invoice_amount  paid_amount"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"advice_lines": "\n".join(LINES.splitlines()[:3])}, id="a line alone"),
        pytest.param({"advice_lines": altered(LINES, invoice_reference=None)}, id="lines without a reference"),
        pytest.param({"line_candidates": "line_no  document_no\n3  12"}, id="a reference of the advice leads somewhere"),
        pytest.param({"long_references": "line_no\n3"}, id="a reference of the advice is too long to be read"),
        pytest.param({"advice_lines": LINES.replace(SECOND, SECOND.replace("A2", "- "))}, id="a line has no reference"),
        pytest.param({"advice_lines": LINES.replace("-               0 ", "-               -9")}, id="a line that takes"),
        pytest.param({"advice_lines": LINES.replace("-               0 ", "-               9 ")}, id="no stated amount"),
        pytest.param({"opening_balances": STANDING.replace("10  10000", "10  9999")}, id="another amount is open"),
        pytest.param({"documents_in_play": ITEMS.replace("10000", "9999")}, id="another amount was billed"),
        pytest.param({"item_keys": KEYS.replace("8  500", "7  500")}, id="a key of another tier"),
        pytest.param({"item_keys": KEYS.replace("11  5", "11  6")}, id="a document of another pool"),
        pytest.param({"documents_in_play": ITEMS.replace("11           G", "11           H")}, id="a document of another family"),
        pytest.param({"documents_in_play": ITEMS.replace("USD       C1            5", "EUR       C1            5")}, id="in euros"),
        pytest.param({"documents_in_play": ITEMS.replace("C1            500", "C2            500")}, id="a document of another company"),
    ],
)  # fmt: skip
def test_an_advice_is_not_read_by_its_amounts_in_part(given):
    assert amounts(**given) == []


def test_a_line_without_a_company_means_a_document_of_any():
    assert amounts(advice_lines=altered(LINES, company_code=None)) == [(1, 10), (2, 11)]


def test_an_advice_is_not_read_by_amounts_that_two_documents_or_two_lines_have():
    twin = {
        "documents_in_play": ITEMS + "\n    12  G  USD  C1  500",
        "item_keys": KEYS + "\n12  5  8  500",
        "opening_balances": STANDING + "\n12  500",
    }
    assert amounts(**twin) == []
    assert amounts(advice_lines=LINES + "\n    4  7  5  G  USD  C1  A4  500  500  0  0") == []
    assert amounts(advice_lines=LINES + "\n    4  8  5  G  USD  C1  A4  500  500  0  0") == []


def test_what_is_no_document_of_that_amount_is_in_nobodys_way():
    near = {
        "documents_in_play": ITEMS + "\n    12  G  USD  C1  500",
        "opening_balances": STANDING + "\n12  500",
    }
    assert amounts(**near) == [(1, 10), (2, 11)]


def test_what_another_advice_names_is_in_nobodys_way():
    lines = LINES + "\n    4  8  5  G  USD  C1  A4  70  70  0  0\n    5  8  5  G  USD  C1  A5  80  80  0  0"
    assert amounts(advice_lines=lines, line_candidates="line_no  document_no\n4  12") == [(1, 10), (2, 11)]
    assert amounts(advice_lines=lines, long_references="line_no\n4") == [(1, 10), (2, 11)]


def test_a_line_that_pays_nothing_is_not_read_by_its_amount():
    third = {
        "documents_in_play": ITEMS + "\n    12  G  USD  C1  70",
        "item_keys": KEYS + "\n12  5  8  70",
        "opening_balances": STANDING + "\n12  70",
    }
    lines = LINES + "\n    4  7  5  G  USD  C1  A4  70  0  0  70"
    assert amounts(advice_lines=lines, **third) == [(1, 10), (2, 11)]


USED = "is_used  tied_company_code  tied_payment_id"
PAYMENTS = "receipt_no  company_code  payment_id  mode\n7  C1  P1  retry\n8  C1  P2  retry"


@pytest.mark.parametrize(
    ("earlier", "is_read"),
    [
        pytest.param({"night_advice": f"{USED}\nno  C1  P1\nyes  C1  P1", "receipts": PAYMENTS}, False, id="its own"),
        pytest.param({"night_advice": f"{USED}\nyes  C1  P1\nno  C1  P1", "receipts": PAYMENTS}, False, id="in any order"),
        pytest.param({"night_advice": f"{USED}\nno  C1  P1", "receipts": PAYMENTS}, True, id="none used"),
        pytest.param({"night_advice": f"{USED}\nyes  C1  P2", "receipts": PAYMENTS}, True, id="another payment's"),
        pytest.param({"night_advice": f"{USED}\nyes  C2  P1", "receipts": PAYMENTS}, True, id="another company's"),
        pytest.param({"night_advice": f"{USED}\nyes  C1  P1", "receipts": PAYMENTS.replace("retry", "full")}, True,
                     id="in play again"),
    ],
)  # fmt: skip
def test_what_is_left_of_an_advice_is_not_read_by_its_amounts_once_another_line_was_used(earlier, is_read):
    assert amounts(**earlier) == ([(1, 10), (2, 11)] if is_read else [])
