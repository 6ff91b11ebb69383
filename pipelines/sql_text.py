"""Values and names as SQL text: the only place where a text becomes part of a statement.

A value that the statement can take as a parameter is bound instead. What does **not** belong here: paths of files
(`pipelines.duckdb_paths`) and queries.
"""

from __future__ import annotations

from collections.abc import Iterable


def literal(text: str) -> str:
    """Return a text as a SQL literal, whatever characters it contains."""
    return "'" + text.replace("'", "''") + "'"


def literals(texts: Iterable[str]) -> str:
    """Return texts as SQL literals separated by commas."""
    return ", ".join(map(literal, texts))


def identifier(name: str) -> str:
    """Return a name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def no_rows(**columns: str) -> str:
    """Return a query without rows, with columns of these types: `no_rows(amount="BIGINT")`."""
    return (
        f"SELECT {', '.join(f'CAST(NULL AS {kind}) AS {name}' for name, kind in columns.items())} WHERE FALSE"
    )
