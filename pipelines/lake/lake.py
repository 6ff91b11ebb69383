"""The lake as the rest of the code sees it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

from pipelines.errors import TieoutError
from pipelines.lake import lock, paths, prune
from pipelines.lake.access import access
from pipelines.lake.commit import commit
from pipelines.lake.snapshot import Snapshot
from pipelines.lake.staging import Staging


class DamagedLakeError(TieoutError):
    """Somebody removed what the lake needs. A run that took it for an empty lake would forget every night."""


class Lake:
    """A folder of published nights. Reading needs no lock; a run that commits holds `lock` from its start."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()

    @property
    def duckdb_file(self) -> Path:
        return self.root / paths.DUCKDB

    @property
    def data_docs(self) -> Path:
        """Pages about how plausible the last judged night is."""
        return self.root / paths.DATA_DOCS

    def nights(self) -> list[date]:
        """The published nights, ascending."""
        snapshot = self.pin()
        return snapshot.nights() if snapshot else []

    def pin(self) -> Snapshot | None:
        """The lake as it is now, to read tables and nights of one state; None before the first night."""
        current = self.root / paths.CURRENT
        if not current.is_symlink():
            return None
        folder = current.resolve()
        if not folder.exists():
            raise DamagedLakeError(
                f"lake {self.root}: the state that counts is gone; expected {folder}, found nothing; "
                "restore that folder from a backup; nothing was written"
            )
        return Snapshot(folder)

    def table_folder(self, table: str) -> Path:
        """Where people read a table."""
        return self.root / table

    def lock(self, run_id: str) -> AbstractContextManager[None]:
        """Hold the lake for a run; raises `LakeLockedError` with the id of the run that holds it."""
        return lock.hold(self.root, run_id)

    def access(self) -> AbstractContextManager[None]:
        """Let what is made in the block be as open as the lake is; `lock` does so, too."""
        return access(self.root)

    def stage(self, night: date, run_id: str) -> Staging:
        """The place where a run makes a night; the same one for the same night and run."""
        return Staging(self.root, night, run_id)

    def commit(self, staged: Sequence[tuple[date, Staging]], snapshot_nights: int = 400) -> str:
        """Publish nights in one swap: they replace themselves and nothing else. What was staged is gone then.

        Of snapshot tables only the last `snapshot_nights` nights stay; events and books stay for ever.
        """
        nights = dict(staged)
        if not staged or len(nights) < len(staged):
            raise ValueError(f"commit of {[str(night) for night, _ in staged]}: expected nights, each once")
        with self.lock(staged[0][1].run_id):
            generation = commit(self.root, self.pin(), nights, snapshot_nights)
            for staging in nights.values():
                staging.discard()
        return generation

    def prune(
        self,
        run_id: str | None = None,
        keep_for: timedelta = prune.KEEP_FOR,
        keep_staging_for: timedelta = prune.KEEP_STAGING_FOR,
    ) -> list[str]:
        """Clear old generations and what dead runs staged, while the lock is held; returns what is gone."""
        staged = prune.prune_staging(self.root, run_id, keep_staging_for)
        snapshot = self.pin()
        if snapshot is None:
            return staged
        return staged + prune.prune_generations(self.root, snapshot.generation, keep_for)

    def leftovers(self) -> list[str]:
        """States that nobody reads any more but those who pinned them, and staged nights, by name."""
        return prune.leftovers(self.root)

    def holder(self) -> str | None:
        """The run that holds the lake, for people; None where none that is alive has said so."""
        return lock.said_holder(self.root)
