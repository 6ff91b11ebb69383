"""Older rows of the books in few files: what nights left behind, gathered by eights and by sixty-fours.

A book is a file a night, and its older rows are fetched by key from all of them: the two hundredth night would open two
hundred. What is gathered belongs to the generation that it was gathered for, and says nothing that those files do not say.

<generation>/_older/<book>/<which files>.parquet   the newest older row of each key in these nights
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from pipelines.catalog import BOOKS, Table
from pipelines.duckdb_paths import parquet_scan
from pipelines.lake import fsync, paths
from pipelines.sql import engine
from pipelines.sql_text import literal

STRETCHES = (64, 8)
"""Nights whose older rows are gathered together; the longer of the shorter."""


def older_files(generation: Path, table: str, files: Sequence[Path]) -> list[Path]:
    """Where the older rows of these nights are, ascending: gathered ones where this generation has them."""
    return [path for stretch in _stretches(files, STRETCHES) for path in _sources(generation, table, stretch)]


def gather_older(generation: Path, before: Path | None, files: dict[str, list[Path]]) -> None:
    """Gather for a generation that nobody sees yet what can be gathered; what the one before it has is linked."""
    for name, nights in files.items():
        (generation / paths.OLDER / name).mkdir(parents=True)
        for stretch in _stretches(nights, STRETCHES):
            if len(stretch) > 1:
                _gather(generation, before, BOOKS[name], stretch)


def _gather(generation: Path, before: Path | None, table: Table, stretch: Sequence[Path]) -> None:
    target = _path(generation, table.name, stretch)
    known = _path(before, table.name, stretch) if before else None
    if known and known.exists():
        os.link(known, target)
        return
    shorter = list(_stretches(stretch, [size for size in STRETCHES if size < len(stretch)]))
    sources = [path for part in shorter for path in (_sources(before, table.name, part) if before else part)]
    _write(generation, table, sources, target)
    fsync.sync_files([target])


def _write(generation: Path, table: Table, sources: Sequence[Path], target: Path) -> None:
    key = ", ".join(table.key)
    folders = (paths.root_of(generation), *(source.parent for source in sources))
    with engine(files=sources, folders=folders) as connection:
        connection.execute(f"""
COPY (
    SELECT *
    FROM {parquet_scan(sources, union_by_name=True)}
    WHERE NOT is_live
    QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY file_index DESC) = 1
    ORDER BY {key}
) TO {literal(str(target))} (FORMAT parquet, COMPRESSION zstd)""")


def _sources(generation: Path, table: str, stretch: Sequence[Path]) -> Sequence[Path]:
    gathered = _path(generation, table, stretch)
    return [gathered] if len(stretch) > 1 and gathered.exists() else stretch


def _stretches(files: Sequence[Path], sizes: Sequence[int]) -> Iterator[Sequence[Path]]:
    """All files, from the first night on in stretches as long as there are, the last ones alone."""
    start = 0
    for size in (*sizes, 1):
        while start + size <= len(files):
            yield files[start : start + size]
            start += size


def _path(generation: Path, table: str, stretch: Sequence[Path]) -> Path:
    """Named by the night and the generation that wrote each file: as long as these are the same, so are the rows."""
    named = "\n".join(f"{path.parent.name}/{path.name}" for path in stretch)
    return generation / paths.OLDER / table / f"{sha256(named.encode()).hexdigest()[:32]}{paths.SUFFIX}"
