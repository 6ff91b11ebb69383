"""Paths for DuckDB: each names exactly one file, whatever characters the file's name and its folders contain.

DuckDB takes `*`, `?` and `[` in a path for a pattern. Its escape (`[[]`) lists the folder and fails beside a backslash, so
such a path is read through a symbolic link with a plain name. What does **not** belong here: queries and tables.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipelines.scratch import make_scratch_folder, scratch_folder
from pipelines.sql_text import literal

PATTERN = frozenset("*?[")
BACKSLASH = "\\"


def path_literal(path: str | Path) -> str:
    """Return a SQL literal by which DuckDB opens this very file: its path, or a link to it where that is a pattern."""
    absolute = str(Path(path).absolute())
    return literal(_link(absolute) if PATTERN.intersection(absolute) else absolute)


def parquet_scan(files: Iterable[str | Path], **options: bool) -> str:
    """Return a call of `read_parquet` on these files in this order; no folder name becomes a column.

    The virtual column `file_index` says which of the files a row is from, counted from 0.
    """
    listed = ", ".join(map(path_literal, files))
    given = "".join(f", {name} = {str(value).lower()}" for name, value in options.items())
    return f"read_parquet([{listed}], hive_partitioning = false{given})"


def database_literal(path: Path) -> str:
    """Return a SQL literal by which `ATTACH` opens the database file `path`.

    `ATTACH` takes a backslash for a slash. The folder of such a file is reached by a link, behind which the file and the
    log beside it are found.
    """
    absolute = path.absolute()
    folder = _link(str(absolute.parent)) if BACKSLASH in str(absolute.parent) else absolute.parent
    return literal(os.path.join(folder, absolute.name))


@contextmanager
def database_place(path: Path) -> Iterator[Path]:
    """Yield a path at which DuckDB can write the database file `path`; see `database_literal`.

    In the path of a database DuckDB takes `?` for the start of parameters, even behind a link. Such a file is written in a
    temporary folder and copied to its place.
    """
    if "?" not in str(path):
        yield path
        return
    with scratch_folder() as folder:
        yield folder / path.name
        shutil.copyfile(folder / path.name, path)


def _link(path: str) -> str:
    link = os.path.join(_links(), sha256(os.fsencode(path)).hexdigest()[:32])
    with suppress(FileExistsError):
        os.symlink(path, link)
    return link


@cache
def _links() -> Path:
    """A folder of this process. Its random name keeps a link unique even if the temporary folder is named like a pattern."""
    return make_scratch_folder()
