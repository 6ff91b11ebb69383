"""What documents owe after tonight's postings and advice, and references that only another currency has."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model

ITEMS = "document_no  company_code  invoice_number\n10  C  I1\n11  C  I2\n12  D  I1"
PIECES = "document_no  cash_amount  stated_discount"
POSTED = "company_code  payment_id  invoice_number  applied_amount  discount_amount"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param({"line_pieces": f"{PIECES}\n10  90  10\n10  -20  0\n-  5  0"}, [(10, 80)],
            id="lines of advice, discounts too"),
        pytest.param({"night_postings": f"{POSTED}\nC  Z1  I1  90  10"}, [(10, 100)], id="a posting, its discount too"),
        pytest.param({"night_postings": f"{POSTED}\nC  Z1  I1  90  -"}, [(10, 90)], id="a posting without a discount"),
        pytest.param({"night_postings": f"{POSTED}\nC  Z2  I1  90  10"}, [], id="no posting of a payment that stands"),
        pytest.param({"night_postings": f"{POSTED}\nD  Z1  I1  90  10"}, [], id="no posting of another company"),
        pytest.param({"night_postings": f"{POSTED}\nC  Z1  I1  90  0", "line_pieces": f"{PIECES}\n10  5  0\n11  6  0"},
            [(10, 95), (11, 6)], id="both"),
    ],
)  # fmt: skip
def test_a_document_is_paid_tonight_by(given: dict[str, str], found: list[tuple[int, int]]):
    sources = "receipt_no  company_code  payment_id  mode\n1  C  Z1  full\n2  C  Z2  idle"
    assert (
        sorted(
            columns(
                run_model("amounts_applied", documents_in_play=ITEMS, receipts=sources, **given),
                "document_no",
                "amount",
            )
        )
        == found
    )


@pytest.mark.parametrize(
    ("item", "stands", "taken", "found"),
    [
        pytest.param(
            "10000  200",
            "9000  50",
            "",
            (9000, 150),
            id="not paid tonight owes what stands, less what is left of its terms",
        ),
        pytest.param(
            "10000  200",
            "9000  50",
            "8900",
            (100, 100),
            id="paid but for 1.00 has no more discount than that left",
        ),
        pytest.param(
            "10000  200", "9000  50", "8850", (150, 150), id="paid but for its discount has it left"
        ),
        pytest.param("10000  200", "9000  50", "9000", (0, 0), id="paid whole owes nothing"),
        pytest.param("10000  200", "9000  50", "9500", (0, 0), id="paid too much owes nothing"),
        pytest.param(
            "10000  200", "9000  250", "", (9000, 0), id="with more discount than its terms has none left"
        ),
        pytest.param("-5000  0", "-4000  0", "-1000", (-4000, 0), id="that is a memo keeps what it has"),
        pytest.param("0  0", "-4000  0", "", (-4000, 0), id="of nothing may be owed"),
        pytest.param(
            "10000  200", "80  0", "", (80, 80), id="that owes less than its discount has so much left"
        ),
    ],
)
def test_after_tonight_s_postings_and_advice_a_document(
    item: str, stands: str, taken: str, found: tuple[int, int]
):
    rows = run_model(
        "amounts_due", documents_in_play=f"document_no  effective_gross  terms_discount\n10  {item}",
        opening_balances=f"document_no  due  granted\n10  {stands}",
        amounts_applied=f"document_no  amount\n{f'10  {taken}' if taken else '11  1'}",
    )  # fmt: skip
    assert columns(rows, "due", "discount_left") == [found]


OTHERS = """
    document_no  group_id  company_code  currency
    10           G         C             EUR
    11           G         C             USD
    12           H         C             EUR
    13           G         D             EUR
    14           G         C             EUR"""
LINES = """
    line_no  receipt_no  group_id  company_code  currency  status
    1        1          G         C             USD       {status}"""


@pytest.mark.parametrize(
    ("key", "document", "status", "crossed"),
    [
        pytest.param("1  1", 10, "not_found", True, id="where only another currency has the number"),
        pytest.param("2  2", 10, "not_found", True, id="where another currency has it in other spelling"),
        pytest.param("3  3", 10, "not_found", False, id="not by digits alone"),
        pytest.param("1  1", 10, "matched", False, id="not where the line found a document"),
        pytest.param("1  1", 11, "not_found", False, id="not in its own currency"),
        pytest.param("1  1", 12, "not_found", False, id="not by another family's document"),
        pytest.param("1  1", 13, "not_found", False, id="not by another company's document"),
    ],
)
def test_advice_crosses_currencies(key: str, document: int, status: str, crossed: bool):
    rows = run_model(
        "crossed_receipts", documents_in_play=OTHERS, line_outcomes=LINES.format(status=status),
        line_keys=f"line_no  tier  key_tier  key\n1  {key}  A1\n9  {key}  A1",
        item_keys="document_no  tier  key\n"
        f"{document}  {key[-1]}  A1\n{document + 4}  {key[-1]}  A1\n{document}  {key[-1]}  A2\n{document}  6  A1",
    )  # fmt: skip
    assert column(rows, "receipt_no") == ([1] if crossed else [])


@pytest.mark.parametrize(("tier", "document", "found"), [(2, 10, [5]), (1, 10, []), (2, 11, [])])
def test_a_memo_crosses_currencies_by_a_number_in_any_spelling(tier: int, document: int, found: list[int]):
    rows = run_model(
        "crossed_receipts", documents_in_play=OTHERS,
        memo_references="receipt_no  group_id  company_code  currency  word\n5  G  C  USD  a-1",
        item_keys=f"document_no  tier  key\n{document}  {tier}  A1",
    )  # fmt: skip
    assert column(rows, "receipt_no") == found
