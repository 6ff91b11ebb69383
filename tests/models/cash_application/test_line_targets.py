"""Which documents each line of advice settles."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

CHOICE = """
    line_no  document_no  tier  due   net_due  agrees  choices  companies  is_alike  position  due_of_all  net_due_of_all  first_document
    1        10           2     9500  9300     no      1        1          no        1         9500        9300            10"""
LINE = "line_no  receipt_no  invoice_reference  paid_amount  deduction_amount\n1  7  RX4711  9000  0"


def targets(choices: str = CHOICE, lines: str = LINE, **given: str) -> list[tuple[object, ...]]:
    rows = run_model("line_targets", line_choices=choices, advice_lines=lines, **given)
    return sorted(columns(rows, "line_no", "document_no", "tier", "cash_amount", "is_split"))


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        pytest.param({}, True, id="the only choice, of another amount"),
        pytest.param({"tier": 11}, False, id="one of a list, of another amount"),
        pytest.param({"tier": 11, "agrees": "yes"}, True, id="one of a list, of the amount"),
        pytest.param({"companies": 2}, False, id="choices of two companies"),
        pytest.param({"choices": 2}, False, id="one of two choices"),
    ],
)
def test_a_line_settles_its_only_choice(choice, found):
    assert [row[:3] for row in targets(altered(CHOICE, **choice))] == [(1, 10, choice.get("tier", 2))] * found


ORDER = """
    line_no  document_no  tier  due   net_due  choices  companies  is_alike  due_of_all  net_due_of_all
    1        10           4     5000  4900     2        1          no        9000        8800
    1        11           4     4000  3900     2        1          no        9000        8800"""
AT_DUE, AT_NET = (
    [(1, 10, 4, 5000, True), (1, 11, 4, 4000, True)],
    [(1, 10, 4, 4900, True), (1, 11, 4, 3900, True)],
)


@pytest.mark.parametrize(
    ("choice", "line", "found"),
    [
        pytest.param({}, {}, AT_DUE, id="all that they owe"),
        pytest.param({}, {"paid_amount": 8800}, AT_NET, id="all less the discount"),
        pytest.param({}, {"paid_amount": 8900}, [], id="something else"),
        pytest.param({}, {"deduction_amount": 1}, [], id="with a deduction"),
        pytest.param({"companies": 2}, {}, [], id="of two companies"),
        pytest.param({"due": 0}, {}, [], id="nothing is open"),
        pytest.param(
            {"due": 1, "tier": 4}, {}, [(1, 10, 4, 1, True), (1, 11, 4, 1, True)], id="a cent is open"
        ),
    ],
)
def test_a_line_that_pays_all_of_an_order_settles_each_of_its_documents(choice, line, found):
    assert targets(altered(ORDER, **choice), altered(LINE, **line)) == found


@pytest.mark.parametrize(
    ("tier", "split"),
    [(2, False), (3, False), (4, True), (5, True), (6, False), (7, True), (10, False), (11, True), (14, True)],
)  # fmt: skip
def test_only_orders_deliveries_claims_and_lists_are_settled_together(tier, split):
    assert len(targets(altered(ORDER, tier=tier))) == 2 * split


def alike(*lines: int, documents: tuple[int, ...] = (10, 11)) -> str:
    """Return the choices of lines that may mean any of these documents, which are alike."""
    head = "line_no  document_no  tier  due  net_due  agrees  choices  companies  is_alike  position  first_document"
    row = "{line}  {document}  2  9000  9000  yes  {choices}  1  yes  {position}  {first}"
    return "\n    ".join([head] + [
        row.format(line=line, document=document, choices=len(documents), position=position, first=documents[0])
        for line in lines for position, document in enumerate(documents, 1)
    ])  # fmt: skip


THREE_LINES = LINE + "\n2  7  RX4711  9000  0\n3  7  RX4711  9000  0\n4  7  RX4712  9000  0"


def test_lines_that_mean_documents_alike_take_them_in_turn_and_the_last_one_again():
    assert [row[:2] for row in targets(alike(1, 2, 3), THREE_LINES)] == [(1, 10), (2, 11), (3, 11)]
    assert [row[3:] for row in targets(alike(1), THREE_LINES)] == [(9000, False)]


def test_documents_alike_are_taken_in_their_order_whatever_the_order_of_the_rows():
    head, *rows = alike(1, 2, documents=(10, 11, 12)).splitlines()
    assert [row[:2] for row in targets("\n".join([head, *reversed(rows)]), THREE_LINES)] == [(1, 10), (2, 11)]


def test_a_line_whose_documents_are_not_alike_takes_no_turn():
    unlike = altered(alike(1), is_alike="no").partition("\n")[2]
    assert [row[:2] for row in targets(alike(2) + "\n" + unlike, THREE_LINES)] == [(2, 10)]


def test_documents_alike_are_not_settled_together():
    order = altered(alike(1), tier=4, due_of_all=9000, net_due_of_all=9000)
    assert [row[:2] for row in targets(order, THREE_LINES)] == [(1, 10)]


def test_each_group_of_documents_alike_has_turns_of_its_own():
    others = alike(2, 3, documents=(12, 13)).partition("\n")[2]
    assert [row[:2] for row in targets(alike(1) + "\n" + others, THREE_LINES)] == [(1, 10), (2, 12), (3, 13)]
    more = alike(2, documents=(10, 11, 12)).partition("\n")[2]
    assert [row[:2] for row in targets(alike(1) + "\n" + more, THREE_LINES)] == [(1, 10), (2, 10)]


@pytest.mark.parametrize(
    ("named", "paid", "found"),
    [
        pytest.param(
            "4  10  2  9000  9000  yes  1  1  no  1  10", 9000, [(1, 11), (2, 11)], id="by its amount"
        ),
        pytest.param(
            "4  10  2  9000  9000  no  1  1  no  1  10", 9000, [(1, 10), (2, 11)], id="with another amount"
        ),
        pytest.param(
            "4  10  2  9000  9000  yes  1  1  no  1  10", 0, [(1, 10), (2, 11)], id="without paying it"
        ),
        pytest.param(
            "4  10  8  9000  9000  yes  2  1  no  1  10", 9000, [(1, 10), (2, 11)], id="as one of several"
        ),
    ],
)
def test_what_another_line_names_alone_is_left_to_it(named, paid, found):
    lines = THREE_LINES.replace("RX4712  9000", f"RX4712  {paid}")
    rows = [row[:2] for row in targets(alike(1, 2) + "\n" + named, lines) if row[0] < 4]
    assert rows == found


def test_documents_alike_that_are_all_named_elsewhere_are_taken_in_turn():
    names = "\n3  10  2  9000  9000  yes  1  1  no  1  10\n4  11  2  9000  9000  yes  1  1  no  1  11"
    rows = [row[:2] for row in targets(alike(1, 2) + names, THREE_LINES) if row[0] < 3]
    assert rows == [(1, 10), (2, 11)]


def test_a_line_read_by_its_amount_settles_that_document():
    assert targets("line_no", LINE, line_amounts="line_no  document_no\n1  12") == [(1, 12, 15, 9000, False)]


TAKING = LINE + "\n2  7  RX4711  -300  0"


@pytest.mark.parametrize(
    ("taking", "found"),
    [
        pytest.param({}, True, id="the same words"),
        pytest.param({"invoice_reference": "RX-471"}, True, id="words that begin so"),
        pytest.param({"invoice_reference": "RX47"}, False, id="four characters that begin so"),
        pytest.param({"invoice_reference": "X4711"}, False, id="words that end so"),
        pytest.param({"invoice_reference": None}, False, id="no words"),
        pytest.param({"paid_amount": 0}, False, id="a line that takes nothing"),
        pytest.param({"receipt_no": 8}, False, id="a line of another payment"),
    ],
)
def test_a_negative_line_means_what_its_words_mean_on_another_line(taking, found):
    names, first, second = TAKING.splitlines()
    lines = "\n".join([names, first, altered(f"{names}\n{second}", **taking).splitlines()[1]])
    assert targets(lines=lines)[1:] == [(2, 10, 2, -300, False)] * found


def test_short_words_mean_a_document_where_they_are_the_very_same():
    assert targets(lines=altered(TAKING, invoice_reference="RX47"))[1:] == [(2, 10, 2, -300, False)]


def test_a_negative_line_with_a_document_of_its_own_keeps_it():
    choices = CHOICE + "\n    2  11  3  -300  -300  yes  1  1  no  1  -300  -300  11"
    assert [row[:3] for row in targets(choices, TAKING)] == [(1, 10, 2), (2, 11, 3)]


def test_a_negative_line_means_nothing_where_its_words_mean_two_documents_or_a_split():
    choices = CHOICE + "\n    3  11  1  500  500  yes  1  1  no  1  500  500  11"
    two = TAKING + "\n3  7  RX4711  500  0"
    assert [row[:2] for row in targets(choices, two)] == [(1, 10), (3, 11)]
    same = choices.replace("3  11", "3  10")
    assert [row[:3] for row in targets(same, two)] == [(1, 10, 2), (2, 10, 1), (3, 10, 1)]
    assert [row[:2] for row in targets(ORDER, TAKING)] == [(1, 10), (1, 11)]
    one_of_order = "\n".join(ORDER.splitlines()[:3])
    assert [row[:2] for row in targets(one_of_order, TAKING)] == [(1, 10)]


def test_a_line_that_pays_two_claims_on_one_document_settles_what_is_open_of_each():
    claims = altered(ORDER, document_no=10, tier=7)
    assert targets(claims) == [(1, 10, 7, 4000, True), (1, 10, 7, 5000, True)]


def test_a_document_that_a_line_means_by_two_claims_is_settled_once():
    claims = """
        line_no  document_no  tier  due   net_due  agrees  choices  companies  is_alike  position  first_document
        1        10           7     9000  9000     yes     2        1          yes       1         10
        1        10           7     9000  8800     yes     2        1          yes       2         10"""
    assert len(targets(claims)) == 1
