"""The floor: what any such night costs in DuckDB.

Reads every input once, joins advice to invoices by payer and reference, adds the lines up, writes allocations and open
items. Prints the seconds of that, without its start.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import duckdb

from pipelines.sql import build
from tests.bench.night.zone import MADE, PACKAGE

RESULTS = ("floor_allocations", "floor_open_items")


def main() -> None:
    zone, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    with duckdb.connect(config={"threads": 2}) as connection:
        for name in MADE:
            connection.execute(f"CREATE TABLE {name} AS FROM read_parquet('{zone / name}/*/*.parquet')")
        build(connection, PACKAGE, RESULTS)
        for name in RESULTS:
            connection.execute(f"COPY {name} TO '{out / name}.parquet'")
    print(f"made in {time.perf_counter() - started:.2f} s")


main()
