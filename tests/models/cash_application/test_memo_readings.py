"""Which documents the words of a memo mean."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

WORD = "receipt_no  word  is_idle\n7  RX4711  no"
SOURCE = "receipt_no  company_code  group_id  currency  has_advice\n7  C1  G  USD  no"


@pytest.mark.parametrize(
    ("source", "money", "found"),
    [
        pytest.param({}, 1, True, id="money is left"),
        pytest.param({}, 0, False, id="all is posted"),
        pytest.param({"has_advice": "yes"}, 1, False, id="the payment has advice"),
    ],
)
def test_a_memo_is_read_where_no_advice_says_more_and_money_is_left(source, money, found):
    rows = run_model(
        "memo_references",
        memo_words=WORD,
        receipts=altered(SOURCE, **source),
        advice_money=f"receipt_no  money\n7  {money}",
    )
    assert (
        columns(rows, "receipt_no", "word", "company_code", "is_idle") == [(7, "RX4711", "C1", False)] * found
    )


def test_a_memo_has_no_more_to_say_of_what_its_payment_has_paid():
    sources = """
        receipt_no  mode   company_code  payment_id
        1          retry  C1            P-1
        2          full   C1            P-2
        3          full   C1            P-3"""
    prior = "receipt_no  document_no\n1  10\n1  10\n1  16\n1  -\n2  11"
    postings = "company_code  payment_id  invoice_number\nC1  P-3  INV-12\nC2  P-3  INV-13\nC1  P-9  INV-14\nC1  P-1  INV-10"
    items = """
        document_no  company_code  invoice_number
        10           C1            INV-10
        12           C1            INV-12
        13           C2            INV-13
        14           C1            INV-14
        15           C2            INV-12"""
    rows = run_model(
        "memo_paid",
        receipts=sources,
        prior_allocations=prior,
        night_postings=postings,
        documents_in_play=items,
    )
    assert sorted(columns(rows, "receipt_no", "document_no")) == [(1, 10), (1, 16), (3, 12)]


REFERENCE = """
    receipt_no  company_code  group_id  currency  pool  word    is_doubtful  meant_tier
    7          C1            G         USD       5     RX4711  no           -"""
ITEM = """
    document_no  company_code  group_id  currency  effective_gross
    10           C1            G         USD       900
    11           C1            G         USD       900
    12           C1            G         USD       -900"""


def readings(
    keys: str, reference: str = REFERENCE, documents_in_play: str = ITEM, **given: str
) -> list[tuple[object, ...]]:
    """Return word, document and tier, where documents have these keys."""
    documents = "document_no  pool  tier  key\n" + keys
    rows = run_model(
        "memo_readings",
        memo_references=reference,
        item_keys=documents,
        documents_in_play=documents_in_play,
        **given,
    )
    return sorted(columns(rows, "word", "document_no", "tier"))


@pytest.mark.parametrize(
    ("key", "item", "found"),
    [
        pytest.param("10  5  2  RX4711", {}, True, id="a document has the number"),
        pytest.param("10  5  2  RX4712", {}, False, id="a document has another number"),
        pytest.param("10  5  1  RX 4711", {}, False, id="a key of another tier"),
        pytest.param("10  6  2  RX4711", {}, False, id="another pool"),
        pytest.param("10  5  2  RX4711", {"group_id": "H"}, False, id="another family"),
        pytest.param("10  5  2  RX4711", {"currency": "EUR"}, False, id="another currency"),
        pytest.param("10  5  2  RX4711", {"company_code": "C2"}, False, id="another company"),
        pytest.param("10  5  2  RX4711", {"effective_gross": -1}, True, id="a credit memo by its number"),
        pytest.param("10  5  4  PRX4711", {"effective_gross": -1}, False, id="a credit memo by its order"),
        pytest.param(
            "10  5  4  PRX4711", {"effective_gross": 0}, False, id="a cancelled document by its order"
        ),
        pytest.param("10  5  4  PRX4711", {"effective_gross": 1}, True, id="an invoice by its order"),
        pytest.param("10  5  3  4711", {}, False, id="four digits alone"),
    ],
)
def test_a_word_means_a_document_of_the_payments_own_company_and_family(key, item, found):
    assert len(readings(key, documents_in_play=altered(ITEM, **item))) == found


def test_five_digits_mean_a_document_and_an_invoice_before_a_credit_memo():
    word = altered(REFERENCE, word="RX47115")
    assert readings("10  5  3  47115", word) == [("RX47115", 10, 3)]
    assert readings("12  5  3  47115", word) == [("RX47115", 12, 3)]
    assert readings("10  5  3  47115\n12  5  3  47115", word) == [("RX47115", 10, 3)]
    assert readings("10  5  2  RX47115\n11  5  3  47115", word) == [("RX47115", 10, 2)]
    assert readings("10  5  2  RX47115\n12  5  2  RX47115", word) == [("RX47115", 10, 2), ("RX47115", 12, 2)]


def test_the_closest_tier_wins_but_for_what_the_memo_calls_the_number():
    keys = "10  5  2  RX4711\n11  5  4  PRX4711\n11  5  5  DRX4711"
    assert readings(keys) == [("RX4711", 10, 2)]
    assert readings(keys, altered(REFERENCE, meant_tier=4)) == [("RX4711", 11, 4)]
    assert readings(keys, altered(REFERENCE, meant_tier=5)) == [("RX4711", 11, 5)]


def test_each_word_of_each_memo_is_read_by_itself():
    words = REFERENCE + "\n    7  C1  G  USD  5  RX4712  no  -\n    8  C1  G  USD  5  RX4711  no  4"
    keys = "10  5  2  RX4711\n11  5  4  PRX4711\n11  5  3  4712\n11  5  4  PRX4712"
    rows = run_model(
        "memo_readings",
        memo_references=words,
        item_keys="document_no  pool  tier  key\n" + keys,
        documents_in_play=ITEM,
    )
    found = sorted(columns(rows, "receipt_no", "word", "document_no", "tier"))
    assert found == [(7, "RX4711", 10, 2), (7, "RX4712", 11, 4), (8, "RX4711", 11, 4)]


def test_each_part_of_a_list_means_an_invoice():
    parts = "reference  parts\n4711/12  ['A-4711', 'A-47125', 'A-471']\nRX  ['B-1']"
    word, keys = (
        altered(REFERENCE, word="4711/12"),
        "10  5  2  A4711\n11  5  3  47125\n12  5  2  A4711\n10  5  3  471",
    )
    assert readings(keys, word, reference_parts=parts) == [("4711/12", 10, 11), ("4711/12", 11, 11)]
    assert readings("10  5  3  4711\n11  5  2  B1", word, reference_parts=parts) == []


ORDER = "10  5  2  RX4711\n10  5  4  PPO9\n11  5  4  PPO9"
BOTH = REFERENCE + "\n    7  C1  G  USD  5  PO-9  no  -"


@pytest.mark.parametrize(
    ("words", "keys", "found"),
    [
        pytest.param(BOTH, ORDER, [("PO-9", 10, 4), ("RX4711", 10, 2)], id="one of its documents is named"),
        pytest.param(BOTH, ORDER.replace("10  5  4", "12  5  4"), [("PO-9", 11, 4), ("RX4711", 10, 2)], id="another"),
        pytest.param(
            BOTH.replace("RX4711  no ", "RX4711  yes"), ORDER, [("PO-9", 10, 4), ("PO-9", 11, 4), ("RX4711", 10, 2)],
            id="one of its documents is named in doubt",
        ),
        pytest.param(
            altered(BOTH, word="PO-9"), ORDER, [("PO-9", 10, 4), ("PO-9", 11, 4)], id="none of its documents is named"
        ),
        pytest.param(
            BOTH.replace("7          C1", "8          C1"), ORDER, [("PO-9", 10, 4), ("PO-9", 11, 4), ("RX4711", 10, 2)],
            id="one of its documents is named by another payment",
        ),
        pytest.param(
            BOTH + "\n    7  C1  G  USD  5  PO-8  no  -", ORDER + "\n11  5  5  DPO8",
            [("PO-8", 11, 5), ("PO-9", 10, 4), ("RX4711", 10, 2)], id="a delivery beside it is no number",
        ),
    ],
)  # fmt: skip
def test_an_order_beside_a_number_of_it_names_no_other_document(words, keys, found):
    assert readings(keys, words) == found


def test_a_delivery_beside_a_number_of_it_names_no_other_document_however_often_it_is_named():
    words = BOTH + "\n    7  C1  G  USD  5  rx-4711  no  -"
    found = readings(ORDER.replace("4  P", "5  D"), words)
    assert found == [("PO-9", 10, 5), ("RX4711", 10, 2), ("rx-4711", 10, 2)]


def test_one_document_by_two_keys_of_a_tier_is_one_row():
    assert readings(
        "10  5  2  RX4711\n10  5  2  4711",
        altered(REFERENCE, company_code="RX"),
        altered(ITEM, company_code="RX"),
    ) == [("RX4711", 10, 2)]
