"""The first rows of a table as a bounded piece of markdown: so many rows and columns, cells cut, empty columns left out.

`TIEOUT_PREVIEW_ROWS=0` shows none, where the UI's readers may not see payers' names and amounts.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from assets.ui.markdown import escaped
from pipelines.catalog import EXTRACTS, Kind
from pipelines.money import to_decimal
from pipelines.variables import PREVIEW_ROWS

ROWS = PREVIEW_ROWS.read()
COLUMNS = 10
LONGEST_CELL = 48
FIRST_BY = {"worklist": "priority"}
"""Tables whose first rows are the first of an order of their own."""
SHOWN = {
    "worklist": "priority payer_id payer_name invoice_number open_amount currency dispute_type dispute_subtype "
    "recommended_action explanation",
    "evidence_requests": "evidence_needed asked_from payer_name invoice_number open_amount currency answer_by_date request",
    "customer_statements": "payer_id payer_name invoice_number open_amount currency state explanation request",
}
"""Tables whose first columns are not the ones to look at."""
_MINOR = {
    (table.name, column.name)
    for table in EXTRACTS.values()
    for column in table.columns
    if column.kind is Kind.MINOR
}


def preview(name: str, rows: pa.Table, count: int | None = None) -> str:
    """Markdown, empty where there is nothing to show."""
    first = _first(name, rows, ROWS if count is None else count).to_pylist()
    named = SHOWN[name].split() if name in SHOWN else rows.column_names
    columns = [column for column in named if any(row.get(column) is not None for row in first)][:COLUMNS]
    if not columns:
        return ""
    lines = [[_cell(_as_written(name, column, row)) for column in columns] for row in first]
    return "\n".join(_line(cells) for cells in (columns, ["---"] * len(columns), *lines))


def _first(name: str, rows: pa.Table, count: int) -> pa.Table:
    if name in FIRST_BY and rows.num_rows > count:
        return rows.take(pc.select_k_unstable(rows, count, [(FIRST_BY[name], "ascending")]))
    return rows.slice(0, count)


def _as_written(name: str, column: str, row: dict[str, Any]) -> Any:
    """Minor units, as extracts have them inside, as the decimal that people write."""
    is_minor = (name, column) in _MINOR and row[column] is not None
    return to_decimal(row[column], row["currency"]) if is_minor else row[column]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: Any) -> str:
    text = "" if value is None else f"{len(value)} entries" if isinstance(value, list) else str(value)
    cut = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
    return escaped(cut)
