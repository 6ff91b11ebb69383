"""Makes models: each once, after those that it reads, in the schema of its session.

A session begins with given tables. A session derived from it defines some names differently and makes every model that
depends on them for itself, in a schema of its own; all others it shares. That is how one group of models answers several
questions in a night, and nothing is overwritten.

What does **not** belong here: which models a step wants (the step), and databases (`pipelines.databases`).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import duckdb

from pipelines.connections import Connection
from pipelines.models.materialising import has_rows, materialise, shape_of
from pipelines.models.registry import Model, models
from pipelines.sql import Rows, engine
from pipelines.sql_text import literal

_NUMBERS = count(1)
_MACROS = "memory.main"
"""Where macros are, which all sessions of a database share."""


class Session:
    """The tables of one calculation, in an in-memory database of its own."""

    def __init__(
        self,
        connection: Connection,
        database: str,
        schema: str,
        given: Mapping[str, Rows],
        parent: Session | None = None,
    ) -> None:
        self.connection = connection
        self._database, self._schema, self._parent = database, schema, parent
        self._given: frozenset[str] = frozenset(given) if parent is None else parent._given
        self._shape: Hashable = shape_of(given) if parent is None else parent._shape
        self._has_rows = {name: has_rows(rows) for name, rows in given.items()}
        self._searched: list[str] = [""] if parent is None else parent._searched
        self._defined: dict[str, Model] = {}
        self._adopted: list[str] = []
        self._differing: dict[str, bool] = {}

    def give(self, *names: str) -> None:
        """Take tables that are on the connection by these names for given, with the rows that they have now."""
        for name in names:
            self._has_rows[name] = bool(self.query(f"SELECT 1 FROM {name} LIMIT 1").fetchall())

    def define(self, **queries: str) -> None:
        """Define tables by these queries, in place of the models of their names if there are any.

        Raises:
            ValueError: The session has made a table of that name.
        """
        for name, text in queries.items():
            if name in self._has_rows:
                raise ValueError(f"{name} is made already in {self._schema}")
            self._defined[name] = Model(self._schema, name, text)
        self._differing.clear()

    def derive(self, schema: str, **queries: str) -> Session:
        """Return a session that defines these names differently, and shares what does not depend on them."""
        self.connection.execute(f"CREATE SCHEMA {self._database}.{schema}")
        derived = Session(self.connection, self._database, schema, {}, self)
        derived.define(**queries)
        return derived

    def adopt(self, derived: Session) -> None:
        """Take all that a session derived from this one has defined and made for this one's own."""
        self._has_rows |= derived._has_rows
        self._defined |= derived._defined
        self._adopted = [derived._schema, *derived._adopted, *self._adopted]

    def take(self, derived: Session, **sources: str) -> None:
        """Define tables as those that a derived session has under the given names."""
        for name, source in sources.items():
            derived.make(source)
            self.define(**{name: f"FROM {self._database}.{derived._schema}.{source}"})

    def make(self, *names: str) -> None:
        """Make these tables and whatever they are made from.

        Raises:
            LookupError: A model reads a table that no model makes and that was not given.
        """
        for name in names:
            if not self.has(name):
                self._owner(name)._make(name)

    def make_shared(self, names: Collection[str]) -> None:
        """Make those of these tables that others of them are made from, so that reading them all makes none twice."""
        upstream: set[str] = set()
        for name in names:
            self._upstream(name, upstream)
        self.make(*(name for name in names if name in upstream))

    def has(self, name: str) -> bool:
        """Return whether a table is made, in this session or in one that it shares it with."""
        return name in self._holder(name)._has_rows

    def is_empty(self, name: str) -> bool:
        """Make a table and return whether it has no rows."""
        self.make(name)
        return not self._holder(name)._has_rows[name]

    def cannot_have_rows(self, name: str) -> bool:
        """Make what a table is made from, and return whether that alone tells that it has no rows."""
        if self.has(name):
            return self.is_empty(name)
        owner = self._owner(name)
        model = owner._model(name)
        owner.make(*sorted(model.reads))
        return model.parsed.is_empty(owner.is_empty)

    def query(self, statement: str) -> duckdb.DuckDBPyRelation:
        """Return a query on tables of the session that are made."""
        self._search()
        return self.connection.sql(statement)

    def read(self, name: str, columns: str = "*") -> duckdb.DuckDBPyRelation:
        """Return the rows of a model; one that is not made is streamed from its query and not stored."""
        if self.cannot_have_rows(name):
            self.make(name)
        if self.has(name):
            return self.query(f"SELECT {columns} FROM {name}")
        owner = self._owner(name)
        return owner.query(f"SELECT {columns} FROM ({owner._model(name).text})")

    def drop(self, room: str, keep: Collection[str] = ()) -> None:
        """Drop the tables that the session has made for a room but for those to keep."""
        known = models()
        for name in sorted(self._has_rows.keys() - set(keep) - self._defined.keys() - self._given):
            if name in known and known[name].room.startswith(room):
                self.connection.execute(f"DROP TABLE {self._database}.{self._schema}.{name}")
                del self._has_rows[name]

    def _make(self, name: str) -> None:
        model = self._model(name)
        self.make(*sorted(model.reads))
        self._search()
        try:
            is_empty = materialise(self.connection, model, self.is_empty, self._shape_of_definitions())
        except duckdb.Error as error:
            error.add_note(f"in {model.room}: {name}.sql")
            raise
        self._has_rows[name] = not is_empty

    def _model(self, name: str) -> Model:
        found = self._definition(name)
        if found is None:
            raise LookupError(f"no model makes the table {name}, and it was not given")
        return found

    def _definition(self, name: str) -> Model | None:
        if name in self._defined:
            return self._defined[name]
        return models().get(name) if self._parent is None else self._parent._definition(name)

    def _owner(self, name: str) -> Session:
        """Return the session that makes a table: this one where the table depends on a name defined here."""
        return self if self._parent is None or self._differs(name) else self._parent._owner(name)

    def _holder(self, name: str) -> Session:
        """Return the session that has a table, or would make it."""
        return self if name in self._has_rows else self._owner(name)

    def _shape_of_definitions(self) -> Hashable:
        """Return what the columns of tables depend on, beside the models: given tables and definitions."""
        above = self._shape if self._parent is None else self._parent._shape_of_definitions()
        defined = {name: model.text.replace(self._database, "") for name, model in self._defined.items()}
        return above, frozenset(defined.items())

    def _differs(self, name: str) -> bool:
        """Return whether a table depends on a name defined here; given tables do not."""
        if name not in self._differing:
            model = None if name in self._given else self._definition(name)
            self._differing[name] = name in self._defined or (
                model is not None and any(self._differs(read) for read in model.reads)
            )
        return self._differing[name]

    def _upstream(self, name: str, seen: set[str]) -> set[str]:
        """Add to `seen`, and return it, the names of all tables that a table is made from."""
        model = None if name in self._given else self._definition(name)
        for read in (model.reads if model else frozenset()) - seen:
            seen.add(read)
            self._upstream(read, seen)
        return seen

    def _search(self) -> None:
        """Let names without a schema mean the tables that this session sees."""
        path = ",".join((*self._schemas(), _MACROS))
        if path != self._searched[0]:
            self.connection.execute(f"SET search_path = {literal(path)}")
            self._searched[0] = path

    def _schemas(self) -> Iterator[str]:
        yield from (f"{self._database}.{schema}" for schema in (self._schema, *self._adopted))
        if self._parent is not None:
            yield from self._parent._schemas()


@contextmanager
def open_session(
    tables: Mapping[str, Rows],
    macros: Iterable[str] = (),
    files: Iterable[str | Path] = (),
    folders: Iterable[str | Path] = (),
) -> Iterator[Session]:
    """Open a session with the given tables and macros; what it makes ends with it. The arguments are those of `engine`."""
    with engine(tables, macros, files, folders) as connection:
        database = f"models_{next(_NUMBERS)}"
        connection.execute(f"ATTACH ':memory:' AS {database}")
        try:
            yield Session(connection, database, "main", tables)
        finally:
            with suppress(duckdb.Error):
                connection.clean_up(f"SET search_path = {literal(_MACROS)}")
                connection.clean_up(f"DETACH {database}")
