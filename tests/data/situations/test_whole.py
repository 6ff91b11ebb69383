"""Zones as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.simulator import Behaviour, simulate
from data.simulator.behaviour import HARD
from data.simulator.write import write


def test_hard_zones_double_what_makes_matching_hard() -> None:
    plain, hard = Behaviour(), Behaviour.hard()
    assert all(getattr(hard, name) == min(1.0, 2 * getattr(plain, name)) for name in HARD)
    assert hard.advice["nothing"] == 2 * plain.advice["nothing"]
    assert sum(hard.references.values()) == pytest.approx(sum(plain.references.values()))


def test_control_totals_of_a_currency_with_three_decimals_are_exact(tmp_path: Path) -> None:
    write(simulate(seed=8, invoices=300, payers=6, behaviour=Behaviour(currencies=("KWD",))), tmp_path)
    totals = [file.read_text() for file in (tmp_path / "extracts/payments").rglob("*.control.json")]
    assert any(not total.endswith('0"}\n') for total in totals)
