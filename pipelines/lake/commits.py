"""The history of commits: a line per commit, each with the hash of the line before it.

Who knows the head of one day can prove later that nobody has rewritten what came before it. The history stays when
generations go. A commit is recorded before it is shown: one whose run was killed in between stands there, too, and the
next one says on which generation it was built.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

from pipelines.lake import paths
from pipelines.lake.damage import DamagedLakeError, refuse_newer
from pipelines.lake.fsync import replaced_file
from pipelines.lake.manifest import FORMAT

FIRST = "0" * 64
"""Stands for the commit before the first."""


@dataclass(frozen=True)
class Commit:
    """One line of the history."""

    number: int
    previous: str
    """Hash of the commit before it."""
    kind: str
    """`created`, `nights`, `restored` or `forgotten`."""
    generation: str
    base: str | None
    """The generation that it was built on."""
    nights: tuple[str, ...]
    """First and last night that it replaced or added."""
    manifests: dict[str, str]
    """Generation → hash of its manifest: of its own, and of older ones that it has rewritten."""
    run_id: str
    committed_at: str
    format: int = FORMAT
    release: str = field(default_factory=lambda: version("tieout"))

    def line(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"), sort_keys=True)

    def digest(self) -> str:
        return _digest(self.line())


class History:
    """The commits of a lake, ascending; checked as it is read: each names the hash of the one before it."""

    def __init__(self, path: Path, commits: Sequence[Commit], digests: Sequence[str]) -> None:
        self.path = path
        self.commits = tuple(commits)
        self.digests = tuple(digests)

    @property
    def head(self) -> str:
        return self.digests[-1] if self.digests else FIRST

    @property
    def has_nights(self) -> bool:
        return any(commit.kind != "created" for commit in self.commits)

    def manifest_of(self, generation: str) -> str | None:
        """Return the hash of a generation's manifest; none where no commit has recorded it."""
        recorded = (commit.manifests.get(generation) for commit in reversed(self.commits))
        return next((digest for digest in recorded if digest), None)

    def append(
        self,
        kind: str,
        generation: str,
        base: str | None,
        nights: Sequence[date],
        manifests: dict[str, str],
        run_id: str,
    ) -> Commit:
        """Record a commit; it is on disk when this returns."""
        ends = (min(nights).isoformat(), max(nights).isoformat()) if nights else ()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        number = len(self.commits) + 1
        commit = Commit(number, self.head, kind, generation, base, ends, manifests, run_id, now)
        lines = self.path.read_text("utf-8") if self.path.exists() else ""
        with replaced_file(self.path) as beside:
            beside.write_text(f"{lines}{commit.line()}\n", "utf-8")
        return commit


def read_history(root: Path) -> History:
    """Read and check the history of a lake; an empty one where there is none.

    Raises:
        DamagedLakeError: A line cannot be read, or does not follow from the one before it.
        NewerLakeError: A newer release has written it.
    """
    path = root / paths.COMMITS
    lines = _lines(path)
    commits, digests = [], [_digest(line) for line in lines]
    for number, (line, previous) in enumerate(zip(lines, [FIRST, *digests], strict=False), 1):
        commits.append(_read(f"{path}, line {number}", line))
        if (commits[-1].number, commits[-1].previous) != (number, previous):
            found = f"commit {commits[-1].number} after {commits[-1].previous}"
            raise DamagedLakeError(f"{path}, line {number}", f"commit {number} after {previous}", found)
    return History(path, commits, digests)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedLakeError(
            path, "the history of commits", f"a file that cannot be read ({error})"
        ) from error


def _read(place: str, line: str) -> Commit:
    try:
        fields = json.loads(line)
        refuse_newer(place, int(fields["format"]), FORMAT)
        return Commit(**{**fields, "nights": tuple(fields["nights"])})
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedLakeError(place, "a commit", f"a line that cannot be read ({error})") from error


def _digest(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()
