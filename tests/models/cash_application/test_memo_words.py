"""Which words of a memo may be references, and what the words beside them say."""

from __future__ import annotations

import pytest

from tests.models.running import altered, column, columns, run_model

LIMIT_3 = {"reference_limit": "3"}


def source(memo: str, **cells: object) -> str:
    return altered("receipt_no  mode  currency  amount  memo\n1  full  USD  10000  " + memo, **cells)


def words(memo: str, variables: dict[str, str] | None = None, **cells: object) -> list[dict[str, object]]:
    """Return the rows of `memo_words` for one memo, read as a night reads it."""
    return words_of(source(memo, **cells), variables)


def words_of(receipts: str, variables: dict[str, str] | None = None) -> list[dict[str, object]]:
    tokens = run_model("memo_tokens", variables, receipts=receipts)
    names = list(tokens[0]) if tokens else ["receipt_no"]
    cell = {None: "-", "": "''"}
    text = ["  ".join(names)] + [
        "  ".join(str(cell.get(row[name], row[name])) for name in names) for row in tokens
    ]
    return run_model("memo_words", variables, receipts=receipts, memo_tokens="\n".join(text))


def read_of(*memos: str) -> list[dict[str, object]]:
    """Return the row of each memo's one word, all read in one run."""
    sources = "receipt_no  mode  currency  amount  memo\n"
    rows = words_of(
        sources + "\n".join(f"{number}  full  USD  10000  {memo}" for number, memo in enumerate(memos))
    )
    assert len(rows) == len(memos)
    return sorted(rows, key=lambda row: row["receipt_no"])


@pytest.mark.parametrize(
    ("memo", "cells", "found"),
    [
        pytest.param("INV 1001 AND 100", {}, ["1001"], id="four digits, not three"),
        pytest.param("INV 1001", {"mode": "retry"}, ["1001"], id="the payment's rest is tried again"),
        pytest.param("INV 1001", {"mode": "idle"}, [], id="the payment rests"),
        pytest.param("-", {}, [], id="no memo"),
        pytest.param("1001 1001", {}, ["1001", "1001"], id="one word in two places"),
    ],
)
def test_words_with_four_digits_of_payments_in_play_are_read(memo, cells, found):
    assert column(run_model("memo_tokens", receipts=source(memo, **cells)), "word") == found


def test_six_words_on_either_side_belong_to_a_number():
    [row] = run_model("memo_tokens", receipts=source("a b c d e f g 1001 h i j k l m n"))
    assert (row["place"], row["said_before"], row["said_after"]) == (8, "b c d e f g", "h i j k l m")
    [row] = run_model("memo_tokens", receipts=source("a 1001"))
    assert (row["said_before"], row["said_after"]) == ("a", "")


def test_numbers_are_counted_up_to_each_word_of_the_memo_and_for_each_payment_alone():
    sources = source("1001/02/03 and 1004") + "\n2  full  USD  10000  1005"
    rows = run_model("memo_tokens", receipts=sources)
    found = sorted(columns(rows, "receipt_no", "word", "number_count", "numbers_so_far"))
    assert found == [(1, "1001/02/03", 3, 3), (1, "1004", 1, 4), (2, "1005", 1, 1)]


def test_neighbours_are_words_of_the_same_memo():
    sources = source("1001 first") + "\n2  full  USD  10000  second 1002"
    rows = sorted(
        columns(run_model("memo_tokens", receipts=sources), "receipt_no", "said_before", "said_after")
    )
    assert rows == [(1, "", "first"), (2, "second", "")]


@pytest.mark.parametrize(
    ("size", "number_count"), [(10_000, 1), (10_001, 4)], ids=["as long as a reference may be", "one longer"]
)
def test_a_word_too_long_for_a_reference_uses_up_the_limit(size, number_count):
    rows = run_model("memo_tokens", LIMIT_3, receipts=source("9" * size))
    assert column(rows, "numbers_so_far") == [number_count]


TOKENS = """
    receipt_no  place  number_count  numbers_so_far
    1          1      2             2
    1          4      1             3
    2          1      2             2
    2          4      2             4
    3          1      4             4
    4          1      3             3
    4          2      1             4"""


def test_a_memo_is_long_with_one_number_more_than_are_read():
    rows = run_model("long_memos", LIMIT_3, memo_tokens=TOKENS)
    assert sorted(columns(rows, "receipt_no", "number_count", "read_count")) == [
        (2, 4, 2),
        (3, 4, 0),
        (4, 4, 3),
    ]


def test_only_words_within_the_limit_are_read():
    assert column(words("1001 1002 1003 1004", LIMIT_3), "word") == ["1001", "1002", "1003"]


def test_a_number_that_looks_like_something_else_is_doubtful():
    doubtful = {
        "4,711.50": "an amount",
        "INV 4,711.50": "an amount, even called an invoice",
        "20260301": "a day",
        "USD 4711": "a number after the payment's currency",
        "CHECK 4711": "a check's number",
        "4711 pcs": "a quantity",
    }
    plain = {
        "4711": "a bare number",
        "INV 20260301": "a day that is called an invoice",
        "EUR 4711": "a number after another currency",
        "INV 4711 pcs": "a quantity that is called an invoice",
        "CHECK A4711": "a number with a letter is no amount, day or check",
        "CHECK a4711": "a number with a small letter neither",
    }
    rows = read_of(*doubtful, *plain)
    assert column(rows, "is_doubtful") == [True] * len(doubtful) + [False] * len(plain)


