"""Advice that several payments share: which line is whose."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

LINES = "head_key  line_number  invoice_reference  paid_amount\n"
TIES = "head_key  place  places  amount  amount_so_far  tied_company_code  tied_payment_id\n"
TWO = "A1  1  2  60  60  C1  B1\nA1  2  2  40  100  C1  B2\n"


def placed(lines: str, remittance_links: str = TWO) -> list[tuple[object, ...]]:
    """Per line: what it leaves to pay, whether it comes off another, where it begins, and what is taken off the advice."""
    found = run_model("shared_lines", rejoined_lines=LINES + lines, remittance_links=TIES + remittance_links)
    return sorted(columns(found, "line_number", "net_amount", "is_netted", "begins_at", "taken_off"))


def test_lines_begin_where_those_before_them_end() -> None:
    lines = "A1  7  INV-1  70\nA1  3  INV-2  30\nA9  1  INV-3  50\n"

    assert placed(lines) == [(3, 30, False, 0, 0), (7, 70, False, 30, 0)]
    found = run_model("shared_lines", rejoined_lines=LINES + lines, remittance_links=TIES + TWO)
    assert sorted(
        columns(found, "line_number", "turn", "lines", "places", "amounts", "reference", "has_negative_lines")
    ) == [
        (3, 1, 2, 2, [60, 40], "INV2", False),
        (7, 2, 2, 2, [60, 40], "INV1", False),
    ]


def test_advice_of_one_payment_is_not_shared() -> None:
    assert placed("A1  1  INV-1  60\n", "A1  1  1  60  60  C1  B1\n") == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            "A1  1  INV-1  70\nA1  2  inv 1  -10\nA1  3  INV-2  40\n",
            [(1, 60, False, 0, 0), (2, 0, True, 0, 0), (3, 40, False, 60, 0)],
            id="what is taken off a line's document comes off that line",
        ),
        pytest.param(
            "A1  1  INV-2  40\nA1  2  INV-1  -10\nA1  3  INV-1  70\n",
            [(1, 40, False, 0, 0), (2, 0, True, 40, 0), (3, 60, False, 40, 0)],
            id="also where it comes before that line",
        ),
        pytest.param(
            "A1  1  INV-1  70\nA1  2  K-1  -10\nA1  3  INV-2  40\n",
            [(1, 70, False, 0, -10), (2, 0, False, 70, -10), (3, 40, False, 70, -10)],
            id="what is taken off nothing that is paid comes off the advice",
        ),
        pytest.param(
            "A1  1  INV-1  10\nA1  2  INV-1  -10\nA1  3  INV-2  100\n",
            [(1, 10, False, 0, -10), (2, 0, False, 10, -10), (3, 100, False, 10, -10)],
            id="what takes all of a line comes off the advice",
        ),
        pytest.param(
            "A1  1  INV-1  70\nA1  2  INV-1  20\nA1  3  INV-1  -10\nA1  4  INV-1  -5\n",
            [(1, 55, False, 0, 0), (2, 20, False, 55, 0), (3, 0, True, 0, 0), (4, 0, True, 0, 0)],
            id="of two lines of one document it comes off the first",
        ),
        pytest.param(
            "A1  1  -  70\nA1  2  -  -10\n",
            [(1, 70, False, 0, -10), (2, 0, False, 70, -10)],
            id="lines without a reference are each their own",
        ),
    ],
)
def test_what_is_taken_off_an_advice(lines: str, expected: list[tuple[object, ...]]) -> None:
    assert placed(lines) == expected


SHARED = "head_key  turn  lines  places  amounts  paid_amount  has_negative_lines  reference\n"


def ways(amounts: str, *paid: int) -> list[tuple[object, ...]]:
    """Turn and place of each line, where there is one way only."""
    places, negative = amounts.count(",") + 1, "yes" if min(paid) < 0 else "no"
    lines = [
        f"A1  {n}  {len(paid)}  {places}  {amounts}  {amount}  {negative}  R{n}\n"
        for n, amount in enumerate(paid, 1)
    ]
    return sorted(columns(run_model("line_ways", shared_lines=SHARED + "".join(lines)), "turn", "place"))


@pytest.mark.parametrize(
    ("amounts", "paid", "expected"),
    [
        pytest.param("[60, 40]", (40, 60), [2, 1], id="a line each"),
        pytest.param("[60, 40]", (30, 40, 30), [1, 2, 1], id="two lines and one"),
        pytest.param("[50, 50]", (50, 50), [], id="two ways are none"),
        pytest.param("[60, 40]", (70, 30), [], id="no way"),
        pytest.param("[60, 40]", (60, 30), [], id="too little in all"),
        pytest.param("[60, 40]", (70, -10, 40), [1, 1, 2], id="what is taken off lies with its line"),
        pytest.param("[60, 30, 10]", (10, 60, 30), [3, 1, 2], id="three payments"),
        pytest.param("[1, 18]", (1, *[2] * 9), [1, *[2] * 9], id="ten lines of two payments are tried"),
        pytest.param("[1, 20]", (1, *[2] * 10), [], id="eleven are too many"),
    ],
)
def test_lines_that_add_up_to_the_payments_in_one_way(
    amounts: str, paid: tuple[int, ...], expected: list[int]
) -> None:
    assert ways(amounts, *paid) == list(enumerate(expected, 1))


def test_lines_that_payments_pay_one_by_one_take_the_place_of_their_payment() -> None:
    found = run_model(
        "line_ways", shared_lines=SHARED + "A1  1  2  2  [50, 50]  50  no  R1\nA1  2  2  2  [50, 50]  50  no  R2\n",
        line_links="head_key  reference  tied_company_code  tied_payment_id\nA1  R1  C1  B2\nA1  R2  C1  B1", remittance_links=TIES + TWO,
    )  # fmt: skip

    assert sorted(columns(found, "turn", "place")) == [(1, 2), (2, 1)]


PLACED = "head_key  line_number  turn  paid_amount  net_amount  is_netted  begins_at  taken_off\n"


def shares(lines: str, given_ways: str = "", remittance_links: str = TWO) -> list[tuple[object, ...]]:
    """Line, payment, its share, the share's number, and whether it is the last."""
    found = run_model(
        "line_shares",
        shared_lines=PLACED + lines,
        line_ways=given_ways,
        remittance_links=TIES + remittance_links,
    )
    return sorted(columns(found, "line_number", "tied_payment_id", "paid_amount", "share_number", "is_last"))


