"""What each document of a bundle gets."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

NAMED = """
    receipt_no  document_no  due  due_again  earnable  said_amount  due_date    invoice_number
    7          10           600  650        20        -            2026-03-01  A
    7          11           400  400        0         -            2026-03-02  B"""
SAID = NAMED.replace("20        -", "20        350").replace("0         -", "0         100")
SHORT = """
    receipt_no  kind   money  due   short_amount  granted  is_open_ended
    7          short  900    1000  100           20       no"""


def pieces(bundle: str, named: str = NAMED, culprit: int | None = None) -> list[tuple[object, ...]]:
    found = f"receipt_no  document_no\n7  {culprit}" if culprit else ""
    rows = run_model("memo_cash", memo_named=altered(named, tier=2), bundles=bundle, bundle_culprits=found)
    return sorted(columns(rows, "document_no", "cash_amount"), key=str)


def kind(name: str, money: int, **cells: object) -> str:
    facts = {"kind": name, "money": money, "short_amount": max(1000 - money, 0), "granted": 0}
    return altered(SHORT, **facts | cells)


@pytest.mark.parametrize(
    ("bundle", "named", "found"),
    [
        pytest.param(kind("whole", 1000), NAMED, [(10, 600), (11, 400)], id="all"),
        pytest.param(
            kind("whole", 1100), NAMED, [(10, 600), (11, 500)], id="more: the last one due is paid too much"
        ),
        pytest.param(
            kind("whole", 1100),
            altered(NAMED, due_date="2026-03-01"),
            [(10, 600), (11, 500)],
            id="due on one day: by number",
        ),
        pytest.param(
            kind("whole", 1100),
            NAMED.replace("03-01", "03-03"),
            [(10, 700), (11, 400)],
            id="the other is due later",
        ),
        pytest.param(
            kind("whole", 1100, is_open_ended="yes"),
            NAMED,
            [(10, 600), (11, 400)],
            id="more, and it may name more",
        ),
        pytest.param(
            kind("whole", 900, is_open_ended="yes"),
            NAMED,
            [(10, 600), (11, 300)],
            id="less, and it may name more",
        ),
        pytest.param(kind("told", 450), SAID, [(10, 350), (11, 100)], id="what the memo says of each"),
        pytest.param(kind("again", 1050), NAMED, [(10, 650), (11, 400)], id="once more"),
        pytest.param(kind("one", 400), NAMED, [(11, 400)], id="one of them"),
        pytest.param(kind("net", 980), NAMED, [(10, 580), (11, 400)], id="each less its discount"),
        pytest.param(kind("part", 700), NAMED, [(10, 600), (11, 100)], id="in part, the earliest first"),
        pytest.param(
            kind("part", 700),
            NAMED.replace("03-01", "03-03"),
            [(10, 300), (11, 400)],
            id="the other is earlier",
        ),
        pytest.param(
            kind("part", 700),
            altered(NAMED, due_date="2026-03-01"),
            [(10, 600), (11, 100)],
            id="of one day: by number",
        ),
        pytest.param(
            kind("part", 700),
            NAMED.replace("03-01  A", "03-02  C"),
            [(10, 300), (11, 400)],
            id="of one day, the other first",
        ),
        pytest.param(kind("part", 600), NAMED, [(10, 600)], id="in part, and nothing is left for the second"),
        pytest.param(
            kind("part", 601), NAMED, [(10, 600), (11, 1)], id="in part, and a cent is left for the second"
        ),
    ],
)
def test_what_each_document_of_a_bundle_gets(bundle, named, found):
    assert pieces(bundle, named) == found


def test_what_a_short_bundle_lacks_lies_on_its_culprit_or_on_no_document():
    assert pieces(kind("short", 900), culprit=11) == [(10, 600), (11, 300)]
    assert pieces(kind("short", 900)) == [(10, 600), (11, 400), (None, -100)]
    assert pieces(kind("short", 900, granted=20), culprit=11) == [(10, 580), (11, 320)]
    assert pieces(kind("short", 900, granted=20)) == [(10, 580), (11, 400), (None, -80)]
    assert pieces(kind("short", 900, granted=1)) == [(10, 580), (11, 400), (None, -99)]


def test_a_claim_without_a_document_is_found_by_no_tier_and_only_payments_in_part_are_in_part():
    rows = run_model("memo_cash", memo_named=altered(NAMED, tier=2), bundles=kind("short", 900))
    assert sorted(columns(rows, "document_no", "tier", "is_part"), key=str) == [
        (10, 2, False),
        (11, 2, False),
        (None, 9, False),
    ]
    rows = run_model("memo_cash", memo_named=altered(NAMED, tier=2), bundles=kind("part", 700))
    assert columns(rows, "is_part") == [(True,), (True,)]


def test_each_bundle_pays_its_own_documents():
    named = altered(
        NAMED + "\n    8  10  600  650  20  -  2026-03-01  A\n    8  12  50  50  0  -  2026-03-09  C", tier=2
    )
    bundles = kind("short", 900) + "\n" + kind("part", 620, receipt_no=8).splitlines()[1]
    culprit = "receipt_no  document_no\n7  10\n8  11"
    rows = run_model("memo_cash", memo_named=named, bundles=bundles, bundle_culprits=culprit)
    found = sorted(columns(rows, "receipt_no", "document_no", "cash_amount"))
    assert found == [(7, 10, 500), (7, 11, 400), (8, 10, 600), (8, 12, 20)]


def test_each_bundle_has_its_own_last_document_and_its_own_culprit():
    named = altered(NAMED + "\n    8  10  50  50  0  -  2026-03-09  C", tier=2)
    both = kind("whole", 1100) + "\n" + kind("whole", 60, receipt_no=8, due=50).splitlines()[1]
    rows = run_model("memo_cash", memo_named=named, bundles=both)
    assert sorted(columns(rows, "receipt_no", "cash_amount")) == [(7, 500), (7, 600), (8, 60)]
    short = kind("short", 900) + "\n" + kind("short", 40, receipt_no=8, short_amount=10).splitlines()[1]
    rows = run_model(
        "memo_cash", memo_named=named, bundles=short, bundle_culprits="receipt_no  document_no\n7  10"
    )
    found = sorted(columns(rows, "receipt_no", "document_no", "cash_amount"), key=str)
    assert found == [(7, 10, 500), (7, 11, 400), (8, 10, 50), (8, None, -10)]
