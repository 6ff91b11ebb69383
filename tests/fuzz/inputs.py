"""The inputs of the fuzzer: a seed and a number give one mutated landing zone, always the same."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from random import Random

from tests.fuzz.base import base_sheet, extract_names
from tests.fuzz.contract import EXTRACTS
from tests.fuzz.mutations import MUTATIONS, Mutation
from tests.fuzz.mutations.registry import DAMAGED, EITHER
from tests.fuzz.sheets import Sheet
from tests.fuzz.zone import Zone

SECOND_CHANCE = 0.3
"""Share of the inputs whose rows are mutated once more, before the first mutation."""
ROWS = [mutation for mutation in MUTATIONS if mutation.level == "rows"]


@dataclass(frozen=True)
class Input:
    """A mutated zone; `plain` is the zone before mutation, `declared` the outcome that the mutation requires."""

    seed: int
    number: int
    names: tuple[str, ...]
    plain: Zone
    zone: Zone
    declared: str

    @property
    def title(self) -> str:
        return f"seed {self.seed} input {self.number} ({' + '.join(self.names)})"


def make_input(seed: int, number: int) -> Input:
    """Return the input: `number` selects the mutation cyclically, everything else is drawn."""
    random = Random(f"{seed}/{number}")
    mutation = MUTATIONS[number % len(MUTATIONS)]
    extract = random.choice(mutation.extracts or tuple(EXTRACTS))
    # Drawn from the whole contract, so that inputs stay the same when this version learns to read another extract.
    extract = extract if extract in extract_names() else "payments"
    sheet = base_sheet(extract, kind=random.choice(mutation.kinds))
    plain = Zone({sheet.path: sheet.render()})
    second = _second(mutation, random)
    sheets = [sheet.copy()]
    for change in (second, mutation):
        if change and change.level == "rows" and extract in (change.extracts or extract_names()):
            change.act(sheets, random)
    zone = Zone({sheet.path: sheet.render() for sheet in sheets})
    _mutate_file(zone, sheet, mutation, random)
    names = tuple(change.name for change in (second, mutation) if change)
    return Input(
        seed,
        number,
        names,
        plain,
        zone,
        EITHER if second and mutation.outcome != DAMAGED else mutation.outcome,
    )


def _second(mutation: Mutation, random: Random) -> Mutation | None:
    """Return a mutation of rows to come first, now and then; not where counts or rows are taken as they were."""
    is_fragile = mutation.level == "rows" or mutation.name.startswith("control")
    return None if is_fragile or random.random() > SECOND_CHANCE else random.choice(ROWS)


def _mutate_file(zone: Zone, sheet: Sheet, mutation: Mutation, random: Random) -> None:
    entry = zone.entries[sheet.path]
    assert isinstance(entry, bytes)
    if mutation.level == "content":
        is_packed = sheet.kind.endswith(".gz")
        content = mutation.act(gzip.decompress(entry) if is_packed else entry, random)
        zone.entries[sheet.path] = gzip.compress(content, mtime=0) if is_packed else content
    elif mutation.level == "zone":
        mutation.act(zone, sheet.path, random)
