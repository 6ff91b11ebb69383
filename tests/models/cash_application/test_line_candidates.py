"""Which documents a line of advice may mean, and whether they agree with its amounts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.running import altered, column, columns, run_model

LINE = """
    line_no  receipt_no  group_id  currency  company_code  paid_amount  discount_amount  deduction_amount
    1        7          G         USD       -             10000        0                0"""
ITEM = """
    document_no  group_id  currency  company_code  effective_gross  terms_discount  discount_date
    10           G         USD       C1            10000            200             2026-02-28"""
NUMBER = {"normal_key": "RX20047", "digit_key": "20047", "all_digits": "020047"}
KEY = "line_no  pool  key_tier  key  tier\n1  5  2  K  2"
ITEM_KEY = "document_no  pool  tier  key  receipt_no\n10  5  2  K  -"


def candidates(
    tier: int = 2, key: str = "K", line: Any = (), item: Any = (), item_key: Any = (), **given: str
) -> list[dict[str, Any]]:
    """Return the candidates of a line with one key of this tier, which is a key of one document."""
    key_tier = 4 if tier == 14 else 3 if tier in (10, 11) else tier
    tables = {
        "advice_lines": altered(LINE, **dict(line)),
        "receipts": "receipt_no  value_date\n7  2026-03-02",
        "line_keys": altered(KEY, key_tier=key_tier, tier=tier, key=key),
        "documents_in_play": altered(ITEM, **NUMBER | dict(item)),
        "item_keys": altered(ITEM_KEY, **{"tier": key_tier, "key": key} | dict(item_key)),
        "opening_balances": "document_no  due  granted\n10  10000  0",
    }
    return run_model("line_candidates", **tables | given)


@pytest.mark.parametrize(
    ("line", "item", "item_key", "found"),
    [
        pytest.param({}, {}, {}, True, id="a document with the key"),
        pytest.param({}, {}, {"key": "L"}, False, id="another key"),
        pytest.param({}, {}, {"tier": 3}, False, id="a key of another tier"),
        pytest.param({}, {}, {"pool": 6}, False, id="another pool"),
        pytest.param({}, {"group_id": "H"}, {}, False, id="another family"),
        pytest.param({}, {"currency": "EUR"}, {}, False, id="another currency"),
        pytest.param({"company_code": "C1"}, {}, {}, True, id="the line's company"),
        pytest.param({"company_code": "C2"}, {}, {}, False, id="another company"),
        pytest.param({}, {}, {"receipt_no": 8}, True, id="what another source's variance says"),
        pytest.param({}, {}, {"receipt_no": 7}, False, id="advice does not explain itself"),
    ],
)
def test_a_document_is_a_candidate_by_a_key_within_family_currency_and_company(line, item, item_key, found):
    assert (
        columns(candidates(2, "K", line, item, item_key), "line_no", "document_no", "tier")
        == [(1, 10, 2)] * found
    )


@pytest.mark.parametrize("tier", [1, 2, 7])
def test_by_number_or_claim_any_document_is_meant(tier):
    assert column(candidates(tier, item={"effective_gross": -10000}), "tier") == [tier]


@pytest.mark.parametrize("tier", [3, 4, 5, 10, 11, 14])
def test_by_digits_order_delivery_or_list_a_credit_memo_is_meant_by_negative_lines_only(tier):
    for gross, paid, found in ((1, 5, 1), (0, 5, 0), (-5, 5, 0), (-5, 0, 0), (-5, -1, 1), (5, -5, 1)):
        rows = candidates(tier, line={"paid_amount": paid}, item={"effective_gross": gross})
        assert (gross, paid, len(rows)) == (gross, paid, found)


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
    [row] = candidates(receipts=source, opening_balances=standing)
    assert (row["due"], row["net_due"]) == (due, net_due)


@pytest.mark.parametrize(
    ("line", "due", "agrees"),
    [
        pytest.param({}, 10000, True, id="it pays the gross"),
        pytest.param({"paid_amount": 4000}, 4000, True, id="it pays what is left"),
        pytest.param({"paid_amount": 4000}, 4001, False, id="it pays something else"),
        pytest.param({"paid_amount": 9700, "discount_amount": 100, "deduction_amount": 200}, 10000, True, id="with takings"),
        pytest.param({"paid_amount": 9700, "discount_amount": 100, "deduction_amount": 199}, 10000, False, id="a cent off"),
        pytest.param({"paid_amount": 1, "invoice_amount": 10000}, 10000, True, id="it states the gross"),
        pytest.param({"paid_amount": 9800}, 10000, True, id="it pays the gross less the discount"),
        pytest.param({"paid_amount": -4000}, 4000, True, id="it takes back what is open"),
    ],
)  # fmt: skip
def test_a_line_agrees_with_an_amount_of_the_document(line, due, agrees):
    assert column(
        candidates(line=line, opening_balances=f"document_no  due  granted\n10  {due}  0"), "agrees"
    ) == [agrees]


CLAIM = "document_no  receipt_no  claim_number  open_amount\n10  3  CL-1  500"


@pytest.mark.parametrize(
    ("tier", "claims", "due"),
    [
        pytest.param(7, CLAIM, (500, 500), id="what is open of the claim, without a discount"),
        pytest.param(
            7, CLAIM + "\n10  4  cl1  300\n10  4  CL-2  90", (800, 800), id="two variances of the claim"
        ),
        pytest.param(7, altered(CLAIM, open_amount=0), (10000, 9800), id="a claim that is closed"),
        pytest.param(7, altered(CLAIM, open_amount=1), (1, 1), id="a claim of a cent"),
        pytest.param(7, altered(CLAIM, receipt_no=7), (10000, 9800), id="a claim of this very advice"),
        pytest.param(
            7, altered(CLAIM, receipt_no=None), (500, 500), id="a claim of nobody knows which payment"
        ),
        pytest.param(7, altered(CLAIM, document_no=11), (10000, 9800), id="the claim is on another document"),
        pytest.param(7, altered(CLAIM, document_no=None), (10000, 9800), id="the claim is on no document"),
        pytest.param(2, CLAIM, (10000, 9800), id="a number that reads like the claim"),
    ],
)
def test_by_a_claims_number_a_document_owes_what_is_open_of_it(tier, claims, due):
    assert columns(candidates(tier, "CL1", disputes=claims), "due", "net_due") == [due]


TWO_CLAIMS = CLAIM + "\n10  3  CL-2  300"


@pytest.mark.parametrize(
    ("line", "claims", "due"),
    [
        pytest.param({}, TWO_CLAIMS, [500], id="the claim of the claim number"),
        pytest.param({"claim_number": "-"}, TWO_CLAIMS, [300, 500], id="without a claim number either"),
        pytest.param({}, CLAIM.replace("500", "0") + "\n10  3  CL-2  300", [300, 10000],
                     id="a claim number whose claim is closed does not decide"),
    ],
)  # fmt: skip
def test_of_two_claims_on_one_document_the_claim_number_decides(line, claims, due):
    line = {"claim_number": "CL-1", "invoice_reference": "CL-2"} | line
    keys = "line_no  pool  key_tier  key  tier\n1  5  7  CL1  7\n1  5  7  CL2  7"
    item_keys = "document_no  pool  tier  key  receipt_no\n10  5  7  CL1  -\n10  5  7  CL2  -"
    rows = candidates(7, line=line, disputes=claims, line_keys=keys, item_keys=item_keys)
    assert sorted(column(rows, "due")) == due


def test_a_claim_of_one_line_is_not_what_another_line_owes():
    lines = LINE + "\n    2  7  G  USD  -  10000  0  0"
    keys = "line_no  pool  key_tier  key  tier\n1  5  7  CL1  7\n2  5  7  P1  7"
    of_documents = "document_no  pool  tier  key\n10  5  7  CL1\n10  5  7  P1"
    rows = candidates(7, advice_lines=lines, line_keys=keys, item_keys=of_documents, disputes=CLAIM)
    assert sorted(columns(rows, "line_no", "due")) == [(1, 500), (2, 10000)]


@pytest.mark.parametrize(
    ("reference", "tier"),
    [
        pytest.param("RX20048", 8, id="one character off"),
        pytest.param("RX-200", 12, id="cut off"),
        pytest.param("2.0E+04", 13, id="rounded by a spreadsheet"),
        pytest.param("7.7E+04", 13, id="the order's number, rounded"),
        pytest.param("8.8E+04", 13, id="the delivery's number, rounded"),
        pytest.param("RX20047", None, id="the number itself"),
        pytest.param("RX30048", None, id="two characters off"),
    ],
)
def test_a_document_of_the_amount_is_a_candidate_where_the_reference_is_near_its_number(reference, tier):
    item = {"po_number": "PO 77012", "delivery_number": "DN 88012", "effective_gross": -1}
    rows = candidates(8, "10000", {"invoice_reference": reference}, item)
    assert columns(rows, "tier", "is_near_by_amount") == ([(tier, True)] if tier else [])


def test_near_by_amount_is_what_is_found_by_its_amount_and_not_by_its_order_alone():
    line = {"invoice_reference": "RX20048"}
    assert column(candidates(8, "PPO9", line), "is_near_by_amount") == [False]
    both = "line_no  pool  key_tier  key  tier\n1  5  8  PPO9  8\n1  5  8  10000  8"
    of_document = "document_no  pool  tier  key\n10  5  8  PPO9\n10  5  8  10000"
    assert column(candidates(8, line=line, line_keys=both, item_keys=of_document), "is_near_by_amount") == [
        True
    ]
    assert column(candidates(2), "is_near_by_amount") == [False]


SEVERAL = "reference  parts\n20047  ['1', '2']"


@pytest.mark.parametrize(
    ("line", "item", "several", "found"),
    [
        pytest.param({"paid_amount": 1}, {}, "", True, id="five digits that end the number"),
        pytest.param({"paid_amount": 1, "invoice_reference": "10047"}, {}, "", False, id="five digits that end another"),
        pytest.param({"paid_amount": 1, "invoice_reference": "9920047"}, {}, "", True, id="digits that end with the number"),
        pytest.param({"paid_amount": 1, "invoice_reference": "0047"}, {}, "", False, id="four digits alone"),
        pytest.param({"paid_amount": 10000, "invoice_reference": "0047"}, {}, "", True, id="four digits and the gross"),
        pytest.param({"paid_amount": 9000, "invoice_reference": "0047"}, {}, "", True, id="four digits and the rest"),
        pytest.param({"paid_amount": 1, "invoice_amount": 10000, "invoice_reference": "47"}, {}, "", True, id="a gross"),
        pytest.param({"paid_amount": 1}, {}, SEVERAL, False, id="five digits of a reference that names several"),
        pytest.param({"paid_amount": 9000}, {}, SEVERAL, True, id="a reference that names several, and the amount"),
        pytest.param({"paid_amount": 0}, {}, "", True, id="a line that pays nothing on an invoice"),
        pytest.param({"paid_amount": 1}, {"effective_gross": -9}, "", False, id="a line that pays a credit memo"),
        pytest.param({"paid_amount": -1}, {"effective_gross": -9}, "", True, id="a negative line and a credit memo"),
        pytest.param({"paid_amount": -1}, {}, "", False, id="a negative line and an invoice"),
        pytest.param({"paid_amount": -1, "claim_number": "CL-1"}, {}, "", True, id="a claim on an invoice"),
        pytest.param({"paid_amount": -1, "reason_code": "22"}, {}, "", True, id="a reason to take from an invoice"),
        pytest.param({"paid_amount": -1, "reason_code": "22"}, {"effective_gross": -9}, "", False, id="for a credit memo"),
        pytest.param({"paid_amount": 1}, {"effective_gross": 0}, "", False, id="a cancelled document"),
    ],
)  # fmt: skip
def test_last_digits_prove_a_document_with_five_of_them_or_the_amount(line, item, several, found):
    written = {"invoice_reference": "20047"} | line
    rows = candidates(
        6,
        "0047",
        written,
        item,
        opening_balances="document_no  due  granted\n10  9000  0",
        reference_parts=several,
    )
    assert column(rows, "tier") == [6] * found


def test_plain_lines_have_their_document():
    plain = "line_no  document_no  tier  due  net_due  agrees\n2  11  1  500  490  yes"
    rows = run_model("line_candidates", plain_lines=plain)
    assert [tuple(row.values()) for row in rows] == [(2, 11, 1, 500, 490, True, False)]
