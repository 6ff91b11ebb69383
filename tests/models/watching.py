"""Watches the models that sessions make: their rows and their keys, while something else runs nights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import duckdb
import pytest

from pipelines.models import Model, Session


@dataclass
class Watch:
    """What has been seen of each model: the rows that it had in all, and keys that were not unique or null."""

    rows: Counter[str] = field(default_factory=Counter)
    made: set[str] = field(default_factory=set)
    broken: dict[str, str] = field(default_factory=dict)

    def look(self, session: Session, model: Model) -> None:
        self.made.add(model.name)
        rows = (session.has(model.name) and model.name) or f"({model.text})"
        [(count,)] = session.query(f"SELECT count(*) FROM {rows}").fetchall()
        self.rows[model.name] += count
        if model.key and count:
            self._check_key(session, model, rows, count)

    def _check_key(self, session: Session, model: Model, rows: str, count: int) -> None:
        names = ", ".join(model.key)
        nulls = (
            " OR ".join(f"{name} IS NULL" for name in model.key if name not in model.nullable_key) or "FALSE"
        )
        try:
            [(distinct, empty)] = session.query(
                f"SELECT (SELECT count(*) FROM (SELECT DISTINCT {names} FROM {rows})), "
                f"(SELECT count(*) FROM {rows} WHERE {nulls})"
            ).fetchall()
        except duckdb.Error as error:
            self.broken[model.name] = f"key ({names}): {error}"
            return
        if distinct != count:
            self.broken[model.name] = f"key ({names}): {count} rows, {distinct} keys"
        if empty:
            self.broken[model.name] = f"key ({names}): null in {empty} of {count} rows"


@contextmanager
def watched() -> Iterator[Watch]:
    """Watch every model that a session makes or streams inside the block."""
    watch, make, read = Watch(), Session._make, Session.read

    def watching_make(self: Session, name: str) -> None:
        make(self, name)
        if name not in self._defined:
            watch.look(self, self._model(name))

    def watching_read(self: Session, name: str, columns: str = "*") -> duckdb.DuckDBPyRelation:
        found = read(self, name, columns)
        if not self.has(name):
            owner = self._owner(name)
            watch.look(owner, owner._model(name))
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Session, "_make", watching_make)
        patch.setattr(Session, "read", watching_read)
        yield watch
