"""`python -m tests.bench.shortfalls [VARIANCES]`: how long it takes to explain so many shortfalls.

The goal: 200,000 variances against their documents' lines in under 20 seconds on 2 cores. A measure and no test, because a
machine's speed is no property of the code; the seconds of the processor are told beside those of the clock.
"""

from __future__ import annotations

import sys
import time

import pyarrow as pa

from pipelines.connections import Connection
from pipelines.evidence import explain
from pipelines.evidence.inputs import INPUTS
from pipelines.policy import load_policy
from pipelines.sql import build, engine

COUNT, GOAL_SECONDS = 200_000, 20
MADE = ("lines", "documents", "shortfalls", "shipments", "price_agreements")


def make_tables(count: int) -> dict[str, pa.Table]:
    """The inputs of the explanations; columns that no query makes are null."""
    with engine() as connection:
        connection.execute("SET VARIABLE variance_count = $1", [count])
        build(connection, "tests.bench.shortfalls", MADE)
        return {name: _shaped(connection, name) for name in MADE}


def _shaped(connection: Connection, name: str) -> pa.Table:
    made, schema = connection.sql(f"FROM {name}").to_arrow_table(), INPUTS[name]
    columns = [
        made.column(field.name).cast(field.type)
        if field.name in made.column_names
        else pa.nulls(made.num_rows, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def main() -> None:
    tables = make_tables(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
    clock, processor = time.perf_counter(), time.process_time()
    verdicts = explain(tables, load_policy().evidence_scale)["verdicts"]
    print(
        f"{verdicts.num_rows:,} variances on {tables['lines'].num_rows:,} lines explained in "
        f"{time.perf_counter() - clock:.1f} s ({time.process_time() - processor:.1f} s of processors; goal {GOAL_SECONDS} s)"
    )


if __name__ == "__main__":
    main()
