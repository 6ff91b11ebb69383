"""How far the money reaches for the documents that a memo names, and what each of them gets."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

NAMED = """
    source_no  document_no  due  due_again  earnable  said_amount  due_date    invoice_number
    7          10           600  650        20        -            2026-03-01  A
    7          11           400  400        0         -            2026-03-02  B"""
SOURCE = "source_no  memo  has_postings\n7  INV A AND B  no"


def bundle(money: int, named: str = NAMED, source: str = SOURCE, **given: str) -> list[tuple[object, ...]]:
    rows = run_model(
        "bundles", memo_named=named, sources=source, advice_money=f"source_no  money\n7  {money}", **given
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
        pytest.param(500, NAMED, SOURCE, "short", id="half of it"),
        pytest.param(499, NAMED, SOURCE, "part", id="less than half of it"),
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
    named, money = NAMED + "\n    8  12  5  5  0  -  2026-03-01  C", "source_no  money\n7  1000\n8  3"
    rows = run_model(
        "bundles",
        memo_named=named,
        sources=SOURCE + "\n8  -  no",
        advice_money=money,
        memo_unread="source_no\n8",
    )
    assert sorted(columns(rows, "source_no", "money", "documents", "is_open_ended")) == [
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
    assert len(bundle(money, named, long_memos="source_no\n7")) == counts
    assert len(bundle(money, named, long_memos="source_no\n8")) == 1


SHORT = """
    source_no  kind   money  due   short_amount  granted  is_open_ended
    7          short  900    1000  100           20       no"""


@pytest.mark.parametrize(
    ("bundle", "named", "found"),
    [
        pytest.param({}, NAMED, [(1, 10, 80), (2, 11, 80)], id="what lacks beyond the discount"),
        pytest.param({"kind": "part"}, NAMED, [], id="a payment in part"),
        pytest.param({"granted": 100}, NAMED, [], id="nothing lacks beyond the discount"),
        pytest.param({"granted": 99}, NAMED, [(1, 10, 1), (2, 11, 1)], id="a cent lacks"),
        pytest.param(
            {"short_amount": 420}, NAMED, [(1, 10, 400), (2, 11, 400)], id="just what the document owes"
        ),
        pytest.param({"short_amount": 421}, NAMED, [(1, 10, 401)], id="more than one of them owes"),
        pytest.param(
            {}, NAMED.replace("11           400", "11           0  "), [(1, 10, 80)], id="one owes nothing"
        ),
        pytest.param({"source_no": 8}, NAMED, [], id="another payment"),
    ],
)
def test_what_would_be_withheld_did_the_shortfall_lie_on_a_document(bundle, named, found):
    rows = run_model("bundle_shortfalls", memo_named=named, bundles=altered(SHORT, **bundle))
    assert sorted(columns(rows, "shortfall_id", "document_no", "amount")) == found


def test_shortfalls_are_numbered_by_payment_and_document():
    named = NAMED.replace("7          10", "8          10") + "\n    7  9  500  500  0  -  2026-03-01  C"
    bundles = SHORT + "\n    8  short  1  2  100  20  no"
    rows = run_model("bundle_shortfalls", memo_named=named, bundles=bundles)
    assert sorted(columns(rows, "shortfall_id", "source_no", "document_no")) == [
        (1, 7, 9),
        (2, 7, 11),
        (3, 8, 10),
    ]


SHORTFALLS = "shortfall_id  source_no  document_no  amount\n1  7  10  80\n2  7  11  80"
VERDICT = "shortfall_id  is_documented  explained_count\n1  no  0\n2  yes  1"
USD = "source_no  currency\n7  USD"


def culprits(named: str = NAMED, bundles: str = SHORT, **given: str) -> list[tuple[object, ...]]:
    tables = {"bundle_shortfalls": SHORTFALLS, "settings": "tolerance\n0.79", "sources": USD}
    return columns(
        run_model("bundle_culprits", memo_named=named, bundles=bundles, **tables | given),
        "source_no",
        "document_no",
    )


@pytest.mark.parametrize(
    ("verdicts", "found"),
    [
        pytest.param(VERDICT, [(7, 11)], id="papers explain it on one document"),
        pytest.param(VERDICT.replace("yes  1", "yes  2"), [], id="in two ways"),
        pytest.param(VERDICT.replace("no  0", "yes  1"), [], id="papers explain it on either document"),
        pytest.param(
            VERDICT.replace("no  0", "no  1"),
            [(7, 11)],
            id="without papers, an explanation counts for nothing",
        ),
        pytest.param(VERDICT.replace("yes  1", "no  1"), [], id="no papers at all"),
    ],
)
def test_a_shortfall_lies_where_papers_explain_it_in_one_way(verdicts, found):
    assert culprits(bundle_verdicts=verdicts) == found


CREDITS = """
    document_no  company_code  invoice_number  original_invoice_number  is_credit
    10           C1            A               -                        no
    11           C1            B               -                        no
    12           C1            CM              A                        yes"""
MEMO = "document_no  due\n12  -80"


@pytest.mark.parametrize(
    ("items", "given", "found"),
    [
        pytest.param({}, {}, [(7, 10)], id="an unused credit memo of that very amount"),
        pytest.param({}, {"standing": altered(MEMO, due=-81)}, [], id="of another amount"),
        pytest.param({}, {"standing": altered(MEMO, due=80)}, [], id="a debit"),
        pytest.param({}, {"line_pieces": "document_no\n12"}, [], id="used by tonight's advice"),
        pytest.param(
            {}, {"line_pieces": "document_no\n13"}, [(7, 10)], id="another is used by tonight's advice"
        ),
        pytest.param({"is_credit": "no"}, {}, [], id="a debit memo"),
        pytest.param({"original_invoice_number": "C"}, {}, [], id="for another invoice"),
        pytest.param({"company_code": "C2"}, {}, [], id="of another company"),
        pytest.param({}, {"bundle_verdicts": VERDICT}, [], id="and papers explain it elsewhere"),
    ],
)
def test_a_shortfall_lies_where_a_credit_memo_explains_it(items, given, found):
    names, *rows = CREDITS.strip().splitlines()
    changed = "\n".join([names, *rows[:2], altered(f"{names}\n{rows[2]}", **items).splitlines()[1]])
    assert culprits(**{"items": changed, "standing": MEMO} | given) == found


@pytest.mark.parametrize(
    ("bundle", "named", "found"),
    [
        pytest.param({"short_amount": 99}, NAMED, [(7, 10)], id="within tolerance: the earliest due"),
        pytest.param({"short_amount": 100}, NAMED, [], id="beyond tolerance"),
        pytest.param({"short_amount": 99, "kind": "part"}, NAMED, [], id="a payment in part"),
        pytest.param(
            {"short_amount": 99}, NAMED.replace("03-01", "03-03"), [(7, 11)], id="the other is due earlier"
        ),
        pytest.param(
            {"short_amount": 99},
            altered(NAMED, due_date="2026-03-01"),
            [(7, 10)],
            id="due on one day: by number",
        ),
        pytest.param(
            {"short_amount": 99},
            NAMED.replace("03-01  A", "03-02  C"),
            [(7, 11)],
            id="due on one day, the other way round",
        ),
    ],
)
def test_a_shortfall_within_tolerance_lies_on_the_earliest_document(bundle, named, found):
    assert culprits(named, altered(SHORT, **bundle)) == found


def test_papers_come_before_tolerance_and_each_bundle_has_its_culprit():
    small, named = altered(SHORT, short_amount=99), NAMED + "\n    8  13  500  500  0  -  2026-03-01  C"
    assert culprits(named, small, bundle_verdicts=VERDICT) == [(7, 11)]
    both = small + "\n    8  short  1  2  99  20  no"
    found = culprits(named, both, bundle_verdicts=VERDICT, sources=USD + "\n8  USD")
    assert sorted(found) == [(7, 11), (8, 13)]
    yen = culprits(named, altered(SHORT, short_amount=99), sources=altered(USD, currency="JPY"))
    assert yen == []


def pieces(bundle: str, named: str = NAMED, culprit: int | None = None) -> list[tuple[object, ...]]:
    found = f"source_no  document_no\n7  {culprit}" if culprit else ""
    rows = run_model("memo_pieces", memo_named=altered(named, tier=2), bundles=bundle, bundle_culprits=found)
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
    rows = run_model("memo_pieces", memo_named=altered(NAMED, tier=2), bundles=kind("short", 900))
    assert sorted(columns(rows, "document_no", "tier", "is_part"), key=str) == [
        (10, 2, False),
        (11, 2, False),
        (None, 9, False),
    ]
    rows = run_model("memo_pieces", memo_named=altered(NAMED, tier=2), bundles=kind("part", 700))
    assert columns(rows, "is_part") == [(True,), (True,)]


def test_each_bundle_pays_its_own_documents():
    named = altered(
        NAMED + "\n    8  10  600  650  20  -  2026-03-01  A\n    8  12  50  50  0  -  2026-03-09  C", tier=2
    )
    bundles = kind("short", 900) + "\n" + kind("part", 620, source_no=8).splitlines()[1]
    culprit = "source_no  document_no\n7  10"
    rows = run_model("memo_pieces", memo_named=named, bundles=bundles, bundle_culprits=culprit)
    found = sorted(columns(rows, "source_no", "document_no", "cash_amount"))
    assert found == [(7, 10, 500), (7, 11, 400), (8, 10, 600), (8, 12, 20)]
