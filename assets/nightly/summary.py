"""What a run ends with: payments, matched by tier, unapplied, disputes by type and money, notices, where the tables are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assets.terminal import say
from pipelines.ingest import Notice
from pipelines.lake import Lake
from pipelines.sql import engine

PAYMENTS = """
    SELECT currency, count(*) AS payments, CAST(sum(to_money(amount, currency)) AS DECIMAL(38, 3)) AS amount
    FROM book_payments WHERE arrived_date = business_date GROUP BY ALL ORDER BY ALL
"""
MATCHED = """
    SELECT currency, method, count(*) AS pieces, CAST(sum(amount) AS DECIMAL(38, 3)) AS amount
    FROM allocations GROUP BY ALL ORDER BY currency, pieces DESC, method
"""
UNAPPLIED = """
    SELECT currency, reason, count(*) AS payments, CAST(sum(amount) AS DECIMAL(38, 3)) AS amount
    FROM unapplied_payments GROUP BY ALL ORDER BY currency, payments DESC, reason
"""
DISPUTES = """
    SELECT currency, dispute_type, dispute_subtype, count(*) AS disputes,
        CAST(sum(open_amount) AS DECIMAL(38, 3)) AS amount
    FROM worklist GROUP BY ALL ORDER BY currency, disputes DESC, dispute_type, dispute_subtype
"""


def print_summary(
    lake: Lake, nights: Sequence[date], engine_faults: Sequence[str], notices: Sequence[Notice]
) -> None:
    """Print the nights given, the state after the last of them, the engine's survived faults and the zone's notices."""
    snapshot = lake.pin()
    if snapshot is None or not nights:
        return
    last = max(nights)
    tables = {
        "book_payments": snapshot.dataset("book_payments", nights),
        "allocations": snapshot.dataset("allocations", nights),
        "unapplied_payments": snapshot.dataset("unapplied_payments", [last]),
        "worklist": snapshot.dataset("worklist", [last]),
    }
    say(f"Nights {min(nights)} to {last}: {len(nights)}")
    with engine(tables) as connection:
        for title, query in (
            ("Payments received", PAYMENTS),
            ("Matched, by tier", MATCHED),
            (f"Unapplied after {last}", UNAPPLIED),
            (f"Open disputes after {last}", DISPUTES),
        ):
            _print(title, connection.sql(query).fetchall())
    if engine_faults:
        say("", "Faults of the engine, survived", *(f"  {fault}" for fault in engine_faults))
    if notices:
        say("", "Notices", *(f"  {notice.message}" for notice in notices))
    say("", f"Tables    {lake.root}/<table>/business_date=YYYY-MM-DD/", f"DuckDB    {lake.duckdb_file}")


def _print(title: str, rows: list[tuple[object, ...]]) -> None:
    say("", title)
    for currency, *names, count, amount in rows:
        say(f"  {currency}  {count!s:>7}  {amount!s:>16}  {' / '.join(map(str, names))}".rstrip())
    if not rows:
        say("  none")
