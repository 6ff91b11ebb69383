"""One empty landing zone per test."""

from pathlib import Path

import pytest

from tests.pipelines.ingest.landing_zone import Zone


@pytest.fixture
def zone(tmp_path: Path) -> Zone:
    (tmp_path / "extracts").mkdir()
    return Zone(tmp_path / "extracts")
