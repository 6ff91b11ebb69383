"""Sorts rows of Arrow tables by a key, and takes rows by their positions.

What does **not** belong here: any table, key or rule.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.databases import thread_count

MOST_RUNS = 1_000
"""With more runs than that, concatenating them saves nothing."""


def sort_rows(rows: pa.Table, key: Sequence[str]) -> pa.Table:
    """Return the rows sorted by their key, ascending.

    Wide rows are put in order here and not in DuckDB: that carries every column through the sort, which costs twice as much.
    DuckDB's threads hand over rows that were sorted as a few sorted runs, which are only concatenated.
    """
    runs = _runs_in_order(rows.select(list(key)), key)
    if runs is not None:
        return pa.concat_tables(rows.slice(start, end - start) for start, end in runs)
    rows = rows.combine_chunks()  # in pieces, sorting takes twice as long, and taking half as long again
    return take_rows(rows, _sorted_places(rows, key))


def sorted_positions(rows: pa.Table, key: Sequence[str]) -> pa.Array:
    """Return the positions of the rows, sorted by their key."""
    keys = rows.select(list(key))
    runs = _runs_in_order(keys, key)
    if runs is not None:
        return pa.concat_arrays([pa.arange(*run) for run in runs])
    return _sorted_places(keys.combine_chunks(), key)


def _sorted_places(rows: pa.Table, key: Sequence[str]) -> pa.Array:
    return pc.sort_indices(rows, sort_keys=[(name, "ascending") for name in key])


def _runs_in_order(keys: pa.Table, key: Sequence[str]) -> list[tuple[int, int]] | None:
    """Return the runs of rows (first, one past the last) that are sorted once concatenated in this order, or None."""
    follows = _follows(keys)
    if follows is None or _all(follows):
        return None if follows is None else [(0, len(keys))]
    starts = _run_starts(keys[key[0]], follows) if len(key) == 1 else _places_of_false(follows)
    if len(starts) >= MOST_RUNS:
        return None
    runs = _by_first_row(keys, [0, *starts.to_pylist(), len(keys)], key)
    follows = _follows(pa.concat_tables(keys.slice(start, end - start) for start, end in runs))
    return runs if follows is not None and _all(follows) else None


def _follows(keys: pa.Table) -> pa.ChunkedArray | None:
    """Return whether each key but the first is not less than the one before it; None where nulls leave that open."""
    before, after = keys.slice(0, max(len(keys) - 1, 0)), keys.slice(1)
    *first, last = keys.column_names
    follows = pc.less_equal(before[last], after[last])
    for name in reversed(first):
        is_alike = pc.and_(pc.equal(before[name], after[name]), follows)
        follows = pc.or_(pc.less(before[name], after[name]), is_alike)
    return None if follows.null_count else follows


def _all(follows: pa.ChunkedArray) -> bool:
    return pc.all(follows, min_count=0).as_py() is True


def _run_starts(values: pa.ChunkedArray, follows: pa.ChunkedArray) -> pa.Array:
    """Return where another run begins. In row numbers, each gap ends one: other threads have the rows between."""
    if pa.types.is_integer(values.type):
        follows = pc.equal(pc.add(values.slice(0, len(values) - 1), 1), values.slice(1))
    return _places_of_false(follows)


def _places_of_false(follows: pa.ChunkedArray) -> pa.Array:
    return pc.add(pc.indices_nonzero(pc.invert(follows)).cast(pa.int64()), 1)


def _by_first_row(keys: pa.Table, bounds: list[int], key: Sequence[str]) -> list[tuple[int, int]]:
    runs = list(pairwise(bounds))
    firsts = pa.concat_tables(keys.slice(start, 1) for start, _ in runs)
    return [runs[place] for place in _sorted_places(firsts, key).to_pylist()]


def with_row_number(rows: pa.Table) -> pa.Table:
    """Return the rows with the number of each as `place`: a key that is joined at a fraction of the cost of an id."""
    return rows.append_column("place", pa.arange(0, len(rows)))


def take_rows(rows: pa.Table, places: pa.ChunkedArray | pa.Array) -> pa.Table:
    """Return the rows at these positions, each column in one chunk."""
    if len(places) == len(rows) and pc.all(pc.equal(places, pa.arange(0, len(rows)))).as_py() is not False:
        return rows.combine_chunks()
    with ThreadPoolExecutor(thread_count()) as pool:
        columns = list(pool.map(lambda column: column.take(places), rows.columns))
    return pa.table(columns, schema=rows.schema).combine_chunks()


def take_rows_in_pieces(pieces: Sequence[pa.RecordBatch], places: pa.Array) -> pa.Table:
    """Return the rows at some positions of a table in pieces, without concatenating them: that may not fit in memory."""
    order = pc.sort_indices(places)
    ascending, found, begin, start = places.take(order), [], 0, 0
    for piece in pieces:
        end = bisect_left(ascending, start + len(piece), lo=begin, key=lambda place: place.as_py())
        found.append(piece.take(pc.subtract(ascending.slice(begin, end - begin), start)))
        begin, start = end, start + len(piece)
    return pa.Table.from_batches(found).combine_chunks().take(pc.sort_indices(order))
