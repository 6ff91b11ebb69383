"""Splits a night's working tables by payer group: parts that are settled or carried on one by one, each small enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from pipelines.arrow.ordering import sort_rows, with_row_number
from pipelines.arrow.spill_partitions import Apart
from pipelines.catalog.books import MASTER_DATA
from pipelines.connections import Connection
from pipelines.databases import thread_count
from pipelines.models import Session, open_session
from pipelines.sql import ROWS_OF_A_SECOND_THREAD
from pipelines.variables import PARTS

BYTES_OF_A_WORKING_ROW = 850
"""What settling takes per row of the working tables: 585 measured for its tables (1.2 million rows of `make bench`), and
room for sorts and joins."""

UNITS = {"bytes": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}

WHOLE = ("night_payers", *(f"night_{name}" for name in MASTER_DATA))
"""Master data, which goes whole to each part."""

OF_DOCUMENT = "(company_code, invoice_number)"
OF_GROUP = "SELECT place, bucket FROM {table} LEFT JOIN group_buckets USING (group_id)"
OF_MONEY = """SELECT n.place, coalesce(p.bucket, d.bucket) AS bucket FROM {table} AS n
        LEFT JOIN payment_buckets AS p USING (company_code, payment_id)
        LEFT JOIN document_buckets AS d ON d.company_code = n.company_code AND d.invoice_number = n.invoice_number"""
PLACES = {
    **{name: OF_GROUP.format(table=name) for name in ("night_documents", "night_payments", "night_advice")},
    **{
        name: f"SELECT place, bucket FROM {name} LEFT JOIN document_buckets USING {OF_DOCUMENT}"
        for name in ("night_changed_documents", "night_lines")
    },
    **{name: OF_MONEY.format(table=name) for name in ("night_postings", "night_applications")},
    "night_shipments": f"""WITH active AS (FROM document_buckets WHERE bucket < getvariable('bucket_count'))
        SELECT place, bucket FROM night_shipments JOIN active USING {OF_DOCUMENT}
        UNION SELECT place, bucket FROM night_shipments JOIN active USING (company_code, delivery_number)""",
    "night_variances": f"""SELECT v.place, coalesce(d.bucket, g.bucket, f.bucket, p.bucket) AS bucket
        FROM night_variances AS v LEFT JOIN document_buckets AS d USING {OF_DOCUMENT}
        LEFT JOIN group_buckets AS g ON g.group_id = v.payer_id
        LEFT JOIN night_payers AS n ON n.payer_id = v.payer_id
        LEFT JOIN group_buckets AS f ON f.group_id = n.group_id
        LEFT JOIN payment_buckets AS p ON p.company_code = v.company_code AND p.payment_id = v.payment_id""",
}
"""The bucket of each row of a working table, by its place there; none where it is nobody's. A delivery goes to all whose
documents with news it is about; every other row goes to one."""


class Part(NamedTuple):
    """The working tables of some payer groups, and whether anything new concerns them."""

    working: Mapping[str, pa.Table]
    has_news: bool


def in_parts(
    working: Mapping[str, pa.Table], count: int | None = None, scratch: Path | None = None
) -> Iterator[Part]:
    """The working tables of a night, by payer group in so many buckets with news and without, or as many as the memory
    limit asks for. A group that money ties to another one goes with it, and has news where that one has. Parts lie in files
    in the folder `scratch` until all have been asked for.
    """
    read = {name: with_row_number(working[name]) for name in PLACES} | {
        "night_payers": working["night_payers"]
    }
    with open_session(read) as tables:
        connection = tables.connection
        rows = sum(table.num_rows for table in read.values())
        count = count or buckets_for(connection, rows)
        connection.execute("SET VARIABLE bucket_count = $1", [count])
        tables.make("group_buckets")
        found = {bucket for (bucket,) in tables.query("SELECT DISTINCT bucket FROM group_buckets").fetchall()}
        # Groups without news are carried on small nights, too. Settled again, a payment may be read differently: money has
        # been put on documents since.
        is_whole = count == 1 and found == {0}
        places = {} if is_whole else _places(tables, count)
    del read
    if is_whole:
        yield Part(working, True)
    else:
        yield from _taken_apart(working, places, count, scratch)


def _places(tables: Session, count: int) -> dict[str, pa.Table]:
    """Rows that are nobody's go with the first bucket without news."""
    tables.make("document_buckets", "payment_buckets")
    asked = f"SELECT place, coalesce(bucket, {count})::INTEGER AS bucket FROM ({{sql}})"
    return {
        name: sort_rows(tables.query(asked.format(sql=sql)).to_arrow_table(), ("place",))
        for name, sql in PLACES.items()
    }


def _taken_apart(
    working: Mapping[str, pa.Table], places: Mapping[str, pa.Table], count: int, scratch: Path | None
) -> Iterator[Part]:
    master = {name: working[name] for name in WHOLE}
    with Apart(scratch) as apart:
        for name, places_of_rows in places.items():
            apart.lay(name, working[name], places_of_rows)
        for number in apart.numbers or [count]:
            yield Part(master | {name: apart.part(name, number) for name in PLACES}, number < count)


def buckets_for(connection: Connection, rows: int) -> int:
    """Return `TIEOUT_PARTS`, else the fewest parts whose concurrent settlement fits the memory limit.

    A large night gets at least one part a thread.
    """
    if parts := PARTS.read():
        return parts
    [(limit,)] = connection.execute("SELECT current_setting('memory_limit')").fetchall()
    number, unit = limit.split()
    least = thread_count() if rows >= ROWS_OF_A_SECOND_THREAD else 1
    return max(least, ceil(rows * BYTES_OF_A_WORKING_ROW * thread_count() / (float(number) * UNITS[unit])))
