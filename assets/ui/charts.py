"""The tables of which a picture says more than a row: ageing, disputes by type, payments by tier; a query each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pyarrow as pa

from assets.ui.bar_chart import Bar, draw
from pipelines.sql import engine, query

MOST_BARS = 24


def picture(table: str, rows: pa.Table, night: date) -> str:
    """Markdown with the picture of a table, empty where it has none."""
    if table not in PICTURES or not rows.num_rows:
        return ""
    title, bar_of = PICTURES[table]
    with engine({table: rows}) as connection:
        connection.execute("SET VARIABLE night = $1", [night])
        found = connection.sql(query("assets.ui", table)).fetchall()
    return draw(title, [bar_of(*row) for row in found[:MOST_BARS]])


def _money(currency: str, label: str, amount: float, count: int) -> Bar:
    return Bar(label, amount, f"{amount:,.0f} ({count:,})", currency)


def _share(source: str, label: str, count: int, share: float) -> Bar:
    return Bar(label, count, f"{count:,} ({share:.0%})", source)


PICTURES: dict[str, tuple[str, Callable[..., Bar]]] = {
    "open_items": ("Open and disputed money by days past due (documents)", _money),
    "worklist": ("Open disputes by type, money (disputes)", _money),
    "allocations": ("Tonight's pieces by source and tier", _share),
}
