"""Collections: folders of alike models, whose rows one model stacks. A new file in the folder needs no other change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipelines.sql_text import literal


class Collection(NamedTuple):
    """A folder of alike models.

    Attributes:
        name: The model that stacks their rows.
        source: Its column for the name of the file that a row comes from.
        columns: The columns that every file has, each with its type where files may differ in it.
    """

    name: str
    source: str
    columns: tuple[str, ...]

    def stack(self, tables: Iterable[tuple[str, str]]) -> str:
        """Return the query that stacks tables, each with the name of its file."""
        columns = ", ".join(_cast(column) for column in self.columns)
        rows = (f"SELECT {literal(file)} AS {self.source}, {columns} FROM {table}" for file, table in tables)
        return "\nUNION ALL ".join(rows)


def _cast(column: str) -> str:
    name, _, kind = column.partition(" ")
    return f"CAST({name} AS {kind}) AS {name}" if kind else name


COLLECTIONS = {
    "evidence.rules": Collection(
        "explanations",
        "rule",
        (
            "shortfall_id BIGINT", "dispute_type VARCHAR", "dispute_subtype VARCHAR", "hypothesis VARCHAR",
            "amount_explained BIGINT", "strength DOUBLE", "is_documented BOOLEAN",
            "evidence_source VARCHAR", "basis VARCHAR", "sentence VARCHAR",
        ),
    ),
    "billing_audit.checks": Collection(
        "faults",
        "fault",
        ("document_id", "line_number", "line_count", "billed_amount", "right_amount", "claim"),
    ),
    "cash_application.amounts.patterns": Collection(
        "amount_fits", "family", ("receipt_no", "variant", "documents", "total")
    ),
}  # fmt: skip
"""By folder."""
