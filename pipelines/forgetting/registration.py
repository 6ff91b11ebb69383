"""By what a payer will be recognised once its name is gone: the entry of the record, from the books of all nights."""

from __future__ import annotations

from pipelines.connections import Connection
from pipelines.forgetting.masks import KEY_BOOKS, PACKAGE, Masks, view_tables
from pipelines.forgetting.person import Person
from pipelines.forgetting.record import Record
from pipelines.lake import Snapshot
from pipelines.sql import build, engine, query

BOOKS_READ = (*KEY_BOOKS, "book_payers", "book_payer_marks")
LISTS = ("names", "shared_names", "words", "namesakes", "keys", "companies")


def register(snapshot: Snapshot, record: Record, payer_id: str) -> Record:
    """Return the record with the payer's entry, which is not written; to an earlier entry hashes are added."""
    person = record.find(payer_id) or Person(payer_id)
    files = {name: snapshot.files(name) for name in BOOKS_READ}
    with engine(
        macros=Masks.macros,
        files=[path for paths in files.values() for path in paths],
        folders=[snapshot.folder],
    ) as connection:
        record.with_person(person).masks().prepare(connection)
        view_tables(connection, files)
        known, longest = find_hashes(connection, person)
    return record.with_person(person.with_known(known, longest))


def find_hashes(connection: Connection, person: Person) -> tuple[dict[str, list[str]], int]:
    """Return the hashes by which a payer will be recognised, by list of its entry, and how many words its longest name has.

    `Masks.prepare` has been called with the connection, which has a view of each of `BOOKS_READ`.
    """
    connection.execute("SET VARIABLE payer_id = $1", [person.payer_id])
    connection.execute("SET VARIABLE pseudonym = $1", [person.pseudonym])
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE known_keys AS FROM ({query(PACKAGE, 'keys')}) "
        "WHERE pseudonym = getvariable('pseudonym')"
    )
    build(connection, PACKAGE, ("spellings", "namesakes"))
    found = connection.sql(query(PACKAGE, "hashes")).fetchall()
    words = "max(length(string_split(spelling, ' ')))"
    longest = connection.sql(f"SELECT {words} FROM (SELECT spelling FROM spellings UNION ALL FROM namesakes)")
    lists = {name: [hash_ for list_, hash_ in found if list_ == name] for name in LISTS}
    return lists, longest.fetchall()[0][0] or 1
