"""Four hundred mutated landing zones; `make fuzz` tries thousands more. A failure names the command that repeats it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fuzz.campaign import Trials
from tests.fuzz.contract import KINDS
from tests.fuzz.inputs import make_input
from tests.fuzz.mutations import MUTATIONS
from tests.fuzz.night import outside_dagster

SEED = 20260302
INPUTS, SHARD = 400, 25
INSPECTED_EVERY = 4
"""Of so many inputs that land one is inspected too; all that are refused are."""
NIGHTS = (84, 124, 163, 243)
"""Inputs that go through a whole night as well. A night costs as much as fifty landings; a refused one, 124, hardly any."""


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trials]:
    with outside_dagster():
        yield Trials(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize("first", range(0, INPUTS, SHARD))
def test_no_input_breaks_landing(trials: Trials, first: int) -> None:
    failing = []
    for number in range(first, first + SHARD):
        inspects_all = number % INSPECTED_EVERY == 0
        found = trials.failures(SEED, number, number in NIGHTS, inspects_all)
        if found:
            lines = "\n    ".join(f"{kind}: {detail[:400]}" for kind, detail in found[:3])
            failing.append(f"python -m tests.fuzz --seed {SEED} --only {number}\n    {lines}")
    assert not failing, "\n".join(["", *failing])


def test_the_inputs_reach_every_mutation_and_every_kind_of_file() -> None:
    inputs = [make_input(SEED, number) for number in range(INPUTS)]
    assert {name for mutated in inputs for name in mutated.names} == {mutation.name for mutation in MUTATIONS}
    endings = {path.decode().split(".", 1)[1] for mutated in inputs for path in mutated.plain.entries}
    assert endings == set(KINDS)


def test_an_input_is_the_same_each_time() -> None:
    first, second = make_input(SEED, 7), make_input(SEED, 7)
    assert (first.names, first.zone.entries) == (second.names, second.zone.entries)
    assert first.zone.entries != make_input(SEED + 1, 7).zone.entries
