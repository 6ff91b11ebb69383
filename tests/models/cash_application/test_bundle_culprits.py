"""Where the shortfall of a bundle lies."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

NAMED = """
    receipt_no  document_no  due  due_again  earnable  said_amount  due_date    invoice_number
    7          10           600  650        20        -            2026-03-01  A
    7          11           400  400        0         -            2026-03-02  B"""

SHORT = """
    receipt_no  kind   money  due   short_amount  granted  is_open_ended
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
        pytest.param({"receipt_no": 8}, NAMED, [], id="another payment"),
    ],
)
def test_what_would_be_withheld_did_the_shortfall_lie_on_a_document(bundle, named, found):
    rows = run_model("bundle_shortfalls", memo_named=named, bundles=altered(SHORT, **bundle))
    assert sorted(columns(rows, "shortfall_id", "document_no", "amount")) == found


def test_shortfalls_are_numbered_by_payment_and_document():
    named = NAMED.replace("7          10", "8          10") + "\n    7  9  500  500  0  -  2026-03-01  C"
    bundles = SHORT + "\n    8  short  1  2  100  20  no"
    rows = run_model("bundle_shortfalls", memo_named=named, bundles=bundles)
    assert sorted(columns(rows, "shortfall_id", "receipt_no", "document_no")) == [
        (1, 7, 9),
        (2, 7, 11),
        (3, 8, 10),
    ]


SHORTFALLS = "shortfall_id  receipt_no  document_no  amount\n1  7  10  80\n2  7  11  80"
VERDICT = "shortfall_id  is_documented  explained_count\n1  no  0\n2  yes  1"
USD = "receipt_no  currency\n7  USD"


def culprits(named: str = NAMED, bundles: str = SHORT, **given: str) -> list[tuple[object, ...]]:
    tables = {"bundle_shortfalls": SHORTFALLS, "settings": "tolerance\n0.79", "receipts": USD}
    return columns(
        run_model("bundle_culprits", memo_named=named, bundles=bundles, **tables | given),
        "receipt_no",
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
        pytest.param(
            {}, {"opening_balances": altered(MEMO, due=-81) + "\n99  -80"}, [], id="of another amount"
        ),
        pytest.param({}, {"opening_balances": altered(MEMO, due=80)}, [], id="a debit"),
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
    assert culprits(**{"documents_in_play": changed, "opening_balances": MEMO} | given) == found


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
    found = culprits(named, both, bundle_verdicts=VERDICT, receipts=USD + "\n8  USD")
    assert sorted(found) == [(7, 11), (8, 13)]
    yen = culprits(named, altered(SHORT, short_amount=99), receipts=altered(USD, currency="JPY"))
    assert yen == []
