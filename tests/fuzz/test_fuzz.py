"""Four hundred mutated landing zones, with every mutation among them; `make fuzz` tries thousands.

A failure names the command that repeats it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fuzz.campaign import NIGHT_SECONDS, Fuzzer, Task
from tests.fuzz.contract import KINDS
from tests.fuzz.inputs import make_input
from tests.fuzz.mutations import MUTATIONS

SEED = 20260302
INPUTS, SHARD = 400, 25
INSPECTED_EVERY = 4
"""Every fourth input is inspected even if it lands; refused ones always are."""
NIGHTS = (144, 243)
"""Inputs that also run a night, which costs as much as fifty landings; 144 is refused early."""


@pytest.fixture(scope="module")
def fuzzer() -> Iterator[Fuzzer]:
    with Fuzzer() as started:
        yield started


@pytest.mark.parametrize("first", range(0, INPUTS, SHARD))
def test_no_input_breaks_landing(fuzzer: Fuzzer, first: int) -> None:
    numbers = range(first, first + SHARD)
    assert_nothing_breaks(
        fuzzer, [Task(SEED, n, inspects_all=n % INSPECTED_EVERY == 0, seconds=NIGHT_SECONDS) for n in numbers]
    )


def test_no_input_breaks_a_night(fuzzer: Fuzzer) -> None:
    assert_nothing_breaks(fuzzer, [Task(SEED, n, has_night=True, seconds=NIGHT_SECONDS) for n in NIGHTS])


def assert_nothing_breaks(fuzzer: Fuzzer, tasks: list[Task]) -> None:
    failing = []
    for task in tasks:
        if found := fuzzer.failures(task):
            lines = "\n    ".join(f"{kind}: {detail[:400]}" for kind, detail in found[:3])
            failing.append(f"python -m tests.fuzz --seed {SEED} --only {task.number}\n    {lines}")
    assert not failing, "\n".join(["", *failing])


def test_an_input_that_takes_too_long_is_a_failure(fuzzer: Fuzzer) -> None:
    """The watchdog ends the process; the next input starts a new one."""
    assert [kind for kind, _ in fuzzer.failures(Task(SEED, 0, seconds=0.001))] == ["out of time"]
    assert fuzzer.failures(Task(SEED, 0)) == []


def test_the_inputs_reach_every_mutation_and_every_kind_of_file() -> None:
    inputs = [make_input(SEED, number) for number in range(INPUTS)]
    assert {name for mutated in inputs for name in mutated.names} == {mutation.name for mutation in MUTATIONS}
    endings = {path.decode().split(".", 1)[1] for mutated in inputs for path in mutated.plain.entries}
    assert endings == set(KINDS)


def test_an_input_is_the_same_each_time() -> None:
    first, second = make_input(SEED, 7), make_input(SEED, 7)
    assert (first.names, first.zone.entries) == (second.names, second.zone.entries)
    assert first.zone.entries != make_input(SEED + 1, 7).zone.entries