def test_payments_pay_the_lines_in_their_order() -> None:
    assert shares("A1  1  1  70  70  no  0  0\nA1  2  2  30  30  no  70  0\n") == [
        (1, "B1", 60, 1, False), (1, "B2", 10, 2, True), (2, "B2", 30, 1, True),
    ]  # fmt: skip


def test_a_line_that_ends_with_a_payment_is_that_payments_alone() -> None:
    assert shares("A1  1  1  60  60  no  0  0\nA1  2  2  40  40  no  60  0\n") == [
        (1, "B1", 60, 1, True), (2, "B2", 40, 1, True),
    ]  # fmt: skip


def test_where_lines_add_up_to_the_payments_each_is_one_payments() -> None:
    lines = "A1  1  1  40  40  no  0  0\nA1  2  2  60  60  no  40  0\n"

    assert shares(lines, "head_key  turn  place\nA1  1  2\nA1  2  1") == [
        (1, "B2", 40, 1, True),
        (2, "B1", 60, 1, True),
    ]


def test_what_comes_off_the_advice_comes_off_its_first_payment() -> None:
    lines = "A1  1  1  80  80  no  0  -10\nA1  2  2  -10  0  no  80  -10\nA1  3  3  30  30  no  80  -10\n"

    found = shares(lines)
    assert found == [
        (1, "B1", 70, 1, False),
        (1, "B2", 10, 2, True),
        (2, "B1", -10, 1, True),
        (3, "B2", 30, 1, True),
    ]
    assert sum(row[2] for row in found if row[1] == "B1") == 60  # type: ignore[misc]


def test_what_comes_off_a_line_comes_off_the_first_money_that_it_gets() -> None:
    lines = "A1  1  1  90  80  no  0  0\nA1  2  2  -10  0  yes  0  0\nA1  3  3  20  20  no  80  0\n"

    assert shares(lines) == [
        (1, "B1", 70, 1, False), (1, "B2", 20, 2, True), (2, "B1", -10, 1, True), (3, "B2", 20, 1, True),
    ]  # fmt: skip


def test_what_comes_off_a_later_line_lies_with_the_payment_that_begins_it() -> None:
    lines = "A1  1  1  60  60  no  0  0\nA1  2  2  50  40  no  60  0\nA1  3  3  -10  0  yes  60  0\n"

    assert shares(lines) == [(1, "B1", 60, 1, True), (2, "B2", 50, 1, True), (3, "B2", -10, 1, True)]


def test_a_line_that_pays_nothing_is_the_first_payments() -> None:
    lines = "A1  1  1  60  60  no  0  0\nA1  2  2  0  0  no  60  0\nA1  3  3  40  40  no  60  0\n"

    assert shares(lines)[1] == (2, "B1", 0, 1, True)


ADVICE = """
    head_key  line_number  share_number  paid_amount  discount_amount  deduction_amount
    A1        1            1             60           -                -
    A1        1            2             40           3                2
    A1        2            -             7            -                1
    A2        1            1             9            -                -"""


def rejoined(remittance_links: str) -> list[tuple[object, ...]]:
    found = run_model("rejoined_lines", advice_laid=ADVICE, remittance_links=remittance_links)
    return sorted(
        columns(found, "head_key", "line_number", "paid_amount", "discount_amount", "deduction_amount")
    )


def test_earlier_shares_of_a_line_that_wait_again_are_one_line() -> None:
    assert rejoined("head_key  places\nA1  2") == [("A1", 1, 100, 3, 2), ("A1", 2, 7, None, 1)]


def test_advice_that_one_payment_pays_is_not_shared() -> None:
    assert rejoined("head_key  places\nA1  1\nA2  2") == [("A2", 1, 9, None, None)]
