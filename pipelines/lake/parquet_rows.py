"""Rows on their way to a file and back: the declared columns and types, sorted by the table's key.

The same rows give the same bytes, in whatever order and chunks they come. No paths of the lake here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.arrow.atomic_write import written_whole
from pipelines.arrow.ordering import sorted_positions, take_rows_in_pieces
from pipelines.catalog import ALL, Role, Table
from pipelines.errors import TieoutError

KEPT: dict[str, Table] = {name: table for name, table in ALL.items() if table.role is not Role.EXTRACT}
"""The tables that the lake keeps, every night of them: events, snapshots and books."""


ROWS_OF_A_GROUP = 245_760
"""What one thread of a reader takes. In groups of a million, nearly every file is read by one thread alone."""


class RowsError(TieoutError):
    """A step hands over rows that are not what the table's declaration says: a fault of ours."""


def conform(table: Table, rows: pa.Table) -> pa.Table:
    """The rows as declared, cast without loss; the night is in the path alone."""
    rows = rows.drop_columns([name for name in ("business_date",) if name in rows.column_names])
    if set(rows.column_names) != set(table.names) or rows.num_columns != len(table.names):
        raise RowsError(
            f"{table.name}: the columns are wrong; expected {', '.join(table.names)}; "
            f"found {', '.join(rows.column_names)}; correct the step that builds it; nothing was written"
        )
    columns = [_cast(table, name, rows[name]) for name in table.names]
    return pa.table(columns, schema=table.arrow_schema)


def _cast(table: Table, name: str, values: pa.ChunkedArray) -> pa.ChunkedArray:
    wanted = table.column(name).arrow_type
    if pa.types.is_floating(values.type) and not pa.types.is_floating(wanted):
        raise RowsError(f"{table.name}.{name}: expected {wanted}, found {values.type}, which is not exact")
    try:
        return values.cast(wanted)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise RowsError(
            f"{table.name}.{name}: expected {wanted}, found {values.type}; {error}; nothing was written"
        ) from error


def write_rows(path: Path, rows: pa.Table, key: Sequence[str]) -> None:
    """Sorted by their key as they are written, group by group: no second copy of them is ever at hand."""
    order, pieces = sorted_positions(rows, key), rows.to_batches()
    starts = range(0, len(rows), ROWS_OF_A_GROUP)
    groups = (take_rows_in_pieces(pieces, order.slice(start, ROWS_OF_A_GROUP)) for start in starts)
    first = next(groups, rows)
    repeating = [name for name in rows.column_names if _repeats(first[name])]
    with (
        written_whole(path) as beside,
        pq.ParquetWriter(beside, rows.schema, compression="zstd", use_dictionary=repeating) as writer,
    ):
        for group in chain((first,), groups):
            writer.write_table(group, row_group_size=ROWS_OF_A_GROUP)


def _repeats(values: pa.ChunkedArray) -> bool:
    """Whether a dictionary of the values pays: for ids and sentences it is tried in vain, which costs a third of writing."""
    if pa.types.is_nested(values.type):
        return False
    first = values.slice(0, 1_000)
    return bool(pc.count_distinct(first, mode="all").as_py() * 2 <= len(first))


def read_rows(path: Path, table: Table | None = None) -> pa.Table:
    """The rows of one file; a column declared after the file was written reads as null."""
    rows = pq.read_table(path, partitioning=None, memory_map=False)
    if table is None or rows.schema.equals(table.arrow_schema):
        return rows
    columns = [
        rows[c.name].cast(c.arrow_type) if c.name in rows.column_names else pa.nulls(len(rows), c.arrow_type)
        for c in table.columns
    ]
    return pa.table(columns, schema=table.arrow_schema)
