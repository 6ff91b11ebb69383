"""The lake: where every table of every night lies, how a night is staged, committed at once and pruned.

Nothing outside this package knows a path of the lake. What does **not** belong here: what the tables mean,
and the copies for readers who are not files (`pipelines.publish`).
"""

from pipelines.lake.commits import Commit
from pipelines.lake.damage import ClearedGenerationError, DamagedLakeError, NewerLakeError
from pipelines.lake.lake import Lake
from pipelines.lake.lock import LakeLockedError
from pipelines.lake.parquet_rows import KEPT, RowsError
from pipelines.lake.snapshot import Snapshot
from pipelines.lake.staging import Staging

__all__ = [
    "KEPT",
    "ClearedGenerationError",
    "Commit",
    "DamagedLakeError",
    "Lake",
    "LakeLockedError",
    "NewerLakeError",
    "RowsError",
    "Snapshot",
    "Staging",
]