def test_an_amount_has_the_decimals_of_the_payments_currency():
    assert [row["is_doubtful"] for row in words("4711.50", currency="JPY")] == [False]
    assert [row["is_doubtful"] for row in words("4711.50", currency="EUR")] == [True]


def test_what_is_said_not_to_be_paid_is_set_aside():
    rows = read_of("INV 4711", "INV 4711 is disputed", "all open items except 4711")
    assert columns(rows, "is_aside", "is_excepted") == [(False, False), (True, False), (True, True)]


def test_a_number_named_again_is_doubted_or_set_aside_only_where_it_always_is():
    rows = read_of(
        "4711 is disputed, we pay INV 4711",
        "all except 4711 , INV 4711",
        "CHECK 4711 for 4711",
        "REF 4711 INV 4711",
    )
    assert (
        columns(rows, "is_aside", "is_excepted", "is_doubtful", "is_idle")
        == [(False, False, False, False)] * 4
    )


def test_what_a_number_is_called():
    rows = read_of("PO 4711", "delivery 4711", "4711", "delivery 4711 PO 4711")
    assert column(rows, "meant_tier") == [4, 5, None, 4]


def test_the_amount_behind_a_number_is_what_is_paid_on_it_unless_it_is_named_twice():
    rows = read_of("INV 4711 9.5", "INV 4711 9.50", "INV 4711", "4711 9.50 and 4711 8.50")
    assert column(rows, "said_amount") == [None, 950, None, None]
    [row] = words("INV 4711 9.50", payment_id="4711", bank_reference="4711")
    assert row["said_amount"] == 950


@pytest.mark.parametrize(
    ("memo", "word", "doubtful"),
    [
        pytest.param("130101 , 102 , 103", "130101/102/103", True, id="the last digits of others"),
        pytest.param("1001 - 1005", "1001-1005", True, id="a range, by a dash"),
        pytest.param("1001 to 1005", "1001-1005", False, id="a range, in words"),
    ],
)
def test_lists_and_ranges_are_words_of_their_own_beside_their_numbers(memo, word, doubtful):
    rows = {row["word"]: row for row in words(memo, LIMIT_3)}
    assert rows.keys() == {word} | {number for number in memo.split() if len(number) >= 4}
    read = rows[word]
    assert (read["is_doubtful"], read["is_idle"], read["is_aside"], read["is_excepted"]) == (
        doubtful,
        False,
        False,
        False,
    )
    assert (read["meant_tier"], read["said_amount"]) == (None, None)


def test_two_numbers_are_no_range():
    assert column(words("1001 and then 1005"), "word") == ["1001", "1005"]


def test_a_list_beyond_the_limit_is_not_read():
    assert words("1001/02/03/04 , 05 , 06", LIMIT_3) == words("1001/02/03/04 to 1006", LIMIT_3) == []


@pytest.mark.parametrize(
    ("memo", "cells", "idle"),
    [
        pytest.param("4711", {"amount": 471100}, True, id="the payment's own amount"),
        pytest.param("4711", {"amount": 4711}, False, id="not its amount in units"),
        pytest.param(
            "4711", {"amount": 4711, "currency": "JPY"}, True, id="its amount, in a currency without decimals"
        ),
        pytest.param(
            "4711", {"payment_id": "4711", "mode": "retry"}, True, id="the number of a payment tried again"
        ),
        pytest.param("4711", {"payment_id": "47-11"}, True, id="the payment's number"),
        pytest.param(
            "4711", {"payment_id": "P", "bank_reference": "0-4711"}, False, id="another bank reference"
        ),
        pytest.param(
            "4711", {"payment_id": "P", "bank_reference": "4 711"}, True, id="the payment's bank reference"
        ),
    ],
)
def test_a_number_of_the_payment_itself_is_nothing_amiss(memo, cells, idle):
    assert column(words(memo, **cells), "is_idle") == [idle]


def test_where_no_document_bears_a_number_something_is_amiss_unless_it_says_why():
    rows = read_of("4711", "CHECK 4711", "INV 4711 disputed", "REF 4711")
    assert column(rows, "is_idle") == [False, True, True, True]


def test_a_number_of_a_payer_of_the_family_is_nothing_amiss():
    tokens = "receipt_no  word  said_before  said_after  numbers_so_far\n1  C-4711  ''  ''  1"
    sources = source("C-4711", group_id="G")
    for family, idle in (("G", True), ("H", False)):
        payers = f"payer_id  group_id\nC4711  {family}"
        [row] = run_model("memo_words", receipts=sources, memo_tokens=tokens, night_payers=payers)
        assert row["is_idle"] is idle
    two_names = altered(sources, payment_id="C-4711")
    [row] = run_model(
        "memo_words", receipts=two_names, memo_tokens=tokens, night_payers="payer_id  group_id\nC4711  G"
    )
    assert row["is_idle"] is True


def test_a_payments_own_number_is_another_payments_reference():
    tokens = (
        "receipt_no  word  said_before  said_after  numbers_so_far\n1  4711  ''  ''  1\n2  4711  ''  ''  1"
    )
    sources = "receipt_no  mode  currency  amount  memo  payment_id\n1  full  USD  1  4711  4711\n2  full  USD  1  4711  4712"
    rows = run_model("memo_words", receipts=sources, memo_tokens=tokens)
    assert sorted(columns(rows, "receipt_no", "is_idle")) == [(1, True), (2, False)]
