"""Rows as the text that PostgreSQL's COPY reads: every value quoted, null as nothing, so an empty text stays one."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.csv as pc

from pipelines.catalog import Column, Kind
from pipelines.connections import Connection

_ROWS_AT_ONCE = 50_000
NUL = "\u2400"
_OPTIONS = pc.WriteOptions(include_header=False, quoting_style="all_valid")


def as_csv(connection: Connection, columns: Sequence[Column]) -> Iterator[bytes]:
    """The rows of `source` in pieces: as many as there are, in bounded memory."""
    texts = ", ".join(f'{_as_text(column)} AS "{column.name}"' for column in columns)
    for batch in connection.sql(f"SELECT {texts} FROM source").to_arrow_reader(_ROWS_AT_ONCE):
        piece = io.BytesIO()
        pc.write_csv(pa.Table.from_batches([batch]), piece, _OPTIONS)
        yield piece.getvalue()


def _as_text(column: Column) -> str:
    name = f'"{column.name}"'
    if column.kind is Kind.TEXT:
        return _storable(name)
    if column.kind is Kind.EVIDENCE:
        hypothesis, basis = _storable("e.hypothesis"), _storable("e.basis")
        explanations = f"[{{hypothesis: {hypothesis}, amount: e.amount, basis: {basis}}} FOR e IN {name}]"
        return f"CASE WHEN {name} IS NOT NULL THEN CAST(to_json({explanations}) AS VARCHAR) END"
    return f"CAST({name} AS VARCHAR)"


def _storable(text: str) -> str:
    """Return the SQL of a text with the symbol ␀ for NUL, which no text in PostgreSQL may contain.

    Without anything in its place two ids that differ in it only would be one.
    """
    return f"replace({text}, chr(0), '{NUL}')"
