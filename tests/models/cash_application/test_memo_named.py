"""The documents that a memo names, and memos that may name more than can be read."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

SOURCE = """
    receipt_no  company_code  group_id  currency  value_date
    7          C1            G         USD       2026-03-02"""


HEAD = "receipt_no  word  document_no  tier  said_amount\n"
DOCUMENTS = """
    document_no  invoice_number  effective_gross  allocated_amount  due_date
    10           INV-10          500              450               2026-03-01
    11           INV-11          300              300               2026-03-02
    12           INV-12          200              200               2026-03-03"""
DUE = """
    document_no  due  discount_left  discount_date
    10           500  20             2026-02-28
    11           300  0              2026-02-28
    12           200  0              2026-02-28"""


def named(**given: str) -> list[tuple[object, ...]]:
    tables = {"receipts": SOURCE, "documents_in_play": DOCUMENTS, "amounts_due": DUE}
    rows = run_model("memo_named", **tables | given)
    names = ("document_no", "tier", "said_amount", "due", "due_again", "earnable", "gross", "invoice_number")
    return sorted(columns(rows, *names))


SLIPPED = HEAD.replace("said_amount", "replaced_no")
TEN = (10, 2, 480, 500, 500, 20, 500, "INV-10")


@pytest.mark.parametrize(
    ("found", "given", "expected"),
    [
        pytest.param("7  A  10  2  480", {}, [TEN], id="a document that a word names"),
        pytest.param("7  A  10  3  480\n7  B  10  2  -", {}, [TEN], id="two words: the closer tier, and what one says"),
        pytest.param("7  A  10  2  480\n7  B  10  2  470", {}, [(10, 2, None, *TEN[3:])], id="two words say two amounts"),
        pytest.param("7  A  10  2  480\n7  B  10  2  480", {}, [TEN], id="two words say one amount"),
        pytest.param(
            "7  A  10  2  480", {"amounts_due": DUE.replace("500  20", "0    0 ")},
            [(10, 2, 480, 0, 450, 0, 500, "INV-10")], id="paid once already",
        ),
        pytest.param(
            "7  A  10  2  480", {"receipts": altered(SOURCE, value_date="2026-03-06")},
            [(10, 2, 480, 500, 500, 0, 500, "INV-10")], id="too late for the discount",
        ),
        pytest.param("7  A  10  2  480", {"memo_paid": "receipt_no  document_no\n7  10"}, [], id="the payment has paid it"),
        pytest.param("7  A  10  2  480", {"memo_paid": "receipt_no  document_no\n8  10\n7  11"}, [TEN], id="others are paid"),
        pytest.param("7  A  10  2  480", {"memo_slips": SLIPPED + "8  B  12  8  10"}, [TEN], id="another's slip"),
        pytest.param(
            "7  A  10  2  480\n7  B  11  2  -", {"memo_slips": SLIPPED + "7  B  12  8  11"},
            [TEN, (12, 8, None, 200, 200, 0, 200, "INV-12")], id="a slip in place of what its word names",
        ),
        pytest.param(
            "7  A  10  2  480", {"memo_slips": SLIPPED + "7  B  12  8  -"},
            [TEN, (12, 8, None, 200, 200, 0, 200, "INV-12")], id="a slip for a word that names nothing",
        ),
    ],
)  # fmt: skip
def test_what_a_memo_names_and_what_that_owes(found, given, expected):
    assert named(memo_found=HEAD + found, **given) == expected


SUM = "receipt_no  money  due  net_due  unread_words\n7  500  500  480  0"
GUESS = "receipt_no  word  document_no  tier\n7  20047  10  6"
ENDS = GUESS + "\n7  20048  11  6\n7  20049  12  6"
THREE = altered(SUM, due=1001, net_due=900)


@pytest.mark.parametrize(
    ("totals", "guesses", "given", "count"),
    [
        pytest.param(SUM, GUESS, {}, 1, id="the memo then comes to its money"),
        pytest.param(altered(SUM, money=480), GUESS, {}, 1, id="less the discount"),
        pytest.param(altered(SUM, money=490), GUESS, {}, 0, id="the memo comes to something else"),
        pytest.param(altered(SUM, unread_words=1), GUESS, {}, 0, id="a word names nothing"),
        pytest.param(
            altered(SUM, money=490, unread_words=1), GUESS,
            {"memo_slips": "receipt_no  word  document_no  tier\n7  X  12  8"}, 2, id="with a slip it comes to its money",
        ),
        pytest.param(altered(THREE, money=500), ENDS, {}, 3, id="three long ends, and half of the sum"),
        pytest.param(altered(THREE, money=499), ENDS, {}, 0, id="three long ends, and less than half"),
        pytest.param(altered(THREE, money=1001), ENDS, {}, 3, id="three long ends, and the sum"),
        pytest.param(altered(THREE, money=1002), ENDS, {}, 0, id="three long ends, and more than the sum"),
        pytest.param(altered(THREE, money=600, unread_words=1), ENDS, {}, 0, id="three long ends, and a word names nothing"),
        pytest.param(altered(THREE, money=600), ENDS.rpartition("\n")[0], {}, 0, id="two long ends"),
        pytest.param(altered(THREE, money=600), ENDS.replace("20049", "2-049"), {}, 0, id="one of them is short"),
        pytest.param(altered(THREE, money=600), ENDS.replace("12  6", "12  3"), {}, 0, id="one of them is in doubt"),
    ],
)  # fmt: skip
def test_guesses_count_where_the_memo_comes_to_its_money_or_many_ends_fit(totals, guesses, given, count):
    assert len(named(memo_totals=totals, memo_guesses=guesses, **given)) == count


WORDS = "receipt_no  word  is_idle\n7  A  no"
LIST = "receipt_no  word  document_no  tier\n7  A  10  11"
ONE = "receipt_no  document_no\n7  10"
A = {"memo_found": "receipt_no  word\n7  A"}


@pytest.mark.parametrize(
    ("words", "given", "unread"),
    [
        pytest.param(WORDS, {}, True, id="a word names nothing"),
        pytest.param(altered(WORDS, is_idle="yes"), {}, False, id="nothing is amiss without a document"),
        pytest.param(WORDS, A, False, id="it names a document"),
        pytest.param(WORDS, {"memo_found": "receipt_no  word\n8  A"}, True, id="it names one for another payment"),
        pytest.param(WORDS, {"memo_found": "receipt_no  word\n7  B"}, True, id="another word names one"),
        pytest.param(WORDS, {"memo_slips": "receipt_no  word\n7  A"}, False, id="it is a slip"),
        pytest.param(WORDS, {"memo_slips": "receipt_no  word\n7  B\n8  A"}, True, id="others are slips"),
        pytest.param(
            WORDS, {"memo_guesses": LIST, "memo_named": altered(ONE, receipt_no=8)}, True, id="another names its guess"
        ),
        pytest.param(
            WORDS, A | {"memo_readings": altered(LIST, receipt_no=8), "reference_parts": "reference  parts\nA  [a, b]"},
            False, id="another payment's list",
        ),
        pytest.param(WORDS, {"memo_guesses": LIST}, True, id="it may end a number, which proves nothing"),
        pytest.param(WORDS, {"memo_guesses": LIST, "memo_named": ONE}, False, id="it ends a number that is named"),
        pytest.param(
            WORDS, {"memo_guesses": LIST + "\n7  A  11  6", "memo_named": ONE}, True, id="one of its two guesses is named"
        ),
        pytest.param(
            WORDS, A | {"memo_readings": LIST, "reference_parts": "reference  parts\nA  [a, b]"},
            True, id="a list of which one is unknown",
        ),
        pytest.param(
            WORDS, A | {"memo_readings": LIST, "reference_parts": "reference  parts\nA  [a]"},
            False, id="a list of which all are known",
        ),
        pytest.param(
            WORDS, A | {"memo_readings": altered(LIST, tier=2),
                    "reference_parts": "reference  parts\nA  [a, b]"}, False, id="a number that could be a list",
        ),
        pytest.param(
            altered(WORDS, is_idle="yes"), {"memo_readings": LIST, "reference_parts": "reference  parts\nA  [a, b]"},
            False, id="a list about which nothing is amiss",
        ),
        pytest.param(
            altered(WORDS, is_idle="yes"), {"receipts": altered(SOURCE, memo="INV 4711 and")}, True, id="cut off by the bank"
        ),
        pytest.param("", {"receipts": altered(SOURCE, memo="INV 4711 and")}, False, id="cut off, without a reference"),
    ],
)  # fmt: skip
def test_a_memo_may_name_more_than_can_be_read(words, given, unread):
    rows = run_model(
        "memo_unread", memo_references=words, **{"receipts": altered(SOURCE, memo="INV A")} | given
    )
    assert columns(rows, "receipt_no") == [(7,)] * unread


def test_a_memo_that_may_name_more_for_several_reasons_is_one_row():
    words, parts = WORDS + "\n7  B  no\n7  C  no", "reference  parts\nA  [a, b]"
    memo = altered(SOURCE, memo="INV A , B and")
    rows = run_model(
        "memo_unread", memo_references=words, memo_readings=LIST, reference_parts=parts, receipts=memo, **A
    )
    assert columns(rows, "receipt_no") == [(7,)]
