"""The models: every `.sql` file of `pipelines` that is one query, with what its header declares.

A model's header is the comment at the top of its file: the grain in words, then its key:

    -- One row per line of advice and document that it may still mean.
    -- key: line_no, document_no

A column of the key that may be null, null being a value of its own, is followed by `?`. The files of a collection are models
too, named after their folder (`rules__tax`), and the collection is a model that stacks them.

What does **not** belong here: which tables a model reads (`reading`), and the order of models (`graph`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from pipelines.models.collections import COLLECTIONS
from pipelines.models.reading import Reads, reads_of

ROOT = "pipelines"
MACROS = "macros"
"""The folder whose files are no queries."""

_KEY = re.compile(r"-- key: (.+)")


@dataclass(frozen=True)
class Model:
    """A query with a name.

    Attributes:
        room: Package below `pipelines`, with dots.
        name: Name of the table that the query makes; unique among all models.
        text: The query.
    """

    room: str
    name: str
    text: str

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The lines of the comment at the top of the file."""
        lines = self.text.splitlines()
        size = next((n for n, line in enumerate(lines) if not line.startswith("--")), len(lines))
        return tuple(lines[:size])

    @cached_property
    def grain(self) -> str:
        """The grain in words."""
        return " ".join(line.removeprefix("-- ") for line in self.header if not _KEY.match(line))

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Columns that no two rows share; empty where the header declares none."""
        found = [match[1] for line in self.header if (match := _KEY.match(line))]
        return tuple(part.strip().removesuffix("?") for line in found for part in line.split(","))

    @cached_property
    def nullable_key(self) -> frozenset[str]:
        """Columns of the key that may be null."""
        found = [match[1] for line in self.header if (match := _KEY.match(line))]
        parts = [part.strip() for line in found for part in line.split(",")]
        return frozenset(part.removesuffix("?") for part in parts if part.endswith("?"))

    @property
    def file(self) -> str:
        """Path of the model's file in the project; of a stack, that of its folder."""
        folder = f"{ROOT}/{self.room.replace('.', '/')}"
        stacked = next((room for room, each in COLLECTIONS.items() if each.name == self.name), None)
        return f"{ROOT}/{stacked.replace('.', '/')}/" if stacked else f"{folder}/{file_name(self)}.sql"

    @property
    def reads(self) -> frozenset[str]:
        """Names of the tables that the query reads."""
        return self.parsed.tables

    @cached_property
    def parsed(self) -> Reads:
        """What DuckDB's parser finds in the query."""
        return reads_of(self.text)


@cache
def models() -> dict[str, Model]:
    """Return every model by name.

    Raises:
        ValueError: Two files make a table of the same name.
    """
    found: dict[str, Model] = {}
    for model in _all():
        if model.name in found:
            raise ValueError(
                f"two models are named {model.name}: in {found[model.name].room} and {model.room}"
            )
        found[model.name] = model
    return found


def members(collection: str) -> list[Model]:
    """Return the models of a folder of `COLLECTIONS`, in order of their names."""
    return sorted((m for m in models().values() if m.room == collection), key=lambda model: model.name)


def file_name(model: Model) -> str:
    """Return the name of the model's file without its ending."""
    return model.name.rpartition("__")[2]


def _all() -> Iterator[Model]:
    alike: dict[str, list[Model]] = {room: [] for room in COLLECTIONS}
    for room, name, text in _queries(files(ROOT), ""):
        if room in COLLECTIONS:
            alike[room].append(Model(room, f"{room.rpartition('.')[2]}__{name}", text))
        else:
            yield Model(room, name, text)
    for room, found in alike.items():
        yield from found
        yield _stacked(room, sorted(found, key=lambda model: model.name))


def _stacked(room: str, alike: list[Model]) -> Model:
    collection = COLLECTIONS[room]
    grain = f"-- One row per {collection.source} and row that it finds.\n"
    stacked = collection.stack((file_name(model), model.name) for model in alike)
    return Model(room.rpartition(".")[0], collection.name, grain + stacked)


def _queries(folder: Traversable, room: str) -> Iterator[tuple[str, str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != MACROS:
            yield from _queries(entry, f"{room}.{entry.name}".removeprefix("."))
        elif entry.name.endswith(".sql"):
            yield room, entry.name.removesuffix(".sql"), entry.read_text(encoding="utf-8")
