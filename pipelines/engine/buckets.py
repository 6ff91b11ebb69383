"""Splits a night's working tables by payer group, so that each bucket can be settled by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa

from pipelines.sql import engine, query

BY_GROUP = ("night_documents", "night_payments", "night_advice")
WHOLE = ("night_payers", "night_reason_codes", "night_price_agreements")


def split_into_buckets(working: Mapping[str, pa.Table], count: int) -> Iterator[dict[str, pa.Table]]:
    """The working tables, one bucket after the other; master data goes whole to each.

    A group that a posting ties to another one goes with it. Rows of documents and payments follow these.
    """
    if count <= 1:
        yield dict(working)
        return
    with engine(working) as connection:
        connection.execute("SET VARIABLE bucket_count = $1", [count])
        connection.execute(f"CREATE TEMP TABLE group_buckets AS {query('pipelines.engine', 'group_buckets')}")
        for bucket in range(count):
            connection.execute("SET VARIABLE bucket = $1", [bucket])
            yield {
                name: connection.sql(_rows_of_bucket(name)).to_arrow_table() if name not in WHOLE else table
                for name, table in working.items()
            }


MINE = "(SELECT group_id FROM group_buckets WHERE bucket = getvariable('bucket'))"
MY_DOCUMENTS = f"(SELECT company_code, invoice_number FROM night_documents WHERE group_id IN {MINE})"
MY_PAYMENTS = f"(SELECT company_code, payment_id FROM night_payments WHERE group_id IN {MINE})"
BELONGS = {
    **dict.fromkeys(BY_GROUP, f"group_id IN {MINE}"),
    "night_lines": f"(company_code, invoice_number) IN {MY_DOCUMENTS}",
    "night_shipments": f"""(company_code, invoice_number) IN {MY_DOCUMENTS} OR (company_code, delivery_number) IN
        (SELECT company_code, delivery_number FROM night_documents WHERE group_id IN {MINE})""",
    "night_postings": f"(company_code, payment_id) IN {MY_PAYMENTS}",
    "night_applications": f"""(payment_id IS NOT NULL AND (company_code, payment_id) IN {MY_PAYMENTS})
        OR (payment_id IS NULL AND (company_code, invoice_number) IN {MY_DOCUMENTS})""",
    "night_variances": f"""CASE WHEN invoice_number IS NOT NULL THEN (company_code, invoice_number) IN {MY_DOCUMENTS}
        ELSE coalesce((SELECT any_value(b.bucket) FROM night_payers AS p JOIN group_buckets AS b USING (group_id)
            WHERE p.payer_id = v.payer_id), 0) = getvariable('bucket') END""",
}


def _rows_of_bucket(name: str) -> str:
    return f"SELECT * FROM {name} AS v WHERE {BELONGS[name]}"
