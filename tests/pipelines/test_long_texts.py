"""Memos and references are read up to the policy's `reference_limit`; longer ones are reported, never guessed from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from pipelines.policy import load_policy
from pipelines.reports import tell
from tests.contract.story import Row, Story, advice, day, invoice, line, payer, payment
from tests.contract.test_contract import exact
from tests.contract.view import View
from tests.nights import NightRunner
from tests.properties.side_by_side import FIRST_NUMBER, night_rows

THREE = replace(load_policy(), reference_limit=3)
OPEN = [invoice("A", 100), invoice("B", 80), invoice("C", 70), invoice("D", 61)]
FOUR = "A B C D"
NOTHING = {"allocated": {}, "count": 0}
TO_THREE: dict[str, tuple[list[Row], dict[str, Any]]] = {
    "as many numbers as are read": (
        [*OPEN, payment("P", 250, memo="A B C")],
        {"allocated": {"P>A": 100, "P>B": 80, "P>C": 70}, "unread": []},
    ),
    "one more, and those read come to the money": (
        [*OPEN, payment("P", 250, memo=FOUR)],
        {"allocated": {"P>A": 100, "P>B": 80, "P>C": 70}, "open": {"D": 61}, "unread": ["the first 3 of 4 numbers"]},
    ),
    "… less their earned discount": (
        [invoice("A", 100, "2/10"), *OPEN[1:], payment("P", 248, memo=FOUR)],
        {"allocated": {"P>A": 98, "P>B": 80, "P>C": 70}, "discount": {"P>A": 2}, "open": {"D": 61}},
    ),
    "… or the amounts beside them do": (
        [*OPEN, payment("P", 160, memo="A 90.00 B 70.00")],
        {"allocated": {"P>A": 90, "P>B": 70}, "disputed": {"A": 10, "B": 10}, "unread": ["the first 3 of 4 numbers"]},
    ),
    **{
        f"those read do not come to {amount}": (
            [*OPEN, payment("P", amount, memo=FOUR)],
            {**NOTHING, "unapplied": {"P": (amount, "too_many_to_combine")}, "unread": ["the first 3 of 4 numbers"]},
        )
        for amount in (100, 240, 249.97, 300, 311)
    },
    "nor with the document of one more number that has a slip": (
        [*OPEN, invoice("RX-7104123", 55), payment("P", 235, memo="A B RX-7104132 D")],
        {**NOTHING, "unapplied": {"P": (235, "too_many_to_combine")}},
    ),
    "an amount alone proves nothing where numbers are unread": (
        [*OPEN, payment("P", 61, memo="100.00 80.00 70.00 D")],
        {**NOTHING, "unapplied": {"P": (61, "too_many_to_combine")}},
    ),
    "each number of a list counts": (
        [invoice("RX-7201801", 100), invoice("RX-7201802", 80), payment("P", 180, memo="7201801,802,803 7201804")],
        {"allocated": {"P>RX-7201801": 100, "P>RX-7201802": 80}, "unread": ["the first 3 of 4 numbers"]},
    ),
    "a list is read whole or not at all": (
        [invoice("RX-7201901", 100), invoice("RX-7201902", 80), payment("P", 180, memo="7201901/02/03/04")],
        {**NOTHING, "unapplied": {"P": (180, "too_many_to_combine")}, "unread": ["none of 4 numbers"]},
    ),
    "a line of advice with as many numbers": (
        [invoice("7205001", 100), invoice("7205002", 80), invoice("7205003", 70), payment("P", 250),
         *advice("P", line("7205001/02/03", 250))],
        {"allocated": {"P>7205001": 100, "P>7205002": 80, "P>7205003": 70}, "unread": []},
    ),
    "a line of advice with more is not read, however well its last number fits": (
        [invoice("7202004", 61), payment("P", 61), *advice("P", line("7202001 7202002 7202003 7202004", 61))],
        {**NOTHING, "unapplied": {"P": (61, "too_many_to_combine")},
         "candidates": [("none of 4 numbers", "", "beyond_limit")]},
    ),
    "… nor all its digits together": (
        [invoice("7206001020304", 61), payment("P", 61), *advice("P", line("7206001/02/03/04", 61))],
        {**NOTHING, "unapplied": {"P": (61, "too_many_to_combine")}},
    ),
    "… nor put on its order": (
        [invoice("A", 61, po_number="PO-8"), payment("P", 61), *advice("P", line("7203001/02/03/04", 61, po="PO-8"))],
        {**NOTHING, "unapplied": {"P": (61, "too_many_to_combine")}},
    ),
    "… nor is a line beside it put by its amount alone": (
        [invoice("A", 61), invoice("B", 50), payment("P", 111),
         *advice("P", line("7204001/02/03/04", 50, gross=50), line("88", 61, gross=61))],
        {"allocated": {}},
    ),
}  # fmt: skip


class Reader(View):
    """A view that also tells how much of each text was read."""

    def unread(self) -> list[str]:
        return [reference for reference, _, reason in self.candidates() if reason == "beyond_limit"]


@pytest.fixture(scope="module")
def first_three(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reader]:
    stories = [
        Story(name, {1: rows}, {}, number=number)
        for number, (name, (rows, _)) in enumerate(TO_THREE.items(), start=FIRST_NUMBER)
    ]
    runner = NightRunner(tmp_path_factory.mktemp("three"), THREE)
    runner.run(day(1), night_rows(stories, 1))
    return {story.name: Reader(story, runner.tables, 1) for story in stories}


@pytest.mark.parametrize("name", TO_THREE)
def test_three_numbers_of_a_text_are_read(name: str, first_three: dict[str, Reader]):
    for what, expected in TO_THREE[name][1].items():
        assert first_three[name].look(what) == exact(expected), what


@dataclass(frozen=True)
class OneNight:
    """The tables of one night, as the stories of payments read them."""

    tables: dict[str, pa.Table]

    def partitions(self, table: str) -> list[date]:
        return [day(1)]

    def dataset(self, table: str, nights: list[date]) -> ds.Dataset:
        night = pa.array([nights[0]] * len(self.tables[table]), pa.date32())
        return ds.dataset(self.tables[table].append_column("business_date", night))


MEGABYTE = 1_000_000
NUMBERS = [str(7_000_000_000 + 7 * place) for place in range(60_000)]
ALL = " ".join(NUMBERS)
PAYERS = [f"B{place:04d}" for place in range(2_000)]
LONG = Story(
    "texts of a megabyte",
    {
        1: [
            *(invoice(number, 100) for number in NUMBERS[:5]),
            payment("P", 60, memo=" ".join(NUMBERS[:15_000])),
            payment("Q", 61, memo="/".join(NUMBERS)),
            payment("R", 62, memo="'\"[](){};|" * (MEGABYTE // 10)),
            payment("S", 63, memo="1234567890" * (MEGABYTE // 10)),
            payment("T", 64, memo=" ".join(f"{first}-999999999" for first in range(1, 60_000))),
            payment("U", 65),
            *advice("U", line(ALL, 65, po=ALL, claim=ALL, words="lost " * (MEGABYTE // 5))),
            payment("V", 66),
            *advice("V", line("1234567890" * (MEGABYTE // 10), 66), name="S"),
            # A name in which every payer's name is found.
            *map(payer, PAYERS),
            payment("W", 67, payer_id=None, payer_name=" ".join([*PAYERS, "name " * (MEGABYTE // 5)])),
        ]
    },
    {},
    number=FIRST_NUMBER,
)  # fmt: skip
NAMED = [f"RX-8{place:06d}" for place in range(7, 37 * 320, 37)]
CROWD = Story(
    "one slip among a hundred thousand pairs of a number and a document of its amount",
    {
        1: [
            *(invoice(number, 100) for number in NAMED),
            *(invoice(f"S-{place:09d}", 70) for place in range(9, 41 * 320, 41)),
            invoice("RX-8000070", 70),
            payment("P", 100 * len(NAMED) - 30, memo="on account " + " ".join(NAMED)),
        ]
    },
    {},
    number=FIRST_NUMBER + 1,
)


@pytest.fixture(scope="module")
def long_night(tmp_path_factory: pytest.TempPathFactory) -> NightRunner:
    runner = NightRunner(tmp_path_factory.mktemp("long"))
    runner.run(day(1), night_rows([LONG, CROWD], 1))
    return runner


def test_a_thousand_of_fifteen_thousand_numbers_are_read_and_no_more(long_night: NightRunner):
    rows = [
        row
        for row in long_night.tables[day(1)]["match_candidates"].to_pylist()
        if row["payment_id"] == LONG.payment("P")
    ]
    assert len({row["reference"] for row in rows if row["reason"] != "beyond_limit"}) == 1000
    assert [row["reference"] for row in rows if row["reason"] == "beyond_limit"] == [
        "the first 1000 of 15000 numbers"
    ]


def test_of_every_longer_text_the_trace_says_so_and_nothing_is_posted(long_night: NightRunner):
    seen = Reader(LONG, long_night.tables, 1)
    assert seen.allocated() == {} and seen.count() == 0
    assert sorted(seen.unread()) == [
        "none of 1 number", "none of 1 number", "none of 60000 numbers", "none of 60000 numbers",
        "the first 1000 of 15000 numbers", "the first 1000 of 59999 numbers",
    ]  # fmt: skip
    assert {name: reason for name, (_, reason) in seen.unapplied().items()} == {
        **dict.fromkeys("PQSTUV", "too_many_to_combine"), **dict.fromkeys("RW", "no_reference"),
    }  # fmt: skip


def test_the_story_of_the_payment_says_how_much_of_its_memo_was_read(long_night: NightRunner):
    title, *lines = tell(OneNight(long_night.tables[day(1)]), LONG.payment("P"))
    assert title.endswith(f'… ({15_000 * 11 - 1} characters)"')
    assert lines[-2:] == [
        "  2026-03-02  read the first 1000 of 15000 numbers: the text exceeds the policy's reference_limit",
        "  2026-03-02  left 60.00 USD unapplied: no simple way to pay fits, and too many documents are open, or named, "
        "to try every combination",
    ]


def test_a_slip_among_too_many_pairs_is_not_looked_for(long_night: NightRunner):
    seen = Reader(CROWD, long_night.tables, 1)
    assert "P>RX-8000070" not in seen.allocated() and "memo_slip" not in seen.methods()
