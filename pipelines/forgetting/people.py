"""The forgotten payers as the queries read them: variables and temporary tables of a connection."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence

from pipelines.catalog.extracts import ACTIVITY_KINDS, RESOLUTIONS
from pipelines.connections import Connection
from pipelines.forgetting.person import PSEUDONYM, Person
from pipelines.forgetting.vocabulary import read_words

_EVENTS = "|".join(sorted({name.replace("_", ".") for name in (*ACTIVITY_KINDS, *RESOLUTIONS)}))


def name_bearers(people: Sequence[Person], salt: bytes) -> dict[str, list[Person]]:
    """Return who bears each name that is masked wherever it is: the hash of its spelling → people, ascending by payer_id.

    A name that another payer bore, too, was masked in the rows of the first one forgotten only. Once all who bear it are
    forgotten it is masked in the rows of nobody as well, as that of the first by payer_id, whatever the order of forgetting.
    """
    bearers: dict[str, list[Person]] = {}
    for person in people:
        for name in person.names:
            bearers.setdefault(name, []).append(person)
    sharing = [(person, frozenset(person.shared_names)) for person in people if person.shared_names]
    for name, found in bearers.items():
        found += [p for p, shared in sharing if p not in found and _shared_hash(p, name, salt) in shared]
        found.sort(key=lambda person: person.payer_id)
    return bearers


def _shared_hash(person: Person, name: str, salt: bytes) -> str:
    """Return the hash by which the record of a person keeps a shared name; `key_hash` in SQL."""
    return hmac.new(salt, "\x1f".join(("shared", person.pseudonym, name)).encode(), "sha256").hexdigest()


def set_variables(
    connection: Connection, people: Sequence[Person], bearers: Mapping[str, Sequence[Person]], salt: bytes
) -> None:
    block = salt.ljust(64, b"\0")
    for name, pad in (("inner_block", 0x36), ("outer_block", 0x5C)):
        connection.execute(f"SET VARIABLE {name} = $1", [bytes(byte ^ pad for byte in block)])
    lists = {
        "forgotten_words": [word for person in people for word in person.words],
        "shared_names": [
            *(name for person in people for name in person.shared_names),
            *(_shared_hash(person, name, salt) for name, found in bearers.items() for person in found[1:]),
        ],
        "namesakes": [name for person in people for name in person.namesakes],
        "companies": sorted({company for person in people for company in person.companies}),
    }
    for name, values in lists.items():
        connection.execute(f"SET VARIABLE {name} = CAST($1 AS VARCHAR[])", [list(values)])
    for name, pattern in (
        ("read_words", read_words()),
        ("pseudonym_pattern", PSEUDONYM),
        ("activity_events", _EVENTS),
    ):
        connection.execute(f"SET VARIABLE {name} = $1", [pattern])
    longest = max((person.longest_name for person in people), default=1)
    connection.execute("SET VARIABLE longest_name = $1::INTEGER", [longest])
    names = {name: found[0].pseudonym for name, found in bearers.items()}
    connection.execute(
        "SET VARIABLE forgotten_names = map(CAST($1 AS VARCHAR[]), CAST($2 AS VARCHAR[]))",
        [list(names), list(names.values())],
    )


def create_tables(
    connection: Connection, people: Sequence[Person], bearers: Mapping[str, Sequence[Person]]
) -> None:
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE forgotten_people (payer_id VARCHAR, pseudonym VARCHAR); "
        "CREATE OR REPLACE TEMP TABLE forgotten_keys (key_hash VARCHAR PRIMARY KEY, pseudonym VARCHAR); "
        "CREATE OR REPLACE TEMP TABLE bearers (name VARCHAR PRIMARY KEY, pseudonym VARCHAR); "
        "CREATE OR REPLACE TEMP TABLE texts "
        "(forgotten_as VARCHAR, mask VARCHAR, text VARCHAR, PRIMARY KEY (forgotten_as, mask, text))"
    )
    connection.execute(
        "INSERT INTO forgotten_people SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[])",
        [[person.payer_id for person in people], [person.pseudonym for person in people]],
    )
    keys = {key: person.pseudonym for person in reversed(people) for key in person.keys}
    keys |= {name: found[0].pseudonym for name, found in bearers.items()}
    connection.execute(
        "INSERT INTO forgotten_keys SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[])",
        [list(keys), list(keys.values())],
    )
    connection.execute(
        "INSERT INTO forgotten_keys SELECT key_hash('payer', '', payer_id), pseudonym FROM forgotten_people "
        "ON CONFLICT DO NOTHING"
    )
