"""Small pieces of SQL text that every reader needs.

What does **not** belong here: whole queries; they are in `.sql` files.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.catalog import EXTRACTS
from pipelines.connections import Connection
from pipelines.ingest.columns import SIGN
from pipelines.ingest.mapping import Source
from pipelines.sql_text import identifier, literal


def text_columns(source: Source) -> tuple[str, ...]:
    """The columns of every reader's answer, in order."""
    return (*EXTRACTS[source.extract].names, *([SIGN] if source.dialect.sign_column else []))


def select_columns(source: Source, expressions: Mapping[str, str]) -> str:
    """A SELECT head: line, raw row, fault of shape, and each canonical column by its expression, constant or null."""
    given = {**expressions, **{name: literal(text) for name, text in source.constants.items()}}
    columns = (
        f"{given.get(name, 'CAST(NULL AS VARCHAR)')} AS {identifier(name)}" for name in text_columns(source)
    )
    return f"SELECT source_row, raw_row, shape_fault, {', '.join(columns)}"


def set_variables(connection: Connection, **variables: str | int) -> None:
    """What a query reads by getvariable."""
    for name, value in variables.items():
        connection.execute(f"SET VARIABLE {name} = $1", [value])
