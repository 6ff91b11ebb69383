"""How far the money reaches for the documents that a memo names."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

NAMED = """
    receipt_no  document_no  due  due_again  earnable  said_amount  due_date    invoice_number
    7          10           600  650        20        -            2026-03-01  A
    7          11           400  400        0         -            2026-03-02  B"""
SOURCE = "receipt_no  memo  has_postings\n7  INV A AND B  no"


def bundle(money: int, named: str = NAMED, source: str = SOURCE, **given: str) -> list[tuple[object, ...]]:
    rows = run_model(
        "bundles", memo_named=named, receipts=source, advice_money=f"receipt_no  money\n7  {money}", **given
    )
    return columns(rows, "kind", "documents", "due", "earnable", "short_amount", "granted")


ONE = "\n".join(NAMED.splitlines()[:3])
SAID = NAMED.replace("20        -", "20        350").replace("0         -", "0         100")
PART, POSTED = altered(SOURCE, memo="part payment"), altered(SOURCE, has_postings="yes")


@pytest.mark.parametrize(
    ("money", "named", "source", "kind"),
    [
        pytest.param(1000, NAMED, SOURCE, "whole", id="all that they owe"),
        pytest.param(1001, NAMED, SOURCE, "whole", id="more than they owe"),
        pytest.param(450, SAID, SOURCE, "told", id="what the memo says of each"),
        pytest.param(451, SAID, SOURCE, "part", id="not what the memo says of each"),
        pytest.param(350, SAID.replace("  100", "  -"), SOURCE, "part", id="what the memo says of one alone"),
        pytest.param(1050, NAMED, SOURCE, "again", id="all of them, once more"),
        pytest.param(1049, NAMED, SOURCE, "whole", id="a cent less than once more"),
        pytest.param(
            1000,
            altered(NAMED, due_again=500),
            SOURCE,
            "whole",
            id="all, which is also all of them once more",
        ),
        pytest.param(980, NAMED, SOURCE, "net", id="all less the discount"),
        pytest.param(979, NAMED, SOURCE, "short", id="a cent less than that"),
        pytest.param(981, NAMED, SOURCE, "short", id="a cent more than that"),
        pytest.param(501, NAMED, SOURCE, "short", id="a cent more than half of it"),
        pytest.param(500, NAMED, SOURCE, "part", id="half of it"),
        pytest.param(
            500, NAMED.replace("600  650", "599  650"), SOURCE, "part", id="half, the odd cent included"
        ),
        pytest.param(900, NAMED, PART, "part", id="the memo says that it is in part"),
        pytest.param(100, ONE, SOURCE, "whole", id="a little of one document"),
        pytest.param(100, ONE, PART, "part", id="a little of one document, said to be in part"),
        pytest.param(600, NAMED, POSTED, "one", id="after postings, all of one document"),
        pytest.param(
            500, altered(NAMED, due=500), POSTED, "part", id="after postings, all of either document"
        ),
        pytest.param(601, NAMED, POSTED, "part", id="after postings, something else"),
        pytest.param(600, NAMED, SOURCE, "short", id="without postings, all of one document"),
        pytest.param(500, ONE, POSTED, "part", id="after postings, a part of one document"),
    ],
)
def test_how_far_the_money_of_a_bundle_reaches(money, named, source, kind):
    assert [row[0] for row in bundle(money, named, source)] == [kind]


@pytest.mark.parametrize(
    ("money", "short", "granted"),
    [(979, 21, 20), (980, 20, 20), (981, 19, 0), (1000, 0, 0), (1001, 0, 0)],
    ids=["less than net", "net", "more than net", "all", "more than all"],
)
def test_the_discount_of_a_bundle_is_granted_where_it_is_taken_in_full(money, short, granted):
    assert [row[1:] for row in bundle(money)] == [(2, 1000, 20, short, granted)]


def test_each_bundle_has_its_own_money_and_may_be_open_ended():
    named, money = NAMED + "\n    8  12  5  5  0  -  2026-03-01  C", "receipt_no  money\n7  1000\n8  3"
    rows = run_model(
        "bundles",
        memo_named=named,
        receipts=SOURCE + "\n8  -  no",
        advice_money=money,
        memo_unread="receipt_no\n8",
    )
    assert sorted(columns(rows, "receipt_no", "money", "documents", "is_open_ended")) == [
        (7, 1000, 2, False),
        (8, 3, 1, True),
    ]


@pytest.mark.parametrize(
    ("money", "named", "counts"),
    [
        pytest.param(1000, NAMED, True, id="the documents read come to the money"),
        pytest.param(980, NAMED, True, id="less the discount"),
        pytest.param(450, SAID, True, id="what the memo says of each comes to the money"),
        pytest.param(350, SAID.replace("  100", "  -"), False, id="it says the amount of one only"),
        pytest.param(999, NAMED, False, id="they come to something else"),
        pytest.param(1050, NAMED, False, id="they come to it once more"),
    ],
)
def test_a_memo_that_is_not_read_to_its_end_counts_where_it_comes_to_its_money_exactly(money, named, counts):
    assert len(bundle(money, named, long_memos="receipt_no\n7")) == counts
    assert len(bundle(money, named, long_memos="receipt_no\n8")) == 1
