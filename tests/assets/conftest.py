"""Small landing zones, and Dagster's nights from long ago on, so that any night of a test exists."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.assets.landing import put, put_sample

os.environ["TIEOUT_FIRST_NIGHT"] = "2020-01-01"
os.environ.pop("DAGSTER_HOME", None)

Drop = Callable[[str, str, str], Path]


@pytest.fixture
def drop(tmp_path: Path) -> Drop:
    """Puts a file into the landing zone: extract, date, text."""
    return partial(put, tmp_path / "extracts")


@pytest.fixture
def zone(tmp_path: Path) -> Path:
    put_sample(tmp_path / "extracts")
    return tmp_path / "extracts"


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIEOUT_EXTRACTS", str(tmp_path / "extracts"))
    monkeypatch.setenv("TIEOUT_LAKE", str(tmp_path / "lake"))
    return tmp_path / "lake"
