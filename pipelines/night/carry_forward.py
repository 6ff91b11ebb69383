"""What stays as it is: the books of groups that nothing concerns tonight, in the form the engine leaves them in."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from pipelines.catalog import BOOKS, PUBLISHED
from pipelines.sql import engine

CARRIED = {
    "settled_applications": ("night_applications", "*"),
    "settled_payments": ("night_payments", "* EXCLUDE (group_id, is_new)"),
    "settled_advice": ("night_advice", "* EXCLUDE (group_id, is_new, is_newly_tied, is_presumed)"),
    "settled_documents": (
        "night_documents",
        """* EXCLUDE (group_id, is_new, is_landed, previous_gross, effective_gross), effective_gross,
        disputed_amount <> 0 OR effective_gross - allocated_amount - discount_granted_amount - credited_amount
            - written_off_amount <> 0 AS was_open""",
    ),
    "settled_variances": ("night_variances", "*"),
}
MOVEMENTS = pa.schema(
    [("variance_id", pa.string()), ("event", pa.string()), ("amount", pa.int64()), ("text", pa.string())]
)


def carry(working: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The engine's results for groups without news: their rows as they were, and nothing new."""
    with engine({source: working[source] for source, _ in CARRIED.values()}) as connection:
        carried = {
            name: published_form(name, connection.sql(f"SELECT {columns} FROM {source}").to_arrow_table())
            for name, (source, columns) in CARRIED.items()
        }
    return carried | {
        "allocations": PUBLISHED["allocations"].empty(),
        "variances": PUBLISHED["variances"].empty(),
        "match_candidates": PUBLISHED["match_candidates"].empty(),
        "movements": MOVEMENTS.empty_table(),
    }


def published_form(name: str, table: pa.Table) -> pa.Table:
    """Columns and types as declared, so that parts of one table fit together."""
    declared = PUBLISHED.get(name) or BOOKS.get(name.replace("settled_", "book_"))
    if declared is None:
        return table.cast(MOVEMENTS)
    fields = [
        pa.field(column, declared.column(column).arrow_type)
        if column in declared.names
        else table.schema.field(column)
        for column in table.column_names
    ]
    return table.cast(pa.schema(fields))
