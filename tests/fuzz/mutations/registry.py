"""The list of mutations, and the decorators that put a function on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.fuzz.contract import KINDS
from tests.fuzz.sheets import Sheet
from tests.fuzz.zone import Zone

LANDS, REFUSES, EITHER = "lands", "refuses", "either"
"""Required outcomes of a mutated zone; with `EITHER` the oracle's own reading decides."""
DAMAGED = "damaged"
"""Outcome of a damaged file: it may be refused even if the oracle can read it."""
SEPARATED = ("csv", "csv.gz", "tsv", "tsv.gz")
JSON = ("jsonl", "jsonl.gz")
PACKED = ("csv.gz", "tsv.gz", "jsonl.gz")
TEXT = (*SEPARATED, *JSON)


@dataclass(frozen=True)
class Mutation:
    """`level` says what `act` takes: sheets, the unpacked content of a file, or the zone and the file's path."""

    name: str
    level: str
    act: Callable[..., Any]
    kinds: tuple[str, ...]
    outcome: str
    extracts: tuple[str, ...] = ()


MUTATIONS: list[Mutation] = []


def _register(
    level: str, kinds: tuple[str, ...], outcome: str, extracts: tuple[str, ...] = ()
) -> Callable[[Any], Any]:
    def register(act: Any) -> Any:
        MUTATIONS.append(Mutation(act.__name__, level, act, kinds, outcome, extracts))
        return act

    return register


def of_rows(
    kinds: tuple[str, ...] = KINDS, extracts: tuple[str, ...] = (), outcome: str = EITHER
) -> Callable[[Callable[[list[Sheet], Random], None]], Any]:
    """Register a function that changes the sheets before they are written, or appends further ones."""
    return _register("rows", kinds, outcome, extracts)


def of_content(
    kinds: tuple[str, ...], outcome: str = EITHER
) -> Callable[[Callable[[bytes, Random], bytes]], Any]:
    """Register a function of a file's content, unpacked."""
    return _register("content", kinds, outcome)


def of_zone(
    kinds: tuple[str, ...] = KINDS, outcome: str = EITHER, extracts: tuple[str, ...] = ()
) -> Callable[[Callable[[Zone, bytes, Random], None]], Any]:
    """Register a function of the zone and the path of its file."""
    return _register("zone", kinds, outcome, extracts)
