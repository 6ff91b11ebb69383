"""What a memo says it pays, and what it may mean beside."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

NAMES = "receipt_no  word  document_no  tier  is_doubtful  is_aside  is_excepted  said_amount"
A, B = "\n7  A  10  2  no  no  no  5", "\n7  B  11  2  no  no  no  -"
ASIDE, EXCEPTED = B.replace("no  no  no", "no  yes  no"), B.replace("no  no  no", "no  yes  yes")
OWED = """
    document_no  due  discount_left  discount_date
    10           500  400            2026-02-28
    11           300  10             2026-02-28"""
ITEMS = "document_no  effective_gross\n10  500\n11  300"
SOURCE = "receipt_no  value_date  company_code  group_id  currency\n7  2026-03-02  C1  G  USD"


def found(readings: str, money: int, **given: str) -> list[str]:
    tables = {
        "advice_money": f"receipt_no  money\n7  {money}",
        "amounts_due": OWED,
        "documents_in_play": ITEMS,
        "receipts": SOURCE,
    }
    rows = run_model("memo_found", memo_readings=NAMES + readings, **tables | given)
    return sorted(row["word"] for row in rows)


@pytest.mark.parametrize(
    ("readings", "money", "words"),
    [
        pytest.param(A + B, 400, ["A", "B"], id="nothing is set aside"),
        pytest.param(A + ASIDE, 400, ["A"], id="the others take all of the money"),
        pytest.param(A + ASIDE, 500, ["A"], id="the others take just the money"),
        pytest.param(A + ASIDE, 501, ["A", "B"], id="the others take less than the money"),
        pytest.param(A + ASIDE, 800, ["A", "B"], id="the money of all of them"),
        pytest.param(A + ASIDE, 390, ["A", "B"], id="the money of all of them, less the discount"),
        pytest.param(ASIDE, 1, ["B"], id="nothing else is named"),
        pytest.param(EXCEPTED, 900, [], id="all but it is paid"),
        pytest.param(A + EXCEPTED, 501, ["A", "B"], id="all but it is paid, and another is named"),
        pytest.param(
            A + ASIDE + B.replace("B", "C"), 400, ["A", "B", "C"], id="set aside once, and named again"
        ),
        pytest.param(
            EXCEPTED + B.replace("B", "C").replace("no  no  no", "no  yes  no"),
            900,
            ["B", "C"],
            id="excepted once",
        ),
        pytest.param(A.replace("no", "yes", 1), 500, [], id="a word in doubt"),
        pytest.param(A.replace("no", "yes", 1) + ASIDE, 400, ["B"], id="the other is in doubt"),
        pytest.param(
            A + A.replace("A", "C").replace("no", "yes", 1), 400, ["A"], id="a second word for it, in doubt"
        ),
    ],
)
def test_what_a_memo_sets_aside_is_left_out_where_the_others_take_its_money(readings, money, words):
    assert found(readings, money) == words


def test_a_credit_memo_is_never_set_aside():
    credit = {
        "documents_in_play": ITEMS.replace("300", "-300"),
        "amounts_due": OWED.replace("300  10 ", "-300  0 "),
    }
    assert found(A + ASIDE, 400, **credit) == ["A", "B"]
    assert found(EXCEPTED, 400, **credit) == ["B"]
    cancelled = {
        "documents_in_play": ITEMS.replace("300", "0"),
        "amounts_due": OWED.replace("300  10 ", "0  0 "),
    }
    assert found(A + ASIDE, 400, **cancelled) == ["A", "B"]
    assert found(EXCEPTED, 400, **cancelled) == ["B"]
    cent = {"documents_in_play": ITEMS.replace("300", "1"), "amounts_due": OWED}
    assert (found(A + ASIDE, 400, **cent), found(EXCEPTED, 400, **cent)) == (["A"], [])


def test_the_money_of_all_together_is_theirs_where_what_is_set_aside_owes_nothing():
    assert found(A + ASIDE, 500, amounts_due=OWED.replace("300  10", "0    0 ")) == ["A", "B"]


def test_a_discount_that_is_not_earned_is_no_part_of_the_sum():
    assert found(A + ASIDE, 390, receipts=altered(SOURCE, value_date="2026-03-06")) == ["A"]


def test_each_memo_is_weighed_by_itself():
    readings = NAMES + A + ASIDE + "\n8  C  11  2  no  no  no  -"
    rows = run_model(
        "memo_found", memo_readings=readings, advice_money="receipt_no  money\n7  400\n8  5", amounts_due=OWED, documents_in_play=ITEMS,
        receipts=SOURCE + "\n8  2026-03-02  C1  G  USD",
    )  # fmt: skip
    assert sorted(columns(rows, "receipt_no", "word", "tier", "said_amount")) == [
        (7, "A", 2, 5),
        (8, "C", 2, None),
    ]


WORD = """
    receipt_no  pool  company_code  group_id  currency  word   is_idle
    7          5     C1            G         USD       20047  no"""
OPEN = """
    document_no  company_code  group_id  currency  effective_gross  all_digits
    10           C1            G         USD       500              120047"""
KEY = "document_no  pool  tier  key\n10  5  6  0047"


def guesses(
    words: str = WORD, documents_in_play: str = OPEN, keys: str = KEY, **given: str
) -> list[tuple[object, ...]]:
    rows = run_model(
        "memo_guesses",
        memo_references=words,
        documents_in_play=documents_in_play,
        item_keys=keys,
        **{"amounts_due": OWED} | given,
    )
    return sorted(columns(rows, "receipt_no", "word", "document_no", "tier"))


GUESS = [(7, "20047", 10, 6)]


@pytest.mark.parametrize(
    ("word", "item", "key", "hit"),
    [
        pytest.param({}, {}, {}, True, id="the end of a number"),
        pytest.param({}, {"all_digits": "20047"}, {}, True, id="a whole number's digits"),
        pytest.param({}, {"all_digits": "0047"}, {}, False, id="a shorter number"),
        pytest.param({}, {"all_digits": "130047"}, {}, False, id="another number's end"),
        pytest.param({"is_idle": "yes"}, {}, {}, False, id="nothing is amiss without a document"),
        pytest.param({}, {"effective_gross": -500}, {}, False, id="a credit memo"),
        pytest.param({}, {"effective_gross": 0}, {}, False, id="a cancelled document"),
        pytest.param({}, {"effective_gross": 1}, {}, True, id="a document of a cent"),
        pytest.param({}, {"company_code": "C2"}, {}, False, id="another company"),
        pytest.param({}, {"group_id": "H"}, {}, False, id="another family"),
        pytest.param({}, {"currency": "EUR"}, {}, False, id="another currency"),
        pytest.param({}, {}, {"pool": 6}, False, id="another pool"),
        pytest.param({}, {}, {"tier": 3}, False, id="no last digits"),
        pytest.param({}, {}, {"key": "0048"}, False, id="other last digits"),
    ],
)
def test_a_word_that_names_no_document_may_be_the_end_of_one(word, item, key, hit):
    found = guesses(altered(WORD, **word), altered(OPEN, **item), altered(KEY, **key))
    assert found == GUESS * hit


def test_each_word_of_each_memo_may_be_the_end_of_its_own_document():
    items, keys = OPEN + "\n    11  C1  G  USD  500  550048", KEY + "\n11  5  6  0048"
    words = WORD + "\n    7  5  C1  G  USD  50048  no\n    8  5  C1  G  USD  20047  no"
    assert guesses(words, items, keys) == [(7, "20047", 10, 6), (7, "50048", 11, 6), (8, "20047", 10, 6)]


def test_a_document_without_last_digits_to_be_known_by_is_no_second_one():
    assert guesses(documents_in_play=OPEN + "\n    11  C1  G  USD  500  920047") == GUESS


def test_a_document_is_guessed_while_it_is_open():
    assert guesses(amounts_due=OWED.replace("500", "1  ")) == GUESS
    assert guesses(amounts_due=OWED.replace("500", "0  ")) == []


def test_a_word_that_means_a_document_is_no_guess():
    assert guesses(memo_readings="receipt_no  word  is_doubtful\n7  20047  no") == []
    assert guesses(memo_readings="receipt_no  word  is_doubtful\n8  20047  no\n7  20048  no") == GUESS
    doubtful = "receipt_no  word  document_no  tier  is_doubtful\n7  20047  11  3  yes"
    assert guesses(memo_readings=doubtful) == [(7, "20047", 11, 3)]


def test_an_end_of_two_documents_or_two_words_that_end_one_prove_nothing():
    twin, keys = OPEN + "\n    11  C1  G  USD  500  920047", KEY + "\n11  5  6  0047"
    assert guesses(documents_in_play=twin, keys=keys) == []
    assert guesses(WORD + "\n    7  5  C1  G  USD  RX-20047  no") == []
    assert guesses(WORD + "\n    7  5  C1  G  USD  0047  no") == []
    other = WORD + "\n    8  5  C1  G  USD  0047  no"
    assert guesses(other) == [(7, "20047", 10, 6), (8, "0047", 10, 6)]
