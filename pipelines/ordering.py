"""Rows of an Arrow table in order, at a place, by their place. It knows no table and no rule."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.sql import thread_count

MOST_RUNS = 1_000
"""With more runs than that, putting them one behind the other saves nothing."""


def in_order(rows: pa.Table, key: Sequence[str]) -> pa.Table:
    """The rows in the order of their key.

    Wide rows are put in order here and not in DuckDB: that carries every column through the sort, which costs twice as much.
    Its threads hand over what lay in order as a few runs in order, and those are only put one behind the other.
    """
    follows = _follows(rows.select(list(key)))
    if follows is not None and not _all(follows):
        starts = _run_starts(rows[key[0]], follows) if len(key) == 1 else _places_of_false(follows)
        rows = _in_runs(rows, starts, key) if len(starts) < MOST_RUNS else rows
        follows = _follows(rows.select(list(key)))
    if follows is not None and _all(follows):
        return rows
    rows = rows.combine_chunks()  # in pieces, sorting takes twice as long, and taking half as long again
    return taken(rows, pc.sort_indices(rows, sort_keys=[(name, "ascending") for name in key]))


def _follows(keys: pa.Table) -> pa.ChunkedArray | None:
    """Whether each key but the first follows the one before it or is the same; None where nulls hide that."""
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
    """Where another run begins. Of places, what one thread hands over has gaps that the others fill: each gap ends a run."""
    if pa.types.is_integer(values.type):
        follows = pc.equal(pc.add(values.slice(0, len(values) - 1), 1), values.slice(1))
    return _places_of_false(follows)


def _places_of_false(follows: pa.ChunkedArray) -> pa.Array:
    return pc.add(pc.indices_nonzero(pc.invert(follows)).cast(pa.int64()), 1)


def _in_runs(rows: pa.Table, starts: pa.Array, key: Sequence[str]) -> pa.Table:
    """The runs, by the key of their first row."""
    bounds = zip([0, *starts.to_pylist()], [*starts.to_pylist(), len(rows)], strict=True)
    runs = [rows.slice(start, end - start) for start, end in bounds]
    firsts = pa.concat_tables(run.select(list(key)).slice(0, 1) for run in runs)
    order = pc.sort_indices(firsts, sort_keys=[(name, "ascending") for name in key])
    return pa.concat_tables(runs[place] for place in order.to_pylist())


def in_place(rows: pa.Table) -> pa.Table:
    """The rows with the number of each as `place`: a key that is joined at a fraction of the cost of an id."""
    return rows.append_column("place", pa.arange(0, len(rows)))


def taken(rows: pa.Table, places: pa.ChunkedArray | pa.Array) -> pa.Table:
    """The rows at these places, each column in one piece."""
    if len(places) == len(rows) and pc.all(pc.equal(places, pa.arange(0, len(rows)))).as_py() is not False:
        return rows.combine_chunks()
    with ThreadPoolExecutor(thread_count()) as pool:
        columns = list(pool.map(lambda column: column.take(places), rows.columns))
    return pa.table(columns, schema=rows.schema).combine_chunks()
