"""`_forgotten.json`: whom the lake has forgotten, by keyed hashes: no name is in it.

It is not made again from anything: without it a rerun would bring the names back, so a lake that has forgotten somebody
and has lost it is damaged.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from pipelines.forgetting.masks import Masks
from pipelines.forgetting.person import Person
from pipelines.lake import DamagedLakeError, Lake
from pipelines.lake.damage import refuse_newer
from pipelines.lake.fsync import replaced_file

FORMAT = 1
MODE = 0o640
_FIX = "restore it from a backup of the lake: without it the next night would bring the names back; nothing was written"


@dataclass(frozen=True)
class Record:
    """Everybody forgotten, and the salt of their hashes."""

    people: tuple[Person, ...] = ()
    salt: str = field(default_factory=lambda: secrets.token_hex(32))
    format: int = FORMAT

    def find(self, payer_id: str) -> Person | None:
        return next((person for person in self.people if person.payer_id == payer_id), None)

    def with_person(self, person: Person) -> Record:
        """Return it with the person added, or in the place of its earlier entry; people are ascending by payer_id."""
        people = {each.payer_id: each for each in (*self.people, person)}
        return replace(self, people=tuple(people[payer_id] for payer_id in sorted(people)))

    def masks(self, books: Mapping[str, Sequence[Path]] | None = None) -> Masks:
        return Masks(self.people, bytes.fromhex(self.salt), books or {})


def read_record(lake: Lake) -> Record:
    """Read the record of a lake; an empty one where it has forgotten nobody.

    Raises:
        DamagedLakeError: The record is missing or cannot be read.
        NewerLakeError: A newer release has written it.
    """
    path = lake.forgotten_file
    if not path.exists():
        if any(commit.kind == "forgotten" for commit in lake.history().commits):
            raise DamagedLakeError(path, "the record of the forgotten payers", "no such file", _FIX)
        return Record()
    try:
        fields = json.loads(path.read_text("utf-8"))
        refuse_newer(path, int(fields["format"]), FORMAT)
        return Record(
            tuple(Person(**person) for person in fields["people"]), fields["salt"], fields["format"]
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        found = f"a file that cannot be read ({type(error).__name__})"
        raise DamagedLakeError(path, "the record of the forgotten payers", found, _FIX) from error


def write_record(lake: Lake, record: Record) -> None:
    """Replace the record; it is on disk when this returns."""
    with replaced_file(lake.forgotten_file) as beside:
        beside.touch()
        beside.chmod(MODE)
        beside.write_text(json.dumps(asdict(record), separators=(",", ":"), sort_keys=True), "utf-8")


def read_masks(lake: Lake, books: Mapping[str, Sequence[Path]]) -> Masks:
    """Return the masks for rows that land; errors as `read_record`.

    Args:
        lake: The lake that they land in.
        books: Files of the books of the night before, which know what has become the payers' since they were forgotten.
    """
    return read_record(lake).masks(books)
