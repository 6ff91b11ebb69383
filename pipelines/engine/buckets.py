"""Splits a night's working tables by payer group: buckets to settle one by one, and groups that nothing concerns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.ordering import in_order, in_place, taken
from pipelines.sql import ROWS_OF_A_SECOND_THREAD, build, engine

BYTES_OF_A_WORKING_ROW = 1_000
"""What settling takes per row of the working tables: 585 measured for its tables (1.2 million rows of `make bench`), and
room for sorts and joins."""

UNITS = {"bytes": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}

WHOLE = ("night_payers", "night_reason_codes", "night_price_agreements")
"""Master data, which goes whole to each bucket."""

OF_DOCUMENT, OF_PAYMENT = "(company_code, invoice_number)", "(company_code, payment_id)"
OF_GROUP = "SELECT place, bucket FROM {table} LEFT JOIN active_groups USING (group_id)"
PLACES = {
    **{name: OF_GROUP.format(table=name) for name in ("night_documents", "night_payments", "night_advice")},
    "night_lines": f"SELECT place, bucket FROM night_lines LEFT JOIN active_documents USING {OF_DOCUMENT}",
    "night_postings": f"SELECT place, bucket FROM night_postings LEFT JOIN active_payments USING {OF_PAYMENT}",
    "night_applications": f"""SELECT n.place, coalesce(p.bucket, d.bucket) AS bucket FROM night_applications AS n
        LEFT JOIN active_payments AS p USING {OF_PAYMENT}
        LEFT JOIN active_documents AS d
            ON n.payment_id IS NULL AND d.company_code = n.company_code AND d.invoice_number = n.invoice_number""",
    "night_shipments": f"""SELECT place, bucket FROM night_shipments LEFT JOIN (
            SELECT place, bucket FROM night_shipments JOIN active_documents USING {OF_DOCUMENT}
            UNION SELECT place, bucket FROM night_shipments JOIN active_documents USING (company_code, delivery_number)
        ) USING (place)""",
    "night_variances": f"""WITH unbilled AS (FROM night_variances WHERE invoice_number IS NULL)
        SELECT place, bucket FROM night_variances LEFT JOIN (
            SELECT place, bucket FROM night_variances JOIN active_documents USING {OF_DOCUMENT}
            UNION SELECT place, bucket FROM unbilled JOIN active_groups ON group_id = payer_id
            UNION SELECT place, bucket FROM unbilled JOIN night_payers USING (payer_id) JOIN active_groups USING (group_id)
            UNION SELECT place, bucket FROM unbilled JOIN active_payments USING {OF_PAYMENT} WHERE payer_id = ''
        ) USING (place)""",
}
"""The bucket of each row of a working table, by its place there; none where its group is idle. Papers may have several."""


class Buckets:
    """The working tables of a night, split by payer group into so many buckets, or as many as the memory limit asks for:
    `active()` ones have news, `idle` rows are carried as they are. A group that money ties to another one goes with it, and
    has news where that one has.
    """

    def __init__(self, working: Mapping[str, pa.Table], count: int | None) -> None:
        self.working = working
        read = {name: in_place(working[name]) for name in PLACES} | {"night_payers": working["night_payers"]}
        with engine(read) as connection:
            rows = sum(table.num_rows for table in working.values())
            count = count or buckets_for(connection, rows)
            connection.execute("SET VARIABLE bucket_count = $1", [count])
            build(connection, "pipelines.engine", ("group_buckets",))
            found = connection.execute("SELECT DISTINCT bucket FROM group_buckets ORDER BY bucket").fetchall()
            self.numbers = [bucket for (bucket,) in found if bucket is not None]
            # A small night with news is settled whole: cheaper than taking it apart, and idle groups stay as they are.
            is_cheap = rows < ROWS_OF_A_SECOND_THREAD or len(found) == len(self.numbers)
            self.is_whole = count == 1 and bool(self.numbers) and is_cheap
            self.places = {} if self.is_whole else _places(connection)

    def active(self) -> Iterator[dict[str, pa.Table]]:
        """The working tables of one bucket after the other; master data goes whole to each."""
        if self.is_whole:
            yield dict(self.working)
            return
        master = {name: self.working[name] for name in WHOLE}
        for number in self.numbers:
            yield master | {name: self._rows(name, number) for name in PLACES}

    def idle(self, name: str) -> pa.Table:
        """The rows of a working table that no bucket takes."""
        return self.working[name].slice(0, 0) if self.is_whole else self._rows(name, None)

    def _rows(self, name: str, number: int | None) -> pa.Table:
        rows, places = self.working[name], self.places[name]
        bucket = places["bucket"]
        is_there = pc.is_null(bucket) if number is None else pc.fill_null(pc.equal(bucket, number), False)
        if len(places) == len(rows):
            return rows.filter(is_there)
        return taken(rows, places["place"].filter(is_there))  # some go with several buckets


def _places(connection: duckdb.DuckDBPyConnection) -> dict[str, pa.Table]:
    build(connection, "pipelines.engine", ("active_groups", "active_documents", "active_payments"))
    return {name: in_order(connection.sql(sql).to_arrow_table(), ("place",)) for name, sql in PLACES.items()}


def buckets_for(connection: duckdb.DuckDBPyConnection, rows: int) -> int:
    """As few as let each fit into the memory limit."""
    [(limit,)] = connection.execute("SELECT current_setting('memory_limit')").fetchall()
    number, unit = limit.split()
    return max(1, ceil(rows * BYTES_OF_A_WORKING_ROW / (float(number) * UNITS[unit])))
