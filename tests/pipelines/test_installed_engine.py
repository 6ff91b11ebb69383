"""The installed DuckDB answers two joins on which DuckDB 2.0.0 raises an internal error. 2.0.1 answers both.

Where the keys of a hash join's build side are unique integers (a perfect hash join), the join passes its columns on as
positions in one dictionary, and the operators of 2.0.0 rely on every chunk having that dictionary (duckdb/duckdb#23360
and #23447). A nested-loop join above it (`ON … OR …`) breaks the rule: for a chunk with fewer rows than lie on its right
side it passes the left columns on as constants. Here that is the last chunk, with the 52 or 10 rows beyond 2,048. An
operator that still holds rows of an earlier chunk then fails:

- the cache that joins small chunks: "dict-surviving cache: global dictionary column … changed identity after being seeded
  for dictionary caching". `pipelines/cash_application/reversal_rows.sql` raised it, for example on a night without returned
  payments and with more than 2,048 earlier allocations, about four for each payment. We know of no report of it.
- the build side of another hash join: "dict-surviving join: narrowed column … received a non-dictionary chunk". The
  nearest report is duckdb/duckdb#24807.

What does not belong here: how a night goes on after an internal error.
"""

import re

import duckdb

from pipelines.connections import Connection

PAYMENTS = """
CREATE TABLE applications AS SELECT i % {payments} AS payment, i AS cents FROM range({rows}) AS rows(i);
CREATE TABLE payments AS SELECT i AS payment, 'P' || i AS reference FROM range({payments}) AS rows(i);
CREATE TABLE returns AS SELECT 'P' || i AS returned FROM range(0, 200, 2) AS rows(i);
CREATE TABLE statement_lines AS SELECT 'L' || i AS line FROM range(10000) AS rows(i);
"""
"""Row i puts i cents on payment i % payments; every second payment is returned. The statement has so many lines that a join
with them takes the other side as its build side."""

RETURNED = """
SELECT payment, reference, cents FROM applications JOIN payments USING (payment)
JOIN returns ON returned = reference OR returned = 'R' || payment
"""

INTO_A_CACHE = f"SELECT payment, sum(cents)::BIGINT FROM ({RETURNED}) GROUP BY ALL ORDER BY payment"
INTO_A_BUILD_SIDE = f"""
SELECT payment, reference, sum(cents)::BIGINT FROM statement_lines JOIN ({RETURNED}) ON 'L' || cents = line
GROUP BY ALL ORDER BY payment
"""


def payments_of(payments: int, rows: int) -> Connection:
    """A database of its own, since an internal error takes the whole database with it."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.execute(PAYMENTS.format(payments=payments, rows=rows))
    return connection


def test_a_nested_loop_join_keeps_what_a_hash_join_hands_on() -> None:
    # 21 rows for each payment: 0 + 100 + … + 2000 = 21,000 cents, and 21 times its number.
    with payments_of(100, rows=2_100) as connection:
        found = connection.sql(INTO_A_CACHE).fetchall()
    assert found == [(payment, 21_000 + 21 * payment) for payment in range(0, 100, 2)]


def test_a_hash_join_takes_in_what_a_nested_loop_join_hands_on() -> None:
    # 103 rows for payments below 18, with 0 + 20 + … + 2040 = 105,060 cents; row 2058 would be the 103rd of payment 18.
    with payments_of(20, rows=2_058) as connection:
        found = connection.sql(INTO_A_BUILD_SIDE).fetchall()
    below_18 = [(payment, f"P{payment}", 105_060 + 103 * payment) for payment in range(0, 18, 2)]
    assert found == [*below_18, (18, "P18", 105_060 - 2_040 + 102 * 18)]


def test_the_installed_version_is_without_the_fault() -> None:
    assert tuple(int(number) for number in re.findall(r"\d+", duckdb.__version__)[:3]) >= (2, 0, 1)
