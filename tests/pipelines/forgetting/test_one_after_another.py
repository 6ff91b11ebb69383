"""Payers forgotten one after the other: in any order the rows are the same, and masking them again changes nothing."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from pipelines.catalog import ALL
from pipelines.connections import Connection
from pipelines.forgetting.masks import Masks
from pipelines.forgetting.people import name_bearers
from pipelines.forgetting.person import Person
from pipelines.forgetting.record import Record
from pipelines.forgetting.registration import BOOKS_READ, find_hashes
from pipelines.sql import engine

NAMES = {"C1": "Forgotten", "C2": "FORGOTTEN", "C3": "Forgotten Books"}
"""Two of one name, which is also a word of every pseudonym; and one who stays, whose name contains it."""
C1, C2 = "forgotten-cdfhjkmn", "forgotten-prtvwxcd"
ROWS: dict[str, list[dict[str, Any]]] = {
    "book_payers": [{"payer_id": payer, "name": name} for payer, name in NAMES.items()],
    "book_payments": [
        {"company_code": "1", "payment_id": f"{payer}-{known}", "payer_name": name, "known_payer_id": known,
         "memo": f"4711 {name}, {name}-12"}
        for payer, name in NAMES.items() for known in (payer, None)
    ],
    "book_variances": [
        {"variance_id": payer, "payer_id": payer, "explanation": f"{name} has forgotten it"} for payer, name in NAMES.items()
    ],
    "quarantine": [
        {"extract": "payments", "file": "f", "row_number": number, "reason": "amount", "row": row}
        for number, row in enumerate(
            ["P,Forgotten,none,Forgotten-88", "P,Forgotten Books,none", "P,Forgotten Books,Forgotten", "P,Hans,none"]
        )
    ],
}  # fmt: skip
MASKED = {
    "book_payments": {
        "C1-C1": (C1, f"4711 Xxxxxxxxx, {C1}-12"),
        "C1-None": (C1, f"4711 Xxxxxxxxx, {C1}-12"),
        "C2-C2": (C2, f"4711 XXXXXXXXX, {C2}-12"),
        "C2-None": (C1, f"4711 XXXXXXXXX, {C1}-12"),
        "C3-C3": ("Forgotten Books", "4711 Forgotten Books, Forgotten Books-12"),
        "C3-None": ("Forgotten Books", "4711 Forgotten Books, Forgotten Books-12"),
    },
    "book_variances": {"C1": f"{C1} has {C1} it", "C2": f"{C2} has {C2} it", "C3": "Forgotten Books has forgotten it"},
    "quarantine": {
        0: f"X,Xxxxxxxxx,none,{C1}-88", 1: "P,Forgotten Books,none", 2: "X,Xxxxxxxxx Xxxxx,Xxxxxxxxx", 3: "P,Hans,none",
    },
}  # fmt: skip
"""A name that both bear is each one's own in its own rows, and the first one's in rows of nobody."""
Tables = dict[str, pa.Table]


def made() -> Tables:
    rows = {
        name: [dict.fromkeys(ALL[name].names) | row for row in ROWS.get(name, [])]
        for name in {*ROWS, *BOOKS_READ}
    }
    return {name: pa.Table.from_pylist(rows[name], ALL[name].arrow_schema) for name in rows}


def register(connection: Connection, tables: Tables, record: Record, person: Person) -> Record:
    record.with_person(person).masks().prepare(connection)
    for name in BOOKS_READ:
        connection.register(f"given_{name}", tables[name])
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT 0 AS file_index, * FROM given_{name}"
        )
    return record.with_person(person.with_known(*find_hashes(connection, person)))


def mask(connection: Connection, tables: Tables, masks: Masks) -> Tables:
    masks.prepare(connection)
    for name in ROWS:
        connection.register(f"given_{name}", tables[name])
        masks.collect(connection, ALL[name], f"FROM given_{name}")
    masks.mask_texts(connection)
    masked = {name: masks.replaced(ALL[name], f"FROM given_{name}") for name in ROWS}
    return tables | {name: connection.sql(query).to_arrow_table() for name, query in masked.items()}


def forget_all(connection: Connection, people: list[Person]) -> tuple[Tables, Record]:
    tables, record = made(), Record(salt="11" * 32)
    for person in people:
        record = register(connection, tables, record, person)
        tables = mask(connection, tables, record.masks())
    return tables, record


def shown(tables: Tables) -> dict[str, dict[Any, Any]]:
    """What is masked of each row, by its key."""
    read = {
        "book_payments": ("payment_id", "payer_name", "memo"),
        "book_variances": ("variance_id", "explanation"),
        "quarantine": ("row_number", "row"),
    }
    rows = {
        name: [[row[column] for column in columns] for row in tables[name].to_pylist()]
        for name, columns in read.items()
    }
    return {
        name: {key: tuple(found) if found[1:] else found[0] for key, *found in rows[name]} for name in rows
    }


def test_the_order_of_forgetting_changes_nothing() -> None:
    people = [Person("C1", C1), Person("C2", C2)]
    with engine(macros=Masks.macros) as connection:
        tables, record = forget_all(connection, people)
        assert shown(tables) == MASKED
        assert shown(mask(connection, tables, record.masks())) == MASKED
        assert shown(forget_all(connection, people[::-1])[0]) == MASKED


@pytest.mark.parametrize("order", [("C1", "C2"), ("C2", "C1")])
def test_a_shared_name_is_the_first_payer_s(order: tuple[str, str]) -> None:
    """The one who is forgotten first has it as a shared name; the other one, who bears it alone then, as a name."""
    salt = b"\x11" * 32
    with engine(macros=Masks.macros) as connection:
        Masks([Person("C1", C1)], salt, {}).prepare(connection)
        pseudonyms = {"C1": C1, "C2": C2}
        query = "SELECT key_hash('shared', $1, 'name-hash')"
        [(shared,)] = connection.execute(query, [pseudonyms[order[0]]]).fetchall()
    first, second = (
        Person(order[0], pseudonyms[order[0]], shared_names=[shared]),
        Person(order[1], names=["name-hash"]),
    )
    people = sorted((first, second), key=lambda person: person.payer_id)
    assert name_bearers(people, salt) == {"name-hash": people}
