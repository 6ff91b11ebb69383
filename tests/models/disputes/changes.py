"""The shipped table of changes, as rows of text."""

from __future__ import annotations

from pipelines.disputes.lifecycle import COLUMNS, state_changes

CHANGES = "\n".join(
    "  ".join(row[column] or "-" for column in COLUMNS)
    for row in [dict(zip(COLUMNS, COLUMNS, strict=True)), *state_changes().to_pylist()]
)
