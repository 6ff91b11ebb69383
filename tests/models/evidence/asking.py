"""Several amounts withheld on one document, asked about at once: each shortfall's number is its amount."""

from __future__ import annotations

from tests.models.running import Row, run_model


def withheld(*amounts: int, **same: object) -> str:
    """Return `examined_shortfalls` with these amounts, all of document 7 and alike in what else is given."""
    cells = {"document_id": 7, "places": 2, "currency": "USD", "figure_chance": 15625, "roundness": 1, **same}
    names = "  ".join(("shortfall_id", "amount", *cells))
    values = "  ".join(str(value) for value in cells.values())
    return "\n".join((names, *(f"{amount}  {amount}  {values}" for amount in amounts)))


def explained(rule: str, given: str, **tables: str) -> list[Row]:
    """Return what a rule says of withheld amounts, in their order."""
    rows = run_model(f"rules__{rule}", examined_shortfalls=given, **tables)
    return sorted(rows, key=lambda row: (row["shortfall_id"], row["basis"]))
