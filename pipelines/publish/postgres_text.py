"""Rows as the text that PostgreSQL's COPY reads: every value quoted, null as nothing, so an empty text stays one."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.csv as pc

from pipelines.connections import Connection
from pipelines.tables import Column, Kind

_ROWS_AT_ONCE = 50_000
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
        return _without_zero_bytes(name)
    if column.kind is Kind.EVIDENCE:
        hypothesis, basis = _without_zero_bytes("e.hypothesis"), _without_zero_bytes("e.basis")
        explanations = f"[{{hypothesis: {hypothesis}, amount: e.amount, basis: {basis}}} FOR e IN {name}]"
        return f"CASE WHEN {name} IS NOT NULL THEN CAST(to_json({explanations}) AS VARCHAR) END"
    return f"CAST({name} AS VARCHAR)"


def _without_zero_bytes(text: str) -> str:
    """PostgreSQL has no text with a zero byte in it; a rejected row may have one."""
    return f"replace({text}, chr(0), '')"
