"""The fence around a DuckDB database: the folders whose files it reaches, and no extension.

What does **not** belong here: which folders there are (whoever calls `pipelines.sql.engine`), and opening databases
(`pipelines.databases`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from pipelines.sql_text import literals

NO_EXTENSIONS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}
FENCE = frozenset(
    {*NO_EXTENSIONS, "allow_unsigned_extensions", "enable_external_access", "allowed_directories", "allowed_paths",
     "lock_configuration", "temp_directory"}
)  # fmt: skip
"""Settings of DuckDB that keep a database inside its folders. Nobody may change them."""

MISREAD = frozenset("\\?")

Folders = tuple[str, ...]
"""What a database may read and write: everything below these folders, besides its temporary files."""


def outermost(folders: Iterable[str | Path]) -> Folders:
    """Return the folders, links resolved, without those that are inside another one.

    Of a folder whose name contains a backslash or a question mark the nearest one above without them counts: DuckDB takes a
    backslash for a slash, and looks for the log of a database at `before.wal?after` where its path is `before?after`.
    """
    found: list[Path] = []
    for folder in sorted({_spelt_plainly(Path(folder).resolve()) for folder in folders}):
        if not any(folder.is_relative_to(other) for other in found):
            found.append(folder)
    return tuple(map(str, found))


def _spelt_plainly(folder: Path) -> Path:
    return next(each for each in (folder, *folder.parents) if not MISREAD.intersection(str(each)))


def close_to_others(connection: duckdb.DuckDBPyConnection, folders: Folders) -> None:
    """Close a new database to all files but those in its folders, for good.

    In this order: DuckDB takes folders only before external access is off, and nothing after the configuration is locked.
    """
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    connection.execute(f"SET allowed_directories = [{literals(folders)}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
