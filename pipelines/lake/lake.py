"""The lake as the rest of the code sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

from pipelines.errors import TieoutError
from pipelines.lake import lock, paths, prune
from pipelines.lake.access import access
from pipelines.lake.commit import Change, check_complete, commit
from pipelines.lake.commits import Commit, History, read_history
from pipelines.lake.current import find_current, repair_links
from pipelines.lake.inspection import Inspection, inspect_lake
from pipelines.lake.parquet_rows import KEPT
from pipelines.lake.restoration import restore
from pipelines.lake.snapshot import Snapshot
from pipelines.lake.staging import Staging


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

    @property
    def forgotten_file(self) -> Path:
        """Whom the lake has forgotten."""
        return self.root / paths.FORGOTTEN

    def nights(self) -> list[date]:
        """The published nights, ascending."""
        snapshot = self.pin()
        return snapshot.nights() if snapshot else []

    def pin(self) -> Snapshot | None:
        """The lake as it is now, to read tables and nights of one state; None before the first night.

        Raises:
            DamagedLakeError: The link to the state, its manifest or the history of commits is not as it was.
            NewerLakeError: A newer release has written the lake.
        """
        folder = find_current(self.root)
        snapshot = Snapshot(folder) if folder else None
        return snapshot if snapshot and snapshot.nights() else None

    def history(self) -> History:
        """Every commit, ascending; errors as `pin`."""
        return read_history(self.root)

    def head(self) -> str:
        """The hash of the last commit, for messages; empty where the history cannot be read."""
        try:
            return self.history().head
        except TieoutError:
            return ""

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

    def commit(self, staged: Sequence[tuple[date, Staging]], snapshot_nights: int = 400) -> Commit:
        """Publish nights in one swap: they replace themselves and nothing else. What was staged is gone then.

        Of snapshot tables only the last `snapshot_nights` nights stay; events and books stay for ever.
        """
        nights = dict(staged)
        if not staged or len(nights) < len(staged):
            raise ValueError(f"commit of {[str(night) for night, _ in staged]}: expected nights, each once")
        check_complete(nights)
        run_id = staged[0][1].run_id
        with self.lock(run_id):  # before the base is pinned: a run that ends meanwhile must not be undone
            return self._commit(self.pin(), Change("nights", run_id, _files(nights), snapshot_nights), nights)

    def rewrite(self, kind: str, base: Snapshot, staged: Mapping[date, Staging], run_id: str) -> Commit:
        """Publish staged tables in the place of those of the base, without another night; what was staged is gone then.

        The commit names the manifest of the base beside the new one: its rows stood there before.
        """
        recorded = self.history().manifest_of(base.generation)
        replaced = {base.generation: recorded} if recorded else {}
        change = Change(kind, run_id, _files(staged), len(base.nights()), replaced)
        return self._commit(base, change, staged)

    def _commit(self, base: Snapshot | None, change: Change, staged: Mapping[date, Staging]) -> Commit:
        with self.lock(change.run_id):
            made = commit(self.root, base, change)
            for staging in staged.values():
                staging.discard()
        return made

    def restore(self, generation: str | None, run_id: str, is_beginning_history: bool = False) -> Commit:
        """Make an older generation the current one, by a commit of its own; by default the newest recorded one.

        Args:
            generation: Its name.
            run_id: Who restores, for the history.
            is_beginning_history: Set a history that is damaged aside and begin another.

        Raises:
            DamagedLakeError: The generation or the history is damaged.
            Refused: There is no such generation.
        """
        with self.lock(run_id):
            return restore(self.root, generation, run_id, is_beginning_history)

    def repair_links(self) -> list[str]:
        """Repair the links that people read tables by, while the lock is held; return what was not as the last commit left
        it, a sentence each; errors as `pin`."""
        return repair_links(self.root)

    def inspect(self, head: str | None = None) -> Inspection:
        """Check the history, the links and every byte of every generation; `head`: a hash that the history must hold."""
        return inspect_lake(self.root, head)

    def prune(
        self,
        run_id: str | None = None,
        keep_for: timedelta = prune.KEEP_FOR,
        keep_staging_for: timedelta = prune.KEEP_STAGING_FOR,
        keep: int = prune.KEEP_GENERATIONS,
    ) -> list[str]:
        """Clear old generations and what dead runs staged, while the lock is held; returns what is gone."""
        staged = prune.prune_staging(self.root, run_id, keep_staging_for)
        snapshot = self.pin()
        if snapshot is None:
            return staged
        return staged + prune.prune_generations(self.root, snapshot.generation, keep_for, keep)

    def leftovers(self) -> list[str]:
        """States that nobody reads any more but those who pinned them, and staged nights, by name."""
        return prune.leftovers(self.root)

    def foreign(self) -> list[Path]:
        """What lies in the lake's folder and is none of ours, such as what a restore has set aside."""
        return paths.foreign(self.root, KEPT)

    def holder(self) -> str | None:
        """The run that holds the lake, for people; None where none that is alive has said so."""
        return lock.said_holder(self.root)


def _files(staged: Mapping[date, Staging]) -> dict[date, dict[str, Path]]:
    """The files of the declared tables that are staged."""
    return {
        night: {name: staging.path(name) for name in staging.names() if name in KEPT}
        for night, staging in staged.items()
    }
