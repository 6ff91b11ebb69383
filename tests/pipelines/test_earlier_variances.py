"""Which earlier variances are compared with shortfalls; thousands of claims of one number are not compared pair by pair."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest

from pipelines.connections import Connection
from pipelines.sql import engine, query

Row = dict[str, Any]
FIELDS = ("company_code", "invoice_number", "payer_id", "currency", "claim_number", "payment_id")
COLUMNS = pa.schema([*((name, pa.string()) for name in FIELDS), ("amount", pa.int64())])
LEFT_OUT = ("group_id", "document_no", "receipt_no", "receipt_mode", "closed_amount", "holds_document")
DISPUTES = pa.schema(
    [("variance_id", pa.string()), ("slot", pa.string()), *COLUMNS, *((n, pa.string()) for n in LEFT_OUT)]
)
SQL = query("pipelines.evidence.papers", "earlier_variances")
SHORT = {"company_code": "1", "invoice_number": "I1", "payer_id": "C1", "currency": "EUR", "amount": 100,
         "claim_number": "CL-7", "payment_id": "P1"}  # fmt: skip
MANY = 3_000


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with engine(macros=("references",)) as connection:
        connection.execute("CREATE TEMP TABLE returned_variances AS SELECT 'returned' AS variance_id")
        yield connection


def give(connection: Connection, shortfalls: list[Row], disputes: list[Row]) -> None:
    given = [dict.fromkeys(DISPUTES.names) | {"slot": "deduction"} | row for row in disputes]
    connection.register("shortfalls", pa.Table.from_pylist(shortfalls, COLUMNS))
    connection.register("disputes", pa.Table.from_pylist(given, DISPUTES))


OTHER = SHORT | {"invoice_number": "I2", "claim_number": None, "amount": 50, "payment_id": "P2"}
CASES = {
    "the same document": (SHORT, OTHER | {"invoice_number": "I1"}, True),
    "the same document, the same payment": (
        SHORT,
        OTHER | {"invoice_number": "I1", "payment_id": "P1"},
        False,
    ),
    "the same document, no payment": (SHORT, OTHER | {"invoice_number": "I1", "payment_id": None}, True),
    "neither has a payment": (
        SHORT | {"payment_id": None},
        OTHER | {"invoice_number": "I1", "payment_id": None},
        False,
    ),
    "a document of another company": (SHORT, OTHER | {"invoice_number": "I1", "company_code": "2"}, False),
    "the same claim in other letters": (SHORT, OTHER | {"claim_number": "cl 7"}, True),
    "the claim of another payer": (SHORT, OTHER | {"claim_number": "CL-7", "payer_id": "C2"}, False),
    "neither has a claim": (SHORT | {"claim_number": None}, OTHER, False),
    "the same amount of two documents": (SHORT, OTHER | {"amount": 100}, False),
    "the same amount, the earlier one of no document": (
        SHORT,
        OTHER | {"amount": 100, "invoice_number": None},
        True,
    ),
    "the same amount, the later one of no document": (
        SHORT | {"invoice_number": None},
        OTHER | {"amount": 100},
        True,
    ),
    "another amount of no document": (SHORT, OTHER | {"invoice_number": None}, False),
    "neither deduction nor discount": (SHORT, OTHER | {"invoice_number": "I1", "slot": "document"}, False),
    "returned": (SHORT, OTHER | {"invoice_number": "I1", "variance_id": "returned"}, False),
}


@pytest.mark.parametrize("case", CASES)
def test_a_variance_is_compared(connection: Connection, case: str) -> None:
    short, dispute, is_compared = CASES[case]
    give(connection, [short], [{"variance_id": "v", **dispute}])
    assert bool(connection.sql(SQL).fetchall()) == is_compared


def test_of_several_shortfalls_one_of_another_payment_is_enough(connection: Connection) -> None:
    shortfalls = [SHORT | {"payment_id": payment} for payment in ("P1", "P2", "P2")]
    give(
        connection,
        shortfalls,
        [SHORT | {"variance_id": payment, "payment_id": payment} for payment in ("P1", "P2", "P3")],
    )
    assert sorted(row[0] for row in connection.sql(SQL).fetchall()) == ["P1", "P2", "P3"]


def test_thousands_of_claims_of_one_number_are_not_compared_pair_by_pair(connection: Connection) -> None:
    rows = [SHORT | {"invoice_number": None, "payment_id": f"P{number}"} for number in range(MANY)]
    give(connection, rows, [{"variance_id": f"v{number}", **row} for number, row in enumerate(rows)])
    [(_, plan)] = connection.sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {SQL}").fetchall()
    [operator] = json.loads(plan)["operator"]
    assert MANY <= max(rows_of(operator)) <= 4 * MANY


def rows_of(operator: dict[str, Any]) -> Iterator[int]:
    """How many rows each operator of a plan has passed on."""
    yield int(operator["intermediate_rows"])
    for child in operator.get("children", []):
        yield from rows_of(child)
