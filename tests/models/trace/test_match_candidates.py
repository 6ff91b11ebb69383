"""What is published of all that came close tonight."""

from __future__ import annotations

from decimal import Decimal
from hashlib import md5
from typing import Any

import pytest

from tests.models.given import alike
from tests.models.running import columns, run_model

SOURCE = {
    "company_code": "C", "payment_id": "Z1", "payer_id": "P", "currency": "USD", "mode": "full", "is_moneyless": "no",
    "amount": 5000, "arrived_date": "2026-01-01",
}  # fmt: skip
ITEMS = "document_no  company_code  invoice_number\n10  C  I1\n11  C  I2"
UNREAD = (
    "receipt_no  remittance_id  line_number  reference  wanted_amount\n1  R1  3  none of 150 numbers  700"
)
WORD = "receipt_no  word  document_no  tier  candidate_amount  reason"
SETS = "receipt_no  documents  method  candidate_amount  reason"
NAMES = (
    "remittance_id",
    "remittance_line_number",
    "reference",
    "invoice_numbers",
    "document_count",
    "method",
    "reason",
)


def published(source: dict[str, Any] | None = None, **given: str) -> list[dict[str, Any]]:
    return run_model(
        "match_candidates",
        receipts=alike("receipt_no\n1", **(SOURCE | (source or {}))),
        documents_in_play=ITEMS,
        **given,
    )


LINE = {
    "line_trace": "receipt_no  line_no  document_no  tier  candidate_amount  reason\n1  7  10  1  100  posted",
    "advice_lines": "line_no  payer_id  remittance_id  line_number  invoice_reference  po_reference  paid_amount\n"
    "7  P  R1  3  ref 1  po 1  900",
}


@pytest.mark.parametrize(
    ("given", "found", "amounts"),
    [
        pytest.param(LINE, ("R1", 3, "ref 1", "I1", 1, "advice_exact", "posted"), ("9", "1"), id="a line of advice"),
        pytest.param(LINE | {"advice_lines": LINE["advice_lines"].replace("ref 1", "-")},
            ("R1", 3, "po 1", "I1", 1, "advice_exact", "posted"), ("9", "1"), id="a line with an order only"),
        pytest.param(LINE | {"line_trace": LINE["line_trace"].replace("10  1  100  posted", "-  -  -  nothing_found")},
            ("R1", 3, "ref 1", None, 0, None, "nothing_found"), ("9", None), id="a line that leads nowhere"),
        pytest.param({"memo_trace": f"{WORD}\n1  A1  10  2  100  other_sum"},
            (None, None, "A1", "I1", 1, "memo_normalised", "other_sum"), ("50", "1"), id="a word of a memo"),
        pytest.param({"amount_trace": f"{SETS}\n1  [11, 10]  amount_pair  1000  posted",
                "unreferenced": "receipt_no  money\n1  800"},
            (None, None, None, "I1 I2", 2, "amount_pair", "posted"), ("8", "10"), id="an amount alone"),
        pytest.param({"unread_trace": UNREAD}, ("R1", 3, "none of 150 numbers", None, 0, None, "beyond_limit"), ("7", None),
            id="what was not read to its end"),
    ],
)  # fmt: skip
def test_what_came_close_is_published_of(
    given: dict[str, str], found: tuple[Any, ...], amounts: tuple[str, str | None]
):
    [row] = published(**given)
    assert columns([row], *NAMES) == [found]
    wanted, candidate = amounts
    assert (row["wanted_amount"], row["candidate_amount"]) == (
        Decimal(wanted),
        candidate and Decimal(candidate),
    )
    assert columns([row], "company_code", "payment_id", "payer_id", "currency") == [("C", "Z1", "P", "USD")]
    assert row["invoice_number"] == (found[3] if found[4] == 1 else None)


