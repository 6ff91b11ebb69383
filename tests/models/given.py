"""Rows given to a model, put together from tables: columns that are the same in each row, and rows of several kinds."""

from __future__ import annotations


def alike(text: str, **constants: object) -> str:
    """Return a table with further columns, each with one value for all rows; a column that it has stays as it is."""
    names, rows = _read(text)
    added = {name: str(value) for name, value in constants.items() if name not in names}
    return _written([*names, *added], [[*row, *added.values()] for row in rows])


def together(*texts: str) -> str:
    """Return the rows of several tables as one; a column that only some have is null in the others."""
    tables = [_read(text) for text in texts]
    names = list(dict.fromkeys(name for names, _ in tables for name in names))
    rows = [dict(zip(columns, row, strict=True)) for columns, found in tables for row in found]
    return _written(names, [[row.get(name, "-") for name in names] for row in rows])


def _read(text: str) -> tuple[list[str], list[list[str]]]:
    lines = [
        [cell.strip() for cell in line.split("  ") if cell.strip()] for line in text.strip().splitlines()
    ]
    names, *rows = lines
    return names, rows


def _written(names: list[str], rows: list[list[str]]) -> str:
    return "\n".join("  ".join(row) for row in [names, *rows])
