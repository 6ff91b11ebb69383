"""What a mask makes of a text, and that every free text says how it is masked."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pytest

from pipelines.catalog import ALL, Kind, Personal
from pipelines.connections import Connection
from pipelines.forgetting.masks import PACKAGE, Masks
from pipelines.forgetting.person import Person
from pipelines.sql import build, engine

SALT = b"salt" * 8
ME = "forgotten-cdfhjkmn"
SENTENCES = {
    "Tax billed to Hans Bill Müller, who says that none is owed": f"Tax billed to {ME}, who says that none is owed",
    "the payer's words “MUELLER, HANS: damaged”": f"the payer's words “{ME}: damaged”",
    "a bill of 10.00 EUR": "a bill of 10.00 EUR",
    "Mullerthal 12": "Mullerthal 12",
}
MEMOS = {
    "Rechnung INV-1001/02 Hans Müller danke Erna": "Rechnung INV-1001/02 Xxxx Xxxxxx xxxxx Xxxx",
    "SVWZ+RE 4711, less 10.00 EUR damaged": "SVWZ+RE 4711, less 10.00 EUR damaged",
    "Hans Bill Müller pays bill 1001": "Xxxx Xxxx Xxxxxx xxxx bill 1001",
    "excl 1003, Teilzahlung folgt; Grüße": "excl 1003, Teilzahlung folgt; Xxxxx",
    "Müller-4711": f"{ME}-4711",
    '{"payer_name": "M\\u00fcller", "amount": "x1"}': '{"payer_name":"Xxxxxx","amount":"x1"}',
}


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with engine(macros=Masks.macros) as connection:
        Masks([Person("C1", ME)], SALT, {}).prepare(connection)
        words = "SELECT word_hash($1, unnest(['HANS', 'MULLER', 'BILL']))"
        found = [word for (word,) in connection.execute(words, [ME]).fetchall()]
        Masks([Person("C1", ME, words=found)], SALT, {}).prepare(connection)
        yield connection


@pytest.mark.parametrize(("mask", "texts"), [("sentence", SENTENCES), ("memo", MEMOS)])
def test_a_text_is_masked(connection: Connection, mask: str, texts: dict[str, str]):
    rows = [{"forgotten_as": ME, "mask": mask, "text": text} for text in texts]
    connection.execute("DELETE FROM texts")
    connection.register("given", pa.Table.from_pylist(rows))
    connection.execute("INSERT INTO texts BY NAME FROM given")
    build(connection, PACKAGE, ("masked_texts",))
    found = connection.execute("SELECT text, masked FROM masked_texts").fetchall()
    assert dict(found) == texts


def test_every_free_text_says_what_it_holds():
    """A new column of text is `personal` in one way or another, or says that it is not."""
    silent = [
        f"{t.name}.{c.name}" for t in ALL.values() for c in t.columns if c.is_free_text and not c.personal
    ]
    assert silent == []


def test_a_masked_column_is_text():
    kinds = {c.kind for table in ALL.values() for c in table.columns if c.is_masked}
    assert kinds == {Kind.TEXT, Kind.EVIDENCE}


def test_notes_are_of_activities():
    noted = {table.name for table in ALL.values() for c in table.columns if c.personal is Personal.NOTE}
    assert noted == {"dispute_activity", "book_activities", "dispute_history"}
