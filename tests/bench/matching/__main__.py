"""Makes a night of open invoices and advice, opens its books and settles it; prints the seconds of each step and query."""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Hashable
from datetime import date
from unittest.mock import patch

import duckdb
import pyarrow as pa

from pipelines import sql
from pipelines.connections import Connection
from pipelines.models import Model
from pipelines.models.emptiness import IsEmpty
from pipelines.models.materialising import materialise
from pipelines.models.rooms import ROOMS
from pipelines.night import in_parts, settle
from pipelines.policy import load_policy
from pipelines.state.opening import Books, open_books
from tests.nights import landed_tables

PACKAGE = "tests.bench.matching"
MADE = ("invoices", "remittances", "payments", "payers")
NIGHT = date(2026, 3, 2)


def make_landed(invoices: int, lines: int) -> dict[str, pa.Table]:
    """What lands on the first night, as `pipelines.ingest` leaves it."""
    landed = landed_tables({})
    with duckdb.connect() as connection:
        for name, value in (("invoices", invoices), ("lines", lines), ("payers", max(invoices // 200, 1))):
            connection.execute(f"SET VARIABLE {name} = $1", [value])
        for name in MADE:
            connection.execute(f"CREATE TABLE {name} AS {sql.query(PACKAGE, name)}")
            landed[name] = _complete(connection.sql(f"FROM {name}").to_arrow_table(), landed[name].schema)
    return landed


def _complete(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    known = {
        "source_file": pa.nulls(rows.num_rows, pa.string()),
        "source_row": pa.array(range(rows.num_rows)),
    }
    columns = {name: rows.column(name) for name in rows.column_names} | known
    missing = {
        name: pa.nulls(rows.num_rows, schema.field(name).type) for name in schema.names if name not in columns
    }
    return pa.table({name: (columns | missing)[name] for name in schema.names}).cast(schema)


class Stopwatch:
    """Seconds of every model, by room and name, while sessions make them one at a time."""

    def __init__(self) -> None:
        self.seconds: Counter[tuple[str, str]] = Counter()

    def materialise(self, connection: Connection, model: Model, is_empty: IsEmpty, shape: Hashable) -> bool:
        started = time.perf_counter()
        made = materialise(connection, model, is_empty, shape)
        self.seconds[model.room, model.name] += time.perf_counter() - started
        return made

    def of(self, room: str) -> float:
        return sum(seconds for (name, _), seconds in self.seconds.items() if name.startswith(room))


def main() -> None:
    invoices, lines = (int(given) for given in (sys.argv[1:] + ["1000000", "100000"][len(sys.argv) - 1 :]))
    landed = make_landed(invoices, lines)
    watch = Stopwatch()
    patch("pipelines.models.session.materialise", watch.materialise).start()
    working = open_books(landed, Books({}), NIGHT)
    settled = (settle(part.working, load_policy(), NIGHT) for part in in_parts(working) if part.has_news)
    put = sum(tables["allocations"].num_rows for tables in settled)
    print(f"{invoices:,} open invoices, {lines:,} lines of advice: {put:,} put")
    for room in filter(watch.of, ROOMS):
        print(f"  {watch.of(room):6.2f} s  {room}")
    for (room, name), seconds in watch.seconds.most_common(12):
        print(f"      {seconds:6.2f} s  {room}.{name}")
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB")


if __name__ == "__main__":
    main()
