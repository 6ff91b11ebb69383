"""Small landing zones, and Dagster's nights from long ago on, so that any night of a test exists."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.assets.landing import (
    MONDAY,
    REMITTANCES,
    TUESDAY,
    WEDNESDAY,
    copy_site,
    make_night,
    put,
    put_sample,
)
from tests.made_once import made_once

os.environ["TIEOUT_FIRST_NIGHT"] = "2020-01-01"
os.environ.pop("DAGSTER_HOME", None)

Drop = Callable[[str, str, str], Path]
Reach = Callable[[str], None]


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


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each night: the sample and its lake as they are after it. Made once; read them, or `reach` copies."""

    def make(folder: Path) -> None:
        before = folder / "before"
        put_sample(before / "extracts")
        for night in (MONDAY, TUESDAY, WEDNESDAY):
            before = copy_site(before, folder / night)
            make_night(before, night)

    return made_once(tmp_path_factory, "sample", make)


@pytest.fixture
def reach(made: Path, zone: Path, lake: Path, tmp_path: Path) -> Reach:
    """Brings zone and lake of a test to where they are after a night."""

    def copy(night: str) -> None:
        copy_site(made / night, tmp_path)

    return copy


@pytest.fixture(scope="session")
def made_late(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three nights without Tuesday's advice."""

    def make(site: Path) -> None:
        copy_site(made / MONDAY, site)
        (site / "extracts" / "remittances" / TUESDAY / "part-0.csv").unlink()
        for night in (TUESDAY, WEDNESDAY):
            make_night(site, night)

    return made_once(tmp_path_factory, "late", make)


@pytest.fixture
def late(made_late: Path, lake: Path, drop: Drop, tmp_path: Path) -> Callable[[], None]:
    """Zone and lake of three nights without Tuesday's advice, and a function that brings it."""
    copy_site(made_late, tmp_path)

    def bring() -> None:
        drop("remittances", TUESDAY, REMITTANCES)

    return bring
