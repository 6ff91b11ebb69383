"""A zone whose truth is known, and a lake that says just that."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.simulator import Behaviour, Zone, simulate
from data.simulator.write import write_truth
from tests.data.perfect_lake import build_perfect_lake


@pytest.fixture(scope="module")
def zone() -> Zone:
    return simulate(seed=4, invoices=1_200, payers=40, behaviour=Behaviour(misleading_code=0.4))


@pytest.fixture
def folders(zone: Zone, tmp_path: Path) -> tuple[Path, Path]:
    build_perfect_lake(zone, tmp_path / "lake")
    write_truth(zone, tmp_path / "truth")
    return tmp_path / "lake", tmp_path / "truth"
