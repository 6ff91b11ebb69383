"""Whether the files of a generation are as its manifest says.

A file whose size, time and inode are as they were when it was last hashed is not hashed again; these hashes are kept beside
the generations: `_verified.parquet`. Losing that file costs time only.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.lake import paths
from pipelines.lake.damage import ClearedGenerationError, DamagedLakeError
from pipelines.lake.fsync import replaced_file
from pipelines.lake.manifest import FILES_AT_ONCE, Manifest, hash_file

Look = tuple[int, int, int]
"""How a file looks without reading it: size, time of change in nanoseconds, inode."""


class Hashed(NamedTuple):
    """How a file looked when it was hashed, and its hash."""

    look: Look
    sha256: str


FOREIGN = frozenset({"thumbs.db", "desktop.ini"})

HASHED = pa.schema(
    [
        ("path", pa.string()),
        ("size", pa.int64()),
        ("modified", pa.int64()),
        ("inode", pa.int64()),
        ("sha256", pa.string()),
    ]
)


class Expected(NamedTuple):
    size: int
    row_count: int
    sha256: str | None


class Verification:
    """Checks files of one generation; each once for as long as it looks the same."""

    def __init__(self, manifest: Manifest, hashed: dict[str, Hashed]) -> None:
        """Prepare to check; `hashed`, by path, is added to."""
        self.folder = manifest.folder
        self._expected = _expected(manifest) if manifest.is_measured else {}
        self._hashed = hashed
        self._opened: dict[str, Look] = {}

    def check(self, files: Iterable[str]) -> None:
        """Check files that are about to be read: size, rows by the footer, and the hash of those that look otherwise.

        Raises:
            DamagedLakeError: A file is missing or not as it was committed.
            ClearedGenerationError: The whole generation is gone.
        """
        for path in files:
            look = self._look(path)
            if self._opened.get(path) != look:
                self._check_bytes(path, look)
                self._check_rows(path)
                self._opened[path] = look

    def check_all(self) -> None:
        """Check every file of the generation without opening those that look as they did; errors as `check`."""
        for path in self._expected:
            self._check_bytes(path, self._look(path))

    def _look(self, path: str) -> Look:
        try:
            return look_at(f"{self.folder}/{path}")
        except FileNotFoundError:
            if not self.folder.exists():
                raise ClearedGenerationError(
                    f"generation {self.folder.name}: it was cleared while it was read; expected a reader that ends within "
                    "15 minutes of the next night, and no `tieout prune` meanwhile; run the command again"
                ) from None
            raise self._damage(path, "no such file") from None
        except OSError as error:
            raise self._damage(path, f"a file that cannot be opened ({error.strerror})") from error

    def _check_bytes(self, path: str, look: Look) -> None:
        expected = self._expected.get(path)
        if expected and expected.size != look[0]:
            raise self._damage(path, f"{look[0]} bytes")
        if expected and expected.sha256 != (found := self._hash(path, look)):
            raise self._damage(path, f"sha256 {found}")

    def _hash(self, path: str, look: Look) -> str:
        known = self._hashed.get(path)
        if known is None or known.look != look:
            try:
                known = self._hashed[path] = Hashed(look, hash_file(self.folder / path))
            except OSError as error:
                raise self._damage(path, f"a file that cannot be read ({error.strerror})") from error
        return known.sha256

    def _check_rows(self, path: str) -> None:
        try:
            found = pq.read_metadata(self.folder / path).num_rows
        except (pa.ArrowException, OSError) as error:
            raise self._damage(path, f"a file that cannot be read as Parquet ({error})") from error
        if path in self._expected and found != self._expected[path].row_count:
            raise self._damage(path, f"{found} rows")

    def _damage(self, path: str, found: str) -> DamagedLakeError:
        expected = self._expected.get(path)
        wanted = (
            f"{expected.size} bytes, {expected.row_count} rows, sha256 {expected.sha256}"
            if expected
            else "a Parquet file"
        )
        return DamagedLakeError(self.folder / path, wanted, found)


def find_damage(manifest: Manifest, hashed: dict[str, Hashed]) -> list[str]:
    """Check every file of a generation; return a sentence for each that is not as committed, and for each too many.

    Args:
        manifest: Of the generation.
        hashed: Files whose hashes are taken for known, and to which those found are added.
    """
    verification, expected = Verification(manifest, hashed), manifest.paths()
    with ThreadPoolExecutor(FILES_AT_ONCE) as pool:
        found = pool.map(lambda path: _finding(verification, path), expected)
    return [*filter(None, found), *_too_many(manifest.folder, {*expected, paths.MANIFEST})]


def _too_many(folder: Path, expected: set[str]) -> Iterator[str]:
    """Yield a sentence for each file that readers of a folder would take for rows, and for each link in a file's place."""
    for path in sorted(each for each in folder.rglob("*") if not each.is_dir() or each.is_symlink()):
        if path.is_symlink():
            yield f"{path}: expected a file; found a link, which copies of the lake may not follow"
        elif str(path.relative_to(folder)) not in expected and not _is_ignored(path.name):
            yield f"{path}: expected no such file; found one that no commit has made"


def _is_ignored(name: str) -> bool:
    """Return whether it is a file such as file managers and editors leave, which readers of data sets pass over."""
    return name.startswith((".", "_")) or name.lower() in FOREIGN or name.endswith("~")


def _finding(verification: Verification, path: str) -> str | None:
    try:
        verification.check([path])
    except DamagedLakeError as damage:
        return damage.finding
    return None


def look_at(path: str) -> Look:
    found = os.stat(path)
    return found.st_size, found.st_mtime_ns, found.st_ino


def _expected(manifest: Manifest) -> dict[str, Expected]:
    columns = (manifest.files[name].to_pylist() for name in ("path", *Expected._fields))
    return {path: Expected(*values) for path, *values in zip(*columns, strict=True)}


def read_hashed(root: Path) -> dict[str, Hashed]:
    """Return the files that have been hashed, by their paths in a generation; none where that is not known."""
    try:
        rows = pq.read_table(root / paths.VERIFIED, partitioning=None, memory_map=False)
        columns = [rows[name].to_pylist() for name in HASHED.names]
    except (pa.ArrowException, OSError, KeyError):
        return {}
    return {
        path: Hashed((size, time, inode), sha) for path, size, time, inode, sha in zip(*columns, strict=True)
    }


def write_hashed(root: Path, manifest: Manifest) -> None:
    """Remember how the files of a generation look, all of which have just been made or checked."""
    files, hashes = manifest.paths(), manifest.files["sha256"]
    looks = [look_at(f"{manifest.folder}/{path}") for path in files]
    columns = [files, *([look[place] for look in looks] for place in range(3)), hashes]
    with replaced_file(root / paths.VERIFIED) as beside:
        pq.write_table(pa.table(columns, schema=HASHED), beside)
