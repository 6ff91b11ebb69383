"""The names of folders and files in a lake, and nothing else: no reading, no writing.

<lake>/<table>                    fixed link to _current/<table>: what people read
<lake>/_current                   link to the generation that counts, replaced whole
<lake>/_snapshots/<generation>/<table>/business_date=D/part-<generation>.parquet
<lake>/_snapshots/<generation>/_older/<book>/<which files>.parquet  several nights (`pipelines.lake.compaction`)
<lake>/_snapshots/<generation>/_manifest.parquet  all of these files, with sizes, rows and hashes (`pipelines.lake.manifest`)
<lake>/_commits.jsonl             every commit, chained by hashes (`pipelines.lake.commits`); stays when generations go
<lake>/_forgotten.json            the payers that the lake has forgotten, by keyed hashes (`pipelines.forgetting.record`)
<lake>/_verified.parquet          which files have been hashed, and how they looked then (`pipelines.lake.verification`)
<lake>/_building/<generation>/    a generation that is being built; what a killed commit left there is cleared
<lake>/_staging/<date>/<run id>/  what a run has made so far
<lake>/_lock                      which run holds the lake
<lake>/tieout.duckdb              the published tables for readers who are not files
<lake>/_tieout.duckdb.state       the state in which we left that file; if it has another one, it is written anew
<lake>/data_docs/                 pages of great-expectations about the last judged night
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import date
from pathlib import Path

STAGING = "_staging"
SNAPSHOTS = "_snapshots"
BUILDING = "_building"
CURRENT = "_current"
COMMITS = "_commits.jsonl"
FORGOTTEN = "_forgotten.json"
VERIFIED = "_verified.parquet"
MANIFEST = "_manifest.parquet"
OLDER = "_older"
LOCK = "_lock"
DUCKDB = "tieout.duckdb"
DATA_DOCS = "data_docs"
SUFFIX = ".parquet"
WORKING_SUFFIX = ".arrow"

_OWN = (
    STAGING, SNAPSHOTS, BUILDING, CURRENT, COMMITS, FORGOTTEN, VERIFIED, LOCK, DUCKDB, f"_{DUCKDB}.state", DATA_DOCS,
)  # fmt: skip

_DATE_FOLDER = "business_date="
_PART = "part-"
_PARTITION = re.compile(r"business_date=\d{4}-\d\d-\d\d")
_GENERATION = re.compile(r"(\d{6,})-[0-9a-f]{6}")
_RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")


def partition_folder(table_folder: str, night: date) -> str:
    """As text: at thousands of folders a commit, `Path` costs more than the file system."""
    return f"{table_folder}/{_DATE_FOLDER}{night.isoformat()}"


def night_of(partition: str) -> date:
    return date.fromisoformat(partition.rpartition(_DATE_FOLDER)[2])


def part_name(generation: str) -> str:
    return f"{_PART}{generation}{SUFFIX}"


def root_of(generation: Path) -> Path:
    """The lake of a generation's folder."""
    return generation.parent.parent


def generation_of(part: str) -> str:
    """The generation that wrote a file, which later generations share by a hard link."""
    return part.rpartition(_PART)[2].removesuffix(SUFFIX)


def staging_folder(root: Path, night: date, run_id: str) -> Path:
    if not _RUN_ID.fullmatch(run_id):
        raise ValueError(f"run id {run_id!r}: expected letters, digits, '.', '_' and '-' only")
    return root / STAGING / night.isoformat() / run_id


def is_partition(name: str) -> bool:
    return _PARTITION.fullmatch(name) is not None


def is_part(name: str) -> bool:
    return name.startswith(_PART) and name.endswith(SUFFIX)


def number_of(generation: str) -> int:
    return int(generation.partition("-")[0])


def generations(root: Path) -> list[Path]:
    """The folders of all generations, ascending; whatever else lies beside them is somebody else's."""
    folder = root / SNAPSHOTS
    found = folder.iterdir() if folder.is_dir() else ()
    named = [path for path in found if _GENERATION.fullmatch(path.name) and path.is_dir()]
    return sorted(named, key=lambda path: number_of(path.name))


def foreign(root: Path, tables: Iterable[str]) -> list[Path]:
    """What lies in the folder and is none of the lake's."""
    own = {*_OWN, *tables}
    return sorted(path for path in root.iterdir() if path.name not in own)


def is_generation(name: str) -> bool:
    return _GENERATION.fullmatch(name) is not None


def next_generation(before: int) -> str:
    """Numbered for people, with a random end: no name stands for two contents, not even after a power cut."""
    return f"{before + 1:06d}-{secrets.token_hex(3)}"
