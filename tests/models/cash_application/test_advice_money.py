"""The money that advice is about."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

SOURCE = """
    receipt_no  company_code  payment_id  amount  unapplied_amount  mode  is_moneyless
    7          C1            P-1         1000    300               full  no"""
RETRY = altered(SOURCE, mode="retry")
OUTCOME = "receipt_no  line_no  document_no  paid_amount\n7  1  10  700\n7  2  11  400"
POSTING = "company_code  payment_id  applied_amount\nC1  P-1  250\nC1  P-1  50"
REFUND = "receipt_no  original_no  method  amount\n7  7  refund  40\n7  7  refund  20"
PRIOR = "receipt_no  method  amount\n7  refund  15\n7  refund  5\n7  posting  300"


def money(source: str = SOURCE, **given: str) -> list[tuple[object, ...]]:
    rows = run_model("advice_money", receipts=source, **given)
    assert all(row["receipt_no"] == 7 for row in rows)
    return columns(rows, "money", "has_postings", "advised_amount", "beyond_money")


@pytest.mark.parametrize(
    ("source", "given", "found"),
    [
        pytest.param(SOURCE, {}, [(1000, False, None, 0)], id="a payment without advice"),
        pytest.param(RETRY, {}, [(300, False, None, 0)], id="the rest that is tried again"),
        pytest.param(altered(SOURCE, mode="idle"), {}, [], id="a payment that rests"),
        pytest.param(
            SOURCE, {"line_outcomes": OUTCOME}, [(1000, False, 1100, 100)], id="advice beyond the payment"
        ),
        pytest.param(
            RETRY, {"line_outcomes": OUTCOME}, [(300, False, 1100, 800)], id="advice beyond the rest"
        ),
        pytest.param(
            SOURCE, {"night_postings": POSTING}, [(700, True, None, 0)], id="the ERP has posted a part"
        ),
        pytest.param(
            RETRY,
            {"night_postings": POSTING},
            [(300, True, None, 0)],
            id="posted, and the rest is tried again",
        ),
        pytest.param(
            SOURCE,
            {"night_postings": POSTING, "line_outcomes": OUTCOME},
            [(700, True, 1100, 0)],
            id="advice beside postings",
        ),
        pytest.param(
            SOURCE,
            {"night_postings": altered(POSTING, company_code="C2")},
            [(1000, False, None, 0)],
            id="another company's",
        ),
        pytest.param(
            SOURCE,
            {"night_postings": altered(POSTING, payment_id="P-2")},
            [(1000, False, None, 0)],
            id="another payment's",
        ),
        pytest.param(
            SOURCE, {"reversal_rows": REFUND}, [(940, False, None, 0)], id="a part is sent back tonight"
        ),
        pytest.param(
            RETRY,
            {"reversal_rows": REFUND},
            [(240, False, None, 0)],
            id="a part of the rest is sent back tonight",
        ),
        pytest.param(
            SOURCE,
            {"reversal_rows": altered(REFUND, method="reversal")},
            [(1000, False, None, 0)],
            id="taken off documents",
        ),
        pytest.param(
            SOURCE,
            {"reversal_rows": altered(REFUND, original_no=8)},
            [(1000, False, None, 0)],
            id="sent back of another",
        ),
        pytest.param(
            SOURCE, {"prior_allocations": PRIOR}, [(980, False, None, 0)], id="a part was sent back earlier"
        ),
        pytest.param(
            RETRY,
            {"prior_allocations": PRIOR},
            [(300, False, None, 0)],
            id="the rest is what was not sent back",
        ),
    ],
)
def test_the_money_that_a_payment_still_brings(source, given, found):
    assert money(source, **given) == found


def test_a_line_that_settles_several_documents_says_its_amount_once():
    split = "receipt_no  line_no  document_no  paid_amount\n7  1  10  700\n7  1  11  700\n7  2  12  700"
    assert money(line_outcomes=split) == [(1000, False, 1400, 400)]


def test_each_payment_has_money_of_its_own():
    sources = SOURCE + "\n    8  C1  P-2  500  0  full  yes"
    rows = run_model(
        "advice_money", receipts=sources, line_outcomes=OUTCOME + "\n8  3  10  50", night_postings=POSTING + "\nC1  P-2  7",
        reversal_rows=REFUND + "\n8  8  refund  1", prior_allocations=PRIOR + "\n8  refund  2",
    )  # fmt: skip
    found = sorted(columns(rows, "receipt_no", "is_moneyless", "money", "advised_amount"))
    assert found == [(7, False, 1000 - 300 - 60 - 20, 1100), (8, True, 500 - 7 - 1 - 2, 50)]
