"""`python -m tests.bench.cases`: how long open disputes take to age, be ranked and be published, with nothing new tonight.

Made up: payers, all subtypes but those of held money, documents of the disputes, resolved cases to learn from. The
goal: 1,000,000 in 20 s on two cores.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from checks.gate import GATED, run_gate
from checks.prior_state import BEFORE
from pipelines.arrow.ordering import sort_rows
from pipelines.catalog import ALL, BOOKS
from pipelines.catalog.codes import SUBTYPES_BY_TYPE
from pipelines.disputes import work_cases
from pipelines.disputes.cases import MOVEMENTS
from pipelines.lake import KEPT, Lake
from pipelines.policy import load_policy
from pipelines.publish import catch_up
from pipelines.sql import engine, query
from pipelines.worklist import build_worklist, describe_payers, measure_night
from pipelines.worklist.kpis import TABLES
from tests.casebook import LANDED

T = TypeVar("T")
NIGHT = date(2026, 3, 31)
PACKAGE = "tests.bench.cases"
MADE_UP = ("book_variances", "book_cases", "book_documents", "book_payers", "book_outcomes")


def make_books(disputes: int, payers: int) -> dict[str, pa.Table]:
    """The books of last night as the lake keeps them, in the order of their keys, and the open items they show."""
    subtypes = [
        (t, s)
        for t, listed in SUBTYPES_BY_TYPE.items()
        for s in listed
        if s not in ("misapplied_cash", "payment")
    ]
    listed = pa.table({"place": list(range(len(subtypes))), "dispute_type": [t for t, _ in subtypes],
                       "dispute_subtype": [s for _, s in subtypes]})  # fmt: skip
    with engine({"subtypes": listed}) as connection:
        for name, value in (
            ("disputes", disputes),
            ("payers", payers),
            ("subtypes", len(subtypes)),
            ("night", NIGHT),
        ):
            connection.execute(f"SET VARIABLE {name} = $1", [value])
        for name in MADE_UP:
            empty = ", ".join(f"NULL::{c.sql_type} AS {c.name}" for c in BOOKS[name].columns)
            connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {empty} LIMIT 0")
            connection.execute(f"INSERT INTO {name} BY NAME {query(PACKAGE, name)}")
        books = {
            name: sort_rows(connection.sql(f"FROM {name}").to_arrow_table(), BOOKS[name].key)
            for name in MADE_UP
        }
        items = ALL["open_items"]
        books["open_items"] = connection.sql(
            f"SELECT {items.select_list()} FROM ({query(PACKAGE, 'open_items')})"
        ).to_arrow_table()
    return books


class Clock:
    def __init__(self) -> None:
        self.total = 0.0

    def time(self, name: str, act: Callable[[], T]) -> T:
        started, busy = time.monotonic(), time.process_time()
        result = act()
        took, busy = time.monotonic() - started, time.process_time() - busy
        self.total += took
        print(f"{name:24} {took:6.1f} s, {busy:6.1f} s of processors")
        return result


def run_bench(disputes: int, payers: int, folder: Path) -> float:
    """Seconds from the books of last night to a published worklist."""
    books, policy, clock = make_books(disputes, payers), load_policy(), Clock()
    known = {
        "known_activities": BOOKS["book_activities"].empty(),
        "known_cases": books["book_cases"],
        "known_outcomes": books["book_outcomes"],
    }
    given = books["book_variances"], MOVEMENTS.empty_table(), LANDED.empty_table()
    worked = clock.time("age", lambda: work_cases(*given, policy, NIGHT, known, books["book_payers"]))
    tables = {name: table.empty() for name, table in KEPT.items()} | books | worked
    built = clock.time("rank, explain, roll up", lambda: build_worklist(tables, policy, NIGHT))
    tables |= built
    measured = {name: tables[name] for name in TABLES}
    before = books["open_items"]
    kpis = clock.time("measure", lambda: measure_night(measured, policy, NIGHT, before))
    payers_table = clock.time("describe payers", lambda: describe_payers(tables, policy, NIGHT))
    tables |= {"kpis": kpis, "payer_behaviour": payers_table}
    lake = Lake(folder)
    staging = lake.stage(NIGHT, "bench")
    ours = ("book_variances", "book_cases", "book_outcomes", "book_activities", "dispute_history", "kpis",
            "payer_behaviour", *built)  # fmt: skip
    for name in set(tables) - set(ours):
        staging.write(name, tables[name])
    with ThreadPoolExecutor(2) as pool:
        clock.time("write", lambda: list(pool.map(lambda name: staging.write(name, tables[name]), ours)))
    earlier = {name: tables[name] for name in BEFORE}
    gated = {name: staging.path(name) for name in GATED}
    found = clock.time("gate", lambda: [f for f in run_gate(gated, earlier) if f.row_count])
    assert not found, found[0]
    clock.time("publish", lambda: lake.commit([(NIGHT, staging)]))
    clock.time("copy to DuckDB", lambda: catch_up(lake))
    return clock.total


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.cases", description=__doc__)
    parser.add_argument("--disputes", type=int, default=1_000_000)
    parser.add_argument("--payers", type=int, default=5_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tieout-bench-") as folder:
        took = run_bench(options.disputes, options.payers, Path(folder))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"{'in all':24} {took:6.1f} s for {options.disputes:,} open disputes; {memory:.1f} GB at most")


if __name__ == "__main__":
    main()
