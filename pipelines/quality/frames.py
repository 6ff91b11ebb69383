"""The rows that a suite judges: bounded, from one state of the lake, by the suite's own query.

A query sees every published table of the night, `book_payers` and `book_payments` too, and of the last nights `kpis` and
`row_counts` (business_date, table_name, row_count). `getvariable('night')` is the night.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.catalog import PUBLISHED
from pipelines.connections import Connection, is_engine_fault
from pipelines.errors import Refused
from pipelines.lake import Snapshot
from pipelines.quality.bounds import usual_range
from pipelines.quality.suites import Suite
from pipelines.sql import engine

MOST_ROWS = 10_000
NIGHTS = 36
BOOKS = ("book_payers", "book_payments")


@contextmanager
def opened(snapshot: Snapshot, night: date) -> Iterator[Connection]:
    """A connection that a suite's query can be asked of."""
    nights = [each for each in snapshot.nights() if each <= night][-NIGHTS:]
    tables = {name: snapshot.dataset(name, [night]) for name in (*PUBLISHED, *BOOKS)}
    tables["kpis"] = snapshot.dataset("kpis", nights)
    with engine({**tables, "row_counts": _row_counts(snapshot, nights)}) as connection:
        connection.execute("SET VARIABLE night = $1", [night])
        yield connection


def frame(connection: Connection, suite: Suite) -> tuple[pa.Table, dict[str, float]]:
    """The rows to judge, and what is usual: `<column>_low` and `<column>_high` of every number of a history."""
    order = "ORDER BY business_date" if suite.is_history else ""
    try:
        rows = connection.sql(f"SELECT * FROM ({suite.query}) {order} LIMIT {MOST_ROWS}").to_arrow_table()
    except duckdb.Error as error:
        if is_engine_fault(error):
            raise
        raise Refused(
            f"suite {suite.name}: its query fails: {error}; mend the file; no night was judged"
        ) from error
    if not suite.is_history:
        return rows, {}
    before, tonight = rows.slice(0, max(rows.num_rows - 1, 0)), rows.slice(max(rows.num_rows - 1, 0))
    usual: dict[str, float] = {}
    for name in rows.column_names[1:]:
        values = [float(value) for value in before[name].to_pylist() if value is not None]
        usual[f"{name}_low"], usual[f"{name}_high"] = usual_range(values, suite.width)
    return tonight, usual


def _row_counts(snapshot: Snapshot, nights: list[date]) -> pa.Table:
    """From the files' footers: nothing is read for it."""
    counts = [
        (night, name, pq.read_metadata(path).num_rows)
        for name in PUBLISHED
        for night, path in snapshot.partitions(name).items()
        if night in nights
    ]
    columns = zip(*counts, strict=True)
    return pa.table(dict(zip(("business_date", "table_name", "row_count"), map(list, columns), strict=True)))
