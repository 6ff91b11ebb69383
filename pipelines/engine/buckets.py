"""Splits a night's working tables by payer group: buckets to settle one by one, and groups that nothing concerns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import ceil

import duckdb
import pyarrow as pa

from pipelines.sql import ROWS_OF_A_SECOND_THREAD, build, engine

BYTES_OF_A_WORKING_ROW = 1_000
"""What settling takes per row of the working tables: 585 measured for its tables (1.2 million rows of `make bench`), and
room for sorts and joins."""

UNITS = {"bytes": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}

WHOLE = ("night_payers", "night_reason_codes", "night_price_agreements")
"""Master data, which goes whole to each bucket."""

DOCUMENTS = "(SELECT company_code, invoice_number FROM night_documents WHERE group_id IN {groups})"
PAYMENTS = "(SELECT company_code, payment_id FROM night_payments WHERE group_id IN {groups})"
BELONGS = {
    **dict.fromkeys(("night_documents", "night_payments", "night_advice"), "group_id IN {groups}"),
    "night_lines": f"(company_code, invoice_number) IN {DOCUMENTS}",
    "night_shipments": f"""(company_code, invoice_number) IN {DOCUMENTS} OR (company_code, delivery_number) IN
        (SELECT company_code, delivery_number FROM night_documents WHERE group_id IN {{groups}})""",
    "night_postings": f"(company_code, payment_id) IN {PAYMENTS}",
    "night_applications": f"""CASE WHEN payment_id IS NOT NULL THEN (company_code, payment_id) IN {PAYMENTS}
        ELSE (company_code, invoice_number) IN {DOCUMENTS} END""",
    "night_variances": f"""CASE WHEN invoice_number IS NOT NULL THEN (company_code, invoice_number) IN {DOCUMENTS}
        WHEN payer_id <> '' THEN payer_id IN {{groups}} OR payer_id IN
            (SELECT payer_id FROM night_payers WHERE group_id IN {{groups}})
        ELSE (company_code, payment_id) IN {PAYMENTS} END""",
}
"""Which rows of a working table go with a set of payer groups."""


class Buckets:
    """The working tables of a night, split: `active()` buckets have news, the `idle` rows are carried as they are."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, working: Mapping[str, pa.Table], count: int | None
    ) -> None:
        self.connection = connection
        self.working = working
        rows = sum(table.num_rows for table in working.values())
        count = count or buckets_for(connection, rows)
        connection.execute("SET VARIABLE bucket_count = $1", [count])
        build(connection, "pipelines.engine", ("group_buckets",))
        numbers = "SELECT DISTINCT bucket FROM group_buckets WHERE bucket IS NOT NULL ORDER BY bucket"
        self.numbers = [bucket for (bucket,) in connection.execute(numbers).fetchall()]
        idle = "SELECT count(*) FROM group_buckets WHERE bucket IS NULL"
        has_idle = connection.execute(idle).fetchall() != [(0,)]
        # A small night with news is settled whole: that costs less than taking it apart, and idle groups stay as they are.
        is_cheap = rows < ROWS_OF_A_SECOND_THREAD or not has_idle
        self.is_whole = count == 1 and bool(self.numbers) and is_cheap

    def active(self) -> Iterator[dict[str, pa.Table]]:
        """The working tables of one bucket after the other; master data goes whole to each."""
        if self.is_whole:
            yield dict(self.working)
            return
        for bucket in self.numbers:
            belongs = _belongs(f"bucket = {bucket}")
            yield {name: self._rows(name, belongs.get(name, "true")) for name in (*BELONGS, *WHOLE)}

    def idle(self, name: str) -> str:
        """A SQL query of the rows of a working table that no bucket takes."""
        if self.is_whole:
            return f"SELECT * FROM {name} WHERE false"
        return f"SELECT * FROM {name} WHERE NOT coalesce({_belongs('bucket IS NOT NULL')[name]}, false)"

    def _rows(self, name: str, condition: str) -> pa.Table:
        return self.connection.sql(f"SELECT * FROM {name} WHERE {condition}").to_arrow_table()


def _belongs(condition: str) -> dict[str, str]:
    groups = f"(SELECT group_id FROM group_buckets WHERE {condition})"
    return {name: rule.format(groups=groups) for name, rule in BELONGS.items()}


def buckets_for(connection: duckdb.DuckDBPyConnection, rows: int) -> int:
    """As few as let each fit into the memory limit."""
    [(limit,)] = connection.execute("SELECT current_setting('memory_limit')").fetchall()
    number, unit = limit.split()
    return max(1, ceil(rows * BYTES_OF_A_WORKING_ROW / (float(number) * UNITS[unit])))


@contextmanager
def split_into_buckets(working: Mapping[str, pa.Table], count: int | None) -> Iterator[Buckets]:
    """Split by payer group into so many buckets, or as many as the memory limit asks for. A group that money ties to another
    one goes with it, and has news where that one has."""
    with engine(working) as connection:
        yield Buckets(connection, working, count)