@pytest.mark.parametrize(
    ("source", "given", "shown"),
    [
        pytest.param({"mode": "full"}, {}, True, id="reckoned tonight"),
        pytest.param({"mode": "retry"}, {}, False, id="not one that is tried again in vain"),
        pytest.param(
            {"mode": "retry"}, {"allocation_changes": "receipt_no\n1"}, True, id="tried again with success"
        ),
        pytest.param(
            {"mode": "retry"}, {"allocation_changes": "receipt_no\n2"}, False, id="not for another's success"
        ),
        pytest.param({"is_moneyless": "yes"}, {}, False, id="not advice without money of an earlier night"),
        pytest.param(
            {"is_moneyless": "yes", "arrived_date": "2026-03-02"},
            {},
            True,
            id="advice without money of tonight",
        ),
        pytest.param(
            {"is_moneyless": "yes"},
            {"allocation_changes": "receipt_no\n1"},
            True,
            id="advice without money used tonight",
        ),
    ],
)
def test_candidates_are_shown_of_a_payment(source: dict[str, Any], given: dict[str, str], shown: bool):
    assert len(published(source, unread_trace=UNREAD, **given)) == shown


def test_advice_without_a_company_is_of_the_company_of_its_document():
    [row] = published({"company_code": "-", "payment_id": "-", "payer_id": "-"}, **LINE)
    assert columns([row], "company_code", "payment_id", "payer_id") == [("C", None, "")]


@pytest.mark.parametrize(
    ("given", "words"),
    [(LINE, "C|Z1|P|R1|3|ref 1|advice_exact|I1"),
     ({"memo_trace": f"{WORD}\n1  A1  -  -  -  nothing_found"}, "C|Z1|P||0|A1||")],
    ids=["of a line", "of a word that leads nowhere"],
)  # fmt: skip
def test_the_id_of_a_candidate_stays_the_same_for_ever(given: dict[str, str], words: str):
    [row] = published(**given)
    assert row["candidate_id"] == md5(words.encode()).hexdigest()


def test_each_candidate_has_an_id_of_its_own():
    one = LINE["line_trace"]
    lines = (
        one
        + "\n1  7  11  1  100  posted\n1  8  10  1  100  posted\n1  9  10  1  100  posted\n1  7  12  2  1  posted"
    )
    advice = LINE["advice_lines"] + "\n8  P  R1  4  ref 1  -  900\n9  P  R2  3  ref 1  -  900"
    memos = f"{WORD}\n1  A1  10  2  1  x\n1  A2  10  2  1  x\n1  A1  11  2  1  x"
    rows = published(line_trace=lines, advice_lines=advice, memo_trace=memos)
    assert len({row["candidate_id"] for row in rows}) == len(rows) == 8
    [other] = published({"payment_id": "Z2"}, **LINE)
    assert other["candidate_id"] not in {row["candidate_id"] for row in rows}


def test_advice_of_one_number_from_several_payers_for_one_payment_has_ids_of_its_own():
    lines = LINE["line_trace"] + "\n1  8  10  1  100  posted\n1  9  10  1  100  posted"
    names = "payer_id  line_no  remittance_id  line_number  invoice_reference  paid_amount"
    advice = f"{names}\nP  7  R1  3  ref 1  900\nCHILD  8  R1  3  ref 1  900\n-  9  R1  3  ref 1  900"
    unread = "payer_id  " + UNREAD.replace("\n", "\nP  ") + "\nCHILD  1  R1  3  none of 150 numbers  700"
    rows = published(line_trace=lines, advice_lines=advice, unread_trace=unread)
    assert len({row["candidate_id"] for row in rows}) == len(rows) == 5
    [own] = published(**(LINE | {"advice_lines": LINE["advice_lines"].replace("po 1", "-")}))
    [unnamed] = published({"payer_id": "-"}, **LINE)
    assert own["candidate_id"] in {row["candidate_id"] for row in rows}, (
        "the payer of the payment adds nothing"
    )
    assert unnamed["candidate_id"] != own["candidate_id"]
