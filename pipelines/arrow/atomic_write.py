"""Files that have their name only once they are whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Where to write: beside, and renamed at the end. Another link to the file that was there sees no change."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    yield beside
    os.replace(beside, path)
